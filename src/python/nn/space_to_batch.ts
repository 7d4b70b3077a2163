/**
 * Dilated windows by way of batches: what stands `dilation_rate` apart is brought together, the op runs on it, and
 * what comes out goes back to its place. As `tf.nn.with_space_to_batch` builds it.
 */
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {batch_to_space_nd, space_to_batch_nd} from '../../ops/array_blocks.ts';
import {concat, stack} from '../../ops/array_concat.ts';
import {shape} from '../../ops/array_shape.ts';
import {numbers_of} from '../../ops/folding.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int32} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {TensorShape} from '../../types/tensor_shape.ts';

/** Whole numbers that are known, or a tensor of them. */
type Integers = readonly number[] | Tensor;
/** Pairs of whole numbers, before and behind each axis. */
type Pairs = readonly (readonly number[])[] | Tensor;

/** An op that is given its input and how to pad. */
export type PaddedOp = (input: Tensor, num_spatial_dims: number, padding: string) => Tensor;

function is_known<T>(value: T | Tensor): value is T {
  return Array.isArray(value);
}

function integer_array(values: readonly number[] | readonly (readonly number[])[]): NDArray {
  return NDArray.from(values, int32);
}

function known_integers(tensor: Tensor): readonly number[] | null {
  const value = constant_value(tensor);
  return value === null ? null : numbers_of(value).map(Number);
}

/** What SAME would add to windows of this shape at this rate, before and behind each axis. */
function base_paddings_of(filter: Integers, n: number, rate: Integers): Tensor {
  if (is_known(filter) && is_known(rate)) {
    const pairs = Array.from({length: n}, (_, axis) => {
      const size = filter[axis] as number;
      const extra = size + (size - 1) * ((rate[axis] as number) - 1) - 1;
      return [Math.floor(extra / 2), extra - Math.floor(extra / 2)];
    });
    return to_tensor(integer_array(pairs), {name: 'stack'});
  }
  const sizes = is_known(filter) ? to_tensor(integer_array(filter.slice(0, n))) : filter.getitem(`:${n}`);
  const rates = is_known(rate) ? integer_array(rate.map((each) => each - 1)) : rate.sub(1n);
  const extra = sizes.add(sizes.sub(1n).mul(rates)).sub(1n);
  const start = extra.floordiv(2n);
  const end = extra.sub(start);
  return stack(Array.from({length: n}, (_, axis) => [start.getitem(axis), end.getitem(axis)]));
}

/** `tf.required_space_to_batch_paddings`: `[paddings, crops]` that make blocks of a padded input whole. */
function space_to_batch_paddings(
  input_shape: Integers,
  block_shape: Tensor,
  base_paddings: Pairs,
): readonly [paddings: Pairs, crops: Pairs] {
  return op_scope(null, 'required_space_to_batch_paddings', [block_shape], () => {
    const sizes = is_known(input_shape)
      ? to_tensor(integer_array(input_shape), {name: 'input_shape'})
      : input_shape;
    const pads = is_known(base_paddings)
      ? to_tensor(integer_array(base_paddings), {name: 'base_paddings'})
      : base_paddings;
    const known = [sizes, block_shape, pads].map(known_integers);
    if (known.every((each) => each !== null))
      return known_paddings(...(known as [number[], number[], number[]]));
    const n = block_shape.shape[0] as number;
    const start = pads.getitem(':', 0);
    const end = pads.getitem(':', 1);
    const full = sizes.add(start).add(end);
    const extra = block_shape.sub(full.mod(block_shape)).mod(block_shape);
    const pad_end = end.add(extra);
    const axes = Array.from({length: n}, (_, axis) => axis);
    const paddings = stack(
      axes.map((axis) => [start.getitem(axis), pad_end.getitem(axis)]),
      0,
      'paddings',
    );
    const crops = stack(
      axes.map((axis) => [0n, extra.getitem(axis)]),
      0,
      'crops',
    );
    return [paddings, crops];
  });
}

function known_paddings(
  sizes: readonly number[],
  blocks: readonly number[],
  pads: readonly number[],
): readonly [Pairs, Pairs] {
  const extras = blocks.map((block, axis) => {
    const full = (sizes[axis] as number) + (pads[2 * axis] as number) + (pads[2 * axis + 1] as number);
    return (block - (full % block)) % block;
  });
  const paddings = extras.map((extra, axis) => [
    pads[2 * axis] as number,
    (pads[2 * axis + 1] as number) + extra,
  ]);
  const crops = extras.map((extra) => [0, extra]);
  to_tensor(integer_array(paddings), {name: 'paddings'});
  to_tensor(integer_array(crops), {name: 'crops'});
  return [paddings, crops];
}

/** Rows for every axis before the last of `spatial_dims`: `fill` where it is none of them. */
function adjusted<T>(
  rows: readonly T[] | Tensor,
  fill: T,
  spatial_dims: readonly number[],
): readonly T[] | Tensor {
  if (is_known(rows)) {
    const last = spatial_dims.at(-1) as number;
    return Array.from({length: last}, (_, axis) => {
      const at = spatial_dims.indexOf(axis + 1);
      return at < 0 ? fill : (rows[at] as T);
    });
  }
  const parts: TensorLike[] = [];
  for (let start = 0, before = 0; start < spatial_dims.length;) {
    const first = spatial_dims[start] as number;
    let end = start + 1;
    while (spatial_dims[end] === first + end - start) end++;
    const missing = Array.from({length: first - 1 - before}, () => fill) as unknown[];
    if (first > 1) parts.push(NDArray.from(missing as number[], int32));
    parts.push(rows.getitem(`${start}:${end}`));
    before = spatial_dims[end - 1] as number;
    start = end;
  }
  return concat(parts, 0);
}

