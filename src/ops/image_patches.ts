/**
 * Windows of images and volumes as channels: what a convolution would see at each of its places.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int64} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {with_rank} from './shape_functions.ts';
import {SparseTensorDenseMatMul} from './sparse.ts';
import {SparseSlice} from './sparse_moves.ts';
import {axis_numbers, multiply_sizes, windowed_size} from './window_shape.ts';

/** The numbers of an attribute, one for each of `rank` axes. */
function numbers_of(context: ShapeContext, op: string, name: string, word: string, rank: number): number[] {
  const numbers = axis_numbers(context, name);
  if (numbers.length !== rank)
    throw new ShapeError(
      `${op} requires the ${word} attribute to contain ${rank} values, but got: ${numbers.length}`,
    );
  return [...numbers];
}

/** How many windows fit along an axis of known size. */
function counted_windows(size: number, window: number, stride: number, kind: string): number | null {
  if (kind === 'SAME' || stride <= 0) return windowed_size(size, {window, stride, padding: kind});
  const count = Math.trunc((size - window + stride) / stride);
  if (count >= 0) return count;
  const sizes = `[input_size: ${size}, effective_filter_size: ${window}, stride: ${stride}]`;
  throw new ShapeError(`Computed output size would be negative: ${count} ${sizes}`);
}

/** The shape of patches over `rank` axes. Where a size of space is unknown, TensorFlow gives four sizes in any case. */
function patches_shape(op: string, rank: number, has_rates: boolean): ShapeFunction {
  return (context) => {
    const input = with_rank(context.shapes[0] as TensorShape, rank);
    const ksizes = numbers_of(context, op, 'ksizes', 'ksizes', rank);
    const strides = numbers_of(context, op, 'strides', 'stride', rank);
    const rates = has_rates ? numbers_of(context, op, 'rates', 'rates', rank) : ksizes.map(() => 1);
    const cells = ksizes.slice(1, -1).reduce((product, size) => product * size, 1);
    const depth = multiply_sizes(input[rank - 1] ?? null, cells);
    const sizes = Array.from({length: rank - 2}, (_, at) => input[at + 1] ?? null);
    if (sizes.includes(null)) return [new TensorShape([input[0] ?? null, null, null, depth])];
    const space = sizes.map((size, at) => {
      const [ksize = 1, rate = 1, stride = 1] = [ksizes[at + 1], rates[at + 1], strides[at + 1]];
      const window = ksize + (ksize - 1) * (rate - 1);
      return counted_windows(size as number, window, stride, context.attr<string>('padding'));
    });
    return [new TensorShape([input[0] ?? null, ...space, depth])];
  };
}

const padding = string(undefined, ['SAME', 'VALID']);

/** Windows of images: `patches` has for each place the window's pixels, row by row. */
export const ExtractImagePatches = define_op('ExtractImagePatches', {
  inputs: {images: 'T'},
  outputs: {patches: 'T'},
  attrs: {
    ksizes: list(int(), undefined, {minimum: 4}),
    strides: list(int(), undefined, {minimum: 4}),
    rates: list(int(), undefined, {minimum: 4}),
    T: type(REAL_NUMBERS),
    padding,
  },
  shape: patches_shape('ExtractImagePatches', 4, true),
});

/** Windows of volumes. */
export const ExtractVolumePatches = define_op('ExtractVolumePatches', {
  inputs: {input: 'T'},
  outputs: {patches: 'T'},
  attrs: {
    ksizes: list(int(), undefined, {minimum: 5}),
    strides: list(int(), undefined, {minimum: 5}),
    T: type(REAL_NUMBERS),
    padding,
  },
  shape: patches_shape('ExtractVolumePatches', 5, false),
});

/** A number that is known now or when the graph runs. */
type Amount = Tensor | number;

/** Sizes of space, and a count of places. */
interface Space {
  readonly sizes: readonly Amount[];
  readonly count: Amount;
}

/** What a gradient of patches needs to know. */
interface Patches {
  readonly batch: Tensor;
  readonly channels: Tensor;
  /** Counts one place more than there are: 0 stands for what is outside. */
  readonly input: Space;
  readonly output: () => Space;
  readonly window: readonly number[];
  /** The patches of images of int64. */
  readonly patches_of: (images: Tensor) => Tensor;
}

const packed = (amounts: readonly Amount[]): TensorLike => amounts;

