/**
 * Datasets that call a function for each element, or for groups of elements.
 */
import {bool, define_op, func, int, list, list_of, string} from '../graph/define_op.ts';
import {ELEMENTS, some_types, types, with_ranks} from './dataset_shapes.ts';
import {no_output, scalar_output} from './shape_functions.ts';

define_op('ChooseFastestBranchDataset', {
  inputs: {
    input_dataset: 'variant',
    ratio_numerator: 'int64',
    ratio_denominator: 'int64',
    other_arguments: list_of('Targuments'),
  },
  outputs: {handle: 'variant'},
  attrs: {
    Targuments: types,
    num_elements_per_branch: int(undefined, {minimum: 1}),
    branches: list(func(), undefined, {minimum: 1}),
    other_arguments_lengths: list(int(), undefined, {minimum: 1}),
    ...ELEMENTS,
  },
  shape: scalar_output,
});

define_op('ExperimentalGroupByReducerDataset', {
  inputs: {
    input_dataset: 'variant',
    key_func_other_arguments: list_of('Tkey_func_other_arguments'),
    init_func_other_arguments: list_of('Tinit_func_other_arguments'),
    reduce_func_other_arguments: list_of('Treduce_func_other_arguments'),
    finalize_func_other_arguments: list_of('Tfinalize_func_other_arguments'),
  },
  outputs: {handle: 'variant'},
  attrs: {
    key_func: func(),
    init_func: func(),
    reduce_func: func(),
    finalize_func: func(),
    Tkey_func_other_arguments: types,
    Tinit_func_other_arguments: types,
    Treduce_func_other_arguments: types,
    Tfinalize_func_other_arguments: types,
    ...ELEMENTS,
  },
  is_stateful: true,
  shape: scalar_output,
});

define_op('ExperimentalMapDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments')},
  outputs: {handle: 'variant'},
  attrs: {
    f: func(),
    Targuments: types,
    ...ELEMENTS,
    use_inter_op_parallelism: bool(true),
    preserve_cardinality: bool(false),
  },
  shape: scalar_output,
});

define_op('FilterDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments')},
  outputs: {handle: 'variant'},
  attrs: {predicate: func(), Targuments: types, ...ELEMENTS},
  shape: scalar_output,
});

define_op('FlatMapDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments')},
  outputs: {handle: 'variant'},
  attrs: {f: func(), Targuments: types, ...ELEMENTS},
  shape: scalar_output,
});

define_op('GroupByWindowDataset', {
  inputs: {
    input_dataset: 'variant',
    key_func_other_arguments: list_of('Tkey_func_other_arguments'),
    reduce_func_other_arguments: list_of('Treduce_func_other_arguments'),
    window_size_func_other_arguments: list_of('Twindow_size_func_other_arguments'),
  },
  outputs: {handle: 'variant'},
  attrs: {
    key_func: func(),
    reduce_func: func(),
    window_size_func: func(),
    Tkey_func_other_arguments: types,
    Treduce_func_other_arguments: types,
    Twindow_size_func_other_arguments: types,
    ...ELEMENTS,
  },
  shape: scalar_output,
});

define_op('InterleaveDataset', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    cycle_length: 'int64',
    block_length: 'int64',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), Targuments: types, ...ELEMENTS},
  shape: scalar_output,
});

define_op('LegacyParallelInterleaveDatasetV2', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    cycle_length: 'int64',
    block_length: 'int64',
    buffer_output_elements: 'int64',
    prefetch_input_elements: 'int64',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), deterministic: string('default'), Targuments: types, ...ELEMENTS, metadata: string('')},
  shape: scalar_output,
});

define_op('MapAndBatchDataset', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    batch_size: 'int64',
    num_parallel_calls: 'int64',
    drop_remainder: 'bool',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), Targuments: types, ...ELEMENTS, preserve_cardinality: bool(false)},
  shape: with_ranks({'-3': 'scalar', '-2': 'scalar', '-1': 'scalar'}, scalar_output),
});

define_op('MapDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments')},
  outputs: {handle: 'variant'},
  attrs: {
    f: func(),
    Targuments: types,
    ...ELEMENTS,
    use_inter_op_parallelism: bool(true),
    preserve_cardinality: bool(false),
  },
  shape: scalar_output,
});

