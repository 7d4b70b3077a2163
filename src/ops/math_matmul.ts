/**
 * Matrix products. What they mean and how they differentiate; kernels are in the backends.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import {
  bfloat16,
  complex128,
  complex64,
  float16,
  float32,
  float64,
  int16,
  int32,
  int64,
  int8,
  uint8,
} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {cast} from './math_cast.ts';
import {conj} from './math_complex.ts';
import {op_scope} from './op_scope.ts';
import {broadcast, matrix_product, merge_shapes, merge_size, with_rank_at_least} from './shape_functions.ts';

const FACTORS = [bfloat16, float16, float32, float64, int32, int64, complex64, complex128];

/** Matrix product: `a` [m, k] times `b` [k, n]. */
export const MatMul = define_op('MatMul', {
  inputs: {a: 'T', b: 'T'},
  outputs: {product: 'T'},
  attrs: {transpose_a: bool(false), transpose_b: bool(false), T: type(FACTORS)},
  shape: ({shapes: [a, b], attr}) => [
    matrix_product(a as TensorShape, b as TensorShape, attr('transpose_a'), attr('transpose_b')),
  ],
});

/** How each gradient of `op(a) op(b)` is a product again: which factors, and which of them transposed. */
function product_gradients(tf: OpBuilders, op: Operation, dy: Tensor): readonly Tensor[] {
  const [a, b] = op.inputs.map((input) => tf.conj(input)) as [Tensor, Tensor];
  const product = (x: Tensor, y: Tensor, transpose_a: boolean, transpose_b: boolean): Tensor =>
    apply(MatMul, {a: x, b: y}, {transpose_a, transpose_b}).product;
  const transposed_a = op.get_attr<boolean>('transpose_a');
  const transposed_b = op.get_attr<boolean>('transpose_b');
  if (!transposed_a && !transposed_b) return [product(dy, b, false, true), product(a, dy, true, false)];
  if (!transposed_a) return [product(dy, b, false, false), product(dy, a, true, false)];
  if (!transposed_b) return [product(b, dy, false, true), product(a, dy, false, false)];
  return [product(b, dy, true, true), product(dy, a, true, true)];
}
gradient(MatMul, product_gradients);

function batch_product_shape({shapes, attr}: ShapeContext): TensorShape[] {
  const [x, y] = shapes.map((shape) => with_rank_at_least(shape, 2)) as [TensorShape, TensorShape];
  const [rows, inner_x] = attr<boolean>('adj_x') ? [x.at(-1), x.at(-2)] : [x.at(-2), x.at(-1)];
  const [inner_y, columns] = attr<boolean>('adj_y') ? [y.at(-1), y.at(-2)] : [y.at(-2), y.at(-1)];
  merge_size(inner_x, inner_y);
  const batch = (shape: TensorShape): TensorShape =>
    shape.ndims === null ? unknown_shape() : shape.slice(0, -2);
  return [broadcast(batch(x), batch(y)).concatenate([rows, columns])];
}

function batches_are_equal({shapes: [x, y]}: ShapeContext): void {
  const batch = (shape: TensorShape): TensorShape =>
    shape.ndims === null ? unknown_shape() : shape.slice(0, -2);
  merge_shapes(batch(x as TensorShape), batch(y as TensorShape));
}

/** Matrix products of the last two axes; the axes before are equal. */
export const BatchMatMul = define_op('BatchMatMul', {
  inputs: {x: 'T', y: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FACTORS), adj_x: bool(false), adj_y: bool(false)},
  shape: (context) => {
    batches_are_equal(context);
    return batch_product_shape(context);
  },
});

const LATER_FACTORS = [...FACTORS.slice(0, 4), uint8, int8, int16, ...FACTORS.slice(4)];

/** `BatchMatMulV2` whose factors and product may have dtypes of their own, in later TensorFlows. */
export const BatchMatMulV3 = define_op('BatchMatMulV3', {
  inputs: {x: 'Ta', y: 'Tb'},
  outputs: {output: 'Tout'},
  attrs: {
    Ta: type(LATER_FACTORS),
    Tb: type(LATER_FACTORS),
    Tout: type([...FACTORS.slice(0, 4), int16, ...FACTORS.slice(4)]),
    adj_x: bool(false),
    adj_y: bool(false),
  },
  shape: batch_product_shape,
});

