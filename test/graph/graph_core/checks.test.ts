// Checks of ranks, shapes, dtypes and values: the graphs of real TensorFlow, and its words.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';

const {debugging} = tf;
const after = (checks: tf.Operation[], x: tf.Tensor): tf.Tensor =>
  tf.control_dependencies(checks, () => tf.identity(x));
const given = (value: number[] | number[][] | number[][][], name: string, shape: null | (number | null)[]) =>
  tf.placeholder_with_default(value, shape, {name});

test_programs({
  checks_of_ranks: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    const y = tf.placeholder(tf.float32, [null, 3], {name: 'y'});
    const rank = tf.placeholder(tf.int32, {name: 'rank'});
    tf.assert_rank(x, 2);
    tf.assert_rank(y, 2, {name: 'known'});
    tf.assert_rank(x, rank, {message: 'A rank.', summarize: 5});
    tf.assert_rank_at_least(x, 1, {data: ['no', x]});
    tf.assert_rank_at_least(y, 1);
    tf.assert_rank_in(x, [1, 2]);
    tf.assert_rank_in(y, [rank, 2]);
    debugging.assert_rank_in(y, [0, 2], {name: 'known_too'});
  },
  assert_rank_too_low: () => void tf.assert_rank_at_least(tf.zeros([3]), 2, {message: 'Rank'}),
  assert_rank_not_among: () => void tf.assert_rank_in(tf.zeros([3]), [0, 2]),
  assert_rank_not_scalar: () => void tf.assert_rank(tf.placeholder(tf.float32), [1, 2]),
  assert_rank_not_integer: () => void tf.assert_rank(tf.zeros([2]), 1.5),
  assert_rank_in_run: () => {
    const x = given([1.0, 2.0], 'x', null);
    return {run: after([tf.assert_rank(x, 2)], x)};
  },
  assert_rank_holds_in_run: () => {
    const x = given([1.0, 2.0], 'x', null);
    const checks = [tf.assert_rank(x, 1), tf.assert_rank_at_least(x, 1), tf.assert_rank_in(x, [0, 1])];
    return {run: after(checks, x)};
  },

  checks_of_types: () => {
    const x = tf.constant([1n, 2n], {name: 'x'});
    tf.assert_type(x, tf.int32);
    tf.assert_integer(x, {name: 'whole'});
    const scalar = tf.assert_scalar(3.0);
    const v = tf.Variable(1.0, {name: 'v'});
    const common = tf.assert_same_float_dtype([v, null, tf.constant(1.0)]);
    const single = tf.assert_same_float_dtype();
    const double = tf.assert_same_float_dtype([], tf.float64);
    const numeric = [x, tf.constant('a'), 3].map((value) => tf.is_numeric_tensor(value));
    tf.assert_proper_iterable([1, 2]);
    return {scalar, types: [common, single, double].map(({name}) => name), numeric};
  },
  assert_type_other: () => void tf.assert_type(tf.constant(1.0, {name: 'x'}), tf.int32, {message: 'Type'}),
  assert_integer_float: () => void tf.assert_integer(tf.constant(1.0, {name: 'x'})),
  assert_scalar_vector: () => void tf.assert_scalar(tf.constant([1.0], {name: 'x'}), {message: 'Here: '}),
  assert_same_float_dtype_two: () =>
    void tf.assert_same_float_dtype([
      tf.constant(1.0, {name: 'x'}),
      tf.constant(1.0, tf.float64, {name: 'y'}),
    ]),
  assert_same_float_dtype_given: () =>
    void tf.assert_same_float_dtype([tf.constant(1.0, {name: 'x'})], tf.float64),
  assert_same_float_dtype_integer: () => void tf.assert_same_float_dtype([tf.constant(1n, {name: 'x'})]),
  assert_proper_iterable_number: () => tf.assert_proper_iterable(3),
  assert_proper_iterable_text: () => tf.assert_proper_iterable('abc'),

  checks_of_values: () => {
    const x = given([1.0, 2.0], 'x', [null]);
    const near = tf.assert_near(x, [1.0, 2.0]);
    const options = {rtol: 0.5, atol: 0.125, message: 'Near.', summarize: 2, name: 'near'};
    const nearer = tf.assert_near(x, x.add(0.5), options);
    const finite = tf.control_dependencies([near, nearer], () =>
      tf.verify_tensor_all_finite(x, 'not finite'),
    );
    const again = debugging.assert_all_finite({x, message: 'not finite', name: 'finite'});
    return {run: [finite, again]};
  },
  assert_near_complex: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    tf.assert_near(tf.complex(x, x), tf.complex(x, x));
  },
  assert_near_fails: () => {
    const x = given([1.0, 2.0], 'x', [null]);
    return {run: after([tf.assert_near(x, [1.0, 2.5], {message: 'Far.'})], x)};
  },
  assert_all_finite_fails: () => {
    const x = given([1.0, Infinity], 'x', [null]);
    return {run: tf.verify_tensor_all_finite(x, 'Too large')};
  },
  verify_tensor_all_finite_twice: () =>
    void tf.verify_tensor_all_finite(tf.constant(1.0), 'a', {x: tf.constant(2.0)}),

  orders: () => {
    const x = given([1.0, 2.0, 2.0], 'x', [null]);
    const a = [tf.is_non_decreasing(x), tf.is_strictly_increasing(x)];
    const falling = tf.math.is_non_decreasing([[3n, 1n]], {name: 'falls'});
    const b = [falling, debugging.is_strictly_increasing([1n, 2n])];
    const c = [tf.is_non_decreasing([1.5]), tf.is_strictly_increasing(tf.zeros([0]))];
    return {run: [...a, ...b, ...c]};
  },

  checks_of_shapes: () => {
    const x = given([[1.0, 2.0, 3.0]], 'x', [null, 3]);
    const y = given([5.0], 'y', [null]);
    const z = given([[[1.0, 2.0]]], 'z', null);
    const scalar = tf.constant(1.0);
    const first = debugging.assert_shapes([
      [x, ['N', 'Q']],
      [y, 'N'],
      [scalar, []],
      [z, ['*', 'N', 2]],
      [tf.zeros([3]), ['Q']],
    ]);
    const shapes = [
      [x, [null, '3']],
      [y, ['.']],
      [z, [1, 'D', 2]],
      [y, null],
    ] as const;
    const second = debugging.assert_shapes(shapes, {message: 'Shapes.', name: 'second'});
    return {run: after([first, second], x)};
  },
  assert_shapes_other_size: () =>
    void debugging.assert_shapes(
      new Map([
        [tf.zeros([2, 3]), 'NQ'],
        [tf.zeros([4]), 'Q'],
      ]),
    ),
  assert_shapes_other_number: () =>
    void debugging.assert_shapes([[tf.zeros([2, 3]), [2, 4]]], {message: 'Number'}),
  assert_shapes_star_late: () => void debugging.assert_shapes([[tf.zeros([2, 3]), ['N', '*']]]),
  assert_shapes_not_a_list: () => void debugging.assert_shapes([[tf.zeros([2]), untyped<string>(2)]]),
  assert_shapes_fails: () => {
    const [x, y] = [given([1.0, 2.0], 'x', [null]), given([1.0], 'y', [null])];
    const check = debugging.assert_shapes([
      [x, 'N'],
      [y, 'N'],
    ]);
    return {run: after([check], x)};
  },
});
