/**
 * What definitions of datasets share: attributes that tell what elements are, checks of ranks, and the shapes of what
 * is read from them.
 */
import {list, shape, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {as_shape, unknown_shape, type TensorShape} from '../types/tensor_shape.ts';
import {with_rank} from './shape_functions.ts';

export const types = list(type(), undefined, {minimum: 0});
export const some_types = list(type(), undefined, {minimum: 1});
export const some_shapes = list(shape(), undefined, {minimum: 1});

/** Dtypes and shapes of the components of an element. */
export const ELEMENTS = {output_types: some_types, output_shapes: some_shapes};

type Rank = 'scalar' | 'vector' | 'at_most_vector';

/** Checks ranks of inputs, by their place among all; negative places count from the end. */
export function with_ranks(ranks: Readonly<Record<string, Rank>>, outputs: ShapeFunction): ShapeFunction {
  return (context) => {
    for (const [index, rank] of Object.entries(ranks)) {
      const given = context.shapes.at(Number(index));
      if (given === undefined) continue;
      if (rank === 'scalar') with_rank(given, 0);
      else if (rank === 'vector') with_rank(given, 1);
      else if (given.ndims !== null && given.ndims > 1)
        throw new ShapeError(`Shape must be at most rank 1 but is rank ${given.ndims}`);
    }
    return outputs(context);
  };
}

/** The shapes that the attribute `output_shapes` tells. */
export const element_shapes: ShapeFunction = (context) => {
  const shapes = context.attr<readonly TensorShape[]>('output_shapes');
  if (shapes.length === context.output_count) return shapes;
  throw new ShapeError(
    `\`output_shapes\` must be the same length as \`output_types\` (${shapes.length} vs. ${context.output_count})`,
  );
};

/** `MapDefun`: those of `output_shapes`, one for each row of the arguments. */
export const mapped: ShapeFunction = (context) => {
  const shapes = context.attr<readonly TensorShape[]>('output_shapes');
  const count = context.attr<readonly unknown[] & readonly TensorShape[]>('Targuments').length;
  let rows: number | null = null;
  for (const given of context.shapes.slice(0, count)) {
    if (given.ndims === null) continue;
    if (given.ndims === 0) throw new ShapeError('Shape must be at least rank 1 but is rank 0');
    rows ??= given.as_list()[0] ?? null;
  }
  return shapes.map((each) => (each.ndims === null ? unknown_shape() : as_shape([rows]).concatenate(each)));
};
