// Gradients of the gradients of one op: TensorFlow's values, or its refusal where it has none of the second order.
import * as tf from '../../src/index.ts';
import {array_differences, type RuleName} from '../support/comparison.ts';
import {decode_array, golden_json, type EncodedArray} from '../support/goldens.ts';
import {
  build_call,
  gradient_faults,
  rule_of,
  type DifferentiatedCall,
  type EncodedGradient,
} from './gradient_calls.ts';

interface SecondRow extends DifferentiatedCall {
  /** What comes in for the gradients that there are. */
  ddys: EncodedArray[];
  /** By the inputs, then by what came in first. */
  seconds?: EncodedGradient[];
  error?: {class: string; message: string};
}

type Fetched = tf.Tensor | tf.IndexedSlices;

interface Build {
  readonly seconds: readonly (Fetched | null)[];
  readonly feeds: readonly (readonly [tf.Tensor, tf.NDArray])[];
}

function build(row: SecondRow): Build {
  tf.reset_default_graph();
  const {ys, xs, feeds} = build_call(row);
  const given = row.dys.map(decode_array);
  const dys = given.map(({dtype, shape}, k) => tf.placeholder(dtype, {shape, name: `dy_${k}`}));
  const firsts = tf.gradients(ys, xs, {grad_ys: dys}).filter((first) => first !== null);
  const ddys = row.ddys.map((ddy) => tf.constant(decode_array(ddy)));
  const values = firsts.map((first) => (first instanceof tf.IndexedSlices ? first.values : first));
  const seconds = tf.gradients(values, [...xs, ...dys], {grad_ys: ddys});
  return {seconds, feeds: [...feeds, ...dys.map((dy, k) => [dy, given[k] as tf.NDArray] as const)]};
}

/** The error that building ends with. */
function refusal(row: SecondRow): {class: string; message: string} | null {
  try {
    build(row);
    return null;
  } catch (error) {
    const {name, message} = error as Error;
    return {class: name, message};
  }
}

/** Of the logarithm of one exponential only rounding is left; elsewhere more terms come together than in the first gradients. */
function second_rule(op: string, dtype: tf.DType): RuleName {
  const first = rule_of(op, dtype);
  if (op === 'CumulativeLogsumexp') return 'cancellation';
  return first === 'cancellation' ? 'reduction' : first;
}

function rows(file: string): [op: string, row: SecondRow][] {
  return golden_json<SecondRow[]>(`test/oracle/data/${file}`).map((row) => [row.op, row]);
}

const FIRST = rows('second_gradients.json.gz');
const LATER = rows('second_gradients.later.json.gz');

describe('The second gradients of', () => {
  test.each([...FIRST, ...LATER].filter(([, {seconds}]) => seconds !== undefined))('%s', async (op, row) => {
    const {seconds, feeds} = build(row);
    const found = await gradient_faults(seconds, row.seconds ?? [], feeds, (actual, expected) =>
      array_differences(actual, expected, second_rule(op, expected.dtype)),
    );
    expect(found).toEqual([]);
  });
});

describe('There are no second gradients of', () => {
  test.each(FIRST.filter(([, {error}]) => error !== undefined))('%s', (_op, row) => {
    expect(refusal(row)).toEqual(row.error);
  });

  // TensorFlow 2.15 says it in other words.
  test.each(LATER.filter(([, {error}]) => error !== undefined))('%s', (_op, row) => {
    expect(refusal(row)?.class).toBe(row.error?.class);
  });
});
