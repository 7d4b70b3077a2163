// Rows of the bench of families: windows over images, normalisation, losses, images, transforms and random choices.
import {complexes, floats, integers} from './row.ts';
import type {FamilyRow, RowInput} from './row.ts';

const IMAGES = floats([2, 24, 24, 8]);
const FILTER = floats([3, 3, 8, 16]);
const CONVOLVED = floats([2, 24, 24, 16]);
const VOLUME = floats([1, 8, 16, 16, 4]);
const VOLUME_FILTER = floats([3, 3, 3, 4, 8]);
const VOLUME_CONVOLVED = floats([1, 8, 16, 16, 8]);
const DEPTHWISE = floats([3, 3, 8, 2]);

const SAME = {strides: [1, 1, 1, 1], padding: 'SAME'};
const SAME_3D = {strides: [1, 1, 1, 1, 1], padding: 'SAME'};
const TFJS_SAME = {strides: [1, 1], pad: 'same', dilations: [1, 1], dataFormat: 'NHWC'};
const TFJS_SAME_3D = {strides: [1, 1, 1], pad: 'same', dilations: [1, 1, 1], dataFormat: 'NDHWC'};

interface RowParts {
  readonly inputs: readonly RowInput[];
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  readonly their_attrs?: object;
  readonly kernel?: string;
  readonly what?: string;
  readonly more?: FamilyRow['tfjs']['more'];
}

function row(family: string, op: string, parts: RowParts): FamilyRow {
  const {inputs, attrs = {}, names, their_attrs = {}, kernel = op, what, more = {}} = parts;
  return {
    family,
    op,
    inputs,
    attrs,
    ...(what === undefined ? {} : {what}),
    tfjs: {kernel, names, attrs: their_attrs, more},
  };
}

function strided_convolution(): FamilyRow {
  return row('convolutions', 'Conv2D', {
    what: 'strides 2',
    inputs: [IMAGES, FILTER],
    attrs: {strides: [1, 2, 2, 1], padding: 'VALID'},
    names: ['x', 'filter'],
    their_attrs: {...TFJS_SAME, strides: [2, 2], pad: 'valid'},
  });
}

const CONVOLUTIONS: FamilyRow[] = [
  row('convolutions', 'Conv2D', {
    inputs: [IMAGES, FILTER],
    attrs: SAME,
    names: ['x', 'filter'],
    their_attrs: TFJS_SAME,
  }),
  row('convolutions', 'Conv2D', {
    what: '1x1',
    inputs: [IMAGES, floats([1, 1, 8, 16])],
    attrs: SAME,
    names: ['x', 'filter'],
    their_attrs: TFJS_SAME,
  }),
  strided_convolution(),
  row('convolutions', 'Conv2DBackpropFilter', {
    inputs: [IMAGES, [3, 3, 8, 16], CONVOLVED],
    attrs: SAME,
    names: ['x', '', 'dy'],
    their_attrs: {...TFJS_SAME, filterShape: [3, 3, 8, 16]},
  }),
  row('convolutions', 'Conv2DBackpropInput', {
    inputs: [[2, 24, 24, 8], FILTER, CONVOLVED],
    attrs: SAME,
    names: ['', 'filter', 'dy'],
    their_attrs: {...TFJS_SAME, inputShape: [2, 24, 24, 8]},
  }),
  row('convolutions', 'DepthwiseConv2dNative', {
    inputs: [IMAGES, DEPTHWISE],
    attrs: SAME,
    names: ['x', 'filter'],
    their_attrs: TFJS_SAME,
  }),
  row('convolutions', 'DepthwiseConv2dNativeBackpropFilter', {
    inputs: [IMAGES, [3, 3, 8, 2], CONVOLVED],
    attrs: SAME,
    names: ['x', '', 'dy'],
    their_attrs: {...TFJS_SAME, filterShape: [3, 3, 8, 2]},
  }),
  row('convolutions', 'DepthwiseConv2dNativeBackpropInput', {
    inputs: [[2, 24, 24, 8], DEPTHWISE, CONVOLVED],
    attrs: SAME,
    names: ['', 'filter', 'dy'],
    their_attrs: {...TFJS_SAME, inputShape: [2, 24, 24, 8]},
  }),
  row('convolutions', 'Conv3D', {
    inputs: [VOLUME, VOLUME_FILTER],
    attrs: SAME_3D,
    names: ['x', 'filter'],
    their_attrs: TFJS_SAME_3D,
  }),
  row('convolutions', 'Conv3DBackpropFilterV2', {
    inputs: [VOLUME, [3, 3, 3, 4, 8], VOLUME_CONVOLVED],
    attrs: SAME_3D,
    names: ['x', '', 'dy'],
    their_attrs: {...TFJS_SAME_3D, filterShape: [3, 3, 3, 4, 8]},
  }),
  row('convolutions', 'Conv3DBackpropInputV2', {
    inputs: [[1, 8, 16, 16, 4], VOLUME_FILTER, VOLUME_CONVOLVED],
    attrs: SAME_3D,
    names: ['', 'filter', 'dy'],
    their_attrs: {...TFJS_SAME_3D, inputShape: [1, 8, 16, 16, 4]},
  }),
];

