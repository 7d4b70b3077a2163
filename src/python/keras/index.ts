// `tf.keras`: what other modules share with it. Re-exports only.
export * as initializers from './initializers/index.ts';
