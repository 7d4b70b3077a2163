/**
 * Parts of tensors: `tf.slice`, and `tf.strided_slice`, which Python's subscripts build.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules, type Known} from '../graph/constant_value.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {ones_like} from './array_fill.ts';
import {INDICES} from './dtype_lists.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {with_rank} from './shape_functions.ts';
import {MASKS, slice_masks, strided_slice_shape} from './strided_slice_shape.ts';

function slice_shape(context: ShapeContext): TensorShape[] {
  const begin_shape = with_rank(context.shapes[1] as TensorShape, 1);
  const sizes_shape = with_rank(context.shapes[2] as TensorShape, 1);
  const rank = begin_shape[0] ?? sizes_shape[0] ?? null;
  let input = context.shapes[0] as TensorShape;
  if (rank !== null) input = with_rank(input, rank);
  const begin = context.constant_value_as_shape(1);
  const sizes = context.constant_value(2);
  if (sizes === null) return [unknown_shape(input.ndims)];
  const rest = (i: number): number | null => {
    const [whole, start] = [input.at(i), begin.at(i)];
    return whole === null || start === null ? null : whole - start;
  };
  return [new TensorShape(numbers_of(sizes).map((size, i) => (size === -1 ? rest(i) : size)))];
}

/** `size` elements from `begin` on, along each axis; a size of -1 takes the rest. */
export const Slice = define_op('Slice', {
  inputs: {input: 'T', begin: 'Index', size: 'Index'},
  outputs: {output: 'T'},
  attrs: {T: type(), Index: type(INDICES)},
  shape: slice_shape,
});
gradient(Slice, (tf, op, dy) => {
  const [input, begin] = op.inputs as [Tensor, Tensor];
  const rank = tf.rank(input);
  const size = tf.shape(op.outputs[0] as Tensor);
  const column = tf.stack([rank, 1n]);
  const before = tf.reshape(begin, column);
  const after = tf.reshape(tf.shape(input).sub(size).sub(begin), column);
  return [tf.pad(dy, tf.concat([before, after], 1)), null, null];
});
constant_rules('Slice', {
  folded: (op, of) => {
    const values = input_values(op, of) as [NDArray, NDArray, NDArray] | null;
    if (values === null || values[0].shape.length !== 1) return null;
    const [start, count] = [numbers_of(values[1])[0] ?? 0, numbers_of(values[2])[0] ?? -1];
    const items = numbers_of(values[0]);
    return array_of(items.slice(start, count < 0 ? items.length : start + count), values[0].dtype);
  },
});

const MASK_ATTRS = {
  begin_mask: int(0),
  end_mask: int(0),
  ellipsis_mask: int(0),
  new_axis_mask: int(0),
  shrink_axis_mask: int(0),
};

/** From `begin` up to `end`, every `strides`-th, along each axis; the masks say what Python's `:`, `...` and indices do. */
export const StridedSlice = define_op('StridedSlice', {
  inputs: {input: 'T', begin: 'Index', end: 'Index', strides: 'Index'},
  outputs: {output: 'T'},
  attrs: {T: type(), Index: type(INDICES), ...MASK_ATTRS},
  shape: strided_slice_shape,
});

function mask_values(op: Operation): Record<(typeof MASKS)[number], number> {
  return slice_masks((name) => op.get_attr<number>(name));
}

gradient(StridedSlice, (tf, op, dy) => {
  const [input, begin, end, strides] = op.inputs as [Tensor, Tensor, Tensor, Tensor];
  const shape = tf.shape(input, null, begin.dtype);
  return [
    apply(StridedSliceGrad, {shape, begin, end, strides, dy}, mask_values(op)).output,
    null,
    null,
    null,
  ];
});
constant_rules('StridedSlice', {folded: folded_slice, as_shape: sliced_sizes});

