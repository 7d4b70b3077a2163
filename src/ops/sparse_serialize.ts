/**
 * Sparse tensors as three elements of one tensor, indices, values and shape, and back: as strings or as variants.
 */
import {define_op, type} from '../graph/define_op.ts';
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

define_op('SerializeSparse', {
  inputs: {sparse_indices: 'int64', sparse_values: 'T', sparse_shape: 'int64'},
  outputs: {serialized_sparse: 'out_type'},
  attrs: {T: type(), out_type: type([string, variant], string)},
  shape: serialized([3]),
});

define_op('SerializeManySparse', {
  inputs: {sparse_indices: 'int64', sparse_values: 'T', sparse_shape: 'int64'},
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

define_op('DeserializeManySparse', {
  inputs: {serialized_sparse: 'string'},
  outputs: {sparse_indices: 'int64', sparse_values: 'dtype', sparse_shape: 'int64'},
  attrs: {dtype: type()},
  shape: ({shapes: [given]}) => {
    const shape = with_rank(given as TensorShape, 2);
    merge_size(shape[1] ?? null, 3);
    return PARTS;
  },
});
