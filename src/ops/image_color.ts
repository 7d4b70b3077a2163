/**
 * Colours of images: as hue, saturation and value, and changed.
 */
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32, float64, int16, int32, int64, int8, uint8} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {FLOATS} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {check_size} from './image_shapes.ts';
import {with_rank, with_rank_at_least} from './shape_functions.ts';

const colors: ShapeFunction = ({shapes: [images]}) => {
  const shape = with_rank_at_least(images as TensorShape, 1);
  if (shape.ndims === null) return [shape];
  check_size(shape, shape.ndims - 1, 3);
  return [new TensorShape([...shape.as_list().slice(0, -1), 3])];
};
const images_shape: ShapeFunction = ({shapes: [images]}) => [with_rank_at_least(images as TensorShape, 3)];

/** Red, green and blue as hue, saturation and value. */
export const RGBToHSV = define_op('RGBToHSV', {
  inputs: {images: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS, float32)},
  shape: colors,
});
/** Hue, saturation and value as red, green and blue. */
export const HSVToRGB = define_op('HSVToRGB', {
  inputs: {images: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS, float32)},
  shape: colors,
});
not_differentiable(HSVToRGB);

/** Each channel `contrast_factor` times as far from its mean. */
export const AdjustContrastv2 = define_op('AdjustContrastv2', {
  inputs: {images: 'T', contrast_factor: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([float16, float32], float32)},
  shape: (context) => {
    const shapes = images_shape(context);
    with_rank(context.shapes[1] as TensorShape, 0);
    return shapes;
  },
});
/** The first form: the result is kept within two limits. */
export const AdjustContrast = define_op('AdjustContrast', {
  inputs: {images: 'T', contrast_factor: 'float32', min_value: 'float32', max_value: 'float32'},
  outputs: {output: 'float32'},
  attrs: {T: type([uint8, int8, int16, int32, int64, float32, float64])},
  shape: (context) => {
    for (const scalar of context.shapes.slice(1)) with_rank(scalar, 0);
    return images_shape(context);
  },
});
/** Hues turned by `delta`; 1 is once round. */
export const AdjustHue = define_op('AdjustHue', {
  inputs: {images: 'T', delta: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([float16, float32], float32)},
  shape: images_shape,
});
/** Saturations times `scale`, up to 1. */
export const AdjustSaturation = define_op('AdjustSaturation', {
  inputs: {images: 'T', scale: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([float16, float32], float32)},
  shape: images_shape,
});

type Three = readonly [Tensor, Tensor, Tensor];
/** The builders that the gradient uses. */
type Builders = Parameters<Parameters<typeof gradient>[1]>[0];

/** One where the condition holds, else zero. */
function indicator(tf: Builders, condition: Tensor): Tensor {
  return tf.cast(condition, float32);
}

/** One over each number; zero where it is zero. */
function reciprocal(tf: Builders, x: Tensor): Tensor {
  return tf.div_no_nan(1, x);
}

/** Where each colour is the largest. */
function largest(tf: Builders, [r, g, b]: Three): Three {
  return [
    indicator(tf, r.greater_equal(b).and(r.greater_equal(g))),
    indicator(tf, g.greater(r).and(g.greater_equal(b))),
    indicator(tf, b.greater(r).and(b.greater(g))),
  ];
}

/** Where each colour is the smallest. */
function smallest(tf: Builders, [r, g, b]: Three): Three {
  return [
    indicator(tf, r.less(b).and(r.less(g))),
    indicator(tf, g.less_equal(r).and(g.less(b))),
    indicator(tf, b.less_equal(r).and(b.less_equal(g))),
  ];
}

/** A colour with where it is largest and smallest. */
interface Channel {
  readonly own: Tensor;
  readonly is_largest: Tensor;
  readonly is_smallest: Tensor;
}

/** How saturation changes with `x`; the other two colours in the order of the two sums that they stand in. */
function saturation_slope(
  tf: Builders,
  x: Channel,
  inner: readonly [Channel, Channel],
  outer: readonly [Channel, Channel],
): Tensor {
  const is_positive = indicator(tf, x.own.greater(0));
  const [a, b] = inner;
  const least = tf.add(a.is_smallest.mul(a.own), b.is_smallest.mul(b.own));
  const as_largest = x.is_largest.mul(least).mul(reciprocal(tf, tf.square(x.own)));
  const [c, d] = outer;
  const negative = x.is_smallest.mul(-1);
  const most = c.is_largest.mul(c.own).add(d.is_largest.mul(d.own));
  return is_positive.mul(tf.add(as_largest, negative.mul(reciprocal(tf, most))));
}

