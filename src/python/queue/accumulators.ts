/**
 * `tf.ConditionalAccumulator` and `tf.sparse.SparseConditionalAccumulator`: gradients of several steps, taken together.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {IndexedSlices} from '../../graph/indexed_slices.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {
  AccumulatorNumAccumulated,
  AccumulatorSetGlobalStep,
  ResourceAccumulatorApplyGradient,
  ResourceAccumulatorNumAccumulated,
  ResourceAccumulatorSetGlobalStep,
  ResourceAccumulatorTakeGradient,
  ResourceConditionalAccumulator,
  SparseAccumulatorApplyGradient,
  SparseAccumulatorTakeGradient,
  SparseConditionalAccumulator as SparseConditionalAccumulatorOp,
} from '../../ops/data_flow_accumulator.ts';
import {cast} from '../../ops/math_cast.ts';
import {as_dtype, int64, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {as_shape, unknown_shape, type ShapeLike, type TensorShape} from '../../types/tensor_shape.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';

type Name = Arguments<['name'], [name?: string | null]>;
type StepAndName = Arguments<
  ['new_global_step', 'name'],
  [new_global_step: TensorLike, name?: string | null]
>;
type CountAndName = Arguments<['num_required', 'name'], [num_required: TensorLike, name?: string | null]>;

function as_int64(value: TensorLike): Tensor {
  return cast(to_tensor(value), int64);
}

/** What the two kinds have in common. */
class ConditionalAccumulatorBaseClass {
  readonly #dtype: DType;
  protected readonly known_shape: TensorShape;
  readonly #accumulator_ref: Tensor;
  readonly #name: string;

  constructor(dtype: DTypeLike, shape: ShapeLike | null, accumulator_ref: Tensor) {
    this.#dtype = as_dtype(dtype);
    this.known_shape = shape === null ? unknown_shape() : as_shape(shape);
    this.#accumulator_ref = accumulator_ref;
    this.#name = accumulator_ref.op.name.split('/').at(-1) ?? '';
  }

  /** The handle of the accumulator. */
  get accumulator_ref(): Tensor {
    return this.#accumulator_ref;
  }

  get name(): string {
    return this.#name;
  }

  /** The dtype of the gradients. */
  get dtype(): DType {
    return this.#dtype;
  }

