// Mistakes with datasets and iterators: TensorFlow's class, words and operation.
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import * as tf from 'tf1';
import {test_mistakes, untyped} from '../support/mistakes.ts';

const {Dataset} = tf.data;
const js = {config: {backend: 'js'}} as const;
const first_of = (dataset: tf.data.Dataset): Promise<unknown> =>
  tf.Session(js).run(dataset.make_one_shot_iterator().get_next());

test_mistakes({
  end_of_sequence: async () => {
    const x = Dataset.range(1).make_one_shot_iterator().get_next();
    const sess = tf.Session(js);
    await sess.run(x);
    await sess.run(x);
  },
  iterator_not_initialized: () =>
    tf.Session(js).run(Dataset.range(1).make_initializable_iterator().get_next()),
  one_shot_iterator_captures_placeholder: () =>
    Dataset.from_tensors(tf.placeholder(tf.float32)).make_one_shot_iterator(),
  dataset_slices_sizes: () => Dataset.from_tensor_slices([tf.NDArray.zeros([2]), tf.NDArray.zeros([3])]),
  dataset_slices_scalar: () => Dataset.from_tensor_slices(1n),
  dataset_batch_ragged: () =>
    first_of(
      Dataset.range(1, 3)
        .flat_map((n: tf.Tensor) => Dataset.from_tensors(tf.zeros(tf.stack([n]))))
        .batch(2),
    ),
  dataset_zip_type: () => Dataset.zip(untyped([1, 2])),
  dataset_iterate_in_graph_mode: () => [...untyped<Iterable<unknown>>(Dataset.range(2))],
});

// The number in the function's name is that of all tensors that were made before.
test_mistakes(
  {
    dataset_map_raises: () =>
      first_of(
        Dataset.from_tensors([1.0, 0.0]).map((x: tf.Tensor) =>
          tf.check_numerics(tf.constant(1.0).div(x), 'quotient'),
        ),
      ),
  },
  'class',
);

describe('files', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tf1-'));
  afterAll(() => rmSync(folder, {recursive: true}));

  test('dataset_file_missing', async () => {
    const dataset = tf.data.TextLineDataset(`${folder}/missing.txt`);
    await expect(first_of(dataset)).rejects.toThrow(`${folder}/missing.txt; No such file or directory`);
  });

  test('tfrecord_corrupt', async () => {
    writeFileSync(`${folder}/bad.tfrecord`, 'this is not a record file');
    const failing = first_of(tf.data.TFRecordDataset(`${folder}/bad.tfrecord`));
    await expect(failing).rejects.toThrow(tf.errors.DataLossError);
    await expect(failing).rejects.toThrow('corrupted record at 0');
  });
});

test('what Python says of datasets that do not make sense', () => {
  expect(() => Dataset.range(2).concatenate(Dataset.from_tensors(1.0))).toThrow(
    'Two datasets to concatenate have different types',
  );
  expect(() => Dataset.range(2).filter((x: tf.Tensor) => x)).toThrow(
    '`predicate` return type must be convertible to a scalar boolean tensor.',
  );
  expect(() => Dataset.range(2).flat_map((x: tf.Tensor) => x)).toThrow(
    '`map_func` must return a `Dataset` object.',
  );
  expect(() => Dataset.range(2).map(() => new Date(0))).toThrow(
    'Unsupported return value from function passed to Dataset.map()',
  );
  expect(() => Dataset.range(2).reduce(tf.constant(0, tf.int64), () => 1.5)).toThrow(
    'The element types for the new state must match the initial state. Expected tf.int64; got tf.float32.',
  );
  expect(() => Dataset.from_tensors([1, 2]).padded_batch(2, [1])).toThrow(
    'The padded shape (1,) is not compatible with the corresponding input component shape (2,).',
  );
  expect(() => (untyped<Record<string, unknown>>(tf.data.Options())['nothing'] = 1)).toThrow(
    'Cannot set the property nothing on Options.',
  );
});
