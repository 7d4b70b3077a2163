/**
 * The operator methods of tensors: the nodes, and their names, that Python's operators build.
 */
import {apply} from '../graph/apply_op.ts';
import {is_graph_value, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {within_public_call} from '../graph/creation_site.ts';
import type {OperatorName, SliceArgument} from '../graph/operators.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {string} from '../types/dtypes.ts';
import {getitem} from './array_getitem.ts';
import {abs} from './math_complex.ts';
import {
  greater,
  greater_equal,
  less,
  less_equal,
  logical_and,
  logical_not,
  logical_or,
  logical_xor,
} from './math_compare.ts';
import {div, floordiv, mod} from './math_division.ts';
import {matmul} from './math_matmul.ts';
import {pow} from './math_pow.ts';
import {multiply, truediv} from './math_product.ts';
import {Add, AddV2, negative, subtract} from './math_sum.ts';
import {op_scope} from './op_scope.ts';
import {multiply_by_sparse} from './sparse_operators.ts';
import {SparseTensor} from './sparse_tensor.ts';

type Build = (x: Tensor, y: Tensor, name: string) => Tensor;

/** `x + y` of strings concatenates, which only the older op does. */
function sum(x: Tensor, y: Tensor, name: string): Tensor {
  return x.dtype.base_dtype === string ? apply(Add, {x, y}, {}, name).z : apply(AddV2, {x, y}, {}, name).z;
}

const BINARY = {
  add: sum,
  sub: subtract,
  mul: multiply,
  div,
  truediv,
  floordiv,
  mod,
  pow,
  matmul: (x: Tensor, y: Tensor, name: string) => matmul(x, y, {name}),
  and: logical_and,
  or: logical_or,
  xor: logical_xor,
} satisfies Partial<Record<OperatorName, Build>>;

/** `x op y`: what is no tensor takes the dtype of `x` where it can. */
function forward(op_name: string, build: Build, x: Tensor, y: TensorLike): Tensor {
  return op_scope(null, op_name, [x, y], (scope) => {
    const right = y instanceof Tensor ? y : to_tensor(y, {preferred_dtype: x.dtype.base_dtype, name: 'y'});
    return build(x, right, scope);
  });
}

/** `x op y` where only `y` is a tensor: `x` takes its dtype. */
function reflected(op_name: string, build: Build, y: Tensor, x: TensorLike): Tensor {
  return op_scope(null, op_name, [x, y], (scope) =>
    build(to_tensor(x, {dtype: y.dtype.base_dtype, name: 'x'}), y, scope),
  );
}

const COMPARISONS = {less, less_equal, greater, greater_equal};

type Method = (this: Tensor, ...args: never[]) => Tensor | SparseTensor;

function install(name: OperatorName, method: Method): void {
  const remembering = function (this: Tensor, ...args: never[]): Tensor | SparseTensor {
    return within_public_call(remembering, () => Reflect.apply(method, this, args));
  };
  Object.defineProperty(Tensor.prototype, name, {value: remembering, writable: true, configurable: true});
}

for (const [name, build] of Object.entries(BINARY) as [keyof typeof BINARY, Build][]) {
  install(name, function (this: Tensor, y: TensorLike) {
    return forward(name, build, this, y);
  });
  install(`r${name}` as OperatorName, function (this: Tensor, x: TensorLike) {
    return reflected(name, build, this, x);
  });
}
for (const [name, compare] of Object.entries(COMPARISONS)) {
  install(name as OperatorName, function (this: Tensor, y: TensorLike) {
    return compare(this, y);
  });
}
const UNARY: Pick<Record<OperatorName, (x: Tensor) => Tensor>, 'neg' | 'abs' | 'invert'> = {
  neg: (x) => negative(x),
  abs: (x) => abs(x),
  invert: (x) => logical_not(x),
};
for (const [name, build] of Object.entries(UNARY)) {
  install(name as OperatorName, function (this: Tensor) {
    return build(this);
  });
}
install('getitem', function (this: Tensor, ...slices: SliceArgument[]) {
  return getitem(this, slices);
});

install('mul', function (this: Tensor, y: TensorLike | SparseTensor) {
  if (!(y instanceof SparseTensor)) return forward('mul', BINARY.mul, this, y);
  return op_scope(null, 'mul', [this, y], (scope) => multiply_by_sparse(this, y, scope));
});

/** A gradient may be slices: only their negative is slices again, else the tensor on the other side makes one of them. */
for (const name of Object.keys(BINARY) as (keyof typeof BINARY)[]) {
  const value = function (this: IndexedSlices, y: Tensor): Tensor {
    return reflected(name, BINARY[name], y, this as never);
  };
  Object.defineProperty(IndexedSlices.prototype, name, {value, writable: true, configurable: true});
}
Object.defineProperty(IndexedSlices.prototype, 'neg', {
  value(this: IndexedSlices): IndexedSlices {
    return new IndexedSlices(this.values.neg(), this.indices, this.dense_shape);
  },
  writable: true,
  configurable: true,
});

/** `tf.divide`: `x / y` by the operator, or under a name of its own. */
export const divide = signature(
  ['x', 'y', 'name'],
  function divide(x: TensorLike, y: TensorLike, name: string | null = null): Tensor {
    if (name !== null) return truediv(x, y, name);
    if (is_graph_value(x)) return to_tensor(x).truediv(y);
    return is_graph_value(y) ? to_tensor(y).rtruediv(x) : truediv(x, y);
  },
);
