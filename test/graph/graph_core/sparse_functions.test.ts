// The functions of tf.sparse, as they build their nodes and what these give.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {gradients_of, matrix, parts, row, shape_texts} from '../../support/sparse.ts';

const PAIRS = [
  [0, 0],
  [0, 1],
  [1, 0],
];

test_programs({
  sparse_dense: () => {
    const a = matrix();
    const i = tf.constant([[1], [3]], tf.int64, {name: 'i'});
    const x = [
      [0n, 1n],
      [2n, 0n],
    ];
    const back = tf.sparse.from_dense(tf.constant(x, {name: 'x'}));
    const places = [
      [0, 1],
      [2, 0],
    ];
    return {
      run: [
        tf.sparse.to_dense(a),
        tf.sparse_tensor_to_dense(a, -1, {name: 'named'}),
        tf.sparse_to_dense(places, [3, 2], [1.5, 2.5]),
        tf.sparse_to_dense(i, [5], 7n, {validate_indices: false, default_value: 1n, name: 'filled'}),
        tf.sparse_to_dense(2, [4], tf.constant(true), false),
        ...parts(back),
      ],
    };
  },

  sparse_eyes: () => {
    const n = tf.placeholder_with_default(3n, [], {name: 'n'});
    const all = [tf.sparse.eye(2), tf.sparse.eye(2, 3, {dtype: tf.int32, name: 'wide'}), tf.sparse.eye(n)];
    return {run: parts(...all), shape: shape_texts(all)};
  },

  sparse_more_axes: () => {
    const a = matrix();
    const k = tf.placeholder_with_default(1n, [], {name: 'k'});
    const {expand_dims} = tf.sparse;
    return {
      run: parts(expand_dims(a), expand_dims(a, 0), expand_dims(a, -2, {name: 'named'}), expand_dims(a, k)),
    };
  },

  sparse_indicators: () => {
    const ids = tf.SparseTensor(PAIRS, [3n, 1n, 2n], [2, 2]);
    const weights = tf.SparseTensor(PAIRS, [0.5, 1.5, 2.5], [2, 2]);
    const long = tf.cast(ids, tf.int64);
    const size = tf.constant(4, tf.int64, {name: 'size'});
    const {merge} = tf.sparse;
    return {
      run: [
        tf.sparse.to_indicator(ids, 5),
        tf.sparse_to_indicator(long, size, {name: 'named'}),
        ...parts(
          merge(ids, weights, 5),
          tf.sparse_merge(long, weights, size, 'merged', true),
          merge([ids, long], weights, [5, size]),
        ),
      ],
    };
  },

  sparse_products: () => {
    const a = matrix();
    const b = tf.reshape(tf.range(8, {dtype: tf.float32}), [4, 2]);
    const c = tf.ones([3, 2]);
    const {matmul} = tf.sparse;
    const x = matmul(a, b);
    const y = tf.sparse_tensor_dense_matmul(a, c, {adjoint_a: true, name: 'turned'});
    const z = matmul(a, tf.transpose(b), {adjoint_b: true});
    const right = [
      [1, 0],
      [2, 3],
    ];
    const d = tf.sparse_matmul(c, right, {transpose_b: true, b_is_sparse: true, name: 'dense'});
    const gradients = gradients_of([x, y, z], [a.values, b, c]);
    const value = tf.SparseTensorValue([[0, 1]], [2], [2, 2]);
    return {run: [x, y, z, d, tf.sparse.sparse_dense_matmul(value, [[1], [3]]), ...gradients]};
  },

  sparse_orders: () => {
    const indices = [
      [2, 1],
      [0, 3],
      [0, 0],
    ];
    const a = tf.SparseTensor(indices, [4, 5, 6], [3, 4]);
    const b = tf.sparse_reorder(row());
    const c = tf.sparse.reorder(a, {name: 'ordered'});
    const gradients = gradients_of(c.values.mul([1, 2, 3]), a.values);
    return {run: [...parts(b, c), ...gradients], shapes: shape_texts([b, c])};
  },

  sparse_reshaped: () => {
    const a = matrix();
    const s = tf.placeholder_with_default(tf.NDArray.from([2n, 6n], tf.int64), [2], {name: 's'});
    const {reshape} = tf.sparse;
    const out = [
      reshape(a, [2, -1]),
      tf.sparse_reshape(a, [12], {name: 'flat'}),
      reshape(a, s),
      reshape(a, tf.constant([4, 3], tf.int64)),
      reshape(row(), [-1]),
    ];
    return {run: parts(...out), shapes: shape_texts(out)};
  },

  sparse_cut: () => {
    const a = matrix();
    const columns = tf.sparse.split({sp_input: a, num_split: 2, axis: 1});
    const axis = tf.constant(0, tf.int64);
    const rows = tf.sparse_split({sp_input: a, num_split: 2, axis, name: 'rows'});
    const middle = tf.sparse.slice(a, [0, 1], [2, 2]);
    const far = tf.sparse_slice(a, tf.constant([1, 0], tf.int64), [5, 5], {name: 'far'});
    const gradients = gradients_of([middle.values, far.values], a.values);
    return {run: [...parts(...columns, ...rows, middle, far), ...gradients]};
  },

  sparse_turned: () => {
    const a = matrix();
    const b = row();
    const {transpose} = tf.sparse;
    const out = [
      transpose(a),
      tf.sparse_transpose(a, [0, 1], {name: 'same'}),
      transpose(a, tf.constant([1n, 0n])),
      transpose(b),
      transpose(b, [1, 0]),
    ];
    return {run: parts(...out), shapes: shape_texts(out)};
  },

  sparse_retained: () => {
    const a = matrix();
    const b = tf.sparse.retain(a, [true, false, true]);
    const c = tf.sparse_retain(a, a.values.greater(0));
    const [slices] = tf.gradients(c.values, a.values) as tf.IndexedSlices[];
    return {run: [...parts(b, c), slices?.values]};
  },

  sparse_shapes_reset: () => {
    const a = matrix();
    const b = row();
    const s = tf.placeholder_with_default(tf.NDArray.from([3n, 3n], tf.int64), [2], {name: 's'});
    const {reset_shape} = tf.sparse;
    const out = [
      reset_shape(a),
      reset_shape(a, [4, 4]),
      tf.sparse_reset_shape(a, tf.constant([3, 9], tf.int64)),
      reset_shape(b, s),
      reset_shape(b),
    ];
    return {run: parts(...out), shapes: shape_texts(out)};
  },

  sparse_rows_filled: () => {
    const indices = [
      [0, 0],
      [2, 1],
    ];
    const a = tf.SparseTensor(indices, [1, 3], [4, 2]);
    const [b, empty] = tf.sparse.fill_empty_rows(a, -1);
    const d = tf.constant(9, {name: 'd'});
    const [c] = tf.sparse_fill_empty_rows(a, d, {name: 'named'});
    return {run: [...parts(b, c), empty, ...gradients_of(c.values.mul(2), [a.values, d])]};
  },

  sparse_soft: () => {
    const indices = [
      [0, 0],
      [0, 2],
      [2, 1],
    ];
    const a = tf.SparseTensor(indices, [1, 3, 2], [3, 3]);
    const [b, c] = [tf.sparse.softmax(a), tf.sparse_softmax(a, 'named')] as const;
    return {run: [...parts(b, c), ...gradients_of(b.values.mul([1, 2, 3]), a.values)]};
  },

  sparse_masked: () => {
    const values = tf.constant([[1], [2], [3]]);
    const a = tf.IndexedSlices(values, tf.constant([1n, 4n, 5n]), tf.constant([9n, 1n]));
    const b = tf.sparse.mask(a, [4]);
    const c = tf.sparse_mask(a, tf.constant([1n, 5n]), {name: 'named'});
    return {run: [b.values, b.indices, b.dense_shape, c.values, c.indices]};
  },
});
