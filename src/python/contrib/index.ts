// `tf.contrib`: what TensorFlow 1 keeps beside its core. Re-exports only.
export * as framework from './framework/index.ts';
export * as layers from './layers/index.ts';
export * as lookup from './lookup/index.ts';
export * as seq2seq from './seq2seq/index.ts';
