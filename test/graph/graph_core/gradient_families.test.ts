// Gradients of one family of operations at a time: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

type Shape = (number | null)[] | null;
const placeholder = (shape: Shape): tf.Tensor => tf.placeholder(tf.float32, shape);

const BROADCAST_SHAPES: readonly (readonly [Shape, Shape])[] = [
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
];

test_programs({
  gradients_matmul: () => {
    for (const transpose_a of [false, true]) {
      for (const transpose_b of [false, true]) {
        const a = placeholder(transpose_a ? [3, 2] : [2, 3]);
        const b = placeholder(transpose_b ? [4, 3] : [3, 4]);
        tf.gradients(tf.matmul(a, b, {transpose_a, transpose_b}), [a, b]);
      }
    }
  },

  gradients_broadcast: () => {
    const {add, subtract, multiply, divide, maximum, minimum, pow, squared_difference} = tf;
    for (const [a, b] of BROADCAST_SHAPES) {
      const [x, y] = [placeholder(a), placeholder(b)];
      for (const op of [add, subtract, multiply, divide, maximum, minimum, pow, squared_difference]) {
        tf.gradients(op(x, y), [x, y]);
      }
    }
  },

  gradients_broadcast_numbers: () => {
    const x = placeholder([null, 3]);
    const ys = [
      x.add(1.0),
      x.rmul(2.0),
      x.truediv(2.0),
      x.rsub(1.0),
      x.pow(2n),
      tf.maximum(x.rmul(0.01), x),
      x.neg(),
      tf.maximum(0.0, x),
    ];
    for (const y of ys) tf.gradients(y, [x]);
  },

  gradients_reductions: () => {
    const {reduce_sum, reduce_mean, reduce_max, reduce_min, reduce_prod} = tf;
    for (const shape of [
      [2, 3],
      [null, 3],
    ]) {
      const x = placeholder(shape);
      for (const op of [reduce_sum, reduce_mean, reduce_max, reduce_min, reduce_prod]) {
        tf.gradients(op(x), [x]);
        tf.gradients(op(x, {axis: 0}), [x]);
        tf.gradients(op(x, {axis: [1], keepdims: true}), [x]);
      }
    }
  },

  gradients_activations: () => {
    const x = placeholder([null, 3]);
    const {relu, relu6, elu, selu, softplus, softsign, softmax, log_softmax, leaky_relu, l2_loss} = tf.nn;
    const {
      tanh,
      sigmoid,
      exp,
      log,
      sqrt,
      rsqrt,
      abs,
      sign,
      square,
      reciprocal,
      log1p,
      expm1,
      floor,
      identity,
    } = tf;
    const of_networks = [relu, relu6, elu, selu, softplus, softsign, softmax, log_softmax, leaky_relu];
    const of_math = [
      tanh,
      sigmoid,
      exp,
      log,
      sqrt,
      rsqrt,
      abs,
      sign,
      square,
      reciprocal,
      log1p,
      expm1,
      floor,
    ];
    for (const op of [...of_networks, ...of_math, identity, l2_loss]) {
      tf.gradients((op as (x: tf.Tensor) => tf.Tensor)(x), [x]);
    }
  },

  gradients_losses: () => {
    const logits = tf.placeholder(tf.float32, [null, 3]);
    const labels = tf.placeholder(tf.int64, [null]);
    const targets = tf.placeholder(tf.float32, [null, 3]);
    const {softmax_cross_entropy_with_logits, softmax_cross_entropy_with_logits_v2} = tf.nn;
    const {sparse_softmax_cross_entropy_with_logits, sigmoid_cross_entropy_with_logits} = tf.nn;
    tf.gradients(sparse_softmax_cross_entropy_with_logits({labels, logits}), [logits]);
    tf.gradients(softmax_cross_entropy_with_logits_v2({labels: targets, logits}), [logits, targets]);
    tf.gradients(softmax_cross_entropy_with_logits({labels: targets, logits}), [logits]);
    tf.gradients(sigmoid_cross_entropy_with_logits({labels: targets, logits}), [logits]);
  },

  gradients_shapes: () => {
    const x = placeholder([2, 6]);
    const ys = [
      tf.reshape(x, [3, 4]),
      tf.transpose(x),
      tf.expand_dims(x, 1),
      tf.squeeze(tf.expand_dims(x, 0)),
      tf.tile(x, [2, 1]),
      x.getitem(0),
      x.getitem(':', '1:3'),
      x.getitem(':', '::2'),
      tf.concat([x, x], 0),
      tf.stack([x, x]),
      tf.unstack(x)[1],
      tf.split(x, 2, 1)[0],
      tf.gather(x, [0, 1]),
      tf.slice(x, [0, 1], [2, 2]),
      tf.where(x.greater(0.0), x, x.rmul(2.0)),
      tf.cast(x, tf.float64),
      tf.pad(x, [
        [1, 1],
        [0, 0],
      ]),
      tf.one_hot([1], 3).mul(x.getitem(':', ':3')),
      tf.nn.bias_add(x, x.getitem(0)),
      tf.add_n([x, x]),
      tf.identity_n([x, x])[0],
    ] as tf.Tensor[];
    for (const y of ys) tf.gradients(y, [x]);
  },
});
