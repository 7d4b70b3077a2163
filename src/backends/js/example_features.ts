// The features that ops parse examples for, and arrays of their values. Knows no op and no bytes.

import type {FeatureKind, FeatureValues} from '../../formats/example_wire.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {int32, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {allocate, element_count} from '../../types/ndarray_storage.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {encode_text} from '../../types/text.ts';
import {invalid_argument} from '../kernel_error.ts';
import type {Attributes} from '../../compile/program.ts';
import {array_of_integers, attribute, shape_text} from './arrays.ts';
import {ascii_text, shown, texts_of} from './texts.ts';

/** A feature that is asked for. */
export interface WantedFeature {
  /** Its name, a character a byte. */
  readonly key: string;
  /** Its name as messages hold it. */
  readonly name: string;
  readonly dtype: DType;
}

export interface DenseFeature extends WantedFeature {
  /** The first size is unknown where the number of values varies. */
  readonly shape: TensorShape;
  /** Empty where the feature is required; what pads it where its length varies. */
  readonly default_value: NDArray;
  readonly varies: boolean;
  /** The values of a row where the length varies, else all values. */
  readonly stride: number;
}

export interface RaggedFeature extends WantedFeature {
  readonly splits_dtype: DType;
}

/** All features that examples are parsed for. */
export interface ExampleConfig {
  /** Whether the op is one of later TensorFlows, which read keys and values in any order. */
  readonly is_later: boolean;
  readonly dense: readonly DenseFeature[];
  readonly sparse: readonly WantedFeature[];
  readonly ragged: readonly RaggedFeature[];
}

export type FeatureList = 'dense' | 'sparse' | 'ragged';

export function wanted_feature(key: Uint8Array, dtype: DType): WantedFeature {
  return {key: ascii_text(key), name: shown(key), dtype};
}

export function ragged_feature(key: Uint8Array, dtype: DType, splits_dtype: DType): RaggedFeature {
  return {...wanted_feature(key, dtype), splits_dtype};
}

/** A shape as the runtime writes one that is partly known. */
export function partial_text(shape: TensorShape): string {
  return `[${shape
    .as_list()
    .map((size) => size ?? '?')
    .join(',')}]`;
}

export function dense_feature(
  key: Uint8Array,
  dtype: DType,
  shape: TensorShape,
  default_value: NDArray,
): DenseFeature {
  const sizes = shape.as_list();
  const varies = sizes[0] === null;
  const stride = element_count((varies ? sizes.slice(1) : sizes).map(Number));
  return {...wanted_feature(key, dtype), shape, default_value, varies, stride};
}

/**
 * Features by key: where they stand in their list. None at all where a key comes twice, because TensorFlow's table of keys
 * gives up on those and is empty then.
 */
export function feature_index(config: ExampleConfig): ReadonlyMap<string, FeaturePlace> {
  const places = (['dense', 'sparse', 'ragged'] as const).flatMap((list) =>
    config[list].map(({key}, at): [string, FeaturePlace] => [key, {list, at}]),
  );
  const index = new Map(places);
  return index.size < places.length ? new Map() : index;
}

export interface FeaturePlace {
  readonly list: FeatureList;
  readonly at: number;
}

/** Refuses defaults that do not fit their features. */
export function check_defaults(features: readonly DenseFeature[]): void {
  features.forEach(({shape, default_value, varies, dtype}, d) => {
    const own = shape_text(default_value.shape);
    if (varies) {
      if (default_value.size !== 1) {
        throw invalid_argument(
          `dense_shape[${d}] is a variable length shape: ${partial_text(shape)}, therefore def_value[${d}] must contain a single element (the padding element).  But its shape is: ${own}`,
        );
      }
    } else if (default_value.size > 0 && !shape.is_compatible_with([...default_value.shape])) {
      throw invalid_argument(
        `def_value[${d}].shape() == ${own} is not compatible with dense_shapes_[${d}] == ${partial_text(shape)}`,
      );
    }
    if (default_value.dtype !== dtype) {
      throw invalid_argument(
        `dense_defaults[${d}].dtype() == ${runtime_dtype_name(default_value.dtype)} != dense_types_[${d}] == ${runtime_dtype_name(dtype)}`,
      );
    }
  });
}

/** The name of a kind as messages hold it. */
export const kind_name = (kind: FeatureKind): string =>
  ({string: 'string', float32: 'float', int64: 'int64'})[kind];

/** What messages call the values of a kind. */
export const list_name = (dtype: DType): string => (dtype === string ? 'bytes' : runtime_dtype_name(dtype));

export const is_of = (kind: FeatureKind, dtype: DType): boolean => dtype.base_name === kind;

/** An array that values are put into, each list where its place begins. */
export class Filled {
  readonly array: NDArray;
  #at = 0;

  constructor(dtype: DType, shape: readonly number[], padding?: NDArray) {
    const data = allocate(dtype, element_count(shape), shape);
    if (padding !== undefined) (data as unknown[]).fill(padding.data[0]);
    this.array = new NDArray(dtype, shape, data);
  }

  /** Puts values at `place`, or behind the last ones. */
  put(values: ArrayLike<unknown>, place = this.#at): void {
    const data = this.array.data as Record<number, unknown>;
    for (let i = 0; i < values.length; i++) data[place + i] = values[i];
    this.#at = place + values.length;
  }
}

/** The lists one after the other as a vector. */
export function joined_values(dtype: DType, lists: readonly FeatureValues[]): NDArray {
  const count = lists.reduce((sum, {length}) => sum + length, 0);
  const filled = new Filled(dtype, [count]);
  for (const values of lists) filled.put(values);
  return filled.array;
}

export const int64_array = (shape: readonly number[], values: readonly number[]): NDArray =>
  array_of_integers(int64, shape, values);

/** Where each list begins among all values, and where the last one ends. */
export function row_splits(dtype: DType, lengths: readonly number[]): NDArray {
  let sum = 0;
  const splits = [0, ...lengths.map((length) => (sum += length))];
  return array_of_integers(dtype === int32 ? int32 : int64, [splits.length], splits);
}

/** The scalar texts of a list of inputs. */
export const keys_of = (inputs: readonly NDArray[]): Uint8Array[] =>
  inputs.flatMap((one) => [...texts_of(one)]);

/** The keys that an attribute lists. */
export function attribute_keys(attrs: Attributes, name: string): Uint8Array[] {
  return attribute<readonly (string | Uint8Array)[]>(attrs, name, []).map((key) =>
    typeof key === 'string' ? encode_text(key) : key,
  );
}
