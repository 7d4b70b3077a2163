// Sparse tensors: how they are made, where they go, and what is refused.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';
import {matrix, parts, shape_texts} from '../../support/sparse.ts';

const {fill} = tf;
const scaled = (s: tf.SparseTensor, values: tf.Tensor): tf.SparseTensor =>
  tf.SparseTensor(s.indices, values, s.dense_shape);

test_programs({
  sparse_made: () => {
    const a = matrix();
    const b = tf.sparse.SparseTensor({
      indices: tf.constant([[1]], tf.int64, {name: 'i'}),
      values: ['x'],
      dense_shape: tf.constant([2], tf.int64),
    });
    const c = tf.name_scope('inside', () =>
      tf.SparseTensor.from_value(tf.SparseTensorValue([[0, 1]], tf.NDArray.from([5n]), [1, 2])),
    );
    const d = tf.SparseTensor.from_value(c);
    const v = tf.Variable([1, 2], {name: 'v'});
    const e = tf.SparseTensor([[0], [1]], v, [2]);
    return {
      run: parts(a, b, c, d, e),
      init: v.initializer,
      shape: [a.shape.as_list(), b.get_shape().as_list()],
      dtype: [a.dtype.name, e.dtype.name],
      op: a.op,
      text: String(a),
      same: [d.values === c.values, a.graph === tf.get_default_graph()],
      consumers: e.consumers().map(({name}) => name),
    };
  },

  sparse_placeholders: () => {
    const a = tf.sparse_placeholder(tf.float32);
    const b = tf.sparse.placeholder(tf.int64, [2, 3], {name: 'b'});
    const c = tf.sparse_placeholder(tf.string, {shape: [null, 3], name: 'c'});
    const d = tf.sparse_placeholder(tf.float32, tf.constant([2, 2], tf.int64), 'd');
    return {shapes: shape_texts(parts(a, b, c, d)), shape: shape_texts([a, b, c, d])};
  },

  sparse_converted: () => {
    const a = matrix();
    const value = tf.SparseTensorValue([[1]], tf.NDArray.from([2.5]), [3]);
    const convert = tf.convert_to_tensor_or_sparse_tensor;
    const sparse = [convert(a, tf.float32), convert(value)] as tf.SparseTensor[];
    return {
      run: [
        ...parts(...sparse),
        convert(1),
        convert([1, 2], tf.int64, 'named'),
        convert(a.values, {name: 'nothing'}),
      ],
    };
  },

  sparse_through_cond: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const a = matrix();
    const b = tf.cond(
      p,
      () => a,
      () => tf.SparseTensor([[1, 1]], [7], [3, 4]),
    );
    const [c, d] = tf.cond(
      p,
      () => [a.values.mul(2), b] as const,
      () => [a.values, b],
    );
    return {run: [...parts(b, d), c, tf.SparseTensor([[0]], c.getitem(':1'), [1]).dense_shape]};
  },

  sparse_cond_gradient: () => {
    const p = tf.placeholder_with_default(false, [], {name: 'p'});
    const a = matrix();
    const b = tf.cond(
      p,
      () => a,
      () => scaled(a, a.values.mul(3)),
    );
    return {run: [...parts(b), ...tf.gradients(b.values, a.values)]};
  },

  sparse_through_loop: () => {
    const a = matrix();
    const [i, b] = tf.while_loop(
      (i) => i.less(3n),
      (i, s) => [i.add(1n), scaled(s, s.values.mul(2))],
      [0n, a] as const,
    );
    const gradients = tf.gradients(b.values, a.values);
    return {run: [...parts(b), i, ...gradients, ...parts(tf.SparseTensor([[0]], [1], [1]))]};
  },

  sparse_grows_in_loop: () => {
    const first = tf.sparse_placeholder(tf.float32, [null, 4], {name: 'first'});
    const row_at = (i: tf.Tensor): tf.Tensor =>
      tf.concat([fill([1, 1], tf.cast(i, tf.int64)), tf.zeros([1, 1], tf.int64)], 1);
    const [, b] = tf.while_loop(
      (i) => i.less(5n),
      (i, {indices, values, dense_shape}) => {
        const row = row_at(i);
        const next = i.add(1n);
        const longer = [tf.concat([indices, row], 0), tf.concat([values, [1.5]], 0)] as const;
        return [next, tf.SparseTensor(...longer, dense_shape)];
      },
      [2n, first] as const,
      {shape_invariants: [tf.TensorShape([]), tf.TensorShape([2])], maximum_iterations: 10},
    );
    return {shapes: shape_texts(parts(b)), run: parts(b)};
  },

  sparse_alone_in_loop: () => {
    const b = tf.while_loop(
      (s) => tf.reduce_sum(s.values).less(9),
      (s) => [scaled(s, tf.abs(s.values).mul(2))],
      [matrix()] as const,
    );
    return {run: parts(...b)};
  },

  sparse_grouped: () => {
    const a = matrix();
    const b = tf.device('/cpu:0', () => scaled(a, a.values.mul(2)));
    return {done: [tf.group(a, [b], {name: 'both'}), tf.group(b)]};
  },
  sparse_mapped: () => {
    tf.map_fn(tf.square, untyped<tf.Tensor>(matrix()));
  },

  sparse_in_the_place_of_a_tensor: () => {
    tf.matmul(untyped<tf.Tensor>(matrix()), tf.ones([4, 2]));
  },
  sparse_loop_invariant_rank: () => {
    tf.while_loop(
      (i) => i.less(3n),
      (i, s) => [i.add(1n), s],
      [0n, matrix()] as const,
      {shape_invariants: [tf.TensorShape([]), tf.TensorShape([null, null])]},
    );
  },
  sparse_loop_invariant_list: () => {
    tf.while_loop(
      (i) => i.less(3n),
      (i, s) => [i.add(1n), s],
      [0n, matrix()] as const,
      {shape_invariants: [tf.TensorShape([]), untyped<tf.TensorShape>(2)]},
    );
  },
  sparse_cond_of_other_dtype: () => {
    tf.cond(tf.placeholder(tf.bool, []), matrix, () => tf.SparseTensor([[0, 0]], [1n], [3, 4]));
  },
  sparse_indices_rank: () => {
    tf.SparseTensor([0, 1], [1, 2], [3]);
  },
  sparse_values_rank: () => {
    tf.SparseTensor([[0, 1]], [[1]], [3, 4]);
  },
  sparse_count: () => {
    tf.SparseTensor(
      [
        [0, 1],
        [1, 1],
      ],
      [1],
      [3, 4],
    );
  },
  sparse_as_tensor: () => {
    tf.convert_to_tensor_or_sparse_tensor(matrix(), tf.int32);
  },
  sparse_float_indices: () => {
    tf.SparseTensor(tf.constant([[0.5]]), [1], [3]);
  },
  sparse_from_no_value: () => {
    tf.SparseTensor.from_value([1n, 2n] as never);
  },
});
