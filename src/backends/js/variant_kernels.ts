// Sums and zeros of what variants hold: tensor lists and optional values, which may hold variants themselves.

import {variant} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque} from '../../types/ndarray_storage.ts';
import {PersistentList} from '../../util/persistent_list.ts';
import {invalid_argument} from '../kernel_error.ts';
import {input, zeros, type JsKernel, type JsKernels} from './arrays.ts';
import {Optional, optional_value} from './optional.ts';
import {SUM_KERNELS} from './sum_kernels.ts';
import {list_of, list_value, merged, TensorList} from './tensor_list.ts';

type Sum = (a: NDArray, b: NDArray) => NDArray;

/** Adds lists element by element; what was never set counts as zeros. */
function add_lists(a: TensorList, b: TensorList, sum: Sum): TensorList {
  a.check_dtype(b.dtype);
  if (b.size !== a.size)
    throw invalid_argument(
      `Trying to add two lists of tensors with different lengths. One is ${a.size} and the other is ${b.size}`,
    );
  const items = a.items.to_array().map((item: NDArray | undefined, index) => {
    const other = b.items.get(index);
    return item === undefined || other === undefined ? (item ?? other) : sum(item, other);
  });
  return new TensorList(a.dtype, merged(a.element_shape, b.element_shape), new PersistentList(items));
}

/** Adds optional values component by component: both have one, or none. */
function add_optionals(a: Optional, b: Optional, sum: Sum): NDArray {
  if (a.item === null && b.item === null) return optional_value(null);
  if (a.item === null || b.item === null)
    throw invalid_argument("Cannot add optionals because one has a value and the other doesn't.");
  const others = b.item;
  if (a.item.length !== others.length)
    throw invalid_argument(
      `Cannot add optionals because they have different numbers of components (${a.item.length} vs. ${others.length}).`,
    );
  return optional_value(a.item.map((value, i) => sum(value, others[i] as NDArray)));
}

function add_variants(a: NDArray, b: NDArray, sum: Sum): NDArray {
  const [first, second] = [as_opaque(Optional, a), as_opaque(Optional, b)];
  if (first !== undefined && second !== undefined) return add_optionals(first, second, sum);
  return list_value(add_lists(list_of(a), list_of(b), sum));
}

const add: JsKernel = (inputs, attrs, context) => {
  const add_n = SUM_KERNELS['AddN'] as JsKernel;
  const sum: Sum = (a, b) => {
    if (a.dtype === variant) return add_variants(a, b, sum);
    const {node} = context;
    return add_n([a, b], attrs, {
      ...context,
      output_dtypes: [a.dtype],
      node,
      may_overwrite: () => false,
    }) as NDArray;
  };
  const [first, ...others] = inputs as [NDArray, ...NDArray[]];
  return others.reduce(sum, first);
};

function zeros_of(value: NDArray): NDArray {
  if (value.dtype !== variant) return zeros(value.dtype, value.shape);
  const elements = Array.from({length: value.size}, (_, index) => {
    const [list, optional] = [as_opaque(TensorList, value, index), as_opaque(Optional, value, index)];
    if (optional !== undefined) return new Optional(optional.item?.map(zeros_of) ?? null);
    if (list === undefined) return null;
    return list.with_items(new PersistentList(list.items.to_array().map((item) => item && zeros_of(item))));
  });
  return new NDArray(variant, value.shape, elements);
}

/** Kernels of other families where they are called with variants. */
export const VARIANT_KERNELS: JsKernels = {AddN: add, ZerosLike: (inputs) => zeros_of(input(inputs, 0))};
