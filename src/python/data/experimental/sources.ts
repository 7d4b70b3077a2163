/**
 * Datasets of `tf.data.experimental` that are made of numbers or of several datasets.
 */
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import {with_name_scope} from '../../../graph/scope_functions.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {int64, type DTypeLike} from '../../../types/dtypes.ts';
import {scalar_shape} from '../../../types/tensor_shape.ts';
import {public_class} from '../../../util/signature.ts';
import {DatasetClass} from '../dataset.ts';
import {seeds_of, variant_of} from '../dataset_ops.ts';
import {TensorSpec, type DatasetBase} from '../element_spec.ts';
import {common_spec, tensor_dataset} from '../sources.ts';
import {scanned} from './scan.ts';

const NUMBER = new TensorSpec(int64, scalar_shape());

/** `tf.data.experimental.Counter`: `start`, `start + step`, ... without end. */
export const Counter = signature(
  ['start', 'step', 'dtype'],
  function Counter(start: TensorLike = 0, step: TensorLike = 1, dtype: DTypeLike = int64): DatasetClass {
    return with_name_scope('counter', null, [], () => {
      const first = to_tensor(start, {dtype, name: 'start'});
      const by = to_tensor(step, {dtype, name: 'step'});
      const endless = new DatasetClass(tensor_dataset(0n)).repeat(null);
      return endless.apply((dataset) =>
        dataset.made_of(scanned(dataset, first, (state: Tensor) => [state.add(by), state])),
      );
    });
  },
);

class RandomDatasetClass extends DatasetClass {
  constructor(seed: number | bigint | null = null) {
    super({variant: variant_of('RandomDataset', seeds_of(seed), NUMBER), element_spec: NUMBER, inputs: []});
  }
}

/** `tf.data.experimental.RandomDataset`: random int64 numbers without end. */
export const RandomDataset = public_class(['seed'], RandomDatasetClass);

/** `tf.data.experimental.choose_from_datasets`: the next element of the dataset whose place `choice_dataset` tells. Throws `TypeError`. */
export const choose_from_datasets = signature(
  ['datasets', 'choice_dataset'],
  function choose_from_datasets(datasets: readonly DatasetBase[], choice_dataset: DatasetBase): DatasetClass {
    const choice = choice_dataset.element_spec;
    if (!(choice instanceof TensorSpec) || !choice.is_compatible_with(NUMBER))
      throw new TypeError('`choice_dataset` must be a dataset of scalar `tf.int64` tensors.');
    const refuse = (): never => {
      throw new TypeError('All datasets must have the same type and class.');
    };
    const element_spec = datasets
      .map((dataset) => dataset.element_spec)
      .reduce((known, next) => common_spec(known, next, refuse));
    const inputs = {
      selector_input_dataset: choice_dataset.variant_tensor,
      data_input_datasets: datasets.map(({variant_tensor}) => variant_tensor),
    };
    const variant = variant_of('DirectedInterleaveDataset', inputs, element_spec);
    return new DatasetClass({variant, element_spec, inputs: [choice_dataset, ...datasets]});
  },
);
