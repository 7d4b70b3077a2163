/**
 * Nodes of datasets as TensorFlow builds them: an op by its type, and the arguments that many have. Knows no kinds.
 */
import {apply_definition, outputs_in_order} from '../../graph/apply_op.ts';
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {find_op_definition, type OpDefinition} from '../../graph/op_definition.ts';
import type {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {get_seed} from '../../graph/seed.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {where} from '../../ops/array_select.ts';
import {equal} from '../../ops/math_compare.ts';
import {logical_and} from '../../ops/math_compare.ts';
import {bool, int64, string} from '../../types/dtypes.ts';
import type {DatasetBase, ElementSpec} from './element_spec.ts';
import {element_attrs} from './element_spec.ts';

type Values = Readonly<Record<string, unknown>>;

/** A node of any op by its type. */
export function operation_of(
  type: string,
  inputs: Values,
  attrs: Values,
  name: string | null = null,
): Operation {
  return apply_definition(find_op_definition(type) as OpDefinition, inputs, attrs, name);
}

/** All outputs of a node. */
export function outputs_of(
  type: string,
  inputs: Values,
  attrs: Values,
  name: string | null = null,
): Tensor[] {
  const operation = operation_of(type, inputs, attrs, name);
  return outputs_in_order(operation.op_def as OpDefinition, operation).flat();
}

/** The dataset that a node makes, with what is known of its elements. */
export function variant_of(type: string, inputs: Values, spec: ElementSpec, attrs: Values = {}): Tensor {
  const {attrs: known} = find_op_definition(type) as OpDefinition;
  const told = Object.entries(element_attrs(spec)).filter(([name]) =>
    known.some((attr) => attr.name === name),
  );
  return operation_of(type, inputs, {...attrs, ...Object.fromEntries(told)}).outputs[0] as Tensor;
}

/** The scalar of an input dataset. */
export function input_of({variant_tensor}: DatasetBase): {input_dataset: Tensor} {
  return {input_dataset: variant_tensor};
}

export function int64_of(value: TensorLike, name: string): Tensor {
  return to_tensor(value, {dtype: int64, name});
}

/** A number or, where it is null, the one that stands for it. */
export function optional_int64(value: TensorLike | null, name: string, otherwise: number): Tensor {
  return value === null ? constant(otherwise, {dtype: int64, name}) : int64_of(value, name);
}

export function optional_text(value: TensorLike | null, name: string): Tensor {
  return value === null ? constant('', {dtype: string, name}) : to_tensor(value, {dtype: string, name});
}

export function truth_of(value: TensorLike, name: string): Tensor {
  return to_tensor(value, {dtype: bool, name});
}

/** The size of batches where it is known that all are whole, else null. */
export function known_batch_size(batch_size: Tensor, drop_remainder: Tensor): number | null {
  const [size, drops] = [batch_size, drop_remainder].map(constant_value);
  return drops !== null && drops !== undefined && drops.data[0] !== 0 && size ? Number(size.data[0]) : null;
}

/** `data.util.random_seed.get_seed`: two seeds as tensors, which are not both zero where there are any. */
export function seeds_of(op_seed: number | bigint | null): {seed: Tensor; seed2: Tensor} {
  const [first, second] = get_seed(op_seed);
  const seed = first === null ? constant(0, {dtype: int64, name: 'seed'}) : int64_of(first, 'seed');
  if (second === null) return {seed, seed2: constant(0, {dtype: int64, name: 'seed2'})};
  const seed2 = with_name_scope('seed2', null, [], (scope) => {
    const given = to_tensor(second, {dtype: int64});
    const are_zero = logical_and(equal(seed, 0), equal(given, 0));
    return where(are_zero, constant(2 ** 31 - 1, {dtype: int64}), given, {name: scope});
  });
  return {seed, seed2};
}
