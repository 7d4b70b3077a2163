/**
 * Datasets of the records of CSV files: fields in quotes or without, missing ones filled with defaults, some of the
 * columns or all.
 */
import {InvalidArgumentError} from '../../errors.ts';
import type {DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {dataset_operations, type Call, type Maker} from './call.ts';
import {unpacked_file} from '../../util/unpack.ts';
import {check_compression} from './compression.ts';
import {UNKNOWN, type Item, type Iteration} from './dataset.ts';
import {items_of_files} from './files.ts';

function invalid(text: string): InvalidArgumentError {
  return new InvalidArgumentError(null, null, text);
}

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [34, 10, 13];

/** Fields of one file, record by record. */
class CsvScanner {
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  readonly #quotes: boolean;
  #at = 0;

  constructor(bytes: Uint8Array, delimiter: number, quotes: boolean) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#quotes = quotes;
  }

  /** The fields of the next record, `null` at the end of the file. */
  record(): Uint8Array[] | null {
    if (this.#at >= this.#bytes.length) return null;
    const fields: Uint8Array[] = [];
    for (;;) {
      const is_quoted = this.#quotes && this.#bytes[this.#at] === QUOTE;
      fields.push(is_quoted ? this.#quoted() : this.#plain());
      if (this.#bytes[this.#at] === this.#delimiter) {
        this.#at++;
        continue;
      }
      this.#end_of_line();
      return fields;
    }
  }

  skip_line(): void {
    while (this.#at < this.#bytes.length && this.#bytes[this.#at] !== LINE_FEED) this.#at++;
    this.#at++;
  }

  #is_end(byte: number | undefined): boolean {
    return byte === undefined || byte === this.#delimiter || byte === LINE_FEED || byte === CARRIAGE_RETURN;
  }

  #end_of_line(): void {
    if (this.#bytes[this.#at] === CARRIAGE_RETURN) this.#at++;
    if (this.#bytes[this.#at] === LINE_FEED) this.#at++;
  }

  #plain(): Uint8Array {
    const start = this.#at;
    for (; !this.#is_end(this.#bytes[this.#at]); this.#at++) {
      if (this.#quotes && this.#bytes[this.#at] === QUOTE)
        throw invalid('Unquoted fields cannot have quotes inside');
    }
    return this.#bytes.slice(start, this.#at);
  }

  #quoted(): Uint8Array {
    const field: number[] = [];
    this.#at++;
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw invalid('Reached end of file without closing quoted field in record');
      if (byte !== QUOTE) field.push(byte);
      else if (this.#bytes[this.#at] === QUOTE) {
        field.push(QUOTE);
        this.#at++;
      } else if (this.#is_end(this.#bytes[this.#at])) return Uint8Array.from(field);
      else throw invalid('Quote inside a string has to be escaped by another quote');
    }
  }
}

const decoder = new TextDecoder();
const INTEGER = /^\s*[+-]?\d+\s*$/;
const FLOAT = /^\s*[+-]?(\d+\.?\d*(e[+-]?\d+)?|\.\d+(e[+-]?\d+)?|inf(inity)?|nan)\s*$/i;

function float_value(text: string): number {
  const plain = text.trim().toLowerCase();
  if (plain.endsWith('nan')) return NaN;
  if (plain.includes('inf')) return plain.startsWith('-') ? -Infinity : Infinity;
  return Number(plain);
}

function field_array(field: Uint8Array, dtype: DType, index: number): NDArray {
  if (dtype.base_name === 'string') return new NDArray(dtype, [], [field]);
  const text = decoder.decode(field);
  if (dtype.is_integer) {
    if (INTEGER.test(text)) {
      const value = BigInt(text.trim().replace(/^\+/, ''));
      if (value >= BigInt(dtype.min) && value <= BigInt(dtype.max))
        return NDArray.from(dtype.base_name === 'int64' ? value : Number(value), dtype);
    }
  } else if (FLOAT.test(text)) return NDArray.from(float_value(text), dtype);
  const name = {float32: 'float', float64: 'double'}[dtype.base_name as string] ?? dtype.base_name;
  throw invalid(`Field ${index} in record is not a valid ${name}: ${text}`);
}

interface CsvFormat {
  readonly types: readonly DType[];
  readonly defaults: readonly NDArray[];
  readonly columns: readonly number[];
  readonly missing: string;
}

/** An element of a record's fields. */
function item_of(fields: readonly Uint8Array[], {types, defaults, columns, missing}: CsvFormat): Item {
  const wanted = columns.length === 0 ? types.map((_, i) => i) : columns;
  if (columns.length === 0 && fields.length !== types.length)
    throw invalid(`Expect ${types.length} fields but have ${fields.length} in record`);
  return wanted.map((column, i) => {
    const field = fields[column];
    if (field === undefined) throw invalid(`Expect ${columns.length} fields but have ${i} in record`);
    const dtype = types[i] as DType;
    if (field.length > 0 && decoder.decode(field) !== missing) return field_array(field, dtype, i);
    const value = defaults[i] as NDArray;
    if (value.data.length === 0) throw invalid(`Field ${i} is required but missing in record!`);
    return value.reshape([]);
  });
}

const csv: Maker = (call: Call) => {
  const [paths, compression, header] = [
    call.texts('filenames'),
    call.text('compression_type'),
    call.flag('header'),
  ];
  check_compression(compression);
  const delimiter = call.text('field_delim');
  if (delimiter.length !== 1) throw call.invalid('field_delim should be only 1 char');
  const quotes = call.flag('use_quote_delim');
  const columns = [...(call.array('select_cols').data as BigInt64Array)].map(Number);
  const format: CsvFormat = {
    types: call.types,
    defaults: call.list('record_defaults'),
    columns,
    missing: call.text('na_value'),
  };
  const open = async (iteration: Iteration, path: string): Promise<Iterator<Item>> => {
    const files = await iteration.files();
    const bytes = unpacked_file(await files.read(path), compression);
    const scanner = new CsvScanner(bytes, delimiter.charCodeAt(0), quotes);
    if (header) scanner.skip_line();
    return {
      next() {
        const fields = scanner.record();
        return fields === null ? {done: true, value: null} : {done: false, value: item_of(fields, format)};
      },
    };
  };
  return {
    cardinality: () => UNKNOWN,
    iterate: (iteration) => items_of_files(paths, (path) => open(iteration, path)),
  };
};

export const CSV_OPERATIONS = dataset_operations({CSVDataset: csv});
