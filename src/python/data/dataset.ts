/**
 * `tf.data.Dataset`: the methods by which datasets are made of others. What each one builds is in the files beside it.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {python_repr} from '../../types/python_repr.ts';
import {define_methods, define_static_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {DatasetBase, tensors_of, type DatasetParts, type Element, type ElementLike} from './element_spec.ts';
import {by_component} from './dictionaries.ts';
import {generated, type Generator} from './generator.ts';
import type {ShapeStructure, TypeStructure} from './iterator.ts';
import {listed_files} from './list_files.ts';
import {filtered, flat_mapped, interleaved, mapped} from './mapped.ts';
import type {DatasetOptions} from './options.ts';
import {
  batched,
  cached,
  counted,
  prefetched,
  repeated,
  sharded,
  shuffled,
  unbatched,
  windowed,
} from './order.ts';
import {padded_batches, type PaddedShapes, type PaddingValues} from './padded.ts';
import {ReadableDataset} from './readable_dataset.ts';
import {reduced} from './reduce.ts';
import {
  concatenated,
  range_dataset,
  slice_dataset,
  tensor_dataset,
  zip_dataset,
  type Datasets,
} from './sources.ts';
import type {ElementFunction} from './structured_function.ts';

type Count = TensorLike;
type Seed = number | bigint | null;
/** The largest int64. */
const MAX = 2n ** 63n - 1n;
const AUTOTUNE = -1;

class DatasetClass extends ReadableDataset {
  override made_of(parts: DatasetParts): DatasetClass {
    return new DatasetClass({preserves_cardinality: this.preserves_cardinality, ...parts});
  }

  /** One element: a tensor, or tuples and dictionaries of tensors. */
  static from_tensors(tensors: ElementLike): DatasetClass {
    return new DatasetClass(tensor_dataset(tensors));
  }

  /** An element for each index of the first axis. Throws `ValueError` for scalars and for sizes that differ. */
  static from_tensor_slices(tensors: ElementLike): DatasetClass {
    return new DatasetClass(slice_dataset(tensors));
  }

  /** `range(stop)`, `range(start, stop)`, `range(start, stop, step)`: int64 scalars. */
  static range(...args: readonly TensorLike[]): DatasetClass;
  static range(args: readonly TensorLike[]): DatasetClass {
    return new DatasetClass(range_dataset(args));
  }

  /**
   * What `generator` gives, nested as `output_types`; it is called with the arrays of `args` each time that the dataset is read, and may
   * be asynchronous. The graph that is written to a file does not have it.
   */
  static from_generator(
    ...args: Arguments<
      ['generator', 'output_types', 'output_shapes', 'args'],
      [
        generator: Generator,
        output_types: TypeStructure,
        output_shapes?: ShapeStructure | null,
        args?: readonly TensorLike[] | null,
      ]
    >
  ): DatasetClass;
  static from_generator(
    generator: Generator,
    output_types: TypeStructure,
    output_shapes: ShapeStructure | null = null,
    args: readonly TensorLike[] | null = null,
  ): DatasetClass {
    const start = (): DatasetClass => DatasetClass.from_tensors(0n);
    return generated(start, generator, output_types, output_shapes, args) as DatasetClass;
  }

  /** The names of files that match a pattern, in random order unless `shuffle` is false. */
  static list_files(
    ...args: Arguments<
      ['file_pattern', 'shuffle', 'seed'],
      [file_pattern: TensorLike, shuffle?: boolean | null, seed?: Seed]
    >
  ): DatasetClass;
  static list_files(
    file_pattern: TensorLike,
    shuffle: boolean | null = null,
    seed: Seed = null,
  ): DatasetClass {
    return listed_files(file_pattern, shuffle, seed, (parts) => new DatasetClass(parts)) as DatasetClass;
  }

  /** Elements side by side, nested as the datasets are; as many as the shortest has. Throws `TypeError`. */
  static zip(datasets: Datasets): DatasetClass {
    return new DatasetClass(zip_dataset(datasets));
  }

  /** The elements of this one, then those of `dataset`. Throws `TypeError` where types differ. */
  concatenate(...args: Arguments<['dataset'], [dataset: DatasetBase]>): DatasetClass;
  concatenate(dataset: DatasetBase): DatasetClass {
    return this.made_of(concatenated(this, dataset));
  }

  /** Each element by `map_func`, called with the components of a tuple or with the element. */
  map(
    ...args: Arguments<
      ['map_func', 'num_parallel_calls'],
      [map_func: ElementFunction, num_parallel_calls?: TensorLike | null]
    >
  ): DatasetClass;
  map(map_func: ElementFunction, num_parallel_calls: TensorLike | null = null): DatasetClass {
    return this.made_of(mapped(this, map_func, num_parallel_calls));
  }

