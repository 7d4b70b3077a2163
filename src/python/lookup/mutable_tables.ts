/**
 * Lookup tables that change: `tf.contrib.lookup.MutableHashTable` and `tf.lookup.experimental.DenseHashTable`.
 */
import {apply} from '../../graph/apply_op.ts';
import {GraphKeys} from '../../graph/collections.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {colocate_with, with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {
  LookupTableExportV2,
  LookupTableFindV2,
  LookupTableImportV2,
  LookupTableInsertV2,
  LookupTableRemoveV2,
  LookupTableSizeV2,
  MutableDenseHashTableV2,
  MutableHashTableOfTensorsV2,
  MutableHashTableV2,
} from '../../ops/lookup.ts';
import {as_dtype, type DTypeLike} from '../../types/dtypes.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {SaveableObject} from '../train/saveable_object.ts';
import {check_key_dtype, LookupInterfaceClass, short_name, type Name} from './lookup_interface.ts';

type KeysAndName = Arguments<['keys', 'name'], [keys: Tensor, name?: string | null]>;
type Pairs = Arguments<
  ['keys', 'values', 'name'],
  [keys: TensorLike, values: TensorLike, name?: string | null]
>;

/** How tables of a kind look keys up: which tensors tell the graph of the nodes. */
interface MutableParts {
  readonly key_dtype: DTypeLike;
  readonly value_dtype: DTypeLike;
  readonly default_value: Tensor;
  readonly handle: Tensor;
  readonly name: string;
  readonly checkpoint: boolean;
}

/** A table that changes. */
class ChangingTable extends LookupInterfaceClass {
  readonly #default_value: Tensor;
  readonly #handle: Tensor;

  constructor({key_dtype, value_dtype, default_value, handle, name, checkpoint}: MutableParts) {
    super(key_dtype, value_dtype);
    this.#default_value = default_value;
    this.#handle = handle;
    if (!checkpoint) return;
    const saveable = new TableSaveable(this, name);
    get_default_graph().add_to_collection(GraphKeys.SAVEABLE_OBJECTS, saveable);
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
    return with_name_scope(name, `${this.name}_Size`, [table_handle], () =>
      colocate_with(table_handle, () => apply(LookupTableSizeV2, {table_handle}, {}).size),
    );
  }

