// Rows of the bench of families: what moves elements without computing with them.
import {floats, integers} from './row.ts';
import type {FamilyRow, RowInput} from './row.ts';

const X = floats([64, 64, 32]);
const MATRIX = floats([256, 256]);
const IMAGES = floats([4, 32, 32, 16]);

type Names = readonly string[] | null;

function row(
  op: string,
  inputs: readonly RowInput[],
  kernel: string,
  names: Names,
  attrs: object = {},
): FamilyRow {
  return {family: 'arrays', op, inputs, tfjs: {kernel, names, attrs}};
}

function transpose(x: typeof X, perm: number[]): FamilyRow {
  return {...row('Transpose', [x, perm], 'Transpose', ['x'], {perm}), what: perm.join()};
}

const STRIDES = {begin: [0, 4, 0], end: [64, 60, 32], strides: [2, 3, 1]};
const NO_MASKS = {beginMask: 0, endMask: 0, ellipsisMask: 0, newAxisMask: 0, shrinkAxisMask: 0};
const BLOCKS = [2, 2];
const NO_CROPS = [
  [0, 0],
  [0, 0],
];
const PADDINGS = [
  [1, 1],
  [2, 2],
  [0, 3],
];

const MOVES: FamilyRow[] = [
  transpose(MATRIX, [1, 0]),
  transpose(X, [2, 0, 1]),
  transpose(X, [1, 0, 2]),
  transpose(IMAGES, [0, 3, 1, 2]),
  row('ReverseV2', [X, [0, 2]], 'Reverse', ['x'], {dims: [0, 2]}),
  row('Slice', [X, [1, 2, 3], [60, 60, 20]], 'Slice', ['x'], {begin: [1, 2, 3], size: [60, 60, 20]}),
  row('StridedSlice', [X, STRIDES.begin, STRIDES.end, STRIDES.strides], 'StridedSlice', ['x'], {
    ...STRIDES,
    ...NO_MASKS,
  }),
  row('ConcatV2', [[X, X, X], 1], 'Concat', null, {axis: 1}),
  {...row('ConcatV2', [[X, X, X], 2], 'Concat', null, {axis: 2}), what: 'last axis'},
  {...row('Pack', [[MATRIX, MATRIX, MATRIX]], 'Pack', null, {axis: 1}), attrs: {axis: 1}},
  {...row('Unpack', [floats([256, 16, 16])], 'Unpack', ['value'], {axis: 1}), attrs: {num: 16, axis: 1}},
  {
    ...row('SplitV', [X, [8, 24], 2], 'SplitV', ['x'], {numOrSizeSplits: [8, 24], axis: 2}),
    attrs: {num_split: 2},
  },
  row('PadV2', [X, PADDINGS, floats([], 0.5, 0.5)], 'PadV2', ['x'], {paddings: PADDINGS, constantValue: 0.5}),
  {
    ...row('MirrorPad', [X, PADDINGS], 'MirrorPad', ['x'], {paddings: PADDINGS, mode: 'reflect'}),
    attrs: {mode: 'REFLECT'},
  },
  row('Tile', [floats([32, 32, 16]), [2, 3, 2]], 'Tile', ['x'], {reps: [2, 3, 2]}),
  row('SpaceToBatchND', [IMAGES, BLOCKS, NO_CROPS], 'SpaceToBatchND', ['x'], {
    blockShape: BLOCKS,
    paddings: NO_CROPS,
  }),
  row('BatchToSpaceND', [IMAGES, BLOCKS, NO_CROPS], 'BatchToSpaceND', ['x'], {
    blockShape: BLOCKS,
    crops: NO_CROPS,
  }),
  {
    ...row('DepthToSpace', [IMAGES], 'DepthToSpace', ['x'], {blockSize: 2, dataFormat: 'NHWC'}),
    attrs: {block_size: 2},
  },
];

const INDICES = integers([512], 256);
const PAIRS = integers([4096, 2], 64);

const INDEXED: FamilyRow[] = [
  row('GatherV2', [MATRIX, INDICES, 0], 'GatherV2', ['x', 'indices'], {axis: 0, batchDims: 0}),
  {
    ...row('GatherV2', [MATRIX, INDICES, 1], 'GatherV2', ['x', 'indices'], {axis: 1, batchDims: 0}),
    what: 'axis 1',
  },
  row('GatherNd', [X, PAIRS], 'GatherNd', ['params', 'indices']),
  row('ScatterNd', [PAIRS, floats([4096, 32]), [64, 64, 32]], 'ScatterNd', ['indices', 'updates'], {
    shape: [64, 64, 32],
  }),
  row('TensorScatterUpdate', [X, PAIRS, floats([4096, 32])], 'TensorScatterUpdate', [
    'tensor',
    'indices',
    'updates',
  ]),
  {
    ...row('OneHot', [integers([4096], 32), 32, floats([], 1, 1), floats([], 0, 0)], 'OneHot', ['indices'], {
      dtype: 'float32',
      depth: 32,
      onValue: 1,
      offValue: 0,
    }),
  },
  row(
    'SparseToDense',
    [unique_pairs(), [64, 64], floats([2048]), floats([], 0, 0)],
    'SparseToDense',
    ['sparseIndices', '', 'sparseValues', 'defaultValue'],
    {outputShape: [64, 64]},
  ),
];

/** Half of the places of a matrix, in order. */
function unique_pairs(): typeof X {
  const pairs = integers([2048, 2], 1);
  const data = pairs.data as Int32Array;
  for (let i = 0; i < 2048; i++) {
    data[2 * i] = Math.floor((2 * i) / 64);
    data[2 * i + 1] = (2 * i) % 64;
  }
  return pairs;
}

function fill(
  op: string,
  inputs: readonly RowInput[],
  kernel: string,
  names: Names,
  attrs: object = {},
): FamilyRow {
  return {...row(op, inputs, kernel, names, attrs), family: 'fills'};
}

const FILLS: FamilyRow[] = [
  fill('Fill', [integers([2], 257, 256), floats([], 0.5, 0.5)], 'Fill', [], {
    shape: [256, 256],
    value: 0.5,
    dtype: 'float32',
  }),
  fill('OnesLike', [MATRIX], 'OnesLike', ['x']),
  fill('ZerosLike', [MATRIX], 'ZerosLike', ['x']),
  fill('LinSpace', [floats([], 0, 0), floats([], 1, 1), 65536], 'LinSpace', [], {
    start: 0,
    stop: 1,
    num: 65536,
  }),
  fill('Range', [floats([], 0, 0), floats([], 65536, 65536), floats([], 1, 1)], 'Range', [], {
    start: 0,
    stop: 65536,
    step: 1,
    dtype: 'float32',
  }),
  fill('Diag', [floats([256])], 'Diag', ['x']),
];

export const ARRAY_ROWS: readonly FamilyRow[] = [...MOVES, ...INDEXED, ...FILLS];
