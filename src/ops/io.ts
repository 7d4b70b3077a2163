/**
 * Ops that write and read checkpoints. What they do with files is the session's business.
 */
import {parse_shape_and_slice, slice_shape} from '../formats/tensor_slice.ts';
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, list, list_of, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {merge_shapes, with_rank} from './shape_functions.ts';

/** All inputs are scalars. */
const scalars = (shapes: readonly TensorShape[]): void => {
  for (const shape of shapes) with_rank(shape, 0);
};

const save_shape: ShapeFunction = ({shapes: [prefix, names, slices, ...tensors]}) => {
  with_rank(prefix as TensorShape, 0);
  for (const shape of [names, slices]) {
    const size = with_rank(shape as TensorShape, 1)[0] as number | null;
    if (size !== null && size !== tensors.length) {
      throw new ShapeError(`Dimension must be ${tensors.length} but is ${size}`);
    }
  }
  return [];
};

/** Writes tensors under their names to a checkpoint. */
export const SaveV2 = define_op('SaveV2', {
  inputs: {prefix: 'string', tensor_names: 'string', shape_and_slices: 'string', tensors: list_of('dtypes')},
  attrs: {dtypes: list(type(), undefined, {minimum: 1})},
  is_stateful: true,
  shape: save_shape,
});

/** The shape of a whole tensor is known to the file only, that of a slice from its text. */
function restored_shape(text: string): TensorShape {
  if (text === '') return unknown_shape();
  const {shape, slice} = parse_shape_and_slice(text);
  return new TensorShape(slice_shape(shape, slice));
}

const restore_shape: ShapeFunction = ({shapes: [prefix, names, slices], constant_value, output_count}) => {
  with_rank(prefix as TensorShape, 0);
  merge_shapes(with_rank(names as TensorShape, 1), with_rank(slices as TensorShape, 1));
  const texts = constant_value(2);
  if (texts === null) return Array.from({length: output_count}, () => unknown_shape());
  if (texts.size !== output_count) {
    throw new ShapeError("The number of shape_and_slice doesn't match tensor outputs.");
  }
  return (texts.toArray() as (string | Uint8Array)[]).map((text) => restored_shape(String(text)));
};

/** Reads tensors by their names from a checkpoint. */
export const RestoreV2 = define_op('RestoreV2', {
  inputs: {prefix: 'string', tensor_names: 'string', shape_and_slices: 'string'},
  outputs: {tensors: list_of('dtypes')},
  attrs: {dtypes: list(type(), undefined, {minimum: 1})},
  is_stateful: true,
  shape: restore_shape,
});

/** Makes one checkpoint of several. */
export const MergeV2Checkpoints = define_op('MergeV2Checkpoints', {
  inputs: {checkpoint_prefixes: 'string', destination_prefix: 'string'},
  attrs: {delete_old_dirs: bool(true)},
  is_stateful: true,
  shape: ({shapes: [prefixes, destination]}) => {
    with_rank(prefixes as TensorShape, 1);
    with_rank(destination as TensorShape, 0);
    return [];
  },
});

/** `basename-00000-of-00002`. */
export const ShardedFilename = define_op('ShardedFilename', {
  inputs: {basename: 'string', shard: 'int32', num_shards: 'int32'},
  outputs: {filename: 'string'},
  shape: ({shapes}) => {
    scalars(shapes);
    return [scalar_shape()];
  },
});

/** `io_ops.save_v2`: the operation that writes `tensors` to the checkpoint `prefix`. */
export function save_v2(
  prefix: TensorLike,
  tensor_names: readonly string[],
  shape_and_slices: readonly string[],
  tensors: readonly TensorLike[],
  name: string | null = null,
): Operation {
  return apply(SaveV2, {prefix, tensor_names, shape_and_slices, tensors}, {}, name).operation;
}

/** `io_ops.restore_v2`: the tensors of these names from the checkpoint `prefix`. */
export function restore_v2(
  prefix: TensorLike,
  tensor_names: readonly string[],
  shape_and_slices: readonly string[],
  dtypes: readonly DType[],
  name: string | null = null,
): Tensor[] {
  return apply(RestoreV2, {prefix, tensor_names, shape_and_slices}, {dtypes}, name).tensors;
}

/** `gen_io_ops.merge_v2_checkpoints`: the operation that makes one checkpoint of several. */
export function merge_v2_checkpoints(
  checkpoint_prefixes: TensorLike,
  destination_prefix: TensorLike,
  delete_old_dirs = true,
  name: string | null = null,
): Operation {
  return apply(MergeV2Checkpoints, {checkpoint_prefixes, destination_prefix}, {delete_old_dirs}, name)
    .operation;
}

/** `gen_io_ops.sharded_filename`. */
export function sharded_filename(
  basename: TensorLike,
  shard: TensorLike,
  num_shards: TensorLike,
  name: string | null = null,
): Tensor {
  return apply(ShardedFilename, {basename, shard, num_shards}, {}, name).filename;
}
