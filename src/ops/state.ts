/**
 * Variables as the graph has them: reference variables, their assignments, and the question whether they
 * are initialised. What a session keeps of them is no business of this file.
 */
import type {TensorLike} from '../graph/convert_types.ts';
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, ref, shape, string, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, type DType, type DTypeLike} from '../types/dtypes.ts';
import {AttributeError} from '../types/python_errors.ts';
import {python_type_name} from '../types/python_repr.ts';
import {
  as_shape,
  scalar_shape,
  unknown_shape,
  type ShapeLike,
  type TensorShape,
} from '../types/tensor_shape.ts';
import {NUMBERS, REAL_NUMBERS} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {merge_shapes, same_as_input, scalar_output} from './shape_functions.ts';

/** A variable: a buffer that lives as long as the session. */
export const VariableV2 = define_op('VariableV2', {
  outputs: {ref: ref('dtype')},
  attrs: {shape: shape(), dtype: type(), container: string(''), shared_name: string('')},
  is_stateful: true,
  shape: ({attr}) => [attr<TensorShape>('shape')],
});

/** A variable as old graphs have it: a scalar shape tells nothing. */
export const Variable = define_op('Variable', {
  outputs: {ref: ref('dtype')},
  attrs: {shape: shape(), dtype: type(), container: string(''), shared_name: string('')},
  is_stateful: true,
  shape: ({attr}) => {
    const given = attr<TensorShape>('shape');
    return [given.ndims === 0 ? unknown_shape() : given];
  },
});

/** A variable that lives as long as one run, until `DestroyTemporaryVariable`. */
export const TemporaryVariable = define_op('TemporaryVariable', {
  outputs: {ref: ref('dtype')},
  attrs: {shape: shape(), dtype: type(), var_name: string('')},
  is_stateful: true,
  shape: ({attr}) => [attr<TensorShape>('shape')],
});

/** The last value of a temporary variable. */
export const DestroyTemporaryVariable = define_op('DestroyTemporaryVariable', {
  inputs: {ref: ref('T')},
  outputs: {value: 'T'},
  attrs: {T: type(), var_name: string()},
  shape: same_as_input(),
});

/** Zeros for a variable that has no value yet. */
export const ZeroInitializer = define_op('ZeroInitializer', {
  inputs: {ref: ref('T')},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(REAL_NUMBERS)},
  allows_uninitialized_input: true,
  shape: same_as_input(),
});

/** Zeros for a variable that has no value yet, which a handle stands for. */
export const ZeroVarInitializer = define_op('ZeroVarInitializer', {
  inputs: {var: 'resource'},
  outputs: {output_var: 'resource'},
  attrs: {dtype: type(), shape: shape()},
  is_stateful: true,
  allows_uninitialized_input: true,
  shape: ({attr, set_handle_data}) => {
    set_handle_data(0, [{shape: attr<TensorShape>('shape'), dtype: attr<DType>('dtype')}]);
    return [scalar_shape()];
  },
});

/** `gen_state_ops.variable_v2`: a variable node of this shape and dtype. */
export function variable_op_v2(
  variable_shape: ShapeLike,
  dtype: DTypeLike,
  name: string | null = 'Variable',
  container = '',
  shared_name = '',
): Tensor {
  return apply(
    VariableV2,
    {},
    {shape: as_shape(variable_shape), dtype: as_dtype(dtype), container, shared_name},
    name,
  ).ref;
}

/** Gives a variable a value. */
export const Assign = define_op('Assign', {
  inputs: {ref: ref('T'), value: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(), validate_shape: bool(true), use_locking: bool(true)},
  allows_uninitialized_input: true,
  shape: ({shapes: [variable, value], attr}) => {
    if (!attr<boolean>('validate_shape')) return [value as TensorShape];
    return [merge_shapes(variable as TensorShape, value as TensorShape)];
  },
});
not_differentiable(Assign);

const assign_shape = ({
  shapes: [variable, value],
}: {
  readonly shapes: readonly TensorShape[];
}): TensorShape[] => [merge_shapes(variable as TensorShape, value as TensorShape)];

