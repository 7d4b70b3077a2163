// Users' mistakes with sessions get TensorFlow's classes and words, as recorded, and the session works on.
import {inspect} from 'node:util';
import * as tf from '../../src/index.ts';
import {OpError} from '../../src/errors.ts';
import {recorded_errors} from '../support/recorded_errors.ts';

const js = {backend: 'js'};
const session = (): tf.Session => tf.Session({config: js});

/** Snippets of the recorded table, in TypeScript. */
const CASES: Record<string, () => unknown> = {
  wrong_graph_fetch: () => {
    const a = tf.Graph().as_default(() => tf.constant(1, {name: 'a'}));
    tf.constant(1, {name: 'b'});
    return session().run(a);
  },
  wrong_graph_feed: () => {
    const a = tf.Graph().as_default(() => tf.placeholder(tf.float32, {name: 'a'}));
    return session().run(tf.constant(1), [[a, 1]]);
  },
  uninitialized_variable: () => session().run(tf.Variable(1, {name: 'v'})),
  uninitialized_variable_used: () => session().run(tf.Variable(1, {name: 'v'}).mul(2)),
  uninitialized_variable_assign_add: () => session().run(tf.assign_add(tf.Variable(1, {name: 'v'}), 1)),
  assign_shape_at_run_time: () => {
    const v = tf.Variable(tf.zeros([2]), {name: 'v'});
    const x = tf.placeholder(tf.float32);
    return session().run(tf.assign(v, x), [[x, [1, 2, 3]]]);
  },
  placeholder_without_feed: () => session().run(tf.placeholder(tf.float32, [null, 2], {name: 'x'}).mul(2)),
  placeholder_without_feed_unknown_shape: () => session().run(tf.placeholder(tf.int32, {name: 'x'}).add(1)),
  feed_shape: () => {
    const x = tf.placeholder(tf.float32, [null, 2], {name: 'x'});
    return session().run(x.mul(2), [[x, [[1, 2, 3]]]]);
  },
  feed_rank: () => {
    const x = tf.placeholder(tf.float32, [null, 2], {name: 'x'});
    return session().run(x.mul(2), {'x:0': 1});
  },
  feed_text_for_float: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(x.mul(2), new Map([[x, 'abc']]));
  },
  feed_ragged: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(x.mul(2), [[x, [[1], [1, 2]]]]);
  },
  feed_tensor: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(x.mul(2), [[x, tf.constant(1)]]);
  },
  feed_key_not_a_tensor: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(x.mul(2), [[3, 1]]);
  },
  feed_key_unknown_name: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(x.mul(2), {'y:0': 1});
  },
  feed_key_is_an_operation: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(x.mul(2), [[x.op, 1]]);
  },
  feed_prevented: () => {
    const x = tf.constant(1, {name: 'x'});
    tf.get_default_graph().prevent_feeding(x);
    return session().run(x, [[x, 2]]);
  },
  fetch_none: () => {
    tf.constant(1, {name: 'x'});
    return session().run(null);
  },
  fetch_number: () => {
    tf.constant(1, {name: 'x'});
    return session().run(3.5);
  },
  fetch_unknown_name: () => {
    tf.constant(1, {name: 'x'});
    return session().run('missing:0');
  },
  fetch_name_of_unknown_op: () => {
    tf.constant(1, {name: 'x'});
    return session().run('missing');
  },
  fetch_none_in_list: () => session().run([tf.constant(1), null]),
  fetch_prevented: () => {
    const x = tf.constant(1, {name: 'x'});
    tf.get_default_graph().prevent_fetching(x.op);
    return session().run(x);
  },
  fetch_in_cond_branch: () => {
    const inner: tf.Tensor[] = [];
    const branch = (): tf.Tensor => {
      const product = tf.constant(1).mul(2);
      inner.push(product);
      return product;
    };
    tf.cond(tf.placeholder_with_default(false, []), branch, () => tf.constant(0));
    return session().run(inner[0]);
  },
  empty_graph: () => tf.Session({graph: tf.Graph(), config: js}).run([]),
  closed_session: async () => {
    const x = tf.constant(1);
    const sess = session();
    await sess.close();
    return sess.run(x);
  },
  eval_without_session: () => tf.constant(1).eval(),
  run_without_session: () => tf.no_op().run(),
  eval_in_session_of_other_graph: () => {
    const x = tf.Graph().as_default(() => tf.constant(1, {name: 'x'}));
    return tf.Session({graph: tf.Graph(), config: js}).use(() => x.eval());
  },
  eval_given_session_of_other_graph: () =>
    tf.constant(1, {name: 'x'}).eval({session: tf.Session({graph: tf.Graph(), config: js})}),
  session_target_unknown: () => tf.Session('nowhere'),
  session_target_type: (): unknown => Reflect.construct(tf.Session, [3]),
  session_graph_type: (): unknown => Reflect.construct(tf.Session, ['', 'graph']),
  session_after_its_with_block: async () => {
    const sess = session();
    await sess.use(() => undefined);
    await sess.use((open) => open.run(tf.constant(1)));
  },
  label_out_of_range: () => {
    const y = tf.placeholder(tf.int32, [null], {name: 'y'});
    const loss = tf.nn.sparse_softmax_cross_entropy_with_logits({labels: y, logits: tf.zeros([2, 3])});
    return session().run(loss, [[y, [0, 3]]]);
  },
  add_at_run_time: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    const y = tf.placeholder(tf.float32, {name: 'y'});
    return session().run(tf.add(x, y, {name: 'sum'}), [
      [x, [1, 2]],
      [y, [1, 2, 3]],
    ]);
  },
  reshape_at_run_time: () => {
    const x = tf.placeholder(tf.float32, {name: 'x'});
    return session().run(tf.reshape(x, [2, 2]), [[x, [1, 2, 3]]]);
  },
  assert_fails: () => {
    const x = tf.constant([1n, -2n], {name: 'x'});
    return session().run(tf.Assert(tf.reduce_all(tf.greater(x, 0)), [x, 'is not positive']));
  },
};

