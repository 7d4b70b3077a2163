/**
 * Where the extremes are.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, int32, int64, type DTypeLike} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {deprecated_argument} from './deprecated.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {with_rank} from './shape_functions.ts';

function arg_shape({shapes, constant_value}: ShapeContext): TensorShape[] {
  const [input, dimension] = shapes as [TensorShape, TensorShape];
  with_rank(dimension, 0);
  const rank = input.ndims;
  if (rank === null) return [unknown_shape()];
  if (rank <= 1) return [new TensorShape([])];
  const value = constant_value(1);
  if (value === null) return [unknown_shape(rank - 1)];
  const axis = Number(value.item());
  if (axis < -rank || axis >= rank) {
    throw new ShapeError(
      `Dimension (${axis}) must be in the range [${-rank}, ${rank}), where ${rank} is the number of dimensions in the input.`,
    );
  }
  const sizes = input.as_list();
  sizes.splice(axis < 0 ? axis + rank : axis, 1);
  return [new TensorShape(sizes)];
}

function define_arg(name: string) {
  return define_op(name, {
    inputs: {input: 'T', dimension: 'Tidx'},
    outputs: {output: 'output_type'},
    attrs: {T: type(NUMBERS), Tidx: type(INDICES, int32), output_type: type(INDICES, int64)},
    shape: arg_shape,
  });
}

export const ArgMax = define_arg('ArgMax');
export const ArgMin = define_arg('ArgMin');
gradient([ArgMax, ArgMin], () => [null, null]);

function arg_function(op: ReturnType<typeof define_arg>, name: string) {
  return signature(
    ['input', 'axis', 'name', 'dimension', 'output_type'],
    function (
      input: TensorLike,
      axis: TensorLike | null = null,
      name: string | null = null,
      dimension: TensorLike | null = null,
      output_type: DTypeLike = int64,
    ): Tensor {
      const place = deprecated_argument('axis', axis, 'dimension', dimension) ?? 0;
      return apply(op, {input, dimension: place}, {output_type: as_dtype(output_type)}, name).output;
    },
    {name, integer_parameters: ['axis', 'dimension']},
  );
}

/** `tf.argmax`: the index of the greatest along `axis`, of several the first. */
export const argmax = arg_function(ArgMax, 'argmax');
/** `tf.argmin`: the index of the least along `axis`, of several the first. */
export const argmin = arg_function(ArgMin, 'argmin');
