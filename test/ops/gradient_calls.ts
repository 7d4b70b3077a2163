// Recorded calls of ops with the gradients that TensorFlow gave for them: built as nodes, run, and compared. Knows no test.
import {constant_of} from '../../src/graph/convert.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import * as tf from '../../src/index.ts';
import type {RuleName} from '../support/comparison.ts';
import {decode_array, recorded_rows, type EncodedArray} from '../support/goldens.ts';
import type {DescribedNode} from './plain_attributes.ts';
import {recorded_call} from './recorded_call.ts';

interface EncodedSlices {
  values: EncodedArray;
  indices: EncodedArray;
  dense_shape: EncodedArray | null;
}

/** A gradient as it was recorded. */
export type EncodedGradient = EncodedArray | EncodedSlices | null;
/** A gradient as it is built. */
export type Gradient = tf.Tensor | tf.IndexedSlices | null;
export type Feeds = readonly (readonly [tf.Tensor, tf.NDArray])[];

/** A call of an op, and between which of its tensors it was differentiated. */
export interface DifferentiatedCall {
  op: string;
  attrs: Record<string, unknown>;
  inputs: EncodedArray[];
  constants: number[];
  ys: number[];
  dys: EncodedArray[];
  xs: number[];
}

interface RecordedGradient extends Omit<DifferentiatedCall, 'op' | 'attrs' | 'inputs'> {
  gradients: EncodedGradient[];
  nodes?: DescribedNode[];
}

interface Row {
  op: string;
  attrs: Record<string, unknown>;
  inputs: EncodedArray[];
  outputs: EncodedArray[];
  gradient?: RecordedGradient;
}

/** A row's call with what its gradient gave. */
export type GradientCall = Row & RecordedGradient;

/** The calls of each op that is defined. */
export function gradient_calls(): [op: string, calls: GradientCall[]][] {
  const by_op = new Map<string, GradientCall[]>();
  for (const row of recorded_rows<Row>('ops')) {
    if (row.gradient === undefined) continue;
    by_op.set(row.op, [...(by_op.get(row.op) ?? []), {...row, ...row.gradient}]);
  }
  return [...by_op].filter(([op]) => find_op_definition(op) !== null);
}

/** Of these the gradients are differences of numbers that may be much larger. */
const DIFFERENCES = new Set('BesselI0e BesselI1e BesselK0e BesselK1e Dawsn Igamma Igammac Tanh'.split(' '));

/** What comes of long sums of sums. */
const PRODUCTS =
  /^(FusedBatchNorm|BlockLSTM|Banded|Batch(Cholesky|Matrix|Svd)|Cholesky|Eig|LogMatrix|Lu|Matrix(De|Ex|In|Sol|Sq|Tri)|Qr|SelfAdjoint|Svd|Tridiag)/;

/** What TensorFlow computes in floats is compared as a sum, or as a difference; through batch normalisation and over time as a chain of long sums. */
export function rule_of(op: string, {name: dtype}: tf.DType): RuleName {
  if (!/float|complex/.test(dtype)) return 'exact';
  if (DIFFERENCES.has(op)) return 'cancellation';
  return PRODUCTS.test(op) ? 'product' : 'reduction';
}

/** The nodes of a call in the default graph. */
export interface BuiltCall {
  readonly feeds: Feeds;
  readonly outputs: readonly tf.Tensor[];
  readonly ys: tf.Tensor[];
  readonly xs: tf.Tensor[];
}

/** Builds a call: its inputs are placeholders, or constants where TensorFlow had some. */
export function build_call(call: DifferentiatedCall): BuiltCall {
  const feeds: (readonly [tf.Tensor, tf.NDArray])[] = [];
  const tensors = call.inputs.map((input, index) => {
    const value = decode_array(input);
    const name = `input_${index}`;
    if (call.constants.includes(index)) return constant_of(value, name);
    const tensor = tf.placeholder(value.dtype, {shape: value.shape, name});
    feeds.push([tensor, value]);
    return tensor;
  });
  const {outputs} = recorded_call(find_op_definition(call.op) as OpDefinition, tensors, call.attrs);
  const ys = call.ys.map((index) => outputs[index] as tf.Tensor);
  const xs = call.xs.map((index) => tensors[index] as tf.Tensor);
  return {feeds, outputs, ys, xs};
}

/** The arrays of a gradient beside what fetches them. */
function parts(gradient: Gradient, expected: EncodedGradient): [tf.Tensor | null, EncodedArray | null][] {
  if (gradient instanceof tf.IndexedSlices) {
    if (expected === null || !('values' in expected)) throw new Error('TensorFlow gives no IndexedSlices');
    return [
      [gradient.values, expected.values],
      [gradient.indices, expected.indices],
      [gradient.dense_shape, expected.dense_shape],
    ];
  }
  if (expected !== null && 'values' in expected) throw new Error('TensorFlow gives IndexedSlices');
  return [[gradient, expected]];
}

/** In which ways gradients are not those that were recorded, by `differences` of two arrays. */
export async function gradient_faults(
  gradients: readonly Gradient[],
  expected: readonly EncodedGradient[],
  feeds: Feeds,
  differences: (actual: tf.NDArray, expected: tf.NDArray) => string[],
): Promise<string[]> {
  const pairs = expected.flatMap((one, index) => parts(gradients[index] ?? null, one));
  const fetches = pairs.flatMap(([tensor]) => (tensor === null ? [] : [tensor]));
  const values = await tf.Session({config: {backend: 'js'}}).use((sess) => sess.run(fetches, feeds));
  const computed = new Map(fetches.map((tensor, index) => [tensor, values[index]]));
  return pairs.flatMap(([tensor, recorded], index) => {
    if (tensor === null || recorded === null)
      return tensor === recorded
        ? []
        : [`gradient ${index}: ${String(tensor)}, not ${JSON.stringify(recorded)}`];
    const actual = tf.NDArray.from(computed.get(tensor) as tf.NDArray, tensor.dtype);
    return differences(actual, decode_array(recorded)).map((text) => `gradient ${index}${text}`);
  });
}