/** The product of matrices of which many elements are zero: of float32 and bfloat16, in float32. */
export const SparseMatMul = define_op('SparseMatMul', {
  inputs: {a: 'Ta', b: 'Tb'},
  outputs: {product: 'float32'},
  attrs: {
    transpose_a: bool(false),
    transpose_b: bool(false),
    a_is_sparse: bool(false),
    b_is_sparse: bool(false),
    Ta: type([float32, bfloat16], float32),
    Tb: type([float32, bfloat16], float32),
  },
  shape: ({shapes: [a, b], attr}) => [
    matrix_product(a as TensorShape, b as TensorShape, attr('transpose_a'), attr('transpose_b')),
  ],
});

/** One product of `SparseMatMul`'s gradients: a right factor is transposed by a node of its own. */
type SparseProduct = readonly [
  x: Tensor,
  y: Tensor,
  dtype: DType,
  transpose_x: boolean,
  transpose_y: boolean,
];

gradient(SparseMatMul, (tf, op, dy) => {
  const [a, b] = op.inputs as [Tensor, Tensor];
  const is_sparse = new Map([
    [a, op.get_attr<boolean>('a_is_sparse')],
    [b, op.get_attr<boolean>('b_is_sparse')],
    [dy, dy.op.type === 'ReluGrad'],
  ]);
  const product = ([x, y, dtype, transpose_x, transpose_y]: SparseProduct): Tensor => {
    const right = transpose_y ? tf.transpose(y) : y;
    const sparse = [is_sparse.get(x) ?? false, is_sparse.get(y) ?? false] as const;
    const made = tf.matmul(x, right, transpose_x, false, false, false, ...sparse);
    return made.dtype === dtype ? made : tf.cast(made, dtype);
  };
  const [transposed_a, transposed_b] = ['transpose_a', 'transpose_b'].map((name) =>
    op.get_attr<boolean>(name),
  );
  const da: SparseProduct = transposed_a
    ? [b, dy, a.dtype, transposed_b === true, true]
    : [dy, b, a.dtype, false, transposed_b !== true];
  const first = product(da);
  if (transposed_b === true) return [first, product([dy, a, b.dtype, true, transposed_a === true])];
  return [first, product([a, dy, b.dtype, transposed_a !== true, false])];
});

/** Matrix products of the last two axes; the axes before broadcast. */
export const BatchMatMulV2 = define_op('BatchMatMulV2', {
  inputs: {x: 'T', y: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FACTORS), adj_x: bool(false), adj_y: bool(false)},
  shape: batch_product_shape,
});

function batch_product_gradients(tf: OpBuilders, op: Operation, dy: Tensor): [Tensor, Tensor] {
  const [x, y] = op.inputs as [Tensor, Tensor];
  const [adj_x, adj_y] = [op.get_attr<boolean>('adj_x'), op.get_attr<boolean>('adj_y')];
  const product = (a: Tensor, b: Tensor, adjoint_a: boolean, adjoint_b: boolean): Tensor =>
    tf.matmul(a, b, false, false, adjoint_a, adjoint_b);
  if (!adj_x && !adj_y) return [product(dy, y, false, true), product(x, dy, true, false)];
  if (!adj_x) return [product(dy, y, false, false), product(dy, x, true, false)];
  if (!adj_y) return [product(y, dy, false, true), product(x, dy, false, false)];
  return [product(y, dy, true, true), product(dy, x, true, true)];
}

gradient(BatchMatMul, batch_product_gradients);

gradient([BatchMatMulV2, BatchMatMulV3], (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  const [dx, dy_factor] = batch_product_gradients(tf, op, dy);
  if (x.shape.is_fully_defined() && x.shape.equals(y.shape)) return [dx, dy_factor];
  const [x_shape, y_shape] = [tf.shape(x), tf.shape(y)];
  const x_batch = x_shape.getitem(':-2');
  const [x_axes, y_axes] = tf.broadcast_gradient_args(x_batch, y_shape.getitem(':-2'));
  const x_gradient = tf.reshape(tf.reduce_sum(dx, x_axes), x_shape);
  return [x_gradient, tf.reshape(tf.reduce_sum(dy_factor, y_axes), y_shape)];
});

function may_have_batches(tensor: Tensor): boolean {
  return tensor.shape.ndims === null || tensor.shape.ndims > 2;
}

