/**
 * The definitions of readers, which take names of files from a queue and give their records. What they do with files is the
 * session's business.
 */
import {define_op, int, ref, string} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {scalar_output, with_rank, with_two_elements} from './shape_functions.ts';

const PLACE = {container: string(''), shared_name: string('')};
const is_stateful = true;

const reference_output: ShapeFunction = () => [new TensorShape([2])];

/** All inputs are references, all outputs scalars. */
const of_references: ShapeFunction = (context) => {
  for (const shape of context.shapes) with_two_elements(shape);
  return scalar_output(context);
};

/** All inputs and outputs are scalars. */
const of_scalars: ShapeFunction = (context) => {
  for (const shape of context.shapes) with_rank(shape, 0);
  return scalar_output(context);
};

const up_to = (rank: number): ShapeFunction => {
  return ({shapes: [reader, queue, count]}) => {
    with_rank(reader as TensorShape, rank);
    with_rank(queue as TensorShape, rank);
    with_rank(count as TensorShape, 0);
    return [new TensorShape([null]), new TensorShape([null])];
  };
};

const WHOLE = PLACE;
const LINES = {skip_header_lines: int(0), ...PLACE};
const RECORDS = {...PLACE, compression_type: string('')};
const FIXED = {
  header_bytes: int(0),
  record_bytes: int(),
  footer_bytes: int(0),
  hop_bytes: int(0),
  ...PLACE,
};

/** A reader of the first generation. */
function old_reader<const A extends typeof PLACE>(name: string, attrs: A): void {
  const outputs = {reader_handle: ref('string')};
  not_differentiable(define_op(name, {outputs, attrs, is_stateful, shape: reference_output}));
}
old_reader('WholeFileReader', WHOLE);
old_reader('TextLineReader', LINES);
old_reader('TFRecordReader', RECORDS);
old_reader('FixedLengthRecordReader', FIXED);
old_reader('IdentityReader', PLACE);

const outputs = {reader_handle: 'resource'} as const;

/** Each file whole. */
export const WholeFileReaderV2 = define_op('WholeFileReaderV2', {
  outputs,
  attrs: WHOLE,
  is_stateful,
  shape: scalar_output,
});

/** The lines of files. */
export const TextLineReaderV2 = define_op('TextLineReaderV2', {
  outputs,
  attrs: LINES,
  is_stateful,
  shape: scalar_output,
});

/** The records of files of records. */
export const TFRecordReaderV2 = define_op('TFRecordReaderV2', {
  outputs,
  attrs: RECORDS,
  is_stateful,
  shape: scalar_output,
});

/** Records of so many bytes. */
export const FixedLengthRecordReaderV2 = define_op('FixedLengthRecordReaderV2', {
  outputs,
  attrs: {...FIXED, encoding: string('')},
  is_stateful,
  shape: scalar_output,
});

/** The names of files themselves. */
export const IdentityReaderV2 = define_op('IdentityReaderV2', {
  outputs,
  attrs: PLACE,
  is_stateful,
  shape: scalar_output,
});

/** The next record. */
export const ReaderRead = define_op('ReaderRead', {
  inputs: {reader_handle: ref('string'), queue_handle: ref('string')},
  outputs: {key: 'string', value: 'string'},
  shape: of_references,
});
export const ReaderReadV2 = define_op('ReaderReadV2', {
  inputs: {reader_handle: 'resource', queue_handle: 'resource'},
  outputs: {key: 'string', value: 'string'},
  is_stateful,
  shape: of_scalars,
});

/** The next records, so many of them or the rest of a file. */
export const ReaderReadUpTo = define_op('ReaderReadUpTo', {
  inputs: {reader_handle: ref('string'), queue_handle: ref('string'), num_records: 'int64'},
  outputs: {keys: 'string', values: 'string'},
  shape: up_to(1),
});
export const ReaderReadUpToV2 = define_op('ReaderReadUpToV2', {
  inputs: {reader_handle: 'resource', queue_handle: 'resource', num_records: 'int64'},
  outputs: {keys: 'string', values: 'string'},
  is_stateful,
  shape: up_to(0),
});

/** How many records it has given. */
export const ReaderNumRecordsProduced = define_op('ReaderNumRecordsProduced', {
  inputs: {reader_handle: ref('string')},
  outputs: {records_produced: 'int64'},
  shape: of_references,
});
export const ReaderNumRecordsProducedV2 = define_op('ReaderNumRecordsProducedV2', {
  inputs: {reader_handle: 'resource'},
  outputs: {records_produced: 'int64'},
  is_stateful,
  shape: of_scalars,
});

/** How many files it has done with. */
export const ReaderNumWorkUnitsCompleted = define_op('ReaderNumWorkUnitsCompleted', {
  inputs: {reader_handle: ref('string')},
  outputs: {units_completed: 'int64'},
  shape: of_references,
});
export const ReaderNumWorkUnitsCompletedV2 = define_op('ReaderNumWorkUnitsCompletedV2', {
  inputs: {reader_handle: 'resource'},
  outputs: {units_completed: 'int64'},
  is_stateful,
  shape: of_scalars,
});

/** Where it stands, as bytes. */
export const ReaderSerializeState = define_op('ReaderSerializeState', {
  inputs: {reader_handle: ref('string')},
  outputs: {state: 'string'},
  shape: of_references,
});
export const ReaderSerializeStateV2 = define_op('ReaderSerializeStateV2', {
  inputs: {reader_handle: 'resource'},
  outputs: {state: 'string'},
  is_stateful,
  shape: of_scalars,
});

/** Goes to where such bytes say. */
export const ReaderRestoreState = define_op('ReaderRestoreState', {
  inputs: {reader_handle: ref('string'), state: 'string'},
  shape: ({shapes: [reader, state]}) => {
    with_two_elements(reader as TensorShape);
    with_rank(state as TensorShape, 0);
    return [];
  },
});
export const ReaderRestoreStateV2 = define_op('ReaderRestoreStateV2', {
  inputs: {reader_handle: 'resource', state: 'string'},
  is_stateful,
  shape: of_scalars,
});

/** Begins anew. */
export const ReaderReset = define_op('ReaderReset', {
  inputs: {reader_handle: ref('string')},
  shape: of_references,
});
export const ReaderResetV2 = define_op('ReaderResetV2', {
  inputs: {reader_handle: 'resource'},
  is_stateful,
  shape: of_scalars,
});
not_differentiable(
  ReaderRead,
  ReaderReadUpTo,
  ReaderNumRecordsProduced,
  ReaderNumWorkUnitsCompleted,
  ReaderSerializeState,
  ReaderRestoreState,
  ReaderReset,
);