function as_argument(values: Integers | Pairs): TensorLike {
  return is_known(values) ? integer_array(values) : values;
}

/** What a dilated op needs to know. */
export interface Dilation {
  readonly dilation_rate: TensorLike;
  readonly padding: string;
  readonly filter_shape?: TensorLike | TensorShape | null;
  readonly spatial_dims?: readonly number[] | null;
  readonly data_format?: string | null;
}

/** The axes of space, which must rise. Throws `ValueError`. */
function checked_dims(dims: readonly number[]): readonly number[] {
  if (dims.some((dim, index) => dim < 1 || (index > 0 && dim <= (dims[index - 1] as number)))) {
    throw new ValueError('spatial_dims must be a montonically increasing sequence of positive integers');
  }
  return dims;
}

/** How many windows there are along each axis and how far apart, checked as TensorFlow does. Throws `ValueError`. */
function read_rate(dilation_rate: TensorLike): readonly [rate: Tensor, n: number] {
  const rate = to_tensor(dilation_rate, {dtype: int32, name: 'dilation_rate'});
  if (rate.shape.ndims !== null && rate.shape.ndims !== 1) throw new ValueError('rate must be rank 1');
  if (!rate.shape.is_fully_defined()) throw new ValueError('rate must have known shape');
  return [rate, rate.shape[0] as number];
}

function base_paddings(dilation: Dilation, n: number, rate: Integers): Pairs {
  const {padding, filter_shape = null} = dilation;
  if (padding === 'VALID') return Array.from({length: n}, () => [0, 0]);
  if (padding !== 'SAME') throw new ValueError(`Invalid padding method '${padding}'`);
  if (filter_shape === null) throw new ValueError('filter_shape must be specified for SAME padding');
  const sizes =
    filter_shape instanceof TensorShape && filter_shape.is_fully_defined()
      ? to_tensor(integer_array(filter_shape.as_list() as number[]), {name: 'filter_shape'})
      : to_tensor(filter_shape as TensorLike, {name: 'filter_shape', preferred_dtype: int32});
  return base_paddings_of(known_integers(sizes) ?? sizes, n, rate);
}

/** Runs `op` on what is `dilation_rate` apart. Throws `ValueError`. */
export function dilated(input: Tensor, dilation: Dilation, op: PaddedOp): Tensor {
  const [rate, n] = read_rate(dilation.dilation_rate);
  const {data_format = null, padding} = dilation;
  const is_first = data_format?.startsWith('NC') === true;
  const start = is_first ? 2 : 1;
  const dims = checked_dims(dilation.spatial_dims ?? Array.from({length: n}, (_, index) => index + start));
  const rank = (dims.at(-1) as number) + (is_first ? 0 : 1);
  if (input.shape.ndims !== null && input.shape.ndims < rank)
    throw new ValueError(`input tensor must have rank ${rank} at least`);
  const known_rate = known_integers(rate);
  if (known_rate?.some((each) => each < 1) === true) throw new ValueError('dilation_rate must be positive');
  if (known_rate?.every((each) => each === 1) === true) return op(input, n, padding);
  const pads = base_paddings(dilation, n, known_rate ?? rate);
  const [paddings, crops] = space_to_batch_paddings(spatial_shape(input, dims), rate, pads);
  const block = adjusted<number>(known_rate ?? rate, 1, dims);
  const padded = as_argument(adjusted<readonly number[]>(paddings, [0, 0], dims));
  const cropped = as_argument(adjusted<readonly number[]>(crops, [0, 0], dims));
  const result = op(space_to_batch_nd(input, as_argument(block), padded), n, 'VALID');
  return batch_to_space_nd(result, as_argument(block), cropped);
}

/** The sizes of space, known or not. */
function spatial_shape(input: Tensor, dims: readonly number[]): Integers {
  const sizes = input.shape.ndims === null ? null : dims.map((dim) => input.shape[dim] ?? null);
  if (sizes !== null && !sizes.includes(null)) return sizes as number[];
  const tensor = shape(input);
  return stack(dims.map((dim) => tensor.getitem(dim)));
}

/** `tf.nn.with_space_to_batch`: runs `op(converted_input, num_spatial_dims, padding)` on what is `dilation_rate` apart. */
export const with_space_to_batch = signature(
  ['input', 'dilation_rate', 'padding', 'op', 'filter_shape', 'spatial_dims', 'data_format'],
  function with_space_to_batch(
    input: TensorLike,
    dilation_rate: TensorLike,
    padding: string,
    op: PaddedOp,
    filter_shape: TensorLike | null = null,
    spatial_dims: readonly number[] | null = null,
    data_format: string | null = null,
  ): Tensor {
    const tensor = to_tensor(input, {name: 'input'});
    return dilated(tensor, {dilation_rate, padding, filter_shape, spatial_dims, data_format}, op);
  },
  {integer_parameters: ['dilation_rate', 'filter_shape']},
);