const DILATION = {strides: [1, 1, 1, 1], rates: [1, 1, 1, 1], padding: 'SAME'};
const TFJS_DILATION = {strides: [1, 1], pad: 'same', dilations: [1, 1]};
const STRUCTURE = floats([3, 3, 8]);
const DILATIONS = [
  row('dilation', 'Dilation2D', {
    inputs: [IMAGES, STRUCTURE],
    attrs: DILATION,
    names: ['x', 'filter'],
    their_attrs: TFJS_DILATION,
  }),
  ...['Dilation2DBackpropFilter', 'Dilation2DBackpropInput'].map((op) =>
    row('dilation', op, {
      inputs: [IMAGES, STRUCTURE, floats([2, 24, 24, 8])],
      attrs: DILATION,
      names: ['x', 'filter', 'dy'],
      their_attrs: TFJS_DILATION,
    }),
  ),
];

const POOLED = floats([2, 12, 12, 8]);
const POOL = {ksize: [1, 2, 2, 1], strides: [1, 2, 2, 1], padding: 'VALID'};
const WIDE_POOL = {ksize: [1, 3, 3, 1], strides: [1, 1, 1, 1], padding: 'SAME'};
const TFJS_POOL = {filterSize: [2, 2], strides: [2, 2], pad: 'valid'};
const TFJS_WIDE_POOL = {filterSize: [3, 3], strides: [1, 1], pad: 'same'};
const POOL_3D = {ksize: [1, 2, 2, 2, 1], strides: [1, 2, 2, 2, 1], padding: 'VALID'};
const TFJS_POOL_3D = {filterSize: [2, 2, 2], strides: [2, 2, 2], pad: 'valid', dataFormat: 'NDHWC'};
const POOLED_VOLUME = floats([1, 4, 8, 8, 4]);

const POOLS: FamilyRow[] = [
  ...['AvgPool', 'MaxPool'].flatMap((op) => [
    row('pools', op, {inputs: [IMAGES], attrs: POOL, names: ['x'], their_attrs: TFJS_POOL}),
    row('pools', op, {
      what: '3x3',
      inputs: [IMAGES],
      attrs: WIDE_POOL,
      names: ['x'],
      their_attrs: TFJS_WIDE_POOL,
    }),
  ]),
  row('pools', 'AvgPoolGrad', {
    inputs: [[2, 24, 24, 8], POOLED],
    attrs: POOL,
    names: ['', 'dy'],
    their_attrs: TFJS_POOL,
    more: {input: IMAGES},
  }),
  row('pools', 'MaxPoolGrad', {
    inputs: [IMAGES, POOLED, POOLED],
    attrs: POOL,
    names: ['input', 'output', 'dy'],
    their_attrs: TFJS_POOL,
  }),
  row('pools', 'MaxPoolWithArgmax', {
    inputs: [IMAGES],
    attrs: POOL,
    names: ['x'],
    their_attrs: {...TFJS_POOL, includeBatchInIndex: false},
  }),
  ...['AvgPool3D', 'MaxPool3D'].map((op) =>
    row('pools', op, {inputs: [VOLUME], attrs: POOL_3D, names: ['x'], their_attrs: TFJS_POOL_3D}),
  ),
  row('pools', 'MaxPool3DGrad', {
    inputs: [VOLUME, POOLED_VOLUME, POOLED_VOLUME],
    attrs: POOL_3D,
    names: ['input', '', 'dy'],
    their_attrs: TFJS_POOL_3D,
  }),
];

