// Kernels of tensor arrays, of all three generations of the ops: they differ in their handles and in whether a `flow` orders
// them. What an array does and refuses stands in `tensor_array.ts`.

import {UNIMPLEMENTED} from '../../errors.ts';
import {bool, int32, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import {TensorShape, unknown_shape} from '../../types/tensor_shape.ts';
import type {Attributes} from '../../compile/program.ts';
import type {KernelContext} from '../backend.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {array_of_integers, attribute, input, integers, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {partial_shape_text, type_text} from './messages.ts';
import {joined_rows, rows_of, stacked_rows} from './rows.ts';
import {
  new_flow,
  kept_value,
  on_table,
  scalar_of,
  step_handle,
  type HandleForm,
  type ResourceTable,
} from './step_resources.ts';
import {SUM_KERNELS} from './sum_kernels.ts';
import {fits, TensorArray, type Add} from './tensor_array.ts';

type Run = Parameters<typeof on_table>[0];

/** The array that input 0 is the handle of, and where it is. */
function array_at(table: ResourceTable, inputs: readonly NDArray[]): {place: number; array: TensorArray} {
  const place = table.place_of(input(inputs, 0));
  const array = table.get(place);
  if (!(array instanceof TensorArray)) throw invalid_argument('The handle is not that of a tensor array.');
  return {place, array};
}

/** How values are added: refused where they are no numbers. */
function adder(context: KernelContext): Add {
  return (a, b) => {
    if (a.dtype === bool || a.dtype === string || !a.dtype.is_numpy_compatible)
      throw invalid_argument(`tensor_array::AddToTensor type not supported: ${type_text(a.dtype)}`);
    const add = SUM_KERNELS['AddN'] as JsKernel;
    const of_sum: KernelContext = {
      ...context,
      output_dtypes: [a.dtype],
      node: context.node,
      may_overwrite: () => false,
    };
    return add([a, b], {N: 2, T: a.dtype}, of_sum) as NDArray;
  };
}

const flag = (attrs: Attributes, name: string, otherwise: boolean): boolean =>
  attribute<boolean>(attrs, name, otherwise);

function creating(form: HandleForm, has_flow: boolean): Run {
  return (table, inputs, attrs, {node}) => {
    const size = scalar_of(input(inputs, 0), 'TensorArray size');
    if (size < 0) throw invalid_argument('Size should be >= 0.');
    const name = attribute<string>(attrs, 'tensor_array_name', '') || node;
    const array = TensorArray.of_size(
      {
        name: `${name}_${table.count}`,
        dtype: attrs['dtype'] as DType,
        element_shape: attribute<TensorShape>(attrs, 'element_shape', unknown_shape()),
        has_identical_shapes: flag(attrs, 'identical_element_shapes', false),
        is_dynamic: flag(attrs, 'dynamic_size', false),
        clears_after_read: flag(attrs, 'clear_after_read', true),
        is_gradient: false,
        is_closed: false,
        was_added_up: false,
        marked_size: -1,
        gradients: new Map(),
      },
      size,
    );
    const handle = step_handle(form, table.add(array), array, '_tensor_arrays');
    return has_flow ? [handle, new_flow()] : [handle];
  };
}

/** The array of gradients of a source: the first to ask makes it. */
function gradient(form: HandleForm, has_flow: boolean, takes_shape = false): Run {
  return (table, inputs, attrs) => {
    const {place, array} = array_at(table, inputs);
    if (array.facts.is_gradient)
      throw invalid_argument(`Wrong input container. _tensor_array_grads${array.name}`);
    array.check_open();
    const source = attribute<string>(attrs, 'source', '');
    let found = array.facts.gradients.get(source);
    if (found === undefined) {
      const made = array.gradient(`${array.name}@${source}`, takes_shape ? integers(input(inputs, 2)) : []);
      found = table.add(made);
      const gradients = new Map([...array.facts.gradients, [source, found]]);
      // What has gradients grows no more.
      table.replace(place, array.with_facts({is_dynamic: false, gradients}));
    }
    const handle = step_handle(form, found, table.get(found), '_tensor_array_grads');
    return has_flow ? [handle, input(inputs, 1)] : [handle];
  };
}

/** The flow that came in is the one that goes out. */
function flow_of(inputs: readonly NDArray[]): NDArray {
  return input(inputs, inputs.length - 2);
}

const write: Run = (table, inputs, _attrs, context) => {
  const index = scalar_of(input(inputs, 1), 'TensorArray index');
  const {place, array} = array_at(table, inputs);
  const value = kept_value(inputs, 2, context);
  array.check_dtype(value.dtype, 'is trying to write dtype');
  table.replace(place, array.written(index, value, adder(context)));
  return [flow_of(inputs)];
};

const read: Run = (table, inputs, attrs) => {
  const index = scalar_of(input(inputs, 1), 'TensorArray index');
  const {place, array} = array_at(table, inputs);
  array.check_dtype(attrs['dtype'] as DType, 'requested dtype');
  const {value, next} = array.read(index);
  if (next !== array) table.replace(place, next);
  return [value];
};

/** The elements at some places. */
function read_many(
  table: ResourceTable,
  place: number,
  array: TensorArray,
  places: readonly number[],
): NDArray[] {
  let left = array;
  const values = places.map((index) => {
    const {value, next} = left.read(index);
    left = next;
    return value;
  });
  table.replace(place, left);
  return values;
}

/** How many elements are packed: as many as were unpacked, else all. */
function packed_size({facts, size}: TensorArray): number {
  return facts.marked_size >= 0 ? facts.marked_size : size;
}

function up_to(count: number): number[] {
  return Array.from({length: count}, (_, index) => index);
}

const gathering = (packs: boolean): Run => {
  return (table, inputs, attrs) => {
    const {place, array} = array_at(table, inputs);
    const dtype = attrs['dtype'] as DType;
    array.check_dtype(dtype, 'requested dtype');
    const element_shape = attribute<TensorShape>(attrs, 'element_shape', unknown_shape());
    const places = packs ? up_to(packed_size(array)) : places_of(input(inputs, 1));
    if (places.length === 0)
      return [zeros(dtype, [0, ...empty_shape(element_shape, 'element shape', 'packing')])];
    const values = read_many(table, place, array, places);
    const [first] = values as [NDArray];
    if (!fits(element_shape, first.shape))
      throw invalid_argument(
        `TensorArray was passed element_shape ${partial_shape_text(element_shape)} which does not match the Tensor at index 0: ` +
          shape_text(first.shape),
      );
    values.forEach(({shape}, index) => {
      if (!same_shape(shape, first.shape) && first.size > 0)
        throw invalid_argument(
          `TensorArray has inconsistent shapes.  Index 0 has shape: ${shape_text(first.shape)} but index ${index} has shape: ` +
            shape_text(shape),
        );
    });
    return [stacked_rows(values)];
  };
};

function places_of(indices: NDArray): number[] {
  if (indices.shape.length !== 1)
    throw invalid_argument(
      `Expected indices to be a vector, but received shape: ${shape_text(indices.shape)}`,
    );
  return integers(indices);
}

/** The shape of the elements of an empty result. */
function empty_shape(shape: TensorShape, what: string, doing: string): number[] {
  if (shape.is_fully_defined()) return shape.as_list() as number[];
  throw new KernelError(
    UNIMPLEMENTED,
    `TensorArray has size zero, but ${what} ${partial_shape_text(shape)} is not fully defined. ` +
      `Currently only static shapes are supported when ${doing} zero-size TensorArrays.`,
  );
}

const concat: Run = (table, inputs, attrs) => {
  const {place, array} = array_at(table, inputs);
  const dtype = attrs['dtype'] as DType;
  array.check_dtype(dtype, 'requested dtype');
  const rest = attribute<TensorShape>(attrs, 'element_shape_except0', unknown_shape());
  const count = packed_size(array);
  if (count === 0) {
    const shape = empty_shape(rest, 'element_shape_except0', 'concatenating');
    return [zeros(dtype, [0, ...shape]), zeros(int64, [0])];
  }
  const values = read_many(table, place, array, up_to(count));
  const first = values[0]?.shape.slice(1) ?? [];
  values.forEach(({shape}, index) => {
    if (shape.length === 0)
      throw invalid_argument(
        `Concat saw a scalar shape at index ${index} but requires at least vectors.  Did you mean to call pack?`,
      );
    check_rest(shape.slice(1), index, first, rest);
  });
  const lengths = values.map(({shape}) => shape[0] as number);
  return [joined_rows(values), array_of_integers(int64, [count], lengths)];
};

function check_rest(
  shape: readonly number[],
  index: number,
  first: readonly number[],
  rest: TensorShape,
): void {
  if (index === 0 && !fits(rest, shape))
    throw invalid_argument(
      `TensorArray was passed element_shape_except0 ${partial_shape_text(rest)} but index 0 has (excepting dimension 0) shape: ` +
        `${shape_text(shape)} which does not match.`,
    );
  if (!same_shape(first, shape))
    throw invalid_argument(
      `TensorArray has inconsistent shapes.  Index 0 has (excepting dimension 0) shape: ${shape_text(first)} but index ${index} ` +
        `has (excepting dimension 0) shape: ${shape_text(shape)}`,
    );
}

/** Writes several values, the last first, as TensorFlow does. */
function write_many(
  table: ResourceTable,
  place: number,
  array: TensorArray,
  values: readonly (readonly [number, NDArray])[],
  context: KernelContext,
): void {
  const add = adder(context);
  table.replace(
    place,
    values.reduceRight((written, [index, value]) => written.written(index, value, add), array),
  );
}

const scattering = (unpacks: boolean): Run => {
  return (table, inputs, _attrs, context) => {
    const {place, array} = array_at(table, inputs);
    const value = input(inputs, unpacks ? 1 : 2);
    array.check_dtype(value.dtype, 'is trying to write dtype');
    const [count] = value.shape;
    if (count === undefined)
      throw invalid_argument('Input value for unpack must be at least a vector but received shape: []');
    const places = unpacks ? up_to(count) : places_of(input(inputs, 1));
    if (places.length !== count)
      throw invalid_argument(
        `Expected len(indices) == values.shape[0], but saw: ${places.length} vs. ${count}`,
      );
    const largest = Math.max(-1, ...places);
    const size = array.facts.is_dynamic ? Math.max(array.size, largest + 1) : array.size;
    if (unpacks && count !== size)
      throw invalid_argument(
        `Input value must have first dimension equal to the array size (${count} vs. ${size})`,
      );
    if (largest >= size)
      throw invalid_argument(`Max scatter index must be < array size (${largest} vs. ${size})`);
    const shape = value.shape.slice(1);
    const elements = places.map((index, row) => [index, rows_of(value, row, shape)] as const);
    write_many(table, place, unpacks ? array.with_facts({marked_size: size}) : array, elements, context);
    return [flow_of(inputs)];
  };
};

const split: Run = (table, inputs, _attrs, context) => {
  const {place, array} = array_at(table, inputs);
  const [value, lengths] = [input(inputs, 1), input(inputs, 2)];
  if (lengths.shape.length !== 1)
    throw invalid_argument(`Expected lengths to be a vector, received shape: ${shape_text(lengths.shape)}`);
  const counts = integers(lengths);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (value.shape.length === 0)
    throw invalid_argument('Expected value to be at least a vector, but received shape: []');
  if (total !== value.shape[0])
    throw invalid_argument(
      `Expected sum of lengths to be equal to values.shape[0], but sum of lengths is ${total} and value's shape is: ` +
        shape_text(value.shape),
    );
  const size = array.facts.is_dynamic ? Math.max(array.size, counts.length) : array.size;
  if (size !== counts.length)
    throw invalid_argument(
      `TensorArray's size is not equal to the size of lengths (${size} vs. ${counts.length}), and the TensorArray is not ` +
        'marked as dynamically resizeable',
    );
  array.check_dtype(value.dtype, 'is trying to write dtype');
  let start = 0;
  const elements = counts.map((count, index) => {
    const element = rows_of(value, start, [count, ...value.shape.slice(1)]);
    start += count;
    return [index, element] as const;
  });
  write_many(table, place, array, elements, context);
  return [flow_of(inputs)];
};

const size: Run = (table, inputs) => [
  new NDArray(int32, [], Int32Array.of(array_at(table, inputs).array.size)),
];

const close: Run = (table, inputs) => {
  const {place, array} = array_at(table, inputs);
  table.replace(place, array.closed());
  return [];
};

/** The ops that are the same in all generations. */
const COMMON: Readonly<Record<string, Run>> = {
  TensorArrayWrite: write,
  TensorArrayRead: read,
  TensorArrayGather: gathering(false),
  TensorArrayScatter: scattering(false),
  TensorArrayConcat: concat,
  TensorArraySplit: split,
  TensorArraySize: size,
  TensorArrayClose: close,
};

const GENERATIONS: readonly string[] = ['', 'V2', 'V3'];

const RUNS: Readonly<Record<string, Run>> = {
  ...Object.fromEntries(
    GENERATIONS.flatMap((generation) => Object.entries(COMMON).map(([op, run]) => [op + generation, run])),
  ),
  TensorArray: creating('string', false),
  TensorArrayV2: creating('string', false),
  TensorArrayV3: creating('resource', true),
  TensorArrayGrad: gradient('string', false),
  TensorArrayGradV2: gradient('string', false),
  TensorArrayGradV3: gradient('resource', true),
  TensorArrayGradWithShape: gradient('resource', true, true),
  TensorArrayPack: gathering(true),
  TensorArrayUnpack: scattering(true),
};

export const TENSOR_ARRAY_KERNELS: JsKernels = Object.fromEntries(
  Object.entries(RUNS).map(([op, run]) => [op, on_table(run)]),
);
