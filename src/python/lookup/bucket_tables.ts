/**
 * Tables from keys to numbers in which each unknown key has a bucket by its hash: `tf.lookup.StaticVocabularyTable` and
 * `tf.contrib.lookup.IdTableWithHashBuckets`.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {where_v2} from '../../ops/array_select.ts';
import {no_op} from '../../ops/grouping.ts';
import {cast} from '../../ops/math_cast.ts';
import {not_equal} from '../../ops/math_compare.ts';
import {add} from '../../ops/math_sum.ts';
import {
  as_string,
  string_to_hash_bucket,
  string_to_hash_bucket_fast,
  string_to_hash_bucket_strong,
} from '../../ops/strings_numbers.ts';
import {int64, string, type DType} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {looked_up, LookupInterfaceClass, type Keys, type Name} from './lookup_interface.ts';
import {StaticHashTable, type InitializableTable} from './static_tables.ts';
import type {TableInitializerBase} from './table_initializers.ts';

/** How the bucket of a key is found: `'fasthash'`, `'legacy'`, or `'stronghash'` with a key of two numbers. */
class HasherSpecClass {
  readonly hasher: string;
  readonly key: readonly number[] | null;

  constructor(hasher: string, key: readonly number[] | null) {
    this.hasher = hasher;
    this.key = key;
  }

  toString(): string {
    return `HasherSpec(hasher=${python_repr(this.hasher)}, key=${python_repr(this.key)})`;
  }

  *[Symbol.iterator](): IterableIterator<unknown> {
    yield this.hasher;
    yield this.key;
  }
}

class StrongHashSpecClass extends HasherSpecClass {
  constructor(key: readonly number[]) {
    if (key.length !== 2) throw new ValueError(`key must have size 2, got ${key.length}.`);
    super('stronghash', key);
  }
}

/** `tf.contrib.lookup.HasherSpec(hasher, key)`: how the bucket of a key is found. */
export const HasherSpec = public_class(['hasher', 'key'], HasherSpecClass);
export type HasherSpec = HasherSpecClass;

/** `tf.contrib.lookup.StrongHashSpec(key)`: buckets that nobody finds who does not know the key of two numbers. */
export const StrongHashSpec = public_class(['key'], StrongHashSpecClass);
export type StrongHashSpec = StrongHashSpecClass;

/** `tf.contrib.lookup.FastHashSpec`: buckets by a fast hash. */
export const FastHashSpec: HasherSpec = new HasherSpecClass('fasthash', null);

type Buckets = (texts: Tensor, count: number, name: string) => Tensor;

function bucket_function({hasher, key}: HasherSpec): Buckets {
  if (hasher === 'fasthash') return string_to_hash_bucket_fast;
  if (hasher === 'legacy') return (texts, count, name) => string_to_hash_bucket(texts, count, name);
  if (hasher !== 'stronghash') throw new ValueError(`Unknown hasher ${hasher}`);
  return (texts, count, name) => string_to_hash_bucket_strong(texts, count, key ?? [], name);
}

/** TypeError where keys of the dtype cannot be looked up in a table with these dtypes. */
function check_dtypes(
  table: {readonly key_dtype: DType; readonly value_dtype: DType},
  asked: DType,
  shown: DType,
): void {
  if (table.key_dtype !== int64 && table.key_dtype !== string) {
    throw new TypeError(
      `Invalid key dtype, expected one of (tf.int64, tf.string), but got ${shown.toString()}.`,
    );
  }
  if (table.key_dtype.is_integer !== asked.is_integer) {
    const expected = asked.is_integer ? 'integer' : 'non-integer';
    throw new TypeError(`Invalid key dtype, expected ${expected} but got ${table.key_dtype.toString()}.`);
  }
  if (table.value_dtype !== int64) {
    throw new TypeError(
      `Invalid value dtype, expected ${int64.toString()} but got ${table.value_dtype.toString()}.`,
    );
  }
}

function check_key_dtype(dtype: DType): void {
  if (dtype.is_integer || dtype === string) return;
  throw new TypeError(`Invalid key_dtype, expected integer or string, got ${dtype.toString()}.`);
}

/** A table of known keys, or none, and buckets for all others. */
class BucketTable extends LookupInterfaceClass {
  readonly #table: InitializableTable | null;
  readonly #count: number;
  readonly #buckets: () => Buckets;
  readonly #name: string;

  constructor(
    table: InitializableTable | null,
    key_dtype: DType,
    count: number,
    buckets: () => Buckets,
    name: string,
  ) {
    super(key_dtype, int64);
    this.#table = table;
    this.#count = count;
    this.#buckets = buckets;
    this.#name = name.split('/').at(-1) ?? '';
  }

  override get name(): string {
    return this.#name;
  }

