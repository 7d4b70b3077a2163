// What `tf.gradients` through one op computes is what TensorFlow computed, with the nodes that TensorFlow builds.
import * as tf from '../../src/index.ts';
import {in_order} from '../backends/op_rules.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array} from '../support/goldens.ts';
import {aligned} from './aligned_gradients.ts';
import {
  build_call,
  gradient_calls,
  gradient_faults,
  rule_of,
  type BuiltCall,
  type Feeds,
  type Gradient,
  type GradientCall,
} from './gradient_calls.ts';
import {described_node, type DescribedNode} from './plain_attributes.ts';

/** Ops whose vectors are right up to a factor of size 1. */
const DECOMPOSITIONS = new Set(['Eig', 'SelfAdjointEigV2', 'Svd']);

/** TensorFlow leaves open in which order the largest come unsorted, so then also which incoming gradient goes where. */
function is_in_free_order({op, attrs}: GradientCall): boolean {
  return op === 'TopKV2' && attrs['sorted'] === false;
}

interface Built {
  gradients: Gradient[];
  feeds: Feeds;
  /** The nodes that the gradient added. */
  added(): DescribedNode[];
}

/** What comes in for each output, for the vectors that are chosen here. */
async function incoming(call: GradientCall, {feeds, outputs}: BuiltCall): Promise<tf.NDArray[]> {
  const dys = call.dys.map(decode_array);
  if (!DECOMPOSITIONS.has(call.op)) return dys;
  const own = await tf.Session({config: {backend: 'js'}}).use((sess) => sess.run([...outputs], feeds));
  return aligned(dys, call.ys, own as tf.NDArray[], call.outputs.map(decode_array));
}

/** The gradients of a call, and what to feed. */
async function build(call: GradientCall): Promise<Built> {
  tf.reset_default_graph();
  const built = build_call(call);
  const dys = (await incoming(call, built)).map((dy) => tf.constant(dy));
  const graph = tf.get_default_graph();
  const before = graph.operation_count;
  const gradients = tf.gradients(built.ys, built.xs, {grad_ys: dys});
  const added = (): DescribedNode[] => graph.get_operations().slice(before).map(described_node);
  return {gradients, feeds: built.feeds, added};
}

async function faults(call: GradientCall): Promise<string[]> {
  const {gradients, feeds} = await build(call);
  const arranged = is_in_free_order(call) ? in_order : (array: tf.NDArray): tf.NDArray => array;
  const found = await gradient_faults(gradients, call.gradients, feeds, (actual, expected) =>
    array_differences(arranged(actual), arranged(expected), rule_of(call.op, expected.dtype)),
  );
  return found.map((text) => `${JSON.stringify(call.attrs)} ${text}`);
}

const DEFINED = gradient_calls();

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
  const is_compared = ({nodes, op, attrs}: GradientCall): boolean =>
    nodes !== undefined && !(op.startsWith('FusedBatchNormGrad') && attrs['T'] === 'float16');
  const recorded = DEFINED.map(([op, calls]) => [op, calls.find(is_compared)] as const);
  test.each(recorded.filter(([, call]) => call !== undefined))('%s', async (_op, found) => {
    const call = found as GradientCall;
    const {added} = await build(call);
    expect(added()).toEqual(call.nodes);
  });
});
