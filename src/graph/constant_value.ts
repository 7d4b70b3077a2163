/**
 * Values that are known while the graph is built: of constants, and of what is computed from static
 * shapes. How an op's value follows from its inputs is registered by the op, beside its definition.
 */
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {hooks} from './globals.ts';
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

/** What one op type contributes: its value, or the partly known shape that its output holds. */
export interface ConstantRules {
  /** The value of output `index`, or `null` where it is not known; `of` gives that of an input. */
  value?(op: Operation, of: ValueOf, index: number): NDArray | null;
  /** The same where only the runtime's folding of constants finds it, for static shapes. */
  folded?(op: Operation, of: ValueOf, index: number): NDArray | null;
  /** The shape that the output, a vector of sizes, describes. */
  as_shape?(op: Operation, index: number): TensorShape | null;
}

/** The value of a tensor, or `null` where it is not known. */
export type ValueOf = (tensor: Tensor) => NDArray | null;

type RuleTable = Map<string, ConstantRules>;

function rules(): RuleTable {
  let table = hooks.value.get('constant_rules') as RuleTable | undefined;
  if (table === undefined) hooks.value.set('constant_rules', (table = new Map()));
  return table;
}

/** Registers how the value of an op type is known before it runs. */
export function constant_rules(op_type: string, entry: ConstantRules): void {
  rules().set(op_type, entry);
}

/**
 * `tf.get_static_value`: the value of a tensor if the graph alone tells it, else `null`. What is built on the value does
 * not see feeds, so that a tensor whose value was told cannot be fed any more.
 */
export function constant_value(tensor: Tensor): NDArray | null {
  const {op} = tensor;
  const value = rules().get(op.type)?.value?.(op, constant_value, tensor.value_index) ?? null;
  if (value !== null) tensor.graph.prevent_feeding(tensor);
  return value;
}

/** The value that the runtime finds by folding constants when it infers shapes; more than `constant_value` tells. */
export function folded_value(tensor: Tensor): NDArray | null {
  const {op} = tensor;
  const rule = rules().get(op.type);
  return (rule?.folded ?? rule?.value)?.(op, folded_value, tensor.value_index) ?? null;
}

/** `tensor_util.constant_value_as_shape`: the shape that a vector of sizes holds, as far as known. */
export function constant_value_as_shape(tensor: Tensor): TensorShape {
  const value = folded_value(tensor);
  if (value !== null) {
    if (value.shape.length === 0) return unknown_shape();
    return new TensorShape(
      Array.from(value.data as ArrayLike<number | bigint>, (size) =>
        Number(size) < 0 ? null : Number(size),
      ),
    );
  }
  const partly = rules().get(tensor.op.type)?.as_shape?.(tensor.op, tensor.value_index);
  if (partly) return partly;
  const {shape} = tensor;
  return shape.ndims === 1 ? unknown_shape(shape[0] ?? null) : unknown_shape();
}
