/**
 * What the ops that parse examples have in common: attributes that list features, and the shapes of what features become.
 */
import {int, list, shape, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import * as dtypes from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';

const FEATURE_TYPES = [dtypes.float32, dtypes.int64, dtypes.string];
const SPLIT_TYPES = [dtypes.int32, dtypes.int64];

/** A list of what features hold. */
export const feature_types = () => list(type(FEATURE_TYPES), undefined, {minimum: 0});
export const split_types = () => list(type(SPLIT_TYPES), undefined, {minimum: 0});
/** The same where none are the default. */
export const no_feature_types = () => list(type(FEATURE_TYPES), [], {minimum: 0});
export const no_split_types = () => list(type(SPLIT_TYPES), [], {minimum: 0});
export const no_shapes = () => list(shape(), [], {minimum: 0});
export const counted = () => int(undefined, {minimum: 0});
export const none = () => int(0, {minimum: 0});
export const strings = () => list(string(), undefined, {minimum: 0});
export const shapes = () => list(shape(), undefined, {minimum: 0});

export const VECTOR = new TensorShape([null]);

export const times = (count: number, one: TensorShape): TensorShape[] =>
  Array.from({length: count}, () => one);

/** The parts of `count` sparse tensors of this rank: all indices, all values, all shapes. */
export function sparse_shapes(count: number, rank: number | null): TensorShape[] {
  return [
    ...times(count, new TensorShape([null, rank])),
    ...times(count, VECTOR),
    ...times(count, new TensorShape([rank])),
  ];
}

/** Refuses dense shapes of which more than the first size is unknown. */
export function check_dense_shapes(given: readonly TensorShape[]): void {
  given.forEach((one, i) => {
    if (one.ndims === null || one.as_list().slice(1).includes(null)) {
      throw new ShapeError(
        `dense_shapes[${i}] has unknown rank or unknown inner dimensions: ${partial_shape_text(one)}`,
      );
    }
  });
}

/** A shape as the runtime writes one that is partly known. */
function partial_shape_text(given: TensorShape): string {
  if (given.ndims === null) return '<unknown>';
  return `[${given
    .as_list()
    .map((size) => size ?? '?')
    .join(',')}]`;
}

type Lengths = Readonly<Record<string, number>>;

/** Refuses attributes that differ in how many features they tell of. */
export function check_counts(count: number, lists: Lengths, of: string): void {
  for (const [name, length] of Object.entries(lists))
    if (length !== count) throw new ShapeError(`len(${of}) != len(${name})`);
}

export const length_of = (context: ShapeContext, attr: string): number =>
  context.attr<readonly string[]>(attr).length;

/** Dense values behind the dimensions of the examples. */
export function dense_shapes(context: ShapeContext, attr: string, outer: TensorShape): TensorShape[] {
  const given = context.attr<readonly TensorShape[]>(attr);
  return given.map((one) => outer.concatenate(one));
}

/** The rank of what is parsed of each example, in front of which the examples' own dimensions stand. */
export const rank_with = (examples: TensorShape, own: number): number | null =>
  examples.ndims === null ? null : examples.ndims + own;

/** The shape of the row splits of a dimension of examples. */
export function splits_shape(examples: TensorShape): TensorShape {
  const size = examples.ndims === 1 ? (examples[0] ?? null) : null;
  return new TensorShape([size === null ? null : size + 1]);
}
