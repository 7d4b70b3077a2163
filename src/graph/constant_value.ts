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
  /** The shape that the output, a vector of sizes, describes; `known` tells of inputs. */
  as_shape?(op: Operation, index: number, known: Known): TensorShape | null;
}

/** What is known of tensors, by the graph alone or by folding constants. */
export interface Known {
  value(tensor: Tensor): NDArray | null;
  shape(tensor: Tensor): TensorShape;
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

const BY_FOLDING: Known = {value: folded_value, shape: constant_value_as_shape};
const BY_GRAPH: Known = {value: constant_value, shape: static_shape_of};

/** The shape that a vector of sizes holds, as far as the runtime finds it by folding constants. */
export function constant_value_as_shape(tensor: Tensor): TensorShape {
  const value = folded_value(tensor);
  return value === null ? partly_known(tensor, BY_FOLDING) : shape_in(value);
}

/** `tensor_util.constant_value_as_shape`: the shape that a vector of sizes holds, as far as the graph alone tells it. */
export function static_shape_of(tensor: Tensor): TensorShape {
  const value = constant_value(tensor);
  return value === null ? partly_known(tensor, BY_GRAPH) : shape_in(value);
}

function shape_in(value: NDArray): TensorShape {
  if (value.shape.length === 0) return unknown_shape();
  return new TensorShape(
    Array.from(value.data as ArrayLike<number | bigint>, (size) => (Number(size) < 0 ? null : Number(size))),
  );
}

function partly_known({op, value_index, shape}: Tensor, known: Known): TensorShape {
  const partly = rules().get(op.type)?.as_shape?.(op, value_index, known);
  if (partly) return partly;
  return shape.ndims === 1 ? unknown_shape(shape[0] ?? null) : unknown_shape();
}
