/**
 * A resource variable: every use of its value is a reading of its own, at the place where it is built, and what was
 * read never changes.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorConvertible, TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import type {Operation} from '../graph/operation.ts';
import {forward_operators, type TensorOperators} from '../graph/operators.ts';
import type {SessionInterface} from '../graph/session_interface.ts';
import {Tensor, type Value} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {integers} from '../ops/integers.ts';
import {
  AssignAddVariableOp,
  AssignSubVariableOp,
  AssignVariableOp,
  ReadVariableOp,
  ResourceGather,
  ResourceGatherNd,
  VarIsInitializedOp,
} from '../ops/resource_variable.ts';
import * as rows from '../ops/state_scatter.ts';
import * as items from '../ops/state_scatter_nd.ts';
import type {DType} from '../types/dtypes.ts';
import {NotImplementedError, ValueError} from '../types/python_errors.ts';
import {as_shape, type TensorShape} from '../types/tensor_shape.ts';
import type {VariableParts} from './variable_build.ts';
import type {Change, ChangeOptions, Scattering, VariableCore} from './variable_core.ts';

const SCATTERINGS = {...rows, ...items};

/** A reading of the variable, in the scopes of now. */
function read(handle: Tensor, dtype: DType): Tensor {
  return apply(ReadVariableOp, {resource: handle}, {dtype}, null).value;
}

/** The value of a variable after a change: a tensor to all that look at it, read anew wherever it is used. */
interface UnreadVariable extends TensorOperators {}

class UnreadVariable implements TensorConvertible {
  readonly handle: Tensor;
  readonly dtype: DType;
  readonly shape: TensorShape;
  /** The change. */
  readonly op: Operation;
  /** The first reading; in the body of a function there is none. */
  readonly #element: Tensor | null;

  constructor(core: HandleCore, change: Operation) {
    this.handle = core.handle;
    this.dtype = core.dtype;
    this.shape = core.shape;
    this.op = change;
    this.#element = change.graph.building_function ? null : this.value();
  }

  get name(): string {
    return this.op.name;
  }

  get graph(): Graph {
    return this.op.graph;
  }

  value(): Tensor {
    return this.graph.control_dependencies([this.op], () => read(this.handle, this.dtype));
  }

  read_value(): Tensor {
    return this.value();
  }

  get_shape(): TensorShape {
    return this.shape;
  }

  as_graph_element(): Tensor | Operation {
    return this.#element ?? this.op;
  }

  as_tensor(dtype: DType | null): Tensor {
    return checked(this.value(), dtype, this.dtype);
  }

  async eval<T = Value>(session: SessionInterface | null = null): Promise<T> {
    return (this.#element ?? this.value()).eval<T>(null, session);
  }
}

forward_operators(UnreadVariable.prototype, (variable) => variable.value());

function checked(value: Tensor, dtype: DType | null, own: DType): Tensor {
  if (dtype === null || dtype.is_compatible_with(own)) return value;
  throw new ValueError(
    `Incompatible type conversion requested to type '${dtype.name}' for variable of type '${own.name}'`,
  );
}

export class HandleCore implements VariableCore {
  readonly parts: VariableParts;
  readonly handle: Tensor;
  readonly dtype: DType;
  readonly shape: TensorShape;

  constructor(parts: VariableParts) {
    this.parts = parts;
    this.handle = parts.variable;
    const {op} = parts.variable;
    this.dtype = op.get_attr<DType>('dtype');
    this.shape = as_shape(op.get_attr<TensorShape>('shape'));
  }

  get name(): string {
    return this.handle.name;
  }

  get op(): Operation {
    return this.handle.op;
  }

  get graph(): Graph {
    return this.handle.graph;
  }

  get target(): Tensor {
    return this.handle;
  }

  /** The first reading, behind copies of it. */
  get element(): Tensor {
    let found = this.parts.snapshot;
    while (found.op.type !== 'ReadVariableOp') found = found.op.inputs[0] as Tensor;
    return found;
  }

  set_shape(): void {
    throw new NotImplementedError('ResourceVariable does not implement set_shape()');
  }

  /** A copy on another device where there is one, else a reading. */
  value(): Tensor {
    const {snapshot} = this.parts;
    if (snapshot.op.type !== 'ReadVariableOp') return snapshot;
    const graph = get_default_graph();
    return within_colocation(graph, null, true, () => this.#beside(() => read(this.handle, this.dtype)));
  }

  /** Runs `body` on the device of the variable. */
  #beside<R>(body: () => R): R {
    return get_default_graph().device(this.handle.device, body);
  }

  read_value(): Tensor {
    const value = get_default_graph().within_name_scope('Read', () =>
      this.#beside(() => read(this.handle, this.dtype)),
    );
    return identity(value);
  }

  as_reference(): Tensor {
    return this.read_value().op.inputs[0] as Tensor;
  }

  is_initialized(name: string | null): Tensor {
    return apply(VarIsInitializedOp, {resource: this.handle}, {}, name).is_initialized;
  }

  lazy_read(op: Operation): Tensor {
    const unread: unknown = new UnreadVariable(this, op);
    return unread as Tensor;
  }

  #change(op: Operation): Change {
    return {op, after: () => this.lazy_read(op)};
  }

  assign(value: TensorLike, {name}: ChangeOptions): Change {
    const {handle: resource, dtype} = this;
    const tensor = to_tensor(value, {dtype});
    if (!this.shape.is_compatible_with(tensor.shape))
      throw new ValueError(`Shapes ${String(this.shape)} and ${String(tensor.shape)} are incompatible`);
    return this.#change(apply(AssignVariableOp, {resource, value: tensor}, {}, name).operation);
  }

  assign_add(delta: TensorLike, {name}: ChangeOptions): Change {
    const {handle: resource, dtype} = this;
    const value = to_tensor(delta, {dtype});
    return this.#change(apply(AssignAddVariableOp, {resource, value}, {}, name).operation);
  }

  assign_sub(delta: TensorLike, {name}: ChangeOptions): Change {
    const {handle: resource, dtype} = this;
    const value = to_tensor(delta, {dtype});
    return this.#change(apply(AssignSubVariableOp, {resource, value}, {}, name).operation);
  }

  as_tensor(dtype: DType | null, _name: string | null, as_ref: boolean): Tensor {
    return as_ref ? this.as_reference() : checked(this.value(), dtype, this.dtype);
  }

  scatter(
    how: Scattering,
    indices: TensorLike,
    updates: TensorLike,
    {use_locking, name}: ChangeOptions,
  ): Tensor {
    return SCATTERINGS[how](this, indices, updates, use_locking, name);
  }

  /** Rows of the value (`variable.sparse_read(indices, name)`). */
  sparse_read(indices: TensorLike, name: string | null): Tensor {
    const value = get_default_graph().within_name_scope(name ?? 'Gather', (scope) => {
      const {handle: resource, dtype} = this;
      return apply(ResourceGather, {resource, indices: integers(indices)}, {dtype}, scope).output;
    });
    return identity(value);
  }

  /** Items of the value (`variable.gather_nd(indices, name)`). */
  gather_nd(indices: TensorLike, name: string | null): Tensor {
    const value = get_default_graph().within_name_scope(name ?? 'GatherNd', (scope) => {
      const {handle: resource, dtype} = this;
      return apply(ResourceGatherNd, {resource, indices: integers(indices)}, {dtype}, scope).output;
    });
    return identity(value);
  }
}