  /** The values of keys of any shape, which become a tensor of the table's dtype. */
  override lookup(...args: Arguments<['keys', 'name'], [keys: TensorLike, name?: string | null]>): Tensor;
  override lookup(keys: TensorLike, name: string | null = null): Tensor {
    const [table_handle, default_value] = [this.#handle, this.#default_value];
    return with_name_scope(name, `${this.name}_lookup_table_find`, [table_handle, default_value], () => {
      const given = to_tensor(keys, {dtype: this.key_dtype, name: 'keys'});
      return colocate_with(
        table_handle,
        () => apply(LookupTableFindV2, {table_handle, keys: given, default_value}, {}).values,
      );
    });
  }

  /** The operation that gives keys their values. */
  insert(...args: Pairs): Operation;
  insert(keys: TensorLike, values: TensorLike, name: string | null = null): Operation {
    const table_handle = this.#handle;
    return with_name_scope(name, `${this.name}_lookup_table_insert`, [table_handle], () => {
      const pairs = {
        keys: to_tensor(keys, {dtype: this.key_dtype, name: 'keys'}),
        values: to_tensor(values, {dtype: this.value_dtype, name: 'values'}),
      };
      return colocate_with(
        table_handle,
        () => apply(LookupTableInsertV2, {table_handle, ...pairs}, {}).operation,
      );
    });
  }

  /** The operation that takes keys out; those that are not there are no matter. TypeError for keys of another dtype. */
  remove(...args: KeysAndName): Operation;
  remove(keys: Tensor, name: string | null = null): Operation {
    check_key_dtype(this.key_dtype, keys.dtype);
    const table_handle = this.#handle;
    const values = [table_handle, keys, this.#default_value];
    return with_name_scope(
      name,
      `${this.name}_lookup_table_remove`,
      values,
      () => apply(LookupTableRemoveV2, {table_handle, keys}, {}).operation,
    );
  }

  /** All keys and values; of a dense table all its places, also those that are free. */
  export(...args: Name): readonly [keys: Tensor, values: Tensor];
  export(name: string | null = null): readonly [Tensor, Tensor] {
    const table_handle = this.#handle;
    const attrs = {Tkeys: this.key_dtype, Tvalues: this.value_dtype};
    const {keys, values} = with_name_scope(
      name,
      `${this.name}_lookup_table_export_values`,
      [table_handle],
      () => colocate_with(table_handle, () => apply(LookupTableExportV2, {table_handle}, attrs)),
    );
    return [keys, values];
  }
}

/** A table as a saver takes it: all its keys and values. */
class TableSaveable extends SaveableObject {
  readonly #table: ChangingTable;

  constructor(table: ChangingTable, name: string) {
    const [keys, values] = table.export();
    super(name, [
      {name: `${name}-keys`, tensor: keys},
      {name: `${name}-values`, tensor: values},
    ]);
    this.#table = table;
  }

  override restore([keys, values]: readonly Tensor[]): Operation {
    const table_handle = this.#table.resource_handle;
    const inputs = {table_handle, keys: keys as Tensor, values: values as Tensor};
    return with_name_scope(null, `${this.name}_table_restore`, [], () =>
      colocate_with(table_handle, () => apply(LookupTableImportV2, inputs, {}).operation),
    );
  }
}

class MutableHashTableClass extends ChangingTable {
  constructor(
    key_dtype: DTypeLike,
    value_dtype: DTypeLike,
    default_value: TensorLike,
    name = 'MutableHashTable',
    checkpoint = true,
  ) {
    const missing = to_tensor(default_value, {dtype: value_dtype});
    const attrs = {
      use_node_name_sharing: checkpoint,
      key_dtype: as_dtype(key_dtype),
      value_dtype: as_dtype(value_dtype),
    };
    const {table_handle} =
      missing.shape.ndims === 0
        ? apply(MutableHashTableV2, {}, attrs, name)
        : apply(MutableHashTableOfTensorsV2, {}, {...attrs, value_shape: missing.shape}, name);
    super({key_dtype, value_dtype, default_value: missing, handle: table_handle, name, checkpoint});
  }
}

class DenseHashTableClass extends ChangingTable {
  constructor(
    key_dtype: DTypeLike,
    value_dtype: DTypeLike,
    default_value: TensorLike,
    empty_key: TensorLike,
    deleted_key: TensorLike,
    initial_num_buckets: number | null = null,
    name = 'MutableDenseHashTable',
    checkpoint = true,
  ) {
    const missing = to_tensor(default_value, {dtype: value_dtype, name: 'default_value'});
    const keys = {
      empty_key: to_tensor(empty_key, {dtype: key_dtype, name: 'empty_key'}),
      deleted_key: to_tensor(deleted_key, {dtype: key_dtype, name: 'deleted_key'}),
    };
    const attrs = {
      use_node_name_sharing: checkpoint,
      value_dtype: as_dtype(value_dtype),
      value_shape: missing.shape,
      ...(initial_num_buckets === null ? {} : {initial_num_buckets}),
    };
    const {table_handle} = apply(MutableDenseHashTableV2, keys, attrs, name);
    super({key_dtype, value_dtype, default_value: missing, handle: table_handle, name, checkpoint});
  }

  /** The operation that gives keys their values. */
  insert_or_assign(...args: Pairs): Operation;
  insert_or_assign(keys: TensorLike, values: TensorLike, name: string | null = null): Operation {
    return this.insert(keys, values, name);
  }

  /** The operation that takes keys out; those that are not there are no matter. */
  erase(...args: KeysAndName): Operation;
  erase(keys: Tensor, name: string | null = null): Operation {
    return this.remove(keys, name);
  }
}

const PAIRS = ['keys', 'values', 'name'];
const KEYS = ['keys', 'name'];
define_methods(ChangingTable, {size: ['name'], lookup: KEYS, insert: PAIRS, remove: KEYS, export: ['name']});
define_methods(DenseHashTableClass, {insert_or_assign: PAIRS, erase: KEYS});

/**
 * `tf.contrib.lookup.MutableHashTable(key_dtype, value_dtype, default_value)`: a table from scalars to values of the shape of
 * `default_value`, a scalar or vector. With `checkpoint` a saver saves it under `name`, and nodes of one name share it.
 */
export const MutableHashTable = public_class(
  ['key_dtype', 'value_dtype', 'default_value', 'name', 'checkpoint'],
  MutableHashTableClass,
);
export type MutableHashTable = MutableHashTableClass;

/**
 * `tf.lookup.experimental.DenseHashTable(key_dtype, value_dtype, default_value, empty_key, deleted_key)`: as `MutableHashTable`, in two
 * arrays; keys may be vectors too. Two keys stand for places that are free or were left; they cannot be used. `initial_num_buckets`
 * is a power of 2 from 4 on.
 */
export const DenseHashTable = public_class(
  [
    'key_dtype',
    'value_dtype',
    'default_value',
    'empty_key',
    'deleted_key',
    'initial_num_buckets',
    'name',
    'checkpoint',
  ],
  DenseHashTableClass,
);
export type DenseHashTable = DenseHashTableClass;
