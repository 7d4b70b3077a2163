/**
 * Sparse tensors as three elements of one tensor, indices, values and shape, and back: as strings or as variants.
 */
import {define_op, string as text, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {string, variant} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

const serialized =
  (shape: readonly (number | null)[]): ShapeFunction =>
  ({shapes: [indices, values, dense]}) => {
    with_rank(indices as TensorShape, 2);
    with_rank(values as TensorShape, 1);
    with_rank(dense as TensorShape, 1);
    return [new TensorShape([...shape])];
  };

const SPARSE_PARTS = {sparse_indices: 'int64', sparse_values: 'T', sparse_shape: 'int64'} as const;

export const SerializeSparse = define_op('SerializeSparse', {
  inputs: SPARSE_PARTS,
  outputs: {serialized_sparse: 'out_type'},
  attrs: {T: type(), out_type: type([string, variant], string)},
  shape: serialized([3]),
});

export const SerializeManySparse = define_op('SerializeManySparse', {
  inputs: SPARSE_PARTS,
  outputs: {serialized_sparse: 'out_type'},
  attrs: {T: type(), out_type: type([string, variant], string)},
  shape: serialized([null, 3]),
});

const PARTS = [new TensorShape([null, null]), new TensorShape([null]), new TensorShape([null])];

function check_last(shape: TensorShape): void {
  if (shape.ndims === null) return;
  const size = shape.as_list().at(-1) ?? null;
  if (size !== null && size !== 3) throw new ShapeError(`Dimension must be 3 but is ${size}`);
}

define_op('DeserializeSparse', {
  inputs: {serialized_sparse: 'Tserialized'},
  outputs: {sparse_indices: 'int64', sparse_values: 'dtype', sparse_shape: 'int64'},
  attrs: {dtype: type(), Tserialized: type([string, variant], string)},
  shape: ({shapes: [given]}) => {
    check_last(with_rank_at_least(given as TensorShape, 1));
    return PARTS;
  },
});

export const DeserializeManySparse = define_op('DeserializeManySparse', {
  inputs: {serialized_sparse: 'string'},
  outputs: {sparse_indices: 'int64', sparse_values: 'dtype', sparse_shape: 'int64'},
  attrs: {dtype: type()},
  shape: ({shapes: [given]}) => {
    const shape = with_rank(given as TensorShape, 2);
    merge_size(shape[1] ?? null, 3);
    return PARTS;
  },
});

const PLACE = {container: text(''), shared_name: text('')};

/** Keeps a sparse tensor in the map that the attributes name, else the node's own; gives the number that it has there. */
define_op('AddSparseToTensorsMap', {
  inputs: SPARSE_PARTS,
  outputs: {sparse_handle: 'int64'},
  attrs: {T: type(), ...PLACE},
  is_stateful: true,
  shape: serialized([]),
});

/** Keeps each row of a sparse tensor as one of its own. */
define_op('AddManySparseToTensorsMap', {
  inputs: SPARSE_PARTS,
  outputs: {sparse_handles: 'int64'},
  attrs: {T: type(), ...PLACE},
  is_stateful: true,
  shape: serialized([null]),
});

/** Takes sparse tensors out of a map, by their numbers, as the rows of one. */
define_op('TakeManySparseFromTensorsMap', {
  inputs: {sparse_handles: 'int64'},
  outputs: {sparse_indices: 'int64', sparse_values: 'dtype', sparse_shape: 'int64'},
  attrs: {dtype: type(), ...PLACE},
  is_stateful: true,
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 1);
    return PARTS;
  },
});
