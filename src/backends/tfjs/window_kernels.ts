/**
 * Convolutions and pools of images as calls of tfjs kernels. What TensorFlow refuses, the reference refuses.
 */
import type {Attributes} from '../../compile/program.ts';
import type {TfjsBuffer} from './buffers.ts';
import type {TensorInfo} from './tfjs_module.ts';
import type {TfjsKernel, TfjsOps} from './tfjs_ops.ts';

const FLOAT = ['float32'];
const LOWEST = -(2 - 2 ** -23) * 2 ** 127;

function numbers(attrs: Attributes, name: string): readonly number[] {
  return ((attrs[name] ?? []) as readonly (number | bigint)[]).map(Number);
}

/** How windows slide over height and width, as tfjs wants it told. */
interface Sliding {
  readonly window: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilations: readonly [number, number];
  readonly padding: string;
}

/** Whether the numbers of batch and channels are one, and those of space positive. */
function is_plain(four: readonly number[]): boolean {
  return four.length === 4 && four[0] === 1 && four[3] === 1 && four.every((each) => each > 0);
}

function of_space(four: readonly number[]): [number, number] {
  return [four[1] ?? 1, four[2] ?? 1];
}

function read_sliding(attrs: Attributes, window: readonly [number, number]): Sliding {
  const dilations = numbers(attrs, 'dilations');
  return {
    window,
    strides: of_space(numbers(attrs, 'strides')),
    dilations: dilations.length === 4 ? of_space(dilations) : [1, 1],
    padding: attrs['padding'] as string,
  };
}

/** Padding as tfjs wants it told. */
function pad_of(attrs: Attributes): string | number[][] {
  if (attrs['padding'] !== 'EXPLICIT') return (attrs['padding'] as string).toLowerCase();
  const pairs = numbers(attrs, 'explicit_paddings');
  return [0, 1, 2, 3].map((axis) => pairs.slice(2 * axis, 2 * axis + 2));
}

/** How many windows fit along one axis; 0 where steps are so long that tfjs-wasm gives zeros. */
function fitting(size: number, axis: 0 | 1, sliding: Sliding, extra: number): number {
  const {window, strides, dilations, padding} = sliding;
  const stride = strides[axis];
  const extent = (window[axis] - 1) * dilations[axis] + 1;
  if (padding === 'SAME') {
    const count = Math.ceil(size / stride);
    return (count - 1) * stride + extent < size ? 0 : count;
  }
  return Math.floor((size + extra - extent) / stride) + 1;
}

/** The sizes of the result over images of `shape`; null where there is none. */
function result_sizes(
  shape: readonly number[],
  sliding: Sliding,
  attrs: Attributes,
): [number, number] | null {
  const pairs = attrs['padding'] === 'EXPLICIT' ? numbers(attrs, 'explicit_paddings') : [];
  const sizes = ([0, 1] as const).map((axis) => {
    const extra = (pairs[2 * axis + 2] ?? 0) + (pairs[2 * axis + 3] ?? 0);
    return fitting(shape[axis + 1] ?? 0, axis, sliding, extra);
  });
  return sizes.every((size) => size > 0) ? (sizes as [number, number]) : null;
}

function takes_layout(attrs: Attributes): boolean {
  return (attrs['data_format'] ?? 'NHWC') === 'NHWC' && is_plain(numbers(attrs, 'strides'));
}

function takes_dilations(attrs: Attributes): boolean {
  const dilations = numbers(attrs, 'dilations');
  return takes_layout(attrs) && (dilations.length === 0 || is_plain(dilations));
}

function is_undilated(attrs: Attributes): boolean {
  return takes_layout(attrs) && numbers(attrs, 'dilations').every((rate) => rate === 1);
}

function filter_window({shape}: TfjsBuffer): [number, number] {
  return [shape[0] ?? 1, shape[1] ?? 1];
}

const Conv2D: TfjsKernel = {
  dtypes: FLOAT,
  accepts: takes_dilations,
  fits: ([x, filter], _tf, attrs) => {
    const [image, kernel] = [x as TfjsBuffer, filter as TfjsBuffer];
    if (image.shape.length !== 4 || kernel.shape.length !== 4 || image.shape[3] !== kernel.shape[2])
      return false;
    return result_sizes(image.shape, read_sliding(attrs, filter_window(kernel)), attrs) !== null;
  },
  run: (tf, [x, filter], attrs) => {
    const {strides, dilations} = read_sliding(attrs, filter_window(filter as TfjsBuffer));
    const options = {strides, dilations, pad: pad_of(attrs), dataFormat: 'NHWC'};
    return tf.call('Conv2D', {x: x as TfjsBuffer, filter: filter as TfjsBuffer}, options);
  },
};

