/**
 * Fills lookup tables with the lines of a text file: keys and values are columns, whole lines, or the lines' numbers.
 * Knows no ops.
 */
import {OutOfRangeError} from '../../errors.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {read_float, read_integer} from '../../backends/js/read_number.ts';
import {float32, float64, int32, int64, string, type DType} from '../../types/dtypes.ts';
import {invalid} from '../queues/calls.ts';
import type {StaticTable} from './hash_table.ts';
import {key_of} from './table.ts';

const LINE_NUMBER = -1;
const WHOLE_LINE = -2;
const [NEWLINE, RETURN] = [10, 13];

export interface TextColumns {
  readonly key_index: number;
  readonly value_index: number;
  /** The number of lines, or -1. */
  readonly vocab_size: number;
  /** One byte. */
  readonly delimiter: number;
}

const decoder = new TextDecoder();

/** Lines without their ends, and the place after each. */
function* lines_of(bytes: Uint8Array): Generator<readonly [line: Uint8Array, end: number]> {
  let at = 0;
  while (at < bytes.length) {
    const newline = bytes.indexOf(NEWLINE, at);
    const end = newline < 0 ? bytes.length : newline;
    const line = bytes.subarray(at, bytes[end - 1] === RETURN && end > at ? end - 1 : end);
    at = newline < 0 ? end : newline + 1;
    if (line.length > 0 || newline >= 0) yield [line, at];
  }
}

function split(line: Uint8Array, delimiter: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let at = 0;
  for (let next = line.indexOf(delimiter); next >= 0; next = line.indexOf(delimiter, at)) {
    parts.push(line.subarray(at, next));
    at = next + 1;
  }
  return [...parts, line.subarray(at)];
}

/** An element of keys or values. */
type Field = number | bigint | Uint8Array;

/** Refuses columns that the table's dtypes cannot hold. */
export function check_columns({parts}: StaticTable, {key_index, value_index}: TextColumns): void {
  const {key_dtype, value_dtype} = parts;
  const [key, value] = [runtime_dtype_name(key_dtype), runtime_dtype_name(value_dtype)];
  if (key_index === LINE_NUMBER && key_dtype !== int64) {
    throw invalid(`Key index for line number requires table key dtype of int64, got ${key}`);
  }
  if (key_index === WHOLE_LINE && !key_dtype.is_integer && key_dtype !== string) {
    throw invalid(`Key index for whole line requires string or integer table key, got ${key}`);
  }
  if (value_index === LINE_NUMBER && value_dtype !== int64) {
    throw invalid(`Value index for line number requires table value dtype of int64, got ${value}`);
  }
  if (value_index === WHOLE_LINE && value_dtype !== string) {
    throw invalid(`Value index for whole line requires table value dtype of string, got ${value}`);
  }
}

/** The numbers that a field may hold, with what they are called. */
const NUMBERS: readonly (readonly [DType, (text: string) => number | bigint | null])[] = [
  [int32, (text) => to_number(read_integer(text, 32))],
  [int64, (text) => read_integer(text, 64)],
  [float32, (text) => read_float(text, true)],
  [float64, (text) => read_float(text, false)],
];

function to_number(value: bigint | null): number | null {
  return value === null ? null : Number(value);
}

/** A field as an element of `dtype`. */
function field(dtype: DType, bytes: Uint8Array, line: number): Field {
  if (dtype === string) return bytes.slice();
  const name = runtime_dtype_name(dtype);
  const [, read] = NUMBERS.find(([each]) => each === dtype) ?? [];
  if (read === undefined) throw invalid(`Data type ${name} not supported.`);
  const text = decoder.decode(bytes);
  const value = read(text);
  if (value === null) throw invalid(`Field ${text} in line ${line} is not a valid ${name}.`);
  return value;
}

/** Pairs of keys and values, line by line, until the file or the number of lines asked for ends. */
function* pairs_of(
  {parts}: StaticTable,
  path: string,
  bytes: Uint8Array,
  {key_index, value_index, vocab_size, delimiter}: TextColumns,
): Generator<readonly [Field, Field], undefined> {
  const last = Math.max(key_index, value_index);
  let number = 0;
  for (const [line, end] of lines_of(bytes)) {
    if (vocab_size !== -1 && number >= vocab_size) return;
    if (line.length === 0) throw invalid(`Invalid content in ${path}: empty line found at position ${end}.`);
    const tokens = last < 0 ? [] : split(line, delimiter);
    if (last >= 0 && last >= tokens.length) {
      const shown = `line ${number} (${decoder.decode(line)})`;
      throw invalid(`Invalid number of columns in ${path} ${shown} : expected ${last} got ${tokens.length}`);
    }
    const read = (dtype: DType, index: number): Field => {
      if (index === LINE_NUMBER) return BigInt(number);
      return field(dtype, index === WHOLE_LINE ? line : (tokens[index] as Uint8Array), number);
    };
    yield [read(parts.key_dtype, key_index), read(parts.value_dtype, value_index)];
    number++;
  }
  if (vocab_size !== -1 && number !== vocab_size) {
    throw invalid(`Invalid vocab_size in ${path}: expected ${vocab_size} but got ${number}`);
  }
}

/** Fills a table with the lines of the file `path`, whose content `bytes` are. A table that is filled stays as it is. */
export function fill_from_text(
  table: StaticTable,
  path: string,
  bytes: Uint8Array,
  columns: TextColumns,
): void {
  const pairs = pairs_of(table, path, bytes, columns);
  const {done, value: first} = pairs.next();
  if (done === true) {
    const {vocab_size} = columns;
    const text =
      bytes.length > 0 && vocab_size === 0
        ? `Finished reading ${vocab_size} of lines from ${path}`
        : 'Read less bytes than requested';
    throw new OutOfRangeError(null, null, text);
  }
  if (table.is_initialized) return;
  table.add(key_of(first[0]), first[1]);
  for (const [key, value] of pairs) table.add(key_of(key), value);
  table.finish();
}
