/**
 * Tensors with their axes in another order or direction.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {numbers_of} from './folding.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {Rank} from './array_shape.ts';
import {integers} from './integers.ts';
import {Range} from './math_range.ts';
import {op_scope} from './op_scope.ts';
import {with_rank} from './shape_functions.ts';

function transposed_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const [input, perm_shape] = shapes as [TensorShape, TensorShape];
  const count = perm_shape.num_elements();
  const rank = input.ndims ?? count ?? constant_value(1)?.size ?? null;
  // A permutation of one axis may also stand for a scalar.
  if (rank === null || (input.ndims === null && rank < 2)) return [unknown_shape()];
  with_rank(perm_shape, 1);
  if (count !== null && count !== rank) throw new ShapeError(`Dimension must be ${rank} but is ${count}`);
  const perm = constant_value(1);
  if (perm === null) return [unknown_shape(rank)];
  const sizes = numbers_of(perm).map((axis) => {
    if (axis >= rank) throw new ShapeError(`perm dim ${axis} is out of range of input rank ${rank}`);
    return input.at(axis);
  });
  return [new TensorShape(sizes)];
}

function define_transpose(name: string) {
  return define_op(name, {
    inputs: {x: 'T', perm: 'Tperm'},
    outputs: {y: 'T'},
    attrs: {T: type(), Tperm: type(INDICES, int32)},
    shape: transposed_shape,
  });
}

export const Transpose = define_transpose('Transpose');
gradient(Transpose, (tf, op, dy) => [tf.transpose(dy, tf.invert_permutation(op.inputs[1] as Tensor)), null]);
/** Transposed, each element conjugated. */
export const ConjugateTranspose = define_transpose('ConjugateTranspose');
gradient(ConjugateTranspose, (tf, op, dy) => {
  const perm = tf.invert_permutation(op.inputs[1] as Tensor);
  return [tf.transpose(dy, perm, 'transpose', true), null];
});

/** Where each index stands in a permutation. */
export const InvertPermutation = define_op('InvertPermutation', {
  inputs: {x: 'T'},
  outputs: {y: 'T'},
  attrs: {T: type(INDICES, int32)},
  shape: ({shapes: [x]}) => [with_rank(x as TensorShape, 1)],
});
not_differentiable(InvertPermutation);

const {
  uint8,
  int8,
  uint16,
  int16,
  int64,
  bool,
  bfloat16,
  float16,
  float32,
  float64,
  complex64,
  complex128,
  string,
} = dtypes;

/** Backwards along the given axes. */
export const ReverseV2 = define_op('ReverseV2', {
  inputs: {tensor: 'T', axis: 'Tidx'},
  outputs: {output: 'T'},
  attrs: {
    Tidx: type(INDICES, int32),
    T: type([
      uint8,
      int8,
      uint16,
      int16,
      int32,
      int64,
      bool,
      bfloat16,
      float16,
      float32,
      float64,
      complex64,
      complex128,
      string,
    ]),
  },
  shape: ({shapes: [tensor, axis]}) => {
    with_rank(axis as TensorShape, 1);
    return [tensor as TensorShape];
  },
});
gradient(ReverseV2, (tf, op, dy) => [tf.reverse(dy, op.inputs[1] as Tensor), null]);

/** All axes backwards: numbers where the rank is known, else nodes. */
function reversed_axes(a: Tensor): TensorLike {
  const {ndims} = a.shape;
  if (ndims) return Array.from({length: ndims}, (_, i) => BigInt(ndims - 1 - i));
  const rank = apply(Rank, {input: a}, {}).output;
  const last = rank.sub(1);
  return last.sub(apply(Range, {start: 0, limit: rank, delta: 1}, {}).output);
}

/** `tf.transpose`: the axes of `a` in the order `perm`, by default backwards; `conjugate` conjugates complex elements. */
export const transpose = signature(
  ['a', 'perm', 'name', 'conjugate'],
  function transpose(
    a: TensorLike,
    perm: TensorLike | null = null,
    name: string | null = 'transpose',
    conjugate = false,
  ): Tensor {
    return op_scope(name, 'transpose', [a], (scope) => {
      const op = conjugate && a instanceof Tensor && a.dtype.is_complex ? ConjugateTranspose : Transpose;
      if (perm !== null) return apply(op, {x: a, perm: integers(perm)}, {}, scope).y;
      const tensor = to_tensor(a, {name: 'a'});
      const {y} = apply(op, {x: tensor, perm: reversed_axes(tensor)}, {}, scope);
      if (tensor.shape.ndims !== null) y.set_shape(tensor.shape.as_list().reverse());
      return y;
    });
  },
  {integer_parameters: ['perm']},
);

/** `tf.invert_permutation`: where each index stands in the permutation `x`. */
export const invert_permutation = signature(
  ['x', 'name'],
  function invert_permutation(x: TensorLike, name: string | null = null): Tensor {
    return apply(InvertPermutation, {x: integers(x)}, {}, name).y;
  },
  {integer_parameters: ['x']},
);

/** `tf.reverse`: `tensor` backwards along `axis`. */
export const reverse = signature(
  ['tensor', 'axis', 'name'],
  function reverse(tensor: TensorLike, axis: TensorLike, name: string | null = null): Tensor {
    return apply(ReverseV2, {tensor, axis}, {}, name).output;
  },
  {integer_parameters: ['axis']},
);