define_op('ParallelFilterDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments'), num_parallel_calls: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {
    predicate: func(),
    deterministic: string('default'),
    Targuments: types,
    ...ELEMENTS,
    metadata: string(''),
  },
  shape: scalar_output,
});

define_op('ParallelInterleaveDataset', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    cycle_length: 'int64',
    block_length: 'int64',
    sloppy: 'bool',
    buffer_output_elements: 'int64',
    prefetch_input_elements: 'int64',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), Targuments: types, ...ELEMENTS},
  shape: scalar_output,
});

define_op('ParallelInterleaveDatasetV2', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    cycle_length: 'int64',
    block_length: 'int64',
    num_parallel_calls: 'int64',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), Targuments: types, ...ELEMENTS, sloppy: bool(false)},
  shape: scalar_output,
});

define_op('ParallelInterleaveDatasetV3', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    cycle_length: 'int64',
    block_length: 'int64',
    num_parallel_calls: 'int64',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), deterministic: string('default'), Targuments: types, ...ELEMENTS, metadata: string('')},
  shape: scalar_output,
});

define_op('ParallelInterleaveDatasetV4', {
  inputs: {
    input_dataset: 'variant',
    other_arguments: list_of('Targuments'),
    cycle_length: 'int64',
    block_length: 'int64',
    buffer_output_elements: 'int64',
    prefetch_input_elements: 'int64',
    num_parallel_calls: 'int64',
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), deterministic: string('default'), Targuments: types, ...ELEMENTS, metadata: string('')},
  shape: scalar_output,
});

define_op('ParallelMapDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments'), num_parallel_calls: 'int32'},
  outputs: {handle: 'variant'},
  attrs: {
    f: func(),
    Targuments: types,
    ...ELEMENTS,
    use_inter_op_parallelism: bool(true),
    sloppy: bool(false),
    preserve_cardinality: bool(false),
  },
  shape: scalar_output,
});

define_op('ParallelMapDatasetV2', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments'), num_parallel_calls: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {
    f: func(),
    Targuments: types,
    ...ELEMENTS,
    use_inter_op_parallelism: bool(true),
    deterministic: string('default'),
    preserve_cardinality: bool(false),
    metadata: string(''),
  },
  shape: scalar_output,
});

define_op('SaveDataset', {
  inputs: {input_dataset: 'variant', path: 'string', shard_func_other_args: list_of('Tshard_func_args')},
  attrs: {compression: string(''), shard_func: func(), use_shard_func: bool(true), Tshard_func_args: types},
  is_stateful: true,
  shape: with_ranks({1: 'scalar'}, no_output),
});

define_op('SaveDatasetV2', {
  inputs: {input_dataset: 'variant', path: 'string', shard_func_other_args: list_of('Tshard_func_args')},
  outputs: {handle: 'variant'},
  attrs: {
    compression: string(''),
    shard_func: func(),
    use_shard_func: bool(true),
    Tshard_func_args: types,
    ...ELEMENTS,
  },
  is_stateful: true,
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('ScanDataset', {
  inputs: {
    input_dataset: 'variant',
    initial_state: list_of('Tstate'),
    other_arguments: list_of('Targuments'),
  },
  outputs: {handle: 'variant'},
  attrs: {f: func(), Tstate: some_types, Targuments: types, ...ELEMENTS, preserve_cardinality: bool(false)},
  shape: scalar_output,
});

define_op('SnapshotDatasetV2', {
  inputs: {
    input_dataset: 'variant',
    path: 'string',
    reader_func_other_args: list_of('Treader_func_args'),
    shard_func_other_args: list_of('Tshard_func_args'),
  },
  outputs: {handle: 'variant'},
  attrs: {
    ...ELEMENTS,
    compression: string(''),
    reader_prefix: string(''),
    writer_prefix: string(''),
    hash_valid: bool(false),
    hash: int(0),
    reader_func: func(),
    shard_func: func(),
    Treader_func_args: types,
    Tshard_func_args: types,
    metadata: string(''),
  },
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('TakeWhileDataset', {
  inputs: {input_dataset: 'variant', other_arguments: list_of('Targuments')},
  outputs: {handle: 'variant'},
  attrs: {predicate: func(), Targuments: types, ...ELEMENTS},
  shape: scalar_output,
});
