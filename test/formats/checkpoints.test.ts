// Checkpoints of the second format against files that TensorFlow wrote and what it read from them.

import {createHash} from 'node:crypto';

import {BundleReader} from '../../src/formats/bundle_reader.ts';
import {BundleWriter} from '../../src/formats/bundle_writer.ts';
import {merge_bundles} from '../../src/formats/bundle_merge.ts';
import {decode_message} from '../../src/formats/decode.ts';
import {snappy_uncompress} from '../../src/formats/snappy.ts';
import {Table} from '../../src/formats/table_reader.ts';
import {parse_shape_and_slice} from '../../src/formats/tensor_slice.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import {MemoryFiles} from '../../src/util/files.ts';
import {array_of, from_base64, recorded, recorded_form, to_base64} from './recorded.ts';
import type {RecordedArray} from './recorded.ts';

interface Said {
  readonly value?: RecordedArray;
  readonly error?: string;
  readonly message?: string;
}
interface NamedArray {
  readonly name: string;
  readonly array: RecordedArray;
}
interface SlicedArray extends NamedArray {
  readonly slice: string;
}
interface Damaged {
  readonly title: string;
  readonly index: string | null;
  readonly data: string | null;
  readonly name: string;
  readonly slice: string;
  readonly restore: Said;
  readonly reader: Said;
}
interface Recorded {
  readonly checkpoints: {title: string; files: Record<string, string>; tensors: NamedArray[]}[];
  readonly many: {count: number; sha256: Record<string, string>; size: Record<string, number>};
  readonly sliced: {files: Record<string, string>; saved: SlicedArray[]; read: SlicedArray[]};
  readonly sharded: {files: Record<string, string>; tensors: NamedArray[]};
  readonly damaged: Damaged[];
  readonly slices: {slice: string; error: string | null}[];
  readonly headers: {
    version: string;
    index: string;
    reader: {value?: boolean; error?: string; message?: string};
  }[];
  readonly old_format: {file: string; tensors: RecordedArray[]};
}

const DATA = recorded('checkpoints.json') as Recorded;

async function files_with(contents: Record<string, string | null>): Promise<MemoryFiles> {
  const files = new MemoryFiles();
  await files.make_directories('/logs');
  for (const [name, text] of Object.entries(contents)) {
    if (text !== null) await files.write(`/logs/${name}`, from_base64(text));
  }
  return files;
}

async function contents_of(files: MemoryFiles): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for (const name of await files.list('/logs')) contents[name] = to_base64(await files.read(`/logs/${name}`));
  return contents;
}

describe.each(DATA.checkpoints)('checkpoint of $title', ({files: contents, tensors}) => {
  test('is read as TensorFlow wrote it', async () => {
    const reader = await BundleReader.open(await files_with(contents), '/logs/model');
    for (const {name, array} of tensors) expect(recorded_form(await reader.read(name))).toEqual(array);
    expect(
      reader
        .entries()
        .map((entry) => entry.name)
        .sort(),
    ).toEqual(tensors.map(({name}) => name).sort());
    expect(reader.entries().every((entry) => reader.has(entry.name))).toBe(true);
  });

  test('is written byte for byte', async () => {
    const files = new MemoryFiles();
    const writer = new BundleWriter(files, '/logs/model');
    for (const {name, array} of tensors) writer.add(name, array_of(array));
    await writer.finish();
    expect(await contents_of(files)).toEqual(contents);
  });
});

test('a checkpoint whose index has several blocks is written byte for byte and read', async () => {
  const files = new MemoryFiles();
  const writer = new BundleWriter(files, '/logs/model');
  const name_of = (k: number) => `scope_${String(k).padStart(4, '0')}/${'n'.repeat(k % 50)}/variable`;
  for (let k = 0; k < DATA.many.count; k++)
    writer.add(name_of(k), new NDArray('int32', [], Int32Array.of(k)));
  await writer.finish();
  for (const [name, sha256] of Object.entries(DATA.many.sha256)) {
    const bytes = await files.read(`/logs/${name}`);
    expect(bytes.length).toBe(DATA.many.size[name]);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  }
  const reader = await BundleReader.open(files, '/logs/model');
  expect(reader.entries()).toHaveLength(DATA.many.count);
  for (const k of [0, 1, 2999, 5000, 5999])
    expect((await reader.read(name_of(k))).data).toEqual(Int32Array.of(k));
});

describe('partitioned tensors', () => {
  test('are written byte for byte', async () => {
    const files = new MemoryFiles();
    const writer = new BundleWriter(files, '/logs/model');
    for (const {name, slice, array} of DATA.sliced.saved) {
      const parsed = parse_shape_and_slice(slice);
      writer.add_slice(name, parsed.shape, parsed.slice, array_of(array));
    }
    await writer.finish();
    expect(await contents_of(files)).toEqual(DATA.sliced.files);
  });

  test.each(DATA.sliced.read)('are read: $name "$slice"', async ({name, slice, array}) => {
    const reader = await BundleReader.open(await files_with(DATA.sliced.files), '/logs/model');
    const value =
      slice === ''
        ? await reader.read(name)
        : await reader.read_slice(name, parse_shape_and_slice(slice).slice);
    expect(recorded_form(value)).toEqual(array);
  });

  test('are named once', async () => {
    const reader = await BundleReader.open(await files_with(DATA.sliced.files), '/logs/model');
    const entries = reader.entries().map(({name, shape}) => [name, shape]);
    expect(entries).toEqual([
      ['large', [300, 1]],
      ['part', [6, 10]],
      ['whole', [6, 10]],
    ]);
  });

  test.each(DATA.slices.filter(({slice}) => slice !== ''))('specification "$slice"', ({slice, error}) => {
    let said: string | null = null;
    try {
      parse_shape_and_slice(slice);
    } catch (thrown) {
      said = thrown instanceof Error ? thrown.message : 'no error';
    }
    expect(said).toBe(error);
  });
});

