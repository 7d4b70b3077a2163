// Ten mistakes with the book's network: each gets TensorFlow's class and words, at run time with the operation and the
// line that made it, and harms nothing: after each, the same session trains the step that was due as TensorFlow did.
import {readFileSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {build} from '../../graphs/dnn_bn_mnist/graph.ts';
import {golden_json} from '../support/goldens.ts';
import {PROJECT} from '../support/project.ts';
import {recorded_errors} from '../support/recorded_errors.ts';
import {feeds, recorded_training, train} from '../support/training.ts';

const GOLDEN = recorded_training('dnn_bn_mnist');
const RECORDED = recorded_errors();
const GRAPH_FILE = 'graphs/dnn_bn_mnist/graph.ts';
const THIS_FILE = 'test/robustness/bad_input.test.ts';

let network: ReturnType<typeof build>;
let sess: tf.Session;
let step = 0;

beforeAll(async () => {
  tf.set_random_seed(GOLDEN.seed);
  network = build();
  sess = tf.Session();
  await sess.run(network.init);
});

/** Trains one step further: its loss is the one that TensorFlow had at this step, as if nothing had been refused. */
async function expect_next_step(): Promise<void> {
  const [loss = NaN] = await train(sess, network, {steps: 1, first: step});
  const expected = GOLDEN.losses[step] as number;
  expect(Math.abs(loss - expected) / expected).toBeLessThan(1e-4);
  step++;
}

afterAll(() => sess.close());

/** What TensorFlow said, with the names and sizes of its snippet replaced by those of the network. */
function recorded(id: string, ...replacements: readonly (readonly [string, string])[]): [string, string] {
  const {exception = 'not recorded', text = ''} = RECORDED.get(id) ?? {};
  return [exception, replacements.reduce((words, [theirs, ours]) => words.replaceAll(theirs, ours), text)];
}

async function failure(attempt: () => unknown): Promise<Error> {
  try {
    await attempt();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was refused');
}

/** Class and words of an error, with what is particular to a machine left out. */
function shown({name, message}: Error): [string, string] {
  return [name, message.replace(/\(defined at [^)]*\)/g, '(defined at <place>)')];
}

/** Fails unless the error names an operation, and as its place the line of `file` that holds `statement`. */
function expect_operation(error: Error, op: string, file: string, statement: string): void {
  const lines = readFileSync(join(PROJECT, file), 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(statement)) + 1;
  const {op: found} = error as tf.errors.OpError;
  expect(`${found?.type} ${found?.name}`).toBe(op);
  expect(error.message).toContain(`(defined at ${join(PROJECT, file)}:${line})`);
  expect(String(error)).toContain(`${join(PROJECT, file)}:${line}:`);
}

test('an unfed placeholder', async () => {
  const {y, loss} = network;
  const error = await failure(() => sess.run(loss, {feed_dict: [[y, [1]]]}));
  expect(shown(error)).toEqual(
    recorded('placeholder_without_feed', ["'x'", "'X'"], ['node x', 'node X'], ['[?,2]', '[?,784]']),
  );
  expect_operation(error, 'Placeholder X', GRAPH_FILE, 'const X = tf.placeholder');
  await expect_next_step();
});

test('a feed of the wrong shape', async () => {
  const {X, logits} = network;
  const error = await failure(() => sess.run(logits, {feed_dict: [[X, [[1, 2, 3]]]]}));
  expect(shown(error)).toEqual(recorded('feed_shape', ['x:0', 'X:0'], ['(?, 2)', '(?, 784)']));
  await expect_next_step();
});

test('a feed of the wrong dtype', async () => {
  const {X, logits} = network;
  const error = await failure(() => sess.run(logits, {feed_dict: [[X, 'abc']]}));
  expect(shown(error)).toEqual(recorded('feed_text_for_float'));
  await expect_next_step();
});

test('a label out of range', async () => {
  const {y, training_op, extra_update_ops, loss} = network;
  const feed_dict = feeds(network, step, true, 2).filter(([tensor]) => tensor !== y);
  feed_dict.push([y, [0, 10]]);
  const error = await failure(() => sess.run([training_op, extra_update_ops, loss], {feed_dict}));
  const node = 'SparseSoftmaxCrossEntropyWithLogits/SparseSoftmaxCrossEntropyWithLogits';
  const words = recorded(
    'label_out_of_range',
    ['label value of 3', 'label value of 10'],
    ['[0, 3)', '[0, 10)'],
    ['values: 0 3', 'values: 0 10'],
    [node, `loss/${node}`],
  );
  expect(shown(error)).toEqual(words);
  const op = `SparseSoftmaxCrossEntropyWithLogits loss/${node}`;
  expect_operation(error, op, GRAPH_FILE, 'tf.nn.sparse_softmax_cross_entropy_with_logits');
  await expect_next_step();
});

test('an uninitialised variable', async () => {
  const v = tf.Variable(1, {name: 'v', dtype: tf.float32, collections: []});
  const error = await failure(() => sess.run(v.mul(2)));
  expect(shown(error)).toEqual(recorded('uninitialized_variable_used'));
  expect_operation(error, 'Identity v/read', THIS_FILE, 'const v = tf.Variable(1');
  await expect_next_step();
});

test('a tensor of another graph, fetched or fed', async () => {
  const {logits} = network;
  const [constant, placeholder] = tf
    .Graph()
    .as_default(() => [tf.constant(1, {name: 'a'}), tf.placeholder(tf.float32, {name: 'b'})]);
  const fetching = await failure(() => sess.run(constant));
  expect(shown(fetching)).toEqual(recorded('wrong_graph_fetch'));
  const feeding = await failure(() => sess.run(logits, {feed_dict: [[placeholder, 1]]}));
  expect(shown(feeding)).toEqual(recorded('wrong_graph_feed', ['"a:0"', '"b:0"']));
  await expect_next_step();
});

test('a duplicate variable', async () => {
  const error = await failure(() => tf.get_variable('hidden1/kernel', [784, 300]));
  const [name, words] = recorded('get_variable_twice', ['Variable v', 'Variable hidden1/kernel']);
  const [beginning = '', end] = words.split('<stack>');
  expect([error.name, end]).toEqual([name, '']);
  expect(error.message.slice(0, beginning.length)).toBe(beginning);
  expect(error.message).toContain(`${join(PROJECT, GRAPH_FILE)}:`);
  await expect_next_step();
});

test('a closed session', async () => {
  const other = tf.Session();
  await other.close();
  expect(shown(await failure(() => other.run(network.init)))).toEqual(recorded('closed_session'));
  await expect_next_step();
});

test('an unknown keyword', async () => {
  const keywords = {colour: 'red'};
  const error = await failure(() => tf.layers.dense(network.X, 2, keywords as object));
  expect(shown(error)).toEqual(recorded('dense_unknown_keyword'));
  await expect_next_step();
});

test('an async callback in a scope', async () => {
  const error = await failure(() => tf.name_scope('late', async () => tf.constant(1)));
  expect(shown(error)).toEqual([
    'TypeError',
    'name_scope got an async callback: graph building is synchronous. Build the graph first and await session.run after it.',
  ]);
  // The scope was left.
  expect(tf.no_op({name: 'outside'}).name).toBe('outside');
  await expect_next_step();
});

interface Damage {
  readonly id: string;
  readonly restore: {readonly class: string; readonly message: string};
}

test.each([
  ['index', 'index_truncated_by_one'],
  ['data-00000-of-00001', 'content_truncated_by_one'],
])('a truncated checkpoint: its %s', async (part, id) => {
  const folder = await mkdtemp(join(tmpdir(), 'tf1-truncated-'));
  const {saver} = network;
  const path = (await saver.save(sess, join(folder, 'model'))) as string;
  const bytes = await readFile(`${path}.${part}`);
  await writeFile(`${path}.${part}`, bytes.subarray(0, -1));
  const error = await failure(() => saver.restore(sess, path));
  const damages = golden_json<Damage[]>('test/oracle/data/checkpoint_errors.json');
  const {restore} = damages.find((damage) => damage.id === id) as Damage;
  expect([error.name, error.message.split('\n')[0]]).toEqual([restore.class, restore.message]);
  expect_operation(error, 'RestoreV2 save/RestoreV2', GRAPH_FILE, 'const saver = tf.train.Saver()');
  await rm(folder, {recursive: true});
  await expect_next_step();
});
