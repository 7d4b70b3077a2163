// What `tf.gradients` through one op computes is what TensorFlow computed, with the nodes that TensorFlow builds.
import {constant_of} from '../../src/graph/convert.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import type {Tensor} from '../../src/graph/tensor.ts';
import * as tf from '../../src/index.ts';
import {in_order} from '../backends/op_rules.ts';
import {array_differences, type RuleName} from '../support/comparison.ts';
import {decode_array, recorded_rows, type EncodedArray} from '../support/goldens.ts';
import {aligned} from './aligned_gradients.ts';
import {described_node, type DescribedNode} from './plain_attributes.ts';
import {recorded_call} from './recorded_call.ts';

interface EncodedSlices {
  values: EncodedArray;
  indices: EncodedArray;
  dense_shape: EncodedArray | null;
}

interface RecordedGradient {
  constants: number[];
  ys: number[];
  dys: EncodedArray[];
  xs: number[];
  gradients: (EncodedArray | EncodedSlices | null)[];
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
type Call = Row & RecordedGradient;

type Gradient = tf.Tensor | tf.IndexedSlices | null;

const CALLS = recorded_rows<Row>('ops').flatMap((row): Call[] =>
  row.gradient === undefined ? [] : [{...row, ...row.gradient}],
);
const BY_OP = new Map<string, Call[]>();
for (const call of CALLS) BY_OP.set(call.op, [...(BY_OP.get(call.op) ?? []), call]);

/** Of these the gradients are differences of numbers that may be much larger. */
const DIFFERENCES = new Set('BesselI0e BesselI1e BesselK0e BesselK1e Dawsn Igamma Igammac Tanh'.split(' '));

/** What TensorFlow computes in floats is compared as a sum, or as a difference; through batch normalisation and over time as a chain of long sums. */
function rule_of(op: string, {dtype}: EncodedArray): RuleName {
  if (!/float|complex/.test(dtype)) return 'exact';
  if (DIFFERENCES.has(op)) return 'cancellation';
  return PRODUCTS.test(op) ? 'product' : 'reduction';
}

/** What comes of long sums of sums. */
const PRODUCTS =
  /^(FusedBatchNorm|BlockLSTM|Banded|Batch(Cholesky|Matrix|Svd)|Cholesky|Eig|LogMatrix|Lu|Matrix(De|Ex|In|Sol|Sq|Tri)|Qr|SelfAdjoint|Svd|Tridiag)/;

/** Ops whose vectors are right up to a factor of size 1. */
const DECOMPOSITIONS = new Set(['Eig', 'SelfAdjointEigV2', 'Svd']);

/** TensorFlow leaves open in which order the largest come unsorted, so then also which incoming gradient goes where. */
function is_in_free_order({op, attrs}: Call): boolean {
  return op === 'TopKV2' && attrs['sorted'] === false;
}

interface Built {
  gradients: Gradient[];
  feeds: [Tensor, tf.NDArray][];
  /** The nodes that the gradient added. */
  added(): DescribedNode[];
}

/** What comes in for each output, for the vectors that are chosen here. */
async function incoming(
  call: Call,
  feeds: Built['feeds'],
  outputs: readonly Tensor[],
): Promise<tf.NDArray[]> {
  const dys = call.dys.map(decode_array);
  if (!DECOMPOSITIONS.has(call.op)) return dys;
  const own = await tf.Session({config: {backend: 'js'}}).use((sess) => sess.run([...outputs], feeds));
  return aligned(dys, call.ys, own as tf.NDArray[], call.outputs.map(decode_array));
}

/** The gradients of a call, and what to feed. */
async function build(definition: OpDefinition, call: Call): Promise<Built> {
  const feeds: [Tensor, tf.NDArray][] = [];
  const tensors = call.inputs.map((input, index) => {
    const value = decode_array(input);
    const name = `input_${index}`;
    if (call.constants.includes(index)) return constant_of(value, name);
    const tensor = tf.placeholder(value.dtype, {shape: value.shape, name});
    feeds.push([tensor, value]);
    return tensor;
  });
  const {outputs} = recorded_call(definition, tensors, call.attrs);
  const ys = call.ys.map((index) => outputs[index] as Tensor);
  const xs = call.xs.map((index) => tensors[index] as Tensor);
  const dys = (await incoming(call, feeds, outputs as Tensor[])).map((dy) => tf.constant(dy));
  const graph = tf.get_default_graph();
  const before = graph.operation_count;
  const gradients = tf.gradients(ys, xs, {grad_ys: dys});
  return {gradients, feeds, added: () => graph.get_operations().slice(before).map(described_node)};
}

/** The arrays of a gradient beside what fetches them. */
function parts(
  gradient: Gradient,
  expected: Call['gradients'][number],
): [Tensor | null, EncodedArray | null][] {
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

async function faults(call: Call): Promise<string[]> {
  tf.reset_default_graph();
  const {gradients, feeds} = await build(find_op_definition(call.op) as OpDefinition, call);
  const pairs = call.gradients.flatMap((expected, index) => parts(gradients[index] ?? null, expected));
  const fetches = pairs.flatMap(([tensor]) => (tensor === null ? [] : [tensor]));
  const values = await tf.Session({config: {backend: 'js'}}).use((sess) => sess.run(fetches, feeds));
  const computed = new Map(fetches.map((tensor, index) => [tensor, values[index]]));
  return pairs.flatMap(([tensor, expected], index) => {
    if (tensor === null || expected === null)
      return tensor === expected
        ? []
        : [`gradient ${index}: ${String(tensor)}, not ${JSON.stringify(expected)}`];
    const actual = tf.NDArray.from(computed.get(tensor) as tf.NDArray, tensor.dtype);
    const arranged = is_in_free_order(call) ? in_order : (array: tf.NDArray): tf.NDArray => array;
    const found = array_differences(
      arranged(actual),
      arranged(decode_array(expected)),
      rule_of(call.op, expected),
    );
    return found.map((text) => `${JSON.stringify(call.attrs)} gradient ${index}${text}`);
  });
}

const DEFINED = [...BY_OP].filter(([op]) => find_op_definition(op) !== null);

describe('The values of the gradient of', () => {
  test.each(DEFINED)('%s', async (_op, calls) => {
    const found: string[] = [];
    for (const call of calls) found.push(...(await faults(call)));
    expect(found).toEqual([]);
  });
});

describe('The nodes of the gradient of', () => {
  // On a tape, as in the gradients of batch normalisation, TensorFlow goes through branches as a hash map holds them: with halves,
  // whose casts are more nodes, in another order. There the nodes of single precision are compared.
  const is_compared = ({nodes, op, attrs}: Call): boolean =>
    nodes !== undefined && !(op.startsWith('FusedBatchNormGrad') && attrs['T'] === 'float16');
  const recorded = DEFINED.map(([op, calls]) => [op, calls.find(is_compared)] as const);
  test.each(recorded.filter(([, call]) => call !== undefined))('%s', async (op, found) => {
    tf.reset_default_graph();
    const call = found as Call;
    const {added} = await build(find_op_definition(op) as OpDefinition, call);
    expect(added()).toEqual(call.nodes);
  });
});
