// The face of sessions: forms of fetches and feeds, types and structure of results, the order of runs, closing.
import {inspect} from 'node:util';
import * as tf from '../../src/index.ts';
import {reset_globals} from '../../src/graph/globals.ts';

const js = {backend: 'js'};

/** The lines that go to the standard error while `body` runs. */
async function logged(body: () => Promise<void>): Promise<unknown[]> {
  const lines: unknown[] = [];
  const {error} = console;
  console.error = (line: unknown) => void lines.push(line);
  try {
    await body();
  } finally {
    console.error = error;
  }
  return lines;
}

beforeEach(() => reset_globals());

function small() {
  const x = tf.placeholder(tf.float32, [null], {name: 'x'});
  const v = tf.Variable(2, {name: 'v'});
  const y = tf.multiply(x, v, {name: 'y'});
  const n = tf.placeholder(tf.int64, [], {name: 'n'});
  return {x, v, y, n, total: tf.reduce_sum(y), init: v.initializer};
}

describe('fetches', () => {
  test('results have the structure of the fetches', async () => {
    const {x, v, y, total, init} = small();
    const sess = tf.Session({config: js});
    await sess.run(init);
    const feed_dict = new Map([[x, [1, 2]]]);
    const result = await sess.run(
      {a: [total, init, [v]], b: new Map([['t', y]]), name: 'y:0', op: 'y'},
      {feed_dict},
    );
    expect([result.a, result.op]).toEqual([[6, null, [2]], null]);
    expect(String(result.b.get('t'))).toBe('[2. 4.]');
    expect(String(result.name)).toBe('[2. 4.]');
  });

  test('rows of a tensor come as values, indices and shape', async () => {
    const slices = tf.IndexedSlices(tf.constant([[1, 2]]), tf.constant([3n]));
    const result = await tf.Session({config: js}).run(slices);
    expect([String(result.values), String(result.indices), result.dense_shape]).toEqual([
      '[[1. 2.]]',
      '[3]',
      null,
    ]);
  });

  test('scalars are JavaScript values, all else arrays', async () => {
    const sess = tf.Session({config: js});
    const [half, double, int, long, huge, flag, text, bytes, complex] = await sess.run([
      tf.constant(1.5, {dtype: tf.float16}),
      tf.constant(0.1, {dtype: tf.float64}),
      tf.constant(3n),
      tf.constant(5n, {dtype: tf.int64}),
      tf.constant(9007199254740993n, {dtype: tf.int64}),
      tf.constant(true),
      tf.constant('text'),
      tf.constant(Uint8Array.of(255, 0), {dtype: tf.string}),
      tf.constant(new tf.NDArray('complex64', [], Float32Array.of(1, 2))),
    ]);
    expect([half, double, int, long, huge, flag, text]).toEqual([
      1.5,
      0.1,
      3,
      5,
      9007199254740993n,
      true,
      'text',
    ]);
    expect(Array.from(bytes as Uint8Array)).toEqual([255, 0]);
    expect(String(complex)).toBe('(1+2j)');
  });

  test('nothing to fetch gives nothing', async () => {
    tf.constant(1);
    expect(await tf.Session({config: js}).run([])).toEqual([]);
  });

  test('a fed tensor gives what was fed', async () => {
    const {x, y} = small();
    const sess = tf.Session({config: js});
    const [fed, inner] = await sess.run([x, y], {feed_dict: {'x:0': [1, 2], 'y:0': [7]}});
    expect([String(fed), String(inner)]).toEqual(['[1. 2.]', '[7.]']);
  });
});

