// Rows of the bench of families: what is computed element by element, along axes, or by products of matrices.
import {binary, booleans, complexes, floats, integers, ordered, unary} from './row.ts';
import type {FamilyRow} from './row.ts';

const SHAPE = [256, 256];
const X = floats(SHAPE, -3, 3);
const Y = floats(SHAPE, -3, 3);
const POSITIVE = floats(SHAPE, 0.1, 5);
const UNIT = floats(SHAPE, -0.99, 0.99);
const ABOVE_ONE = floats(SHAPE, 1.01, 5);
const ROW = floats([256], 0.5, 3);
const NATURALS = integers(SHAPE, 1000, 1);
const OTHER_NATURALS = integers(SHAPE, 30, 1);
const TRUTHS = booleans(SHAPE);

const SIGNED = [
  'Abs',
  'Ceil',
  'Cos',
  'Cosh',
  'Exp',
  'Floor',
  'Neg',
  'Round',
  'Sign',
  'Sin',
  'Sinh',
  'Square',
  'Tan',
];
const MORE_SIGNED = ['Expm1', 'Sigmoid', 'Tanh', 'Atan', 'Asinh'];
const OF_POSITIVE = ['Log', 'Log1p', 'Reciprocal', 'Rsqrt', 'Sqrt'];
const OF_UNIT = ['Acos', 'Asin', 'Atanh'];

const ELEMENTWISE: FamilyRow[] = [
  ...[...SIGNED, ...MORE_SIGNED].map((op) => unary('elementwise', op, X)),
  ...OF_POSITIVE.map((op) => unary('elementwise', op, POSITIVE)),
  ...OF_UNIT.map((op) => unary('elementwise', op, UNIT)),
  unary('elementwise', 'Acosh', ABOVE_ONE),
  binary('elementwise', 'AddV2', [X, Y], 'Add'),
  binary('elementwise', 'Atan2', [X, Y]),
  binary('elementwise', 'FloorDiv', [X, POSITIVE]),
  binary('elementwise', 'FloorMod', [X, POSITIVE], 'Mod'),
  ...['Maximum', 'Minimum', 'Sub', 'SquaredDifference'].map((op) => binary('elementwise', op, [X, Y])),
  binary('elementwise', 'Mul', [X, Y], 'Multiply'),
  binary('elementwise', 'Pow', [POSITIVE, Y]),
  binary('elementwise', 'RealDiv', [X, POSITIVE]),
  {...binary('elementwise', 'AddV2', [X, ROW], 'Add'), what: 'row'},
  {...binary('elementwise', 'Mul', [X, ROW], 'Multiply'), what: 'row'},
  {...binary('elementwise', 'AddV2', [NATURALS, OTHER_NATURALS], 'Add'), what: 'int32'},
  {...binary('elementwise', 'FloorDiv', [NATURALS, OTHER_NATURALS]), what: 'int32'},
  {family: 'elementwise', op: 'AddN', inputs: [[X, Y, POSITIVE]], tfjs: {kernel: 'AddN', names: null}},
  {
    family: 'elementwise',
    op: 'ClipByValue',
    inputs: [X, floats([], -1, -1), floats([], 1, 1)],
    tfjs: {kernel: 'ClipByValue', names: ['x'], attrs: {clipValueMin: -1, clipValueMax: 1}},
  },
  // tfjs keeps the parts of complex numbers apart: its Complex, Real and Imag compute nothing.
  unary('elementwise', 'ComplexAbs', complexes(SHAPE)),
];

const SPECIAL: FamilyRow[] = [
  unary('special functions', 'Erf', X),
  ...['Elu', 'Relu', 'Relu6', 'Selu', 'Softplus'].map((op) => unary('activations', op, X)),
  {
    family: 'activations',
    op: 'LeakyRelu',
    inputs: [X],
    attrs: {alpha: 0.2},
    tfjs: {kernel: 'LeakyRelu', names: ['x'], attrs: {alpha: 0.2}},
  },
  {family: 'activations', op: 'EluGrad', inputs: [X, UNIT], tfjs: {kernel: 'EluGrad', names: ['dy', 'y']}},
];

const COMPARISONS: FamilyRow[] = [
  ...['Equal', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'NotEqual'].map((op) =>
    binary('comparison and logic', op, [X, Y]),
  ),
  ...['LogicalAnd', 'LogicalOr'].map((op) => binary('comparison and logic', op, [TRUTHS, booleans([256])])),
  unary('comparison and logic', 'LogicalNot', TRUTHS),
  unary('comparison and logic', 'IsFinite', X),
  unary('comparison and logic', 'IsInf', X),
  unary('comparison and logic', 'IsNan', X, 'IsNan'),
  {
    family: 'comparison and logic',
    op: 'Select',
    inputs: [TRUTHS, X, Y],
    tfjs: {kernel: 'Select', names: ['condition', 't', 'e']},
  },
  binary('bitwise', 'BitwiseAnd', [NATURALS, OTHER_NATURALS]),
];

function cast(from: FamilyRow['inputs'][0], dtype: string): FamilyRow {
  return {
    family: 'casts',
    op: 'Cast',
    what: `to ${dtype}`,
    inputs: [from],
    attrs: {DstT: dtype},
    tfjs: {kernel: 'Cast', names: ['x'], attrs: {dtype}},
  };
}

// Its other casts give the same memory another name.
const CASTS = [cast(X, 'int32'), cast(X, 'bool'), cast(NATURALS, 'bool')];

