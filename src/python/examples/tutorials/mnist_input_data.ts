/**
 * `tensorflow.examples.tutorials.mnist.input_data`: MNIST in three data sets. The rest of the program meets it as the
 * module `input_data`.
 */
import {float32} from '../../../types/dtypes.ts';
import type {DTypeLike} from '../../../types/dtypes.ts';
import {NDArray} from '../../../types/ndarray.ts';
import {ValueError} from '../../../types/python_errors.ts';
import {signature} from '../../../util/signature.ts';
import {DataSet, dense_to_one_hot} from './mnist_data_set.ts';
import {read_mnist_files} from './mnist_files.ts';

export type {Batch, DataSet, FakeBatch} from './mnist_data_set.ts';

const DEFAULT_SOURCE_URL = 'https://storage.googleapis.com/cvdf-datasets/mnist/';

/** The three data sets, by name or in order. */
export type Datasets = readonly [DataSet, DataSet, DataSet] & {
  readonly train: DataSet;
  readonly validation: DataSet;
  readonly test: DataSet;
};

/** `read_data_sets` is `input_data.read_data_sets` of TensorFlow's tutorials, awaited because it reads files. */
export const read_data_sets = signature(
  ['train_dir', 'fake_data', 'one_hot', 'dtype', 'reshape', 'validation_size', 'seed', 'source_url'],
  async function read_data_sets(
    train_dir: string | null = null,
    fake_data = false,
    one_hot = false,
    dtype: DTypeLike = float32,
    reshape = true,
    validation_size = 5000,
    seed: number | null = null,
    source_url: string | null = DEFAULT_SOURCE_URL,
  ): Promise<Datasets> {
    if (fake_data) {
      const fake = (): DataSet => DataSet([], [], {fake_data, one_hot, dtype, seed});
      return datasets(fake(), fake(), fake());
    }
    const files = await read_mnist_files(train_dir, source_url || DEFAULT_SOURCE_URL);
    const count = files.train_images.shape[0] ?? 0;
    if (!(validation_size >= 0 && validation_size <= count))
      throw new ValueError(`Validation size should be between 0 and ${count}. Received: ${validation_size}.`);
    const labels_of = (labels: NDArray): NDArray => (one_hot ? dense_to_one_hot(labels) : labels);
    const train_labels = labels_of(files.train_labels);
    const part = (images: NDArray, labels: NDArray, start: number, end: number): DataSet =>
      DataSet(rows(images, start, end), rows(labels, start, end), {dtype, reshape, seed});
    // The order matters: each data set seeds numpy's generator.
    const train = part(files.train_images, train_labels, validation_size, count);
    const validation = part(files.train_images, train_labels, 0, validation_size);
    const test_labels = labels_of(files.test_labels);
    return datasets(train, validation, DataSet(files.test_images, test_labels, {dtype, reshape, seed}));
  },
  {integer_parameters: ['validation_size', 'seed']},
);

function datasets(train: DataSet, validation: DataSet, test: DataSet): Datasets {
  return Object.assign([train, validation, test] as const, {train, validation, test});
}

/** Rows `start` to `end` of an array, without a copy. */
function rows({dtype, shape, data, size}: NDArray, start: number, end: number): NDArray {
  if (!ArrayBuffer.isView(data)) throw new TypeError('examples must be numbers');
  const row = size / (shape[0] ?? 1);
  return new NDArray(dtype, [end - start, ...shape.slice(1)], data.subarray(start * row, end * row));
}
