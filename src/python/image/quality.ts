/**
 * `tf.image`: how alike two images are, as signal to noise or by structure.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat, stack} from '../../ops/array_concat.ts';
import {constant} from '../../ops/array_constant.ts';
import {identity} from '../../ops/array_identity.ts';
import {pad, tile} from '../../ops/array_pad.ts';
import {expand_dims, reshape, shape as shape_of, shape_n, size as size_of} from '../../ops/array_shape.ts';
import {cond} from '../../ops/control_flow.ts';
import {Assert} from '../../ops/logging.ts';
import {cast} from '../../ops/math_cast.ts';
import {equal, greater_equal, not_equal} from '../../ops/math_compare.ts';
import {squared_difference} from '../../ops/math_extreme.ts';
import {pow} from '../../ops/math_pow.ts';
import {range} from '../../ops/math_range.ts';
import {reduce_all, reduce_any, reduce_mean, reduce_prod} from '../../ops/math_reduction.ts';
import {subtract} from '../../ops/math_sum.ts';
import {log, square} from '../../ops/math_unary.ts';
import {relu} from '../../ops/nn_activations.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {float32, int32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {depthwise_conv2d} from '../nn/depthwise.ts';
import {avg_pool} from '../nn/pools.ts';
import {softmax} from '../nn/softmax.ts';
import {convert_image_dtype} from './convert.ts';

interface Pair {
  readonly shapes: readonly [Tensor, Tensor];
  readonly checks: readonly Operation[];
}

/** Refuses images of different sizes, or of batches that cannot be broadcast; now or in the run. */
function compatible_shapes(first: Tensor, second: Tensor): Pair {
  const [one, other] = [first.shape.with_rank_at_least(3), second.shape.with_rank_at_least(3)];
  one.slice(-3).assert_is_compatible_with(other.slice(-3));
  if (one.ndims !== null && other.ndims !== null) {
    const outer = one.as_list().slice(0, -3).reverse();
    const other_outer = other.as_list().slice(0, -3).reverse();
    outer.slice(0, other_outer.length).forEach((size, at) => {
      const second_size = other_outer[at] ?? null;
      if (size === null || second_size === null) return;
      if (size !== 1 && second_size !== 1 && size !== second_size)
        throw new ValueError(`Two images are not compatible: ${String(one)} and ${String(other)}`);
    });
  }
  const shapes = shape_n([first, second]) as [Tensor, Tensor];
  const [a, b] = shapes;
  const checks = [
    Assert(greater_equal(size_of(a), 3n), shapes, 10),
    Assert(reduce_all(equal(a.getitem('-3:'), b.getitem('-3:'))), shapes, 10),
  ];
  return {shapes, checks};
}

/** The tensor, after `checks`. */
function after(checks: readonly Operation[], tensor: Tensor): Tensor {
  return get_default_graph().control_dependencies(checks, () => identity(tensor));
}

/** The largest value of a pixel, and the images, as floats of at most 1. */
function floats_of(max_val: TensorLike, a: Tensor, b: Tensor): readonly [Tensor, Tensor, Tensor] {
  const most = convert_image_dtype(cast(max_val, a.dtype), float32);
  return [most, convert_image_dtype(a, float32), convert_image_dtype(b, float32)];
}

/**
 * `tf.image.psnr`: the ratio of signal to noise between images in decibels, where `max_val` is the largest value of a pixel. Throws `ValueError` for
 * images of different shapes, or the run does.
 */
export const psnr = signature(
  ['a', 'b', 'max_val', 'name'],
  function psnr(a: Tensor, b: Tensor, max_val: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'PSNR', [a, b], () => {
      const [most, first, second] = floats_of(max_val, a, b);
      const error = reduce_mean(squared_difference(first, second), [-3, -2, -1]);
      const signal = log(most).rmul(20).truediv(log(10));
      const noise = log(error).rmul(Math.fround(10 / Math.log(10)));
      const ratio = subtract(signal, noise, 'psnr');
      return after(compatible_shapes(first, second).checks, ratio);
    });
  },
);

/** What a comparison by structure takes. */
interface Filter {
  readonly max_val: Tensor;
  readonly size: number;
  readonly sigma: number;
  readonly k1: number;
  readonly k2: number;
}

/** Weights of a square window by Gauss's curve. */
function gaussian(size: Tensor, sigma: Tensor): Tensor {
  const from_start = cast(range(size), sigma.dtype);
  const places = from_start.sub(cast(size.sub(1n), sigma.dtype).truediv(2));
  const squares = square(places);
  const exponents = squares.mul(square(sigma).rtruediv(-0.5));
  const both = reshape(exponents, [1, -1]).add(reshape(exponents, [-1, 1]));
  const weights = softmax(reshape(both, [1, -1]));
  return reshape(weights, [size, size, 1n, 1n]);
}

type Reducer = (x: Tensor) => Tensor;

/** How alike two images are in luminance, and in contrast and structure. */
function likeness(x: Tensor, y: Tensor, mean: Reducer, {max_val, k1, k2}: Filter): readonly [Tensor, Tensor] {
  const c1 = max_val.rmul(k1).pow(2);
  const c2 = max_val.rmul(k2).pow(2);
  const [mean_x, mean_y] = [mean(x), mean(y)];
  const product = mean_x.mul(mean_y).mul(2);
  const sum = square(mean_x).add(square(mean_y));
  const luminance = product.add(c1).truediv(sum.add(c1));
  const products = mean(x.mul(y)).mul(2);
  const squares = mean(square(x).add(square(y)));
  const least = c2.mul(1);
  const structure = products.sub(product).add(least).truediv(squares.sub(sum).add(least));
  return [luminance, structure];
}

