/**
 * How lists that hold tensors, and indexed slices, become tensors: two conversions of `tf.convert_to_tensor`.
 */
import {apply} from '../graph/apply_op.ts';
import {
  constant_of,
  is_graph_value,
  is_tensor_convertible,
  register_conversion_function,
  to_tensor,
} from '../graph/convert.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import {ndarray_from, type NestedValue} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';
import {Pack} from './array_concat.ts';
import {integers} from './integers.ts';
import {cast} from './math_cast.ts';
import {unsorted_segment_sum} from './math_segment.ts';

/** The tensor that an element of a list is, or stands for. */
function tensor_of(element: unknown): Tensor | null {
  if (element instanceof Tensor) return element;
  return is_tensor_convertible(element) ? to_tensor(element) : null;
}

/** The dtype of the first tensor, however deep. */
function dtype_in(list: readonly unknown[]): DType | null {
  for (const element of list) {
    if (is_graph_value(element)) {
      const {dtype} = element as {dtype?: DType};
      return (dtype ?? to_tensor(element).dtype).base_dtype;
    }
    const dtype = Array.isArray(element) ? dtype_in(element) : null;
    if (dtype !== null) return dtype;
  }
  return null;
}

/** The list with its tensors of another dtype cast. */
function cast_tensors(list: readonly unknown[], dtype: DType): unknown[] {
  return list.map((element) => {
    if (Array.isArray(element)) return cast_tensors(element, dtype);
    const tensor = tensor_of(element);
    return tensor === null || tensor.dtype.base_dtype === dtype ? element : cast(tensor, dtype);
  });
}

function constant_element(element: unknown, dtype: DType, name: string): Tensor {
  const value = dtype.is_integer ? integers(element) : element;
  return constant_of(ndarray_from(value as NestedValue, dtype, 'constant'), name);
}

/** A `Pack` of the list, its inner lists packed first; a list without tensors comes back as it is. */
function packed(list: readonly unknown[], dtype: DType, name: string): Tensor | readonly unknown[] {
  return get_default_graph().within_name_scope(name, (scope) => {
    const elements = list.map((element, i) => {
      if (Array.isArray(element)) return packed(element, dtype, String(i));
      const tensor = tensor_of(element);
      if (tensor !== null && tensor.dtype.base_dtype !== dtype) {
        throw new TypeError(
          `Cannot convert a list containing a tensor of dtype ${tensor.dtype} to ${dtype} (Tensor is: ${tensor.repr()})`,
        );
      }
      return tensor ?? element;
    });
    if (!elements.some((element) => element instanceof Tensor)) return elements;
    const values = elements.map((element, i) =>
      element instanceof Tensor ? element : constant_element(element, dtype, String(i)),
    );
    return apply(Pack, {values}, {}, scope).output;
  });
}

register_conversion_function({
  priority: 99,
  accepts: (value) => Array.isArray(value) && dtype_in(value) !== null,
  convert: (value, dtype, name, as_ref) => {
    const list = value as readonly unknown[];
    if (as_ref) return null;
    const inferred = dtype_in(list) as DType;
    const wanted = dtype ?? inferred;
    const elements = wanted === inferred ? list : cast_tensors(list, wanted);
    return packed(elements, wanted, name ?? 'packed') as Tensor;
  },
});

register_conversion_function({
  priority: 100,
  accepts: (value) => value instanceof IndexedSlices,
  convert: (value, dtype, name) => {
    const slices = value as IndexedSlices;
    if (dtype !== null && !dtype.is_compatible_with(slices.dtype)) {
      throw new ValueError(
        `Tensor conversion requested dtype ${dtype.name} for IndexedSlices with dtype ${slices.dtype.name}`,
      );
    }
    if (slices.dense_shape === null) {
      throw new ValueError(
        `Tensor conversion requested for IndexedSlices without dense_shape: ${String(slices)}`,
      );
    }
    return unsorted_segment_sum(slices.values, slices.indices, slices.dense_shape.getitem(0), name);
  },
});
