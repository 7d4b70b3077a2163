// tf.test.compute_gradient and its error: the Jacobians that real TensorFlow gives, and its mistakes.
import * as tf from 'tf1';
import {numpy_random_state} from '../../src/graph/numpy_random.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array, golden_json, type EncodedArray} from '../support/goldens.ts';

interface Recorded {
  readonly id: string;
  readonly jacobians: readonly (readonly [EncodedArray, EncodedArray])[];
  readonly error: number;
}

type Sizes = readonly number[];
type Options = NonNullable<Parameters<typeof tf.test.compute_gradient>[4]>;

interface Program extends Options {
  readonly x: tf.Tensor | readonly tf.Tensor[];
  readonly x_shape: Sizes | readonly Sizes[];
  readonly y: tf.Tensor;
  readonly y_shape: Sizes;
}

const of_shape = (dtype: tf.DTypeLike, shape: readonly number[]): tf.Tensor =>
  tf.placeholder(dtype, [...shape]);
const complex = (...parts: number[]): tf.NDArray =>
  tf.NDArray(tf.complex64, [parts.length / 2], Float32Array.from(parts));

const PROGRAMS: Readonly<Record<string, () => Program>> = {
  product: () => {
    const x = of_shape(tf.float64, [2, 3]);
    const w = tf.constant([[1.0], [-2.0], [0.5]], tf.float64);
    const y = tf.matmul(x, w).mul(x.getitem(':', ':1'));
    const x_init_value = [
      [0, 0.25, 0.5],
      [0.75, 1, 1.25],
    ];
    return {x, x_shape: [2, 3], y, y_shape: [2, 1], x_init_value};
  },
  several: () => {
    const [a, b] = [of_shape(tf.float32, [2]), of_shape(tf.float32, [2])];
    const x_init_value = [
      [0.5, -1.0],
      [2.0, 0.25],
    ];
    const extra_feed_dict = [[a, x_init_value[0]] as const, [b, x_init_value[1]] as const];
    const y = tf.tanh(a.mul(b));
    const options = {x_init_value, delta: 1e-2, extra_feed_dict};
    return {x: [a, b], x_shape: [[2], [2]], y, y_shape: [2], ...options};
  },
  complex_square: () => {
    const x = of_shape(tf.complex64, [2]);
    return {x, x_shape: [2], y: x.mul(x), y_shape: [2], x_init_value: complex(1, 2, -0.5, 0.25)};
  },
  complex_size: () => {
    const x = of_shape(tf.complex64, [2]);
    return {x, x_shape: [2], y: tf.abs(x), y_shape: [2], x_init_value: complex(3, 4, -0.5, 0.25)};
  },
  rows: () => {
    const x = of_shape(tf.float64, [3, 2]);
    const y = tf.gather(x, [2, 0, 2]);
    const x_init_value = [
      [0, 1],
      [2, 3],
      [4, 5],
    ];
    return {x, x_shape: [3, 2], y, y_shape: [3, 2], x_init_value};
  },
  variable: () => {
    const initializer = tf.constant_initializer(3.0);
    const v = tf.get_variable('v', [2], {dtype: tf.float64, initializer});
    const x = of_shape(tf.float64, [2]);
    const init_targets = [tf.global_variables_initializer()];
    return {x, x_shape: [2], y: x.mul(v), y_shape: [2], x_init_value: [1.0, 2.0], init_targets};
  },
  by_chance: () => {
    const x = of_shape(tf.float32, [2, 2]);
    return {x, x_shape: [2, 2], y: tf.exp(x), y_shape: [2, 2]};
  },
  halves: () => {
    const x = of_shape(tf.float16, [2]);
    return {x, x_shape: [2], y: x.mul(x), y_shape: [2], x_init_value: [1.5, -0.75], delta: 0.125};
  },
  empty: () => {
    const x = of_shape(tf.float32, [0]);
    return {x, x_shape: [0], y: x.mul(2.0), y_shape: [0], x_init_value: new Float32Array(0)};
  },
  wrong: () => {
    const x = of_shape(tf.float64, [2]);
    const y = x.mul(x).add(tf.stop_gradient(x));
    return {x, x_shape: [2], y, y_shape: [2], x_init_value: [1.0, 2.0]};
  },
};

type Arguments = Parameters<typeof tf.test.compute_gradient>;

function arguments_of({x, x_shape, y, y_shape, ...options}: Program): Arguments {
  return [x, x_shape, y, y_shape, options] as unknown[] as Arguments;
}

/** Quotients of differences of values that differ by their last bits. */
const QUOTIENTS = 1e3;

describe('Jacobians of', () => {
  test.each(golden_json<Recorded[]>('test/oracle/data/gradient_checks.json'))('$id', async (recorded) => {
    tf.reset_default_graph();
    const args = arguments_of((PROGRAMS[recorded.id] as () => Program)());
    await tf.Session().use(async () => {
      numpy_random_state().seed(7);
      const found: unknown[] = await tf.test.compute_gradient(...args);
      const pairs = (found[0] instanceof tf.NDArray ? [found] : found) as tf.NDArray[][];
      const faults = recorded.jacobians.flatMap((pair, k) =>
        pair.flatMap((expected, i) =>
          array_differences(
            pairs[k]?.[i] as tf.NDArray,
            decode_array(expected),
            i === 0 ? 'elementary' : 'cancellation',
            i === 0 ? 0 : QUOTIENTS,
          ),
        ),
      );
      expect(faults).toEqual([]);
      numpy_random_state().seed(7);
      const error = await tf.test.compute_gradient_error(...args);
      const [own, theirs] = [error, recorded.error].map((value) => tf.NDArray.from(value, tf.float32));
      expect(array_differences(own as tf.NDArray, theirs as tf.NDArray, 'cancellation', QUOTIENTS)).toEqual(
        [],
      );
    });
  });
});

test('only floats are differentiated', async () => {
  tf.reset_default_graph();
  const x = of_shape(tf.float32, [2]);
  const y = tf.cast(x, tf.int32);
  await tf.Session().use(async () => {
    await expect(tf.test.compute_gradient(x, [2], y, [2])).rejects.toThrow(/dx = None|Don't support type/);
    await expect(tf.test.compute_gradient(x, [2], x.mul(x), [2], {x_init_value: [1]})).rejects.toThrow(
      'x_shape = [2], init_data shape = [1]',
    );
  });
});
