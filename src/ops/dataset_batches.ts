/**
 * Datasets that put elements together or take them apart: batches, windows, zips, interleaving without functions.
 */
import {bool, define_op, int, list_of, string} from '../graph/define_op.ts';
import {ELEMENTS, some_types, some_shapes, with_ranks} from './dataset_shapes.ts';
import {scalar_output} from './shape_functions.ts';

define_op('BatchDataset', {
  inputs: {input_dataset: 'variant', batch_size: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('BatchDatasetV2', {
  inputs: {input_dataset: 'variant', batch_size: 'int64', drop_remainder: 'bool'},
  outputs: {handle: 'variant'},
  attrs: {parallel_copy: bool(false), ...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('ConcatenateDataset', {
  inputs: {input_dataset: 'variant', another_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('DenseToSparseBatchDataset', {
  inputs: {input_dataset: 'variant', batch_size: 'int64', row_shape: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'vector'}, scalar_output),
});

define_op('DirectedInterleaveDataset', {
  inputs: {selector_input_dataset: 'variant', data_input_datasets: list_of('variant', 'N')},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, N: int(undefined, {minimum: 1})},
  shape: scalar_output,
});

define_op('ExperimentalSlidingWindowDataset', {
  inputs: {input_dataset: 'variant', window_size: 'int64', window_shift: 'int64', window_stride: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar'}, scalar_output),
});

define_op('PaddedBatchDataset', {
  inputs: {
    input_dataset: 'variant',
    batch_size: 'int64',
    padded_shapes: list_of('int64', 'N'),
    padding_values: list_of('Toutput_types'),
  },
  outputs: {handle: 'variant'},
  attrs: {Toutput_types: some_types, output_shapes: some_shapes, N: int(undefined, {minimum: 1})},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('PaddedBatchDatasetV2', {
  inputs: {
    input_dataset: 'variant',
    batch_size: 'int64',
    padded_shapes: list_of('int64', 'N'),
    padding_values: list_of('Toutput_types'),
    drop_remainder: 'bool',
  },
  outputs: {handle: 'variant'},
  attrs: {
    parallel_copy: bool(false),
    Toutput_types: some_types,
    output_shapes: some_shapes,
    N: int(undefined, {minimum: 1}),
  },
  shape: with_ranks({1: 'scalar', '-1': 'scalar'}, scalar_output),
});

define_op('ParallelBatchDataset', {
  inputs: {
    input_dataset: 'variant',
    batch_size: 'int64',
    num_parallel_calls: 'int64',
    drop_remainder: 'bool',
  },
  outputs: {handle: 'variant'},
  attrs: {parallel_copy: bool(false), ...ELEMENTS, deterministic: string('default'), metadata: string('')},
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar'}, scalar_output),
});

define_op('SlidingWindowDataset', {
  inputs: {input_dataset: 'variant', window_size: 'int64', window_shift: 'int64', window_stride: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar'}, scalar_output),
});

define_op('UnbatchDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('WindowDataset', {
  inputs: {input_dataset: 'variant', size: 'int64', shift: 'int64', stride: 'int64', drop_remainder: 'bool'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar', 4: 'scalar'}, scalar_output),
});

define_op('ZipDataset', {
  inputs: {input_datasets: list_of('variant', 'N')},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, N: int(undefined, {minimum: 1})},
  shape: scalar_output,
});
