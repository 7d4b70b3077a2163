/**
 * TensorFlow's ops as calls of tfjs kernels: one row an op. Only what tfjs computes exactly as TensorFlow
 * does stands here; the rest is left to the reference kernels.
 */
import type {Attributes} from '../../compile/program.ts';
import type {TfjsBuffer} from './buffers.ts';
import type {TensorInfo} from './tfjs_module.ts';
import type {TfjsKernel, TfjsOps} from './tfjs_ops.ts';
import {WINDOW_KERNELS} from './window_kernels.ts';

const FLOAT = ['float32'];
const FLOAT_AND_INT = ['float32', 'int32'];

const always = (): boolean => true;

function have_same_shape([x, y]: readonly TfjsBuffer[]): boolean {
  return String(x?.shape) === String(y?.shape);
}

function can_broadcast([x, y]: readonly TfjsBuffer[]): boolean {
  const a = [...(x as TfjsBuffer).shape].reverse();
  const b = [...(y as TfjsBuffer).shape].reverse();
  return a.every((size, i) => size === 1 || b[i] === undefined || b[i] === 1 || b[i] === size);
}

function unary(kernel: string): TfjsKernel {
  return {dtypes: FLOAT, fits: always, run: (tf, [x]) => tf.unary(kernel, x as TfjsBuffer)};
}

function binary(kernel: string): TfjsKernel {
  return {
    dtypes: FLOAT,
    fits: can_broadcast,
    run: (tf, [a, b]) => tf.binary(kernel, a as TfjsBuffer, b as TfjsBuffer),
  };
}

/** Axes counted from the front, or null where they are none of the input. */
function axes_of(tf: TfjsOps, [x, axes]: readonly TfjsBuffer[]): number[] | null {
  const rank = (x as TfjsBuffer).shape.length;
  const wanted = tf.integers(axes as TfjsBuffer).map((axis) => (axis < 0 ? axis + rank : axis));
  const valid = wanted.every((axis) => axis >= 0 && axis < rank) && new Set(wanted).size === wanted.length;
  return valid ? wanted : null;
}

function reduction(kernel: string): TfjsKernel {
  return {
    dtypes: FLOAT,
    fits: (inputs, tf) => axes_of(tf, inputs) !== null,
    run: (tf, inputs, attrs) => {
      const input = inputs[0] as TfjsBuffer;
      const axes = axes_of(tf, inputs) as number[];
      // tfjs's reduction over no axes would be one over all.
      if (axes.length === 0) return tf.unary('Identity', input);
      return tf.reduced(kernel, input, axes, attrs['keep_dims'] === true);
    },
  };
}

/** tfjs multiplies a transposed left operand more than ten times slower than it transposes and multiplies. */
function matrix_product(
  tf: TfjsOps,
  [a, b]: readonly [TensorInfo, TensorInfo],
  [transpose_a, transpose_b]: readonly [boolean, boolean],
): TensorInfo {
  const between: TensorInfo[] = [];
  const keep = (info: TensorInfo): TensorInfo => {
    between.push(info);
    return info;
  };
  const left = transpose_a ? keep(tf.transposed(a, [1, 0])) : a;
  const right = transpose_b ? keep(tf.transposed(b, [1, 0])) : b;
  const batch = (x: TensorInfo): TensorInfo => keep(tf.reshaped(x, [1, ...x.shape]));
  const product = tf.call(
    'BatchMatMul',
    {a: batch(left), b: batch(right)},
    {transposeA: false, transposeB: false},
  );
  const result = tf.reshaped(product, product.shape.slice(1));
  return tf.releasing(result, product, ...between);
}

function transposes(attrs: Attributes): [boolean, boolean] {
  return [attrs['transpose_a'] === true, attrs['transpose_b'] === true];
}

const MatMul: TfjsKernel = {
  dtypes: FLOAT,
  fits: ([a, b], _tf, attrs) => {
    const [transpose_a, transpose_b] = transposes(attrs);
    const [left, right] = [(a as TfjsBuffer).shape, (b as TfjsBuffer).shape];
    return (
      left.length === 2 && right.length === 2 && left[transpose_a ? 0 : 1] === right[transpose_b ? 1 : 0]
    );
  },
  run: (tf, [a, b], attrs) => matrix_product(tf, [a as TfjsBuffer, b as TfjsBuffer], transposes(attrs)),
};

function not_channels_first(attrs: Attributes): boolean {
  return attrs['data_format'] !== 'NCHW';
}

