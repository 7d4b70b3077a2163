/**
 * `tf.data.experimental.group_by_window`, `group_by_reducer`: elements brought together by a key.
 */
import {to_tensor} from '../../../graph/convert.ts';
import type {TensorLike} from '../../../graph/convert_types.ts';
import {signature} from '../../../graph/public.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {int64} from '../../../types/dtypes.ts';
import {ValueError} from '../../../types/python_errors.ts';
import {scalar_shape} from '../../../types/tensor_shape.ts';
import {input_of, variant_of} from '../dataset_ops.ts';
import {
  DatasetSpec,
  element_attrs,
  TensorSpec,
  type DatasetBase,
  type DatasetParts,
  type ElementSpec,
} from '../element_spec.ts';
import {
  returned_dataset,
  stateful_function,
  structured_function,
  type ElementFunction,
  type StructuredFunction,
} from '../structured_function.ts';
import {public_class} from '../../../util/signature.ts';
import type {Transformation} from './transformations.ts';

const KEY = new TensorSpec(int64, scalar_shape());
const GROUPS = 'tf.data.experimental.group_by_window()';

function check_key(func: StructuredFunction, name: string): void {
  if (func.output instanceof TensorSpec && func.output.is_compatible_with(KEY)) return;
  throw new ValueError(`\`${name}\` must return a single tf.int64 scalar tensor.`);
}

/** The functions are traced in this order: key, reduction, size of windows. */
function grouped(
  dataset: DatasetBase,
  key_func: ElementFunction,
  reduce_func: ElementFunction,
  window_size_func: (key: Tensor) => TensorLike,
): DatasetParts {
  const trace = (func: ElementFunction, input: ElementSpec): StructuredFunction =>
    structured_function(func, GROUPS, input, dataset).add();
  function key_func_wrapper(...components: never[]): Tensor {
    return to_tensor(key_func(...components) as TensorLike, {dtype: int64});
  }
  function window_size_func_wrapper(key: Tensor): Tensor {
    return to_tensor(window_size_func(key), {dtype: int64});
  }
  const key = trace(key_func_wrapper, dataset.element_spec);
  check_key(key, 'key_func');
  const reduce = trace(reduce_func, [KEY, new DatasetSpec(dataset.element_spec)]);
  const element_spec = returned_dataset(reduce, '`reduce_func` must return a `Dataset` object.');
  const size = trace(window_size_func_wrapper, KEY);
  check_key(size, 'window_size_func');
  const inputs = {
    ...input_of(dataset),
    key_func_other_arguments: key.captured,
    reduce_func_other_arguments: reduce.captured,
    window_size_func_other_arguments: size.captured,
  };
  const attrs = {key_func: key.attribute, reduce_func: reduce.attribute, window_size_func: size.attribute};
  const variant = variant_of('GroupByWindowDataset', inputs, element_spec, attrs);
  return {variant, element_spec, inputs: [dataset], functions: [key, reduce, size].map(({traced}) => traced)};
}

/**
 * `group_by_window`: `reduce_func(key, dataset)` of up to `window_size` elements of one key, which `key_func` tells. Throws `ValueError`
 * unless the size is given in one of two ways.
 */
export const group_by_window = signature(
  ['key_func', 'reduce_func', 'window_size', 'window_size_func'],
  function group_by_window(
    key_func: ElementFunction,
    reduce_func: ElementFunction,
    window_size: TensorLike | null = null,
    window_size_func: ((key: Tensor) => TensorLike) | null = null,
  ): Transformation {
    if ((window_size === null) === (window_size_func === null))
      throw new ValueError('Must pass either window_size or window_size_func.');
    const size_of = window_size_func ?? ((): Tensor => to_tensor(window_size as TensorLike, {dtype: int64}));
    return (dataset) => dataset.made_of(grouped(dataset, key_func, reduce_func, size_of));
  },
);

const BY_REDUCER = 'tf.data.experimental.group_by_reducer()';

class ReducerClass {
  readonly init_func: (key: Tensor) => unknown;
  readonly reduce_func: ElementFunction;
  readonly finalize_func: ElementFunction;

  constructor(
    init_func: (key: Tensor) => unknown,
    reduce_func: ElementFunction,
    finalize_func: ElementFunction,
  ) {
    this.init_func = init_func;
    this.reduce_func = reduce_func;
    this.finalize_func = finalize_func;
  }
}

/** `tf.data.experimental.Reducer`: the first state of a key, the next one for an element, what becomes of the last. */
export const Reducer = public_class(['init_func', 'reduce_func', 'finalize_func'], ReducerClass);

function reduced_by_key(
  dataset: DatasetBase,
  key_func: ElementFunction,
  reducer: ReducerClass,
): DatasetParts {
  const trace = (func: ElementFunction, input: ElementSpec): StructuredFunction =>
    structured_function(func, BY_REDUCER, input, dataset);
  const key = trace(key_func, dataset.element_spec).add();
  if (!(key.output instanceof TensorSpec && key.output.is_compatible_with(KEY))) {
    const {output_types, output_shapes} = element_attrs(key.output);
    throw new ValueError(
      `\`key_func\` must return a single tf.int64 tensor. Got type=${output_types.map((type) => type.repr()).join()} and shape=${output_shapes.join()}`,
    );
  }
  const init = trace(reducer.init_func, KEY).add();
  const {func: reduce, state} = stateful_function(
    (spec) => trace(reducer.reduce_func, [spec, dataset.element_spec]),
    init.output,
    (output) => output,
  );
  reduce.add();
  const finalize = trace(reducer.finalize_func, state).add();
  const inputs = {
    ...input_of(dataset),
    key_func_other_arguments: key.captured,
    init_func_other_arguments: init.captured,
    reduce_func_other_arguments: reduce.captured,
    finalize_func_other_arguments: finalize.captured,
  };
  const attrs = {
    key_func: key.attribute,
    init_func: init.attribute,
    reduce_func: reduce.attribute,
    finalize_func: finalize.attribute,
  };
  const variant = variant_of('ExperimentalGroupByReducerDataset', inputs, finalize.output, attrs);
  const functions = [key, init, reduce, finalize].map(({traced}) => traced);
  return {variant, element_spec: finalize.output, inputs: [dataset], functions};
}

/** `group_by_reducer`: for each key, what `reducer` makes of all its elements. Throws `ValueError`, `TypeError`. */
export const group_by_reducer = signature(
  ['key_func', 'reducer'],
  function group_by_reducer(key_func: ElementFunction, reducer: ReducerClass): Transformation {
    return (dataset) => dataset.made_of(reduced_by_key(dataset, key_func, reducer));
  },
);
