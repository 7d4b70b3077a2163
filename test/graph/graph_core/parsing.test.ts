// Examples, records and bytes: the nodes that read them, and what is refused.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

type Values = readonly (string | number | bigint)[];

function feature(values: Values) {
  const [first] = values;
  if (typeof first === 'string') return {bytes_list: {value: values as readonly string[]}};
  if (typeof first === 'bigint') return {int64_list: {value: values as readonly bigint[]}};
  return {float_list: {value: values as readonly number[]}};
}

function example(features: Readonly<Record<string, Values>>): Uint8Array {
  const made = Object.fromEntries(Object.entries(features).map(([key, values]) => [key, feature(values)]));
  return tf.train.Example({features: {feature: made}}).SerializeToString();
}

function sequence(): Uint8Array {
  const steps = (...lists: Values[]) => ({feature: lists.map(feature)});
  return tf.train
    .SequenceExample({
      context: {feature: {c: feature([1n, 2n]), s: feature(['x'])}},
      feature_lists: {feature_list: {f: steps([1, 2], [3, 4]), t: steps(['a'], ['b', 'c'])}},
    })
    .SerializeToString();
}

type Found = Readonly<Record<string, tf.Tensor | tf.SparseTensor>>;

/** The tensors that were found, in the order of their names. */
function parts(...found: readonly Found[]): tf.Tensor[] {
  return found.flatMap((tensors) =>
    keys(tensors).flatMap((key) => {
      const one = tensors[key] as tf.Tensor | tf.SparseTensor;
      return 'dense_shape' in one ? [one.indices, one.values, one.dense_shape] : [one];
    }),
  );
}

const keys = (found: object): string[] => Object.keys(found).sort();

const first = (): Uint8Array => example({f: [1.5, 2.5], i: [7n], s: ['a', 'b'], p: [2n, 0n], v: [0.5, 0.25]});
const bytes = (...items: number[]): Uint8Array => Uint8Array.from(items);

