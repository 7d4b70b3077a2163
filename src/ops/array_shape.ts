/**
 * Ops on the shapes of tensors: asking for it and giving another.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list, list_of, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, int32, type DType, type DTypeLike} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {scalar_constant} from './array_constant.ts';
import type {OpBuilders} from './builders.ts';
import {deprecated_argument} from './deprecated.ts';
import {INDICES} from './dtype_lists.ts';
import {array_of} from './folding.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {reshaped} from './reshape_shape.ts';
import {constant_of} from '../graph/convert.ts';

/** The shape of `input` as a vector. */
export const Shape = define_op('Shape', {
  inputs: {input: 'T'},
  outputs: {output: 'out_type'},
  attrs: {T: type(), out_type: type(INDICES, int32)},
  shape: ({shapes: [input]}) => [new TensorShape([(input as TensorShape).ndims])],
});
not_differentiable(Shape);
constant_rules('Shape', {
  value: (op) => known_sizes(op.inputs[0] as Tensor, op.outputs[0] as Tensor),
  as_shape: (op) => (op.inputs[0] as Tensor).shape,
});

/** The shapes of several tensors. */
export const ShapeN = define_op('ShapeN', {
  inputs: {input: list_of('T', 'N')},
  outputs: {output: list_of('out_type', 'N')},
  attrs: {N: int(undefined, {minimum: 1}), T: type(), out_type: type(INDICES, int32)},
  shape: ({shapes}) => shapes.map((input) => new TensorShape([input.ndims])),
});
not_differentiable(ShapeN);
constant_rules('ShapeN', {
  folded: (op, _of, index) => known_sizes(op.inputs[index] as Tensor, op.outputs[index] as Tensor),
  as_shape: (op, index) => (op.inputs[index] as Tensor).shape,
});

/** The number of elements of `input`. */
export const Size = define_op('Size', {
  inputs: {input: 'T'},
  outputs: {output: 'out_type'},
  attrs: {T: type(), out_type: type(INDICES, int32)},
  shape: () => [scalar_shape()],
});
not_differentiable(Size);
constant_rules('Size', {
  value: (op) => {
    const count = (op.inputs[0] as Tensor).shape.num_elements();
    return count === null ? null : array_of([count], (op.outputs[0] as Tensor).dtype, []);
  },
});

/** The number of dimensions of `input`. */
export const Rank = define_op('Rank', {
  inputs: {input: 'T'},
  outputs: {output: 'int32'},
  attrs: {T: type()},
  shape: () => [scalar_shape()],
});
not_differentiable(Rank);
constant_rules('Rank', {
  value: (op) => {
    const {ndims} = (op.inputs[0] as Tensor).shape;
    return ndims === null ? null : array_of([ndims], int32, []);
  },
});

/** The same elements in another shape; one size may be -1. */
export const Reshape = define_op('Reshape', {
  inputs: {tensor: 'T', shape: 'Tshape'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tshape: type(INDICES, int32)},
  shape: (context) => [reshaped(context.shapes[0] as TensorShape, context.constant_value_as_shape(1))],
});
gradient(Reshape, (tf, op, dy) => [reshape_to_input(tf, op, dy), null]);
constant_rules('Reshape', {
  folded: (op, of) => {
    const {shape} = op.outputs[0] as Tensor;
    const value = of(op.inputs[0] as Tensor);
    return value !== null && shape.is_fully_defined() ? value.reshape(shape.as_list() as number[]) : null;
  },
});

/** A new dimension of size 1 before dimension `dim`. */
export const ExpandDims = define_op('ExpandDims', {
  inputs: {input: 'T', dim: 'Tdim'},
  outputs: {output: 'T'},
  attrs: {T: type(), Tdim: type(INDICES, int32)},
  shape: (context) => [expanded(context)],
});
gradient(ExpandDims, (tf, op, dy) => [reshape_to_input(tf, op, dy), null]);
constant_rules('ExpandDims', {folded: (op, of) => of_static_shape(op, of(op.inputs[0] as Tensor))});

/** Without dimensions of size 1: all of them, or those of `squeeze_dims`. */
export const Squeeze = define_op('Squeeze', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), squeeze_dims: list(int(), [], {minimum: 0})},
  shape: ({shapes: [input], attr}) => [squeezed(input as TensorShape, attr('squeeze_dims'))],
});
gradient(Squeeze, (tf, op, dy) => [reshape_to_input(tf, op, dy)]);
constant_rules('Squeeze', {folded: (op, of) => of_static_shape(op, of(op.inputs[0] as Tensor))});

function reshape_to_input(tf: OpBuilders, op: Operation, dy: Tensor): Tensor {
  return tf.reshape(dy, tf.shape(op.inputs[0] as Tensor));
}

function known_sizes(input: Tensor, output: Tensor): NDArray | null {
  return input.shape.is_fully_defined() ? array_of(input.shape.as_list() as number[], output.dtype) : null;
}

/** `value` in the static shape of the only output. */
function of_static_shape(op: Operation, value: NDArray | null): NDArray | null {
  const {shape} = op.outputs[0] as Tensor;
  return value !== null && shape.is_fully_defined() ? value.reshape(shape.as_list() as number[]) : null;
}

function expanded({shapes, constant_value}: Parameters<ShapeFunction>[0]): TensorShape {
  const input = shapes[0] as TensorShape;
  const value = constant_value(1);
  if (input.ndims === null) return unknown_shape();
  if (value !== null && value.size !== 1)
    throw new ShapeError("'dim' input must be a tensor with a single value");
  if (value === null) return unknown_shape();
  const dim = Number(value.item());
  if (dim < -1 - input.ndims || dim > input.ndims) {
    throw new ShapeError(`dim ${dim} not in the interval [${-1 - input.ndims}, ${input.ndims}].`);
  }
  const sizes = input.as_list();
  sizes.splice(dim < 0 ? dim + input.ndims + 1 : dim, 0, 1);
  return new TensorShape(sizes);
}

