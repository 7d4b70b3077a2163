/**
 * Lookup tables that are filled once: `tf.lookup.StaticHashTable` and `tf.contrib.lookup.HashTable`.
 */
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {init_scope, with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {HashTableV2, LookupTableExportV2, LookupTableFindV2, LookupTableSizeV2} from '../../ops/lookup.ts';
import {scalar_shape} from '../../types/tensor_shape.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {looked_up, LookupInterfaceClass, short_name, type Keys, type Name} from './lookup_interface.ts';
import type {TableInitializerBase} from './table_initializers.ts';

/** A table that is filled once. */
class FilledTable extends LookupInterfaceClass {
  readonly #default_value: Tensor;
  readonly #handle: Tensor;
  readonly #initializer: Operation;

  constructor(
    default_value: TensorLike,
    initializer: TableInitializerBase,
    shared_name: string,
    name: string | null,
  ) {
    const {key_dtype, value_dtype} = initializer;
    super(key_dtype, value_dtype);
    this.#default_value = to_tensor(default_value, {dtype: value_dtype});
    this.#default_value.shape.merge_with(scalar_shape());
    const attrs = {shared_name, key_dtype, value_dtype};
    this.#handle = init_scope(() => apply(HashTableV2, {}, attrs, name ?? 'hash_table').table_handle);
    const fill = (): Operation => initializer.initialize(this);
    this.#initializer = get_default_graph().control_flow_context === null ? fill() : init_scope(fill);
  }

  /** What keys that are not there give. */
  get default_value(): Tensor {
    return this.#default_value;
  }

  /** The operation that fills the table. */
  get initializer(): Operation {
    return this.#initializer;
  }

  override get name(): string {
    return short_name(this.#handle);
  }

  override get resource_handle(): Tensor {
    return this.#handle;
  }

  override size(...args: Name): Tensor;
  override size(name: string | null = null): Tensor {
    const table_handle = this.#handle;
    return with_name_scope(
      name,
      `${this.name}_Size`,
      [table_handle],
      () => apply(LookupTableSizeV2, {table_handle}, {}).size,
    );
  }

  /** The values of keys: of dense ones a tensor, of sparse ones a sparse tensor. */
  override lookup<K extends Keys>(...args: Arguments<['keys', 'name'], [keys: K, name?: string | null]>): K;
  override lookup(keys: Keys, name: string | null = null): Keys {
    const [table_handle, default_value] = [this.#handle, this.#default_value];
    return looked_up(this, keys, (given) =>
      with_name_scope(name, `${this.name}_Lookup`, [table_handle, given, default_value], () => {
        const {values} = apply(LookupTableFindV2, {table_handle, keys: given, default_value}, {});
        values.set_shape(given.shape);
        return values;
      }),
    );
  }

  /** All keys and values; run when the table is filled. */
  export(...args: Name): readonly [keys: Tensor, values: Tensor];
  export(name: string | null = null): readonly [Tensor, Tensor] {
    return this.exported(name, (attrs) => apply(LookupTableExportV2, {table_handle: this.#handle}, attrs));
  }

  /** All keys and values, by the node that `made` adds. */
  protected exported(name: string | null, made: MakeExport): readonly [Tensor, Tensor] {
    const attrs = {Tkeys: this.key_dtype, Tvalues: this.value_dtype};
    const {keys, values} = with_name_scope(name, `${this.name}_Export`, [this.#handle], (scope) =>
      made(attrs, scope),
    );
    values.set_shape(keys.shape.concatenate(this.#default_value.shape));
    return [keys, values];
  }
}

type MakeExport = (
  attrs: {readonly Tkeys: FilledTable['key_dtype']; readonly Tvalues: FilledTable['value_dtype']},
  scope: string,
) => {readonly keys: Tensor; readonly values: Tensor};

/** Tables of several sessions or functions are one by their name, which nobody else gives. */
function new_shared_name(): string {
  return `hash_table_${crypto.randomUUID()}`;
}

class StaticHashTableClass extends FilledTable {
  constructor(initializer: TableInitializerBase, default_value: TensorLike, name: string | null = null) {
    super(default_value, initializer, initializer.shared_name || new_shared_name(), name);
  }
}

class HashTableClass extends FilledTable {
  constructor(
    initializer: TableInitializerBase,
    default_value: TensorLike,
    shared_name: string | null = null,
    name: string | null = null,
  ) {
    super(default_value, initializer, shared_name ?? '', name);
  }

  /** The operation that fills the table. */
  get init(): Operation {
    return this.initializer;
  }

  override export(...args: Name): readonly [keys: Tensor, values: Tensor];
  override export(name: string | null = null): readonly [Tensor, Tensor] {
    return this.exported(name, (attrs, scope) =>
      apply(LookupTableExportV2, {table_handle: this.resource_handle}, attrs, scope),
    );
  }
}

define_methods(FilledTable, {size: ['name'], lookup: ['keys', 'name'], export: ['name']});
define_methods(HashTableClass, {export: ['name']});

/**
 * `tf.lookup.StaticHashTable(initializer, default_value)`: a table that `initializer` fills when its operation runs (all of them:
 * `tf.tables_initializer()`), and that never changes then. `lookup` gives the values of keys, and for those that are not there
 * `default_value`, a scalar; FailedPreconditionError before the table is filled.
 */
export const StaticHashTable = public_class(['initializer', 'default_value', 'name'], StaticHashTableClass);
export type StaticHashTable = StaticHashTableClass;

/** `tf.contrib.lookup.HashTable(initializer, default_value)`: as `tf.lookup.StaticHashTable`, the table's alone or `shared_name`'s. */
export const HashTable = public_class(
  ['initializer', 'default_value', 'shared_name', 'name'],
  HashTableClass,
);
export type HashTable = HashTableClass;

/** A table that is filled once, of either kind. */
export type InitializableTable = FilledTable;
