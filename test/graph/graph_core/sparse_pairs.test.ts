// The functions of tf.sparse on several sparse tensors, reductions, and what other functions do with one.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {gradients_of, matrix, parts, row, shape_texts} from '../../support/sparse.ts';

const other = (): tf.SparseTensor => {
  const indices = [
    [1, 2],
    [2, 3],
  ];
  return tf.SparseTensor(indices, [2, 1], [3, 4]);
};

test_programs({
  sparse_sums: () => {
    const [a, b] = [matrix(), other()];
    const {add} = tf.sparse;
    const sums = [add(a, b), tf.sparse_add(a, b, 1), add(a, b, {thresh: 0.5})] as const;
    const f = add(row(), a);
    const dense = tf.ones([3, 4]);
    const [g, h] = [add(a, dense), add(dense, b)];
    const gradients = gradients_of([sums[0].values, g, h], [a.values, b.values, dense]);
    return {run: [...parts(...sums, f), g, h, ...gradients], shapes: shape_texts([...sums, f])};
  },

  sparse_joined: () => {
    const indices = [
      [0, 2],
      [2, 0],
    ];
    const [a, b] = [matrix(), tf.SparseTensor(indices, [7, 8], [3, 5])];
    const c = tf.SparseTensor([[1, 1]], [9], [2, 4]);
    const {concat} = tf.sparse;
    const wide = concat(1, [a, b]);
    const deep = tf.sparse_concat(0, [a, c, a], {name: 'deep'});
    const last = concat(-1, [a, b, tf.sparse.reshape(row(), [3, 2])]);
    const expanded = concat(0, [a, b], {expand_nonconcat_dim: true});
    const both = concat(-1, [a, c], null, null, {expand_nonconcat_dims: true});
    const out = [wide, deep, last, expanded, both, concat(1, [a])];
    return {run: parts(...out), shapes: shape_texts(out), same: out[5] === a};
  },

  sparse_compared: () => {
    const [a, b] = [matrix(), other()];
    return {
      run: parts(
        tf.sparse.maximum(a, b),
        tf.sparse.minimum(a, b, {name: 'least'}),
        tf.sparse_maximum(b, a),
        tf.sparse_minimum(b, b),
      ),
    };
  },

  sparse_crosses: () => {
    const indices = [
      [0, 0],
      [1, 0],
      [1, 1],
    ];
    const a = tf.SparseTensor(indices, ['a', 'b', 'c'], [2, 2]);
    const b = tf.SparseTensor(indices.slice(0, 2), ['d', 'e'], [2, 1]);
    const c = tf.constant([[1n], [2n]], {name: 'c'});
    const {cross, cross_hashed} = tf.sparse;
    return {
      run: parts(
        cross([a, b]),
        cross([a, c, b], {name: 'named'}),
        cross_hashed([a, b]),
        cross_hashed([a, c], {num_buckets: 10}),
        cross_hashed([b, c], 100, 7, 'keyed'),
      ),
    };
  },

  sparse_reductions: () => {
    const [a, b] = [matrix(), row()];
    const s = tf.sparse;
    const k = tf.placeholder_with_default(1n, [], {name: 'k'});
    const dense = [
      s.reduce_sum(a),
      s.reduce_sum(a, 1),
      tf.sparse_reduce_sum(a, [0], true),
      s.reduce_max(a, {axis: -1}),
      tf.sparse_reduce_max(a, {keepdims: true}),
      s.reduce_sum(b),
      s.reduce_sum(a, {reduction_axes: [0, 1]}),
      s.reduce_max(b, k),
      s.reduce_sum(a, 0, {keep_dims: true}),
    ] as const;
    const sparse = [
      s.reduce_sum_sparse(a, 1),
      tf.sparse_reduce_sum_sparse(a),
      s.reduce_max_sparse(a, 0, true),
      tf.sparse_reduce_max_sparse(b, k),
    ];
    const gradients = gradients_of([dense[1], dense[2]], a.values);
    return {run: [...dense, ...parts(...sparse), ...gradients], shapes: shape_texts(dense)};
  },

  sparse_serialized: () => {
    const a = matrix();
    const [one, many] = [tf.serialize_sparse(a), tf.serialize_many_sparse(a, {name: 'many'})] as const;
    const back = tf.deserialize_many_sparse(tf.stack([one, one]), tf.float32);
    const rows = tf.io.deserialize_many_sparse(many, tf.float32, {rank: 2, name: 'rows'});
    const variant = tf.io.serialize_sparse(a, 'variant', tf.variant);
    return {
      run: parts(back, rows),
      shapes: shape_texts(parts(back, rows)),
      other: [variant, tf.io.serialize_many_sparse(a, {out_type: tf.variant})],
    };
  },

  sparse_facts: () => {
    const [a, b] = [matrix(), row()];
    return {
      run: [
        tf.shape(a),
        tf.shape(b, {out_type: tf.int64, name: 'long'}),
        tf.size(a),
        tf.size(b, 'count', tf.int64),
        tf.rank(a),
        tf.rank(b, {name: 'r'}),
      ],
    };
  },

  sparse_casts: () => {
    const a = matrix();
    return {run: parts(tf.cast(a, tf.int32), tf.to_double(a), tf.cast(a, tf.float32, {name: 'same'}))};
  },

  sparse_operators: () => {
    const [a, b] = [matrix(), tf.SparseTensor([[0, 1]], [7n], [2, 2])];
    const x = tf.constant([[2], [4], [-1]], {name: 'x'});
    const [c, d, e] = [a.mul(x), a.truediv(2), x.mul(a)];
    const f = b.truediv(tf.constant([[2n], [3n]]));
    const g = a.div(x);
    const gradients = gradients_of([c.values, g.values], [a.values, x]);
    return {run: [...parts(c, d, e, f, g), ...gradients]};
  },

  sparse_elementwise: () => {
    const a = matrix();
    const m = tf.math;
    return {
      run: [
        ...parts(
          tf.abs(a),
          tf.negative(a, {name: 'minus'}),
          tf.sign(a),
          m.square(a),
          tf.sqrt(tf.abs(a)),
          tf.erf(a),
          m.tanh(a, 'named'),
          m.bessel_i0e(a),
          m.bessel_i1e(a),
        ),
        tf.abs(a.values),
      ],
    };
  },

  sparse_comparisons_asserted: () => {
    const x = tf.placeholder_with_default([1n, 2n], [2], {name: 'x'});
    const y = tf.constant([2n, 3n], {name: 'y'});
    tf.assert_less(x, y);
    tf.assert_less_equal(x, y, {name: 'le'});
    tf.assert_greater(y, x, {message: 'told'});
    tf.assert_greater_equal(y, x);
    tf.assert_none_equal(x, y, {summarize: 2});
  },
  sparse_shape_reset_smaller: () => {
    const b = row();
    const s = tf.placeholder_with_default(tf.NDArray.from([3n, 2n], tf.int64), [2], {name: 's'});
    return {run: [tf.sparse.reset_shape(b, s).dense_shape]};
  },
});
