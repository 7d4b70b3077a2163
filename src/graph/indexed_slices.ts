/**
 * `tf.IndexedSlices`: the rows of a tensor that a sparse gradient touches. Its dense form is made by the
 * conversion that the ops register.
 */
import type {DType} from '../types/dtypes.ts';
import {assert_same_graph} from './default_graph.ts';
import type {Graph} from './graph.ts';
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

/** Rows `values` at `indices` of a tensor with shape `dense_shape`. */
export class IndexedSlices {
  readonly values: Tensor;
  readonly indices: Tensor;
  readonly dense_shape: Tensor | null;

  constructor(values: Tensor, indices: Tensor, dense_shape: Tensor | null = null) {
    for (const part of [indices, dense_shape]) if (part !== null) assert_same_graph(values, part);
    this.values = values;
    this.indices = indices;
    this.dense_shape = dense_shape;
  }

  get name(): string {
    return this.values.name;
  }

  get device(): string {
    return this.values.device;
  }

  get op(): Operation {
    return this.values.op;
  }

  get dtype(): DType {
    return this.values.dtype;
  }

  get graph(): Graph {
    return this.values.graph;
  }

  toString(): string {
    const shape = this.dense_shape === null ? '' : `, dense_shape=${String(this.dense_shape)}`;
    return `IndexedSlices(indices=${String(this.indices)}, values=${String(this.values)}${shape})`;
  }
}