describe('feeds', () => {
  test('all forms', async () => {
    const {x, y, v} = small();
    const sess = tf.Session({config: js});
    await sess.run(v.initializer);
    const forms = [
      sess.run(y, [[x, [1, 2]]]),
      sess.run(y, new Map([[x, [1, 2]]])),
      sess.run(y, {'x:0': [1, 2]}),
      sess.run(y, {feed_dict: [['x:0', new Float64Array([1, 2])]]}),
      sess.run(y, {feed_dict: new Map([[x, tf.NDArray.from([1, 2])]])}),
      sess.run({fetches: y, feed_dict: {'x:0': [1, 2]}}),
    ];
    for (const result of await Promise.all(forms)) expect(String(result)).toBe('[2. 4.]');
  });

  test('a fed array is not changed by later runs, nor a fetched one', async () => {
    const x = tf.placeholder(tf.float32, [2]);
    const v = tf.Variable([0, 0]);
    const assigned = tf.assign(v, x);
    const added = tf.assign_add(v, x);
    const sess = tf.Session({config: js});
    const fed = tf.NDArray.from([1, 2]);
    const first = await sess.run(assigned, [[x, fed]]);
    const second = await sess.run(added, [[x, fed]]);
    await sess.run(added, [[x, fed]]);
    expect([String(fed), String(first), String(second), String(await sess.run(v))]).toEqual([
      '[1. 2.]',
      '[1. 2.]',
      '[2. 4.]',
      '[3. 6.]',
    ]);
  });

  test('a list for a placeholder of any rank keeps its dtype; an empty one has no elements', async () => {
    const x = tf.placeholder(tf.int64, {name: 'x'});
    const sess = tf.Session({config: js});
    expect(await sess.run(tf.shape(x), [[x, []]])).toEqual(await sess.run(tf.constant([0n])));
    expect((await sess.run(x.add(1), [[x, [3]]])).toString()).toBe('[4]');
  });
});

describe('the order of runs', () => {
  test('each run sees what the runs called before it left', async () => {
    const v = tf.Variable(0);
    const add = tf.assign_add(v, 1);
    const sess = tf.Session({config: js});
    const runs = [sess.run(v.initializer), ...Array.from({length: 10}, () => sess.run(add)), sess.run(v)];
    expect((await Promise.all(runs)).slice(1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10]);
  });

  test('a failed run between others changes nothing', async () => {
    const v = tf.Variable(1);
    const x = tf.placeholder(tf.float32);
    const add = tf.assign_add(v, 1);
    const bad = tf.control_dependencies([add], () => tf.reshape(x, [3]));
    const sess = tf.Session({config: js});
    const runs = [sess.run(v.initializer), sess.run(bad, [[x, 1]]), sess.run(v)];
    const [, failed, value] = await Promise.allSettled(runs);
    expect([failed?.status, value]).toEqual(['rejected', {status: 'fulfilled', value: 1}]);
  });

  test('two sessions have variables and random states of their own', async () => {
    const v = tf.Variable(tf.random_uniform([], {seed: 1}));
    const noise = tf.random_uniform([], {seed: 2});
    const [a, b] = [tf.Session({config: js}), tf.Session({config: js})];
    await a.run(v.initializer);
    const first = [await a.run(noise), await a.run(noise)];
    await b.run(v.initializer);
    expect([await b.run(noise), await b.run(noise)]).toEqual(first);
    expect(first[0]).not.toBe(first[1]);
    expect(await b.run(v)).toBe(await a.run(v));
  });
});

describe('default sessions', () => {
  test('use: session and graph are the default inside, and it is closed after', async () => {
    const graph = tf.Graph();
    const sess = tf.Session({graph, config: js});
    const result = await sess.use(async (inside) => {
      expect(tf.get_default_session()).toBe(sess);
      expect(tf.get_default_graph()).toBe(graph);
      expect(inside).toBe(sess);
      return tf.constant(4).eval();
    });
    expect(result).toBe(4);
    expect(tf.get_default_session()).toBeNull();
    await expect(sess.run([])).rejects.toThrow('Attempted to use a closed Session.');
  });

  test('use closes after an error too', async () => {
    const sess = tf.Session({config: js});
    await expect(sess.use(() => Promise.reject(new Error('mine')))).rejects.toThrow('mine');
    await expect(sess.run([])).rejects.toThrow('closed Session');
    expect(tf.get_default_session()).toBeNull();
  });

  test('a scope left open inside is told, but not in place of an error', async () => {
    const sess = tf.Session({config: js});
    const forget = async (): Promise<number> => {
      tf.name_scope('forgotten');
      return tf.constant(1).eval();
    };
    await expect(sess.use(forget)).rejects.toThrow(
      /^Nesting violated: Session of .* was left before name_scope of /,
    );
    const fail = async (): Promise<never> => {
      tf.name_scope('forgotten');
      throw new Error('mine');
    };
    await expect(tf.Session({config: js}).use(fail)).rejects.toThrow('mine');
    expect([tf.no_op({name: 'free'}).name, tf.get_default_session()]).toEqual(['free', null]);
  });

  test('as_default does not close', async () => {
    const x = tf.constant(3);
    const sess = tf.Session({config: js});
    expect(await sess.as_default(() => x.eval())).toBe(3);
    const scope = sess.as_default();
    expect(await x.eval()).toBe(3);
    scope[Symbol.dispose]();
    expect(tf.get_default_session()).toBeNull();
    expect(await sess.run(x)).toBe(3);
  });

  test('an interactive session is the default until it is closed', async () => {
    const graph = tf.Graph();
    const sess = tf.InteractiveSession({graph, config: js});
    expect(await tf.constant(3).mul(2).eval()).toBe(6);
    const v = tf.Variable(5);
    await v.initializer.run();
    expect(await v.eval()).toBe(5);
    await sess.close();
    expect(tf.get_default_session()).toBeNull();
  });
});

