/**
 * Datasets of the lines or records of files.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {reshape} from '../../ops/array_shape.ts';
import {string} from '../../types/dtypes.ts';
import {scalar_shape} from '../../types/tensor_shape.ts';
import {public_class} from '../../util/signature.ts';
import {DatasetClass} from './dataset.ts';
import {int64_of, optional_int64, optional_text, truth_of, variant_of} from './dataset_ops.ts';
import {DatasetBase, TensorSpec, type DatasetParts} from './element_spec.ts';
import {function_on, made_by} from './mapped.ts';
import {slice_dataset} from './sources.ts';
import {returned_dataset, type ElementFunction} from './structured_function.ts';

/** Names of files: one, several, or a dataset of them. */
export type Filenames = TensorLike | DatasetBase;

const BUFFER_SIZE = 256 * 1024;
const TEXT = new TensorSpec(string, scalar_shape());

/** A dataset of names. Throws `TypeError` for a dataset of anything else. */
function names_of(filenames: Filenames): DatasetClass {
  if (!(filenames instanceof DatasetBase)) {
    const names = reshape(to_tensor(filenames, {dtype: string}), [-1n], {name: 'flat_filenames'});
    return new DatasetClass(slice_dataset(names));
  }
  const spec = filenames.element_spec;
  if (!(spec instanceof TensorSpec) || spec.dtype !== string)
    throw new TypeError('`filenames` must be a `tf.data.Dataset` of `tf.string` elements.');
  if (!spec.shape.is_compatible_with([]))
    throw new TypeError('`filenames` must be a `tf.data.Dataset` of scalar `tf.string` elements.');
  return filenames as DatasetClass;
}

/** `parallel_interleave`: several datasets are read side by side, in order unless that is not asked for. */
export function interleaved_in_parallel(
  dataset: DatasetBase,
  map_func: ElementFunction,
  [cycle_length, block_length]: readonly [number, number],
  sloppy: TensorLike = false,
  [buffered, prefetched]: readonly [TensorLike | null, TensorLike | null] = [null, null],
): DatasetParts {
  const func = function_on(dataset, map_func, 'tf.data.experimental.parallel_interleave()');
  const spec = returned_dataset(func, '`map_func` must return a `Dataset` object.');
  const inputs = {
    cycle_length: int64_of(cycle_length, 'cycle_length'),
    block_length: int64_of(block_length, 'block_length'),
    sloppy: truth_of(sloppy, 'sloppy'),
    buffer_output_elements: optional_int64(buffered, 'buffer_output_elements', 2 * block_length),
    prefetch_input_elements: optional_int64(prefetched, 'prefetch_input_elements', 2 * cycle_length),
  };
  return made_by(dataset, 'ParallelInterleaveDataset', func, spec, {inputs});
}

const AUTOTUNE = -1;

/** The files one after the other, or several side by side. */
function read_files(
  filenames: Filenames,
  num_parallel_reads: number | null,
  of_file: (filename: Tensor) => Tensor,
): DatasetParts {
  const names = names_of(filenames);
  function read_one_file(filename: Tensor): DatasetBase {
    return names.made_of({variant: of_file(filename), element_spec: TEXT, inputs: []});
  }
  const parts_of = ({variant_tensor, element_spec, inputs, functions}: DatasetBase): DatasetParts => ({
    variant: variant_tensor,
    element_spec,
    inputs,
    functions,
  });
  if (num_parallel_reads === null) return parts_of(names.flat_map(read_one_file));
  if (num_parallel_reads === AUTOTUNE)
    return parts_of(names.interleave(read_one_file, {num_parallel_calls: num_parallel_reads}));
  return interleaved_in_parallel(names, read_one_file, [num_parallel_reads, 1]);
}

type Optional = TensorLike | null;

/** The texts that files hold, by the op that reads one file. */
function texts_of_files(
  op: 'TextLineDataset' | 'TFRecordDataset',
  filenames: Filenames,
  compression_type: Optional,
  size: Optional,
  num_parallel_reads: number | null,
): DatasetParts {
  return read_files(filenames, num_parallel_reads, (name) => {
    const compression = optional_text(compression_type, 'compression_type');
    const buffer_size = optional_int64(size, 'buffer_size', BUFFER_SIZE);
    return variant_of(op, {filenames: name, compression_type: compression, buffer_size}, TEXT);
  });
}

class TextLineDatasetClass extends DatasetClass {
  constructor(
    filenames: Filenames,
    compression_type: Optional = null,
    buffer_size: Optional = null,
    num_parallel_reads: number | null = null,
  ) {
    super(texts_of_files('TextLineDataset', filenames, compression_type, buffer_size, num_parallel_reads));
  }
}

class TFRecordDatasetClass extends DatasetClass {
  constructor(
    filenames: Filenames,
    compression_type: Optional = null,
    buffer_size: Optional = null,
    num_parallel_reads: number | null = null,
  ) {
    super(texts_of_files('TFRecordDataset', filenames, compression_type, buffer_size, num_parallel_reads));
  }
}

class FixedLengthRecordDatasetClass extends DatasetClass {
  constructor(
    filenames: Filenames,
    record_bytes: TensorLike,
    header_bytes: Optional = null,
    footer_bytes: Optional = null,
    buffer_size: Optional = null,
    compression_type: Optional = null,
    num_parallel_reads: number | null = null,
  ) {
    super(
      read_files(filenames, num_parallel_reads, (name) => {
        const inputs = {
          record_bytes: int64_of(record_bytes, 'record_bytes'),
          header_bytes: optional_int64(header_bytes, 'header_bytes', 0),
          footer_bytes: optional_int64(footer_bytes, 'footer_bytes', 0),
          buffer_size: optional_int64(buffer_size, 'buffer_size', BUFFER_SIZE),
          compression_type: optional_text(compression_type, 'compression_type'),
        };
        return variant_of('FixedLengthRecordDatasetV2', {filenames: name, ...inputs}, TEXT);
      }),
    );
  }
}

/** `tf.data.TextLineDataset`: the lines of files, without their ends. */
export const TextLineDataset = public_class(
  ['filenames', 'compression_type', 'buffer_size', 'num_parallel_reads'],
  TextLineDatasetClass,
);
/** `tf.data.TFRecordDataset`: the records of TFRecord files. */
export const TFRecordDataset = public_class(
  ['filenames', 'compression_type', 'buffer_size', 'num_parallel_reads'],
  TFRecordDatasetClass,
);
/** `tf.data.FixedLengthRecordDataset`: pieces of `record_bytes` bytes, between a header and a footer. */
export const FixedLengthRecordDataset = public_class(
  [
    'filenames',
    'record_bytes',
    'header_bytes',
    'footer_bytes',
    'buffer_size',
    'compression_type',
    'num_parallel_reads',
  ],
  FixedLengthRecordDatasetClass,
);
