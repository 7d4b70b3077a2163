/**
 * TensorFlow's ops as calls of tfjs kernels: one row an op. Only what tfjs computes exactly as TensorFlow
 * does stands here; the rest is left to the reference kernels.
 */
import type {Attributes} from '../../compile/program.ts';
import type {Kernel} from '../backend.ts';
import {integers_of, type TfjsBuffer} from './buffers.ts';
import type {TensorInfo, TfjsRuntime} from './tfjs_module.ts';

/** How one op is computed, and which dtypes of its first input tfjs takes. */
export interface TfjsKernel {
  readonly dtypes: readonly string[];
  readonly run: (tf: TfjsOps, inputs: readonly TfjsBuffer[], attrs: Attributes) => TensorInfo;
  /** Narrows by attributes. */
  readonly accepts?: (attrs: Attributes) => boolean;
}

/** Calls of tfjs kernels with the results in between freed. */
export class TfjsOps {
  readonly #runtime: TfjsRuntime;

  constructor(runtime: TfjsRuntime) {
    this.#runtime = runtime;
  }

  unary(kernel: string, x: TensorInfo, attrs: object = {}): TensorInfo {
    return this.#runtime.call(kernel, {x}, attrs);
  }

  binary(kernel: string, a: TensorInfo, b: TensorInfo): TensorInfo {
    return this.#runtime.call(kernel, {a, b});
  }

  call(kernel: string, inputs: Parameters<TfjsRuntime['call']>[1], attrs: object = {}): TensorInfo {
    return this.#runtime.call(kernel, inputs, attrs);
  }

  integers(buffer: TfjsBuffer): number[] {
    return integers_of(this.#runtime.backend, buffer);
  }

  /** Gives `result` and frees what was needed for it only. */
  releasing(result: TensorInfo, ...between: readonly TensorInfo[]): TensorInfo {
    for (const {dataId} of between) this.#runtime.backend.disposeData(dataId);
    return result;
  }

  /** The same values under another shape. */
  reshaped(x: TensorInfo, shape: readonly number[]): TensorInfo {
    return this.#runtime.call('Reshape', {x}, {shape: [...shape]});
  }

  transposed(x: TensorInfo, perm: readonly number[]): TensorInfo {
    return this.#runtime.call('Transpose', {x}, {perm: [...perm]});
  }

  /** Sum over axes; tfjs's sum of no axes would be a sum of all. */
  reduced(kernel: string, x: TensorInfo, axes: readonly number[], keep_dims: boolean): TensorInfo {
    return this.#runtime.call(
      kernel,
      {x},
      {axis: [...axes], reductionIndices: [...axes], keepDims: keep_dims},
    );
  }
}

const FLOAT = ['float32'];
const FLOAT_AND_INT = ['float32', 'int32'];

function unary(kernel: string): TfjsKernel {
  return {dtypes: FLOAT, run: (tf, [x]) => tf.unary(kernel, x as TfjsBuffer)};
}

function binary(kernel: string, dtypes: readonly string[] = FLOAT): TfjsKernel {
  return {dtypes, run: (tf, [a, b]) => tf.binary(kernel, a as TfjsBuffer, b as TfjsBuffer)};
}

function reduction(kernel: string): TfjsKernel {
  return {
    dtypes: FLOAT,
    run: (tf, [x, axes], attrs) => {
      const input = x as TfjsBuffer;
      const wanted = tf
        .integers(axes as TfjsBuffer)
        .map((axis) => (axis < 0 ? axis + input.shape.length : axis));
      if (wanted.length === 0) return tf.unary('Identity', input);
      return tf.reduced(kernel, input, wanted, attrs['keep_dims'] === true);
    },
  };
}

/** tfjs multiplies a transposed left operand more than ten times slower than it transposes and multiplies. */
function matrix_product(
  tf: TfjsOps,
  a: TensorInfo,
  b: TensorInfo,
  transpose_a: boolean,
  transpose_b: boolean,
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

const MatMul: TfjsKernel = {
  dtypes: FLOAT,
  run: (tf, [a, b], attrs) =>
    matrix_product(
      tf,
      a as TfjsBuffer,
      b as TfjsBuffer,
      attrs['transpose_a'] === true,
      attrs['transpose_b'] === true,
    ),
};

const BiasAddGrad: TfjsKernel = {
  dtypes: FLOAT,
  accepts: (attrs) => attrs['data_format'] !== 'NCHW',
  run: (tf, [gradient]) => {
    const {shape} = gradient as TfjsBuffer;
    return tf.reduced(
      'Sum',
      gradient as TfjsBuffer,
      shape.slice(1).map((_, i) => i),
      false,
    );
  },
};

const ApplyGradientDescent: TfjsKernel = {
  dtypes: FLOAT,
  run: (tf, [variable, alpha, delta]) => {
    const change = tf.binary('Multiply', alpha as TfjsBuffer, delta as TfjsBuffer);
    return tf.releasing(tf.binary('Sub', variable as TfjsBuffer, change), change);
  },
};

const Transpose: TfjsKernel = {
  dtypes: FLOAT,
  run: (tf, [x, perm]) => tf.transposed(x as TfjsBuffer, tf.integers(perm as TfjsBuffer)),
};

const Reshape: TfjsKernel = {
  dtypes: FLOAT_AND_INT,
  run: (tf, [x, shape]) => {
    const {shape: old} = x as TfjsBuffer;
    const wanted = tf.integers(shape as TfjsBuffer);
    const size = old.reduce((product, dimension) => product * dimension, 1);
    const known = wanted.reduce((product, dimension) => (dimension < 0 ? product : product * dimension), 1);
    return tf.reshaped(
      x as TfjsBuffer,
      wanted.map((dimension) => (dimension < 0 ? size / known : dimension)),
    );
  },
};

const Tile: TfjsKernel = {
  dtypes: FLOAT,
  run: (tf, [x, multiples]) =>
    tf.unary('Tile', x as TfjsBuffer, {reps: tf.integers(multiples as TfjsBuffer)}),
};

/** By TensorFlow's op type. */
export const TFJS_KERNELS: Readonly<Record<string, TfjsKernel>> = {
  Identity: {...unary('Identity'), dtypes: FLOAT_AND_INT},
  Reshape,
  Transpose,
  Tile,
  MatMul,
  Add: binary('Add'),
  AddV2: binary('Add'),
  Sub: binary('Sub'),
  Mul: binary('Multiply'),
  RealDiv: binary('RealDiv'),
  SquaredDifference: binary('SquaredDifference'),
  BiasAdd: {...binary('Add'), accepts: (attrs) => attrs['data_format'] !== 'NCHW'},
  BiasAddGrad,
  ApplyGradientDescent,
  Neg: unary('Neg'),
  Abs: unary('Abs'),
  Square: unary('Square'),
  Sqrt: unary('Sqrt'),
  Rsqrt: unary('Rsqrt'),
  Elu: unary('Elu'),
  EluGrad: {
    dtypes: FLOAT,
    run: (tf, [dy, y]) => tf.call('EluGrad', {dy: dy as TfjsBuffer, y: y as TfjsBuffer}),
  },
  Sum: reduction('Sum'),
  Mean: reduction('Mean'),
};

/** Inputs that `tfjs` gets wrong: empty arrays, and ranks that its broadcasting does not reach. */
export function beyond_tfjs(inputs: readonly TfjsBuffer[]): boolean {
  return inputs.some(({shape}) => shape.length > 4 || shape.includes(0));
}

/** A kernel of the table as the kernel backend calls it. */
export type TfjsKernelTable = Readonly<Record<string, Kernel<TfjsBuffer>>>;