function squeezed(input: TensorShape, squeeze_dims: readonly number[]): TensorShape {
  const rank = input.ndims;
  if (rank === null) return unknown_shape();
  const explicit = new Set<number>();
  squeeze_dims.forEach((dim, i) => {
    if (dim < -rank || dim >= rank) throw new ShapeError(`squeeze_dims[${i}] not in [${-rank},${rank}).`);
    explicit.add(dim < 0 ? dim + rank : dim);
  });
  const sizes = input.as_list();
  // Without being told which, an unknown size may or may not stay.
  if (explicit.size === 0 && sizes.includes(null)) return unknown_shape();
  sizes.forEach((size, i) => {
    if (explicit.has(i) && size !== null && size !== 1) {
      throw new ShapeError(`Can not squeeze dim[${i}], expected a dimension of 1, got ${size}`);
    }
  });
  return new TensorShape(sizes.filter((size, i) => (explicit.size > 0 ? !explicit.has(i) : size !== 1)));
}

/** `array_ops.shape_internal`: without `optimize` a node even where the shape is known. */
export function shape_internal(
  input: TensorLike,
  name: string | null = null,
  optimize = true,
  out_type: DTypeLike = int32,
): Tensor {
  return op_scope(name, 'Shape', [input], (scope) => {
    const tensor = to_tensor(input);
    const dtype = as_dtype(out_type);
    if (optimize && tensor.shape.is_fully_defined()) {
      return constant_of(array_of(tensor.shape.as_list() as number[], dtype), scope);
    }
    return apply(Shape, {input: tensor}, {out_type: dtype}, scope).output;
  });
}

/** `tf.shape`: the shape of `input` as a vector; a constant where it is known. */
export const shape = signature(
  ['input', 'name', 'out_type'],
  function shape(input: TensorLike, name: string | null = null, out_type: DTypeLike = int32): Tensor {
    return shape_internal(input, name, true, out_type);
  },
);

/** `tf.shape_n`: the shapes of several tensors. */
export const shape_n = signature(
  ['input', 'out_type', 'name'],
  function shape_n(
    input: readonly TensorLike[],
    out_type: DTypeLike = int32,
    name: string | null = null,
  ): Tensor[] {
    return apply(ShapeN, {input}, {out_type: as_dtype(out_type)}, name).output;
  },
);

function static_size(shape: TensorShape): number | null {
  const count = shape.num_elements();
  return count === null && shape.ndims !== null && shape.as_list().includes(0) ? 0 : count;
}

/** `tf.size`: the number of elements; a constant where it is known. */
export const size = signature(
  ['input', 'name', 'out_type'],
  function size(input: TensorLike, name: string | null = null, out_type: DTypeLike = int32): Tensor {
    return op_scope(name, 'Size', [input], (scope) => {
      const tensor = to_tensor(input);
      const dtype: DType = as_dtype(out_type);
      const count = static_size(tensor.shape);
      return count === null
        ? apply(Size, {input: tensor}, {out_type: dtype}, scope).output
        : scalar_constant(count, dtype, scope);
    });
  },
);

/** `tf.rank`: the number of dimensions; a constant where it is known. */
export const rank = signature(
  ['input', 'name'],
  function rank(input: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Rank', [input], (scope) => {
      const tensor = to_tensor(input);
      const {ndims} = tensor.shape;
      return ndims === null
        ? apply(Rank, {input: tensor}, {}, scope).output
        : scalar_constant(ndims, int32, scope);
    });
  },
);

/** `tf.reshape`: the elements of `tensor` in `shape`, one size of which may be -1. */
export const reshape = signature(
  ['tensor', 'shape', 'name'],
  function reshape(tensor: TensorLike, shape: TensorLike | TensorShape, name: string | null = null): Tensor {
    return apply(Reshape, {tensor, shape: shape as TensorLike}, {}, name).output;
  },
  {integer_parameters: ['shape']},
);

/** `tf.expand_dims`: a new dimension of size 1 at `axis`. Throws `ValueError` without one. */
export const expand_dims = signature(
  ['input', 'axis', 'name', 'dim'],
  function expand_dims(
    input: TensorLike,
    axis: TensorLike | null = null,
    name: string | null = null,
    dim: TensorLike | null = null,
  ): Tensor {
    const place = deprecated_argument('axis', axis, 'dim', dim);
    if (place === null) throw new ValueError('Must specify an axis argument to tf.expand_dims()');
    return apply(ExpandDims, {input, dim: place}, {}, name).output;
  },
  {integer_parameters: ['axis', 'dim']},
);

/** `tf.squeeze`: without its dimensions of size 1, or without those of `axis`. */
export const squeeze = signature(
  ['input', 'axis', 'name', 'squeeze_dims'],
  function squeeze(
    input: TensorLike,
    axis: number | readonly number[] | null = null,
    name: string | null = null,
    squeeze_dims: number | readonly number[] | null = null,
  ): Tensor {
    const places = deprecated_argument('axis', axis, 'squeeze_dims', squeeze_dims);
    const dims = typeof places === 'number' ? [places] : places;
    return apply(Squeeze, {input}, {squeeze_dims: dims}, name).output;
  },
  {integer_parameters: ['axis', 'squeeze_dims']},
);
