/** Host operations on lookup tables, of both generations of handles. */
import type {Attributes} from '../../compile/program.ts';
import type {Operation} from '../../graph/operation.ts';
import {int64, resource, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {check_signature, invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {handle_of, make_handle, make_reference, resource_input, resource_place} from '../resources.ts';
import {DenseTable} from '../tables/dense_table.ts';
import {MutableTable, StaticTable} from '../tables/hash_table.ts';
import {check_dtypes, LookupTable, type TableParts} from '../tables/table.ts';
import {check_columns, fill_from_text} from '../tables/text_file.ts';

const decoder = new TextDecoder();

/** Makes a table of the parts that a node tells; the node's inputs are keys that stand for none. */
type MakeTable = (parts: TableParts, attrs: Attributes, inputs: readonly NDArray[]) => LookupTable;

/** The shape of one value, which has to be known. */
function value_shape_of(attrs: Attributes): readonly number[] {
  const shape = attrs['value_shape'] as TensorShape | undefined;
  if (shape === undefined) return [];
  if (!shape.is_fully_defined()) throw invalid(`Shape ${shape_text(shape)} is not fully defined`);
  return shape.as_list().map(Number);
}

function maker(make: MakeTable): HostOperation {
  return {
    run: (inputs, context) => {
      const {attrs, op, resources} = context;
      const place = resource_place(context, attrs['use_node_name_sharing'] !== true);
      const parts: TableParts = {
        key_dtype: attrs['key_dtype'] as DType,
        value_dtype: attrs['value_dtype'] as DType,
        key_shape: inputs[0]?.shape ?? [],
        value_shape: value_shape_of(attrs),
      };
      const make_it = (): LookupTable => make(parts, attrs, inputs);
      check_dtypes(
        resources.lookup_or_create(LookupTable, place.container, place.name, make_it),
        parts,
        place.name,
      );
      return [op.outputs[0]?.dtype === resource ? make_handle(LookupTable, place) : make_reference(place)];
    },
  };
}

const static_table = maker((parts) => new StaticTable(parts));

const mutable_table = maker((parts) => new MutableTable(parts));

const table_of_tensors = maker((parts) => {
  const {value_shape} = parts;
  if (value_shape.length !== 1) {
    throw invalid(`Default value must be a vector, got shape ${shape_text(value_shape)}`);
  }
  return new MutableTable(parts);
});

/** The kernel asks for a key that the first generation's op has not. */
const dense_table = maker((parts, attrs, [empty, deleted]) => {
  if (deleted === undefined) throw invalid('Unknown input name: deleted_key');
  const [bucket_count, load_factor] = [
    Number(attrs['initial_num_buckets']),
    Number(attrs['max_load_factor']),
  ];
  return new DenseTable(parts, bucket_count, load_factor, empty as NDArray, deleted);
});

type Table = Pick<HostContext, 'resources'>;

function table_input([handle]: readonly NDArray[], {resources}: Table): LookupTable {
  return resource_input(LookupTable, handle as NDArray, resources);
}

/** The table that is filled once which the first input names. */
function static_input(inputs: readonly NDArray[], context: Table): StaticTable {
  const table = table_input(inputs, context);
  if (table instanceof StaticTable) return table;
  const [handle] = inputs as [NDArray];
  const {container, name} =
    handle.dtype === resource ? handle_of(handle) : reference_parts(handle.data as readonly Uint8Array[]);
  throw invalid(`Table ${container} ${name} is not initializable`);
}

function reference_parts([container, name]: readonly Uint8Array[]): {
  readonly container: string;
  readonly name: string;
} {
  return {container: decoder.decode(container), name: decoder.decode(name)};
}

type TableAction = (table: LookupTable, op: Operation, inputs: [NDArray, NDArray]) => readonly NDArray[];

/** An operation on the table that its first input names. */
function on_table(action: TableAction): HostOperation {
  return {
    run: (inputs, context) => {
      const [, ...others] = inputs;
      return action(table_input(inputs, context), context.op, others as [NDArray, NDArray]);
    },
  };
}

const find = on_table((table, op, [keys, default_value]) => {
  const {key_dtype, value_dtype} = table.parts;
  check_signature(op, [key_dtype, value_dtype], [value_dtype]);
  table.check_find(keys, default_value);
  return [table.find(keys, default_value)];
});

const insert = on_table((table, op, [keys, values]) => {
  check_signature(op, [table.parts.key_dtype, table.parts.value_dtype], []);
  table.check_pairs(keys, values);
  table.insert(keys, values);
  return [];
});

const remove = on_table((table, op, [keys]) => {
  check_signature(op, [table.parts.key_dtype], []);
  table.check_keys(keys);
  table.remove(keys);
  return [];
});

const import_values = on_table((table, op, [keys, values]) => {
  check_signature(op, [table.parts.key_dtype, table.parts.value_dtype], []);
  table.check_import(keys, values);
  table.import_values(keys, values);
  return [];
});

const export_values = on_table((table) => table.export_values());

const size = on_table((table) => [new NDArray(int64, [], BigInt64Array.of(BigInt(table.size)))]);

const initialize: HostOperation = {
  run: (inputs, context) => {
    const [, keys, values] = inputs as [NDArray, NDArray, NDArray];
    const table = static_input(inputs, context);
    check_signature(context.op, [table.parts.key_dtype, table.parts.value_dtype], []);
    if (keys.shape.length !== 1)
      throw invalid(`Keys must be a vector, but received shape${shape_text(keys.shape)}`);
    if (values.shape.length !== 1) {
      throw invalid(`Values must be a vector, but received shape${shape_text(values.shape)}`);
    }
    if (keys.size !== values.size) {
      throw invalid(`Keys and values must have the same size ${keys.size} vs ${values.size}`);
    }
    table.import_values(keys, values);
    return [];
  },
};

const initialize_from_file: HostOperation = {
  run: async (inputs, context) => {
    const {attrs, files, op} = context;
    const delimiter = new TextEncoder().encode(String(attrs['delimiter']));
    if (delimiter.length !== 1) throw invalid('delimiter should be only 1 char');
    const [, filename] = inputs as [NDArray, NDArray];
    const table = static_input(inputs, context);
    check_signature(op, [string], []);
    if (filename.shape.length > 0) {
      throw invalid(`filename should be a single string, but got ${shape_text(filename.shape)}`);
    }
    const path = decoder.decode(filename.data[0] as Uint8Array);
    if (path === '') throw invalid('filename cannot be empty.');
    const columns = {
      key_index: Number(attrs['key_index']),
      value_index: Number(attrs['value_index']),
      vocab_size: Number(attrs['vocab_size']),
      delimiter: Number(delimiter[0]),
    };
    check_columns(table, columns);
    fill_from_text(table, path, await (await files()).read(path), columns);
    return [];
  },
};

export const TABLE_OPERATIONS: HostOperations = {
  HashTable: static_table,
  HashTableV2: static_table,
  MutableHashTable: mutable_table,
  MutableHashTableV2: mutable_table,
  MutableHashTableOfTensors: table_of_tensors,
  MutableHashTableOfTensorsV2: table_of_tensors,
  MutableDenseHashTable: dense_table,
  MutableDenseHashTableV2: dense_table,
  InitializeTable: initialize,
  InitializeTableV2: initialize,
  InitializeTableFromTextFile: initialize_from_file,
  InitializeTableFromTextFileV2: initialize_from_file,
  LookupTableFind: find,
  LookupTableFindV2: find,
  LookupTableInsert: insert,
  LookupTableInsertV2: insert,
  LookupTableRemoveV2: remove,
  LookupTableImport: import_values,
  LookupTableImportV2: import_values,
  LookupTableExport: export_values,
  LookupTableExportV2: export_values,
  LookupTableSize: size,
  LookupTableSizeV2: size,
};
