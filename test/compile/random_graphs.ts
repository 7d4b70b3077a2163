// Random small graphs of elementwise, reducing, moving and multiplying ops, as data: each step names its op and which
// earlier values it takes. Knows no backend.
import * as fc from 'fast-check';
import * as tf from '../../src/index.ts';

type Make = (x: tf.Tensor, y: tf.Tensor, variant: number) => tf.Tensor;

/** Ops with a continuous derivative whose results stay small on small values. */
const SMOOTH: Readonly<Record<string, Make>> = {
  add: (x, y) => x.add(aligned(y, x)),
  sub: (x, y) => x.sub(aligned(y, x)),
  mul: (x, y) => x.mul(tf.tanh(aligned(y, x))),
  divide: (x, y) => x.truediv(tf.add(tf.square(aligned(y, x)), 1)),
  tanh: (x) => tf.tanh(x),
  sigmoid: (x) => tf.sigmoid(x),
  softplus: (x) => tf.nn.softplus(x),
  negate: (x) => tf.negative(x),
  times_one: (x) => tf.multiply(x, tf.ones_like(x)),
  plus_nothing: (x) => tf.add(x, tf.zeros([], tf.float32)),
  folded: (x, _y, variant) => tf.multiply(x, tf.add(tf.constant(0.25), tf.constant(variant / 8))),
  matmul: (x, y) => tf.tanh(tf.matmul(x, y, {transpose_b: true})),
  gram: (x) => tf.tanh(tf.matmul(x, x, {transpose_a: true})),
  transpose: (x) => tf.transpose(x),
  sum: (x, _y, variant) => tf.tanh(tf.reduce_sum(x, variant % 2, {keepdims: true})),
  mean: (x, _y, variant) => tf.reduce_mean(x, variant % 2, {keepdims: true}),
  flat: (x) => tf.reshape(x, [1, -1]),
  reshaped: (x) => tf.reshape(tf.square(x), tf.shape(x)),
  tiled: (x) => tf.tile(x, [1, 2]),
  padded: (x) =>
    tf.pad(x, [
      [0, 1],
      [1, 0],
    ]),
  concatenated: (x) => tf.concat([x, tf.sin(x)], 1),
  sliced: (x) => x.getitem(':', '0:1'),
  softmax: (x) => tf.nn.softmax(x),
  branch: (x) =>
    tf.cond(
      tf.greater_equal(tf.rank(x), 2),
      () => tf.exp(tf.negative(tf.square(x))),
      () => x,
    ),
  // Both branches and their slopes meet where the sum is zero.
  chosen: (x) => {
    const sum = tf.tanh(tf.square(tf.reduce_sum(x)));
    return tf.cond(
      tf.greater(tf.reduce_sum(x), 0),
      () => x.mul(sum),
      () => tf.sin(x).mul(sum).mul(2),
    );
  },
  repeated: (x, y, variant) => repeated(x, aligned(y, x), tf.constant(BigInt(variant))),
  repeated_by_rows: (x, y) => repeated(x, aligned(y, x), tf.shape(x).getitem(0)),
  gathered: (x, _y, variant) => tf.gather(x, tf.range(variant + 1).mod(tf.shape(x).getitem(0))),
  cumulated: (x, _y, variant) => tf.tanh(tf.cumsum(x, variant % 2, {reverse: variant > 1})),
  stacked: (x, y) => tf.reduce_mean(tf.stack([x, x.mul(aligned(y, x)), tf.sin(x)]), 0),
  parted: (x) => tf.add_n(tf.unstack(tf.tile(tf.expand_dims(x, 0), [3, 1, 1]), {num: 3})).mul(0.25),
  turned: (x) => tf.reverse(tf.squeeze(tf.expand_dims(x, 1), [1]), [1]),
};

/** A loop that is left after `count` times. */
function repeated(x: tf.Tensor, y: tf.Tensor, count: tf.Tensor): tf.Tensor {
  const [, result] = tf.while_loop(
    (i: tf.Tensor) => i.less(count),
    (i: tf.Tensor, value: tf.Tensor) => [i.add(1n), tf.sin(value.add(tf.tanh(y)))] as const,
    [tf.constant(0n), x],
    {shape_invariants: [tf.TensorShape([]), tf.TensorShape([null, null])]},
  );
  return result;
}

