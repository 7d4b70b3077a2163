// Mistakes with lookup tables: TensorFlow's class, words and operation.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

test_mistakes({
  table_uninitialized: () => {
    const table = tf.lookup.StaticHashTable(tf.lookup.KeyValueTensorInitializer(['a'], [1n]), -1);
    return tf.Session({config: {backend: 'js'}}).run(table.lookup(tf.constant(['a'])));
  },
});