describe('closing', () => {
  test('waits for the runs under way and refuses new ones', async () => {
    const v = tf.Variable(1);
    const sess = tf.Session({config: js});
    const runs = [sess.run(v.initializer), sess.run(v)];
    const closing = sess.close();
    await expect(sess.run(v)).rejects.toThrow('Attempted to use a closed Session.');
    await closing;
    expect(await Promise.all(runs)).toEqual([null, 1]);
    await sess.close();
  });

  test('dispose cancels what has not begun', async () => {
    const x = tf.constant(1);
    const sess = tf.Session({config: js});
    const runs = [sess.run(x), sess.run(x)];
    sess[Symbol.dispose]();
    const results = await Promise.allSettled(runs);
    expect(results.every(({status}) => status === 'rejected')).toBe(true);
    await expect(runs[1]).rejects.toBeInstanceOf(tf.errors.CancelledError);
    await sess[Symbol.asyncDispose]();
  });
});

describe('the rest of the face', () => {
  test('make_callable', async () => {
    const {x, v, total} = small();
    const sess = tf.Session({config: js});
    await sess.run(v.initializer);
    const call = sess.make_callable(total, [x]);
    expect([await call([1, 2]), await call([3])]).toEqual([6, 6]);
  });

  test('devices and placements', async () => {
    const sess = tf.Session({config: {backend: 'js', log_device_placement: true}});
    expect((await sess.list_devices()).map(({name}) => name)).toEqual([
      '/job:localhost/replica:0/task:0/device:CPU:0',
    ]);
    const a = tf.placeholder(tf.float32, [1, 1], {name: 'a'});
    const product = tf.matmul(a, a);
    const lines = await logged(async () => {
      await sess.run(product, [[a, [[2]]]]);
      await sess.run(product, [[a, [[3]]]]);
    });
    expect(lines).toEqual([
      `${product.op.name}: (${product.op.type}): /job:localhost/replica:0/task:0/device:CPU:0 (js)`,
    ]);
  });

  test('explain tells every stage, and the plan', async () => {
    const x = tf.placeholder(tf.float32, [null, 2], {name: 'x'});
    const v = tf.Variable([[1], [2]], {name: 'v'});
    const y = tf.matmul(x, v, {name: 'y'}).add(tf.constant(1).add(1));
    const sess = tf.Session({config: js});
    await sess.run(v.initializer);
    const text = await sess.explain(y, [[x, [[1, 2]]]]);
    const stages = text.split('\n').filter((line) => line.startsWith('== '));
    expect(stages.map((line) => line.slice(3))).toEqual([
      'lower',
      'specialise_shapes',
      'fold_constants',
      'simplify',
      'share_common',
      'decompose',
      'spread_late',
      'drop_dead',
      'result',
      'plan',
    ]);
    expect(text.slice(text.indexOf('== plan'))).toBe(
      '== plan\nprogram 0:\n  %3 = MatMul on js\n  %7 = AddV2 on js, frees %3\n  at most 2 buffers at a time beside feeds, variables and constants',
    );
    expect(await sess.run(y, [[x, [[1, 2]]]])).toMatchObject({shape: [1, 1]});
  });

  test('run metadata', async () => {
    const metadata = tf.RunMetadata();
    const y = tf.constant(1).add(2);
    const options = tf.RunOptions({trace_level: tf.RunOptions.FULL_TRACE, output_partition_graphs: true});
    expect(await tf.Session({config: js}).run(y, null, options, metadata)).toBe(3);
    expect(metadata.step_stats.dev_stats[0]?.device).toBe('/job:localhost/replica:0/task:0/device:CPU:0');
    expect(metadata.partition_graphs[0]?.node.map(({name}) => name)).toEqual(['Const', 'add/y', 'add']);
  });

  test('a configuration as a message', async () => {
    const config = tf.ConfigProto({backend: 'js', allow_soft_placement: true});
    expect(config.backend).toBe('js');
    const x = tf.device('/gpu:0', () => tf.constant(1));
    expect(await tf.Session({config}).run(x)).toBe(1);
    expect(tf.ConfigProto.FromString(config.SerializeToString()).allow_soft_placement).toBe(true);
  });

  test('a field that a configuration does not have is told', async () => {
    const made = (config: object): unknown => Reflect.apply(tf.Session, undefined, [{config}]);
    expect(() => made({bakend: 'js'})).toThrow('Protocol message ConfigProto has no "bakend" field.');
    expect(made({backend: 'js', gpu_options: {allow_growth: true}, device_count: {GPU: 0}})).toBeInstanceOf(
      tf.Session,
    );
    const sess = tf.Session({config: js});
    const options: object = {trace_levels: 3};
    await expect(sess.run(tf.constant(1), {options})).rejects.toThrow(
      'Protocol message RunOptions has no "trace_levels" field.',
    );
    expect([String(sess), inspect(sess), inspect(tf.get_default_graph())]).toEqual([
      '<tf.Session of 1 operations>',
      '<tf.Session of 1 operations>',
      '<tf.Graph of 1 operations>',
    ]);
  });

  test('an unknown backend is told', async () => {
    const run = tf.Session({config: {backend: 'abacus'}}).run(tf.constant(1));
    await expect(run).rejects.toThrow(
      "There is no backend 'abacus'. Known are js, tfjs-cpu, tfjs-wasm, wasm, null.",
    );
    const used = tf.Session({config: {backend: 'abacus'}}).use((sess) => sess.run(tf.constant(1)));
    await expect(used).rejects.toThrow("There is no backend 'abacus'.");
  });

  test('a scope that was left open is told, with its line', async () => {
    const scope = tf.name_scope('forgotten');
    const lines = await logged(async () => {
      tf.Session({config: js});
    });
    scope[Symbol.dispose]();
    expect(lines).toEqual([
      expect.stringMatching(
        /^name_scope of .*session\.test\.ts:\d+ is still open while a session is made\.$/,
      ),
    ]);
    expect(await logged(async () => void tf.Session({config: js}))).toEqual([]);
  });

  test('partial runs are refused with a way out', async () => {
    await expect(tf.Session({config: js}).partial_run()).rejects.toBeInstanceOf(tf.errors.UnimplementedError);
  });

  test('a node changed after a run is seen by the next', async () => {
    const [a, b] = [tf.constant(1), tf.constant(5)];
    const y = tf.identity(a);
    const sess = tf.Session({config: js});
    expect(await sess.run(y)).toBe(1);
    y.op.update_input(0, b);
    expect(await sess.run(y)).toBe(5);
  });

  test('Print shows its data where TensorFlow does', async () => {
    const x = tf.placeholder(tf.float32, [2]);
    const printed = tf.Print(x, [x, tf.constant('text')], {message: 'x: ', first_n: 1});
    const sess = tf.Session({config: js});
    const lines = await logged(async () => {
      expect(String(await sess.run(printed, [[x, [1.5, 1 / 3]]]))).toBe('[1.5        0.33333334]');
      await sess.run(printed, [[x, [1, 2]]]);
    });
    expect(lines).toEqual(['x: [1.5 0.333333343][text]']);
  });
});
