// Runners that fill queues beside the runs of a program, and the coordinator that stops them.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';

const js = {config: {backend: 'js'}} as const;

beforeEach(() => {
  tf.reset_default_graph();
});

test('files are read line by line, through two queues, until all is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  const names = ['a', 'b', 'c'].map((name, k) => {
    const lines = Array.from({length: 5}, (_, i) => `${name}${i + 10 * k}`);
    writeFileSync(join(folder, name), ['header', ...lines].join('\n'));
    return join(folder, name);
  });
  const filenames = tf.FIFOQueue(10, tf.string, {shapes: [[]]});
  const enqueue_names = filenames.enqueue_many([names]);
  const close_names = filenames.close();
  const reader = tf.TextLineReader({skip_header_lines: 1});
  const [, value] = reader.read(filenames);
  const lines = tf.RandomShuffleQueue(4, 0, tf.string, {shapes: [[]], seed: 3});
  const enqueue_line = lines.enqueue(value);
  const batch = lines.dequeue_up_to(4);
  const runner = tf.train.QueueRunner(lines, [enqueue_line, enqueue_line]);
  const sess = tf.Session(js);
  await sess.run(enqueue_names);
  await sess.run(close_names);
  const coord = tf.train.Coordinator();
  const threads = runner.create_threads(sess, {coord, start: true});
  expect(threads.map(({name}) => name)).toEqual([
    'QueueRunnerThread-random_shuffle_queue-random_shuffle_queue_enqueue',
    'QueueRunnerThread-random_shuffle_queue-random_shuffle_queue_enqueue',
    'QueueRunnerThread-random_shuffle_queue-close_on_stop',
  ]);
  expect(runner.create_threads(sess, {coord})).toEqual([]);
  const read: string[] = [];
  const all = async (): Promise<never> => {
    for (;;) read.push(...(((await sess.run(batch)) as tf.NDArray).toArray() as string[]));
  };
  await expect(all()).rejects.toThrow(
    'is closed and has insufficient elements (requested 4, current size 0)',
  );
  const wanted = names.flatMap((_, k) => Array.from({length: 5}, (_x, i) => `${'abc'[k]}${i + 10 * k}`));
  expect(read.sort()).toEqual(wanted.sort());
  coord.request_stop();
  await coord.join(threads);
  expect(coord.joined).toBe(true);
  await sess.close();
  rmSync(folder, {recursive: true});
});

test('a queue without end is stopped by its coordinator', async () => {
  const queue = tf.FIFOQueue(3, tf.float32, {shapes: [[]]});
  tf.train.add_queue_runner(tf.train.QueueRunner(queue, [queue.enqueue(tf.constant(2.0))]));
  const y = queue.dequeue().mul(3.0);
  await tf.Session(js).use(async (sess) => {
    const coord = tf.train.Coordinator();
    const threads = tf.train.start_queue_runners(sess, {coord});
    for (let i = 0; i < 20; i++) expect(await sess.run(y)).toBe(6);
    expect(threads.map((thread) => thread.is_alive())).toEqual([true, true]);
    coord.request_stop();
    await coord.join();
    expect(threads.map((thread) => thread.is_alive())).toEqual([false, false]);
  });
});

test('an error of a runner is what join throws', async () => {
  const queue = tf.FIFOQueue(3, tf.float32, {shapes: [[]]});
  const x = tf.placeholder(tf.float32, [], {name: 'x'});
  const runner = tf.train.QueueRunner(queue, [queue.enqueue(x)]);
  const sess = tf.Session(js);
  const coord = tf.train.Coordinator();
  runner.create_threads(sess, {coord, start: true});
  await expect(coord.join()).rejects.toThrow(
    "You must feed a value for placeholder tensor 'x' with dtype float",
  );
  expect(() => coord.raise_requested_exception()).toThrow('You must feed');
  await sess.close();
});

test('runners are kept by MetaGraphs', () => {
  const queue = tf.FIFOQueue(3, tf.float32, {shapes: [[]], name: 'q'});
  const runner = tf.train.QueueRunner(queue, [queue.enqueue(1.0)]);
  tf.train.add_queue_runner(runner);
  const message = runner.to_proto();
  expect(message).toEqual({
    queue_name: 'q',
    enqueue_op_name: ['q_enqueue'],
    close_op_name: 'q_Close',
    cancel_op_name: 'q_Close_1',
    queue_closed_exception_types: [11],
  });
  const again = tf.train.QueueRunner.from_proto({queue_runner_def: message as NonNullable<typeof message>});
  expect([again.name, again.enqueue_ops, again.close_op]).toEqual(['q', runner.enqueue_ops, runner.close_op]);
  expect(() => tf.train.QueueRunner(queue, [])).toThrow('Must provide queue and enqueue_ops.');
});

test('a thread that does not end is told of', async () => {
  const coord = tf.train.Coordinator();
  const thread = {name: 'endless', is_alive: () => true, join: () => new Promise<void>(() => undefined)};
  coord.register_thread({thread});
  coord.request_stop(new tf.errors.OutOfRangeError(null, null, 'a good end'));
  await expect(coord.join({stop_grace_period_secs: 0.01})).rejects.toThrow(
    'Coordinator stopped with threads still running: endless',
  );
  await coord
    .stop_on_exception(() => {
      throw new Error('after the end');
    })
    .catch((error: unknown) => {
      expect(String(error)).toContain('after the end');
    });
  coord.clear_stop();
  expect([coord.should_stop(), coord.joined, await coord.wait_for_stop(0.001)]).toEqual([
    false,
    false,
    false,
  ]);
});
