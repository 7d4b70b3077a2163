/**
 * The operator methods of tensors and variables: their types in one table, and the way the ops install
 * them. Python's operator methods without their underscores.
 */
import type {Tensor} from './tensor.ts';
import type {TensorLike} from './convert_types.ts';

type Binary = (y: TensorLike) => Tensor;
type Unary = () => Tensor;

/** A sparse tensor; a dense one times it is sparse. */
interface SparseOperand {
  readonly indices: Tensor;
  readonly values: Tensor;
  readonly dense_shape: Tensor;
}

/** One argument of `getitem` a dimension: index, slice text, [start, stop, step], `'...'` or null. */
export type SliceArgument =
  | number
  | bigint
  | string
  | null
  | Tensor
  | readonly (number | bigint | Tensor | null)[];

/** What `a + b`, `1 - a`, `a @ b`, `a[...]` are in Python. */
export interface TensorOperators {
  add: Binary;
  radd: Binary;
  sub: Binary;
  rsub: Binary;
  mul: Binary & (<S extends SparseOperand>(y: S) => S);
  rmul: Binary;
  div: Binary;
  rdiv: Binary;
  truediv: Binary;
  rtruediv: Binary;
  floordiv: Binary;
  rfloordiv: Binary;
  mod: Binary;
  rmod: Binary;
  pow: Binary;
  rpow: Binary;
  matmul: Binary;
  rmatmul: Binary;
  and: Binary;
  rand: Binary;
  or: Binary;
  ror: Binary;
  xor: Binary;
  rxor: Binary;
  less: Binary;
  less_equal: Binary;
  greater: Binary;
  greater_equal: Binary;
  neg: Unary;
  abs: Unary;
  invert: Unary;
  getitem: (...slices: SliceArgument[]) => Tensor;
}

export type OperatorName = keyof TensorOperators;

/** All operator methods, for classes that stand for a tensor and forward them. */
const OPERATOR_NAMES: readonly OperatorName[] = [
  'add',
  'radd',
  'sub',
  'rsub',
  'mul',
  'rmul',
  'div',
  'rdiv',
  'truediv',
  'rtruediv',
  'floordiv',
  'rfloordiv',
  'mod',
  'rmod',
  'pow',
  'rpow',
  'matmul',
  'rmatmul',
  'and',
  'rand',
  'or',
  'ror',
  'xor',
  'rxor',
  'less',
  'less_equal',
  'greater',
  'greater_equal',
  'neg',
  'abs',
  'invert',
  'getitem',
];

/** Makes a class forward all operators to the tensor that `tensor_of` gives for an instance. */
export function forward_operators<T extends object>(prototype: T, tensor_of: (instance: T) => Tensor): void {
  for (const name of OPERATOR_NAMES) {
    const forward = function (this: T, ...args: never[]): Tensor {
      const tensor = tensor_of(this);
      return Reflect.apply(tensor[name], tensor, args) as Tensor;
    };
    Object.defineProperty(prototype, name, {value: forward, configurable: true, writable: true});
  }
}
