/**
 * Convolutions of images that are resized and padded with mirror images on the way. TensorFlow's graph rewriting makes them.
 */
import {bool, define_op, int, list, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {float16, float32, float64} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {merge_shapes, merge_size, with_rank} from './shape_functions.ts';
import {axis_numbers, windowed_size, type Size} from './window_shape.ts';

const T = type([float16, float32, float64]);
const mode = string(undefined, ['REFLECT', 'SYMMETRIC']);
const strides = list(int());
const padding = string(undefined, ['SAME', 'VALID']);

/** The image with the height and width that an input holds, where they are known. */
function resized(image: TensorShape, {shapes, constant_value}: ShapeContext): TensorShape {
  with_rank(shapes[1] as TensorShape, 1);
  const size = constant_value(1);
  const [height, width] = size === null ? [null, null] : [Number(size.data[0]), Number(size.data[1])];
  return new TensorShape([image[0] ?? null, height, width, image[3] ?? null]);
}

/** The image with what is added on both sides of each axis. Throws `ShapeError`. */
function padded(image: TensorShape, context: ShapeContext, at: number): readonly Size[] {
  const paddings = with_rank(context.shapes[at] as TensorShape, 2);
  if (paddings[0] !== null) with_rank(image, paddings[0] as number);
  merge_shapes(paddings, new TensorShape([4, 2]));
  const amounts = context.constant_value(at);
  if (amounts === null) return [null, null, null, null];
  return image.as_list().map((size, axis) => {
    const [before, after] = [Number(amounts.data[2 * axis]), Number(amounts.data[2 * axis + 1])];
    if (before < 0 || after < 0) throw new ShapeError(`Paddings must be non-negative`);
    return size === null ? null : size + before + after;
  });
}

function fused_shape(has_resize: boolean): ShapeFunction {
  return (context) => {
    const input = with_rank(context.shapes[0] as TensorShape, 4);
    const image = has_resize ? resized(input, context) : input;
    const at = has_resize ? 2 : 1;
    const sizes = padded(image, context, at);
    const filter = with_rank(context.shapes[at + 1] as TensorShape, 4);
    const steps = axis_numbers(context, 'strides');
    if (steps.length !== 4) {
      throw new ShapeError(
        `Operation requires the stride attribute to contain 4 values, but got: ${steps.length}`,
      );
    }
    merge_size(sizes[3] ?? null, filter[2] ?? null);
    const space = [1, 2].map((axis) =>
      windowed_size(sizes[axis] ?? null, {
        window: filter[axis - 1] ?? null,
        stride: steps[axis] as number,
        padding: context.attr<string>('padding'),
      }),
    );
    return [new TensorShape([sizes[0] ?? null, ...space, filter[3] ?? null])];
  };
}

/** `input` padded with mirror images, then convolved. */
export const FusedPadConv2D = define_op('FusedPadConv2D', {
  inputs: {input: 'T', paddings: 'int32', filter: 'T'},
  outputs: {output: 'T'},
  attrs: {T, mode, strides, padding},
  shape: fused_shape(false),
});

/** `input` resized bilinearly, padded with mirror images, then convolved. */
export const FusedResizeAndPadConv2D = define_op('FusedResizeAndPadConv2D', {
  inputs: {input: 'T', size: 'int32', paddings: 'int32', filter: 'T'},
  outputs: {output: 'T'},
  attrs: {T, resize_align_corners: bool(false), mode, strides, padding},
  shape: fused_shape(true),
});