const BiasAdd: TfjsKernel = {
  ...binary('Add'),
  accepts: not_channels_first,
  fits: ([value, bias]) => {
    const [shape, sizes] = [(value as TfjsBuffer).shape, (bias as TfjsBuffer).shape];
    return shape.length >= 2 && sizes.length === 1 && sizes[0] === shape.at(-1);
  },
};

const BiasAddGrad: TfjsKernel = {
  dtypes: FLOAT,
  accepts: not_channels_first,
  fits: ([gradient]) => (gradient as TfjsBuffer).shape.length >= 2,
  run: (tf, [gradient]) => {
    const {shape} = gradient as TfjsBuffer;
    const axes = shape.slice(1).map((_, i) => i);
    return tf.reduced('Sum', gradient as TfjsBuffer, axes, false);
  },
};

const ApplyGradientDescent: TfjsKernel = {
  dtypes: FLOAT,
  fits: ([variable, alpha, delta]) =>
    (alpha as TfjsBuffer).shape.length === 0 &&
    have_same_shape([variable as TfjsBuffer, delta as TfjsBuffer]),
  run: (tf, [variable, alpha, delta]) => {
    const change = tf.binary('Multiply', alpha as TfjsBuffer, delta as TfjsBuffer);
    return tf.releasing(tf.binary('Sub', variable as TfjsBuffer, change), change);
  },
};

/** The difference rounded before it is squared, as in TensorFlow. */
const SquaredDifference: TfjsKernel = {
  ...binary('Sub'),
  run: (tf, [x, y]) => {
    const difference = tf.binary('Sub', x as TfjsBuffer, y as TfjsBuffer);
    return tf.releasing(tf.unary('Square', difference), difference);
  },
};

/** `chosen` where `test` is below zero (or is zero), else `otherwise`. */
function chosen_by_zero(
  tf: TfjsOps,
  comparison: 'Less' | 'Equal',
  test: TensorInfo,
  chosen: TensorInfo,
  otherwise: TensorInfo,
): TensorInfo {
  const zero = tf.scalar(0);
  const condition = tf.binary(comparison, test, zero);
  return tf.releasing(tf.call('Select', {condition, t: chosen, e: otherwise}), zero, condition);
}

/** `negative` where `test` is below zero, else `otherwise`; frees `negative`. */
function below_zero(tf: TfjsOps, test: TensorInfo, negative: TensorInfo, otherwise: TensorInfo): TensorInfo {
  return tf.releasing(chosen_by_zero(tf, 'Less', test, negative, otherwise), negative);
}

/** tfjs's own is more precise near zero than TensorFlow's, which subtracts one from the exponential. */
const Elu: TfjsKernel = {
  dtypes: FLOAT,
  fits: always,
  run: (tf, [x]) => {
    const input = x as TfjsBuffer;
    const one = tf.scalar(1);
    const exponential = tf.unary('Exp', input);
    const negative = tf.binary('Sub', exponential, one);
    return tf.releasing(below_zero(tf, input, negative, input), one, exponential);
  },
};

const EluGrad: TfjsKernel = {
  dtypes: FLOAT,
  fits: have_same_shape,
  run: (tf, [gradient, output]) => {
    const dy = gradient as TfjsBuffer;
    const one = tf.scalar(1);
    const slope = tf.binary('Add', output as TfjsBuffer, one);
    const negative = tf.binary('Multiply', slope, dy);
    return tf.releasing(below_zero(tf, output as TfjsBuffer, negative, dy), one, slope);
  },
};

const Transpose: TfjsKernel = {
  dtypes: FLOAT,
  fits: ([x, perm], tf) => {
    const axes = [...tf.integers(perm as TfjsBuffer)].sort((a, b) => a - b);
    return axes.length === (x as TfjsBuffer).shape.length && axes.every((axis, i) => axis === i);
  },
  run: (tf, [x, perm]) => tf.transposed(x as TfjsBuffer, tf.integers(perm as TfjsBuffer)),
};

