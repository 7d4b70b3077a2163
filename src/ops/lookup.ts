/**
 * The definitions of lookup tables and of what is done with them. What a table holds is the session's business.
 */
import {bool, define_op, float, int, ref, shape, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext, type ShapeFunction} from '../graph/op_definition.ts';
import {dtype_text} from '../types/dtype_text.ts';
import type {DType} from '../types/dtypes.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {
  merge_shapes,
  scalar_output,
  with_rank,
  with_rank_at_least,
  with_rank_at_most,
  with_two_elements,
} from './shape_functions.ts';

/** Where a table is kept, and the dtypes of its keys and values. */
const TABLE = {
  container: string(''),
  shared_name: string(''),
  use_node_name_sharing: bool(false),
  key_dtype: type(),
  value_dtype: type(),
};
const DENSE = {
  ...TABLE,
  value_shape: shape(scalar_shape()),
  initial_num_buckets: int(131072),
  max_load_factor: float(0.8),
};
const IN_AND_OUT = {Tin: type(), Tout: type()};
const COLUMNS = {
  key_index: int(undefined, {minimum: -2}),
  value_index: int(undefined, {minimum: -2}),
  vocab_size: int(-1, {minimum: -1}),
  delimiter: string('\t'),
};

const reference_output: ShapeFunction = () => [new TensorShape([2])];

/** A shape as messages of shape inference have it. */
function shape_text({ndims, dims}: TensorShape): string {
  return ndims === null ? '?' : `[${(dims ?? []).map((size) => size ?? '?').join(',')}]`;
}

/** The handle of a table whose keys and values are known. */
function described_table(context: ShapeContext, keys: TensorShape, values: TensorShape): TensorShape[] {
  context.set_handle_data(0, [
    {shape: with_rank_at_most(keys, 1), dtype: context.attr<DType>('key_dtype')},
    {shape: values, dtype: context.attr<DType>('value_dtype')},
  ]);
  return [scalar_shape()];
}

/** Shapes of the table's keys and values, or null where they are not known. Throws where dtypes differ. */
function known_table(
  {handle_data, attr}: ShapeContext,
  attributes: readonly [string, string],
): readonly [TensorShape, TensorShape] | null {
  const [keys, values, ...others] = handle_data(0) ?? [];
  if (keys === undefined || values === undefined || others.length > 0) return null;
  for (const [i, {dtype}] of [keys, values].entries()) {
    const asked = attr<DType>(attributes[i] as string);
    if (asked !== dtype) {
      throw new ShapeError(
        `Trying to read value with wrong dtype. Expected ${dtype_text(dtype)} got ${dtype_text(asked)}`,
      );
    }
  }
  return [keys.shape, values.shape];
}

/** What keys are found in a table: the values' shape takes the place of that of one key. */
const found_values: ShapeFunction = (context) => {
  const [handle, keys, default_value] = context.shapes as [TensorShape, TensorShape, TensorShape];
  with_rank(handle, 0);
  with_rank_at_most(default_value, 1);
  const [key_shape, value_shape] = known_table(context, ['Tin', 'Tout']) ?? [];
  if (key_shape === undefined || value_shape === undefined) return [unknown_shape()];
  if (key_shape.ndims === null || keys.ndims === null) return [unknown_shape()];
  const count = keys.ndims - key_shape.ndims;
  if (count < 0) {
    throw new ShapeError(
      `Expected keys to have suffix ${shape_text(key_shape)} but saw shape: ${shape_text(keys)}`,
    );
  }
  return [keys.slice(0, count).concatenate(value_shape)];
};

const found_values_of_reference: ShapeFunction = ({shapes: [handle, , default_value]}) => {
  with_two_elements(handle as TensorShape);
  with_rank_at_most(default_value as TensorShape, 1);
  return [unknown_shape()];
};

const exported: ShapeFunction = (context) => {
  with_rank(context.shapes[0] as TensorShape, 0);
  const [, values] = known_table(context, ['Tkeys', 'Tvalues']) ?? [];
  const keys = new TensorShape([null]);
  return [keys, values === undefined ? unknown_shape() : keys.concatenate(values)];
};

const exported_of_reference: ShapeFunction = ({shapes: [handle]}) => {
  with_two_elements(handle as TensorShape);
  return [new TensorShape([null]), unknown_shape()];
};

