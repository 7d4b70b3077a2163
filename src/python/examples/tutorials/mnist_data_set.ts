/**
 * `DataSet` of the MNIST tutorials: examples, shuffled by numpy's generator, a batch at a time. Knows nothing of files.
 */
import {get_seed} from '../../../graph/seed.ts';
import {numpy_random_state} from '../../../graph/numpy_random.ts';
import {as_dtype, float32, float64, uint8} from '../../../types/dtypes.ts';
import type {DType, DTypeLike} from '../../../types/dtypes.ts';
import {NDArray} from '../../../types/ndarray.ts';
import {AssertionError, AttributeError} from '../../../types/python_errors.ts';
import {define_methods, public_class} from '../../../util/signature.ts';
import type {Arguments} from '../../../util/signature.ts';
import {Rows} from './mnist_rows.ts';
import type {ByteTable} from './mnist_rows.ts';

const FAKE_EXAMPLES = 10000;
const FAKE_PIXELS = 784;
const CLASSES = 10;
const PIXEL_SCALE = Math.fround(1 / 255);

/** Images [batch, pixels] and labels [batch], or [batch, 10] where they are one-hot. */
export type Batch = [images: NDArray, labels: NDArray];
/** What `next_batch` makes up when asked for fake data. */
export type FakeBatch = [images: number[][], labels: number[] | number[][]];

type BatchNames = ['batch_size', 'fake_data', 'shuffle'];

class DataSetClass {
  readonly #images: Rows | null;
  readonly #labels: Rows | null;
  readonly #fake_one_hot: boolean | null;
  readonly #num_examples: number;
  #epochs_completed = 0;
  #index_in_epoch = 0;

  constructor(
    images: NDArray | readonly never[],
    labels: NDArray | readonly never[],
    fake_data = false,
    one_hot = false,
    dtype: DTypeLike = float32,
    reshape = true,
    seed: number | null = null,
  ) {
    seed_numpy(seed);
    const image_dtype = checked_dtype(dtype);
    const real = !fake_data && images instanceof NDArray && labels instanceof NDArray;
    this.#images = real ? image_rows(images, labels, image_dtype, reshape) : null;
    this.#labels = real ? new Rows(labels) : null;
    this.#fake_one_hot = fake_data ? one_hot : null;
    this.#num_examples = fake_data ? FAKE_EXAMPLES : (this.#images?.count ?? 0);
  }

  /** All images in their present order. The array is made when asked for and kept until the next shuffle. */
  get images(): NDArray {
    return this.#images?.all() ?? NDArray.zeros([0]);
  }

  /** All labels in their present order. */
  get labels(): NDArray {
    return this.#labels?.all() ?? NDArray.zeros([0]);
  }

  get num_examples(): number {
    return this.#num_examples;
  }

  get epochs_completed(): number {
    return this.#epochs_completed;
  }

