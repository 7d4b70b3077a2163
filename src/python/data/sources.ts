/**
 * Datasets that are made of tensors, numbers, or other datasets side by side.
 */
import {constant} from '../../ops/array_constant.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {int64} from '../../types/dtypes.ts';
import {python_repr} from '../../types/python_repr.ts';
import {ValueError} from '../../types/python_errors.ts';
import {scalar_shape} from '../../types/tensor_shape.ts';
import {as_dimension} from '../../types/dimension.ts';
import {assert_same_structure, flatten, pack_sequence_as} from '../../util/nest.ts';
import {input_of, int64_of, variant_of} from './dataset_ops.ts';
import {
  DatasetBase,
  flat_specs,
  map_specs,
  normalized,
  spec_of,
  tensors_of,
  TensorSpec,
  type ComponentSpec,
  type DatasetParts,
  type ElementLike,
  type ElementSpec,
} from './element_spec.ts';

export function tensor_dataset(value: ElementLike): DatasetParts {
  const element = normalized(value);
  const element_spec = spec_of(element);
  const components = tensors_of(element);
  return {variant: variant_of('TensorDataset', {components}, element_spec), element_spec, inputs: []};
}

/** Throws `ValueError` for scalars and for slices of different numbers. */
export function slice_dataset(value: ElementLike): DatasetParts {
  const element = normalized(value);
  const components = tensors_of(element);
  for (const component of components) {
    if (component.shape.ndims === 0)
      throw new ValueError(`Value ${component} has insufficient rank for batching.`);
  }
  const element_spec = map_specs((spec) => spec.unbatched(), spec_of(element));
  const count = (tensor: Tensor): ReturnType<typeof as_dimension> =>
    as_dimension(tensor.shape.dims?.[0] ?? null);
  const [first, ...rest] = components as [Tensor, ...Tensor[]];
  for (const component of rest) count(first).assert_is_compatible_with(count(component));
  return {variant: variant_of('TensorSliceDataset', {components}, element_spec), element_spec, inputs: []};
}

/** `range(stop)`, `range(start, stop)`, `range(start, stop, step)`. Throws `ValueError` for other counts. */
export function range_dataset(args: readonly TensorLike[]): DatasetParts {
  const [first, second, third] = args;
  if (first === undefined || args.length > 3)
    throw new ValueError(`Invalid arguments to RangeDataset: ${python_repr(args)}`);
  const start = int64_of(second === undefined ? 0 : first, 'start');
  const stop = int64_of(second ?? first, 'stop');
  const step = int64_of(third ?? 1, 'step');
  const element_spec = new TensorSpec(int64, scalar_shape());
  return {variant: variant_of('RangeDataset', {start, stop, step}, element_spec), element_spec, inputs: []};
}

export type Datasets = DatasetBase | readonly Datasets[] | {readonly [key: string]: Datasets};

/** Throws `TypeError` for what are no datasets. */
export function zip_dataset(datasets: Datasets): DatasetParts {
  const inputs = flatten(datasets) as DatasetBase[];
  if (!inputs.every((dataset) => dataset instanceof DatasetBase)) {
    throw new TypeError(
      'The argument to `Dataset.zip()` must be a nested structure of `Dataset` objects.' +
        // A list of Python is one leaf that is no dataset.
        (Array.isArray(datasets)
          ? ' Nested structures do not support Python lists; please use a tuple instead.'
          : ''),
    );
  }
  const element_spec = pack_sequence_as(
    datasets,
    inputs.map((dataset) => dataset.element_spec),
  ) as ElementSpec;
  const input_datasets = inputs.map(({variant_tensor}) => variant_tensor);
  return {variant: variant_of('ZipDataset', {input_datasets}, element_spec), element_spec, inputs};
}

/** What two datasets have in common. Throws `TypeError` where types differ. */
export function common_spec(first: ElementSpec, second: ElementSpec, refuse: () => never): ElementSpec {
  try {
    assert_same_structure(first, second);
  } catch {
    refuse();
  }
  const others = flat_specs(second);
  const specs = flat_specs(first).map((spec, i) => {
    const other = others[i] as ComponentSpec;
    if (spec.dtype !== other.dtype) refuse();
    return spec instanceof TensorSpec
      ? new TensorSpec(spec.dtype, spec.shape.most_specific_compatible_shape(other.shape))
      : spec;
  });
  return pack_sequence_as(first, specs) as ElementSpec;
}

/** Types as Python shows them. */
function types_of(spec: ElementSpec): string {
  return python_repr(map_specs(({dtype}) => dtype, spec));
}

export function concatenated(input: DatasetBase, dataset: DatasetBase): DatasetParts {
  const element_spec = common_spec(input.element_spec, dataset.element_spec, () => {
    throw new TypeError(
      `Two datasets to concatenate have different types ${types_of(input.element_spec)} and ${types_of(dataset.element_spec)}`,
    );
  });
  const inputs = {...input_of(input), another_dataset: dataset.variant_tensor};
  return {
    variant: variant_of('ConcatenateDataset', inputs, element_spec),
    element_spec,
    inputs: [input, dataset],
  };
}

/** The number that stands for all. */
export function all_or(count: TensorLike | null): Tensor {
  return count === null ? constant(-1, {dtype: int64, name: 'count'}) : int64_of(count, 'count');
}