  /** The elements of the datasets that `map_func` gives for each element. Throws `TypeError` if it gives none. */
  flat_map(...args: Arguments<['map_func'], [map_func: ElementFunction]>): DatasetClass;
  flat_map(map_func: ElementFunction): DatasetClass {
    return this.made_of(flat_mapped(this, map_func));
  }

  /** As `flat_map`, `block_length` elements at a time of each of `cycle_length` datasets. */
  interleave(
    ...args: Arguments<
      ['map_func', 'cycle_length', 'block_length', 'num_parallel_calls'],
      [
        map_func: ElementFunction,
        cycle_length?: Count,
        block_length?: Count,
        num_parallel_calls?: Count | null,
      ]
    >
  ): DatasetClass;
  interleave(
    map_func: ElementFunction,
    cycle_length: Count = AUTOTUNE,
    block_length: Count = 1,
    num_parallel_calls: Count | null = null,
  ): DatasetClass {
    return this.made_of(interleaved(this, map_func, cycle_length, block_length, num_parallel_calls));
  }

  /** The elements for which `predicate` is true. Throws `ValueError` if it gives no scalar truth. */
  filter(...args: Arguments<['predicate'], [predicate: ElementFunction]>): DatasetClass;
  filter(predicate: ElementFunction): DatasetClass {
    return this.made_of(filtered(this, predicate));
  }

  /** Tensors of `batch_size` elements; the last one may be smaller where `drop_remainder` is false. */
  batch(
    ...args: Arguments<['batch_size', 'drop_remainder'], [batch_size: Count, drop_remainder?: TensorLike]>
  ): DatasetClass;
  batch(batch_size: Count, drop_remainder: TensorLike = false): DatasetClass {
    return this.made_of(batched(this, batch_size, drop_remainder));
  }

  /** Batches of elements that are filled up to a shape each component, null where it is as long as the longest. */
  padded_batch(
    ...args: Arguments<
      ['batch_size', 'padded_shapes', 'padding_values', 'drop_remainder'],
      [
        batch_size: Count,
        padded_shapes: PaddedShapes,
        padding_values?: PaddingValues | null,
        drop_remainder?: TensorLike,
      ]
    >
  ): DatasetClass;
  padded_batch(
    batch_size: Count,
    padded_shapes: PaddedShapes,
    padding_values: PaddingValues | null = null,
    drop_remainder: TensorLike = false,
  ): DatasetClass {
    return this.made_of(padded_batches(this, batch_size, padded_shapes, padding_values, drop_remainder));
  }

  /** In random order: each element is one of the next `buffer_size`. */
  shuffle(
    ...args: Arguments<
      ['buffer_size', 'seed', 'reshuffle_each_iteration'],
      [buffer_size: Count, seed?: Seed, reshuffle_each_iteration?: boolean | null]
    >
  ): DatasetClass;
  shuffle(
    buffer_size: Count,
    seed: Seed = null,
    reshuffle_each_iteration: boolean | null = null,
  ): DatasetClass {
    return this.made_of(shuffled(this, buffer_size, seed, reshuffle_each_iteration));
  }

  /** `count` times; without end where it is null or -1. */
  repeat(...args: Arguments<['count'], [count?: Count | null]>): DatasetClass;
  repeat(count: Count | null = null): DatasetClass {
    return this.made_of(repeated(this, count));
  }

  /** The first `count` elements. */
  take(...args: Arguments<['count'], [count: Count]>): DatasetClass;
  take(count: Count): DatasetClass {
    return this.made_of(counted(this, 'TakeDataset', count));
  }

  /** Without the first `count` elements. */
  skip(...args: Arguments<['count'], [count: Count]>): DatasetClass;
  skip(count: Count): DatasetClass {
    return this.made_of(counted(this, 'SkipDataset', count));
  }

  /** Every `num_shards`-th element from `index` on. */
  shard(...args: Arguments<['num_shards', 'index'], [num_shards: Count, index: Count]>): DatasetClass;
  shard(num_shards: Count, index: Count): DatasetClass {
    return this.made_of(sharded(this, num_shards, index));
  }

  /** Elements are read before they are asked for. */
  prefetch(...args: Arguments<['buffer_size'], [buffer_size: Count | null]>): DatasetClass;
  prefetch(buffer_size: Count | null): DatasetClass {
    return this.made_of(prefetched(this, buffer_size));
  }

  /** Elements are kept, in memory or in a file. */
  cache(...args: Arguments<['filename'], [filename?: TensorLike]>): DatasetClass;
  cache(filename: TensorLike = ''): DatasetClass {
    return this.made_of(cached(this, filename));
  }

