/**
 * Datasets of `tf.data.experimental` that are made of numbers or of several datasets.
 */
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import {with_name_scope} from '../../../graph/scope_functions.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {expand_dims, squeeze} from '../../../ops/array_shape.ts';
import {log} from '../../../ops/math_unary.ts';
import {float32, float64, int64, type DTypeLike} from '../../../types/dtypes.ts';
import {ValueError} from '../../../types/python_errors.ts';
import {scalar_shape} from '../../../types/tensor_shape.ts';
import {public_class} from '../../../util/signature.ts';
import {DatasetClass} from '../dataset.ts';
import {operation_of, seeds_of, variant_of} from '../dataset_ops.ts';
import {DatasetBase, TensorSpec} from '../element_spec.ts';
import {function_on, made_by} from '../mapped.ts';
import {common_spec, tensor_dataset} from '../sources.ts';
import type {ElementFunction} from '../structured_function.ts';
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

/** The next element of the dataset whose place `choice` gives. Throws `TypeError` where types differ. */
function chosen(choice: DatasetBase, datasets: readonly DatasetBase[]): DatasetClass {
  const refuse = (): never => {
    throw new TypeError('All datasets must have the same type and class.');
  };
  const element_spec = datasets
    .map((dataset) => dataset.element_spec)
    .reduce((known, next) => common_spec(known, next, refuse));
  const inputs = {
    selector_input_dataset: choice.variant_tensor,
    data_input_datasets: datasets.map(({variant_tensor}) => variant_tensor),
  };
  const variant = variant_of('DirectedInterleaveDataset', inputs, element_spec);
  return new DatasetClass({variant, element_spec, inputs: [choice, ...datasets]});
}

/** `tf.data.experimental.choose_from_datasets`: the next element of the dataset whose place `choice_dataset` tells. Throws `TypeError`. */
export const choose_from_datasets = signature(
  ['datasets', 'choice_dataset'],
  function choose_from_datasets(datasets: readonly DatasetBase[], choice_dataset: DatasetBase): DatasetClass {
    const choice = choice_dataset.element_spec;
    if (!(choice instanceof TensorSpec) || !choice.is_compatible_with(NUMBER))
      throw new TypeError('`choice_dataset` must be a dataset of scalar `tf.int64` tensors.');
    return chosen(choice_dataset, datasets);
  },
);

type Logits = TensorLike;

/** One of the places of `logits`, a matrix of one row. */
function drawn_place(logits: Logits, seed: Tensor): Tensor {
  const drawn = operation_of('StatelessMultinomial', {logits, num_samples: 1n, seed}, {});
  return squeeze(drawn.outputs[0] as Tensor, {axis: [0, 1]});
}

/** Logits of weights that are the same all the time. Throws `TypeError`, `ValueError` for what are no weights. */
function constant_logits(weights: TensorLike | null, count: number): Logits {
  if (weights === null) return [new Array<number>(count).fill(1)];
  const given = to_tensor(weights, {name: 'weights'});
  if (given.dtype !== float32 && given.dtype !== float64) {
    throw new TypeError(
      '`weights` must be convertible to a tensor of `tf.float32` or `tf.float64` elements.',
    );
  }
  if (!given.shape.is_compatible_with([count]))
    throw new ValueError('`weights` must be a vector of length `len(datasets)`.');
  return expand_dims(log(given, {name: 'logits'}), 0n);
}

/** `tf.data.experimental.sample_from_datasets`: the next element of a random one, by `weights` or a dataset of them. Throws `TypeError`, `ValueError`. */
export const sample_from_datasets = signature(
  ['datasets', 'weights', 'seed'],
  function sample_from_datasets(
    datasets: readonly DatasetClass[],
    weights: TensorLike | DatasetClass | null = null,
    seed: number | bigint | null = null,
  ): DatasetClass {
    const seeds = (): DatasetClass => new RandomDatasetClass(seed).batch(2);
    const choose = (dataset: DatasetClass, func: ElementFunction): DatasetClass => {
      const place = function_on(dataset, func, 'Dataset.map()');
      const attrs = {use_inter_op_parallelism: false, preserve_cardinality: false};
      return dataset.made_of(made_by(dataset, 'MapDataset', place, place.output, {attrs}));
    };
    if (weights instanceof DatasetBase) {
      const logits = weights.map((...p: Tensor[]) => log(p, {name: 'logits'}));
      const pairs = DatasetClass.zip([logits, seeds()]);
      const select_dataset_varying_logits = (row: Tensor, numbers: Tensor): Tensor =>
        drawn_place(row, numbers);
      return chosen(choose(pairs, select_dataset_varying_logits), datasets);
    }
    const logits = constant_logits(weights, datasets.length);
    const [only] = datasets;
    if (datasets.length === 1 && only !== undefined) return only;
    const select_dataset_constant_logits = (numbers: Tensor): Tensor => drawn_place(logits, numbers);
    return chosen(choose(seeds(), select_dataset_constant_logits), datasets);
  },
);