interface Factor {
  readonly tensor: Tensor;
  readonly transpose: boolean;
  readonly adjoint: boolean;
}

function factor(value: TensorLike, name: 'a' | 'b', transpose: boolean, adjoint: boolean): Factor {
  if (transpose && adjoint)
    throw new ValueError(`Only one of transpose_${name} and adjoint_${name} can be True.`);
  return {tensor: to_tensor(value, {name}), transpose, adjoint};
}

/** Batches are adjoint, not transposed: the conjugate of a conjugate is what is transposed. */
function batch_product(a: Factor, b: Factor, scope: string): Tensor {
  const [x, y] = [a, b].map(({tensor, transpose}) => (transpose ? conj(tensor) : tensor)) as [Tensor, Tensor];
  return apply(
    BatchMatMulV2,
    {x, y},
    {adj_x: a.transpose || a.adjoint, adj_y: b.transpose || b.adjoint},
    scope,
  ).output;
}

function plain_product(a: Factor, b: Factor, scope: string): Tensor {
  const [x, y] = [a, b].map(({tensor, adjoint}) => (adjoint ? conj(tensor) : tensor)) as [Tensor, Tensor];
  const attrs = {transpose_a: a.transpose || a.adjoint, transpose_b: b.transpose || b.adjoint};
  return apply(MatMul, {a: x, b: y}, attrs, scope).product;
}

/** The product is float32; of two bfloat16 factors it is made bfloat16 again. */
function sparse_product(
  a: Factor,
  b: Factor,
  sparse: {readonly a_is_sparse: boolean; readonly b_is_sparse: boolean},
  scope: string,
): Tensor {
  const attrs = {transpose_a: a.transpose || a.adjoint, transpose_b: b.transpose || b.adjoint, ...sparse};
  const {product} = apply(SparseMatMul, {a: a.tensor, b: b.tensor}, attrs, scope);
  return a.tensor.dtype === bfloat16 && b.tensor.dtype === bfloat16 ? cast(product, bfloat16) : product;
}

/** Whether TensorFlow would build a `SparseMatMul`. */
function wants_sparse(a: Tensor, b: Tensor, is_sparse: boolean): boolean {
  const fits = [a, b].every(({dtype}) => dtype === bfloat16 || dtype === float32);
  return (is_sparse && fits) || ((a.dtype === bfloat16 || b.dtype === bfloat16) && a.dtype !== b.dtype);
}

/**
 * `tf.matmul`: [..., m, k] x [..., k, n] -> [..., m, n]; `transpose_*` and `adjoint_*` act on an operand first. Throws
 * `ValueError` for both of them on one operand.
 */
export const matmul = signature(
  ['a', 'b', 'transpose_a', 'transpose_b', 'adjoint_a', 'adjoint_b', 'a_is_sparse', 'b_is_sparse', 'name'],
  function matmul(
    a: TensorLike,
    b: TensorLike,
    transpose_a = false,
    transpose_b = false,
    adjoint_a = false,
    adjoint_b = false,
    a_is_sparse = false,
    b_is_sparse = false,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'MatMul', [a, b], (scope) => {
      const left = factor(a, 'a', transpose_a, adjoint_a);
      const right = factor(b, 'b', transpose_b, adjoint_b);
      const is_sparse = a_is_sparse || b_is_sparse;
      const is_batch = may_have_batches(left.tensor) || may_have_batches(right.tensor);
      if (!is_sparse && is_batch) return batch_product(left, right, scope);
      if (wants_sparse(left.tensor, right.tensor, is_sparse)) {
        return sparse_product(left, right, {a_is_sparse, b_is_sparse}, scope);
      }
      return plain_product(left, right, scope);
    });
  },
);

/** `tf.sparse_matmul`: the product of two matrices, of which those that are said to be sparse have many zeros. */
export const sparse_matmul = signature(
  ['a', 'b', 'transpose_a', 'transpose_b', 'a_is_sparse', 'b_is_sparse', 'name'],
  function sparse_matmul(
    a: TensorLike,
    b: TensorLike,
    transpose_a = false,
    transpose_b = false,
    a_is_sparse = false,
    b_is_sparse = false,
    name: string | null = null,
  ): Tensor {
    return apply(SparseMatMul, {a, b}, {transpose_a, transpose_b, a_is_sparse, b_is_sparse}, name).product;
  },
);