/** The likeness of each channel, whole and without luminance. */
function likeness_per_channel(first: Tensor, second: Tensor, filter: Filter): readonly [Tensor, Tensor] {
  const size = constant(filter.size, {dtype: int32});
  const sigma = constant(filter.sigma, {dtype: first.dtype});
  const [a, b] = shape_n([first, second]) as [Tensor, Tensor];
  const checks = [a, b].map((shape) =>
    Assert(reduce_all(greater_equal(shape.getitem('-3:-1'), size)), [shape, size], 8),
  );
  const checked = after(checks, first);
  const window = gaussian(size, sigma);
  const kernel = tile(window, [1n, 1n, a.getitem(-1), 1n]);
  const mean: Reducer = (x) => {
    const shape = shape_of(x);
    const flat = reshape(x, concat([[-1], shape.getitem('-3:')], 0));
    const made = depthwise_conv2d(flat, kernel, [1, 1, 1, 1], 'VALID');
    return reshape(made, concat([shape.getitem(':-3'), shape_of(made).getitem('1:')], 0));
  };
  const [luminance, structure] = likeness(checked, second, mean, filter);
  const axes = constant([-3, -2], {dtype: int32});
  return [reduce_mean(luminance.mul(structure), axes), reduce_mean(structure, axes)];
}

/**
 * `tf.image.ssim`: how alike images are in structure, at most 1, with windows of `filter_size` pixels. Throws `ValueError` for images of different
 * shapes; the run does for those smaller than the window.
 */
export const ssim = signature(
  ['img1', 'img2', 'max_val', 'filter_size', 'filter_sigma', 'k1', 'k2'],
  function ssim(
    img1: Tensor,
    img2: Tensor,
    max_val: TensorLike,
    filter_size = 11,
    filter_sigma = 1.5,
    k1 = 0.01,
    k2 = 0.03,
  ): Tensor {
    const checked = after(compatible_shapes(img1, img2).checks, img1);
    const [most, first, second] = floats_of(max_val, checked, img2);
    const filter = {max_val: most, size: filter_size, sigma: filter_sigma, k1, k2};
    return reduce_mean(likeness_per_channel(first, second, filter)[0], [-1]);
  },
);

const WEIGHTS = [0.0448, 0.2856, 0.3001, 0.2363, 0.1333];

type Images = readonly [Tensor, Tensor];

/** Images half as large, in even sizes by repeating the last row and column. */
function halved(
  images: Images,
  heads: Images,
  tails: Images,
  steps: Tensor,
): {images: Images; tails: Images} {
  const flat = images.map((x, at) => reshape(x, concat([[-1], tails[at] as Tensor], 0)));
  const rest = tails[0].mod(steps);
  const is_odd = reduce_any(not_equal(rest, 0n));
  const padded = cond(
    is_odd,
    () => {
      const padding = pad(expand_dims(rest, -1), [
        [1, 0],
        [1, 0],
      ]);
      return flat.map((x) => pad(x, padding, {mode: 'SYMMETRIC'}));
    },
    () => flat,
  );
  const smaller = padded.map((x) => avg_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], 'VALID'));
  const new_tails = shape_n(smaller).map((shape) => shape.getitem('1:')) as [Tensor, Tensor];
  const shaped = smaller.map((x, at) =>
    reshape(x, concat([heads[at] as Tensor, new_tails[at] as Tensor], 0)),
  );
  return {images: shaped as [Tensor, Tensor], tails: new_tails};
}

/** `tf.image.ssim_multiscale`: the same over several scales, each half as large as the one before, with `power_factors` as weights. */
export const ssim_multiscale = signature(
  ['img1', 'img2', 'max_val', 'power_factors', 'filter_size', 'filter_sigma', 'k1', 'k2'],
  function ssim_multiscale(
    img1: TensorLike,
    img2: TensorLike,
    max_val: TensorLike,
    power_factors: readonly number[] = WEIGHTS,
    filter_size = 11,
    filter_sigma = 1.5,
    k1 = 0.01,
    k2 = 0.03,
  ): Tensor {
    return op_scope(null, 'MS-SSIM', [img1, img2], () => {
      const given = to_tensor(img1, {name: 'img1'});
      const other = to_tensor(img2, {name: 'img2'});
      const {shapes, checks} = compatible_shapes(given, other);
      const [most, first, second] = floats_of(max_val, after(checks, given), other);
      const filter = {max_val: most, size: filter_size, sigma: filter_sigma, k1, k2};
      let images: Images = [first, second];
      const heads = shapes.map((shape) => shape.getitem(':-3')) as [Tensor, Tensor];
      let tails: Images = shapes.map((shape) => shape.getitem('-3:')) as [Tensor, Tensor];
      const steps = constant([2, 2, 1], {dtype: int32});
      const factors = power_factors.map((_, scale) =>
        op_scope(null, `Scale${scale}`, [...images], () => {
          if (scale > 0) ({images, tails} = halved(images, heads, tails, steps));
          const [whole, structure] = likeness_per_channel(images[0], images[1], filter);
          return {whole, structure: relu(structure)};
        }),
      );
      // Luminance counts at the last scale only.
      const parts = factors.slice(0, -1).map(({structure}) => structure);
      const last = factors.at(-1);
      if (last !== undefined) parts.push(relu(last.whole));
      const product = reduce_prod(pow(stack(parts, -1), [...power_factors]), [-1]);
      return reduce_mean(product, [-1]);
    });
  },
);
