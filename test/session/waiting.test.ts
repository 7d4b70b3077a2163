// Runs that wait: others go first meanwhile; closing a queue, a session or a time limit ends them as in TensorFlow. What a
// cancelled run held is freed.
import * as tf from 'tf1';
import {counting_backend} from '../support/counting_backend.ts';
import {golden_json} from '../support/goldens.ts';

interface Failure {
  readonly code: number;
  readonly op: string | null;
  readonly text: string;
}

type Outcome = Failure | number | null;

const RECORDED = new Map(
  golden_json<{id: string; runs: Record<string, Outcome>}[]>('test/oracle/data/waiting.json').map((row) => [
    row.id,
    row.runs,
  ]),
);

type AnySession = ReturnType<typeof tf.Session>;

interface Case {
  /** What waits, by name; a run may have a time limit. */
  readonly waiting: Readonly<Record<string, tf.Tensor | tf.Operation>>;
  readonly timeout_in_ms?: number;
  /** What is done when all of them have been asked for. */
  meanwhile(sess: AnySession): unknown;
}

function failure(error: unknown): Failure {
  if (!(error instanceof tf.OpError)) throw error;
  const text = error.message.replace(/\(defined at [^)]*\)/g, '(defined at <place>)');
  return {code: error.error_code, op: error.op?.name ?? null, text};
}

/** A scalar, or the only element of an array. */
function plain(value: unknown): number | null {
  if (value === null) return null;
  return Number(value instanceof tf.NDArray ? value.data[0] : value);
}

const queue = (): tf.QueueBase => tf.FIFOQueue(2, tf.int32, {shapes: [[]], shared_name: 'q', name: 'q'});
const close_session = async (sess: AnySession): Promise<void> => sess.close();

const CASES: Readonly<Record<string, () => Case>> = {
  dequeue_closed_session: () => ({waiting: {dequeue: queue().dequeue()}, meanwhile: close_session}),
  enqueue_closed_session: () => {
    const q = queue();
    return {waiting: {fill: q.enqueue_many([[1, 2]]), more: q.enqueue(3)}, meanwhile: close_session};
  },
  dequeue_times_out: () => ({
    waiting: {dequeue: queue().dequeue()},
    timeout_in_ms: 100,
    meanwhile: () => null,
  }),
  dequeue_then_close: () => {
    const q = queue();
    const close = q.close();
    return {
      waiting: {one: q.dequeue(), many: q.dequeue_many(2), up_to: q.dequeue_up_to(2)},
      meanwhile: (sess) => sess.run(close),
    };
  },
  many_then_close: () => {
    const q = queue();
    const [put, close] = [q.enqueue(7), q.close()];
    return {
      waiting: {many: q.dequeue_many(2), up_to: q.dequeue_up_to(2)},
      meanwhile: async (sess) => {
        await sess.run(put);
        await sess.run(close);
      },
    };
  },
  enqueue_then_cancel: () => {
    const q = queue();
    const cancel = q.close({cancel_pending_enqueues: true});
    return {
      waiting: {fill: q.enqueue_many([[1, 2]]), more: q.enqueue(3), rest: q.enqueue_many([[4, 5]])},
      meanwhile: (sess) => sess.run(cancel),
    };
  },
  enqueue_then_close: () => {
    const q = queue();
    const take = q.dequeue_many(2);
    return {
      waiting: {fill: q.enqueue_many([[1, 2]]), more: q.enqueue(3), close: q.close()},
      meanwhile: (sess) => sess.run(take),
    };
  },
  in_order: () => {
    const q = queue();
    const put = q.enqueue_many([[10, 20, 30]]);
    return {
      waiting: {first: q.dequeue(), second: q.dequeue(), third: q.dequeue()},
      meanwhile: (sess) => sess.run(put),
    };
  },
  take_grad_closed_session: () => {
    const a = tf.ConditionalAccumulator(tf.float32, [], {name: 'a'});
    return {waiting: {take: a.take_grad(1)}, meanwhile: close_session};
  },
};

beforeEach(() => {
  tf.reset_default_graph();
});

test.each(Object.entries(CASES))('%s', async (id, make) => {
  const {backend, held} = counting_backend();
  const {waiting, timeout_in_ms = 0, meanwhile} = make();
  const sess = tf.Session({config: {backend}});
  const names = Object.keys(waiting);
  const runs = Object.values(waiting).map((fetch) =>
    sess.run(fetch, {options: {timeout_in_ms}}).then(plain, failure),
  );
  await meanwhile(sess);
  const found = await Promise.all(runs);
  await sess.close();
  expect(Object.fromEntries(names.map((name, i) => [name, found[i]]))).toEqual(RECORDED.get(id));
  expect(held()).toBe(0);
});

