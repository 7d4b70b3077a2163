// Shapes and dimensions answer and complain as TensorFlow's do; where shapes are arrays, they are JavaScript's.
import {inspect} from 'node:util';
import {float32} from '../../src/types/dtypes.ts';
import {
  as_shape,
  Dimension,
  dimension_value,
  scalar_shape,
  TensorShape,
  unknown_shape,
} from '../../src/types/tensor_shape.ts';
import type {ShapeLike} from '../../src/types/tensor_shape.ts';
import {expected_outcome, outcome, RECORDED} from './recorded.ts';
import type {DimensionRow, ShapeRow} from './recorded.ts';

type ShapeMethod = (shape: TensorShape, first: ShapeLike, second: number | null) => unknown;

const SHAPE_METHODS: Record<string, ShapeMethod> = {
  as_list: (shape) => shape.as_list(),
  __len__: (shape) => shape.length,
  __iter__: (shape) => [...shape],
  __str__: (shape) => String(shape),
  __repr__: (shape) => shape.repr(),
  __eq__: (shape, other) => shape.equals(other),
  __ne__: (shape, other) => shape.not_equal(other),
  rank: (shape) => shape.rank,
  is_fully_defined: (shape) => shape.is_fully_defined(),
  assert_is_fully_defined: (shape) => shape.assert_is_fully_defined(),
  num_elements: (shape) => shape.num_elements(),
  is_compatible_with: (shape, other) => shape.is_compatible_with(other),
  assert_is_compatible_with: (shape, other) => shape.assert_is_compatible_with(other),
  merge_with: (shape, other) => shape.merge_with(other),
  concatenate: (shape, other) => shape.concatenate(other),
  assert_same_rank: (shape, other) => shape.assert_same_rank(other),
  most_specific_compatible_shape: (shape, other) => shape.most_specific_compatible_shape(other),
  with_rank: (shape, rank) => shape.with_rank(rank as number),
  with_rank_at_least: (shape, rank) => shape.with_rank_at_least(rank as number),
  with_rank_at_most: (shape, rank) => shape.with_rank_at_most(rank as number),
  assert_has_rank: (shape, rank) => shape.assert_has_rank(rank as number),
  slice: (shape, start, stop) => shape.slice(start as number, stop),
};

type DimensionMethod = (dimension: Dimension, other: number | null) => unknown;

const DIMENSION_METHODS: Record<string, DimensionMethod> = {
  __str__: (dimension) => String(dimension),
  __repr__: (dimension) => dimension.repr(),
  __int__: (dimension) => Number(dimension),
  __add__: (dimension, other) => dimension.add(other),
  __radd__: (dimension, other) => dimension.radd(other),
  __sub__: (dimension, other) => dimension.sub(other),
  __rsub__: (dimension, other) => dimension.rsub(other),
  __mul__: (dimension, other) => dimension.mul(other),
  __floordiv__: (dimension, other) => dimension.floordiv(other),
  __rfloordiv__: (dimension, other) => dimension.rfloordiv(other),
  __mod__: (dimension, other) => dimension.mod(other),
  __rmod__: (dimension, other) => dimension.rmod(other),
  __eq__: (dimension, other) => dimension.equals(other),
  __ne__: (dimension, other) => dimension.not_equal(other),
  __lt__: (dimension, other) => dimension.less(other),
  __le__: (dimension, other) => dimension.less_equal(other),
  __gt__: (dimension, other) => dimension.greater(other),
  __ge__: (dimension, other) => dimension.greater_equal(other),
  is_compatible_with: (dimension, other) => dimension.is_compatible_with(other),
  assert_is_compatible_with: (dimension, other) => dimension.assert_is_compatible_with(other),
  merge_with: (dimension, other) => dimension.merge_with(other),
};

/** A result in the form that the recording script writes. */
function recorded_form(value: unknown): unknown {
  if (value instanceof TensorShape) return {shape: value.sizes === null ? null : value.as_list()};
  if (value instanceof Dimension) return {dimension: value.value};
  return value === undefined ? null : value;
}

function shape_outcome({self, method, args}: ShapeRow): unknown {
  const call = SHAPE_METHODS[method];
  if (call === undefined) throw new Error(`no ${method}`);
  return outcome(() => recorded_form(call(new TensorShape(self), args[0] ?? null, args[1] ?? null)));
}

function dimension_outcome({self, method, args}: DimensionRow): unknown {
  const call = DIMENSION_METHODS[method];
  if (call === undefined) throw new Error(`no ${method}`);
  return outcome(() => recorded_form(call(new Dimension(self), args[0] ?? null)));
}

const shape_methods = [...new Set(RECORDED.shapes.map((row) => row.method))];
const dimension_methods = [...new Set(RECORDED.dimensions.map((row) => row.method))];

test.each(shape_methods)('TensorShape %s', (method) => {
  for (const row of RECORDED.shapes.filter((candidate) => candidate.method === method)) {
    const {self, args} = row;
    expect({self, args, ...(shape_outcome(row) as object)}).toEqual({self, args, ...expected_outcome(row)});
  }
});

test.each(dimension_methods)('Dimension %s', (method) => {
  for (const row of RECORDED.dimensions.filter((candidate) => candidate.method === method)) {
    const {self, args} = row;
    expect({self, args, ...(dimension_outcome(row) as object)}).toEqual({
      self,
      args,
      ...expected_outcome(row),
    });
  }
});

test.each(RECORDED.shape_constructions)('TensorShape($dims)', (row) => {
  const dims = row.dims === 'dtype' ? [float32] : row.dims;
  expect(outcome(() => recorded_form(new TensorShape(dims as ShapeLike)))).toEqual(expected_outcome(row));
});

test('shapes are array-like', () => {
  const shape = new TensorShape([null, 3n, new Dimension(4)]);
  expect([shape[0], shape[1], shape[2], shape.length]).toEqual([null, 3, 4, 3]);
  expect(Array.from(shape)).toEqual([null, 3, 4]);
  expect([shape.at(-1), shape.at(0)]).toEqual([4, null]);
  expect(unknown_shape()[2]).toBeNull();
  expect(new TensorShape(Int32Array.of(2, 5)).as_list()).toEqual([2, 5]);
});

test('shapes that are shapes already, or scalars, are not made anew', () => {
  const shape = new TensorShape([2]);
  expect(as_shape(shape)).toBe(shape);
  expect(scalar_shape()).toBe(scalar_shape());
  expect(new TensorShape(null)).toBe(unknown_shape());
  expect(unknown_shape(2).as_list()).toEqual([null, null]);
});

test('a shape equals itself, even where sizes are unknown', () => {
  const shape = new TensorShape([null]);
  expect(shape.equals(shape)).toBe(true);
  expect(shape.equals(new TensorShape([null]))).toBe(false);
});

test('inspect shows the repr', () => {
  expect(inspect(new TensorShape([null, 2]))).toBe('TensorShape([Dimension(None), Dimension(2)])');
  expect(inspect(new Dimension(2))).toBe('Dimension(2)');
  expect(inspect(float32)).toBe('tf.float32');
});

test('dimension_value takes dimensions and plain sizes', () => {
  expect([new Dimension(3), new Dimension(null), 4, null].map(dimension_value)).toEqual([3, null, 4, null]);
});
