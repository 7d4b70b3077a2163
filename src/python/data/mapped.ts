/**
 * Datasets that call a function for each element.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {bool, int32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {scalar_shape} from '../../types/tensor_shape.ts';
import {input_of, int64_of, known_batch_size, truth_of, variant_of} from './dataset_ops.ts';
import {
  map_specs,
  TensorSpec,
  type DatasetBase,
  type DatasetParts,
  type ElementSpec,
} from './element_spec.ts';
import {
  returned_dataset,
  structured_function,
  type ElementFunction,
  type StructuredFunction,
} from './structured_function.ts';

/** `func` on the elements of `dataset`, in the library. */
export function function_on(
  dataset: DatasetBase,
  func: ElementFunction,
  transformation: string,
): StructuredFunction {
  return structured_function(func, transformation, dataset.element_spec, dataset).add();
}

/** What is the same of all datasets here. */
export function made_by(
  dataset: DatasetBase,
  type: string,
  func: StructuredFunction,
  element_spec: ElementSpec,
  more: {readonly inputs?: object; readonly attrs?: object} = {},
): DatasetParts {
  const inputs = {...input_of(dataset), other_arguments: func.captured, ...more.inputs};
  const attrs = {f: func.attribute, ...more.attrs};
  return {
    variant: variant_of(type, inputs, element_spec, attrs),
    element_spec,
    inputs: [dataset],
    functions: [func.traced],
  };
}

export function mapped(
  dataset: DatasetBase,
  map_func: ElementFunction,
  num_parallel_calls: TensorLike | null,
): DatasetParts {
  const func = function_on(dataset, map_func, 'Dataset.map()');
  const attrs = {use_inter_op_parallelism: true, preserve_cardinality: dataset.preserves_cardinality};
  if (num_parallel_calls === null) return made_by(dataset, 'MapDataset', func, func.output, {attrs});
  const calls = to_tensor(num_parallel_calls, {dtype: int32, name: 'num_parallel_calls'});
  const inputs = {num_parallel_calls: calls};
  return made_by(dataset, 'ParallelMapDataset', func, func.output, {inputs, attrs});
}

/** Python names the class of what was returned. */
function not_a_dataset(func: StructuredFunction): string {
  const kind = Array.isArray(func.output)
    ? "<class 'tuple'>"
    : func.output instanceof TensorSpec
      ? "<class 'tensorflow.python.framework.tensor_spec.TensorSpec'>"
      : "<class 'dict'>";
  return `\`map_func\` must return a \`Dataset\` object. Got ${kind}`;
}

export function flat_mapped(dataset: DatasetBase, map_func: ElementFunction): DatasetParts {
  const func = function_on(dataset, map_func, 'Dataset.flat_map()');
  return made_by(dataset, 'FlatMapDataset', func, returned_dataset(func, not_a_dataset(func)));
}

export function interleaved(
  dataset: DatasetBase,
  map_func: ElementFunction,
  cycle_length: TensorLike,
  block_length: TensorLike,
  num_parallel_calls: TensorLike | null,
): DatasetParts {
  const func = function_on(dataset, map_func, 'Dataset.interleave()');
  const spec = returned_dataset(func, not_a_dataset(func));
  const inputs = {
    cycle_length: int64_of(cycle_length, 'cycle_length'),
    block_length: int64_of(block_length, 'block_length'),
  };
  if (num_parallel_calls === null) return made_by(dataset, 'InterleaveDataset', func, spec, {inputs});
  const calls = int64_of(num_parallel_calls, 'num_parallel_calls');
  return made_by(dataset, 'ParallelInterleaveDatasetV2', func, spec, {
    inputs: {...inputs, num_parallel_calls: calls},
  });
}

const TRUTH = new TensorSpec(bool, scalar_shape());

/** A dataset of those elements for which a function is true, or of all before the first for which it is not. */
export function selected(
  dataset: DatasetBase,
  type: 'FilterDataset' | 'TakeWhileDataset',
  func: StructuredFunction,
  words: (output: ElementSpec) => string,
): DatasetParts {
  const {output} = func;
  if (!(output instanceof TensorSpec && output.is_compatible_with(TRUTH)))
    throw new ValueError(words(output));
  const inputs = {...input_of(dataset), other_arguments: func.captured};
  const {element_spec} = dataset;
  const variant = variant_of(type, inputs, element_spec, {predicate: func.attribute});
  return {variant, element_spec, inputs: [dataset], functions: [func.traced]};
}

export function filtered(dataset: DatasetBase, predicate: ElementFunction): DatasetParts {
  const func = function_on(dataset, predicate, 'Dataset.filter()');
  return selected(
    dataset,
    'FilterDataset',
    func,
    (output) => `\`predicate\` return type must be convertible to a scalar boolean tensor. Was ${output}.`,
  );
}

export function mapped_and_batched(
  dataset: DatasetBase,
  map_func: ElementFunction,
  batch_size: TensorLike,
  num_parallel_calls: TensorLike,
  drop_remainder: TensorLike,
): DatasetParts {
  const func = function_on(dataset, map_func, 'tf.data.experimental.map_and_batch()');
  const size = int64_of(batch_size, 'batch_size');
  const calls = int64_of(num_parallel_calls, 'num_parallel_calls');
  const drops = truth_of(drop_remainder, 'drop_remainder');
  const known = known_batch_size(size, drops);
  const spec = map_specs((each) => each.batched(known), func.output);
  return made_by(dataset, 'MapAndBatchDataset', func, spec, {
    inputs: {batch_size: size, num_parallel_calls: calls, drop_remainder: drops},
    attrs: {preserve_cardinality: true},
  });
}
