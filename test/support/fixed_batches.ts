// The batches that every recorded training uses: computed, so that nothing need be stored. The same formulas stand in
// test/oracle/README.md and in the recording scripts.
import * as tf from 'tf1';

export interface Batch {
  readonly images: tf.NDArray;
  readonly labels: tf.NDArray;
}

/** The batch of one step, counted from 0. */
export function fixed_batch(step: number, rows = 50, columns = 784, classes = 10): Batch {
  const images = new Float32Array(rows * columns);
  const labels = new BigInt64Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      images[i * columns + j] = ((i * 7919 + j * 104729 + step * 31337) % 1000) / 1000;
    }
    labels[i] = BigInt((i * 7 + step * 3 + ((i * i) % 5)) % classes);
  }
  return {
    images: tf.NDArray(tf.float32, [rows, columns], images),
    labels: tf.NDArray(tf.int64, [rows], labels),
  };
}