  /** How many gradients have come in since the last were taken, an int32 scalar. */
  num_accumulated(...args: Name): Tensor;
  num_accumulated(name: string | null = null): Tensor {
    const node_name = name ?? `${this.#name}_NumAccumulated`;
    const inputs = {handle: this.#accumulator_ref};
    return apply(ResourceAccumulatorNumAccumulated, inputs, {}, node_name).num_accumulated;
  }

  /** The operation after which gradients of earlier steps than `new_global_step` are dropped. */
  set_global_step(...args: StepAndName): Operation;
  set_global_step(new_global_step: TensorLike, name: string | null = null): Operation {
    const inputs = {handle: this.#accumulator_ref, new_global_step: as_int64(new_global_step)};
    return apply(ResourceAccumulatorSetGlobalStep, inputs, {}, name).operation;
  }
}

/** Of arrays. */
class ConditionalAccumulatorClass extends ConditionalAccumulatorBaseClass {
  constructor(
    dtype: DTypeLike,
    shape: ShapeLike | null = null,
    shared_name: string | null = null,
    name: string | null = 'conditional_accumulator',
    reduction_type = 'MEAN',
  ) {
    const attrs = {
      dtype: as_dtype(dtype),
      shape: shape === null ? unknown_shape() : as_shape(shape),
      shared_name: shared_name ?? '',
      reduction_type,
    };
    super(dtype, shape, apply(ResourceConditionalAccumulator, {}, attrs, name).handle);
  }

  /** The operation that adds a gradient, unless its `local_step` is before the accumulator's step. */
  apply_grad(
    ...args: Arguments<
      ['grad', 'local_step', 'name'],
      [grad: TensorLike, local_step?: TensorLike, name?: string | null]
    >
  ): Operation;
  apply_grad(grad: TensorLike, local_step: TensorLike = 0n, name: string | null = null): Operation {
    const gradient = to_tensor(grad, {dtype: this.dtype});
    gradient.shape.assert_is_compatible_with(this.known_shape);
    const inputs = {handle: this.accumulator_ref, local_step: as_int64(local_step), gradient};
    return apply(ResourceAccumulatorApplyGradient, inputs, {}, name).operation;
  }

  /** The mean (or sum) of what has come in; waits until that is `num_required` gradients. */
  take_grad(...args: CountAndName): Tensor;
  take_grad(num_required: TensorLike, name: string | null = null): Tensor {
    const inputs = {handle: this.accumulator_ref, num_required};
    const {average} = apply(ResourceAccumulatorTakeGradient, inputs, {dtype: this.dtype}, name);
    average.set_shape(this.known_shape);
    return average;
  }
}

/** Rows by index, as they are taken. */
interface TakenSlices {
  readonly indices: Tensor;
  readonly values: Tensor;
  readonly shape: Tensor;
}

/** Of rows by index. */
class SparseConditionalAccumulatorClass extends ConditionalAccumulatorBaseClass {
  constructor(
    dtype: DTypeLike,
    shape: ShapeLike | null = null,
    shared_name: string | null = null,
    name: string | null = 'sparse_conditional_accumulator',
    reduction_type = 'MEAN',
  ) {
    const attrs = {
      dtype: as_dtype(dtype),
      shape: shape === null ? unknown_shape() : as_shape(shape),
      shared_name: shared_name ?? '',
      reduction_type,
    };
    super(dtype, shape, apply(SparseConditionalAccumulatorOp, {}, attrs, name).handle);
  }

  /** The operation that adds the rows of `grad`. */
  apply_indexed_slices_grad(
    ...args: Arguments<
      ['grad', 'local_step', 'name'],
      [grad: IndexedSlices, local_step?: TensorLike, name?: string | null]
    >
  ): Operation;
  apply_indexed_slices_grad(
    grad: IndexedSlices,
    local_step: TensorLike = 0n,
    name: string | null = null,
  ): Operation {
    return this.apply_grad(grad.indices, grad.values, grad.dense_shape, local_step, name);
  }

  /** The operation that adds rows; their indices are in order. */
  apply_grad(
    ...args: Arguments<
      ['grad_indices', 'grad_values', 'grad_shape', 'local_step', 'name'],
      [
        grad_indices: TensorLike,
        grad_values: TensorLike,
        grad_shape?: TensorLike | null,
        local_step?: TensorLike,
        name?: string | null,
      ]
    >
  ): Operation;
  apply_grad(
    grad_indices: TensorLike,
    grad_values: TensorLike,
    grad_shape: TensorLike | null = null,
    local_step: TensorLike = 0n,
    name: string | null = null,
  ): Operation {
    const inputs = {
      handle: this.accumulator_ref,
      local_step: as_int64(local_step),
      gradient_indices: cast(grad_indices, int64),
      gradient_values: grad_values,
      gradient_shape: cast(grad_shape ?? [], int64),
    };
    const attrs = {has_known_shape: grad_shape !== null};
    return apply(SparseAccumulatorApplyGradient, inputs, attrs, name).operation;
  }

  /** Indices, values and shape of what has come in; waits until that is `num_required` gradients. */
  take_grad(...args: CountAndName): TakenSlices;
  take_grad(num_required: TensorLike, name: string | null = null): TakenSlices {
    const inputs = {handle: this.accumulator_ref, num_required};
    return apply(SparseAccumulatorTakeGradient, inputs, {dtype: this.dtype}, name);
  }

  /** The same as IndexedSlices. */
  take_indexed_slices_grad(...args: CountAndName): IndexedSlices;
  take_indexed_slices_grad(num_required: TensorLike, name: string | null = null): IndexedSlices {
    const {indices, values, shape} = this.take_grad(num_required, name);
    return new IndexedSlices(values, indices, shape);
  }

  override num_accumulated(...args: Name): Tensor;
  override num_accumulated(name: string | null = null): Tensor {
    const node_name = name ?? `${this.name}_NumAccumulated`;
    return apply(AccumulatorNumAccumulated, {handle: this.accumulator_ref}, {}, node_name).num_accumulated;
  }

  override set_global_step(...args: StepAndName): Operation;
  override set_global_step(new_global_step: TensorLike, name: string | null = null): Operation {
    const inputs = {handle: this.accumulator_ref, new_global_step: as_int64(new_global_step)};
    return apply(AccumulatorSetGlobalStep, inputs, {}, name).operation;
  }
}

/** Bare numbers given for these are whole. */
const whole = <const N extends readonly string[]>(names: N, integer_parameters: readonly string[]) => ({
  names,
  options: {integer_parameters},
});
const COMMON = {
  num_accumulated: ['name'],
  set_global_step: whole(['new_global_step', 'name'], ['new_global_step']),
};
define_methods(ConditionalAccumulatorBaseClass, COMMON);
define_methods(ConditionalAccumulatorClass, {
  apply_grad: whole(['grad', 'local_step', 'name'], ['local_step']),
  take_grad: ['num_required', 'name'],
});
define_methods(SparseConditionalAccumulatorClass, {
  ...COMMON,
  apply_indexed_slices_grad: whole(['grad', 'local_step', 'name'], ['local_step']),
  apply_grad: whole(
    ['grad_indices', 'grad_values', 'grad_shape', 'local_step', 'name'],
    ['grad_indices', 'grad_shape', 'local_step'],
  ),
  take_grad: ['num_required', 'name'],
  take_indexed_slices_grad: ['num_required', 'name'],
});

/** `tf.ConditionalAccumulatorBase`: an accumulator of which there is a handle. */
export const ConditionalAccumulatorBase = public_class(
  ['dtype', 'shape', 'accumulator_ref'],
  ConditionalAccumulatorBaseClass,
);
export type ConditionalAccumulatorBase = ConditionalAccumulatorBaseClass;

/** `tf.ConditionalAccumulator(dtype)`: gathers gradients; `reduction_type` is 'MEAN' or 'SUM'. */
export const ConditionalAccumulator = public_class(
  ['dtype', 'shape', 'shared_name', 'name', 'reduction_type'],
  ConditionalAccumulatorClass,
);
export type ConditionalAccumulator = ConditionalAccumulatorClass;

/** `tf.sparse.SparseConditionalAccumulator(dtype)`: gathers rows by index. */
export const SparseConditionalAccumulator = public_class(
  ['dtype', 'shape', 'shared_name', 'name', 'reduction_type'],
  SparseConditionalAccumulatorClass,
);
export type SparseConditionalAccumulator = SparseConditionalAccumulatorClass;
