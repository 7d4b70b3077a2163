// Queues that are filled beside the program: producers of inputs, batches.
import * as tf from 'tf1';
import {test_programs, type Program} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';

const {train} = tf;
const text = (tensors: readonly tf.Tensor[]): string[] => tensors.map(({shape}) => String(shape));
const pair = (): tf.Tensor => tf.constant([1.0, 2.0], {name: 'x'});
const word = (): tf.Tensor => tf.constant('w');

/** A program that only does something. */
const doing =
  (mistake: () => unknown): Program =>
  () => {
    mistake();
  };

test_programs({
  string_producers: () => {
    const q = train.string_input_producer(['a', 'b', 'c'], {shuffle: false});
    const options = {num_epochs: 2, seed: 3, capacity: 5, shared_name: 's', name: 'named'};
    const seeded = train.string_input_producer(tf.constant(['x']), options);
    return {names: [q.name, seeded.name], x: q.dequeue(), y: seeded.dequeue()};
  },

  string_producer_of_vector: () => {
    const words = tf.placeholder_with_default(['a', 'b'], [null], {name: 'words'});
    const q = train.string_input_producer(words, {cancel_op: tf.no_op('stop')});
    return {
      name: q.name,
      runners: tf.get_collection<tf.train.QueueRunner>(tf.GraphKeys.QUEUE_RUNNERS).map(({name}) => name),
      summaries: tf.get_collection(tf.GraphKeys.SUMMARIES),
      local: tf.local_variables().map(({name}) => name),
    };
  },

  range_producers: () => {
    const q = train.range_input_producer(5n, {num_epochs: 3, shuffle: false});
    const other = tf.name_scope('outer', () => {
      const limit = tf.placeholder_with_default(4n, [], {name: 'limit'});
      return train.range_input_producer(limit, {seed: 1, name: 'inner', capacity: 7});
    });
    return {names: [q.name, other.name], x: [q.dequeue(), other.dequeue_many(2)]};
  },

  slice_producers: () => {
    const rows = [
      [1.0, 2.0],
      [3.0, 4.0],
    ];
    const options = {shuffle: false, num_epochs: 1};
    const slices = train.slice_input_producer([tf.constant(rows), ['a', 'b']], options);
    const z = train.slice_input_producer([[5n, 6n, 7n]], {name: 'slices', seed: 2});
    return {x: [...slices, ...z], shapes: text([...slices, ...z])};
  },

  plain_producers: () => {
    const rows = [
      [1n, 2n],
      [3n, 4n],
    ];
    const q = train.input_producer(tf.constant(rows), {shuffle: false});
    const shaped = train.input_producer(tf.placeholder(tf.float32, [null, null], {name: 'x'}), {
      element_shape: [3],
      shuffle: false,
      summary_name: 'full',
      name: 'shaped',
      num_epochs: 2,
    });
    return {
      names: [q.name, shaped.name],
      x: [q.dequeue(), shaped.dequeue()],
      shapes: [...q.shapes, ...shaped.shapes].map(String),
    };
  },

  limited_epochs: () => {
    const x = tf.constant([1.0], {name: 'x'});
    return {
      same: train.limit_epochs(x),
      limited: [train.limit_epochs(x, 3), train.limit_epochs(x, {num_epochs: 2, name: 'limit'})],
    };
  },

  batches: () => {
    const [x, w] = [pair(), word()];
    const options = {enqueue_many: true, name: 'many'};
    const many = train.batch([tf.constant([[1n], [2n], [3n]])], 2, options);
    const two = train.batch<tf.Tensor[]>([x, w], {batch_size: 4, num_threads: 2, capacity: 8});
    const last = {allow_smaller_final_batch: true, shared_name: 'shared'};
    const named = train.batch<{a: tf.Tensor; x: tf.Tensor}>({x, a: w}, 3, last);
    const only = train.batch<{x: tf.Tensor}>({x}, 3);
    const p = tf.placeholder(tf.int32, [null], {name: 'p'});
    const padded = train.batch([p], 2, {dynamic_pad: true, name: 'padded'});
    const shaped = train.batch([tf.placeholder(tf.int32, {name: 'q'})], 2, {shapes: [[3]]});
    return {
      many,
      pair: two,
      named: [named.a, named.x],
      only: only.x,
      padded,
      shaped,
      shapes: text([many, padded, shaped, ...two]),
    };
  },

  joined_batches: () => {
    const x = pair();
    const y = tf.placeholder_with_default([3.0, 4.0], [null], {name: 'y'});
    const joined = train.batch_join<tf.Tensor[]>(
      [
        [x, 'a'],
        [x, 'b'],
      ],
      2,
    );
    const doubled = x.mul(2.0);
    const records = train.batch_join<{k: tf.Tensor}>([{k: x}, {k: doubled}], 2, {
      capacity: 9,
      name: 'records',
    });
    const padded = train.batch_join([[x], [y]], 2, {dynamic_pad: true, allow_smaller_final_batch: true});
    return {joined, records: records.k, padded};
  },

  shuffled_batches: () => {
    const [x, w] = [pair(), word()];
    const options = {capacity: 10, min_after_dequeue: 4, seed: 5};
    const mixed = train.shuffle_batch<tf.Tensor[]>([x, w], 2, options);
    const many = train.shuffle_batch([tf.constant([[1n], [2n]])], 1, 6, 3, {
      num_threads: 3,
      enqueue_many: true,
      allow_smaller_final_batch: true,
      name: 'many',
      shared_name: 's',
    });
    const sets = [
      [x, w],
      [x, 'v'],
    ];
    return {mixed, many, joined: train.shuffle_batch_join<tf.Tensor[]>(sets, 2, 12, 2, {seed: 1})};
  },

  kept_batches: () => {
    const x = pair();
    const keep = tf.placeholder_with_default(true, [], {name: 'keep'});
    const rows = tf.constant([[1n], [2n], [3n]], {name: 'rows'});
    const one = train.maybe_batch([x], keep, 2);
    const which = tf.constant([true, false, true], {name: 'which'});
    const some = train.maybe_batch([rows], which, 2, {enqueue_many: true});
    const always = train.maybe_batch([x], true, 2, {name: 'always'});
    const mixed = train.maybe_shuffle_batch([x], 2, 10, 4, keep);
    const joined = train.maybe_batch_join([[x], [x]], keep, 2);
    const both = train.maybe_shuffle_batch_join([[x], [x]], 2, 10, 4, false);
    return {y: [one, some, always, mixed, joined, both]};
  },

  matched_files: () => {
    const v = train.match_filenames_once('*.txt');
    const w = tf.io.match_filenames_once(['a*', 'b*'], {name: 'files'});
    return {v, w};
  },

  session_handles: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const handle = tf.get_session_handle(x.mul(2.0));
    const named = tf.get_session_handle(x, {name: 'named'});
    const kept = 'GetSessionHandle;0;/job:localhost/replica:0/task:0/device:CPU:0';
    const [holder, tensor] = tf.get_session_tensor(kept, tf.float32);
    const [other, deleter] = tf.delete_session_tensor(kept, {name: 'gone'});
    return {
      handles: [handle, named],
      holders: [holder, other],
      tensor,
      deleter,
      shapes: text([handle, tensor]),
    };
  },
  session_handle_of_number: doing(() => tf.get_session_handle(untyped<tf.Tensor>(1.0))),

  producer_of_nothing: doing(() => train.string_input_producer([])),
  producer_without_shape: doing(() => train.input_producer(tf.placeholder(tf.float32, [null, null]))),
  producer_of_no_slices: doing(() => train.slice_input_producer([])),
  epochs_not_positive: doing(() => train.limit_epochs(tf.constant(1.0), 0)),
  batch_of_nothing: doing(() => train.batch([], 2)),
  batch_of_unknown_rank: doing(() => train.batch([tf.placeholder(tf.float32, {name: 'x'})], 2)),
  batch_join_of_nothing: doing(() => train.batch_join([], 2)),
  batch_join_of_other_types: doing(() => train.batch_join([[1.0], [1n]], 2)),
  batch_join_of_other_keys: doing(() => train.batch_join([{a: 1.0}, {b: 1.0}], 2)),
  batch_keep_vector: doing(() => train.maybe_batch([1.0], [true, false], 2)),
  batch_keep_matrix: doing(() => train.maybe_batch([[1.0]], [[true]], 2, {enqueue_many: true})),
  batch_keep_unknown: doing(() => train.maybe_batch([1.0], tf.placeholder(tf.bool), 2)),
  shuffle_batch_capacity: doing(() => train.shuffle_batch([1.0], 2, 4, 4)),
});