/** Zeros of `shape`, but `dy` where a strided slice took its elements from. */
export const StridedSliceGrad = define_op('StridedSliceGrad', {
  inputs: {shape: 'Index', begin: 'Index', end: 'Index', strides: 'Index', dy: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), Index: type(INDICES), ...MASK_ATTRS},
  shape: ({constant_value_as_shape}) => [constant_value_as_shape(0)],
});
gradient(StridedSliceGrad, (tf, op, dy) => {
  const [, begin, end, strides] = op.inputs as [Tensor, Tensor, Tensor, Tensor];
  const masks = mask_values(op);
  const slice = tf.strided_slice(
    dy,
    begin,
    end,
    strides,
    ...(MASKS.map((name) => masks[name]) as [number, number, number, number, number]),
  );
  return [null, null, null, null, slice];
});

/** An element or a stretch of a known vector. */
function folded_slice(op: Operation, of: (tensor: Tensor) => NDArray | null): NDArray | null {
  const values = input_values(op, of) as [NDArray, NDArray, NDArray, NDArray] | null;
  if (values === null || values[0].shape.length !== 1 || values[1].size !== 1) return null;
  const masks = mask_values(op);
  if (masks.ellipsis_mask !== 0 || masks.new_axis_mask !== 0) return null;
  const [begin, end, stride] = values.slice(1).map((value) => numbers_of(value)[0] as number) as [
    number,
    number,
    number,
  ];
  if (masks.shrink_axis_mask !== 0) return values[0].getitem(begin);
  return values[0].getitem([masks.begin_mask ? null : begin, masks.end_mask ? null : end, stride]);
}

/** The sizes that a stretch of a partly known shape holds. */
function sliced_sizes(op: Operation, _index: number, known: Known): TensorShape | null {
  const masks = mask_values(op);
  const {begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask} = masks;
  if (ellipsis_mask !== 0 || new_axis_mask !== 0 || shrink_axis_mask !== 0 || begin_mask > 1 || end_mask > 1)
    return null;
  const [begin, end, stride] = op.inputs.slice(1).map((input) => known.value(input)) as [
    NDArray,
    NDArray,
    NDArray,
  ];
  if (begin?.size !== 1 || end?.size !== 1 || stride?.size !== 1) return null;
  const whole = known.shape(op.inputs[0] as Tensor);
  if (whole.ndims === null || numbers_of(stride)[0] !== 1) return null;
  const first = begin_mask === 1 ? 0 : (numbers_of(begin)[0] as number);
  return whole.slice(first, end_mask === 1 ? null : numbers_of(end)[0]);
}

/** `tf.slice`: `size` elements from `begin` on, along each axis; a size of -1 takes the rest. */
export const slice = signature(
  ['input_', 'begin', 'size', 'name'],
  function slice(
    input_: TensorLike,
    begin: TensorLike,
    size: TensorLike,
    name: string | null = null,
  ): Tensor {
    return apply(Slice, {input: input_, begin: integers(begin), size: integers(size)}, {}, name).output;
  },
  {integer_parameters: ['begin', 'size']},
);

/** `tf.strided_slice`: from `begin` up to `end`, every `strides`-th, along each axis. */
export const strided_slice = signature(
  ['input_', 'begin', 'end', 'strides', ...MASKS, 'var', 'name'],
  function strided_slice(
    input_: TensorLike,
    begin: TensorLike,
    end: TensorLike,
    strides: TensorLike | null = null,
    begin_mask = 0,
    end_mask = 0,
    ellipsis_mask = 0,
    new_axis_mask = 0,
    shrink_axis_mask = 0,
    variable: unknown = null,
    name: string | null = null,
  ): Tensor {
    void variable;
    const first = integers(begin);
    const inputs = {
      input: input_,
      begin: first,
      end: integers(end),
      strides: strides === null ? ones_like(first) : integers(strides),
    };
    const masks = {begin_mask, end_mask, ellipsis_mask, new_axis_mask, shrink_axis_mask};
    return apply(StridedSlice, inputs, masks, name).output;
  },
  {integer_parameters: ['begin', 'end', 'strides', ...MASKS]},
);
