// tf.data: the nodes that make datasets, the functions that they call, and iterators.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const {Dataset, Iterator, Options} = tf.data;

type Pair = readonly [tf.Tensor, tf.Tensor];

/** The first elements, each by a run of its own. */
function values<T extends tf.Tensor | Pair = tf.Tensor>(dataset: tf.data.Dataset, count: number): T[] {
  const iterator = dataset.make_one_shot_iterator();
  return Array.from({length: count}, () => iterator.get_next<T>());
}

test_programs({
  dataset_sources: () => {
    const one = Dataset.from_tensors([tf.constant([1, 2]), {b: tf.constant(3n), a: tf.constant('x')}]);
    const x = tf.NDArray.from(
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
      'int32',
    );
    const slices = Dataset.from_tensor_slices({x, y: tf.constant([1, 2, 3])});
    const ranges = [Dataset.range(5), Dataset.range(2, 5), Dataset.range(9, 1, -3)] as const;
    const zipped = Dataset.zip([ranges[0], [slices, ranges[1]]]);
    const joined = ranges[0].concatenate(ranges[1]).enumerate({start: 3});
    return {texts: [one, slices, zipped, joined].map(String)};
  },

  dataset_order: () => {
    let d = Dataset.range(10);
    d = d.repeat().repeat(2).take(30).skip(2).shard(3, 1).prefetch(2).prefetch(null).cache().cache('file');
    d = d.shuffle(5).shuffle(6, {seed: 3, reshuffle_each_iteration: false});
    tf.set_random_seed(7);
    d = d.shuffle(5).shuffle(6, {seed: 3});
    d = d.batch(3).batch(2, {drop_remainder: true});
    return {text: String(d)};
  },

  dataset_maps: () => {
    const c = tf.constant(3, tf.int64);
    let d = Dataset.range(4).map((x: tf.Tensor) => [x.add(c), tf.cast(x, tf.float32).mul(2)]);
    d = d.map((x: tf.Tensor, y: tf.Tensor) => ({sum: tf.cast(x, tf.float32).add(y), x}), {
      num_parallel_calls: 2,
    });
    function positive(e: {sum: tf.Tensor}): tf.Tensor {
      return e.sum.greater(4);
    }
    d = d.filter(positive).map((e: {sum: tf.Tensor}) => e.sum);
    return {text: String(d), run: values(d, 2)};
  },

  dataset_captures: () => {
    const v = tf.get_variable('v', [2], {use_resource: true});
    const p = tf.placeholder(tf.float32, [], {name: 'p'});
    const d = Dataset.range(4).map((x: tf.Tensor) => v.mul(tf.cast(x, tf.float32)).add(p).add(v));
    const it = d.make_initializable_iterator();
    return {init: it.initializer.name, x: it.get_next()};
  },

  dataset_captured_reference: () => {
    const v = tf.Variable([1, 2], {name: 'v'});
    const d = Dataset.range(4).map((x: tf.Tensor) => v.mul(tf.cast(x, tf.float32)));
    return {x: d.make_initializable_iterator().get_next()};
  },

  dataset_flat_map: () => {
    const d = Dataset.range(1, 4).flat_map((x: tf.Tensor) =>
      Dataset.range(x).map((y: tf.Tensor) => x.mul(10).add(y)),
    );
    const e = d.interleave((x: tf.Tensor) => Dataset.from_tensors(x).repeat(2), {
      cycle_length: 2,
      block_length: 2,
    });
    const f = e.interleave((x: tf.Tensor) => Dataset.from_tensors([x, x]), {
      cycle_length: 2,
      num_parallel_calls: 2,
    });
    return {texts: [d, e, f].map(String), run: values(e, 6)};
  },

  dataset_windows: () => {
    const d = Dataset.range(7).window(3, {shift: 2, stride: 1, drop_remainder: true});
    const e = d.flat_map((w: tf.data.Dataset) => w.batch(3));
    const f = Dataset.zip([Dataset.range(3), Dataset.range(3)]).window(2);
    return {shapes: [String(e)], specs: (f.element_spec as readonly unknown[]).length, run: values(e, 2)};
  },

  dataset_padded: () => {
    const d = Dataset.range(1, 5).map((x: tf.Tensor) => [tf.ones([x], tf.int64).mul(x), x]);
    const e = d.padded_batch(2, [[null], []]);
    const f = d.padded_batch(3, [[5], []], {
      padding_values: [tf.constant(-1, tf.int64), tf.constant(0, tf.int64)],
      drop_remainder: true,
    });
    return {texts: [e, f].map(String), run: [e.make_one_shot_iterator().get_next<Pair>()[0]]};
  },

  dataset_reduce: () => {
    const d = Dataset.range(5);
    const total = d.reduce(tf.constant(0, tf.int64), (state: tf.Tensor, x: tf.Tensor) => state.add(x));
    const pair = d.reduce<Pair>([tf.constant(0, tf.int64), tf.constant([1])], (s: Pair, x: tf.Tensor) => [
      s[0].add(x),
      tf.concat([s[1], [2]], 0),
    ]);
    return {total, shape: String(pair[1].shape), run: [total, ...pair]};
  },

  dataset_unbatch: () => {
    const d = Dataset.from_tensors([tf.constant([1n, 2n, 3n]), tf.constant([[1], [2], [3]])]).unbatch();
    return {run: [...tf.data.make_one_shot_iterator(d).get_next<Pair>()]};
  },

  dataset_iterators: () => {
    const d = Dataset.range(3);
    const it = Iterator.from_structure(d.output_types as tf.DType, d.output_shapes as tf.TensorShape, {
      shared_name: 'it',
    });
    const first = it.make_initializer(d);
    const second = it.make_initializer(Dataset.range(5), {name: 'second'});
    const x = it.get_next('next');
    const handle = tf.placeholder(tf.string, []);
    const other = Iterator.from_string_handle(handle, [tf.int64, tf.float32], [[], [null, 2]]);
    const y = other.get_next<Pair>();
    const untold = Iterator.from_structure({a: tf.int32});
    return {
      first,
      second,
      x,
      y: [...y],
      handle: it.string_handle(),
      named: it.string_handle('named'),
      shapes: y.map((t) => String(t.shape)),
      untold: String(untold.get_next<{a: tf.Tensor}>().a.shape),
    };
  },

  dataset_options: () => {
    const options = Options();
    options.experimental_deterministic = false;
    options.experimental_optimization.map_fusion = true;
    options.experimental_optimization.noop_elimination = false;
    const d = Dataset.range(3).with_options(options).take(2);
    const plain = Options();
    plain.experimental_optimization.apply_default_optimizations = false;
    plain.experimental_optimization.autotune = false;
    const e = Dataset.range(3).with_options(plain);
    return {
      x: d.make_initializable_iterator().get_next(),
      y: e.make_one_shot_iterator().get_next(),
      run: values(d, 2),
    };
  },

  dataset_side_effects: () => {
    const v = tf.get_variable('v', [], {use_resource: true});
    function count(x: tf.Tensor): tf.Tensor {
      const y = tf.control_dependencies([v.assign_add(1)], () => tf.cast(x, tf.float32).add(v));
      v.assign_sub(0.5);
      return tf.random_uniform([]).mul(y);
    }
    const d = Dataset.range(3).map(count);
    return {x: d.make_initializable_iterator().get_next()};
  },

  dataset_apply: () => {
    const d = Dataset.range(6).apply((ds) => ds.map((x: tf.Tensor) => x.mul(x)).batch(2));
    return {text: String(d), run: values(d, 1)};
  },

  dataset_generator: () => {
    function* rows(): Iterable<{n: number; v: tf.NDArray}> {
      for (let i = 0; i < 4; i++) yield {n: i, v: tf.NDArray.from(new Float32Array((i % 2) + 1).fill(i))};
    }
    const d = Dataset.from_generator(rows, {n: tf.int64, v: tf.float32}, {n: [], v: [null]});
    const e = Dataset.from_generator((n) => Array.from({length: Number(n)}, (_, i) => i), tf.int32, {
      args: [tf.constant(3n)],
    });
    const {n} = d.make_initializable_iterator().get_next<{n: tf.Tensor}>();
    return {text: String(d), n, other: e.make_initializable_iterator().get_next()};
  },

  dataset_files: () => {
    const lines = tf.data.TextLineDataset(['a.txt', 'b.txt']);
    const names = Dataset.from_tensor_slices(['a.gz']);
    const packed = tf.data.TextLineDataset(names, {compression_type: 'GZIP', buffer_size: 1000});
    const records = tf.data.TFRecordDataset('r.tfrecord', {num_parallel_reads: 2});
    const fixed = tf.data.FixedLengthRecordDataset('f', 4, {
      header_bytes: 2,
      footer_bytes: tf.constant(1, tf.int64),
    });
    return {texts: [lines, packed, records, fixed].map((d) => String(d.batch(2)))};
  },

  dataset_experimental: () => {
    const e = tf.data.experimental;
    const d = Dataset.range(12);
    const a = d
      .apply(e.map_and_batch((x: tf.Tensor) => x.mul(2), 3, {num_parallel_batches: 2, drop_remainder: true}))
      .apply(e.unbatch());
    const b = d
      .apply(e.shuffle_and_repeat(4, {count: 2, seed: 1}))
      .apply(e.ignore_errors())
      .apply(e.unique())
      .apply(e.enumerate_dataset(5));
    const c = d.apply(e.scan(tf.constant(0, tf.int64), (s: tf.Tensor, x: tf.Tensor) => [s.add(x), s.mul(x)]));
    const g = d
      .apply(e.take_while((x: tf.Tensor) => x.less(5)))
      .apply(e.parallel_interleave((x: tf.Tensor) => Dataset.range(x), {cycle_length: 2}));
    return {
      count: e.cardinality(d),
      one: e.get_single_element(d.take(1)),
      texts: [a, b, c, g].map((x) => String(x.batch(2))),
      run: [c, a].map((x) => x.make_one_shot_iterator().get_next()),
    };
  },

  dataset_groups: () => {
    const e = tf.data.experimental;
    const d = Dataset.range(10).apply(
      e.group_by_window(
        (x: tf.Tensor) => x.mod(3),
        (_key: tf.Tensor, window: tf.data.Dataset) => window.batch(4),
        {window_size: 4},
      ),
    );
    const f = Dataset.range(10).apply(
      e.group_by_window(
        (x: tf.Tensor) => x.mod(2),
        (key: tf.Tensor, w: tf.data.Dataset) => w.map((x: tf.Tensor) => x.add(key)).batch(2),
        {window_size_func: (key) => key.add(1)},
      ),
    );
    return {texts: [d, f].map(String), run: values(d, 3)};
  },

  dataset_made_up: () => {
    const e = tf.data.experimental;
    const counter = e.Counter(10, 2);
    const sources = [Dataset.range(3), Dataset.range(10, 13)];
    const chosen = e.choose_from_datasets(sources, Dataset.range(2).repeat(2));
    const numbers = e.RandomDataset({seed: 4}).take(2);
    const run = [...values(chosen, 4), ...values(counter, 2), ...values(numbers, 1)];
    return {texts: [counter, chosen, numbers].map(String), run};
  },

  dataset_list_files: () => {
    const files = Dataset.list_files(['/a/*', '/b/*'], {seed: 3});
    const plain = Dataset.list_files('/a/*', {shuffle: false});
    const classes = plain.enumerate().output_classes as readonly {readonly name: string}[];
    return {texts: [files, plain].map(String), classes: classes.map(({name}) => name)};
  },

  dataset_samples: () => {
    const e = tf.data.experimental;
    const parts = [Dataset.range(3), Dataset.range(10, 13)];
    const even = e.sample_from_datasets(parts, {seed: 4});
    const uneven = e.sample_from_datasets(parts, {weights: [0.25, 0.75], seed: 5});
    const halves = Dataset.from_tensors([0.5, 0.5]).repeat();
    const varying = e.sample_from_datasets(parts, halves, {seed: 6});
    const all = [even, uneven, varying];
    return {texts: all.map(String), run: all.flatMap((d) => values(d, 3))};
  },

  dataset_reducer: () => {
    const e = tf.data.experimental;
    const reducer = e.Reducer(
      (key: tf.Tensor) => [tf.constant(0, tf.int64), key],
      (state: Pair, x: tf.Tensor) => [state[0].add(x), state[1]],
      (total: tf.Tensor, key: tf.Tensor) => total.mul(100).add(key),
    );
    const d = Dataset.range(7).apply(e.group_by_reducer((x: tf.Tensor) => x.mod(2), reducer));
    return {text: String(d), x: d.make_initializable_iterator().get_next()};
  },
});
