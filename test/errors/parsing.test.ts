// Mistakes with texts that hold data: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

const run = (fetch: tf.Tensor | tf.Tensor[]): Promise<unknown> => tf.Session().run(fetch);
/** A default for a column of whole numbers. */
const zero = (): tf.Tensor => tf.constant([0], tf.int32);

test_mistakes({
  decode_csv_field: () => run(tf.decode_csv('1,x', [zero(), zero()])),
  decode_csv_count: () => run(tf.decode_csv('1,2,3', [zero(), zero()])),
  decode_csv_required: () => run(tf.decode_csv('1,', [zero(), tf.constant([], tf.int32)])),
  parse_example_missing_feature: () => {
    const {x} = tf.parse_single_example('', {x: tf.FixedLenFeature([], tf.float32)});
    return run(x);
  },
  decode_raw_length: () => run(tf.decode_raw('abc', tf.int32)),
});
