/**
 * Readers: `tf.ReaderBase` and its kinds, which take names of files from a queue and give their records.
 */
import {apply} from '../../graph/apply_op.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {Tensor} from '../../graph/tensor.ts';
import {FakeQueue} from '../../ops/data_flow_queue.ts';
import * as ops from '../../ops/io_reader.ts';
import {resource} from '../../types/dtypes.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import type {QueueBase} from '../queue/queue_base.ts';

type Name = Arguments<['name'], [name?: string | null]>;
/** A queue of names of files, or its handle. */
type Files = QueueBase | Tensor;

function handle_of(queue: Files): Tensor {
  return queue instanceof Tensor ? queue : queue.queue_ref;
}

/** A reader. */
class ReaderBaseClass {
  readonly #reader_ref: Tensor;
  readonly #supports_serialize: boolean;

  constructor(reader_ref: Tensor, supports_serialize = false) {
    this.#reader_ref = reader_ref;
    this.#supports_serialize = supports_serialize;
  }

  /** The handle of the reader. */
  get reader_ref(): Tensor {
    return this.#reader_ref;
  }

  /** Whether its state can be saved. */
  get supports_serialize(): boolean {
    return this.#supports_serialize;
  }

  get #is_resource(): boolean {
    return this.#reader_ref.dtype === resource;
  }

  /** The next record: its name and its bytes. Waits for the name of a file where the one before is done. */
  read(
    ...args: Arguments<['queue', 'name'], [queue: Files, name?: string | null]>
  ): readonly [key: Tensor, value: Tensor];
  read(queue: Files, name: string | null = null): readonly [Tensor, Tensor] {
    const reader_handle = this.#reader_ref;
    const given = handle_of(queue);
    const {key, value} = this.#is_resource
      ? apply(ops.ReaderReadV2, {reader_handle, queue_handle: given}, {}, name)
      : apply(ops.ReaderRead, {reader_handle, queue_handle: old_handle(given)}, {}, name);
    return [key, value];
  }

  /** At most `num_records` records of a file: vectors of their names and bytes. */
  read_up_to(
    ...args: Arguments<
      ['queue', 'num_records', 'name'],
      [queue: Files, num_records: TensorLike, name?: string | null]
    >
  ): readonly [keys: Tensor, values: Tensor];
  read_up_to(queue: Files, num_records: TensorLike, name: string | null = null): readonly [Tensor, Tensor] {
    const reader_handle = this.#reader_ref;
    const given = handle_of(queue);
    const {keys, values} = this.#is_resource
      ? apply(ops.ReaderReadUpToV2, {reader_handle, queue_handle: given, num_records}, {}, name)
      : apply(ops.ReaderReadUpTo, {reader_handle, queue_handle: old_handle(given), num_records}, {}, name);
    return [keys, values];
  }

  /** How many records it has given, an int64 scalar. */
  num_records_produced(...args: Name): Tensor;
  num_records_produced(name: string | null = null): Tensor {
    const inputs = {reader_handle: this.#reader_ref};
    return this.#is_resource
      ? apply(ops.ReaderNumRecordsProducedV2, inputs, {}, name).records_produced
      : apply(ops.ReaderNumRecordsProduced, inputs, {}, name).records_produced;
  }

  /** How many files it has done with, an int64 scalar. */
  num_work_units_completed(...args: Name): Tensor;
  num_work_units_completed(name: string | null = null): Tensor {
    const inputs = {reader_handle: this.#reader_ref};
    return this.#is_resource
      ? apply(ops.ReaderNumWorkUnitsCompletedV2, inputs, {}, name).units_completed
      : apply(ops.ReaderNumWorkUnitsCompleted, inputs, {}, name).units_completed;
  }

  /** Where it stands, a string. UnimplementedError of readers that cannot tell. */
  serialize_state(...args: Name): Tensor;
  serialize_state(name: string | null = null): Tensor {
    const inputs = {reader_handle: this.#reader_ref};
    return this.#is_resource
      ? apply(ops.ReaderSerializeStateV2, inputs, {}, name).state
      : apply(ops.ReaderSerializeState, inputs, {}, name).state;
  }

  /** The operation that goes to where `state` says. */
  restore_state(...args: Arguments<['state', 'name'], [state: TensorLike, name?: string | null]>): Operation;
  restore_state(state: TensorLike, name: string | null = null): Operation {
    const inputs = {reader_handle: this.#reader_ref, state};
    return this.#is_resource
      ? apply(ops.ReaderRestoreStateV2, inputs, {}, name).operation
      : apply(ops.ReaderRestoreState, inputs, {}, name).operation;
  }

  /** The operation that begins anew. */
  reset(...args: Name): Operation;
  reset(name: string | null = null): Operation {
    const inputs = {reader_handle: this.#reader_ref};
    return this.#is_resource
      ? apply(ops.ReaderResetV2, inputs, {}, name).operation
      : apply(ops.ReaderReset, inputs, {}, name).operation;
  }
}

function old_handle(queue: Tensor): Tensor {
  return apply(FakeQueue, {resource: queue}, {}).handle;
}

define_methods(ReaderBaseClass, {
  read: ['queue', 'name'],
  read_up_to: ['queue', 'num_records', 'name'],
  num_records_produced: ['name'],
  num_work_units_completed: ['name'],
  serialize_state: ['name'],
  restore_state: ['state', 'name'],
  reset: ['name'],
});

class WholeFileReaderClass extends ReaderBaseClass {
  constructor(name: string | null = null) {
    super(apply(ops.WholeFileReaderV2, {}, {}, name).reader_handle, true);
  }
}

class TextLineReaderClass extends ReaderBaseClass {
  constructor(skip_header_lines: number | null = null, name: string | null = null) {
    const attrs = {skip_header_lines: skip_header_lines ?? 0};
    super(apply(ops.TextLineReaderV2, {}, attrs, name).reader_handle);
  }
}

class FixedLengthRecordReaderClass extends ReaderBaseClass {
  constructor(
    record_bytes: number,
    header_bytes: number | null = null,
    footer_bytes: number | null = null,
    hop_bytes: number | null = null,
    name: string | null = null,
    encoding: string | null = null,
  ) {
    const attrs = {
      record_bytes,
      header_bytes: header_bytes ?? 0,
      footer_bytes: footer_bytes ?? 0,
      hop_bytes: hop_bytes ?? 0,
      encoding: encoding ?? '',
    };
    super(apply(ops.FixedLengthRecordReaderV2, {}, attrs, name).reader_handle);
  }
}

/** How records are compressed: `'ZLIB'`, `'GZIP'`, or options that say so. */
type Compression = string | {readonly compression_type: string | null} | null;

class TFRecordReaderClass extends ReaderBaseClass {
  constructor(name: string | null = null, options: Compression = null) {
    const compression_type = typeof options === 'string' ? options : (options?.compression_type ?? '');
    super(apply(ops.TFRecordReaderV2, {}, {compression_type}, name).reader_handle);
  }
}

class IdentityReaderClass extends ReaderBaseClass {
  constructor(name: string | null = null) {
    super(apply(ops.IdentityReaderV2, {}, {}, name).reader_handle, true);
  }
}

/** `tf.ReaderBase(reader_ref)`: a reader of which there is a handle. */
export const ReaderBase = public_class(['reader_ref', 'supports_serialize'], ReaderBaseClass);
export type ReaderBase = ReaderBaseClass;

/** `tf.WholeFileReader()`: each file whole; its name is the key. */
export const WholeFileReader = public_class(['name'], WholeFileReaderClass);
export type WholeFileReader = WholeFileReaderClass;

/** `tf.TextLineReader(skip_header_lines)`: the lines of files, without the first ones of each. */
export const TextLineReader = public_class(['skip_header_lines', 'name'], TextLineReaderClass);
export type TextLineReader = TextLineReaderClass;

/** `tf.FixedLengthRecordReader(record_bytes)`: records of so many bytes, `hop_bytes` apart. */
export const FixedLengthRecordReader = public_class(
  ['record_bytes', 'header_bytes', 'footer_bytes', 'hop_bytes', 'name', 'encoding'],
  FixedLengthRecordReaderClass,
);
export type FixedLengthRecordReader = FixedLengthRecordReaderClass;

/** `tf.TFRecordReader()`: the records of files of records; `options` is `'ZLIB'`, `'GZIP'`, or has it as `compression_type`. */
export const TFRecordReader = public_class(['name', 'options'], TFRecordReaderClass, {
  dictionary_parameters: {options: (record: object): boolean => 'compression_type' in record},
});
export type TFRecordReader = TFRecordReaderClass;

/** `tf.IdentityReader()`: the names of the files themselves. */
export const IdentityReader = public_class(['name'], IdentityReaderClass);
export type IdentityReader = IdentityReaderClass;