const of_handle: ShapeFunction = ({shapes: [handle]}) => {
  with_rank(handle as TensorShape, 0);
  return [];
};

const of_reference: ShapeFunction = ({shapes: [handle]}) => {
  with_two_elements(handle as TensorShape);
  return [];
};

/** After the handle, as many keys as values, in vectors. */
function with_vectors(handle: ShapeFunction): ShapeFunction {
  return (context) => {
    handle(context);
    const [, keys, values] = context.shapes as [TensorShape, TensorShape, TensorShape];
    merge_shapes(with_rank(keys, 1), values);
    return [];
  };
}

/** After the handle, the name of a file. */
function with_file(handle: ShapeFunction): ShapeFunction {
  return (context) => {
    handle(context);
    with_rank(context.shapes[1] as TensorShape, 0);
    return [];
  };
}

/** A table that is filled once. */
const HashTable = define_op('HashTable', {
  outputs: {table_handle: ref('string')},
  attrs: TABLE,
  is_stateful: true,
  shape: reference_output,
});
not_differentiable(HashTable);

/** A table that is filled once. */
export const HashTableV2 = define_op('HashTableV2', {
  outputs: {table_handle: 'resource'},
  attrs: TABLE,
  is_stateful: true,
  shape: scalar_output,
});
not_differentiable(HashTableV2);

/** A table that changes, of scalars. */
const MutableHashTable = define_op('MutableHashTable', {
  outputs: {table_handle: ref('string')},
  attrs: TABLE,
  is_stateful: true,
  shape: reference_output,
});
not_differentiable(MutableHashTable);

/** A table that changes, of scalars. */
export const MutableHashTableV2 = define_op('MutableHashTableV2', {
  outputs: {table_handle: 'resource'},
  attrs: TABLE,
  is_stateful: true,
  shape: (context) => described_table(context, scalar_shape(), scalar_shape()),
});
not_differentiable(MutableHashTableV2);

/** A table that changes, of vectors. */
const MutableHashTableOfTensors = define_op('MutableHashTableOfTensors', {
  outputs: {table_handle: ref('string')},
  attrs: {...TABLE, value_shape: shape(scalar_shape())},
  is_stateful: true,
  shape: reference_output,
});
not_differentiable(MutableHashTableOfTensors);

/** A table that changes, of vectors. */
export const MutableHashTableOfTensorsV2 = define_op('MutableHashTableOfTensorsV2', {
  outputs: {table_handle: 'resource'},
  attrs: {...TABLE, value_shape: shape(scalar_shape())},
  is_stateful: true,
  shape: (context) => described_table(context, scalar_shape(), context.attr<TensorShape>('value_shape')),
});
not_differentiable(MutableHashTableOfTensorsV2);

/** A table that changes, in two arrays; keys and values are scalars or vectors. */
const MutableDenseHashTable = define_op('MutableDenseHashTable', {
  inputs: {empty_key: 'key_dtype'},
  outputs: {table_handle: ref('string')},
  attrs: DENSE,
  is_stateful: true,
  shape: reference_output,
});
not_differentiable(MutableDenseHashTable);

/** A table that changes, in two arrays; keys and values are scalars or vectors. */
export const MutableDenseHashTableV2 = define_op('MutableDenseHashTableV2', {
  inputs: {empty_key: 'key_dtype', deleted_key: 'key_dtype'},
  outputs: {table_handle: 'resource'},
  attrs: DENSE,
  is_stateful: true,
  shape: (context) =>
    described_table(context, context.shapes[0] as TensorShape, context.attr<TensorShape>('value_shape')),
});
not_differentiable(MutableDenseHashTableV2);

/** Fills a table that is filled once. */
const InitializeTable = define_op('InitializeTable', {
  inputs: {table_handle: ref('string'), keys: 'Tkey', values: 'Tval'},
  attrs: {Tkey: type(), Tval: type()},
  shape: with_vectors(of_reference),
});
not_differentiable(InitializeTable);

/** Fills a table that is filled once. */
const InitializeTableV2 = define_op('InitializeTableV2', {
  inputs: {table_handle: 'resource', keys: 'Tkey', values: 'Tval'},
  attrs: {Tkey: type(), Tval: type()},
  is_stateful: true,
  shape: with_vectors(of_handle),
});
not_differentiable(InitializeTableV2);