/** The gradient by the images: a sparse matrix says which places of patches show a place of the images. */
function sum_of_patches(tf: OpBuilders, dy: Tensor, given: Patches): Tensor {
  const {batch, channels, input, window} = given;
  const rank = window.length;
  const inside = tf.reshape(tf.range(1, input.count, 1, int64), packed([1, ...input.sizes, 1]));
  const shown = given.patches_of(inside);
  const output = given.output();
  const cells = window.reduce((product, size) => product * size, 1);
  const places = tf.reshape(tf.range(0, output.count, 1, int64), packed([1, ...output.sizes, cells]));
  const indices = tf.reshape(tf.concat([tf.expand_dims(shown, -1), tf.expand_dims(places, -1)], -1), [-1, 2]);
  const values = tf.ones(packed([output.count]), dy.dtype);
  const shape = op_scope(null, 'SparseTensor', [indices, values], () =>
    to_tensor(packed([input.count, output.count]), {name: 'dense_shape', dtype: int64}),
  );
  const inner = typeof input.count === 'number' ? input.count - 1 : input.count.sub(1);
  const start = to_tensor([1, 0], {dtype: int64});
  const size = to_tensor(packed([inner, output.count]), {dtype: int64});
  const part = apply(SparseSlice, {indices, values, shape, start, size}, {});
  const axes = Array.from({length: 2 * rank}, (_, at) => at + 1);
  const changes = tf.transpose(tf.reshape(dy, packed([batch, ...output.sizes, ...window, channels])), [
    ...axes,
    0,
    2 * rank + 1,
  ]);
  const flat = tf.reshape(changes, packed([-1, batch.mul(channels)]));
  const product = op_scope(null, 'SparseTensorDenseMatMul', [part.output_values, flat], () =>
    apply(
      SparseTensorDenseMatMul,
      {
        a_indices: part.output_indices,
        a_values: part.output_values,
        a_shape: part.output_shape,
        b: flat,
      },
      {},
    ),
  ).product;
  const sum = tf.reshape(product, packed([...input.sizes, batch, channels]));
  return tf.transpose(sum, [rank, ...axes.slice(0, rank).map((axis) => axis - 1), rank + 1]);
}

const integers_of = (op: Operation, name: string): readonly number[] =>
  op.get_attr<readonly (number | bigint)[]>(name).map(Number);

gradient(ExtractImagePatches, (tf, op, dy) => {
  const shape = tf.shape(op.inputs[0] as Tensor, null, int64);
  const [batch, rows, columns, channels] = [0, 1, 2, 3].map((axis) => shape.getitem(axis)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const window = integers_of(op, 'ksizes').slice(1, 3);
  const output = (): Space => {
    const made = tf.shape(op.outputs[0] as Tensor, null, int64);
    const [out_rows, out_columns] = [made.getitem(1), made.getitem(2)];
    const count = window.reduce((product, size) => product.mul(size), out_rows.mul(out_columns));
    return {sizes: [out_rows, out_columns], count};
  };
  const patches_of = (images: Tensor): Tensor =>
    apply(
      ExtractImagePatches,
      {images},
      {
        ksizes: integers_of(op, 'ksizes'),
        strides: integers_of(op, 'strides'),
        rates: integers_of(op, 'rates'),
        padding: op.get_attr<string>('padding'),
      },
    ).patches;
  const input = {sizes: [rows, columns], count: rows.mul(columns).radd(1)};
  return [sum_of_patches(tf, dy, {batch, channels, input, output, window, patches_of})];
});

/** The sizes of space of a volume, which must be known, and how many places it has. */
function known_space(volume: Tensor): {readonly sizes: readonly number[]; readonly count: number} {
  const sizes = volume.shape.as_list().slice(1, 4);
  const known = sizes.filter((size) => size !== null);
  if (known.length < sizes.length)
    throw new TypeError("unsupported operand type(s) for *: 'NoneType' and 'NoneType'");
  return {sizes: known, count: known.reduce((product, size) => product * size, 1)};
}

gradient(ExtractVolumePatches, (tf, op, dy) => {
  const volume = op.inputs[0] as Tensor;
  const input = known_space(volume);
  const shape = tf.shape(volume);
  const [batch, channels] = [shape.getitem(0), shape.getitem(4)];
  const window = integers_of(op, 'ksizes').slice(1, 4);
  const output = (): Space => {
    const {sizes, count} = known_space(op.outputs[0] as Tensor);
    return {sizes, count: window.reduce((product, size) => product * size, count)};
  };
  const patches_of = (images: Tensor): Tensor =>
    apply(
      ExtractVolumePatches,
      {input: images},
      {
        ksizes: integers_of(op, 'ksizes'),
        strides: integers_of(op, 'strides'),
        padding: op.get_attr<string>('padding'),
      },
    ).patches;
  const inside = {sizes: input.sizes, count: input.count + 1};
  return [sum_of_patches(tf, dy, {batch, channels, input: inside, output, window, patches_of})];
});
