/**
 * Sequences of numbers: `tf.range`, `tf.linspace`.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, float32, float64, int32, int64, type DType, type DTypeLike} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {array_of, input_values} from './folding.ts';
import {not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {cast} from './math_cast.ts';
import {op_scope} from './op_scope.ts';
import {with_rank} from './shape_functions.ts';

/** How many numbers there are. Throws `ShapeError` for a step of zero or one that leads away. */
function range_count(start: number, limit: number, delta: number): number {
  if (start > limit && delta > 0) {
    throw new ShapeError(`Requires start <= limit when delta > 0: ${start}/${limit}`);
  }
  if (start < limit && delta < 0) {
    throw new ShapeError(`Requires start >= limit when delta < 0: ${start}/${limit}`);
  }
  if (delta === 0) throw new ShapeError('Requires delta != 0');
  return Math.ceil(Math.abs((limit - start) / delta));
}

/** `[start, start + delta, ...)` up to but without `limit`. */
export const Range = define_op('Range', {
  inputs: {start: 'Tidx', limit: 'Tidx', delta: 'Tidx'},
  outputs: {output: 'Tidx'},
  attrs: {Tidx: type([dtypes.bfloat16, float32, float64, int32, int64], int32)},
  shape: ({shapes, constant_value}) => {
    for (const shape of shapes) with_rank(shape, 0);
    const values = [0, 1, 2].map((i) => constant_value(i));
    if (values.includes(null)) return [unknown_shape(1)];
    const [start, limit, delta] = values.map((value) => Number((value as NDArray).item())) as [
      number,
      number,
      number,
    ];
    return [new TensorShape([range_count(start, limit, delta)])];
  },
});
not_differentiable(Range);
constant_rules('Range', {
  value: (op, of) => {
    const values = input_values(op, of);
    if (values === null) return null;
    const [start, limit, delta] = values.map((value) => Number(value.item())) as [number, number, number];
    const count = Math.max(0, Math.ceil((limit - start) / delta));
    return array_of(
      Array.from({length: count}, (_, i) => start + i * delta),
      (op.outputs[0] as Tensor).dtype,
    );
  },
});

/** `num` numbers, evenly spaced, from `start` to `stop`, both included. */
export const LinSpace = define_op('LinSpace', {
  inputs: {start: 'T', stop: 'T', num: 'Tidx'},
  outputs: {output: 'T'},
  attrs: {T: type([dtypes.bfloat16, float32, float64]), Tidx: type(INDICES, int32)},
  shape: ({shapes, constant_value}) => {
    for (const shape of shapes) with_rank(shape, 0);
    const num = constant_value(2);
    if (num === null) return [unknown_shape(1)];
    const count = Number(num.item());
    if (count <= 0) throw new ShapeError(`Requires num > 0: ${count}`);
    return [new TensorShape([count])];
  },
});
not_differentiable(LinSpace);

const HIERARCHY: readonly DType[] = [int32, int64, float32, float64];

/**
 * `tf.range(limit)`, `tf.range(start, limit, delta)`: numbers from `start` up to but without `limit`. Integral
 * numbers are int32 unless `dtype` or another argument says otherwise.
 */
export const range = signature(
  ['start', 'limit', 'delta', 'dtype', 'name'],
  function range(
    start: TensorLike,
    limit: TensorLike | null = null,
    delta: TensorLike = 1,
    dtype: DTypeLike | null = null,
    name: string | null = 'range',
  ): Tensor {
    const [first, end] = limit === null ? [0, start] : [start, limit];
    return op_scope(name, 'Range', [first, end, delta], (scope) => {
      // One number with a fraction makes floats of all.
      const has_fraction = [first, end, delta].some(
        (value) => typeof value === 'number' && !Number.isInteger(value),
      );
      const convert = (value: TensorLike, name: string): Tensor =>
        to_tensor(dtype === null && !has_fraction ? integers(value) : value, {
          dtype: dtype === null ? null : as_dtype(dtype),
          name,
        });
      let parts = [convert(first, 'start'), convert(end, 'limit'), convert(delta, 'delta')] as const;
      if (dtype === null) {
        const widest =
          HIERARCHY[Math.max(...parts.map((part) => HIERARCHY.indexOf(part.dtype.base_dtype)))] ?? int32;
        parts = [cast(parts[0], widest), cast(parts[1], widest), cast(parts[2], widest)];
      }
      return apply(Range, {start: parts[0], limit: parts[1], delta: parts[2]}, {}, scope).output;
    });
  },
  {integer_parameters: ['start', 'limit', 'delta']},
);

/** `tf.linspace`: `num` numbers, evenly spaced, from `start` to `stop`, both included. */
export const linspace = signature(
  ['start', 'stop', 'num', 'name'],
  function linspace(
    start: TensorLike,
    stop: TensorLike,
    num: TensorLike,
    name: string | null = null,
  ): Tensor {
    return apply(LinSpace, {start, stop, num: integers(num)}, {}, name).output;
  },
  {integer_parameters: ['num']},
);
