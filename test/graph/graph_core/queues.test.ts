// Queues, readers, accumulators: nodes, names, and what is known of shapes.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const text = (shapes: readonly tf.TensorShape[]): string[] => shapes.map(String);

test_programs({
  queue_kinds: () => {
    const fifo = tf.FIFOQueue(3, [tf.float32, tf.int32], {shapes: [[2], []], shared_name: 'shared'});
    const plain = tf.FIFOQueue(-1, tf.string, {name: 'plain'});
    const padding = tf.PaddingFIFOQueue(5, [tf.float32], [[null, 2]]);
    const priority = tf.PriorityQueue(5, [tf.string], [[]]);
    const shuffle = tf.RandomShuffleQueue(9, 2, tf.int64, {shapes: [3], seed: 7});
    tf.set_random_seed(5);
    const seeded = tf.queue.RandomShuffleQueue(9, 2, [tf.int64], {shared_name: 's'});
    return {
      names: [fifo, plain, padding, priority, shuffle, seeded].map((q) => q.name),
      shapes: [fifo, plain, padding, priority, shuffle].flatMap((q) => text(q.shapes)),
      dtypes: [fifo, priority].flatMap((q) => q.dtypes.map(({name}) => name)),
      refs: [fifo.queue_ref, seeded.queue_ref],
    };
  },

  priority_queue_without_shapes: () => {
    tf.PriorityQueue(5, tf.string);
    return {};
  },

  queue_methods: () => {
    const q = tf.FIFOQueue(3, [tf.float32, tf.int32], {shapes: [[2], []], name: 'q'});
    const put = q.enqueue([[1.0, 2.0], 3n]);
    const many = q.enqueue_many([tf.zeros([4, 2]), tf.zeros([4], tf.int32)], {name: 'many'});
    const n = tf.placeholder(tf.int32, [], {name: 'n'});
    const taken = [
      q.dequeue<tf.Tensor[]>(),
      q.dequeue_many<tf.Tensor[]>(2),
      q.dequeue_many<tf.Tensor[]>(n),
      q.dequeue_up_to<tf.Tensor[]>(2, {name: 'some'}),
    ];
    const [closed, again] = tf.name_scope('inner', () => [
      [q.close(), q.close({cancel_pending_enqueues: true, name: 'stop'}), q.is_closed(), q.size()],
      q.enqueue([tf.constant([1.0, 2.0]), 5n]),
    ]);
    const shapes = taken.flat().map(({shape}) => String(shape));
    return {put, many, taken, shapes, closed, again};
  },

  queue_names: () => {
    const q = tf.FIFOQueue(3, [tf.float32, tf.string], {names: ['x', 'label'], name: 'scope/q'});
    const put = q.enqueue({label: 'a', x: 1.0});
    const {x, label} = q.dequeue<{x: tf.Tensor; label: tf.Tensor}>({name: 'get'});
    return {put, x, label, shapes: [String(x.shape)], names: q.names};
  },

  queue_from_list: () => {
    const shapes = [
      [2, 3],
      [2, 4],
    ];
    const queues = shapes.map((shape) => tf.FIFOQueue(3, [tf.float32], {shapes: [shape]}));
    const which = tf.placeholder_with_default(1n, [], {name: 'which'});
    const q = tf.QueueBase.from_list(which, queues);
    const y = q.dequeue();
    return {name: q.name, y, shape: String(y.shape), close: q.close()};
  },

  queue_values: () => {
    const q = tf.FIFOQueue(9, tf.int32, {shapes: [[]]});
    const x = tf.control_dependencies([q.enqueue_many([[4, 5, 6]])], () => q.dequeue_many(2));
    const first = tf.control_dependencies([x], () => q.dequeue());
    const y = tf.control_dependencies([first], () => first.add(q.size()));
    return {run: [tf.cast(tf.reduce_sum(x).add(y), tf.float32)]};
  },

  readers: () => {
    const q = tf.FIFOQueue(9, tf.string, {shapes: [[]]});
    const line = tf.TextLineReader({skip_header_lines: 2, name: 'lines'});
    const whole = tf.WholeFileReader();
    const fixed = tf.FixedLengthRecordReader(5, {header_bytes: 1, hop_bytes: 2});
    const identity = tf.IdentityReader('ident');
    const [key, value] = line.read(q);
    const [keys, values] = whole.read_up_to(q.queue_ref, 4, {name: 'some'});
    const counts = [line.num_records_produced(), line.num_work_units_completed(), line.reset()];
    const restore = identity.restore_state(identity.serialize_state());
    const kinds = [whole, line, fixed, identity];
    return {
      refs: kinds.map(({reader_ref}) => reader_ref),
      serialize: kinds.map(({supports_serialize}) => supports_serialize),
      read: [key, value, keys, values],
      shapes: [String(keys.shape), String(value.shape)],
      counts,
      restore,
    };
  },

  accumulators: () => {
    const a = tf.ConditionalAccumulator(tf.float32, [null, 2], {shared_name: 'a', reduction_type: 'SUM'});
    const applied = a.apply_grad([[1.0, 2.0]], {local_step: 3n});
    const taken = a.take_grad(2);
    const others = [a.num_accumulated(), a.set_global_step(5n, {name: 'step'})];
    const s = tf.SparseConditionalAccumulator(tf.float32, {name: 'sparse'});
    const first = s.apply_grad([1n], [[1.0]], [5n, 1n]);
    const grad = tf.IndexedSlices(tf.zeros([1, 2]), tf.constant([3n]), tf.constant([5n, 2n]));
    const second = s.apply_indexed_slices_grad(grad, {local_step: 1n});
    const sparse = [first, second, s.apply_grad([0n], [[2.0]])];
    const {values, indices, dense_shape} = s.take_indexed_slices_grad(1);
    const more = [s.num_accumulated(), s.set_global_step(4n)];
    return {
      name: [a.name, s.name],
      applied,
      taken,
      shape: String(taken.shape),
      others,
      sparse,
      slices: [values, indices, dense_shape],
      more,
    };
  },

  files: () => ({
    read: tf.read_file('name'),
    write: tf.io.write_file('name', 'text', {name: 'w'}),
    found: tf.matching_files(['a*', 'b']),
    shape: String(tf.io.matching_files('a').shape),
  }),

  queue_runners: () => {
    const q = tf.FIFOQueue(3, tf.float32, {shapes: [[]]});
    const put = q.enqueue(1.0);
    const runner = tf.train.QueueRunner(q, [put, put]);
    const [close_op, cancel_op] = [tf.no_op({name: 'a'}), tf.no_op({name: 'b'})];
    const own = tf.train.QueueRunner(q, [put], {close_op, cancel_op});
    return {
      name: runner.name,
      ops: [runner.close_op, runner.cancel_op, own.close_op, own.cancel_op],
      enqueue: runner.enqueue_ops,
    };
  },
});
