/**
 * Datasets of batches of serialized examples, parsed: an element has a component for each feature, in the order of their
 * names; a sparse one is three variants, its indices, values and shape.
 */
import {InvalidArgumentError} from '../../errors.ts';
import {attribute_keys} from '../../backends/js/example_features.ts';
import {example_config} from '../../backends/js/example_kernels.ts';
import {parse_examples, type ParsedExamples} from '../../backends/js/example_parsing.ts';
import {KernelError} from '../../backends/kernel_error.ts';
import {variant} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {TensorVariant} from '../../types/tensor_variant.ts';
import {compare_bytes} from '../../util/bytes.ts';
import {dataset_operations, type Call, type Maker} from './call.ts';
import type {Item} from './dataset.ts';

/** The place of a feature's values. */
interface Place {
  readonly key: Uint8Array;
  take(parsed: ParsedExamples): NDArray;
}

function places_of(dense: readonly Uint8Array[], sparse: readonly Uint8Array[]): Place[] {
  const places = [
    ...dense.map((key, i): Place => ({key, take: ({dense_values}) => dense_values[i] as NDArray})),
    ...sparse.map((key, i): Place => ({
      key,
      take({sparse_indices, sparse_values, sparse_shapes}) {
        const parts = [sparse_indices[i], sparse_values[i], sparse_shapes[i]] as NDArray[];
        return new NDArray(
          variant,
          [3],
          parts.map((part) => new TensorVariant(part)),
        );
      },
    })),
  ];
  return places.toSorted((a, b) => compare_bytes(a.key, b.key));
}

/** What a kernel says, as an error of no operation. */
function told<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof KernelError) throw new InvalidArgumentError(null, null, error.text);
    throw error;
  }
}

function check_keys(places: readonly Place[], call: Call): void {
  places.forEach(({key}, i) => {
    if (i > 0 && compare_bytes(key, (places[i - 1] as Place).key) === 0)
      throw call.invalid(`Duplicate key not allowed: ${new TextDecoder().decode(key)}`);
  });
}

const parse_example: Maker = (call) => {
  const input = call.dataset();
  const calls = call.int('num_parallel_calls');
  if (calls <= 0 && calls !== -1) throw call.invalid('num_parallel_calls must be greater than zero.');
  const {attrs} = call.context;
  const [dense_keys, sparse_keys] = [
    attribute_keys(attrs, 'dense_keys'),
    attribute_keys(attrs, 'sparse_keys'),
  ];
  const defaults = call.list('dense_defaults');
  const config = told(() => example_config(attrs, {dense_keys, sparse_keys, defaults}));
  const places = places_of(dense_keys, sparse_keys);
  check_keys(places, call);
  return {
    cardinality: input.cardinality,
    iterate(iteration) {
      const items = input.iterate(iteration);
      return {
        async next(): Promise<Item | null> {
          const item = await items.next();
          if (item === null) return null;
          const serialized = (item[0] as NDArray).data as Uint8Array[];
          const parsed = told(() => parse_examples(config, serialized, []));
          return places.map((place) => place.take(parsed));
        },
      };
    },
  };
};

export const EXAMPLE_OPERATIONS = dataset_operations({ParseExampleDataset: parse_example});
