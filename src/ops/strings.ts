/**
 * Ops on texts, which are bytes here.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list_of, string} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {scalar_shape, unknown_shape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {merge_shapes} from './shape_functions.ts';

/** The texts of all inputs joined; scalars go with every element. */
export const StringJoin = define_op('StringJoin', {
  inputs: {inputs: list_of('string', 'N')},
  outputs: {output: 'string'},
  attrs: {N: int(undefined, {minimum: 1}), separator: string('')},
  shape: ({shapes}) => {
    if (shapes.every(({ndims}) => ndims === 0)) return [scalar_shape()];
    // One of unknown rank may be a scalar, so it tells nothing.
    const whole = shapes.filter(({ndims}) => ndims !== null && ndims > 0);
    return [whole.reduce(merge_shapes, unknown_shape())];
  },
});
not_differentiable(StringJoin);

/** `tf.string_join(inputs, separator)`: the texts at the same place joined; scalars go with every element. */
export const string_join = signature(
  ['inputs', 'separator', 'name'],
  function string_join(inputs: readonly TensorLike[], separator = '', name: string | null = null): Tensor {
    return apply(StringJoin, {inputs}, {separator}, name).output;
  },
);
