// Plain leaves (numbers, bigints, booleans, texts) in nested arrays: which dtype they imply, and how each dtype takes
// them. Knows nothing of typed arrays and tensors.

import {ValueError} from './python_errors.ts';
import {bool, float32, int32, int64, string, uint64} from './dtypes.ts';
import type {DType} from './dtypes.ts';
import {allocate, encoded_bits} from './ndarray_storage.ts';
import type {ArrayValue, NDArrayData} from './ndarray_storage.ts';
import {integer_fits} from './ndarray_cast.ts';
import {python_repr, python_type_name} from './python_repr.ts';
import {encode_text} from './text.ts';

/** Whose words errors have: those of a feed (numpy's) or of `tf.constant` (TensorFlow's). */
export type ConversionPurpose = 'feed' | 'constant';

export const RAGGED = 'setting an array element with a sequence.';

/** One conversion under way: the whole value, for messages, and its leaves in order. */
interface Conversion {
  readonly value: unknown;
  readonly purpose: ConversionPurpose;
  readonly leaves: readonly unknown[];
}

/** `value`, a leaf or nested arrays of leaves, as an array of `dtype` or of the dtype that its leaves imply. */
export function array_of_leaves(value: unknown, dtype: DType | null, purpose: ConversionPurpose): ArrayValue {
  const shape = dense_dimensions(value);
  const leaves: unknown[] = [];
  if (!collect_leaves(value, shape, 0, leaves)) throw new ValueError(ragged_text(value, shape, purpose));
  const conversion: Conversion = {value, purpose, leaves};
  const leaf_dtype = dtype ?? implied_dtype(conversion);
  return {dtype: leaf_dtype, shape, data: stored_leaves(conversion, leaf_dtype)};
}

/** Sizes along the first elements, as deep as arrays go. */
function dense_dimensions(value: unknown): number[] {
  const shape: number[] = [];
  for (let item = value; Array.isArray(item); item = item[0]) shape.push(item.length);
  return shape;
}

/** Appends the leaves of `value`; false if it has not everywhere the sizes of `shape`. */
function collect_leaves(value: unknown, shape: readonly number[], depth: number, leaves: unknown[]): boolean {
  if (depth === shape.length) {
    if (Array.isArray(value)) return false;
    leaves.push(value);
    return true;
  }
  if (!Array.isArray(value) || value.length !== shape[depth]) return false;
  for (const item of value) if (!collect_leaves(item, shape, depth + 1, leaves)) return false;
  return true;
}

/** The sizes that hold everywhere: what numpy makes of ragged lists, whose elements are then lists. */
function common_dimensions(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  const inner = value.map(common_dimensions);
  const first = inner[0] ?? [];
  const agreed = first.findIndex((size, axis) => inner.some((sizes) => sizes[axis] !== size));
  return [value.length, ...(agreed === -1 ? first : first.slice(0, agreed))];
}

function ragged_text(value: unknown, shape: readonly number[], purpose: ConversionPurpose): string {
  if (purpose === 'feed') return RAGGED;
  const got = `got shape [${common_dimensions(value).join(', ')}], but wanted [${shape.join(', ')}]`;
  return `Argument must be a dense tensor: ${python_repr(value)} - ${got}.`;
}

type LeafKind = 'number' | 'bigint' | 'boolean' | 'string';

function leaf_kind(leaf: unknown): LeafKind | null {
  const kind = typeof leaf;
  if (kind === 'number' || kind === 'bigint' || kind === 'boolean' || kind === 'string') return kind;
  return python_type_name(leaf) === 'bytes' ? 'string' : null;
}

/** Numbers are float32, with a bigint among them integers; booleans among numbers count as 0 and 1. */
function implied_dtype(conversion: Conversion): DType {
  const kinds = new Set<LeafKind | null>();
  for (const leaf of conversion.leaves) kinds.add(leaf_kind(leaf));
  const mixed = kinds.has('string') && kinds.size > 1;
  if (kinds.has(null) || mixed) throw new TypeError(failed_text(conversion));
  if (kinds.has('string')) return string;
  if (kinds.has('bigint')) return implied_integer(conversion.leaves);
  return kinds.has('boolean') && kinds.size === 1 ? bool : float32;
}

