/**
 * Fourier transforms over the last one to three axes.
 */
import {apply, apply_definition} from '../graph/apply_op.ts';
import {constant_value_as_shape} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {complex64, complex128, float32, int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {concat, stack, unstack} from './array_concat.ts';
import {zeros, zeros_like} from './array_fill.ts';
import {pad} from './array_pad.ts';
import {rank as rank_of, shape as shape_of} from './array_shape.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {maximum} from './math_extreme.ts';
import {op_scope} from './op_scope.ts';
import {with_rank, with_rank_at_least} from './shape_functions.ts';

type Size = number | null;

/** A transform over the last `rank` axes. */
function define_complex(name: string, rank: number) {
  return define_op(name, {
    inputs: {input: 'Tcomplex'},
    outputs: {output: 'Tcomplex'},
    attrs: {Tcomplex: type([complex64, complex128], complex64)},
    shape: ({shapes}) => {
      const input = shapes[0] as TensorShape;
      with_rank_at_least(input, rank);
      return [input];
    },
  });
}

/** The shape with the last axes as long as the second input says; the last as `last_of` makes of it. */
function real_shape(
  {shapes, constant_value}: ShapeContext,
  rank: number,
  last_of: (size: number) => Size,
): TensorShape[] {
  const input = with_rank_at_least(shapes[0] as TensorShape, rank);
  const count = with_rank(shapes[1] as TensorShape, 1)[0] ?? null;
  if (count !== null && count !== rank) throw new ShapeError(`Dimension must be ${rank} but is ${count}`);
  if (input.ndims === null) return [unknown_shape()];
  const lengths = constant_value(1);
  const sizes: Size[] = Array.from({length: rank}, (_, k) => {
    if (lengths === null) return null;
    const size = Number(lengths.data[k]);
    return k === rank - 1 ? last_of(size) : size;
  });
  return [new TensorShape([...input.as_list().slice(0, -rank), ...sizes])];
}

/** Half of the frequencies of real numbers tell the other half. */
const half = (size: number): number => (size === 0 ? 0 : Math.floor(size / 2) + 1);

const to_half =
  (rank: number): ShapeFunction =>
  (context) =>
    real_shape(context, rank, half);
const from_half =
  (rank: number): ShapeFunction =>
  (context) =>
    real_shape(context, rank, (size) => size);

function define_real(name: string, rank: number) {
  return define_op(name, {
    inputs: {input: 'float32', fft_length: 'int32'},
    outputs: {output: 'complex64'},
    shape: to_half(rank),
  });
}

function define_inverse_real(name: string, rank: number) {
  return define_op(name, {
    inputs: {input: 'complex64', fft_length: 'int32'},
    outputs: {output: 'float32'},
    shape: from_half(rank),
  });
}

/** The frequencies of complex numbers. */
export const FFT = define_complex('FFT', 1);
/** Numbers from their frequencies. */
export const IFFT = define_complex('IFFT', 1);
export const FFT2D = define_complex('FFT2D', 2);
export const IFFT2D = define_complex('IFFT2D', 2);
export const FFT3D = define_complex('FFT3D', 3);
export const IFFT3D = define_complex('IFFT3D', 3);
/** The frequencies of real numbers: those that tell the others. */
export const RFFT = define_real('RFFT', 1);
export const RFFT2D = define_real('RFFT2D', 2);
export const RFFT3D = define_real('RFFT3D', 3);
/** Real numbers from their frequencies. */
export const IRFFT = define_inverse_real('IRFFT', 1);
export const IRFFT2D = define_inverse_real('IRFFT2D', 2);
export const IRFFT3D = define_inverse_real('IRFFT3D', 3);

type ComplexOp = ReturnType<typeof define_complex>;

/** How many numbers one transform of `rank` axes takes. */
export function transform_size(tf: OpBuilders, dy: Tensor, rank: number): Tensor {
  return tf.reduce_prod(tf.shape(dy).getitem(`${-rank}:`));
}

/** The gradient of a transform is the inverse one, scaled the other way. */
function complex_gradients(forward: ComplexOp, inverse: ComplexOp, rank: number): void {
  gradient(forward, (tf, _op, dy) => {
    const size = tf.cast(transform_size(tf, dy, rank), dy.dtype);
    return [apply(inverse, {input: dy}, {}).output.mul(size)];
  });
  gradient(inverse, (tf, _op, dy) => {
    const size = tf.cast(transform_size(tf, dy, rank), dy.dtype.real_dtype);
    const scale = tf.cast(size.rtruediv(1), dy.dtype);
    return [apply(forward, {input: dy}, {}).output.mul(scale)];
  });
}
complex_gradients(FFT, IFFT, 1);
complex_gradients(FFT2D, IFFT2D, 2);
complex_gradients(FFT3D, IFFT3D, 3);

function complex_function(op: ComplexOp, name: string) {
  return signature(
    ['input', 'name'],
    function (input: TensorLike, node_name: string | null = null): Tensor {
      return apply(op, {input}, {}, node_name).output;
    },
    {name},
  );
}

/** `tf.signal.fft`: the frequencies of complex numbers along the last axis. */
export const fft = complex_function(FFT, 'fft');
/** `tf.signal.ifft`: complex numbers from their frequencies along the last axis. */
export const ifft = complex_function(IFFT, 'ifft');
/** `tf.signal.fft2d`: the same over the last two axes. */
export const fft2d = complex_function(FFT2D, 'fft2d');
/** `tf.signal.ifft2d`. */
export const ifft2d = complex_function(IFFT2D, 'ifft2d');
/** `tf.signal.fft3d`: the same over the last three axes. */
export const fft3d = complex_function(FFT3D, 'fft3d');
/** `tf.signal.ifft3d`. */
export const ifft3d = complex_function(IFFT3D, 'ifft3d');

/** A list with another last item. */
const with_last = <T>(items: readonly T[], last: T): T[] => [...items.slice(0, -1), last];

/** The lengths that the input itself tells: constants where its shape is known. */
function own_lengths(input: Tensor, rank: number, is_inverse: boolean): Tensor {
  const sizes = input.shape.ndims === null ? null : input.shape.as_list().slice(-rank);
  if (sizes !== null && !sizes.includes(null)) {
    const known = sizes as number[];
    const lengths = is_inverse ? with_last(known, Math.max(0, 2 * ((known.at(-1) ?? 1) - 1))) : known;
    return to_tensor(lengths.map(BigInt), {dtype: int32});
  }
  const all = shape_of(input).getitem(`${-rank}:`);
  if (!is_inverse) return all;
  const parts = unstack(all);
  const last = parts.at(-1) as Tensor;
  return stack(with_last(parts, maximum(0n, last.sub(1).rmul(2))));
}

function whole_sizes(shape: TensorShape): number[] | null {
  return shape.is_fully_defined() ? (shape.as_list() as number[]) : null;
}

/** Zeros behind the input where it is shorter than the transform. */
function padded(input: Tensor, rank: number, lengths: Tensor, is_inverse: boolean): Tensor {
  if (input.shape.ndims !== null && input.shape.as_list().includes(0)) return input;
  const wanted = whole_sizes(constant_value_as_shape(lengths));
  const own =
    input.shape.ndims === null || wanted === null ? null : whole_sizes(input.shape.slice(-wanted.length));
  if (wanted !== null && own !== null) {
    const sizes = is_inverse ? with_last(wanted, Math.floor((wanted.at(-1) ?? 0) / 2) + 1) : wanted;
    const missing = sizes.map((size, k) => [0n, BigInt(Math.max(size - (own[k] ?? 0), 0))]);
    if (missing.every(([, count]) => count === 0n)) return input;
    const outer = Math.max((input.shape.ndims ?? 0) - sizes.length, 0);
    return pad(input, [...Array.from({length: outer}, () => [0n, 0n]), ...missing]);
  }
  const input_rank = rank_of(input);
  const input_sizes = shape_of(input).getitem(`${-rank}:`);
  const outer_count = maximum(0n, input_rank.sub(rank));
  const outer_paddings = zeros([outer_count] as unknown[] as TensorLike, lengths.dtype);
  const all_lengths = is_inverse
    ? concat([lengths.getitem(':-1'), lengths.getitem('-1:').floordiv(2).add(1)], 0)
    : lengths;
  const inner_paddings = maximum(0n, all_lengths.sub(input_sizes));
  const paddings = concat([outer_paddings, inner_paddings], 0);
  return pad(input, stack([zeros_like(paddings), paddings], 1));
}

type RealOp = ReturnType<typeof define_real>;
type InverseRealOp = ReturnType<typeof define_inverse_real>;

function real_function(op: RealOp | InverseRealOp, rank: number, name: string) {
  const is_inverse = name.startsWith('i');
  return signature(
    ['input_tensor', 'fft_length', 'name'],
    function (
      input_tensor: TensorLike,
      fft_length: TensorLike | null = null,
      node_name: string | null = null,
    ): Tensor {
      return op_scope(node_name, name, [input_tensor, fft_length], (scope) => {
        const input = to_tensor(input_tensor, {dtype: is_inverse ? complex64 : float32});
        input.shape.with_rank_at_least(rank);
        const lengths =
          fft_length === null ? own_lengths(input, rank, is_inverse) : to_tensor(fft_length, {dtype: int32});
        const whole = padded(input, rank, lengths, is_inverse);
        const inputs = {input: whole, fft_length: lengths};
        return apply_definition(op, inputs, {}, scope).outputs[0] as Tensor;
      });
    },
    {name, integer_parameters: ['fft_length']},
  );
}

/** `tf.signal.rfft`: the frequencies of real numbers (float32) along the last axis, `fft_length` of them. */
export const rfft = real_function(RFFT, 1, 'rfft');
/** `tf.signal.irfft`: `fft_length` real numbers from their frequencies (complex64) along the last axis. */
export const irfft = real_function(IRFFT, 1, 'irfft');
/** `tf.signal.rfft2d`: the same over the last two axes. */
export const rfft2d = real_function(RFFT2D, 2, 'rfft2d');
/** `tf.signal.irfft2d`. */
export const irfft2d = real_function(IRFFT2D, 2, 'irfft2d');
/** `tf.signal.rfft3d`: the same over the last three axes. */
export const rfft3d = real_function(RFFT3D, 3, 'rfft3d');
/** `tf.signal.irfft3d`. */
export const irfft3d = real_function(IRFFT3D, 3, 'irfft3d');
