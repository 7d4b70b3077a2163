// Small sparse tensors, and what is asked of them.
import * as tf from 'tf1';

/** Three elements of a matrix [3, 4]. */
export function matrix(): tf.SparseTensor {
  const indices = [
    [0, 0],
    [1, 2],
    [2, 1],
  ];
  return tf.SparseTensor(indices, [1, -2, 3], [3, 4]);
}

/** A sparse tensor of which nothing is known before a run. */
export function row(): tf.SparseTensor {
  return tf.sparse_placeholder(tf.float32, {name: 'row'});
}

/** The three tensors of each. */
export function parts(...sparse: tf.SparseTensor[]): tf.Tensor[] {
  return sparse.flatMap(({indices, values, dense_shape}) => [indices, values, dense_shape]);
}

export function shape_texts(tensors: readonly (tf.Tensor | tf.SparseTensor)[]): string[] {
  return tensors.map(({shape}) => String(shape));
}

/** What is not null. */
export function gradients_of(
  ys: readonly tf.Tensor[] | tf.Tensor,
  xs: readonly tf.Tensor[] | tf.Tensor,
): tf.Tensor[] {
  return tf.gradients(ys, xs) as tf.Tensor[];
}

/** Quarters that go round and round. */
export function round_values(...shape: number[]): tf.NDArray {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = Array.from({length: count}, (_, i) => ((i * 5) % 7) / 4 - 0.5);
  return tf.NDArray.from(Float32Array.from(values)).reshape(shape);
}