function failed_text({value}: Conversion): string {
  return (
    `Failed to convert object of type <class '${python_type_name(value)}'> to Tensor. ` +
    `Contents: ${python_repr(value)}. Consider casting elements to a supported type.`
  );
}

function implied_integer(leaves: readonly unknown[]): DType {
  const fits = (dtype: DType) =>
    leaves.every((leaf) => typeof leaf === 'boolean' || integer_fits(leaf as number | bigint, dtype));
  if (fits(int32)) return int32;
  return fits(int64) || !fits(uint64) ? int64 : uint64;
}

function stored_leaves(conversion: Conversion, dtype: DType): NDArrayData {
  const {leaves} = conversion;
  if (dtype === string) return leaves.map((leaf) => leaf_bytes(leaf));
  if (dtype.is_bool) return Uint8Array.from(leaves, (leaf) => leaf_truth(conversion, leaf));
  if (dtype.is_floating || dtype.is_complex) return stored_floats(conversion, dtype);
  return stored_integers(conversion, dtype);
}

function refused(dtype: DType, leaf: unknown): TypeError {
  const type_name = python_type_name(leaf);
  return new TypeError(`Expected ${dtype.name}, got ${python_repr(leaf)} of type '${type_name}' instead.`);
}

/** Of text that is no number, a feed speaks as Python's `float()` and `int()` do. */
function refused_number(dtype: DType, leaf: unknown, purpose: ConversionPurpose, python_text: string): Error {
  const is_text = typeof leaf === 'string' && Number.isNaN(Number(leaf));
  if (!is_text || purpose === 'constant') return refused(dtype, leaf);
  return new ValueError(`${python_text}: ${python_repr(leaf)}`);
}

function leaf_bytes(leaf: unknown): Uint8Array {
  if (typeof leaf === 'string') return encode_text(leaf);
  if (leaf_kind(leaf) !== 'string') throw refused(string, leaf);
  return leaf as Uint8Array;
}

/** Feeds take 0 and 1 for truths, constants booleans only, as in TensorFlow. */
function leaf_truth({purpose}: Conversion, leaf: unknown): number {
  if (typeof leaf === 'boolean') return leaf ? 1 : 0;
  const is_number = typeof leaf === 'number' || typeof leaf === 'bigint';
  if (purpose === 'constant' || !is_number) throw refused(bool, leaf);
  if (Number(leaf) !== 0 && Number(leaf) !== 1) throw refused(bool, leaf);
  return Number(leaf);
}

function stored_floats({leaves, purpose}: Conversion, dtype: DType): NDArrayData {
  const number_of = (leaf: unknown): number => {
    if (typeof leaf === 'number') return leaf;
    if (typeof leaf === 'boolean') return leaf ? 1 : 0;
    if (typeof leaf === 'bigint') return Number(leaf);
    throw refused_number(dtype, leaf, purpose, 'could not convert string to float');
  };
  if (dtype.size === 2) return encoded_bits(dtype, leaves.map(number_of));
  const data = allocate(dtype, leaves.length) as Float32Array;
  const step = dtype.is_complex ? 2 : 1;
  for (let index = 0; index < leaves.length; index++) data[step * index] = number_of(leaves[index]);
  return data;
}

function stored_integers({leaves, purpose}: Conversion, dtype: DType): NDArrayData {
  const data = allocate(dtype, leaves.length);
  const as_bigint = dtype.base_name === 'int64' || dtype.base_name === 'uint64';
  for (let index = 0; index < leaves.length; index++) {
    const leaf = typeof leaves[index] === 'boolean' ? Number(leaves[index]) : leaves[index];
    if (typeof leaf !== 'bigint' && !Number.isInteger(leaf)) {
      throw refused_number(dtype, leaf, purpose, 'invalid literal for int() with base 10');
    }
    const integer = leaf as number | bigint;
    if (!integer_fits(integer, dtype)) throw new ValueError(`${integer} is out of range for ${dtype.name}`);
    if (as_bigint) (data as BigInt64Array)[index] = BigInt(integer);
    else (data as Int32Array)[index] = Number(integer);
  }
  return data;
}
