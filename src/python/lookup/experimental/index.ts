// `tf.lookup.experimental`. Re-exports only.
export {DenseHashTable} from '../mutable_tables.ts';
