/** Gradients of tensor lists, which are lists of the gradients of their elements. */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {Tensor} from '../graph/tensor.ts';
import {int32, type DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import * as list from './list.ts';

/** A shape as the ops take it: -1 where it is not known. */
function shape_input(shape: TensorShape): TensorLike {
  if (shape.ndims === null) return integers(-1);
  return integers(shape.as_list().map((size) => size ?? -1));
}

function element_shape_of(list_tensor: Tensor): Tensor {
  return apply(list.TensorListElementShape, {input_handle: list_tensor}, {shape_type: int32}).element_shape;
}

function length_of(list_tensor: Tensor): Tensor {
  return apply(list.TensorListLength, {input_handle: list_tensor}, {}).length;
}

function empty_list(like: Tensor, element_dtype: DType): Tensor {
  const element_shape = element_shape_of(like);
  return apply(list.EmptyTensorList, {element_shape, max_num_elements: integers(-1)}, {element_dtype}).handle;
}

/** The shape of the rows of a tensor. */
function row_shape(tf: OpBuilders, tensor: Tensor): Tensor {
  return tf.slice(tf.shape(tensor), [1], [-1]);
}

gradient(list.TensorListPushBack, (tf, op, dlist) => {
  const popped = apply(
    list.TensorListPopBack,
    {input_handle: dlist, element_shape: tf.shape(op.inputs[1] as Tensor)},
    {element_dtype: op.get_attr<DType>('element_dtype')},
  );
  return [popped.output_handle, popped.tensor];
});

gradient(list.TensorListPopBack, (_tf, op, dlist, delement) => {
  const before = (dlist as Tensor | null) ?? empty_list(op.outputs[0] as Tensor, delement.dtype);
  return [apply(list.TensorListPushBack, {input_handle: before, tensor: delement}, {}).output_handle, null];
});

gradient(list.TensorListStack, (_tf, _op, dtensor) => {
  const element_shape = shape_input(dtensor.shape.slice(1));
  return [apply(list.TensorListFromTensor, {tensor: dtensor, element_shape}, {}).output_handle, null];
});

gradient([list.TensorListConcat, list.TensorListConcatV2], (_tf, op, dtensor) => {
  const element_shape = element_shape_of(op.inputs[0] as Tensor);
  const lengths = op.outputs[1] as Tensor;
  const dlist = apply(list.TensorListSplit, {tensor: dtensor, element_shape, lengths}, {}).output_handle;
  return op.type === 'TensorListConcatV2' ? [dlist, null, null] : [dlist];
});

gradient(list.TensorListSplit, (tf, op, dlist) => {
  const [tensor, , lengths] = op.inputs as readonly [Tensor, Tensor, Tensor];
  const element_shape = tf.concat([[integers(-1)], row_shape(tf, tensor)], 0);
  const joined = apply(
    list.TensorListConcatV2,
    {input_handle: dlist, element_shape, leading_dims: lengths},
    {element_dtype: tensor.dtype},
  );
  return [joined.tensor, null, null];
});

gradient(list.TensorListFromTensor, (tf, op, dlist) => {
  const tensor = op.inputs[0] as Tensor;
  const before = (dlist as Tensor | null) ?? empty_list(op.outputs[0] as Tensor, tensor.dtype);
  const count = tensor.shape.ndims === null ? null : (tensor.shape[0] ?? null);
  const stacked = apply(
    list.TensorListStack,
    {input_handle: before, element_shape: row_shape(tf, tensor)},
    {element_dtype: tensor.dtype, ...(count === null ? {} : {num_elements: count})},
  );
  return [stacked.tensor, null];
});

gradient(list.TensorListGetItem, (_tf, op, ditem) => {
  const [before, index] = op.inputs as readonly [Tensor, Tensor];
  const num_elements = length_of(before);
  const element_shape = element_shape_of(before);
  const reserved = apply(
    list.TensorListReserve,
    {element_shape, num_elements},
    {element_dtype: ditem.dtype},
  ).handle;
  const set = apply(list.TensorListSetItem, {input_handle: reserved, index, item: ditem}, {});
  return [set.output_handle, null, null];
});

gradient(list.TensorListSetItem, (tf, op, dlist) => {
  const [, index, item] = op.inputs as readonly [Tensor, Tensor, Tensor];
  const set = apply(list.TensorListSetItem, {input_handle: dlist, index, item: tf.zeros_like(item)}, {});
  const got = apply(
    list.TensorListGetItem,
    {input_handle: dlist, index, element_shape: tf.shape(item)},
    {element_dtype: item.dtype},
  );
  return [set.output_handle, null, got.item];
});

gradient(list.TensorListResize, (_tf, op, dlist) => {
  const size = length_of(op.inputs[0] as Tensor);
  return [apply(list.TensorListResize, {input_handle: dlist, size}, {}).output_handle, null];
});

gradient(list.TensorListGather, (_tf, op, dtensor) => {
  const [before, indices] = op.inputs as readonly [Tensor, Tensor];
  const element_shape = element_shape_of(before);
  const num_elements = length_of(before);
  const reserved = apply(
    list.TensorListReserve,
    {element_shape, num_elements},
    {element_dtype: dtensor.dtype},
  ).handle;
  const scattered = apply(
    list.TensorListScatterIntoExistingList,
    {
      input_handle: reserved,
      tensor: dtensor,
      indices,
    },
    {},
  );
  return [scattered.output_handle, null, null];
});

function gathered_rows(tf: OpBuilders, dlist: Tensor, tensor: Tensor, indices: Tensor): Tensor {
  return apply(
    list.TensorListGather,
    {input_handle: dlist, indices, element_shape: row_shape(tf, tensor)},
    {element_dtype: tensor.dtype},
  ).values;
}

gradient([list.TensorListScatter, list.TensorListScatterV2], (tf, op, dlist) => {
  const [tensor, indices] = op.inputs as readonly [Tensor, Tensor];
  const dtensor = gathered_rows(tf, dlist, tensor, indices);
  return op.type === 'TensorListScatterV2' ? [dtensor, null, null, null] : [dtensor, null, null];
});

gradient(list.TensorListScatterIntoExistingList, (tf, op, dlist) => {
  const [, tensor, indices] = op.inputs as readonly [Tensor, Tensor, Tensor];
  const dtensor = gathered_rows(tf, dlist, tensor, indices);
  const scattered = apply(
    list.TensorListScatterIntoExistingList,
    {
      input_handle: dlist,
      tensor: tf.zeros_like(tensor),
      indices,
    },
    {},
  );
  return [scattered.output_handle, dtensor, null];
});