/** Fills a table that is filled once with the lines of a file. */
const InitializeTableFromTextFile = define_op('InitializeTableFromTextFile', {
  inputs: {table_handle: ref('string'), filename: 'string'},
  attrs: COLUMNS,
  shape: with_file(of_reference),
});
not_differentiable(InitializeTableFromTextFile);

/** Fills a table that is filled once with the lines of a file. */
export const InitializeTableFromTextFileV2 = define_op('InitializeTableFromTextFileV2', {
  inputs: {table_handle: 'resource', filename: 'string'},
  attrs: COLUMNS,
  is_stateful: true,
  shape: with_file(of_handle),
});
not_differentiable(InitializeTableFromTextFileV2);

/** The values of keys, or a default value. */
const LookupTableFind = define_op('LookupTableFind', {
  inputs: {table_handle: ref('string'), keys: 'Tin', default_value: 'Tout'},
  outputs: {values: 'Tout'},
  attrs: IN_AND_OUT,
  shape: found_values_of_reference,
});
not_differentiable(LookupTableFind);

/** The values of keys, or a default value. */
export const LookupTableFindV2 = define_op('LookupTableFindV2', {
  inputs: {table_handle: 'resource', keys: 'Tin', default_value: 'Tout'},
  outputs: {values: 'Tout'},
  attrs: IN_AND_OUT,
  is_stateful: true,
  shape: found_values,
});
not_differentiable(LookupTableFindV2);

/** Gives keys their values. */
const LookupTableInsert = define_op('LookupTableInsert', {
  inputs: {table_handle: ref('string'), keys: 'Tin', values: 'Tout'},
  attrs: IN_AND_OUT,
  shape: of_reference,
});
not_differentiable(LookupTableInsert);

/** Gives keys their values. */
export const LookupTableInsertV2 = define_op('LookupTableInsertV2', {
  inputs: {table_handle: 'resource', keys: 'Tin', values: 'Tout'},
  attrs: IN_AND_OUT,
  is_stateful: true,
  shape: of_handle,
});
not_differentiable(LookupTableInsertV2);

/** Takes keys out. */
export const LookupTableRemoveV2 = define_op('LookupTableRemoveV2', {
  inputs: {table_handle: 'resource', keys: 'Tin'},
  attrs: {Tin: type()},
  is_stateful: true,
  shape: (context) => {
    with_rank_at_least(context.shapes[1] as TensorShape, 1);
    return of_handle(context);
  },
});

/** The number of keys. */
const LookupTableSize = define_op('LookupTableSize', {
  inputs: {table_handle: ref('string')},
  outputs: {size: 'int64'},
  shape: (context) => {
    of_reference(context);
    return [scalar_shape()];
  },
});
not_differentiable(LookupTableSize);

/** The number of keys. */
export const LookupTableSizeV2 = define_op('LookupTableSizeV2', {
  inputs: {table_handle: 'resource'},
  outputs: {size: 'int64'},
  is_stateful: true,
  shape: (context) => {
    of_handle(context);
    return [scalar_shape()];
  },
});
not_differentiable(LookupTableSizeV2);

/** All keys and values. */
define_op('LookupTableExport', {
  inputs: {table_handle: ref('string')},
  outputs: {keys: 'Tkeys', values: 'Tvalues'},
  attrs: {Tkeys: type(), Tvalues: type()},
  shape: exported_of_reference,
});

/** All keys and values. */
export const LookupTableExportV2 = define_op('LookupTableExportV2', {
  inputs: {table_handle: 'resource'},
  outputs: {keys: 'Tkeys', values: 'Tvalues'},
  attrs: {Tkeys: type(), Tvalues: type()},
  is_stateful: true,
  shape: exported,
});

/** Puts keys and values in place of what a table held. */
define_op('LookupTableImport', {
  inputs: {table_handle: ref('string'), keys: 'Tin', values: 'Tout'},
  attrs: IN_AND_OUT,
  shape: of_reference,
});

/** Puts keys and values in place of what a table held. */
export const LookupTableImportV2 = define_op('LookupTableImportV2', {
  inputs: {table_handle: 'resource', keys: 'Tin', values: 'Tout'},
  attrs: IN_AND_OUT,
  is_stateful: true,
  shape: with_vectors(of_handle),
});
