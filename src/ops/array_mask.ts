/**
 * Elements chosen by a mask of booleans.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {concat} from './array_concat.ts';
import {gather} from './array_gather.ts';
import {where} from './array_select.ts';
import {reshape, shape, squeeze} from './array_shape.ts';
import {reduce_prod} from './math_reduction.ts';
import {op_scope} from './op_scope.ts';

function check_mask(tensor: Tensor, mask: Tensor, axis: number): number {
  const {ndims} = mask.shape;
  if (ndims === 0) throw new ValueError('mask cannot be scalar.');
  if (ndims === null) {
    throw new ValueError(
      'Number of mask dimensions must be specified, even if some dimensions are None.  E.g. shape=[None] is ok, but shape=None is not.',
    );
  }
  tensor.shape.slice(axis, axis + ndims).assert_is_compatible_with(mask.shape);
  return ndims;
}

/** `tf.boolean_mask`: the elements, or slices, of `tensor` where `mask` is true, from `axis` on. */
export const boolean_mask = signature(
  ['tensor', 'mask', 'name', 'axis'],
  function boolean_mask(
    tensor: TensorLike,
    mask: TensorLike,
    name: string | null = 'boolean_mask',
    axis: number | null = null,
  ): Tensor {
    return op_scope(name, 'boolean_mask', [tensor, mask], () => {
      const values = to_tensor(tensor, {name: 'tensor'});
      const mask_tensor = to_tensor(mask, {name: 'mask'});
      const place = axis ?? 0;
      const ndims = check_mask(values, mask_tensor, place);
      const leading = reduce_prod(shape(values).getitem([place, place + ndims, null]), [0]);
      const before = shape(values).getitem([null, place, null]);
      const after = shape(values).getitem([place + ndims, null, null]);
      const flat = reshape(values, concat([before, [leading], after], 0));
      const first =
        values.shape.ndims === null ? null : values.shape.slice(place, place + ndims).num_elements();
      const sizes = values.shape
        .slice(0, place)
        .concatenate(new TensorShape([first]))
        .concatenate(values.shape.slice(place + ndims));
      flat.set_shape(sizes);
      const indices = squeeze(where(reshape(mask_tensor, [-1])), [1]);
      return gather(flat, indices, {axis: place});
    });
  },
  {integer_parameters: ['axis']},
);
