// `tf1/numpy_random` against numpy 1.18: one call after the other on one state, arrays, choices and refusals.
import {reset_globals} from '../../src/graph/globals.ts';
import * as numpy_random from '../../src/python/numpy_random/index.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {number_differences} from '../support/comparison.ts';
import {golden_json} from '../support/goldens.ts';

interface Call {
  readonly function: string;
  readonly arguments: readonly unknown[];
  readonly keywords: Readonly<Record<string, unknown>>;
  readonly result:
    | {error: [string, string]}
    | {bytes: number[]}
    | {dtype: string; shape: number[]; values: unknown};
}

const {calls: CALLS} = golden_json<{calls: Call[]}>('test/oracle/data/numpy_random.json');

type AnyFunctions = Readonly<Record<string, (...args: unknown[]) => unknown>>;

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return {bytes: [...value]};
  if (value instanceof NDArray)
    return {dtype: value.dtype.name, shape: [...value.shape], values: value.toArray()};
  return value;
}

/** What a call on `target` gave or said. */
function outcome(target: object, call: Call): unknown {
  const keywords = Object.keys(call.keywords).length === 0 ? [] : [call.keywords];
  try {
    const method = (target as AnyFunctions)[call.function] as (...args: unknown[]) => unknown;
    return plain(Reflect.apply(method, target, [...call.arguments, ...keywords]));
  } catch (error) {
    return {error: [(error as Error).name, (error as Error).message]};
  }
}

/** Normal numbers rest on a logarithm, whose last bits differ between libraries; all else is exact. */
function differences(actual: unknown, {function: name, result}: Call): unknown[] {
  const is_normal = name === 'randn' || name.endsWith('normal');
  const expected = 'shape' in result && result.shape.length === 0 ? result.values : result;
  if (!is_normal) return JSON.stringify(actual) === JSON.stringify(expected) ? [] : [actual, expected];
  const numbers = (value: unknown): number[] =>
    [typeof value === 'number' ? value : (value as {values: number[]}).values].flat(Infinity) as number[];
  return numbers(expected).flatMap((value, k) =>
    number_differences(numbers(actual)[k] ?? NaN, value, 'random_normal', 'float64'),
  );
}

test("a state of its own gives numpy's numbers, call after call", () => {
  const state = numpy_random.RandomState(42);
  expect(CALLS.flatMap((call) => differences(outcome(state, call), call))).toEqual([]);
});

test('so do the functions of the module', () => {
  numpy_random.seed(42);
  expect(CALLS.flatMap((call) => differences(outcome(numpy_random, call), call))).toEqual([]);
  reset_globals();
});

test('arrays are shuffled in place, by rows', () => {
  const rows = NDArray.from(
    [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ],
    'int32',
  );
  numpy_random.RandomState(3).shuffle(rows);
  const order = [0, 1, 2, 3];
  numpy_random.RandomState(3).shuffle(order);
  expect(rows.toArray()).toEqual(order.map((row) => [2 * row + 1, 2 * row + 2]));
});