/** Words that are Python's or that name what this runtime lacks: only their beginning has to agree. */
const BEGINNING: Record<string, string> = {
  session_target_unknown:
    'No session factory registered for the given session options: {target: "nowhere" config: ',
  device_missing_at_run_time:
    'Cannot assign a device for operation x: node x (defined at <place>)  was explicitly assigned to ',
};

const RECORDED = recorded_errors();

function shown(error: unknown): {exception: string; code: number | null; op: string; text: string} {
  if (!(error instanceof Error)) throw new Error(`not an error: ${String(error)}`);
  const op = error instanceof OpError && error.op !== null ? `${error.op.type} ${error.op.name}` : '';
  return {
    exception: error.name,
    code: error instanceof OpError ? error.error_code : null,
    op,
    text: error.message.replace(/\(defined at [^)]*\)/g, '(defined at <place>)'),
  };
}

async function failure(attempt: () => unknown): Promise<unknown> {
  try {
    await attempt();
  } catch (error) {
    return error;
  }
  return 'no error';
}

beforeEach(() => tf.reset_default_graph());

describe('as recorded', () => {
  test.each(Object.keys(CASES))('%s', async (id) => {
    const recorded = RECORDED.get(id);
    if (recorded === undefined) throw new Error(`${id} is not recorded`);
    const {exception, code, op} = recorded;
    // JavaScript has no 3.0: the case has a fraction here.
    const text = recorded.text.replace('Fetch argument 3.0 ', 'Fetch argument 3.5 ');
    const actual = shown(await failure(CASES[id] as () => unknown));
    const beginning = BEGINNING[id];
    if (beginning !== undefined) {
      expect(text.startsWith(beginning)).toBe(true);
      expect(actual.text.slice(0, beginning.length)).toBe(beginning);
      expect([actual.exception, actual.code]).toEqual([exception, code]);
    } else expect(actual).toEqual({exception, code, op, text});
  });
});

