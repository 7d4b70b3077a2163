/**
 * Gradients of Fourier transforms of real numbers over one or two axes.
 */
import type {Tensor} from '../graph/tensor.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {complex64, float32, int32} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {IRFFT, IRFFT2D, RFFT, RFFT2D, transform_size} from './spectral.ts';

/** A list of numbers and tensors as one tensor. */
const packed = (items: readonly unknown[]): TensorLike => items as unknown[] as TensorLike;

/** 1, -1, 1, -1 ... as complex numbers. */
function alternating(tf: OpBuilders, length: Tensor): Tensor {
  return tf.cast(tf.range(length).mod(2).rmul(2).rsub(1), complex64);
}

/** -2 pi i. */
const WHOLE_TURN = new NDArray(complex64, [], Float32Array.of(0, -2 * Math.PI));

/** The factors exp(-2 pi i j k / length). */
function mask_matrix(tf: OpBuilders, length: Tensor): Tensor {
  const rows = tf.tile(tf.expand_dims(tf.range(length), 0), packed([length, 1n]));
  const columns = tf.transpose(rows, [1n, 0n]);
  const angles = tf.cast(rows.mul(columns), complex64).rmul(WHOLE_TURN);
  return tf.exp(angles.truediv(tf.cast(length, complex64)));
}

/** One matrix for each of those that `t` is made of. */
function tiled(tf: OpBuilders, matrix: Tensor, t: Tensor): Tensor {
  const ones = tf.ones(packed([tf.rank(t).sub(2)]), int32);
  const expanded = tf.reshape(matrix, tf.concat([ones, tf.shape(matrix)], 0));
  return tf.tile(expanded, tf.concat([tf.shape(t).getitem(':-2'), [1n, 1n]], 0));
}

/** What the frequencies that stand for themselves alone add, over one axis. */
function extra_of_one(tf: OpBuilders, dy: Tensor, sizes: Tensor, is_even: Tensor): Tensor {
  const first = dy.getitem('...', '0:1');
  const last = dy.getitem('...', '-1:');
  return first.add(is_even.mul(last).mul(alternating(tf, sizes.getitem(-1))));
}

/** The same over two axes. */
function extra_of_two(tf: OpBuilders, dy: Tensor, sizes: Tensor, is_even: Tensor): Tensor {
  const first = dy.getitem('...', '0:1');
  const masks = tiled(tf, mask_matrix(tf, sizes.getitem(-2)), first);
  const first_term = tf.matmul(masks, tf.conj(first));
  const last = dy.getitem('...', '-1:');
  const last_term = tf.matmul(masks, tf.conj(last));
  const width = sizes.getitem(-1);
  const ones = tf.ones(packed([tf.rank(dy).sub(1)]), int32);
  const repeated = tf.tile(last_term, tf.concat([ones, packed([width])], 0)).mul(alternating(tf, width));
  return first_term.add(is_even.mul(repeated));
}

function real_gradient(op: typeof RFFT, rank: 1 | 2): void {
  gradient(op, (tf, node, dy) => {
    const [input, lengths] = node.inputs as [Tensor, Tensor];
    const sizes = tf.shape(input);
    const is_even = tf.cast(lengths.getitem(-1).mod(2).rsub(1), complex64);
    const extra = (rank === 1 ? extra_of_one : extra_of_two)(tf, dy, sizes, is_even);
    const size = tf.cast(transform_size(tf, input, rank), float32);
    const inverse = rank === 1 ? tf.irfft(dy, lengths) : tf.irfft2d(dy, lengths);
    return [inverse.mul(size).add(tf.real(extra)).rmul(0.5), null];
  });
}
real_gradient(RFFT, 1);
real_gradient(RFFT2D, 2);

function inverse_real_gradient(op: typeof IRFFT, rank: 1 | 2): void {
  gradient(op, (tf, node, dy) => {
    const [input, lengths] = node.inputs as [Tensor, Tensor];
    const is_odd = tf.mod(lengths.getitem(-1), 2n);
    const width = tf.shape(input).getitem(-1);
    const twice = tf.ones(packed([width.sub(2).add(is_odd)])).rmul(2);
    const mask = tf.concat([[1], twice, tf.ones(packed([is_odd.rsub(1)]))], 0);
    const scale = tf.reciprocal(tf.cast(transform_size(tf, dy, rank), float32));
    const forward = rank === 1 ? tf.rfft(dy, lengths) : tf.rfft2d(dy, lengths);
    return [forward.mul(tf.cast(scale.mul(mask), complex64)), null];
  });
}
inverse_real_gradient(IRFFT, 1);
inverse_real_gradient(IRFFT2D, 2);
