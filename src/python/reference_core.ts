/** A reference variable: assignments give the reference back, and a plain reading shares its memory. */
import type {TensorLike} from '../graph/convert_types.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {assign, assign_add, assign_sub, is_variable_initialized} from '../ops/state.ts';
import * as rows from '../ops/state_scatter.ts';
import * as items from '../ops/state_scatter_nd.ts';
import type {DType} from '../types/dtypes.ts';
import {AttributeError} from '../types/python_errors.ts';
import type {ShapeLike, TensorShape} from '../types/tensor_shape.ts';
import type {VariableParts} from './variable_build.ts';
import type {Change, ChangeOptions, Scattering, VariableCore} from './variable_core.ts';

const SCATTERINGS = {...rows, ...items};

const change = (after: Tensor): Change => ({op: after.op, after: () => after});

export class ReferenceCore implements VariableCore {
  readonly parts: VariableParts;
  readonly target: Tensor;
  readonly handle = null;

  constructor(parts: VariableParts) {
    this.parts = parts;
    this.target = parts.variable;
  }

  get name(): string {
    return this.target.name;
  }

  get op(): Operation {
    return this.target.op;
  }

  get graph(): Graph {
    return this.target.graph;
  }

  get dtype(): DType {
    return this.target.dtype;
  }

  get shape(): TensorShape {
    return this.target.shape;
  }

  get element(): Tensor {
    return this.target;
  }

  set_shape(shape: ShapeLike): void {
    this.target.set_shape(shape);
    this.parts.snapshot.set_shape(shape);
  }

  value(): Tensor {
    return this.parts.snapshot;
  }

  read_value(): Tensor {
    return identity(this.target, 'read');
  }

  as_reference(): Tensor {
    return this.target;
  }

  is_initialized(name: string | null): Tensor {
    return is_variable_initialized(this.target, name);
  }

  assign(value: TensorLike, {use_locking, name}: ChangeOptions): Change {
    return change(assign(this.target, value, null, use_locking, name));
  }

  assign_add(delta: TensorLike, {use_locking, name}: ChangeOptions): Change {
    return change(assign_add(this.target, delta, use_locking, name));
  }

  assign_sub(delta: TensorLike, {use_locking, name}: ChangeOptions): Change {
    return change(assign_sub(this.target, delta, use_locking, name));
  }

  scatter(
    how: Scattering,
    indices: TensorLike,
    updates: TensorLike,
    {use_locking, name}: ChangeOptions,
  ): Tensor {
    return SCATTERINGS[how](this.target, indices, updates, use_locking, name);
  }

  sparse_read(): never {
    throw new AttributeError("'RefVariable' object has no attribute 'sparse_read'");
  }

  gather_nd(): never {
    throw new AttributeError("'RefVariable' object has no attribute 'gather_nd'");
  }
}
