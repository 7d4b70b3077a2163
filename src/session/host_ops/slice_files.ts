/** Host operations that save and restore checkpoints of the first format. */
import {NotFoundError} from '../../errors.ts';
import {SliceFileReader, SliceFileWriter} from '../../formats/slice_file.ts';
import {parse_shape_and_slice, slice_shape, type TensorSlice} from '../../formats/tensor_slice.ts';
import type {DType} from '../../types/dtypes.ts';
import {dtype_text} from '../../types/dtype_text.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';

const decoder = new TextDecoder();

function texts(array: NDArray | undefined): string[] {
  return ((array?.data ?? []) as Uint8Array[]).map((bytes) => decoder.decode(bytes));
}

/** The text of an input that must have one element. */
function single(said: string, array: NDArray | undefined): string {
  const [text, ...others] = texts(array);
  if (text === undefined || others.length > 0)
    throw invalid(`${said} must be a string scalar; got a tensor of ${array?.size ?? 0}elements`);
  return text;
}

/** All of a tensor of this rank. */
function everything(rank: number): TensorSlice {
  return new Array<null>(rank).fill(null);
}

async function save(
  [filename, names, ...rest]: readonly NDArray[],
  has_slices: boolean,
  context: HostContext,
): Promise<readonly NDArray[]> {
  const path = single('Input 0 (filename)', filename);
  const name_texts = texts(names);
  const slice_texts = has_slices ? texts(rest[0]) : [];
  const arrays = has_slices ? rest.slice(1) : rest;
  const [count, fixed] = [name_texts.length, has_slices ? 3 : 2];
  if (has_slices && slice_texts.length !== count) {
    throw invalid(
      `Expected ${count} elements for the tensor shapes and slices but got ${slice_texts.length}`,
    );
  }
  if (arrays.length !== count) {
    throw invalid(
      `Expected totally ${count + fixed} inputs as input #1 (which is a string tensor of saved names) contains ${count} names, but received ${arrays.length + fixed} inputs`,
    );
  }
  const writer = new SliceFileWriter(await context.files(), path);
  for (const [i, array] of arrays.entries()) {
    const text = slice_texts[i] ?? '';
    const {shape, slice} =
      text === '' ? {shape: array.shape, slice: everything(array.shape.length)} : checked_slice(text, array);
    writer.add(name_texts[i] as string, shape, slice, array);
  }
  await writer.finish();
  return [];
}

function checked_slice(text: string, array: NDArray): ReturnType<typeof parse_shape_and_slice> {
  const part = parse_shape_and_slice(text);
  if (same_shape(slice_shape(part.shape, part.slice), array.shape)) return part;
  throw invalid(
    `Slice in shape_and_slice specification does not match the shape of the tensor to  save: ${text}, tensor: ${shape_text(array.shape)}`,
  );
}

/** One tensor, or the part of it that `slice_text` says, from the files that fit a pattern. */
export function read_stored(
  reader: SliceFileReader,
  pattern: string,
  name: string,
  slice_text: string,
  dtype: DType,
): NDArray {
  const found = reader.find(name);
  if (found === null) {
    throw new NotFoundError(null, null, `Tensor name "${name}" not found in checkpoint files ${pattern}`);
  }
  if (found.dtype !== dtype) {
    throw invalid(
      `Expected to restore a tensor of type ${dtype_text(dtype)}, got a tensor of type ${dtype_text(found.dtype)} instead: tensor_name = ${name}`,
    );
  }
  if (slice_text === '') return reader.read(name, everything(found.shape.length));
  const part = parse_shape_and_slice(slice_text);
  if (!same_shape(part.shape, found.shape)) {
    throw invalid(
      `Shape in shape_and_slice spec does not match the shape in the save file: ${shape_text(part.shape)}, save file shape: ${shape_text(found.shape)}`,
    );
  }
  return reader.read(name, part.slice);
}

async function restore(
  [pattern, name, slice]: readonly NDArray[],
  context: HostContext,
): Promise<readonly NDArray[]> {
  const file_pattern = single('Input 0 (file_pattern)', pattern);
  const [tensor_name = ''] = texts(name);
  if (slice !== undefined && slice.size !== 1)
    throw invalid(`Expected 1 element for the tensor shape and slice but got ${slice.size}`);
  const reader = await SliceFileReader.open(await context.files(), file_pattern);
  const dtype = context.attrs['dt'] as DType;
  return [read_stored(reader, file_pattern, tensor_name, texts(slice)[0] ?? '', dtype)];
}

export const SLICE_FILE_OPERATIONS: HostOperations = {
  Save: {run: (inputs, context) => save(inputs, false, context)},
  SaveSlices: {run: (inputs, context) => save(inputs, true, context)},
  Restore: {run: restore},
  RestoreSlice: {run: restore},
};
