/**
 * Calls of tfjs kernels as rows of ops need them, and the form of such a row. Knows no op.
 */
import type {Attributes} from '../../compile/program.ts';
import {integers_of, type TfjsBuffer} from './buffers.ts';
import type {TensorInfo, TfjsRuntime} from './tfjs_module.ts';

/** How one op is computed, and which dtypes of its first input tfjs takes. */
export interface TfjsKernel {
  readonly dtypes: readonly string[];
  readonly run: (tf: TfjsOps, inputs: readonly TfjsBuffer[], attrs: Attributes) => TensorInfo;
  /** Backends whose kernel computes otherwise than TensorFlow, so that it is left to the reference. */
  readonly not_on?: readonly string[];
  /** Narrows by attributes. */
  readonly accepts?: (attrs: Attributes) => boolean;
  /** Whether tfjs takes inputs of these shapes; what it does not take, right or wrong, the reference does. */
  readonly fits: (inputs: readonly TfjsBuffer[], tf: TfjsOps, attrs: Attributes) => boolean;
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

  /** A scalar of its own. */
  scalar(value: number): TensorInfo {
    const {backend} = this.#runtime;
    return {dataId: backend.write(new Float32Array([value]), [], 'float32'), shape: [], dtype: 'float32'};
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
