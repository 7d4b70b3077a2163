/**
 * Shape functions that families share: from static input shapes to static output shapes, in the words
 * of TensorFlow's shape inference where shapes do not fit.
 */
import {TensorShape, scalar_shape, unknown_shape} from '../types/tensor_shape.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {brackets} from '../graph/shape_inference.ts';

type Size = number | null;

/** The shape of the flat input at `index`, for all outputs. */
export function same_as_input(index = 0): ShapeFunction {
  return (context) => {
    const {shapes, output_count} = context;
    pass_handle_data(context, index);
    return Array.from({length: output_count}, () => shapes[index] as TensorShape);
  };
}

/** Whatever stands behind the handle that comes in stands behind those that go out. */
export function pass_handle_data(
  {output_count, handle_data, set_handle_data}: ShapeContext,
  index = 0,
): void {
  const data = handle_data(index);
  if (data === null) return;
  for (let i = 0; i < output_count; i++) set_handle_data(i, data);
}

/** Each output has the shape of the input at its place. */
export const same_as_inputs: ShapeFunction = ({shapes}) => shapes;

/** All outputs are scalars. */
export const scalar_output: ShapeFunction = ({output_count}) =>
  Array.from({length: output_count}, () => scalar_shape());

/** Nothing is known of any output. */
export const unknown_output: ShapeFunction = ({output_count}) =>
  Array.from({length: output_count}, () => unknown_shape());

/** No outputs. */
export const no_output: ShapeFunction = () => [];

function broadcast_size(x: Size, y: Size): Size {
  if (x === 1) return y;
  if (y === 1) return x;
  if (x === null) return y !== null && y > 1 ? y : null;
  if (y === null) return x > 1 ? x : null;
  if (x !== y) throw new ShapeError(`Dimensions must be equal, but are ${x} and ${y}`);
  return x;
}

/** The shape of two operands broadcast against each other. */
export function broadcast(x: TensorShape, y: TensorShape): TensorShape {
  if (x.ndims === null || y.ndims === null) return unknown_shape();
  const rank = Math.max(x.ndims, y.ndims);
  const size = (shape: TensorShape, i: number): Size => {
    const at = i - (rank - (shape.ndims as number));
    return at < 0 ? 1 : (shape[at] as Size);
  };
  return new TensorShape(Array.from({length: rank}, (_, i) => broadcast_size(size(x, i), size(y, i))));
}

/** Elementwise on two operands with broadcasting. */
export const broadcast_output: ShapeFunction = ({shapes: [x, y]}) => [
  broadcast(x as TensorShape, y as TensorShape),
];

/** Refuses a shape of another rank than `rank`; an unknown one becomes that rank. */
export function with_rank(shape: TensorShape, rank: number): TensorShape {
  if (shape.ndims === null) return unknown_shape(rank);
  if (shape.ndims !== rank) throw new ShapeError(`Shape must be rank ${rank} but is rank ${shape.ndims}`);
  return shape;
}

/** Refuses a shape that is not a vector of two sizes or unknown: the handle of a tensor array or stack. */
export function with_two_elements(shape: TensorShape): TensorShape {
  const [size] = with_rank(shape, 1).as_list();
  if (size !== null && size !== 2) throw new ShapeError(`Dimension must be 2 but is ${size}`);
  return new TensorShape([2]);
}

/** Refuses a shape of a smaller rank. */
export function with_rank_at_least(shape: TensorShape, rank: number): TensorShape {
  if (shape.ndims !== null && shape.ndims < rank) {
    throw new ShapeError(`Shape must be at least rank ${rank} but is rank ${shape.ndims}`);
  }
  return shape;
}

/** Refuses a shape of a larger rank. */
export function with_rank_at_most(shape: TensorShape, rank: number): TensorShape {
  if (shape.ndims !== null && shape.ndims > rank) {
    throw new ShapeError(`Shape must be at most rank ${rank} but is rank ${shape.ndims}`);
  }
  return shape;
}

/** One size out of two that must agree. */
export function merge_size(x: Size, y: Size): Size {
  if (x === null) return y;
  if (y === null || x === y) return x;
  throw new ShapeError(`Dimensions must be equal, but are ${x} and ${y}`);
}

/** Refuses a size that is known to be another than `wanted`. */
export function with_size(size: Size, wanted: number): number {
  if (size !== null && size !== wanted) throw new ShapeError(`Dimension must be ${wanted} but is ${size}`);
  return wanted;
}

