// Ops that parse `tf.train.Example`s.

import type {DType} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {same_shape} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, int_attribute, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {
  attribute_keys,
  check_defaults,
  dense_feature,
  keys_of,
  ragged_feature,
  wanted_feature,
  type DenseFeature,
  type ExampleConfig,
} from './example_features.ts';
import {parse_example, parse_examples, type ParsedExamples} from './example_parsing.ts';
import {text_of, texts_of} from './texts.ts';

/** What an op is asked for, however it is told. */
interface Wanted {
  readonly sparse_keys: readonly Uint8Array[];
  readonly dense_keys: readonly Uint8Array[];
  readonly ragged_keys?: readonly Uint8Array[];
  readonly defaults: readonly NDArray[];
}

/** The features that the attributes and these keys and defaults tell of. Throws `KernelError` where they do not fit. */
export function example_config(attrs: Attributes, wanted: Wanted): ExampleConfig {
  const types = (name: string): readonly DType[] => attribute<readonly DType[]>(attrs, name, []);
  const shapes = attribute<readonly TensorShape[]>(attrs, 'dense_shapes', []);
  const dense = types('Tdense').map((dtype, d): DenseFeature => {
    const key = wanted.dense_keys[d] as Uint8Array;
    return dense_feature(key, dtype, shapes[d] as TensorShape, wanted.defaults[d] as NDArray);
  });
  check_defaults(dense);
  const splits = types('ragged_split_types');
  return {
    is_later: wanted.ragged_keys !== undefined,
    dense,
    sparse: types('sparse_types').map((dtype, d) =>
      wanted_feature(wanted.sparse_keys[d] as Uint8Array, dtype),
    ),
    ragged: types('ragged_value_types').map((dtype, d) =>
      ragged_feature(wanted.ragged_keys?.[d] as Uint8Array, dtype, splits[d] as DType),
    ),
  };
}

function outputs({sparse_indices, sparse_values, sparse_shapes, dense_values}: ParsedExamples): NDArray[] {
  return [...sparse_indices, ...sparse_values, ...sparse_shapes, ...dense_values];
}

const parse_batch: JsKernel = (inputs, attrs) => {
  const [serialized, names] = [input(inputs, 0), input(inputs, 1)];
  const sparse_end = 2 + int_attribute(attrs, 'Nsparse');
  const dense_end = sparse_end + int_attribute(attrs, 'Ndense');
  if (names.shape.length !== 1)
    throw invalid_argument(`Expected names to be a vector, got shape: ${shape_text(names.shape)}`);
  if (names.size > 0 && names.size !== serialized.size) {
    throw invalid_argument(
      `Expected len(names) == len(serialized), but got: ${names.size} vs. ${serialized.size}`,
    );
  }
  if (serialized.shape.length !== 1)
    throw invalid_argument(`Expected serialized to be a vector, got shape: ${shape_text(serialized.shape)}`);
  const config = example_config(attrs, {
    sparse_keys: keys_of(inputs.slice(2, sparse_end)),
    dense_keys: keys_of(inputs.slice(sparse_end, dense_end)),
    defaults: inputs.slice(dense_end),
  });
  return outputs(parse_examples(config, texts_of(serialized), texts_of(names)));
};

/** Refuses keys that are not as many as the attributes tell. */
function check_keys(keys: NDArray, name: string, count: number, of: string): void {
  if (keys.size === count) return;
  throw invalid_argument(`Expected len(${name}) == ${of} but got: ${keys.size} vs. ${count}`);
}

const parse_any: JsKernel = (inputs, attrs) => {
  const [serialized, names, sparse, dense, ragged] = inputs as [NDArray, NDArray, NDArray, NDArray, NDArray];
  if (serialized.shape.length > 1) {
    throw invalid_argument(
      `Expected serialized to be a scalar or vector, got shape: ${shape_text(serialized.shape)}`,
    );
  }
  if (names.size > 0 && !same_shape(names.shape, serialized.shape)) {
    throw invalid_argument(
      `Expected names have the same shape as serialized: name.shape=${shape_text(names.shape)}, serialized.shape=${shape_text(serialized.shape)}`,
    );
  }
  const count = (name: string): number => attribute<readonly DType[]>(attrs, name, []).length;
  check_keys(dense, 'dense_keys', count('Tdense'), 'len(dense_types)');
  check_keys(sparse, 'sparse_keys', int_attribute(attrs, 'num_sparse'), 'num_sparse');
  check_keys(ragged, 'ragged_keys', count('ragged_value_types'), 'len(ragged_value_types)');
  const config = example_config(attrs, {
    sparse_keys: texts_of(sparse),
    dense_keys: texts_of(dense),
    ragged_keys: texts_of(ragged),
    defaults: inputs.slice(5),
  });
  const parsed =
    serialized.shape.length === 0
      ? parse_example(config, text_of(serialized))
      : parse_examples(config, texts_of(serialized), texts_of(names));
  return [...outputs(parsed), ...parsed.ragged_values, ...parsed.ragged_row_splits];
};

const parse_single: JsKernel = (inputs, attrs) => {
  const [serialized, ...defaults] = inputs as [NDArray, ...NDArray[]];
  if (serialized.shape.length > 0)
    throw invalid_argument(`Expected serialized to be a scalar, got shape: ${shape_text(serialized.shape)}`);
  const config = example_config(attrs, {
    sparse_keys: attribute_keys(attrs, 'sparse_keys'),
    dense_keys: attribute_keys(attrs, 'dense_keys'),
    defaults,
  });
  return outputs(parse_example(config, text_of(serialized)));
};

export const EXAMPLE_KERNELS: JsKernels = {
  ParseExample: parse_batch,
  ParseExampleV2: parse_any,
  ParseSingleExample: parse_single,
};
