// Features crossed: for each row every choice of one feature of each column, as joined texts or as hashes. The column that comes
// last changes first.

import {int64, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {encode_text} from '../../types/text.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input, integer, integers, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {fingerprint64, joined_fingerprint, sip_hash} from './text_hashes.ts';
import {joined, shown, text_of, texts_of} from './texts.ts';

/** The inputs of a cross: three lists of one length of sparse matrices, and dense ones. */
interface Features {
  readonly indices: readonly NDArray[];
  readonly values: readonly NDArray[];
  readonly shapes: readonly NDArray[];
  readonly dense: readonly NDArray[];
}

/** The features of a column: those of row `b` are the elements from `starts[b]`, `counts[b]` of them. */
interface Column {
  readonly values: NDArray;
  readonly starts: readonly number[];
  readonly counts: readonly number[];
  readonly is_dense: boolean;
}

function features_of(inputs: readonly NDArray[], attrs: Attributes, others = 0): Features {
  const count = Number(attribute<number | bigint>(attrs, 'N', 0));
  return {
    indices: inputs.slice(0, count),
    values: inputs.slice(count, 2 * count),
    shapes: inputs.slice(2 * count, 3 * count),
    dense: inputs.slice(3 * count, inputs.length - others),
  };
}

function check_features({indices, values, shapes, dense}: Features): void {
  const check = (is_right: boolean, text: string, at: number): void => {
    if (!is_right) throw invalid_argument(`${text} at position ${at}`);
  };
  indices.forEach(({shape}, i) => {
    const given = shape_text(shape);
    check(shape.length === 2, `Input indices should be a matrix but received shape ${given}`, i);
    check(shape[1] === 2, `Expected D2 of index to be 2 got ${shape[1]}`, i);
  });
  values.forEach(({shape}, i) => {
    const given = shape_text(shape);
    check(shape.length === 1, `Input values should be a vector but received shape ${given}`, i);
    const rows = indices[i]?.shape[0];
    check(shape[0] === rows, `Expected size of values to be ${rows} got ${shape[0]}`, i);
  });
  shapes.forEach(({shape}, i) => {
    const given = shape_text(shape);
    check(shape.length === 1, `Input shapes should be a vector but received shape ${given}`, i);
    check(shape[0] === 2, `shape should imply a 2D tensor, but got ${given}`, i);
  });
  dense.forEach(({shape}, i) => {
    const given = shape_text(shape);
    check(shape.length === 2, `Dense inputs should be a matrix but received shape ${given}`, i);
  });
}

/** The number of rows that all inputs have. */
function batch_size({shapes, dense}: Features): number {
  const sizes = shapes.map(integer);
  const dense_sizes = dense.map(({shape}) => shape[0] as number);
  const size = sizes[0] ?? dense_sizes[0] ?? 0;
  const check = (found: number, place: string): void => {
    if (found !== size) throw invalid_argument(`Expected batch size ${size} got ${found} at ${place}`);
  };
  sizes.forEach((found, i) => check(found, `position ${i}`));
  dense_sizes.forEach((found, i) => check(found, `dense tensor ${i}`));
  return size;
}

/** The rows of a sparse matrix must come in order: what does not is left out. */
function sparse_column(indices: NDArray, values: NDArray, rows: number): Column {
  const places = integers(indices);
  const [starts, counts]: [number[], number[]] = [[], []];
  let at = 0;
  for (let row = 0; row < rows; row++) {
    starts.push(at);
    while (at < values.size && places[2 * at] === row) at++;
    counts.push(at - starts[row]!);
  }
  return {values, starts, counts, is_dense: false};
}

function dense_column(values: NDArray, rows: number): Column {
  const width = values.shape[1] ?? 0;
  const numbers = Array.from({length: rows}, (_, row) => row);
  return {
    values,
    starts: numbers.map((row) => row * width),
    counts: numbers.map(() => width),
    is_dense: true,
  };
}

/** For each cross its row, its number in the row, and the element of each column. */
function each_cross(
  columns: readonly Column[],
  rows: number,
  visit: (row: number, number: number, elements: readonly number[]) => void,
): void {
  for (let row = 0; row < rows; row++) {
    const counts = columns.map((column) => column.counts[row]!);
    const total = counts.reduce((product, count) => product * count, 1);
    for (let number = 0; number < total; number++) {
      let left = number;
      const elements = new Array<number>(columns.length);
      for (let i = columns.length - 1; i >= 0; i--) {
        elements[i] = columns[i]!.starts[row]! + (left % counts[i]!);
        left = Math.floor(left / counts[i]!);
      }
      visit(row, number, elements);
    }
  }
}

type Combine<T> = (elements: readonly number[]) => T;

/** The sparse matrix of all crosses, and their values as a list. */
function crossed<T>(
  features: Features,
  combine_of: (columns: readonly Column[]) => Combine<T>,
): [indices: NDArray, values: T[], shape: NDArray] {
  check_features(features);
  const rows = batch_size(features);
  const {indices, values, dense} = features;
  const columns = [
    ...indices.map((own, i) => sparse_column(own, values[i] as NDArray, rows)),
    ...dense.map((own) => dense_column(own, rows)),
  ];
  const combine = combine_of(columns);
  const [places, found]: [bigint[], T[]] = [[], []];
  let most = 0;
  each_cross(columns, rows, (row, number, elements) => {
    places.push(BigInt(row), BigInt(number));
    found.push(combine(elements));
    most = Math.max(most, number + 1);
  });
  return [
    new NDArray(int64, [found.length, 2], BigInt64Array.from(places)),
    found,
    new NDArray(int64, [2], BigInt64Array.of(BigInt(rows), BigInt(most))),
  ];
}

function feature_text({values}: Column, element: number): Uint8Array {
  return values.dtype === string ? texts_of(values)[element]! : encode_text(String(values.data[element]));
}

function cross_texts(features: Features, separator: Uint8Array): NDArray[] {
  const [indices, texts, shape] = crossed(
    features,
    (columns) => (elements) =>
      joined(
        columns.map((column, i) => feature_text(column, elements[i]!)),
        separator,
      ),
  );
  return [indices, new NDArray(string, [texts.length], texts), shape];
}

/** The hash of a feature. */
type FeatureHash = (column: Column, element: number) => bigint;
type Join = (all: bigint, next: bigint) => bigint;

const u64 = (value: bigint): bigint => BigInt.asUintN(64, value);
const NO_BUCKETS = (1n << 63n) - 1n;

/** Hashes of the features joined from `seed` on; without a seed from the first feature on. */
function cross_hashes(
  features: Features,
  buckets: bigint,
  hash: FeatureHash,
  join: Join,
  seed: bigint | null,
): NDArray[] {
  const [indices, numbers, shape] = crossed(features, (columns) => (elements) => {
    const hashes = columns.map((column, i) => u64(hash(column, elements[i]!)));
    const whole = seed === null ? hashes.reduce(join) : hashes.reduce(join, seed);
    return whole % (buckets > 0n ? buckets : NO_BUCKETS);
  });
  return [indices, new NDArray(int64, [numbers.length], BigInt64Array.from(numbers)), shape];
}

/** Texts by their fingerprints, numbers as they are. */
const plain_hash: FeatureHash = ({values}, element) =>
  values.dtype === string ? fingerprint64(texts_of(values)[element]!) : (values.data[element] as bigint);

/** How the oldest op joins hashes: sums and shifts of signed numbers. */
function join_shifted(all: bigint, next: bigint): bigint {
  const signed = BigInt.asIntN(64, all);
  return u64(signed ^ (next + 0x9e3779b97f4a7800n + BigInt.asIntN(64, signed << 10n) + (signed >> 4n)));
}

const SEPARATOR = encode_text('_X_');
const SHIFTED_SEED = 0xdecafcaffen;

/** `SparseCross` and its predecessors: their output's dtype says whether texts or hashes are wanted. */
function cross(join: Join, seed_of: (attrs: Attributes) => bigint): JsKernel {
  return (inputs, attrs) => {
    const features = features_of(inputs, attrs);
    if (attrs['out_type'] === string) return cross_texts(features, SEPARATOR);
    const buckets = BigInt(attribute<number | bigint>(attrs, 'num_buckets', 0));
    return cross_hashes(features, buckets, plain_hash, join, seed_of(attrs));
  };
}

const key_of = (attrs: Attributes): bigint => u64(BigInt(attribute<number | bigint>(attrs, 'hash_key', 0)));

const cross_with_separator: JsKernel = (inputs, attrs) => {
  const separator = inputs.at(-1) as NDArray;
  if (separator.shape.length > 0) {
    const words = texts_of(separator).slice(0, 3).map(shown).join(' ') + (separator.size > 3 ? '...' : '');
    throw invalid_argument(
      `Input separator should be a scalar. Received: Tensor<type: string shape: ${shape_text(separator.shape)} values: ${words}>`,
    );
  }
  return cross_texts(features_of(inputs, attrs, 1), text_of(separator));
};

/** The first four bytes of a number: TensorFlow hashes no more of it. */
function low_bytes(value: bigint): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Number(value & 0xffffffffn), true);
  return bytes;
}

