/**
 * Ops that read, write and find files, and those that write and read checkpoints of the first format. What they do is the
 * session's business.
 */
import {parse_shape_and_slice, slice_shape} from '../formats/tensor_slice.ts';
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list, list_of, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {scalar_output, unknown_output, with_rank} from './shape_functions.ts';

const of_scalars: ShapeFunction = (context) => {
  for (const shape of context.shapes) with_rank(shape, 0);
  return scalar_output(context);
};

/** The bytes of a file. */
const ReadFile = define_op('ReadFile', {
  inputs: {filename: 'string'},
  outputs: {contents: 'string'},
  shape: of_scalars,
});

/** Writes a file, in place of what was there. */
const WriteFile = define_op('WriteFile', {
  inputs: {filename: 'string', contents: 'string'},
  is_stateful: true,
  shape: of_scalars,
});

/** The files that fit a pattern, or any of several. */
const MatchingFiles = define_op('MatchingFiles', {
  inputs: {pattern: 'string'},
  outputs: {filenames: 'string'},
  shape: ({shapes: [pattern]}) => {
    const rank = (pattern as TensorShape).ndims;
    if (rank !== null && rank > 1) throw new ShapeError(`Shape must be at most rank 1 but is rank ${rank}`);
    return [new TensorShape([null])];
  },
});

/** `basename-?????-of-00002`. */
define_op('ShardedFilespec', {
  inputs: {basename: 'string', num_shards: 'int32'},
  outputs: {filename: 'string'},
  shape: of_scalars,
});

/** A name, and lists that are as long as there are tensors. */
const saved = (lists: number): ShapeFunction => {
  return ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 0);
    const count = shapes.length - 1 - lists;
    for (const shape of shapes.slice(1, 1 + lists)) {
      const [size] = with_rank(shape, 1).as_list();
      if (size !== null && size !== count) throw new ShapeError(`Dimension must be ${count} but is ${size}`);
    }
    return [];
  };
};

/** Writes tensors under their names to a checkpoint of the first format. */
define_op('Save', {
  inputs: {filename: 'string', tensor_names: 'string', data: list_of('T')},
  attrs: {T: list(type(), undefined, {minimum: 1})},
  is_stateful: true,
  shape: saved(1),
});

/** The same, where each may be a part of a tensor. */
define_op('SaveSlices', {
  inputs: {filename: 'string', tensor_names: 'string', shapes_and_slices: 'string', data: list_of('T')},
  attrs: {T: list(type(), undefined, {minimum: 1})},
  is_stateful: true,
  shape: saved(2),
});

/** Reads a tensor from a checkpoint of the first format. */
define_op('Restore', {
  inputs: {file_pattern: 'string', tensor_name: 'string'},
  outputs: {tensor: 'dt'},
  attrs: {dt: type(), preferred_shard: int(-1)},
  is_stateful: true,
  shape: (context) => {
    for (const shape of context.shapes) with_rank(shape, 0);
    return unknown_output(context);
  },
});

/** Reads a part of a tensor. */
define_op('RestoreSlice', {
  inputs: {file_pattern: 'string', tensor_name: 'string', shape_and_slice: 'string'},
  outputs: {tensor: 'dt'},
  attrs: {dt: type(), preferred_shard: int(-1)},
  is_stateful: true,
  shape: ({shapes, constant_value}) => {
    for (const shape of shapes) with_rank(shape, 0);
    const text = String(constant_value(2)?.item() ?? '');
    if (text === '') return [unknown_shape()];
    const {shape, slice} = parse_shape_and_slice(text);
    return [new TensorShape(slice_shape(shape, slice))];
  },
});

/** `tf.io.read_file`: the bytes of the file `filename`, a string. NotFoundError at run time if there is none. */
export const read_file = signature(
  ['filename', 'name'],
  function read_file(filename: TensorLike, name: string | null = null): Tensor {
    return apply(ReadFile, {filename}, {}, name).contents;
  },
);

/** `tf.io.write_file`: the operation that writes `contents` to the file `filename` and makes the folders above it. */
export const write_file = signature(
  ['filename', 'contents', 'name'],
  function write_file(filename: TensorLike, contents: TensorLike, name: string | null = null): Operation {
    return apply(WriteFile, {filename, contents}, {}, name).operation;
  },
);

/** `tf.io.matching_files`: the names of the files that fit `pattern`, a string or several, sorted. */
export const matching_files = signature(
  ['pattern', 'name'],
  function matching_files(pattern: TensorLike, name: string | null = null): Tensor {
    return apply(MatchingFiles, {pattern}, {}, name).filenames;
  },
);