/** More ops, without a derivative somewhere. */
const CONTINUOUS: Readonly<Record<string, Make>> = {
  ...SMOOTH,
  maximum: (x, y) => tf.maximum(x, aligned(y, x)),
  minimum: (x, y) => tf.minimum(x, aligned(y, x)),
  relu: (x) => tf.nn.relu(x),
  elu: (x) => tf.nn.elu(x),
  absolute: (x) => tf.abs(x),
  largest: (x, _y, variant) => tf.reduce_max(x, variant % 2, {keepdims: true}),
  smallest: (x, _y, variant) => tf.reduce_min(x, variant % 2, {keepdims: true}),
  picked: (x, y) => tf.where(tf.less(x, aligned_whole(y, x)), x, tf.minimum(x, aligned_whole(y, x))),
  clipped: (x) => tf.clip_by_value(x, -0.5, 0.5),
};

export const OPS = {smooth: SMOOTH, continuous: CONTINUOUS} as const;

/** `y` as a number that broadcasts against any `x`, or as it is where it is known to fit. */
function aligned(y: tf.Tensor, x: tf.Tensor): tf.Tensor {
  const fits = x.shape.is_fully_defined() && String(y.shape) === String(x.shape);
  return y === x || fits ? y : tf.reduce_mean(y, [0, 1], {keepdims: true});
}

/** `y` in the shape of `x`. */
function aligned_whole(y: tf.Tensor, x: tf.Tensor): tf.Tensor {
  return tf.zeros_like(x).add(aligned(y, x));
}

/** A step: its op, and from which earlier values it takes its two operands. */
interface GraphStep {
  readonly op: string;
  readonly first: number;
  readonly second: number;
  readonly variant: number;
}

export interface RandomGraph {
  readonly rows: number;
  readonly columns: number;
  readonly inputs: readonly (readonly number[])[];
  readonly steps: readonly GraphStep[];
}

const SIDE = fc.integer({min: 1, max: 3});

function graph_of(kind: keyof typeof OPS, rows: number, columns: number): fc.Arbitrary<RandomGraph> {
  const value = fc.integer({min: -16, max: 16}).map((sixteenths) => sixteenths / 16);
  const array = fc.array(value, {minLength: rows * columns, maxLength: rows * columns});
  const step = fc.record({
    op: fc.constantFrom(...Object.keys(OPS[kind])),
    first: fc.nat({max: 20}),
    second: fc.nat({max: 20}),
    variant: fc.nat({max: 3}),
  });
  return fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    inputs: fc.array(array, {minLength: 2, maxLength: 2}),
    steps: fc.array(step, {minLength: 1, maxLength: 10}),
  });
}

export function random_graphs(kind: keyof typeof OPS): fc.Arbitrary<RandomGraph> {
  return fc.tuple(SIDE, SIDE).chain(([rows, columns]) => graph_of(kind, rows, columns));
}

/** A matrix whose second operand can be multiplied with it: as wide as the first. */
function as_wide(y: tf.Tensor, x: tf.Tensor): tf.Tensor {
  return y.shape[1] === x.shape[1] && y.shape[1] !== null ? y : x;
}

/** Builds the graph into the default graph: its placeholders and the value of each step. */
export function build(
  {rows, columns, inputs, steps}: RandomGraph,
  kind: keyof typeof OPS,
): {
  feeds: [tf.Tensor, tf.NDArray][];
  values: tf.Tensor[];
} {
  const feeds = inputs.map((data, index): [tf.Tensor, tf.NDArray] => {
    // The first one's rows are unknown until it is fed.
    const placeholder = tf.placeholder(tf.float32, {shape: [index === 0 ? null : rows, columns]});
    return [placeholder, tf.NDArray(tf.float32, [rows, columns], Float32Array.from(data))];
  });
  const values = feeds.map(([placeholder]) => placeholder);
  for (const {op, first, second, variant} of steps) {
    const x = values[first % values.length] as tf.Tensor;
    const y = values[second % values.length] as tf.Tensor;
    const make = OPS[kind][op] as Make;
    values.push(make(x, op === 'matmul' ? as_wide(y, x) : y, variant));
  }
  return {feeds, values: values.slice(feeds.length)};
}