/** One of the five cases of a hue's slope: `top` is largest and, if named, `bottom` smallest. */
interface HueCase {
  readonly top: Channel;
  readonly bottom?: Channel;
  readonly is_negative?: boolean;
  /** A difference that the slope is multiplied by. */
  readonly factor?: readonly [Tensor, Tensor];
  /** The difference that it is divided by, and whether by its square; null for the image's range. */
  readonly divisor: readonly [Tensor, Tensor] | null;
  readonly is_square?: boolean;
}

function hue_case(tf: Builders, each: HueCase, saturation: Tensor, value: Tensor): Tensor {
  let slope = indicator(tf, each.top.own.greater(0)).mul(each.top.is_largest);
  if (each.bottom !== undefined) slope = slope.mul(each.bottom.is_smallest);
  if (each.is_negative === true) slope = slope.mul(-1);
  if (each.factor !== undefined) slope = slope.mul(each.factor[0].sub(each.factor[1]));
  if (each.divisor === null) {
    slope = slope.mul(reciprocal(tf, tf.square(saturation)));
    return slope.mul(reciprocal(tf, tf.square(value))).rmul(60);
  }
  const difference = each.divisor[0].sub(each.divisor[1]);
  const divisor = each.is_square === true ? tf.square(difference) : difference;
  return slope.mul(reciprocal(tf, divisor)).rmul(60);
}

/** For each colour, the five cases of how the hue changes with it. */
function hue_cases(r: Channel, g: Channel, b: Channel): readonly (readonly HueCase[])[] {
  const [R, G, B] = [r.own, g.own, b.own];
  return [
    [
      {top: r, is_negative: true, factor: [G, B], divisor: null},
      {top: g, bottom: r, factor: [B, G], divisor: [R, G], is_square: true},
      {top: g, bottom: b, is_negative: true, divisor: [G, B]},
      {top: b, bottom: r, factor: [B, G], divisor: [B, R], is_square: true},
      {top: b, bottom: g, divisor: [B, G]},
    ],
    [
      {top: g, is_negative: true, factor: [B, R], divisor: null},
      {top: r, bottom: g, factor: [R, B], divisor: [R, G], is_square: true},
      {top: r, bottom: b, divisor: [R, B]},
      {top: b, bottom: g, factor: [R, B], divisor: [B, G], is_square: true},
      {top: b, bottom: r, is_negative: true, divisor: [B, R]},
    ],
    [
      {top: b, is_negative: true, factor: [R, G], divisor: null},
      {top: r, bottom: b, factor: [G, R], divisor: [R, B], is_square: true},
      {top: r, bottom: g, is_negative: true, divisor: [R, G]},
      {top: g, bottom: b, factor: [G, R], divisor: [G, B], is_square: true},
      {top: g, bottom: r, divisor: [G, R]},
    ],
  ];
}

gradient(RGBToHSV, (tf, op, dy) => {
  const images = op.inputs[0] as Tensor;
  const own: Three = [images.getitem('...', 0), images.getitem('...', 1), images.getitem('...', 2)];
  const output = op.outputs[0] as Tensor;
  const saturation = output.getitem('...', 1);
  const value = output.getitem('...', 2);
  const tops = largest(tf, own);
  const bottoms = smallest(tf, own);
  const channel = (at: 0 | 1 | 2): Channel => ({
    own: own[at],
    is_largest: tops[at],
    is_smallest: bottoms[at],
  });
  const [r, g, b] = [channel(0), channel(1), channel(2)];
  const saturation_slopes = [
    saturation_slope(tf, r, [g, b], [g, b]),
    saturation_slope(tf, g, [r, b], [r, b]),
    saturation_slope(tf, b, [g, r], [g, r]),
  ];
  const hue_slopes = hue_cases(r, g, b).map((cases) => {
    const slopes = cases.map((each) => hue_case(tf, each, saturation, value));
    return slopes.reduce((sum, slope) => sum.add(slope)).truediv(360);
  });
  const part = (at: number, slopes: readonly Tensor[]): Tensor =>
    tf.stack(
      slopes.map((slope) => dy.getitem('...', at).mul(slope)),
      -1,
    );
  const by_value = part(2, tops);
  const by_saturation = part(1, saturation_slopes);
  const by_hue = part(0, hue_slopes);
  return [tf.add(tf.add(by_value, by_saturation), by_hue)];
});