test('a device that is not there is refused where the run needs it', async () => {
  const x = tf.device('/device:GPU:0', () => tf.constant(1, {name: 'x'}));
  const y = tf.constant(2);
  const sess = session();
  expect(await sess.run(y)).toBe(2);
  const recorded = RECORDED.get('device_missing_at_run_time');
  const actual = shown(await failure(() => sess.run(x)));
  const same = (text = ''): string =>
    text.replace(/available devices are \[[^\]]*\]/, 'available devices are []');
  expect(same(actual.text)).toBe(same(recorded?.text));
  expect(actual.exception).toBe(recorded?.exception);
  expect(await tf.Session({config: {backend: 'js', allow_soft_placement: true}}).run(x)).toBe(1);
});

test('the session works on after each error', async () => {
  const v = tf.Variable(1, {name: 'v'});
  const x = tf.placeholder(tf.float32, {name: 'x'});
  const assign = tf.assign(v, x);
  const checked = tf.control_dependencies([assign.op], () => tf.reshape(x, [2]));
  const sess = session();
  expect(await failure(() => sess.run(v))).toBeInstanceOf(tf.errors.FailedPreconditionError);
  await sess.run(v.initializer);
  expect(await failure(() => sess.run(checked, [[x, 5]]))).toBeInstanceOf(tf.errors.InvalidArgumentError);
  expect(await sess.run(v)).toBe(1);
  expect(await failure(() => sess.run(assign))).toBeInstanceOf(tf.errors.InvalidArgumentError);
  expect(await sess.run(assign, [[x, 7]])).toBe(7);
  expect(await sess.run(v)).toBe(7);
});

test('a mistake in the call is told in Python’s words', async () => {
  const x = tf.constant(1);
  const sess = session();
  const call = (...args: unknown[]): unknown => Reflect.apply(sess.run, sess, args);
  expect(shown(await failure(() => call(x, {feed: []}))).text).toBe(
    "run() got an unexpected keyword argument 'feed'",
  );
  expect(shown(await failure(() => call())).text).toBe(
    "run() missing 1 required positional argument: 'fetches'",
  );
  expect(shown(await failure(() => call(x, 3))).exception).toBe('TypeError');
});

test('an error of a run tells its operation, and prints without the graph', async () => {
  const x = tf.placeholder(tf.float32, [null, 2], {name: 'x'});
  const product = tf.matmul(x, x, {transpose_b: true, name: 'product'});
  const wrong = tf.matmul(product, x, {transpose_a: true, transpose_b: true, name: 'wrong'});
  const error = await failure(() => session().run(wrong, [[x, [[1, 2]]]]));
  if (!(error instanceof tf.errors.InvalidArgumentError)) throw error;
  expect([error.op, String(error.node_def)]).toEqual([wrong.op, String(wrong.op.node_def)]);
  const place = /defined at .*errors\.test\.ts:\d+/;
  expect(error.message).toMatch(place);
  const printed = inspect(error, {customInspect: false, depth: 5});
  expect(printed).toMatch(place);
  expect(printed).toMatch(/\{\s*error_code: 3,\s*operation: "MatMul 'wrong'"\s*\}$/);
});

test('an error of a run that nobody awaits has the line of the run in its stack', async () => {
  const x = tf.placeholder(tf.float32, {name: 'x'});
  const sess = session();
  await sess.run(x, [[x, 1]]);
  const run = sess.run(tf.reshape(x, [2]), [[x, 1]]);
  const refused = failure(() => run);
  for (const error of [await refused, await failure(() => sess.run(x.add(1)))]) {
    if (!(error instanceof tf.errors.InvalidArgumentError)) throw error;
    expect(error.stack).toMatch(/errors\.test\.ts:\d+:\d+\)?(?:\n|$)/);
  }
});

test('an error that nobody caught is shown by Node, not thrown again by a backend', async () => {
  await tf.Session({config: {backend: 'tfjs-wasm'}}).run(tf.constant(1).add(1));
  const listeners = ['uncaughtException', 'unhandledRejection'].flatMap((event) =>
    process.rawListeners(event),
  );
  expect(listeners.filter((listener) => /\bthrow (?:ex|reason)\b/.test(String(listener)))).toEqual([]);
});
