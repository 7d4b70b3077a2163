/**
 * What fills a lookup table: keys and values, or the lines of a text file. Knows no kind of table.
 */
import {apply} from '../../graph/apply_op.ts';
import {GraphKeys} from '../../graph/collections.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {device, init_scope, with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {InitializeTableFromTextFileV2, LookupTableImportV2} from '../../ops/lookup.ts';
import {as_dtype, int64, string, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {NotImplementedError, ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import type {LookupInterface} from './lookup_interface.ts';

type TableArgument = Arguments<['table'], [table: LookupInterface]>;

/** What fills a table. */
export class TableInitializerBaseClass {
  readonly #key_dtype: DType;
  readonly #value_dtype: DType;

  constructor(key_dtype: DTypeLike, value_dtype: DTypeLike) {
    this.#key_dtype = as_dtype(key_dtype);
    this.#value_dtype = as_dtype(value_dtype);
  }

  /** The dtype that the table's keys must have. */
  get key_dtype(): DType {
    return this.#key_dtype;
  }

  /** The dtype that the table's values must have. */
  get value_dtype(): DType {
    return this.#value_dtype;
  }

  /** The name under which tables filled alike are one, or empty. */
  get shared_name(): string {
    return '';
  }

  /** The operation that fills the table. */
  initialize(...args: TableArgument): Operation;
  initialize(_table: LookupInterface): Operation {
    throw new NotImplementedError();
  }
}

/** TypeError for a table of other dtypes; its handle. */
function handle_of(table: LookupInterface, {key_dtype, value_dtype}: TableInitializerBaseClass): Tensor {
  for (const [what, expected, found] of [
    ['key', table.key_dtype, key_dtype],
    ['value', table.value_dtype, value_dtype],
  ] as const) {
    if (found.base_dtype === expected) continue;
    throw new TypeError(
      `Invalid ${what} dtype, expected ${expected.toString()} but got ${found.toString()}.`,
    );
  }
  return table.resource_handle as Tensor;
}

/** Notes an operation among those that `tf.tables_initializer` runs. */
function noted(operation: Operation): Operation {
  get_default_graph().add_to_collection(GraphKeys.TABLE_INITIALIZERS, operation);
  return operation;
}

class KeyValueTensorInitializerClass extends TableInitializerBaseClass {
  readonly #keys: Tensor;
  readonly #values: Tensor;
  readonly #name: string;

  constructor(
    keys: TensorLike,
    values: TensorLike,
    key_dtype: DTypeLike | null = null,
    value_dtype: DTypeLike | null = null,
    name: string | null = null,
  ) {
    const converted = (): [Tensor, Tensor] => [
      to_tensor(keys, {dtype: key_dtype, name: 'keys'}),
      to_tensor(values, {dtype: value_dtype, name: 'values'}),
    ];
    const is_inside = get_default_graph().control_flow_context !== null;
    const [key_tensor, value_tensor] = is_inside ? init_scope(converted) : converted();
    super(key_tensor.dtype, value_tensor.dtype);
    this.#keys = key_tensor;
    this.#values = value_tensor;
    this.#name = name ?? 'key_value_init';
  }

  override initialize(...args: TableArgument): Operation;
  override initialize(table: LookupInterface): Operation {
    const [keys, values] = [this.#keys, this.#values];
    const table_handle = handle_of(table, this);
    return with_name_scope(this.#name, null, [table_handle, keys, values], () =>
      noted(apply(LookupTableImportV2, {table_handle, keys, values}, {}).operation),
    );
  }
}

/**
 * What a column of a text file is, beside a number from 0 on: the whole line, or its number (from 0). `tf.lookup.TextFileIndex`.
 */
export const TextFileIndex = {WHOLE_LINE: -2, LINE_NUMBER: -1} as const;

interface Column {
  readonly what: 'Key' | 'Value';
  readonly index: number;
  readonly dtype: DType;
}

/** ValueError for a column that a dtype cannot hold. */
function check_column({what, index, dtype}: Column): void {
  if (index < -2) throw new ValueError(`Invalid ${what.toLowerCase()} index ${index}.`);
  const mismatch = (wanted: string): ValueError =>
    new ValueError(`Signature mismatch. ${what}s must be ${wanted}, got ${dtype.toString()}.`);
  if (index === TextFileIndex.LINE_NUMBER && dtype !== int64) throw mismatch(`dtype ${int64.toString()}`);
  if (index !== TextFileIndex.WHOLE_LINE || dtype === string) return;
  if (what === 'Value') throw mismatch(`dtype ${string.toString()}`);
  if (!dtype.is_integer) throw mismatch('integer or string');
}

/** A name of a file as Python formats it. */
function shown(filename: TensorLike): string {
  if (typeof filename === 'string' || filename instanceof Tensor) return String(filename);
  return python_repr(filename);
}

class TextFileInitializerClass extends TableInitializerBaseClass {
  readonly #given: TensorLike;
  readonly #filename: Tensor;
  readonly #attrs: {
    readonly key_index: number;
    readonly value_index: number;
    readonly vocab_size: number;
    readonly delimiter: string;
  };
  readonly #name: string | null;

  constructor(
    filename: TensorLike,
    key_dtype: DTypeLike,
    key_index: number,
    value_dtype: DTypeLike,
    value_index: number,
    vocab_size: number | null = null,
    delimiter = '\t',
    name: string | null = null,
  ) {
    if (filename === '') throw new ValueError(`Filename required for ${name ?? 'None'}.`);
    super(key_dtype, value_dtype);
    check_column({what: 'Key', index: key_index, dtype: this.key_dtype});
    check_column({what: 'Value', index: value_index, dtype: this.value_dtype});
    if (vocab_size !== null && vocab_size <= 0) throw new ValueError(`Invalid vocab_size ${vocab_size}.`);
    this.#given = filename;
    this.#attrs = {key_index, value_index, vocab_size: vocab_size ?? -1, delimiter};
    this.#name = name;
    this.#filename = init_scope(() =>
      device('CPU', () => to_tensor(filename, {dtype: string, name: 'asset_path'})),
    );
  }

  override get shared_name(): string {
    const {key_index, value_index, vocab_size} = this.#attrs;
    const size = vocab_size > 0 ? [vocab_size] : [];
    return ['hash_table', shown(this.#given), ...size, key_index, value_index].join('_');
  }

  override initialize(...args: TableArgument): Operation;
  override initialize(table: LookupInterface): Operation {
    const table_handle = handle_of(table, this);
    const filename = this.#filename;
    const operation = with_name_scope(
      this.#name,
      'text_file_init',
      [table_handle],
      () => apply(InitializeTableFromTextFileV2, {table_handle, filename}, this.#attrs).operation,
    );
    noted(operation);
    if (filename.op.type === 'Const')
      get_default_graph().add_to_collection(GraphKeys.ASSET_FILEPATHS, filename);
    return operation;
  }
}

/** From the numbers of lines to what stands in them. */
class TextFileStringTableInitializerClass extends TextFileInitializerClass {
  constructor(
    filename: TensorLike,
    key_column_index: number = TextFileIndex.LINE_NUMBER,
    value_column_index: number = TextFileIndex.WHOLE_LINE,
    vocab_size: number | null = null,
    delimiter = '\t',
    name: string | null = 'text_file_string_table_init',
  ) {
    super(filename, int64, key_column_index, string, value_column_index, vocab_size, delimiter, name);
  }
}

/** From what stands in lines to their numbers. */
class TextFileIdTableInitializerClass extends TextFileInitializerClass {
  constructor(
    filename: TensorLike,
    key_column_index: number = TextFileIndex.WHOLE_LINE,
    value_column_index: number = TextFileIndex.LINE_NUMBER,
    vocab_size: number | null = null,
    delimiter = '\t',
    name: string | null = 'text_file_id_table_init',
    key_dtype: DTypeLike = string,
  ) {
    super(filename, key_dtype, key_column_index, int64, value_column_index, vocab_size, delimiter, name);
  }
}

define_methods(TableInitializerBaseClass, {initialize: ['table']});
define_methods(KeyValueTensorInitializerClass, {initialize: ['table']});
define_methods(TextFileInitializerClass, {initialize: ['table']});

/** `tf.contrib.lookup.TableInitializerBase(key_dtype, value_dtype)`: what fills a table. */
export const TableInitializerBase = public_class(['key_dtype', 'value_dtype'], TableInitializerBaseClass);
export type TableInitializerBase = TableInitializerBaseClass;

/** `tf.lookup.KeyValueTensorInitializer(keys, values)`: fills a table with a vector of keys and one of values. */
export const KeyValueTensorInitializer = public_class(
  ['keys', 'values', 'key_dtype', 'value_dtype', 'name'],
  KeyValueTensorInitializerClass,
);
export type KeyValueTensorInitializer = KeyValueTensorInitializerClass;

/**
 * `tf.lookup.TextFileInitializer(filename, key_dtype, key_index, value_dtype, value_index)`: fills a table with one key and one
 * value of each line. An index is the number of a column between delimiters, or one of `tf.lookup.TextFileIndex`. With
 * `vocab_size` no more lines are read, and fewer are an error. ValueError for what the dtypes cannot hold.
 */
export const TextFileInitializer = public_class(
  ['filename', 'key_dtype', 'key_index', 'value_dtype', 'value_index', 'vocab_size', 'delimiter', 'name'],
  TextFileInitializerClass,
);
export type TextFileInitializer = TextFileInitializerClass;

/** `tf.contrib.lookup.TextFileStringTableInitializer(filename)`: from the numbers of lines to the lines. */
export const TextFileStringTableInitializer = public_class(
  ['filename', 'key_column_index', 'value_column_index', 'vocab_size', 'delimiter', 'name'],
  TextFileStringTableInitializerClass,
);
export type TextFileStringTableInitializer = TextFileStringTableInitializerClass;

/** `tf.contrib.lookup.TextFileIdTableInitializer(filename)`: from lines to their numbers. */
export const TextFileIdTableInitializer = public_class(
  ['filename', 'key_column_index', 'value_column_index', 'vocab_size', 'delimiter', 'name', 'key_dtype'],
  TextFileIdTableInitializerClass,
);
export type TextFileIdTableInitializer = TextFileIdTableInitializerClass;