const Conv2DBackpropInput: TfjsKernel = {
  dtypes: ['int32'],
  accepts: (attrs) => is_undilated(attrs) && attrs['padding'] !== 'EXPLICIT',
  fits: ([sizes, filter, dy], tf, attrs) => {
    const shape = tf.integers(sizes as TfjsBuffer);
    const [kernel, change] = [(filter as TfjsBuffer).shape, (dy as TfjsBuffer).shape];
    if (shape.length !== 4 || kernel.length !== 4 || change.length !== 4 || shape.includes(0)) return false;
    const results = result_sizes(shape, read_sliding(attrs, filter_window(filter as TfjsBuffer)), attrs);
    const wanted = [shape[0], ...(results ?? []), kernel[3]];
    return shape[3] === kernel[2] && String(wanted) === String(change);
  },
  run: (tf, [sizes, filter, dy], attrs) => {
    const {strides} = read_sliding(attrs, filter_window(filter as TfjsBuffer));
    const shape = tf.integers(sizes as TfjsBuffer);
    const options = {strides, pad: pad_of(attrs), dataFormat: 'NHWC', inputShape: shape};
    return tf.call('Conv2DBackpropInput', {dy: dy as TfjsBuffer, filter: filter as TfjsBuffer}, options);
  },
};

const DepthwiseConv2dNative: TfjsKernel = {
  dtypes: FLOAT,
  // TensorFlow's own kernel takes equal strides only, and no notice of dilations.
  accepts: (attrs) => is_undilated(attrs) && numbers(attrs, 'strides')[1] === numbers(attrs, 'strides')[2],
  fits: ([x, filter], _tf, attrs) => {
    const [image, kernel] = [x as TfjsBuffer, filter as TfjsBuffer];
    if (image.shape.length !== 4 || kernel.shape.length !== 4 || image.shape[3] !== kernel.shape[2])
      return false;
    return result_sizes(image.shape, read_sliding(attrs, filter_window(kernel)), attrs) !== null;
  },
  run: (tf, [x, filter], attrs) => {
    const {strides} = read_sliding(attrs, filter_window(filter as TfjsBuffer));
    const options = {strides, dilations: [1, 1], pad: pad_of(attrs)};
    return tf.call('DepthwiseConv2dNative', {x: x as TfjsBuffer, filter: filter as TfjsBuffer}, options);
  },
};

/** A pool of images; windows over channels are left to the reference. */
function pool(kernel: string, finish: (tf: TfjsOps, result: TensorInfo) => TensorInfo): TfjsKernel {
  return {
    dtypes: FLOAT,
    accepts: (attrs) => takes_layout(attrs) && is_plain(numbers(attrs, 'ksize')),
    fits: ([x], _tf, attrs) => {
      const {shape} = x as TfjsBuffer;
      const sliding = read_sliding(attrs, of_space(numbers(attrs, 'ksize')));
      return shape.length === 4 && result_sizes(shape, sliding, attrs) !== null;
    },
    run: (tf, [x], attrs) => {
      const {window, strides} = read_sliding(attrs, of_space(numbers(attrs, 'ksize')));
      const options = {filterSize: window, strides, pad: pad_of(attrs)};
      return finish(tf, tf.call(kernel, {x: x as TfjsBuffer}, options));
    },
  };
}

/** By TensorFlow's op type. */
export const WINDOW_KERNELS: Readonly<Record<string, TfjsKernel>> = {
  // The mean of opposite infinities is no number; tfjs-wasm gives one of them.
  AvgPool: {...pool('AvgPool', (_tf, result) => result), not_on: ['tfjs-wasm']},
  Conv2D,
  Conv2DBackpropInput,
  DepthwiseConv2dNative,
  // Of nothing but minus infinity TensorFlow's largest is the lowest number there is; tfjs-wasm loses elements next to NaN.
  MaxPool: {
    ...pool('MaxPool', (tf, result) => {
      const lowest = tf.scalar(LOWEST);
      return tf.releasing(tf.binary('Maximum', result, lowest), lowest, result);
    }),
    not_on: ['tfjs-wasm'],
  },
};