const CHANNELS = floats([8], 0.5, 2);
const RESPONSE = {depth_radius: 2, bias: 1, alpha: 0.1, beta: 0.5};
const TFJS_RESPONSE = {depthRadius: 2, bias: 1, alpha: 0.1, beta: 0.5};
const NORMALISATIONS: FamilyRow[] = [
  row('normalisation', 'LRN', {inputs: [IMAGES], attrs: RESPONSE, names: ['x'], their_attrs: TFJS_RESPONSE}),
  row('normalisation', 'LRNGrad', {
    inputs: [IMAGES, IMAGES, IMAGES],
    attrs: RESPONSE,
    names: ['dy', 'x', 'y'],
    their_attrs: TFJS_RESPONSE,
  }),
  row('normalisation', 'FusedBatchNorm', {
    inputs: [IMAGES, CHANNELS, CHANNELS, CHANNELS, CHANNELS],
    attrs: {is_training: false},
    names: ['x', 'scale', 'offset', 'mean', 'variance'],
    their_attrs: {varianceEpsilon: 1e-4},
  }),
  row('softmax', 'Softmax', {inputs: [floats([256, 100])], names: ['logits'], their_attrs: {dim: 1}}),
];

function resizing(op: string, align_corners: boolean): FamilyRow {
  return row('images', op, {
    what: align_corners ? 'aligned' : 'plain',
    inputs: [IMAGES, [40, 36]],
    attrs: {align_corners},
    names: ['images'],
    their_attrs: {alignCorners: align_corners, halfPixelCenters: false, size: [40, 36]},
  });
}

const BOXES = floats([32, 4], 0, 1);
const PICTURES: FamilyRow[] = [
  ...['ResizeBilinear', 'ResizeNearestNeighbor'].flatMap((op) => [resizing(op, false), resizing(op, true)]),
  row('images', 'ResizeBilinearGrad', {
    inputs: [floats([2, 40, 36, 8]), IMAGES],
    names: ['dy', 'images'],
    their_attrs: {alignCorners: false},
  }),
  row('images', 'ResizeNearestNeighborGrad', {
    inputs: [floats([2, 40, 36, 8]), [24, 24]],
    names: ['dy'],
    their_attrs: {alignCorners: false},
    more: {images: IMAGES},
  }),
  ...['bilinear', 'nearest'].map((method) =>
    row('images', 'CropAndResize', {
      what: method,
      inputs: [IMAGES, BOXES, integers([32], 2), [12, 12]],
      attrs: {method},
      names: ['image', 'boxes', 'boxInd'],
      their_attrs: {cropSize: [12, 12], method, extrapolationValue: 0},
    }),
  ),
];

const TRANSFORMS: FamilyRow[] = [
  ...['FFT', 'IFFT'].flatMap((op) =>
    [256, 240].map((length) =>
      row('fft', op, {what: `${length}`, inputs: [complexes([32, length])], names: ['input']}),
    ),
  ),
  row('random', 'Multinomial', {
    inputs: [floats([64, 32]), 100],
    attrs: {seed: 1, seed2: 2},
    names: ['logits'],
    their_attrs: {numSamples: 100, seed: 1, normalized: false},
  }),
];

export const WINDOW_ROWS: readonly FamilyRow[] = [
  ...CONVOLUTIONS,
  ...DILATIONS,
  ...POOLS,
  ...NORMALISATIONS,
  ...PICTURES,
  ...TRANSFORMS,
];
