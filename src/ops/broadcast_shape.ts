/**
 * The shape that two operands broadcast to: of static shapes, and of shapes that are tensors.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import {as_shape, TensorShape, unknown_shape, type ShapeLike} from '../types/tensor_shape.ts';
import {BroadcastArgs} from './broadcast_gradient.ts';
import {integers} from './integers.ts';

type Size = number | null;

function broadcast_size(x: Size, y: Size): Size | 'none' {
  if (x === null || y === null) {
    // An unknown size can only be 1 or the other.
    const known = x ?? y;
    return known !== null && known > 1 ? known : null;
  }
  if (x === 1) return y;
  return y === 1 || x === y ? x : 'none';
}

/** `tf.broadcast_static_shape`: the shape of two operands broadcast. Throws `ValueError` where they do not fit. */
export const broadcast_static_shape = signature(
  ['shape_x', 'shape_y'],
  function broadcast_static_shape(shape_x: ShapeLike, shape_y: ShapeLike): TensorShape {
    const [x, y] = [as_shape(shape_x), as_shape(shape_y)];
    if (x.ndims === null || y.ndims === null) return unknown_shape();
    const rank = Math.max(x.ndims, y.ndims);
    const size_of = (shape: TensorShape, i: number): Size => {
      const place = i - rank + shape.length;
      return place < 0 ? 1 : shape.at(place);
    };
    const sizes = Array.from({length: rank}, (_, i) => {
      const size = broadcast_size(size_of(x, i), size_of(y, i));
      if (size === 'none') throw new ValueError(`Incompatible shapes for broadcasting: ${x} and ${y}`);
      return size;
    });
    return new TensorShape(sizes);
  },
  {integer_parameters: ['shape_x', 'shape_y']},
);

/** `tf.broadcast_dynamic_shape`: the shape, as a vector, of two operands broadcast whose shapes are vectors. */
export const broadcast_dynamic_shape = signature(
  ['shape_x', 'shape_y'],
  function broadcast_dynamic_shape(shape_x: TensorLike, shape_y: TensorLike): Tensor {
    return apply(BroadcastArgs, {s0: integers(shape_x), s1: integers(shape_y)}, {}).r0;
  },
  {integer_parameters: ['shape_x', 'shape_y']},
);