function size_of(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The shape that a reshape asks for with its one unknown size found, or null where it does not fit. */
function reshaped_sizes(tf: TfjsOps, [x, shape]: readonly TfjsBuffer[]): number[] | null {
  if ((shape as TfjsBuffer).shape.length !== 1) return null;
  const wanted = tf.integers(shape as TfjsBuffer);
  const size = size_of((x as TfjsBuffer).shape);
  const known = size_of(wanted.filter((dimension) => dimension >= 0));
  const found = wanted.map((dimension) => (dimension === -1 ? size / known : dimension));
  const valid = found.every((dimension) => Number.isInteger(dimension) && dimension >= 0);
  return valid && wanted.filter((dimension) => dimension < 0).length <= 1 && size_of(found) === size
    ? found
    : null;
}

const Reshape: TfjsKernel = {
  dtypes: FLOAT_AND_INT,
  fits: (inputs, tf) => reshaped_sizes(tf, inputs) !== null,
  run: (tf, inputs) => tf.reshaped(inputs[0] as TfjsBuffer, reshaped_sizes(tf, inputs) as number[]),
};

/** The sum of arrays of one shape, one after the other. */
const AddN: TfjsKernel = {
  dtypes: FLOAT,
  fits: (inputs) => inputs.every((other) => have_same_shape([inputs[0] as TfjsBuffer, other])),
  run: (tf, [first, ...rest]) => {
    let sum = tf.unary('Identity', first as TfjsBuffer);
    for (const other of rest) sum = tf.releasing(tf.binary('Add', sum, other), sum);
    return sum;
  },
};

const Tile: TfjsKernel = {
  dtypes: FLOAT,
  fits: ([x, multiples], tf) => {
    const counts = tf.integers(multiples as TfjsBuffer);
    return counts.length === (x as TfjsBuffer).shape.length && counts.every((count) => count > 0);
  },
  run: (tf, [x, multiples]) =>
    tf.unary('Tile', x as TfjsBuffer, {reps: tf.integers(multiples as TfjsBuffer)}),
};

/** The axes of size one that go; null where one of those asked for is longer, or not there. */
function squeezed_sizes([x]: readonly TfjsBuffer[], attrs: Attributes): number[] | null {
  const {shape} = x as TfjsBuffer;
  const asked = (attrs['squeeze_dims'] ?? []) as readonly number[];
  const axes = asked.map((axis) => (axis < 0 ? axis + shape.length : axis));
  if (!axes.every((axis) => shape[axis] === 1)) return null;
  return shape.filter((size, axis) => (axes.length > 0 ? !axes.includes(axis) : size !== 1));
}

const Squeeze: TfjsKernel = {
  dtypes: FLOAT_AND_INT,
  fits: (inputs, _tf, attrs) => squeezed_sizes(inputs, attrs) !== null,
  run: (tf, inputs, attrs) => tf.reshaped(inputs[0] as TfjsBuffer, squeezed_sizes(inputs, attrs) as number[]),
};

/** -0.5 dy y^3, rounded as TensorFlow does; where nothing comes in, nothing, even if y is infinite. */
const RsqrtGrad: TfjsKernel = {
  dtypes: FLOAT,
  fits: have_same_shape,
  run: (tf, [output, gradient]) => {
    const y = output as TfjsBuffer;
    const factor = tf.scalar(-0.5);
    const square = tf.binary('Multiply', y, y);
    const cube = tf.binary('Multiply', square, y);
    const half = tf.binary('Multiply', cube, factor);
    const dy = gradient as TfjsBuffer;
    const product = tf.binary('Multiply', half, dy);
    const result = chosen_by_zero(tf, 'Equal', dy, dy, product);
    return tf.releasing(result, factor, square, cube, half, product);
  },
};

/** By TensorFlow's op type. */
export const TFJS_KERNELS: Readonly<Record<string, TfjsKernel>> = {
  Identity: {...unary('Identity'), dtypes: FLOAT_AND_INT},
  Reshape,
  Squeeze,
  Tile,
  Transpose,
  MatMul,
  AddN,
  Add: binary('Add'),
  AddV2: binary('Add'),
  Sub: binary('Sub'),
  Mul: binary('Multiply'),
  RealDiv: binary('RealDiv'),
  SquaredDifference,
  BiasAdd,
  BiasAddGrad,
  ApplyGradientDescent,
  Neg: unary('Neg'),
  Abs: unary('Abs'),
  Square: unary('Square'),
  Sqrt: unary('Sqrt'),
  Rsqrt: unary('Rsqrt'),
  RsqrtGrad,
  Elu,
  EluGrad,
  Sum: reduction('Sum'),
  Mean: reduction('Mean'),
  ...WINDOW_KERNELS,
};

/** Inputs that no kernel of tfjs takes: empty arrays, and ranks that its broadcasting does not reach. */
export function beyond_tfjs(inputs: readonly TfjsBuffer[]): boolean {
  return inputs.some(({shape}) => shape.length > 4 || shape.includes(0));
}