const cross_hashed: JsKernel = (inputs, attrs) => {
  const features = features_of(inputs, attrs, 3);
  const [buckets, strong, salt] = [-3, -2, -1].map((at) => input(inputs, inputs.length + at)) as [
    NDArray,
    NDArray,
    NDArray,
  ];
  check_features(features);
  if (salt.size !== 2) throw invalid_argument(`Input "salt" must have length 2 but has length ${salt.size}`);
  const key = [salt.data[0] as bigint, salt.data[1] as bigint] as const;
  const is_strong = strong.data[0] !== 0;
  const hash: FeatureHash = (column, element) => {
    const {values, is_dense} = column;
    if (is_dense && values.dtype === int64 && !is_strong) return values.data[element] as bigint;
    const bytes =
      values.dtype === string ? texts_of(values)[element]! : low_bytes(values.data[element] as bigint);
    return is_strong ? sip_hash(bytes, key) : fingerprint64(bytes);
  };
  return cross_hashes(features, buckets.data[0] as bigint, hash, joined_fingerprint, null);
};

export const SPARSE_CROSS_KERNELS: JsKernels = {
  SparseCross: cross(joined_fingerprint, key_of),
  SparseCrossHashed: cross_hashed,
  SparseCrossV2: cross_with_separator,
  SparseFeatureCross: cross(join_shifted, () => SHIFTED_SEED),
  SparseFeatureCrossV2: cross(joined_fingerprint, key_of),
};
