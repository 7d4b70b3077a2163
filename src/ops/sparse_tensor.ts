/**
 * `tf.SparseTensor`: elements of a tensor by their indices, as three tensors; and its values, as they are fed and
 * fetched. Knows no operation on them.
 */
import {static_shape_of} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import {session_for, TENSOR_EVALUATION, type SessionInterface} from '../graph/session_interface.ts';
import {eval_arguments, type Tensor} from '../graph/tensor.ts';
import {int64, type DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {python_repr} from '../types/python_repr.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {op_scope} from './op_scope.ts';

/** What a run gives for a sparse tensor, and takes for one. */
export class SparseTensorValue {
  readonly indices: TensorLike;
  readonly values: TensorLike;
  readonly dense_shape: TensorLike;

  constructor(indices: TensorLike, values: TensorLike, dense_shape: TensorLike) {
    this.indices = indices;
    this.values = values;
    this.dense_shape = dense_shape;
  }

  *[Symbol.iterator](): Iterator<TensorLike> {
    yield* [this.indices, this.values, this.dense_shape];
  }

  toString(): string {
    const [indices, values, dense_shape] = [this.indices, this.values, this.dense_shape].map(python_repr);
    return `SparseTensorValue(indices=${indices}, values=${values}, dense_shape=${dense_shape})`;
  }
}

/** What a run gives: arrays. */
export type FetchedSparseTensor = SparseTensorValue & {
  readonly indices: NDArray;
  readonly values: NDArray;
  readonly dense_shape: NDArray;
};

/**
 * `values` [n] at the places `indices` [n, rank] of a tensor of `dense_shape` [rank]; zero elsewhere. Most operations want
 * the indices in order.
 */
export class SparseTensor {
  /** Where Python has the class, for messages. */
  static readonly python_module = 'tensorflow.python.framework.sparse_tensor';
  /** `sparse * dense`, `/` and Python 2's `/`; the ops install them. */
  declare readonly mul: (y: TensorLike) => SparseTensor;
  declare readonly truediv: (y: TensorLike) => SparseTensor;
  declare readonly div: (y: TensorLike) => SparseTensor;
  readonly indices: Tensor;
  readonly values: Tensor;
  readonly dense_shape: Tensor;

  /** Throws `ValueError` where ranks and sizes do not fit. */
  constructor(indices: TensorLike, values: TensorLike, dense_shape: TensorLike) {
    [this.indices, this.values, this.dense_shape] = op_scope(
      null,
      'SparseTensor',
      [indices, values, dense_shape],
      () => [
        to_tensor(indices, {name: 'indices', dtype: int64}),
        to_tensor(values, {name: 'values'}),
        to_tensor(dense_shape, {name: 'dense_shape', dtype: int64}),
      ],
    );
    const places = this.indices.shape.with_rank(2);
    const elements = this.values.shape.with_rank(1);
    const sizes = this.dense_shape.shape.with_rank(1);
    places.dims?.[0]?.merge_with(elements[0] ?? null);
    places.dims?.[1]?.merge_with(sizes[0] ?? null);
  }

  /** `tf.SparseTensor.from_value`: of a sparse tensor or the value of one. Throws `TypeError` for anything else. */
  static from_value(sparse_tensor_value: SparseTensor | SparseTensorValue): SparseTensor {
    if (!is_sparse(sparse_tensor_value)) {
      throw new TypeError(
        `Neither a SparseTensor nor SparseTensorValue: ${python_repr(sparse_tensor_value)}.`,
      );
    }
    const {indices, values, dense_shape} = sparse_tensor_value;
    return new SparseTensor(indices, values, dense_shape);
  }

  get op(): Operation {
    return this.values.op;
  }

  get dtype(): DType {
    return this.values.dtype;
  }

  get graph(): Graph {
    return this.indices.graph;
  }

  /** What is known of the shape of the whole. */
  get shape(): TensorShape {
    return static_shape_of(this.dense_shape);
  }

  /** `tf.SparseTensor.get_shape`. */
  get_shape(): TensorShape {
    return this.shape;
  }

  /** The operations that take one of the three tensors. */
  consumers(): Operation[] {
    return [...new Set(sparse_parts(this).flatMap((part) => part.consumers()))];
  }

  /** Evaluates this in a session, by default the default session. */
  async eval(
    feed_dict: unknown = null,
    session: SessionInterface | null = null,
  ): Promise<FetchedSparseTensor> {
    const call = eval_arguments(feed_dict, session);
    const found = session_for({graph: this.graph, session: call.session, ...TENSOR_EVALUATION});
    return (await found.run(this, call.feed_dict)) as FetchedSparseTensor;
  }

  toString(): string {
    return `SparseTensor(indices=${String(this.indices)}, values=${String(this.values)}, dense_shape=${String(this.dense_shape)})`;
  }
}

/** True for a sparse tensor and for the value of one. */
export function is_sparse(value: unknown): value is SparseTensor | SparseTensorValue {
  return value instanceof SparseTensor || value instanceof SparseTensorValue;
}

/** The three tensors in TensorFlow's order. */
export function sparse_parts({indices, values, dense_shape}: SparseTensor): Tensor[] {
  return [indices, values, dense_shape];
}

/** A sparse tensor of the three parts, as ops give them. */
export function sparse_from([indices, values, dense_shape]: readonly Tensor[]): SparseTensor {
  return new SparseTensor(indices as Tensor, values as Tensor, dense_shape as Tensor);
}
