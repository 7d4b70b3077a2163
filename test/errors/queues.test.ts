// Mistakes with queues and files: TensorFlow's class, words and operation.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {test_mistakes} from '../support/mistakes.ts';

const js = {config: {backend: 'js'}} as const;
const float_queue = (): tf.QueueBase => tf.FIFOQueue(3, tf.float32, {shapes: [[]], name: 'q'});

test_mistakes({
  queue_closed: async () => {
    const q = float_queue();
    const sess = tf.Session(js);
    await sess.run(q.close());
    await sess.run(q.dequeue());
  },
  queue_closed_enqueue: async () => {
    const q = float_queue();
    const [close, enqueue] = [q.close(), q.enqueue(1.0)];
    const sess = tf.Session(js);
    await sess.run(close);
    await sess.run(enqueue);
  },
  queue_too_few_elements: async () => {
    const q = float_queue();
    const sess = tf.Session(js);
    await sess.run(q.enqueue(1.0));
    await sess.run(q.close());
    await sess.run(q.dequeue_many(2));
  },
  queue_dequeue_timeout: () => {
    const q = tf.FIFOQueue(3, tf.float32, {name: 'q'});
    return tf
      .Session({config: tf.ConfigProto({backend: 'js', operation_timeout_in_ms: 100})})
      .run(q.dequeue());
  },
  queue_enqueue_dtype: () => tf.FIFOQueue(3, tf.float32).enqueue(tf.constant(1n)),
  queue_enqueue_shape: () => tf.FIFOQueue(3, tf.float32, {shapes: [[2]]}).enqueue([1.0, 2.0, 3.0]),
  queue_enqueue_count: () => {
    const q = tf.FIFOQueue(3, [tf.float32, tf.float32], {name: 'q'});
    return tf.Session(js).run(q.enqueue([1.0]));
  },
  queue_dequeue_many_without_shapes: () => {
    const q = tf.FIFOQueue(3, tf.float32, {name: 'q'});
    return tf.Session(js).run(q.dequeue_many(2));
  },
  queue_shapes_count: () => tf.FIFOQueue(3, [tf.float32, tf.float32], {shapes: [[]]}),
});

// TensorFlow's runners call without the node's line; ours say where it was made.
test_mistakes(
  {
    input_producer_limit_uninitialized: async () => {
      tf.train.string_input_producer(['a'], {num_epochs: 1}).dequeue();
      const sess = tf.Session(js);
      const coord = tf.train.Coordinator();
      await coord.join(tf.train.start_queue_runners(sess, coord));
    },
  },
  'class',
);

test('read_file_missing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  const contents = tf.read_file(`${folder}/missing.txt`);
  await expect(tf.Session(js).run(contents)).rejects.toThrow(
    `${folder}/missing.txt; No such file or directory`,
  );
  rmSync(folder, {recursive: true});
});

test('what Python says of queues that do not make sense', () => {
  const [types, none] = [[tf.float32, tf.int32], tf.FIFOQueue(3, tf.float32)];
  expect(() => tf.FIFOQueue(3, types, [[null], []])).toThrow(
    'All shapes must be fully defined: [TensorShape([Dimension(None)]), TensorShape([])]',
  );
  expect(() => tf.FIFOQueue(3, types, null, ['a'])).toThrow(
    'List of names must have the same length as the list of dtypes',
  );
  expect(() => tf.PaddingFIFOQueue(3, types, null)).toThrow(
    'When providing partial shapes, a list of shapes must be provided.',
  );
  expect(() => tf.PaddingFIFOQueue(3, types, [[null]])).toThrow(
    'Shapes must be provided for all components, but received 2 dtypes and 1 shapes.',
  );
  expect(() => none.enqueue({a: 1})).toThrow('Queue must have names to enqueue a dictionary');
  const named = tf.FIFOQueue(3, types, {names: ['a', 'b']});
  expect(() => named.enqueue([1, 2])).toThrow('You must enqueue a dictionary in a Queue with names');
  expect(() => named.enqueue({a: 1, c: 2})).toThrow(
    "Keys in dictionary to enqueue do not match names of Queue.  Dictionary: (['a', 'c']), Queue: (['a', 'b'])",
  );
  expect(() => tf.QueueBase.from_list(0, [named, none])).toThrow(
    'Queues do not have matching component dtypes.',
  );
});
