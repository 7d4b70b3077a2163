/** Host operations on readers, of both generations of handles. */
import {make_op_error, NOT_FOUND, NotFoundError} from '../../errors.ts';
import type {Attributes} from '../../compile/program.ts';
import {read_records, records_of} from '../../formats/records.ts';
import {lines_of} from '../../formats/text_lines.ts';
import {int64, resource, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Files} from '../../util/files.ts';
import {unpacked_file} from '../../util/unpack.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {Reader, type OpenWork, type WorkStep} from '../readers.ts';
import {make_handle, make_reference, resource_input, resource_place} from '../resources.ts';
import type {Eventually} from '../runtime.ts';
import {queue_input} from './queues.ts';

const decoder = new TextDecoder();
const END: WorkStep = {record: null, at_end: true};

/** Steps through records that are named by a number. */
function numbered(
  records: AsyncIterator<Uint8Array> | Iterator<Uint8Array>,
  key: (count: number, value: Uint8Array) => string,
): () => Promise<WorkStep> {
  let count = 0;
  return async () => {
    const step = await records.next();
    if (step.done === true) return END;
    return {record: {key: key(count++, step.value), value: step.value}, at_end: false};
  };
}

const open_whole: OpenWork = async (files, path) => async () => ({
  record: {key: null, value: await files.read(decoder.decode(path))},
  at_end: true,
});

const open_identity: OpenWork = async (_, path) => async () => ({
  record: {key: null, value: path},
  at_end: true,
});

function lines(attrs: Attributes): OpenWork {
  const skipped = Number(attrs['skip_header_lines']);
  if (skipped < 0) throw invalid(`skip_header_lines must be >= 0 not ${skipped}`);
  return async (files, path) => {
    const all = lines_of(await files.read(decoder.decode(path)));
    for (let i = 0; i < skipped; i++) all.next();
    return numbered(all, (count) => String(skipped + count + 1));
  };
}

/** Records are named by their place in the file. */
function records(attrs: Attributes): OpenWork {
  const type = String(attrs['compression_type']);
  return async (files, path) => {
    const name = decoder.decode(path);
    const all =
      type === ''
        ? (await opened(files, name), read_records(files, name))
        : records_of(unpacked_file(await files.read(name), type));
    let [at, next] = [0, 0];
    return numbered(all, (_, {length}) => {
      [at, next] = [next, next + length + 16];
      return String(at);
    });
  };
}

/** Refuses a file that is not there. */
async function opened(files: Files, path: string): Promise<void> {
  await files.size(path);
}

function fixed_length(attrs: Attributes): OpenWork {
  const [header, record, footer, hop] = ['header_bytes', 'record_bytes', 'footer_bytes', 'hop_bytes'].map(
    (name) => {
      const value = Number(attrs[name]);
      if (value < 0) throw invalid(`${name} must be >= 0 not ${value}`);
      return value;
    },
  ) as [number, number, number, number];
  return async (files, path) => {
    const bytes = unpacked_file(await files.read(decoder.decode(path)), String(attrs['encoding'] ?? ''));
    const parts = function* (): Generator<Uint8Array> {
      for (let at = header; at + record + footer <= bytes.length; at += hop || record)
        yield bytes.slice(at, at + record);
    };
    return numbered(parts(), String);
  };
}

/** Readers whose place is told by the names that they took. */
const PLAIN: ReadonlySet<string> = new Set(['IdentityReader', 'WholeFileReader']);

/** Makes the reader that a node stands for. */
function maker(kind: string, open: (attrs: Attributes) => OpenWork): HostOperation {
  return {
    run: (_, context) => {
      const {attrs, op, resources} = context;
      const place = resource_place(context, true);
      const make = (): Reader => new Reader(`${kind} '${op.name}'`, open(attrs), PLAIN.has(kind));
      resources.lookup_or_create(Reader, place.container, place.name, make);
      return [op.outputs[0]?.dtype === resource ? make_handle(Reader, place) : make_reference(place)];
    },
  };
}

const MAKERS: Readonly<Record<string, HostOperation>> = {
  WholeFileReader: maker('WholeFileReader', () => open_whole),
  TextLineReader: maker('TextLineReader', lines),
  TFRecordReader: maker('TFRecordReader', records),
  FixedLengthRecordReader: maker('FixedLengthRecordReader', fixed_length),
  IdentityReader: maker('IdentityReader', () => open_identity),
};

type Action = (
  reader: Reader,
  inputs: readonly NDArray[],
  context: HostContext,
) => Eventually<readonly NDArray[]>;

function on_reader(action: Action): HostOperation {
  return {
    waits: true,
    run: (inputs, context) =>
      action(resource_input(Reader, inputs[0] as NDArray, context.resources), inputs, context),
  };
}

const count = (value: number): NDArray => new NDArray(int64, [], BigInt64Array.of(BigInt(value)));

const OPERATIONS: Readonly<Record<string, HostOperation>> = {
  ReaderRead: on_reader(async (reader, inputs, context) => {
    const queue = queue_input(inputs, context, 1);
    const {key, value} = await reader.read(queue, await context.files(), context.signal);
    return [new NDArray(string, [], [key]), new NDArray(string, [], [value])];
  }),
  ReaderReadUpTo: on_reader(async (reader, inputs, context) => {
    const queue = queue_input(inputs, context, 1);
    const wanted = Number(inputs[2]?.data[0]);
    const found = await reader.read_up_to(wanted, queue, await context.files(), context.signal);
    return [
      new NDArray(
        string,
        [found.length],
        found.map(({key}) => key),
      ),
      new NDArray(
        string,
        [found.length],
        found.map(({value}) => value),
      ),
    ];
  }),
  ReaderNumRecordsProduced: on_reader((reader) => [count(reader.records_produced)]),
  ReaderNumWorkUnitsCompleted: on_reader((reader) => [count(reader.work_units_completed)]),
  ReaderSerializeState: on_reader((reader) => [new NDArray(string, [], [reader.serialize()])]),
  ReaderRestoreState: on_reader((reader, [, state]) => {
    if (state?.shape.length !== 0)
      throw invalid(`Reader state must be scalar, but had shape: ${shape_text(state?.shape ?? [])}`);
    reader.restore(state.data[0] as Uint8Array);
    return [];
  }),
  ReaderReset: on_reader((reader) => {
    reader.reset();
    return [];
  }),
};

/** An operation under the names of both generations. */
function both(operations: Readonly<Record<string, HostOperation>>): HostOperations {
  return Object.fromEntries(
    Object.entries(operations).flatMap(([name, operation]) => [
      [name, operation],
      [`${name}V2`, operation],
    ]),
  );
}

/** TensorFlow 1.15 asks the node of the first generation for an attribute that only the second has. */
const old_fixed_length: HostOperation = {
  run: (_, {op}) => {
    const {message} = make_op_error(NOT_FOUND, "No attr named 'encoding' in NodeDef:", op, op);
    throw new NotFoundError(null, op, `${message}\n\t [[${op.name}]]`);
  },
};

export const READER_OPERATIONS: HostOperations = {
  ...both(MAKERS),
  ...both(OPERATIONS),
  FixedLengthRecordReader: old_fixed_length,
};