describe('checkpoints of several shards', () => {
  test('are read', async () => {
    const reader = await BundleReader.open(await files_with(DATA.sharded.files), '/logs/model');
    for (const {name, array} of DATA.sharded.tensors)
      expect(recorded_form(await reader.read(name))).toEqual(array);
  });

  test('are merged byte for byte', async () => {
    const files = new MemoryFiles();
    const arrays = new Map(DATA.sharded.tensors.map(({name, array}) => [name, array_of(array)]));
    for (const [prefix, names] of [
      ['/logs/part_0', ['a', 'c']],
      ['/logs/part_1', ['b']],
    ] as const) {
      const writer = new BundleWriter(files, prefix);
      for (const name of names) writer.add(name, arrays.get(name) ?? NDArray.zeros([0]));
      await writer.finish();
    }
    await merge_bundles(files, ['/logs/part_0', '/logs/part_1'], '/logs/model');
    expect(await contents_of(files)).toEqual(DATA.sharded.files);
  });
});

describe('a checkpoint that is damaged or not there', () => {
  test.each(DATA.damaged)('$title', async ({index, data, name, reader: expected}) => {
    const files = await files_with({'model.index': index, 'model.data-00000-of-00001': data});
    const said: {value?: RecordedArray; error?: string; message?: string} = {};
    try {
      const reader = await BundleReader.open(files, '/logs/model');
      said.value = recorded_form(await reader.read(name));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      said.error = error.name;
      said.message = error.message.replaceAll('/logs', '<tmp>');
    }
    expect(said).toEqual(expected);
  });

  test('never hangs or takes memory, wherever it was cut or changed', async () => {
    const [sound] = DATA.damaged;
    const index = from_base64(sound?.index ?? '');
    const data = from_base64(sound?.data ?? '');
    const reading = async (index_bytes: Uint8Array) => {
      const files = await files_with({});
      await files.write('/logs/model.index', index_bytes);
      await files.write('/logs/model.data-00000-of-00001', data);
      const reader = await BundleReader.open(files, '/logs/model');
      for (const {name} of reader.entries()) await reader.read(name);
    };
    for (let length = 0; length < index.length; length++) {
      await expect(reading(index.slice(0, length))).rejects.toThrow(/sstable|block/);
    }
    for (let at = 0; at < index.length - 48; at++) {
      const changed = index.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      // Of the block of meta data nobody asks.
      await reading(changed).catch((error: unknown) => expect(String(error)).toMatch(/checksum|bad/));
    }
  });
});

test.each(DATA.headers)('header of version { $version }', async ({index, reader: expected}) => {
  const files = await files_with({'model.index': index});
  const said: {value?: boolean; error?: string; message?: string} = {};
  try {
    said.value = (await BundleReader.open(files, '/logs/model')).has('a');
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    said.error = error.name;
    said.message = error.message;
  }
  expect(said).toEqual(expected);
});

test('compressed blocks of the first format are read', () => {
  const [meta, ...tensors] = [...new Table(from_base64(DATA.old_format.file)).entries()].map(({value}) =>
    decode_message('SavedTensorSlices', value),
  );
  expect(meta?.meta?.tensor.map(({name}) => name)).toEqual(['a', 'b']);
  const values = tensors.map(({data}) => (data?.data?.float_val ?? []).concat(data?.data?.int_val ?? []));
  expect(values).toEqual(DATA.old_format.tensors.map((array) => Array.from(array_of(array).data, Number)));
});

test('compressed bytes that are cut short or changed ask for no memory', () => {
  // 100 bytes: a literal of four, and copies that overlap what they write.
  const sound = Uint8Array.of(100, 12, 1, 2, 3, 4, (63 << 2) | 2, 4, 0, (31 << 2) | 2, 4, 0);
  expect(snappy_uncompress(sound)).toEqual(Uint8Array.from({length: 100}, (_, i) => (i % 4) + 1));
  for (let at = 0; at < sound.length; at++) {
    expect(() => snappy_uncompress(sound.subarray(0, at))).toThrow(RangeError);
    for (let bit = 0; bit < 8; bit++) {
      const changed = sound.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
      try {
        expect(snappy_uncompress(changed)).toHaveLength(100);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }
  }
});

test('a name is taken once', () => {
  const writer = new BundleWriter(new MemoryFiles(), '/logs/model');
  writer.add('a', NDArray.zeros([]));
  expect(() => writer.add('a', NDArray.zeros([]))).toThrow('Adding duplicate key: a');
});

test('a save that fails leaves the checkpoint that was there', async () => {
  const files = new MemoryFiles();
  const first = new BundleWriter(files, '/logs/model');
  first.add('a', new NDArray('float32', [], Float32Array.of(1)));
  await first.finish();
  const before = await contents_of(files);
  const rename = files.rename.bind(files);
  let renamed = 0;
  files.rename = (from, to) => (renamed++ === 0 ? Promise.reject(new Error('killed')) : rename(from, to));
  const second = new BundleWriter(files, '/logs/model');
  second.add('a', new NDArray('float32', [], Float32Array.of(2)));
  await expect(second.finish()).rejects.toThrow('killed');
  expect(await contents_of(files)).toEqual(before);
});
