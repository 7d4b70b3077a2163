// Files of records and event files against those that TensorFlow wrote and what it read of damaged ones; state files.

import {
  checkpoint_state_from_text,
  checkpoint_state_to_text,
  read_checkpoint_state,
  write_checkpoint_state,
} from '../../src/formats/checkpoint_state.ts';
import {decode_message} from '../../src/formats/decode.ts';
import {encode_message} from '../../src/formats/encode.ts';
import {encode_event, encode_record, events_of, read_records, records_of} from '../../src/formats/records.ts';
import {message_to_text} from '../../src/formats/text_writer.ts';
import {concatenate_bytes} from '../../src/util/bytes.ts';
import {MemoryFiles} from '../../src/util/files.ts';
import {from_base64, recorded, to_base64} from './recorded.ts';

interface RecordedFile {
  readonly title: string;
  readonly bytes: string;
  readonly records: string[];
  readonly error?: string;
  readonly message?: string;
}
const DATA = recorded('records.json') as {files: RecordedFile[]; events: {bytes: string; events: string[]}};
const {states} = recorded('checkpoints.json') as {states: {text: string; bytes: string}[]};

type Said = Omit<RecordedFile, 'title' | 'bytes'>;

async function said(records: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Said> {
  const read: string[] = [];
  try {
    for await (const record of records) read.push(to_base64(record));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {records: read, error: error.name, message: error.message};
  }
  return {records: read};
}

describe.each(DATA.files)('records: $title', ({title: _title, bytes, ...expected}) => {
  test('from bytes', async () => {
    expect(await said(records_of(from_base64(bytes)))).toEqual(expected);
  });

  test('from a file', async () => {
    const files = new MemoryFiles();
    await files.write('/file', from_base64(bytes));
    expect(await said(read_records(files, '/file'))).toEqual(expected);
  });
});

test('records are written byte for byte', () => {
  const [sound] = DATA.files;
  const written = concatenate_bytes(
    (sound?.records ?? []).map((record) => encode_record(from_base64(record))),
  );
  expect(to_base64(written)).toBe(sound?.bytes);
});

test('records beyond one piece of a file', async () => {
  const files = new MemoryFiles();
  const data = [10, 900_000, 400_000, 3_000_000, 5].map((length, k) => new Uint8Array(length).fill(k));
  await files.write('/file', data.map(encode_record));
  const lengths: number[] = [];
  for await (const record of read_records(files, '/file')) lengths.push(record.length, record[0] ?? -1);
  expect(lengths).toEqual(data.flatMap((record, k) => [record.length, k]));
});

test('event files', () => {
  const events = [...events_of(from_base64(DATA.events.bytes))];
  expect(events.map((event) => message_to_text('Event', event, 'str'))).toEqual(DATA.events.events);
  expect(to_base64(concatenate_bytes(events.map(encode_event)))).toBe(DATA.events.bytes);
});

test.each(states)('state file $text', async ({text, bytes}) => {
  const state = decode_message('CheckpointState', from_base64(bytes));
  expect(checkpoint_state_to_text(state)).toBe(text);
  expect(to_base64(encode_message('CheckpointState', checkpoint_state_from_text(text)))).toBe(bytes);
  const files = new MemoryFiles();
  await write_checkpoint_state(files, '/checkpoint', state);
  expect(await read_checkpoint_state(files, '/checkpoint')).toEqual(state);
});
