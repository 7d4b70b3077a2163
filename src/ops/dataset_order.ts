/**
 * Datasets that choose and order elements: shuffle, repeat, take, skip, shard, cache; and those that only say how to run.
 */
import {float32, int64} from '../types/dtypes.ts';
import {bool, define_op, int, list, list_of, shape, string, type} from '../graph/define_op.ts';
import * as dtypes from '../types/dtypes.ts';
import {ELEMENTS, with_ranks} from './dataset_shapes.ts';
import {scalar_output} from './shape_functions.ts';

define_op('AssertNextDataset', {
  inputs: {input_dataset: 'variant', transformations: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'vector'}, scalar_output),
});

define_op('AutoShardDataset', {
  inputs: {input_dataset: 'variant', num_workers: 'int64', index: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('BytesProducedStatsDataset', {
  inputs: {input_dataset: 'variant', tag: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('CacheDataset', {
  inputs: {input_dataset: 'variant', filename: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('CacheDatasetV2', {
  inputs: {input_dataset: 'variant', filename: 'string', cache: 'resource'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('ChooseFastestDataset', {
  inputs: {input_datasets: list_of('variant', 'N')},
  outputs: {handle: 'variant'},
  attrs: {N: int(undefined, {minimum: 2}), num_experiments: int(), ...ELEMENTS},
  shape: scalar_output,
});

define_op('FilterByLastComponentDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {output: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('FinalizeDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {has_captured_ref: bool(false), ...ELEMENTS},
  shape: scalar_output,
});

define_op('IgnoreErrorsDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('LatencyStatsDataset', {
  inputs: {input_dataset: 'variant', tag: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('MaxIntraOpParallelismDataset', {
  inputs: {input_dataset: 'variant', max_intra_op_parallelism: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('ModelDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {algorithm: int(0), cpu_budget: int(0), ...ELEMENTS},
  shape: scalar_output,
});

define_op('NonSerializableDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('OptimizeDataset', {
  inputs: {input_dataset: 'variant', optimizations: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, optimization_configs: list(string(), [])},
  shape: scalar_output,
});

define_op('OptimizeDatasetV2', {
  inputs: {
    input_dataset: 'variant',
    optimizations_enabled: 'string',
    optimizations_disabled: 'string',
    optimizations_default: 'string',
  },
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, optimization_configs: list(string(), [])},
  shape: scalar_output,
});

define_op('OptionsDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {serialized_options: string(), ...ELEMENTS, metadata: string('')},
  shape: scalar_output,
});

define_op('ParseExampleDataset', {
  inputs: {input_dataset: 'variant', num_parallel_calls: 'int64', dense_defaults: list_of('Tdense')},
  outputs: {handle: 'variant'},
  attrs: {
    sparse_keys: list(string(), undefined, {minimum: 0}),
    dense_keys: list(string(), undefined, {minimum: 0}),
    sparse_types: list(type([float32, int64, dtypes.string]), undefined, {minimum: 0}),
    Tdense: list(type([float32, int64, dtypes.string]), undefined, {minimum: 0}),
    dense_shapes: list(shape(), undefined, {minimum: 0}),
    ...ELEMENTS,
    sloppy: bool(false),
  },
  shape: scalar_output,
});

define_op('PrefetchDataset', {
  inputs: {input_dataset: 'variant', buffer_size: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, slack_period: int(0), legacy_autotune: bool(true)},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('PrivateThreadPoolDataset', {
  inputs: {input_dataset: 'variant', num_threads: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('RebatchDataset', {
  inputs: {input_dataset: 'variant', num_replicas: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, use_fallback: bool(true)},
  shape: scalar_output,
});

define_op('RebatchDatasetV2', {
  inputs: {input_dataset: 'variant', batch_sizes: 'int64', drop_remainder: 'bool'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('RepeatDataset', {
  inputs: {input_dataset: 'variant', count: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('RewriteDataset', {
  inputs: {input_dataset: 'variant', rewrite_name: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('SetStatsAggregatorDataset', {
  inputs: {input_dataset: 'variant', stats_aggregator: 'resource', tag: 'string', counter_prefix: 'string'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('ShardDataset', {
  inputs: {input_dataset: 'variant', num_shards: 'int64', index: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {require_non_empty: bool(false), ...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('ShuffleAndRepeatDataset', {
  inputs: {input_dataset: 'variant', buffer_size: 'int64', seed: 'int64', seed2: 'int64', count: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar', 4: 'scalar'}, scalar_output),
});

define_op('ShuffleAndRepeatDatasetV2', {
  inputs: {
    input_dataset: 'variant',
    buffer_size: 'int64',
    seed: 'int64',
    seed2: 'int64',
    count: 'int64',
    seed_generator: 'resource',
  },
  outputs: {handle: 'variant'},
  attrs: {reshuffle_each_iteration: bool(true), ...ELEMENTS, metadata: string('')},
  is_stateful: true,
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar', 4: 'scalar', 5: 'scalar'}, scalar_output),
});

define_op('ShuffleDataset', {
  inputs: {input_dataset: 'variant', buffer_size: 'int64', seed: 'int64', seed2: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {reshuffle_each_iteration: bool(true), ...ELEMENTS},
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar'}, scalar_output),
});

define_op('ShuffleDatasetV2', {
  inputs: {input_dataset: 'variant', buffer_size: 'int64', seed_generator: 'resource'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({1: 'scalar', 2: 'scalar'}, scalar_output),
});

define_op('ShuffleDatasetV3', {
  inputs: {
    input_dataset: 'variant',
    buffer_size: 'int64',
    seed: 'int64',
    seed2: 'int64',
    seed_generator: 'resource',
  },
  outputs: {handle: 'variant'},
  attrs: {reshuffle_each_iteration: bool(true), ...ELEMENTS, metadata: string('')},
  is_stateful: true,
  shape: with_ranks({1: 'scalar', 2: 'scalar', 3: 'scalar', 4: 'scalar'}, scalar_output),
});

define_op('SkipDataset', {
  inputs: {input_dataset: 'variant', count: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('SleepDataset', {
  inputs: {input_dataset: 'variant', sleep_microseconds: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({0: 'scalar', 1: 'scalar'}, scalar_output),
});

define_op('SnapshotDataset', {
  inputs: {input_dataset: 'variant', path: 'string'},
  outputs: {handle: 'variant'},
  attrs: {
    ...ELEMENTS,
    compression: string(''),
    reader_path_prefix: string(''),
    writer_path_prefix: string(''),
    shard_size_bytes: int(10737418240),
    pending_snapshot_expiry_seconds: int(86400),
    num_reader_threads: int(1),
    reader_buffer_size: int(1),
    num_writer_threads: int(1),
    writer_buffer_size: int(1),
  },
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('TakeDataset', {
  inputs: {input_dataset: 'variant', count: 'int64'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: with_ranks({1: 'scalar'}, scalar_output),
});

define_op('ThreadPoolDataset', {
  inputs: {input_dataset: 'variant', thread_pool: 'resource'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('UniqueDataset', {
  inputs: {input_dataset: 'variant'},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS},
  shape: scalar_output,
});

define_op('UnwrapDatasetVariant', {
  inputs: {input_handle: 'variant'},
  outputs: {output_handle: 'variant'},
  shape: scalar_output,
});