function reduction(op: string, x: FamilyRow['inputs'][0], axis: number): FamilyRow {
  return {
    family: 'reductions',
    op,
    what: `axis ${axis}`,
    inputs: [x, [axis]],
    tfjs: {kernel: op, names: ['x'], attrs: {axis: [axis], reductionIndices: [axis], keepDims: false}},
  };
}

const REDUCTIONS: FamilyRow[] = [
  ...['Sum', 'Mean', 'Max', 'Min', 'Prod'].flatMap((op) => [reduction(op, X, 0), reduction(op, X, 1)]),
  ...['All', 'Any'].map((op) => reduction(op, TRUTHS, 1)),
  ...['ArgMax', 'ArgMin'].map((op) => ({
    family: 'reductions',
    op,
    inputs: [X, 1],
    attrs: {output_type: 'int32'},
    tfjs: {kernel: op, names: ['x'], attrs: {axis: 1}},
  })),
];

const COUNTED = integers([65536], 64);
const ALONG: FamilyRow[] = [
  ...['Cumsum', 'Cumprod'].map((op) => ({
    family: 'cumulative',
    op,
    inputs: [UNIT, 1],
    tfjs: {kernel: op, names: ['x'], attrs: {axis: 1, exclusive: false, reverse: false}},
  })),
  {
    family: 'segments and counts',
    op: 'UnsortedSegmentSum',
    inputs: [X, integers([256], 16), 16],
    tfjs: {kernel: 'UnsortedSegmentSum', names: ['x', 'segmentIds'], attrs: {numSegments: 16}},
  },
  ...['SparseSegmentSum', 'SparseSegmentMean'].map((op) => ({
    family: 'segments and counts',
    op,
    inputs: [X, integers([1024], 256), ordered(1024, 64)],
    tfjs: {kernel: op, names: ['data', 'indices', 'segmentIds']},
  })),
  {
    family: 'segments and counts',
    op: 'Bincount',
    inputs: [COUNTED, 64, floats([65536])],
    tfjs: {kernel: 'Bincount', names: ['x', '', 'weights'], attrs: {size: 64}},
  },
];

const ORDER: FamilyRow[] = [
  {
    family: 'order',
    op: 'TopKV2',
    inputs: [X, 10],
    tfjs: {kernel: 'TopK', names: ['x'], attrs: {k: 10, sorted: true}},
  },
  {
    family: 'order',
    op: 'TopKV2',
    what: 'all',
    inputs: [X, 256],
    tfjs: {kernel: 'TopK', names: ['x'], attrs: {k: 256, sorted: true}},
  },
  ...(['LowerBound', 'UpperBound'] as const).map((op) => ({
    family: 'order',
    op,
    inputs: [new_sorted(), X],
    tfjs: {
      kernel: 'SearchSorted',
      names: ['sortedSequence', 'values'],
      attrs: {side: op === 'LowerBound' ? 'left' : 'right'},
    },
  })),
  {
    family: 'unique',
    op: 'UniqueV2',
    inputs: [COUNTED, [0]],
    tfjs: {kernel: 'Unique', names: ['x'], attrs: {axis: 0}},
  },
  {
    family: 'unique',
    op: 'UniqueV2',
    what: 'rows',
    inputs: [integers([4096, 4], 3), [0]],
    tfjs: {kernel: 'Unique', names: ['x'], attrs: {axis: 0}},
  },
];

/** Rows in ascending order. */
function new_sorted(): ReturnType<typeof floats> {
  const array = floats(SHAPE, -3, 3);
  const data = array.data as Float32Array;
  for (let row = 0; row < data.length; row += 256) data.subarray(row, row + 256).sort();
  return array;
}

function batch_product(what: string, a: ReturnType<typeof floats>, b: ReturnType<typeof floats>): FamilyRow {
  return {
    family: 'matrix products',
    op: 'BatchMatMulV2',
    what,
    inputs: [a, b],
    tfjs: {kernel: 'BatchMatMul', names: ['a', 'b'], attrs: {transposeA: false, transposeB: false}},
  };
}

function matrix_product(transpose_a: boolean, transpose_b: boolean): FamilyRow {
  return {
    family: 'matrix products',
    op: 'MatMul',
    what: `${transpose_a ? 'aT' : 'a'} ${transpose_b ? 'bT' : 'b'}`,
    inputs: [floats([128, 128]), floats([128, 128])],
    attrs: {transpose_a, transpose_b},
    tfjs: {
      kernel: '_FusedMatMul',
      names: ['a', 'b'],
      attrs: {transposeA: transpose_a, transposeB: transpose_b, activation: 'linear'},
    },
  };
}

const PRODUCTS: FamilyRow[] = [
  ...[false, true].flatMap((a) => [false, true].map((b) => matrix_product(a, b))),
  batch_product('a batch', floats([8, 64, 64]), floats([8, 64, 64])),
  batch_product('one right side', floats([8, 64, 64]), floats([1, 64, 64])),
  ...['ij,jk->ik', 'bij,bjk->bik', 'ij->j'].map((equation) => ({
    family: 'matrix products',
    op: 'Einsum',
    what: equation,
    inputs: [
      equation.startsWith('b')
        ? [floats([4, 64, 64]), floats([4, 64, 64])]
        : equation.includes(',')
          ? [floats([64, 64]), floats([64, 64])]
          : [floats([64, 64])],
    ],
    attrs: {equation},
    tfjs: {kernel: 'Einsum', names: null, attrs: {equation}},
  })),
];

export const MATH_ROWS: readonly FamilyRow[] = [
  ...ELEMENTWISE,
  ...SPECIAL,
  ...COMPARISONS,
  ...CASTS,
  ...REDUCTIONS,
  ...ALONG,
  ...ORDER,
  ...PRODUCTS,
];
