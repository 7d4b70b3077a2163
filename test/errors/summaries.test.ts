// Mistakes with summaries: TensorFlow's class, words and operation.
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

const js = {config: {backend: 'js'}} as const;

test_mistakes({
  summary_scalar_not_scalar: () => tf.Session(js).run(tf.summary.scalar('s', [1.0, 2.0])),
  summary_histogram_nan: () => tf.Session(js).run(tf.summary.histogram('h', [NaN])),
});
