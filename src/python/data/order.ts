/**
 * Datasets of the elements of another one, in another order or number, or with something done on the way.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {string} from '../../types/dtypes.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import {input_of, int64_of, known_batch_size, seeds_of, truth_of, variant_of} from './dataset_ops.ts';
import {
  DatasetSpec,
  flat_specs,
  map_specs,
  TensorSpec,
  type DatasetBase,
  type DatasetParts,
  type ElementSpec,
} from './element_spec.ts';
import {static_optimizations, type DatasetOptions} from './options.ts';
import {all_or} from './sources.ts';
import {ValueError} from '../../types/python_errors.ts';
import {as_dimension} from '../../types/dimension.ts';

type Values = Readonly<Record<string, unknown>>;

/** A dataset of the same elements. */
export function same_elements(
  dataset: DatasetBase,
  type: string,
  inputs: Values,
  attrs: Values = {},
): DatasetParts {
  const {element_spec} = dataset;
  const variant = variant_of(type, {...input_of(dataset), ...inputs}, element_spec, attrs);
  return {variant, element_spec, inputs: [dataset]};
}

export function repeated(dataset: DatasetBase, count: TensorLike | null): DatasetParts {
  return same_elements(dataset, 'RepeatDataset', {count: all_or(count)});
}

type SeedLike = number | bigint | null;

export function shuffled(
  dataset: DatasetBase,
  buffer_size: TensorLike,
  seed: SeedLike,
  reshuffle_each_iteration: boolean | null,
): DatasetParts {
  const inputs = {buffer_size: int64_of(buffer_size, 'buffer_size'), ...seeds_of(seed)};
  const attrs = {reshuffle_each_iteration: reshuffle_each_iteration ?? true};
  return same_elements(dataset, 'ShuffleDataset', inputs, attrs);
}

export function shuffled_and_repeated(
  dataset: DatasetBase,
  buffer_size: TensorLike,
  count: TensorLike | null,
  seed: SeedLike,
): DatasetParts {
  const size = int64_of(buffer_size, 'buffer_size');
  const times = all_or(count);
  return same_elements(dataset, 'ShuffleAndRepeatDataset', {
    buffer_size: size,
    count: times,
    ...seeds_of(seed),
  });
}

export function cached(dataset: DatasetBase, filename: TensorLike): DatasetParts {
  return same_elements(dataset, 'CacheDataset', {
    filename: to_tensor(filename, {dtype: string, name: 'filename'}),
  });
}

export function counted(
  dataset: DatasetBase,
  type: 'TakeDataset' | 'SkipDataset',
  count: TensorLike,
): DatasetParts {
  return same_elements(dataset, type, {count: int64_of(count, 'count')});
}

export function sharded(dataset: DatasetBase, num_shards: TensorLike, index: TensorLike): DatasetParts {
  const shards = int64_of(num_shards, 'num_shards');
  return same_elements(dataset, 'ShardDataset', {num_shards: shards, index: int64_of(index, 'index')});
}

export function prefetched(dataset: DatasetBase, buffer_size: TensorLike | null): DatasetParts {
  return same_elements(dataset, 'PrefetchDataset', {buffer_size: int64_of(buffer_size ?? -1, 'buffer_size')});
}

export function batched(
  dataset: DatasetBase,
  batch_size: TensorLike,
  drop_remainder: TensorLike,
): DatasetParts {
  const size = int64_of(batch_size, 'batch_size');
  const drops = truth_of(drop_remainder, 'drop_remainder');
  const known = known_batch_size(size, drops);
  const element_spec = map_specs((spec) => spec.batched(known), dataset.element_spec);
  const inputs = {...input_of(dataset), batch_size: size, drop_remainder: drops};
  return {variant: variant_of('BatchDatasetV2', inputs, element_spec), element_spec, inputs: [dataset]};
}

/** Datasets of up to `size` elements: a component each. */
export function windowed(
  dataset: DatasetBase,
  [size, shift, stride]: readonly [TensorLike, TensorLike, TensorLike],
  drop_remainder: TensorLike,
): DatasetParts {
  const inputs = {
    ...input_of(dataset),
    size: int64_of(size, 'size'),
    shift: int64_of(shift, 'shift'),
    stride: int64_of(stride, 'stride'),
    drop_remainder: truth_of(drop_remainder, 'drop_remainder'),
  };
  const element_spec = map_specs((spec) => new DatasetSpec(spec), dataset.element_spec);
  return {variant: variant_of('WindowDataset', inputs, element_spec), element_spec, inputs: [dataset]};
}

/** The elements of batches one by one. Throws `ValueError` for scalars and batches of different sizes. */
export function unbatched(dataset: DatasetBase, type = 'UnbatchDataset'): DatasetParts {
  const shapes = flat_specs(dataset.element_spec).map(({shape}) => shape);
  if (shapes.some(({ndims}) => ndims === 0))
    throw new ValueError('Cannot unbatch an input with scalar components.');
  let size = as_dimension(null);
  for (const shape of shapes) {
    try {
      size = size.merge_with(as_dimension(shape.dims?.[0] ?? null));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new ValueError('Cannot unbatch an input whose components have different batch sizes.');
    }
  }
  const element_spec = map_specs((spec) => spec.unbatched(), dataset.element_spec);
  return {variant: variant_of(type, input_of(dataset), element_spec), element_spec, inputs: [dataset]};
}

/** All options of a dataset and those that it is made of. */
export function options_of(dataset: DatasetBase, none: () => DatasetOptions): DatasetOptions {
  if (dataset.own_options !== null) return dataset.own_options;
  let options = none();
  for (const input of dataset.inputs) options = options.merge(options_of(input, none));
  return options;
}

/** Whether a function in the pipeline takes a variable that is a reference. */
function takes_reference(dataset: DatasetBase): boolean {
  const is_of_reference = (tensor: DatasetBase['variant_tensor']): boolean =>
    tensor.dtype.is_ref_dtype || tensor.op.inputs.some(is_of_reference);
  return (
    dataset.functions.some(({captured}) => captured.some(is_of_reference)) ||
    dataset.inputs.some(takes_reference)
  );
}

const CONFIGS = ['map_vectorization:use_choose_fastest:false'];

/** What an iterator reads: the pipeline with the rewritings that TensorFlow asks for. */
export function with_options_applied(dataset: DatasetBase, none: () => DatasetOptions): DatasetBase {
  const options = options_of(dataset, none);
  const names = static_optimizations(options);
  let result = dataset;
  if (names.length > 0 && !takes_reference(dataset)) {
    const optimizations = to_tensor(names, {dtype: string, name: 'optimizations'});
    const optimization_configs = [
      ...CONFIGS,
      ...(options.experimental_slack === true ? ['slack:slack_period:1'] : []),
    ];
    result = result.made_of(
      same_elements(result, 'OptimizeDataset', {optimizations}, {optimization_configs}),
    );
  }
  const {autotune, autotune_cpu_budget} = options.experimental_optimization;
  if (autotune === false) return result;
  return result.made_of(same_elements(result, 'ModelDataset', {}, {cpu_budget: autotune_cpu_budget ?? 0}));
}

/** Shapes in the place of those of the components. */
export function with_shapes(spec: ElementSpec, shapes: readonly TensorShape[]): ElementSpec {
  let next = 0;
  return map_specs(({dtype}) => new TensorSpec(dtype, shapes[next++] as TensorShape), spec);
}