/** Adds to a variable. */
export const AssignAdd = define_op('AssignAdd', {
  inputs: {ref: ref('T'), value: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(NUMBERS), use_locking: bool(false)},
  shape: assign_shape,
});
not_differentiable(AssignAdd);

/** Subtracts from a variable. */
export const AssignSub = define_op('AssignSub', {
  inputs: {ref: ref('T'), value: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {T: type(NUMBERS), use_locking: bool(false)},
  shape: assign_shape,
});
not_differentiable(AssignSub);

/** Whether a variable has a value yet. */
export const IsVariableInitialized = define_op('IsVariableInitialized', {
  inputs: {ref: ref('dtype')},
  outputs: {is_initialized: 'bool'},
  attrs: {dtype: type()},
  allows_uninitialized_input: true,
  shape: scalar_output,
});

/** What can be assigned to: a reference or what stands for one, or an object that assigns to itself. */
export type AssignTarget = TensorLike | Assignable;
type Assigning = (value: TensorLike, keywords: {readonly name: string | null}) => Tensor;
interface Assignable {
  readonly dtype: DType;
  readonly assign?: Assigning;
  readonly assign_add?: Assigning;
  readonly assign_sub?: Assigning;
  readonly is_initialized?: (keywords: {readonly name: string | null}) => Tensor;
}

/** The reference that a target is or stands for, else null. */
function reference_of(target: AssignTarget): TensorLike | null {
  const {dtype} = target as Partial<Assignable>;
  return dtype?.is_ref_dtype === true ? (target as TensorLike) : null;
}

/** A method of a target that is no reference. Throws Python's `AttributeError`. */
function own_method<K extends keyof Assignable>(target: AssignTarget, name: K): NonNullable<Assignable[K]> {
  const method = (target as Assignable)[name];
  if (typeof method !== 'function') {
    throw new AttributeError(`'${python_type_name(target)}' object has no attribute '${name}'`);
  }
  return method.bind(target) as NonNullable<Assignable[K]>;
}

/**
 * `tf.assign(ref, value)`: the variable after it has `value`. Shapes must agree unless `validate_shape` is
 * false. Throws `AttributeError` for a tensor that is no reference.
 */
export const assign = signature(
  ['ref', 'value', 'validate_shape', 'use_locking', 'name'],
  function assign(
    ref: AssignTarget,
    value: TensorLike,
    validate_shape: boolean | null = null,
    use_locking: boolean | null = null,
    name: string | null = null,
  ): Tensor {
    const reference = reference_of(ref);
    if (reference === null) return own_method(ref, 'assign')(value, {name});
    return apply(Assign, {ref: reference, value}, {validate_shape, use_locking}, name).output_ref;
  },
);

/** A function that changes a variable by a value. */
function change_function(op: typeof AssignAdd, name: 'assign_add' | 'assign_sub') {
  return signature(
    ['ref', 'value', 'use_locking', 'name'],
    function (
      ref: AssignTarget,
      value: TensorLike,
      use_locking: boolean | null = null,
      node_name: string | null = null,
    ): Tensor {
      const reference = reference_of(ref);
      // As in TensorFlow, the name does not reach a method of the variable's own.
      if (reference === null) return own_method(ref, name)(value, {name: null});
      return apply(op, {ref: reference, value}, {use_locking}, node_name).output_ref;
    },
    {name},
  );
}

/** `tf.assign_add(ref, value)`: the variable after `value` was added. */
export const assign_add = change_function(AssignAdd, 'assign_add');

/** `tf.assign_sub(ref, value)`: the variable after `value` was subtracted. */
export const assign_sub = change_function(AssignSub, 'assign_sub');

/** `tf.is_variable_initialized(ref)`: a boolean scalar. */
export const is_variable_initialized = signature(
  ['ref', 'name'],
  function is_variable_initialized(ref: AssignTarget, name: string | null = null): Tensor {
    const reference = reference_of(ref);
    if (reference === null) return own_method(ref, 'is_initialized')({name});
    return apply(IsVariableInitialized, {ref: reference}, {}, name).is_initialized;
  },
);