const js = {config: {backend: 'js'}} as const;

test('an AbortSignal gives up a run that waits, and those that have not begun', async () => {
  const q = queue();
  const dequeue = q.dequeue({name: 'take'});
  const sess = tf.Session(js);
  const controller = new AbortController();
  const options = {signal: controller.signal};
  const waiting = sess.run(dequeue, {options}).catch(failure);
  setTimeout(() => {
    controller.abort();
  }, 10);
  expect(await waiting).toMatchObject({code: 1, op: 'take'});
  expect(await sess.run(q.size(), {options}).catch(failure)).toMatchObject({
    code: 1,
    text: 'Run call was cancelled',
  });
  await sess.close();
});

test('a loop without end stops at its time limit, and when its signal is aborted', async () => {
  const q = queue();
  const i = tf.while_loop(
    (n) => n.greater_equal(0),
    (n) => n.add(q.size()).add(1),
    [tf.constant(0n)],
  );
  const sess = tf.Session(js);
  const limited = sess.run(i, {options: {timeout_in_ms: 100}}).catch(failure);
  expect(await limited).toEqual({code: 4, op: null, text: 'Timed out waiting for notification'});
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, 60);
  const aborted = sess.run(i, {options: {signal: controller.signal}}).catch(failure);
  expect(await aborted).toMatchObject({code: 1});
  await sess.close();
});

test.each(['js', 'tfjs-cpu'])('a compiled loop without end stops, too, on %s', async (name) => {
  const i = tf.while_loop(
    (n) => n.greater_equal(0),
    (n) => n.mul(tf.constant(1n)),
    [tf.constant(0n)],
  );
  const sess = tf.Session({config: {backend: name}});
  expect(await sess.explain(i)).not.toContain('node by node');
  const limited = sess.run(i, {options: {timeout_in_ms: 60}}).catch(failure);
  expect(await limited).toEqual({code: 4, op: null, text: 'Timed out waiting for notification'});
  const controller = new AbortController();
  setTimeout(() => {
    controller.abort();
  }, 60);
  const aborted = sess.run(i, {options: {signal: controller.signal}}).catch(failure);
  expect(await aborted).toEqual({code: 1, op: null, text: 'Run call was cancelled'});
  await sess.close();
});

test('an element put in and taken out meet in one run, whichever was made first', async () => {
  const q = queue();
  const x = tf.placeholder(tf.int32, []);
  const taken = q.dequeue();
  const put = q.enqueue(x.mul(2));
  const sess = tf.Session(js);
  expect(await sess.run([taken, put], [[x, 21]])).toEqual([42, null]);
  await sess.close();
});

test('a run whose nodes wait for each other by way of two queues', async () => {
  const [q, r] = [tf.FIFOQueue(2, tf.int32), tf.FIFOQueue(2, tf.int32)];
  const last = r.dequeue();
  const moved = r.enqueue(q.dequeue().mul(10));
  const put = q.enqueue(7);
  const sess = tf.Session(js);
  expect(await sess.run([last, moved, put])).toEqual([70, null, null]);
  expect(await sess.explain([last, moved, put])).toContain('may wait for each other');
  await sess.close();
});

test('a node that fails while others wait ends the run', async () => {
  const [q, r] = [
    tf.FIFOQueue(2, tf.int32, {shared_name: 'q'}),
    tf.FIFOQueue(2, tf.int32, {shared_name: 'r'}),
  ];
  const last = r.dequeue();
  const moved = r.enqueue(q.dequeue().mul(10));
  const close = q.close();
  const sess = tf.Session(js);
  const waiting = sess.run([last, moved]).catch(failure);
  await sess.run(close);
  expect(await waiting).toMatchObject({code: 11, op: 'fifo_queue_Dequeue'});
  await sess.close();
});

test('what came before a wait is known to the runs that go first', async () => {
  const v = tf.Variable(1, {name: 'v', dtype: tf.float32});
  const q = tf.FIFOQueue(2, tf.float32);
  const changed = v.assign_add(5.0);
  const more = tf.control_dependencies([changed], () => v.assign_add(q.dequeue()));
  const put = q.enqueue(100.0);
  const sess = tf.Session(js);
  await sess.run(v.initializer);
  const waiting = sess.run(more);
  expect(await sess.run(v)).toBe(6);
  await sess.run(put);
  expect(await waiting).toBe(106);
  await sess.close();
});
