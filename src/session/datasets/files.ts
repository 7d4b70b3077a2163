/**
 * Datasets of what files hold: lines, records, records of a fixed length; and of the names of files.
 */
import {NotFoundError} from '../../errors.ts';
import {records_of} from '../../formats/records.ts';
import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {scalar_shape} from '../../types/tensor_shape.ts';
import {matching_paths} from '../../util/glob.ts';
import {dataset_operations, type Call, type Made, type Maker} from './call.ts';
import {unpacked_file} from '../../util/unpack.ts';
import {check_compression} from './compression.ts';
import {UNKNOWN, type Item, type Items, type Iteration} from './dataset.ts';

const TEXTS = {types: [string], shapes: [scalar_shape()]};

function text_scalar(bytes: Uint8Array): NDArray {
  return new NDArray(string, [], [bytes]);
}

/** What the files hold, one after the other; a file is read when its turn comes. */
export function items_of_files(
  paths: readonly string[],
  open: (path: string) => Promise<Iterator<Item>>,
): Items {
  let at = 0;
  let current: Iterator<Item> | null = null;
  return {
    async next() {
      for (;;) {
        if (current === null) {
          const path = paths[at];
          if (path === undefined) return null;
          current = await open(path);
        }
        const step = current.next();
        if (step.done !== true) return step.value;
        current = null;
        at++;
      }
    },
  };
}

/** Records of files, each a string. */
function records(
  call: Call,
  split: (bytes: Uint8Array, path: string) => Iterator<Uint8Array>,
  compression: string,
): Made {
  const paths = call.texts('filenames');
  check_compression(compression);
  if (call.int('buffer_size') < 0)
    throw call.invalid(
      `\`buffer_size\` must be >= 0 (0 == ${call.context.op.type.startsWith('TFRecord') ? 'no buffering' : 'default'})`,
    );
  const open = async (iteration: Iteration, path: string): Promise<Iterator<Item>> => {
    const files = await iteration.files();
    const found = split(unpacked_file(await files.read(path), compression), path);
    return {
      next() {
        const step = found.next();
        return step.done === true
          ? {done: true, value: null}
          : {done: false, value: [text_scalar(step.value)]};
      },
    };
  };
  return {
    ...TEXTS,
    cardinality: () => UNKNOWN,
    iterate: (iteration) => items_of_files(paths, (path) => open(iteration, path)),
  };
}

const [LINE_FEED, CARRIAGE_RETURN] = [10, 13];

/** Lines without their ends; what follows the last end is a line if it is not empty. */
function* lines(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(start, end);
    yield line.includes(CARRIAGE_RETURN) ? line.filter((byte) => byte !== CARRIAGE_RETURN) : line.slice();
    start = end + 1;
  }
}

function* copies(found: Iterable<Uint8Array>): Generator<Uint8Array> {
  for (const bytes of found) yield bytes.slice();
}

const fixed_length = (call: Call, compression: string): Made => {
  const [header, size, footer] = ['header_bytes', 'record_bytes', 'footer_bytes'].map((name) =>
    call.int(name),
  ) as [number, number, number];
  if (header < 0) throw call.invalid('`header_bytes` must be >= 0');
  if (size <= 0) throw call.invalid('`record_bytes` must be > 0');
  if (footer < 0) throw call.invalid('`footer_bytes` must be >= 0');
  function* split(bytes: Uint8Array, path: string): Generator<Uint8Array> {
    const body = bytes.length - header - footer;
    if (body % size !== 0 || body < 0) {
      throw call.invalid(
        `Excluding the header (${header} bytes) and footer (${footer} bytes), input file "${path}" has body length ${body} bytes, which is not an exact multiple of the record length (${size} bytes).`,
      );
    }
    for (let at = header; at < header + body; at += size) yield bytes.slice(at, at + size);
  }
  return records(call, split, compression);
};

/** Names of files that fit patterns, sorted, pattern by pattern. */
const matching_files: Maker = (call) => {
  const patterns = call.texts('patterns');
  return {
    ...TEXTS,
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      let names: string[] | null = null;
      const encoder = new TextEncoder();
      return {
        async next() {
          if (names === null) {
            const files = await iteration.files();
            const found: string[] = [];
            for (const pattern of patterns) found.push(...(await matching_paths(files, pattern)).toSorted());
            if (found.length === 0) throw new NotFoundError(null, null, "Don't find any matched files");
            names = found;
          }
          const name = names.shift();
          return name === undefined ? null : [text_scalar(encoder.encode(name))];
        },
      };
    },
  };
};

export const FILE_OPERATIONS = dataset_operations({
  FixedLengthRecordDataset: (call) => fixed_length(call, ''),
  FixedLengthRecordDatasetV2: (call) => fixed_length(call, call.text('compression_type')),
  MatchingFilesDataset: matching_files,
  TFRecordDataset: (call) =>
    records(call, (bytes) => copies(records_of(bytes)), call.text('compression_type')),
  TFRecordDatasetV2: (call) =>
    records(call, (bytes) => copies(records_of(bytes)), call.text('compression_type')),
  TextLineDataset: (call) => records(call, lines, call.text('compression_type')),
});