  override get resource_handle(): Tensor | null {
    return this.#table?.resource_handle ?? null;
  }

  /** The operation that fills the table of known keys; without one an operation that does nothing. */
  get initializer(): Operation {
    return this.#table?.initializer ?? with_name_scope(null, 'init', [], () => no_op());
  }

  /** How many numbers there are, an int64 scalar: those of the known keys and of the buckets. */
  override size(...args: Name): Tensor;
  override size(name: string | null = null): Tensor {
    return with_name_scope(name, `${this.#name}_Size`, [], () => {
      const known = this.#table?.size() ?? to_tensor(0, {dtype: int64});
      return known.add(this.#count);
    });
  }

  /** The values of keys: of dense ones a tensor, of sparse ones a sparse tensor. */
  override lookup<K extends Keys>(...args: Arguments<['keys', 'name'], [keys: K, name?: string | null]>): K;
  override lookup(keys: Keys, name: string | null = null): Keys {
    return looked_up(this, keys, (given) => {
      const values = this.#table?.key_dtype === int64 ? cast(given, int64) : given;
      if (this.#count === 0 && this.#table !== null) return this.#table.lookup(values, name);
      return with_name_scope(name, `${this.#name}_Lookup`, [], () => this.#numbers(values));
    });
  }

  #numbers(values: Tensor): Tensor {
    const texts_of = (): Tensor => (values.dtype === string ? values : as_string(values));
    const buckets = this.#buckets()(texts_of(), this.#count, 'hash_bucket');
    const table = this.#table;
    if (table === null) return buckets;
    const ids = table.lookup(values);
    const others = add(buckets, table.size());
    return where_v2(not_equal(ids, table.default_value), ids, others);
  }
}

/** A name without the slashes at its end. */
function trimmed(name: string | null): string | null {
  return name === null || name === '' ? null : name.replace(/\/+$/, '');
}

class IdTableWithHashBucketsClass extends BucketTable {
  constructor(
    table: InitializableTable | null,
    num_oov_buckets: number,
    hasher_spec: HasherSpec = FastHashSpec,
    name: string | null = null,
    key_dtype: DType | null = null,
  ) {
    const dtype = key_dtype ?? table?.key_dtype ?? string;
    if (table !== null) check_dtypes(table, dtype, dtype);
    else if (num_oov_buckets <= 0) throw new ValueError('oov_buckets must be > 0 if no table is supplied.');
    check_key_dtype(dtype);
    if (!(hasher_spec instanceof HasherSpecClass))
      throw new TypeError(`hasher_spec must be of type HasherSpec, got ${String(hasher_spec)}`);
    const own_name = trimmed(name) ?? table?.name ?? 'hash_bucket';
    super(table, dtype, num_oov_buckets, () => bucket_function(hasher_spec), own_name);
  }

  /** The operation that fills the table of known keys. */
  get init(): Operation {
    return this.initializer;
  }
}

class StaticVocabularyTableClass extends BucketTable {
  constructor(
    initializer: TableInitializerBase | null,
    num_oov_buckets: number,
    lookup_key_dtype: DType | null = null,
    name: string | null = null,
  ) {
    if (num_oov_buckets <= 0) throw new ValueError('oov_buckets must be > 0.');
    const dtype = initializer === null ? string : (lookup_key_dtype ?? initializer.key_dtype);
    if (initializer !== null) check_dtypes(initializer, dtype, initializer.key_dtype);
    const table = initializer === null ? null : StaticHashTable(initializer, -1);
    check_key_dtype(dtype);
    const own_name = trimmed(name) ?? table?.name ?? 'hash_bucket';
    super(table, dtype, num_oov_buckets, () => string_to_hash_bucket_fast, own_name);
  }
}

define_methods(BucketTable, {size: ['name'], lookup: ['keys', 'name']});

/**
 * `tf.contrib.lookup.IdTableWithHashBuckets(table, num_oov_buckets)`: the numbers of `table` (from strings or int64 to int64; or
 * none), and for keys that it has not a number after them, by their hash. TypeError for other dtypes.
 */
export const IdTableWithHashBuckets = public_class(
  ['table', 'num_oov_buckets', 'hasher_spec', 'name', 'key_dtype'],
  IdTableWithHashBucketsClass,
);
export type IdTableWithHashBuckets = IdTableWithHashBucketsClass;

/**
 * `tf.lookup.StaticVocabularyTable(initializer, num_oov_buckets)`: a table that `initializer` fills, and for keys that it has not
 * a number after those of the table, by their hash. ValueError for no buckets, TypeError for values other than int64.
 */
export const StaticVocabularyTable = public_class(
  ['initializer', 'num_oov_buckets', 'lookup_key_dtype', 'name'],
  StaticVocabularyTableClass,
);
export type StaticVocabularyTable = StaticVocabularyTableClass;
