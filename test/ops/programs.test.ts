// Constants, operators, subscripts and the functions of arrays and math: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

function sequence(count: number): number[] {
  return Array.from({length: count}, (_, i) => i);
}

function map<A>(values: readonly A[], f: (value: A) => tf.Tensor): tf.Tensor[] {
  return values.map(f);
}

test_programs({
  constants: () => {
    tf.constant(1n);
    tf.constant(1.5);
    tf.constant(true);
    tf.constant('text');
    tf.constant([1, 2], tf.float32);
    tf.constant(2, {shape: [2, 3]});
    tf.constant([1n, 2n, 3n], {shape: [2, 3]});
    tf.constant([], tf.int32);
    tf.constant([[]]);
    tf.constant(tf.NDArray.from(sequence(6), tf.int64).reshape([2, 3]));
    tf.constant(tf.NDArray.from(2, tf.float64));
    tf.constant([1, 2, 2, 2]);
    tf.constant(1, tf.int8);
    tf.constant(1, tf.uint8);
    tf.constant(1, tf.int16);
    tf.constant(1.5, tf.float16);
    tf.constant(new tf.NDArray(tf.complex128, [], new Float64Array([1, 2])));
    tf.constant(['a', 'b']);
    tf.constant(tf.NDArray(tf.string, [], [Uint8Array.of(255)]));
    tf.constant([true, false]);
    tf.constant(2n ** 40n);
    tf.constant(1, tf.bfloat16);
    tf.constant(new Array<number>(8).fill(0));
    tf.constant(
      [
        [1, 2],
        [3, 4],
      ],
      {name: 'm'},
    );
    tf.constant(NaN);
    tf.constant(Infinity);
    tf.constant(-0);
    tf.constant(1e-45);
    tf.constant(0, tf.uint64);
  },

  math_functions: () => {
    const x = tf.constant(
      [
        [0.5, 2, 3],
        [1, 4, 0.25],
      ],
      {name: 'x'},
    );
    const n = tf.constant(
      [
        [1n, -2n, 3n],
        [4n, 5n, -6n],
      ],
      {name: 'n'},
    );
    const run = [
      ...[
        tf.add(x, 1),
        tf.subtract(x, x),
        tf.multiply(x, 2),
        tf.divide(x, 2),
        tf.div(n, 2),
        tf.truediv(n, 4),
      ],
      ...[
        tf.floordiv(n, 4),
        tf.floormod(n, 4),
        tf.mod(n, 4),
        tf.truncatediv(n, 4),
        tf.truncatemod(n, 4),
        tf.realdiv(x, x),
      ],
      ...map([tf.abs, tf.negative, tf.sign], (f) => f(n)),
      ...[
        tf.reciprocal(x),
        tf.square(n),
        tf.sqrt(x),
        tf.rsqrt(x),
        tf.exp(x),
        tf.expm1(x),
        tf.log(x),
        tf.log1p(x),
      ],
      ...[tf.pow(x, 2), tf.maximum(n, 0), tf.minimum(x, 1), tf.squared_difference(x, 1)],
      ...map([tf.sin, tf.cos, tf.tanh, tf.sigmoid, tf.floor, tf.ceil, tf.round, tf.rint], (f) => f(x)),
      ...[
        tf.equal(n, 3),
        tf.not_equal(n, 3),
        tf.less(x, 1),
        tf.less_equal(x, 1),
        tf.greater(x, 1),
        tf.greater_equal(x, 1),
      ],
      ...[tf.logical_and(n.greater(0), n.less(4)), tf.logical_or(n.greater(4), n.less(0))],
      ...[tf.logical_xor(n.greater(0), n.less(4)), tf.logical_not(n.greater(0))],
      ...map([tf.is_nan, tf.is_inf, tf.is_finite], (f) => f(x)),
      ...[tf.add_n([x, x, x]), tf.add_n([x]), tf.accumulate_n([x, x]), tf.clip_by_value(x, 0.5, 2)],
      ...[tf.matmul(x, x, {transpose_b: true}), tf.matmul(x, x, {transpose_a: true, name: 'named'})],
      ...[
        tf.matmul(tf.ones([2, 2, 3]), tf.ones([2, 3, 1])),
        tf.tensordot(x, x, [[1], [1]]),
        tf.cast(x, tf.int32),
      ],
      ...[tf.cast(n, tf.float64), tf.to_float(n), tf.to_int64(x), tf.range(5), tf.range(1, 9, 3)],
      tf.range(0, 1, 0.25),
      ...[
        tf.argmax(x, 1),
        tf.argmin(x, 0, {output_type: tf.int32}),
        tf.cumsum(n, 1),
        tf.nn.l2_loss(x),
        tf.norm(x),
      ],
    ];
    return {run, no_cast: tf.cast(x, tf.float32) === x};
  },

  reductions: () => {
    const x = tf.constant(
      [
        [0.5, 2, 3],
        [1, 4, 0.25],
      ],
      {name: 'x'},
    );
    const u = tf.placeholder(tf.float32, {name: 'u'});
    tf.reduce_mean(u);
    tf.reduce_mean(u, 0);
    const run = [
      ...[
        tf.reduce_sum(x),
        tf.reduce_mean(x, 0),
        tf.reduce_max(x, {axis: 1}),
        tf.reduce_min(x, [0, 1]),
        tf.reduce_prod(x, -1),
      ],
      ...[
        tf.reduce_sum(x, {keepdims: true}),
        tf.reduce_sum(x, {keep_dims: true}),
        tf.reduce_sum(x, {reduction_indices: [1]}),
      ],
      ...[tf.reduce_sum(x, []), tf.reduce_all(x.greater(0.3)), tf.reduce_any(x.greater(3), 0)],
      ...[tf.reduce_logsumexp(x), tf.reduce_logsumexp(x, 1), tf.count_nonzero(x), tf.math.reduce_variance(x)],
    ];
    return {run};
  },

  arrays: () => {
    const x = tf.constant(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      tf.float32,
      {name: 'x'},
    );
    const u = tf.placeholder(tf.float32, [null, 3], {name: 'u'});
    tf.reshape(u, [-1]);
    tf.reshape(u, [tf.shape(u).getitem(0), 3, 1]);
    tf.stack([tf.shape(u).getitem(0), 2]);
    const run = [
      ...[
        tf.reshape(x, [3, 2]),
        tf.transpose(x),
        tf.transpose(x, [1, 0]),
        tf.expand_dims(x, -1),
        tf.expand_dims(x, {axis: 0}),
      ],
      ...[
        tf.squeeze(tf.constant([[[1]]])),
        tf.squeeze(tf.constant([[[1]]]), [0]),
        tf.concat([x, x], 0),
        tf.concat([x], 1),
      ],
      ...[
        tf.concat([x, x], {axis: -1, name: 'named'}),
        tf.stack([x, x], 1),
        tf.unstack(x)[0],
        tf.unstack(x, {axis: 1})[2],
      ],
      ...[
        tf.split(x, 3, 1)[1],
        tf.split(x, [1, 2], 1)[1],
        tf.tile(x, [1, 2]),
        tf.gather(x, [1, 0]),
        tf.gather(x, 2, {axis: 1}),
      ],
      ...[
        tf.slice(x, [0, 1], [-1, 2]),
        tf.pad(x, [
          [1, 0],
          [0, 1],
        ]),
        tf.one_hot([0, 2], 3),
      ],
      tf.one_hot([1], 2, 5, -5, {dtype: tf.int32}),
      ...[
        tf.where(x.greater(2), x, x.neg()),
        tf.where(x.greater(2)),
        tf.reverse(x, [0]),
        tf.boolean_mask(x, [true, false]),
      ],
      ...[
        tf.identity(x),
        tf.stop_gradient(x),
        tf.invert_permutation([2, 0, 1]),
        tf.broadcast_to(x, [2, 2, 3]),
      ],
      ...[
        tf.diag([1, 2]),
        tf.eye(2),
        tf.linspace(0, 1, 3),
        tf.sequence_mask([1, 2]),
        tf.meshgrid([1n, 2n], [3n])[0],
      ],
    ];
    return {run};
  },

  zeros_and_ones: () => {
    const x = tf.placeholder(tf.float32, [2, 3]);
    const u = tf.placeholder(tf.float32, [null, 3]);
    const n = tf.placeholder(tf.int32, [], {name: 'n'});
    tf.zeros([2, 3]);
    tf.zeros([]);
    tf.zeros([100, 100]);
    tf.zeros(3);
    tf.zeros([2], tf.int64);
    tf.zeros([n, 2]);
    tf.zeros([2], tf.string);
    tf.zeros([2], tf.bool);
    tf.ones([2, 3]);
    tf.ones([100, 100]);
    tf.ones([n]);
    tf.ones([2], tf.bool);
    tf.zeros_like(x);
    tf.zeros_like(u);
    tf.zeros_like(x, tf.int32);
    tf.zeros_like(u, {optimize: false});
    tf.zeros_like(x, {optimize: false});
    tf.ones_like(x);
    tf.ones_like(u);
    tf.ones_like(x, {optimize: false});
    tf.fill([2, 3], 1.5);
    tf.fill([n], 2n);
    tf.shape(x);
    tf.shape(u);
    tf.shape(u, {out_type: tf.int64});
    tf.size(x);
    tf.size(u);
    tf.rank(x);
    tf.rank(u);
    tf.shape(x, {name: 'given'});
    tf.zeros(tf.shape(u));
    tf.zeros(tf.TensorShape([2, 2]));
  },

  operators: () => {
    const a = tf.constant([4, 7], tf.float32, {name: 'a'});
    const b = tf.constant([2, 3], tf.float32, {name: 'b'});
    const i = tf.constant([7n, -7n], {name: 'i'});
    const j = tf.constant([2n, 2n], {name: 'j'});
    const p = tf.constant([true, false], {name: 'p'});
    const q = tf.constant([true, true], {name: 'q'});
    const m = tf.constant(
      [
        [1, 2],
        [3, 4],
      ],
      {name: 'm'},
    );
    const run = [
      ...[a.add(b), a.sub(b), a.mul(b), a.truediv(b), a.floordiv(b), a.mod(b), a.pow(b), a.neg(), a.abs()],
      ...[a.less(b), a.less_equal(b), a.greater(b), a.greater_equal(b)],
      ...[
        i.add(j),
        i.sub(j),
        i.mul(j),
        i.truediv(j),
        i.floordiv(j),
        i.mod(j),
        i.pow(j),
        i.neg(),
        i.abs(),
        i.less(j),
      ],
      ...[p.and(q), p.or(q), p.xor(q), p.invert()],
      ...[
        a.radd(1),
        a.rsub(1),
        a.rmul(2),
        a.rtruediv(2),
        a.rfloordiv(9),
        a.rmod(9),
        a.rpow(2),
        a.add(1),
        a.sub(1),
        a.mul(2),
      ],
      ...[i.truediv(2), i.floordiv(2), i.rsub(3), i.rtruediv(7)],
      ...[m.matmul(m), a.div(b), i.div(j), a.rdiv(2), p.and(true), p.ror(true)],
    ];
    return {run};
  },

  operators_indexing: () => {
    const values = tf.NDArray.from(sequence(24), tf.float32).reshape([2, 3, 4]);
    const x = tf.constant(values, {name: 'x'});
    const k = tf.constant(1n, {name: 'k'});
    const run = [
      ...[
        x.getitem(0),
        x.getitem(-1),
        x.getitem(':', 1),
        x.getitem('...', 0),
        x.getitem(0, 1, 2),
        x.getitem(':', ':-1'),
      ],
      ...[x.getitem(':', '::2'), x.getitem(':', '::-1'), x.getitem(':', null), x.getitem('...', null)],
      ...[
        x.getitem('0:1', '1:', ':3'),
        x.getitem(k),
        x.getitem([k, null], [0, k]),
        x.getitem(':'),
        x.getitem('1:0'),
      ],
      ...[x.getitem(0, '...', '2:'), x.getitem(':', null, 0, null), x.getitem([tf.constant(0n), 2, 2])],
    ];
    return {run};
  },

  gradients_matmul: () => {
    for (const ta of [false, true]) {
      for (const tb of [false, true]) {
        const a = tf.placeholder(tf.float32, ta ? [3, 2] : [2, 3]);
        const b = tf.placeholder(tf.float32, tb ? [4, 3] : [3, 4]);
        tf.gradients(tf.matmul(a, b, {transpose_a: ta, transpose_b: tb}), [a, b]);
      }
    }
  },

  gradients_broadcast: () => {
    const shapes = [
      [[2, 3], [3]],
      [
        [2, 1],
        [1, 3],
      ],
      [[], [2]],
      [[null, 3], [3]],
      [
        [null, 3],
        [null, 3],
      ],
      [null, [2]],
    ] as const;
    const functions = [
      tf.add,
      tf.subtract,
      tf.multiply,
      tf.divide,
      tf.maximum,
      tf.minimum,
      tf.pow,
      tf.squared_difference,
    ];
    for (const [a, b] of shapes) {
      const x = tf.placeholder(tf.float32, a);
      const y = tf.placeholder(tf.float32, b);
      for (const f of functions) tf.gradients(f(x, y), [x, y]);
    }
  },

  gradients_broadcast_numbers: () => {
    const x = tf.placeholder(tf.float32, [null, 3]);
    const ys = [
      ...[x.add(1), x.rmul(2), x.truediv(2), x.rsub(1), x.pow(2), tf.maximum(x.rmul(0.01), x), x.neg()],
      tf.maximum(0, x),
    ];
    for (const y of ys) tf.gradients(y, [x]);
  },

  gradients_reductions: () => {
    for (const shape of [
      [2, 3],
      [null, 3],
    ]) {
      const x = tf.placeholder(tf.float32, shape);
      for (const f of [tf.reduce_sum, tf.reduce_mean, tf.reduce_max, tf.reduce_min, tf.reduce_prod]) {
        tf.gradients(f(x), [x]);
        tf.gradients(f(x, {axis: 0}), [x]);
        tf.gradients(f(x, {axis: [1], keepdims: true}), [x]);
      }
    }
  },

  gradients_shapes: () => {
    const x = tf.placeholder(tf.float32, [2, 6]);
    const ys = [
      ...[
        tf.reshape(x, [3, 4]),
        tf.transpose(x),
        tf.expand_dims(x, 1),
        tf.squeeze(tf.expand_dims(x, 0)),
        tf.tile(x, [2, 1]),
      ],
      ...[x.getitem(0), x.getitem(':', '1:3'), x.getitem(':', '::2'), tf.concat([x, x], 0), tf.stack([x, x])],
      ...[tf.unstack(x)[1] as tf.Tensor, tf.split(x, 2, 1)[0] as tf.Tensor, tf.gather(x, [0, 1])],
      ...[tf.slice(x, [0, 1], [2, 2]), tf.where(x.greater(0), x, x.rmul(2)), tf.cast(x, tf.float64)],
      ...[
        tf.pad(x, [
          [1, 1],
          [0, 0],
        ]),
        tf.one_hot([1], 3).mul(x.getitem(':', ':3')),
        tf.nn.bias_add(x, x.getitem(0)),
      ],
      ...[tf.add_n([x, x]), tf.identity_n([x, x])[0] as tf.Tensor],
    ];
    for (const y of ys) tf.gradients(y, [x]);
  },

  gradients_no_gradient_defined: () => {
    const x = tf.constant([1, 2]);
    const [none] = tf.gradients(tf.cast(tf.argmax(x), tf.float32), [x]);
    return {none: none === null ? '[None]' : 'a gradient'};
  },
});
