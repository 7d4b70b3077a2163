/**
 * What a variable object needs of its nodes, for both kinds of variables: references, and handles of resources.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import type {ShapeLike, TensorShape} from '../types/tensor_shape.ts';
import type {VariableParts} from './variable_build.ts';

/** A change of a variable: its operation, and what stands for the value after it. */
export interface Change {
  readonly op: Operation;
  after(): Tensor;
}

/** How rows or items are changed. */
export type Scattering =
  | 'scatter_add'
  | 'scatter_div'
  | 'scatter_max'
  | 'scatter_min'
  | 'scatter_mul'
  | 'scatter_nd_add'
  | 'scatter_nd_sub'
  | 'scatter_nd_update'
  | 'scatter_sub'
  | 'scatter_update';

export interface ChangeOptions {
  readonly use_locking: boolean;
  readonly name: string | null;
}

export interface VariableCore {
  readonly parts: VariableParts;
  readonly name: string;
  readonly op: Operation;
  readonly graph: Graph;
  readonly dtype: DType;
  readonly shape: TensorShape;
  /** The handle; `null` of a reference variable. */
  readonly handle: Tensor | null;
  /** What gradients are taken of, and assignments take. */
  readonly target: Tensor;
  /** What a fetch of the variable brings back. */
  readonly element: Tensor;
  set_shape(shape: ShapeLike): void;
  value(): Tensor;
  read_value(): Tensor;
  /** The reference, for ops that take one. */
  as_reference(): Tensor;
  is_initialized(name: string | null): Tensor;
  assign(value: TensorLike, options: ChangeOptions): Change;
  assign_add(delta: TensorLike, options: ChangeOptions): Change;
  assign_sub(delta: TensorLike, options: ChangeOptions): Change;
  scatter(how: Scattering, indices: TensorLike, updates: TensorLike, options: ChangeOptions): Tensor;
  /** Rows by index. Throws `AttributeError` where only the whole can be read. */
  sparse_read(indices: TensorLike, name: string | null): Tensor;
  /** Items by their places. Throws `AttributeError` where only the whole can be read. */
  gather_nd(indices: TensorLike, name: string | null): Tensor;
}