/** Refuses the indices, values and shape of a sparse tensor that do not belong together; gives its rank. */
export function with_sparse_parts(parts: readonly TensorShape[]): Size {
  const [count = null, rank = null] = with_rank(parts[0] as TensorShape, 2).as_list();
  const [value_count = null] = with_rank(parts[1] as TensorShape, 1).as_list();
  const [own_rank = null] = with_rank(parts[2] as TensorShape, 1).as_list();
  if (count !== null && value_count !== null && count !== value_count)
    throw new ShapeError(`Number of elements in index (${count}) and values (${value_count}) do not match.`);
  if (rank !== null && own_rank !== null && rank !== own_rank)
    throw new ShapeError(`Index rank (${rank}) and shape rank (${own_rank}) do not match.`);
  return own_rank;
}

/** One shape out of two that must agree. */
export function merge_shapes(x: TensorShape, y: TensorShape): TensorShape {
  if (x.ndims === null) return y;
  if (y.ndims === null) return x;
  if (x.ndims !== y.ndims)
    throw new ShapeError(`Shapes must be equal rank, but are ${x.ndims} and ${y.ndims}`);
  const sizes = x.as_list().map((size, i) => {
    const other = y[i] as Size;
    if (size !== null && other !== null && size !== other) {
      throw new ShapeError(
        `Dimension ${i} in both shapes must be equal, but are ${size} and ${other}. Shapes are ${brackets(x)} and ${brackets(y)}.`,
      );
    }
    return size ?? other;
  });
  return new TensorShape(sizes);
}

/** The shape that all have. Throws `ShapeError` where two contradict each other. */
export function merge_all(shapes: readonly TensorShape[]): TensorShape {
  return shapes.slice(0, -1).reduceRight(
    (merged, input, i) => {
      try {
        return merge_shapes(input, merged);
      } catch (error) {
        if (!(error instanceof ShapeError)) throw error;
        throw new ShapeError(`${error.message}\n\tFrom merging shape ${i} with other shapes.`);
      }
    },
    shapes.at(-1) ?? unknown_shape(),
  );
}

/** `shape` with its first sizes merged with those of `prefix`. Throws `ShapeError` where they contradict. */
export function merge_prefix(shape: TensorShape, prefix: TensorShape): TensorShape {
  if (shape.ndims === null || prefix.ndims === null) return shape;
  with_rank_at_least(shape, prefix.ndims);
  const merged = prefix.as_list().map((size, i) => merge_size(shape[i] ?? null, size));
  return new TensorShape(merged).concatenate(shape.slice(prefix.ndims));
}

/** Matrix product of the shapes [m, k] and [k, n], either transposed. */
export function matrix_product(
  a: TensorShape,
  b: TensorShape,
  transpose_a: boolean,
  transpose_b: boolean,
): TensorShape {
  const left = with_rank(a, 2);
  const right = with_rank(b, 2);
  merge_size(left[transpose_a ? 0 : 1] as Size, right[transpose_b ? 1 : 0] as Size);
  return new TensorShape([left[transpose_a ? 1 : 0] as Size, right[transpose_b ? 0 : 1] as Size]);
}

/** Reduction over the axes that input 1 holds. */
export const reduction_output: ShapeFunction = (context: ShapeContext) => {
  const input = context.shapes[0] as TensorShape;
  const axes = context.constant_value(1);
  const keep_dims = context.attr<boolean>('keep_dims');
  const axes_rank = (context.shapes[1] as TensorShape).ndims;
  if (axes_rank !== null && axes_rank > 1) {
    // More than a vector of axes is allowed by the runtime for old graphs; nothing is known then.
    return [keep_dims && input.ndims !== null ? unknown_shape(input.ndims) : unknown_shape()];
  }
  if (input.ndims === null) return [unknown_shape()];
  if (axes === null) return [keep_dims ? unknown_shape(input.ndims) : unknown_shape()];
  const reduced = new Set<number>();
  for (const axis of Array.from(axes.data as ArrayLike<number | bigint>, Number)) {
    if (axis < -input.ndims || axis >= input.ndims) {
      throw new ShapeError(`Invalid reduction dimension ${axis} for input with ${input.ndims} dimensions.`);
    }
    reduced.add(axis < 0 ? axis + input.ndims : axis);
  }
  const sizes = input.as_list();
  if (keep_dims) return [new TensorShape(sizes.map((size, i) => (reduced.has(i) ? 1 : size)))];
  return [new TensorShape(sizes.filter((_, i) => !reduced.has(i)))];
};
