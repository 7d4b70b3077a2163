/**
 * Sources of elements: tensors, ranges, files, random numbers. The session makes datasets of them.
 */
import {float32, float64, int32, int64} from '../types/dtypes.ts';
import {bool, define_op, func, list, list_of, string, type} from '../graph/define_op.ts';
import * as dtypes from '../types/dtypes.ts';
import {ELEMENTS, some_types, some_shapes, types, with_ranks} from './dataset_shapes.ts';
import {scalar_output} from './shape_functions.ts';

define_op('CSVDataset', {
  inputs: {
    filenames: 'string',
    compression_type: 'string',
    buffer_size: 'int64',
    header: 'bool',
    field_delim: 'string',
    use_quote_delim: 'bool',
    na_value: 'string',
    select_cols: 'int64',
    record_defaults: list_of('output_types'),
  },
  outputs: {handle: 'variant'},
  attrs: {
    output_types: list(type([float32, float64, int32, int64, dtypes.string]), undefined, {minimum: 1}),
    output_shapes: some_shapes,
  },
  is_stateful: true,
  shape: with_ranks(
    {
      0: 'at_most_vector',
      1: 'scalar',
      2: 'scalar',
      3: 'scalar',
      4: 'scalar',
      5: 'scalar',
      6: 'scalar',
      7: 'vector',
    },
    scalar_output,
  ),
});

define_op('ExperimentalLMDBDataset', {
  inputs: {filenames: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('FixedLengthRecordDataset', {
  inputs: {
    filenames: 'string',
    header_bytes: 'int64',
    record_bytes: 'int64',
    footer_bytes: 'int64',
    buffer_size: 'int64',
  },
  outputs: {handle: 'variant'},
  is_stateful: true,
  shape: with_ranks({0: 'at_most_vector', 1: 'scalar', 2: 'scalar', 3: 'scalar', 4: 'scalar'}, scalar_output),
});

define_op('FixedLengthRecordDatasetV2', {
  inputs: {
    filenames: 'string',
    header_bytes: 'int64',
    record_bytes: 'int64',
    footer_bytes: 'int64',
    buffer_size: 'int64',
    compression_type: 'string',
  },
  outputs: {handle: 'variant'},
  is_stateful: true,
  shape: with_ranks({0: 'at_most_vector', 1: 'scalar', 2: 'scalar', 3: 'scalar', 4: 'scalar'}, scalar_output),
});

define_op('GeneratorDataset', {
  inputs: {
    init_func_other_args: list_of('Tinit_func_args'),
    next_func_other_args: list_of('Tnext_func_args'),
    finalize_func_other_args: list_of('Tfinalize_func_args'),
  },
  outputs: {handle: 'variant'},
  attrs: {
    init_func: func(),
    next_func: func(),
    finalize_func: func(),
    Tinit_func_args: types,
    Tnext_func_args: types,
    Tfinalize_func_args: types,
    ...ELEMENTS,
  },
  is_stateful: true,
  shape: scalar_output,
});

define_op('LMDBDataset', {
  inputs: {filenames: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('LoadDataset', {
  inputs: {path: 'string', reader_func_other_args: list_of('Treader_func_args')},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, compression: string(''), reader_func: func(), Treader_func_args: types},
  is_stateful: true,
  shape: with_ranks({0: 'scalar'}, scalar_output),
});

define_op('MatchingFilesDataset', {
  inputs: {patterns: 'string'},
  outputs: {handle: 'variant'},
  is_stateful: true,
  shape: with_ranks({0: 'at_most_vector'}, scalar_output),
});

define_op('RandomDataset', {
  inputs: {seed: 'int64', seed2: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({0: 'scalar', 1: 'scalar'}, scalar_output),
});

define_op('RandomDatasetV2', {
  inputs: {seed: 'int64', seed2: 'int64', seed_generator: 'resource'},
  outputs: {handle: 'variant'},
  attrs: {rerandomize_each_iteration: bool(false), ...ELEMENTS, metadata: string('')},
  is_stateful: true,
  shape: with_ranks({0: 'scalar', 1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('RangeDataset', {
  inputs: {start: 'int64', stop: 'int64', step: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({0: 'scalar', 1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('SnapshotChunkDataset', {
  inputs: {chunk_file: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, compression: string('')},
  shape: with_ranks({0: 'scalar'}, scalar_output),
});

define_op('SparseTensorSliceDataset', {
  inputs: {indices: 'int64', values: 'Tvalues', dense_shape: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {Tvalues: type()},
  is_stateful: true,
  shape: scalar_output,
});

define_op('SqlDataset', {
  inputs: {driver_name: 'string', data_source_name: 'string', query: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({0: 'scalar', 1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('TFRecordDataset', {
  inputs: {filenames: 'string', compression_type: 'string', buffer_size: 'int64'},
  outputs: {handle: 'variant'},
  is_stateful: true,
  shape: with_ranks({0: 'at_most_vector', 1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('TFRecordDatasetV2', {
  inputs: {filenames: 'string', compression_type: 'string', buffer_size: 'int64', byte_offsets: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {metadata: string('')},
  is_stateful: true,
  shape: with_ranks({0: 'at_most_vector', 1: 'scalar', 2: 'scalar', 3: 'at_most_vector'}, scalar_output),
});

define_op('TensorDataset', {
  inputs: {components: list_of('Toutput_types')},
  outputs: {handle: 'variant'},
  attrs: {Toutput_types: some_types, output_shapes: some_shapes},
  is_stateful: true,
  shape: scalar_output,
});

define_op('TensorSliceDataset', {
  inputs: {components: list_of('Toutput_types')},
  outputs: {handle: 'variant'},
  attrs: {Toutput_types: some_types, output_shapes: some_shapes},
  is_stateful: true,
  shape: scalar_output,
});

define_op('TextLineDataset', {
  inputs: {filenames: 'string', compression_type: 'string', buffer_size: 'int64'},
  outputs: {handle: 'variant'},
  is_stateful: true,
  shape: with_ranks({0: 'at_most_vector', 1: 'scalar', 2: 'scalar'}, scalar_output),
});