  /** Datasets of `size` elements, one for each component. */
  window(
    ...args: Arguments<
      ['size', 'shift', 'stride', 'drop_remainder'],
      [size: Count, shift?: Count | null, stride?: Count, drop_remainder?: TensorLike]
    >
  ): DatasetClass;
  window(
    size: Count,
    shift: Count | null = null,
    stride: Count = 1,
    drop_remainder: TensorLike = false,
  ): DatasetClass {
    return this.made_of(windowed(this, [size, shift ?? size, stride], drop_remainder));
  }

  /** Pairs of a number, from `start` on, and the element. */
  enumerate(...args: Arguments<['start'], [start?: Count]>): DatasetClass;
  enumerate(start: Count = 0): DatasetClass {
    return DatasetClass.zip([DatasetClass.range(start, MAX), this]);
  }

  /** The state after all elements, `reduce_func(state, element)` giving the next one. */
  reduce<T extends Element = Tensor>(
    ...args: Arguments<
      ['initial_state', 'reduce_func'],
      [initial_state: ElementLike, reduce_func: ElementFunction]
    >
  ): T;
  reduce(initial_state: ElementLike, reduce_func: ElementFunction): Element {
    return reduced(this, initial_state, reduce_func);
  }

  /** The elements of batches one by one. */
  unbatch(): DatasetClass {
    const normalized = this.map(function normalize(...components: Element[]) {
      return tensors_of(components);
    });
    const restructured = this.made_of({
      variant: normalized.variant_tensor,
      element_spec: this.element_spec,
      inputs: [normalized],
    });
    return this.made_of({...unbatched(restructured), preserves_cardinality: true});
  }

  /** What a function of datasets makes of this one. Throws `TypeError` if it gives none. */
  apply(
    ...args: Arguments<['transformation_func'], [transformation_func: (dataset: DatasetClass) => unknown]>
  ): DatasetClass;
  apply(transformation_func: (dataset: DatasetClass) => unknown): DatasetClass {
    const made = transformation_func(this);
    if (!(made instanceof DatasetBase))
      throw new TypeError(`\`transformation_func\` must return a Dataset. Got ${python_repr(made)}.`);
    const {variant_tensor, element_spec, functions, own_options} = made;
    return this.made_of({
      variant: variant_tensor,
      element_spec,
      inputs: [this],
      functions,
      ...(own_options === null ? {} : {options: own_options}),
    });
  }

  /** The same elements, with what `options` says. */
  with_options(...args: Arguments<['options'], [options: DatasetOptions]>): DatasetClass;
  with_options(options: DatasetOptions): DatasetClass {
    const {variant_tensor, element_spec} = this;
    const merged = this.options().merge(options);
    return this.made_of({variant: variant_tensor, element_spec, inputs: [this], options: merged});
  }
}

define_methods(DatasetClass, {
  apply: ['transformation_func'],
  batch: ['batch_size', 'drop_remainder'],
  cache: ['filename'],
  concatenate: ['dataset'],
  enumerate: ['start'],
  filter: ['predicate'],
  flat_map: ['map_func'],
  interleave: ['map_func', 'cycle_length', 'block_length', 'num_parallel_calls'],
  map: ['map_func', 'num_parallel_calls'],
  padded_batch: by_component(
    ['batch_size', 'padded_shapes', 'padding_values', 'drop_remainder'],
    ['padded_shapes', 'padding_values'],
  ),
  prefetch: ['buffer_size'],
  reduce: ['initial_state', 'reduce_func'],
  repeat: ['count'],
  shard: ['num_shards', 'index'],
  shuffle: ['buffer_size', 'seed', 'reshuffle_each_iteration'],
  skip: ['count'],
  take: ['count'],
  window: ['size', 'shift', 'stride', 'drop_remainder'],
  with_options: ['options'],
});
define_static_methods(DatasetClass, {
  list_files: ['file_pattern', 'shuffle', 'seed'],
  range: {names: ['args'], options: {rest: 'args'}},
  from_tensors: {names: ['tensors'], options: {dictionary_parameters: ['tensors']}},
  from_tensor_slices: {names: ['tensors'], options: {dictionary_parameters: ['tensors']}},
  from_generator: by_component(
    ['generator', 'output_types', 'output_shapes', 'args'],
    ['output_types', 'output_shapes'],
  ),
  zip: {names: ['datasets'], options: {dictionary_parameters: ['datasets']}},
});

export type Dataset = DatasetClass;
/** `tf.data.Dataset`: made by its static methods and by the methods of others. */
export const Dataset = public_class<typeof DatasetClass>([], DatasetClass);
/** For the kinds of datasets to extend. */
export {DatasetClass};