  /**
   * The next `batch_size` examples: the images and their labels. Examples are shuffled before the first epoch and
   * between epochs, by numpy's global generator; a batch over the end of an epoch goes on in the next.
   */
  next_batch(
    ...args: Arguments<BatchNames, [batch_size: number, fake_data?: false, shuffle?: boolean]>
  ): Batch;
  next_batch(
    ...args: Arguments<BatchNames, [batch_size: number, fake_data: boolean, shuffle?: boolean]>
  ): Batch | FakeBatch;
  next_batch(batch_size: unknown, fake_data: unknown = false, shuffle: unknown = true): Batch | FakeBatch {
    if (fake_data === true) return this.#fake_batch(Number(batch_size));
    if (this.#images === null || this.#labels === null)
      throw new TypeError('only integer scalar arrays can be converted to a scalar index');
    return this.#real_batch(Number(batch_size), shuffle === true, this.#images, this.#labels);
  }

  #fake_batch(batch_size: number): FakeBatch {
    if (this.#fake_one_hot === null) throw new AttributeError("'DataSet' object has no attribute 'one_hot'");
    const images = Array.from({length: batch_size}, () => new Array<number>(FAKE_PIXELS).fill(1));
    if (!this.#fake_one_hot) return [images, new Array<number>(batch_size).fill(0)];
    return [
      images,
      Array.from({length: batch_size}, () => Array.from({length: CLASSES}, (_, k) => Number(k === 0))),
    ];
  }

  #real_batch(batch_size: number, shuffle: boolean, images: Rows, labels: Rows): Batch {
    const start = this.#index_in_epoch;
    const end = start + batch_size;
    if (this.#epochs_completed === 0 && start === 0 && shuffle) this.#shuffle(images, labels);
    if (end <= this.#num_examples) {
      this.#index_in_epoch = end;
      return [taken(images, start, end), taken(labels, start, end)];
    }
    const rest = this.#num_examples - start;
    const next_end = Math.min(batch_size - rest, this.#num_examples);
    const batch: Batch = [images.empty(rest + next_end), labels.empty(rest + next_end)];
    const rows = [images, labels] as const;
    for (const k of [0, 1] as const) rows[k].copy(start, this.#num_examples, batch[k], 0);
    if (shuffle) this.#shuffle(images, labels);
    for (const k of [0, 1] as const) rows[k].copy(0, next_end, batch[k], rest);
    this.#epochs_completed += 1;
    this.#index_in_epoch = batch_size - rest;
    return batch;
  }

  #shuffle(images: Rows, labels: Rows): void {
    const permutation = numpy_random_state().permutation(this.#num_examples);
    images.reorder(permutation);
    labels.reorder(permutation);
  }
}
define_methods(DataSetClass, {next_batch: ['batch_size', 'fake_data', 'shuffle']});

/**
 * `tf.contrib.learn.datasets.mnist.DataSet(images, labels, fake_data=False, one_hot=False, dtype=tf.float32,
 * reshape=True, seed=None)`: images uint8 [number, rows, columns, 1], labels [number] or [number, classes]. With
 * `dtype` float32 pixels become numbers of [0, 1]; with `reshape` an image is one row. Seeds numpy's generator from
 * `seed` and the graph's seed.
 *
 * @throws TypeError for a `dtype` other than uint8 and float32; AssertionError if images and labels differ in number.
 */
export const DataSet = public_class(
  ['images', 'labels', 'fake_data', 'one_hot', 'dtype', 'reshape', 'seed'],
  DataSetClass,
);
export type DataSet = DataSetClass;

function seed_numpy(seed: number | null): void {
  const [graph_seed, op_seed] = get_seed(seed);
  const used = seed === null ? graph_seed : op_seed;
  numpy_random_state().seed(used === null ? null : Number(used));
}

function checked_dtype(dtype: DTypeLike): DType {
  const {base_dtype} = as_dtype(dtype);
  if (base_dtype !== uint8 && base_dtype !== float32)
    throw new TypeError(`Invalid image dtype ${base_dtype.repr()}, expected uint8 or float32`);
  return base_dtype;
}

function image_rows(images: NDArray, labels: NDArray, dtype: DType, reshape: boolean): Rows {
  if (images.shape[0] !== labels.shape[0])
    throw new AssertionError(`images.shape: ${tuple(images.shape)} labels.shape: ${tuple(labels.shape)}`);
  const [count = 0, height = 0, width = 0, depth] = images.shape;
  if (reshape && depth !== 1) throw new AssertionError('');
  const shaped = reshape ? images.reshape([count, height * width]) : images;
  if (dtype === uint8) return new Rows(shaped);
  return shaped.dtype === uint8 ? new Rows(shaped, scaled_bytes()) : new Rows(scaled(shaped));
}

/** The float32 that each pixel value becomes. */
function scaled_bytes(): ByteTable {
  return {dtype: float32, values: Float32Array.from({length: 256}, (_, pixel) => pixel * PIXEL_SCALE)};
}

function scaled(images: NDArray): NDArray {
  const {data, shape, size} = images.astype(float32);
  const numbers = Float32Array.from({length: size}, (_, k) => Number(data[k]) * PIXEL_SCALE);
  return new NDArray(float32, shape, numbers);
}

function taken(rows: Rows, start: number, end: number): NDArray {
  const batch = rows.empty(end - start);
  rows.copy(start, end, batch, 0);
  return batch;
}

function tuple(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
}

/** Labels [number] as rows of zeros with a one at the label: float64 [number, num_classes]. */
export function dense_to_one_hot(labels_dense: NDArray, num_classes = CLASSES): NDArray {
  const one_hot = new Float64Array(labels_dense.size * num_classes);
  for (let k = 0; k < labels_dense.size; k++) one_hot[k * num_classes + Number(labels_dense.data[k])] = 1;
  return new NDArray(float64, [labels_dense.size, num_classes], one_hot);
}