test_programs({
  parsing_raw_and_csv: () => {
    const raw = tf.decode_raw([bytes(1, 0, 2, 0), bytes(3, 0, 4, 0)], tf.int16);
    const reversed = tf.io.decode_raw(bytes(1, 0), tf.int16, false, {name: 'big'});
    const records = tf.constant(['1,a,2.5', '3,,4']);
    const columns = tf.decode_csv(records, [[0], ['none'], tf.constant([], tf.float32)]);
    const chosen = tf.io.decode_csv(records, [[0], [0]], {
      select_cols: [0, 2],
      na_value: 'NA',
      name: 'chosen',
    });
    const tabs = tf.decode_csv("x\t'y'", ['d', 'e'], '\t', false);
    return {run: [raw, reversed, ...columns, ...chosen, ...tabs]};
  },

  parsing_tensors: () => {
    const serialized = tf.serialize_tensor(tf.constant([[1, 2]]));
    const back = tf.parse_tensor(serialized, tf.float32);
    const named = tf.io.parse_tensor(tf.io.serialize_tensor(['a', 'b'], {name: 'out'}), tf.string, {
      name: 'back',
    });
    const json = tf.decode_json_example('{"features": {"feature": {"a": {"int64List": {"value": [1, 2]}}}}}');
    const plain = tf.io.decode_compressed(['abc']);
    const packed = tf.decode_compressed(
      [bytes(0x78, 0x9c, 0x4b, 0x4c, 0x4a, 0x06, 0x00, 0x02, 0x4d, 0x01, 0x27)],
      'ZLIB',
      {name: 'packed'},
    );
    return {run: [serialized, back, named, json, plain, packed]};
  },

  parsing_examples: () => {
    const features = {
      f: tf.FixedLenFeature([2], tf.float32),
      i: tf.FixedLenFeature([], tf.int64, 3),
      s: tf.VarLenFeature(tf.string),
      'o/d d': tf.FixedLenFeature([2, 1], tf.string, [['a'], ['b']]),
    };
    const found = tf.parse_example([first(), example({f: [3, 4]})], features);
    const named = tf.io.parse_example(
      [first()],
      {s: tf.io.VarLenFeature(tf.string)},
      {name: 'named', example_names: ['first']},
    );
    const by_name = tf.parse_example({
      serialized: tf.constant([first()]),
      features: {i: tf.FixedLenFeature([], tf.int64, tf.constant(5, tf.int64))},
    });
    const sparse: tf.SparseTensor = found.s;
    const dense: tf.Tensor = found.f;
    return {
      run: parts({...found, s: sparse, f: dense}, named, by_name),
      keys: [found, named, by_name].map(keys),
    };
  },

  parsing_padded_examples: () => {
    const features = {
      f: tf.FixedLenSequenceFeature([], tf.float32, {allow_missing: true}),
      i: tf.FixedLenSequenceFeature([1], tf.int64, true, 9),
      s: tf.FixedLenSequenceFeature([2], tf.string, {allow_missing: true}),
    };
    const found = tf.parse_example([first(), example({f: [3]})], features);
    const one = tf.parse_single_example(first(), features, {name: 'one'});
    return {run: parts(found, one), shapes: [found.f, found.i, found.s].map(({shape}) => shape.toString())};
  },

  parsing_sparse_features: () => {
    const found = tf.parse_example([first()], {
      m: tf.SparseFeature('p', 'v', tf.float32, 4),
      f: tf.FixedLenFeature([2], tf.float32),
    });
    const one = tf.parse_single_example(first(), {
      m: tf.io.SparseFeature(['p'], 'v', tf.float32, [4], true),
      p: tf.VarLenFeature(tf.int64),
    });
    return {run: parts(found, one), keys: [found, one].map(keys)};
  },

  parsing_single_examples: () => {
    const f = tf.FixedLenFeature([2], tf.float32);
    const s = tf.VarLenFeature(tf.string);
    const found = tf.parse_single_example(first(), {f, i: tf.FixedLenFeature([1], tf.int64, [3]), s});
    const named = tf.parse_single_example(first(), {f, s}, 'named', 'first');
    const fed = tf.placeholder(tf.string, {name: 'fed'});
    const unknown = tf.io.parse_single_example(
      fed,
      {s},
      {example_names: tf.placeholder(tf.string, {name: 'called'})},
    );
    return {run: parts(found, named), shapes: parts(unknown).map(({shape}) => shape.toString())};
  },

  parsing_sequences: () => {
    const context = {
      c: tf.FixedLenFeature([2], tf.int64),
      d: tf.FixedLenFeature([], tf.float32, 0.5),
      s: tf.VarLenFeature(tf.string),
    };
    const lists = {
      f: tf.FixedLenSequenceFeature([2], tf.float32),
      n: tf.FixedLenSequenceFeature([], tf.int64, {allow_missing: true}),
      t: tf.VarLenFeature(tf.string),
    };
    const [own, steps] = tf.parse_single_sequence_example(sequence(), context, lists);
    const [alone, nothing] = tf.io.parse_single_sequence_example(sequence(), {
      sequence_features: {t: lists.t},
      example_name: 'e',
      name: 'alone',
    });
    const [many_own, many_steps, lengths] = tf.io.parse_sequence_example(
      [sequence(), sequence()],
      context,
      lists,
    );
    const [only, none, no_lengths] = tf.io.parse_sequence_example([sequence()], {
      context_features: {s: context.s},
      example_names: ['e'],
      name: 'only',
    });
    return {
      run: parts(own, steps, nothing, many_own, many_steps, lengths, only),
      keys: [alone, nothing, lengths, none, no_lengths].map(keys),
    };
  },

  parsing_without_features: () => tf.parse_example(['a'], {}),
  parsing_with_steps_in_a_fixed_shape: () =>
    tf.parse_example(['a'], {x: tf.FixedLenFeature([null, 2], tf.float32)}),
  parsing_with_an_unknown_size: () =>
    tf.parse_single_example('a', {x: tf.FixedLenFeature([2, null], tf.float32)}),
  parsing_steps_that_may_not_be_missing: () =>
    tf.parse_example(['a'], {x: tf.FixedLenSequenceFeature([2], tf.float32)}),
  parsing_places_of_another_dtype: () =>
    tf.parse_example(['a'], {
      a: tf.VarLenFeature(tf.string),
      m: tf.SparseFeature('a', 'v', tf.float32, 4),
    }),
  parsing_sparse_features_of_sequences: () =>
    void tf.parse_single_sequence_example('a', {m: tf.SparseFeature('a', 'v', tf.float32, 4)}),
  parsing_lists_in_the_context: () =>
    void tf.io.parse_sequence_example(['a'], {x: tf.FixedLenSequenceFeature([2], tf.float32)}),
  parsing_names_of_a_batch: () =>
    tf.parse_single_example('a', {x: tf.FixedLenFeature([], tf.float32)}, {example_names: ['b']}),

  parsing_feature_texts: () => {
    const features = [
      tf.VarLenFeature(tf.string),
      tf.SparseFeature('i', 'v', tf.int64, 3),
      tf.FixedLenFeature([2, null], tf.float32, 0.5),
      tf.FixedLenSequenceFeature([], tf.int64),
    ];
    return {texts: features.map(String)};
  },

  parsing_columns_out_of_order: () => void tf.decode_csv('a', [[0], [0]], {select_cols: [1, 0]}),
  parsing_columns_too_many: () => void tf.decode_csv('a', [[0], [0]], {select_cols: [0, 1, 2]}),
  parsing_columns_below_zero: () => void tf.decode_csv('a', [[0], [0]], {select_cols: [-1, 0]}),

  unicode_functions: () => {
    const transcode = tf.strings.unicode_transcode;
    const scripts = tf.strings.unicode_script([97, 0x3b1, 0x4e00]);
    const wide = transcode(['a\u20ac', bytes(0xff)], 'UTF-8', 'UTF-16-BE');
    const marked = transcode([bytes(0xff)], 'UTF-8', 'UTF-8', 'replace', 63, true, 'marked');
    const ignored = transcode([bytes(0xff, 98)], 'UTF-8', 'UTF-8', {errors: 'ignore', name: 'ignored'});
    const one = tf.strings.unicode_script(tf.constant(98, tf.int32), {name: 'script'});
    return {run: [scripts, wide, marked, ignored, one]};
  },
});
