// Mistakes with summaries: TensorFlow's class, words and operation.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {test_mistakes, untyped} from '../support/mistakes.ts';

const js = {config: {backend: 'js'}} as const;

const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
afterAll(() => {
  rmSync(folder, {recursive: true});
});

test_mistakes({
  summary_scalar_not_scalar: () => tf.Session(js).run(tf.summary.scalar('s', [1.0, 2.0])),
  summary_histogram_nan: () => tf.Session(js).run(tf.summary.histogram('h', [NaN])),
  file_writer_not_a_summary: () => {
    tf.summary.FileWriter(join(folder, 'logs')).add_summary(untyped<Uint8Array>(3), 1);
  },
});
