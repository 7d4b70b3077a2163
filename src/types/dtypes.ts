// TensorFlow's dtypes: one object for each, with its enum number, name and what is true of it. Equality is `===`.
// Knows nothing of arrays, shapes or tensors.

import {KeyError} from './python_errors.ts';
import {python_repr} from './python_repr.ts';

export type DTypeName =
  | 'float16'
  | 'bfloat16'
  | 'float32'
  | 'float64'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'bool'
  | 'string'
  | 'complex64'
  | 'complex128'
  | 'qint8'
  | 'quint8'
  | 'qint16'
  | 'quint16'
  | 'qint32'
  | 'resource'
  | 'variant';

/** What a dtype may be given as: itself, its name (`'float32'`, `'half'`), or its enum number. */
export type DTypeLike = DType | string | number;

type DTypeKind = 'floating' | 'integer' | 'complex' | 'bool' | 'string' | 'quantized' | 'handle';
type Limit = number | bigint;

interface DTypeFacts {
  readonly name: DTypeName;
  readonly kind: DTypeKind;
  /** Bytes of an element in numpy, where a string is a pointer. */
  readonly size: number;
  readonly range?: readonly [Limit, Limit];
}

const BFLOAT16_MAX = 2 ** 127 * (2 - 2 ** -7);
const FLOAT32_MAX = 2 ** 127 * (2 - 2 ** -23);

/** By the numbers of TensorFlow's `DataType` enum; reference dtypes are these plus 100. */
const FACTS: ReadonlyMap<number, DTypeFacts> = new Map<number, DTypeFacts>([
  [1, {name: 'float32', kind: 'floating', size: 4, range: [-FLOAT32_MAX, FLOAT32_MAX]}],
  [2, {name: 'float64', kind: 'floating', size: 8, range: [-Number.MAX_VALUE, Number.MAX_VALUE]}],
  [3, {name: 'int32', kind: 'integer', size: 4, range: [-(2 ** 31), 2 ** 31 - 1]}],
  [4, {name: 'uint8', kind: 'integer', size: 1, range: [0, 255]}],
  [5, {name: 'int16', kind: 'integer', size: 2, range: [-32768, 32767]}],
  [6, {name: 'int8', kind: 'integer', size: 1, range: [-128, 127]}],
  [7, {name: 'string', kind: 'string', size: 8}],
  [8, {name: 'complex64', kind: 'complex', size: 8}],
  [9, {name: 'int64', kind: 'integer', size: 8, range: [-(2n ** 63n), 2n ** 63n - 1n]}],
  [10, {name: 'bool', kind: 'bool', size: 1}],
  [11, {name: 'qint8', kind: 'quantized', size: 1}],
  [12, {name: 'quint8', kind: 'quantized', size: 1}],
  [13, {name: 'qint32', kind: 'quantized', size: 4}],
  [14, {name: 'bfloat16', kind: 'floating', size: 2, range: [-BFLOAT16_MAX, BFLOAT16_MAX]}],
  [15, {name: 'qint16', kind: 'quantized', size: 2}],
  [16, {name: 'quint16', kind: 'quantized', size: 2}],
  [17, {name: 'uint16', kind: 'integer', size: 2, range: [0, 65535]}],
  [18, {name: 'complex128', kind: 'complex', size: 16}],
  [19, {name: 'float16', kind: 'floating', size: 2, range: [-65504, 65504]}],
  [20, {name: 'resource', kind: 'handle', size: 1}],
  [21, {name: 'variant', kind: 'handle', size: 1}],
  [22, {name: 'uint32', kind: 'integer', size: 4, range: [0, 2 ** 32 - 1]}],
  [23, {name: 'uint64', kind: 'integer', size: 8, range: [0n, 2n ** 64n - 1n]}],
]);

const ALIASES: readonly (readonly [string, string])[] = [
  ['half', 'float16'],
  ['float', 'float32'],
  ['double', 'float64'],
];

/** Every DType there is, by enum number: filled once below, never after. */
const INTERNED = new Map<number, DType>();

/** The type of a tensor's elements (`tf.DType`). `new DType(number)` gives the one object of that enum number. */
export class DType {
  /** `'float32'`, or `'float32_ref'` of a reference dtype. */
  readonly name: string;
  /** The name without `_ref`: what switches over dtypes look at. */
  readonly base_name: DTypeName;
  readonly as_datatype_enum: number;
  readonly base_dtype: DType;
  readonly is_ref_dtype: boolean;
  readonly size: number;
  readonly is_floating: boolean;
  readonly is_integer: boolean;
  readonly is_complex: boolean;
  readonly is_bool: boolean;
  readonly is_quantized: boolean;
  readonly is_unsigned: boolean;
  readonly is_numpy_compatible: boolean;
  readonly #range: readonly [Limit, Limit] | null;

  constructor(type_enum: number) {
    const interned = INTERNED.get(type_enum);
    const is_ref = type_enum > 100;
    const facts = FACTS.get(is_ref ? type_enum - 100 : type_enum);
    if (facts === undefined) {
      throw new TypeError(`type_enum is not a valid types_pb2.DataType: ${String(type_enum)}`);
    }
    this.name = is_ref ? `${facts.name}_ref` : facts.name;
    this.base_name = facts.name;
    this.as_datatype_enum = type_enum;
    this.is_ref_dtype = is_ref;
    this.base_dtype = is_ref ? new DType(type_enum - 100) : this;
    this.size = facts.size;
    this.is_floating = facts.kind === 'floating';
    this.is_integer = facts.kind === 'integer';
    this.is_complex = facts.kind === 'complex';
    this.is_bool = facts.kind === 'bool';
    this.is_quantized = facts.kind === 'quantized';
    this.is_numpy_compatible = facts.kind !== 'handle';
    this.#range = facts.range ?? null;
    this.is_unsigned = facts.range !== undefined && Number(facts.range[0]) === 0;
    if (interned !== undefined) return interned;
  }

  /** The reference dtype of this dtype (`_as_ref` in Python). */
  get as_ref(): DType {
    return this.is_ref_dtype ? this : new DType(this.as_datatype_enum + 100);
  }

  /** The dtype of the real part: float32 of complex64, float64 of complex128, else this. */
  get real_dtype(): DType {
    if (this.base_name === 'complex64') return float32;
    return this.base_name === 'complex128' ? float64 : this;
  }

  /** Name of numpy's dtype: `'object'` for strings. KeyError for resource and variant. */
  get as_numpy_dtype(): string {
    if (!this.is_numpy_compatible) throw new KeyError(String(this.as_datatype_enum));
    return this.base_name === 'string' ? 'object' : this.base_name;
  }

  /** Smallest finite value, a bigint for int64 and uint64. TypeError where values have no order. */
  get min(): Limit {
    if (this.#range === null) throw new TypeError(`Cannot find minimum value of ${this.toString()}.`);
    return this.#range[0];
  }

  /** Largest finite value, a bigint for int64 and uint64. TypeError where values have no order. */
  get max(): Limit {
    if (this.#range === null) throw new TypeError(`Cannot find maximum value of ${this.toString()}.`);
    return this.#range[1];
  }

  /** Intensity limits of images: zero and the largest integer, or one for floats. */
  get limits(): readonly [Limit, Limit] {
    if (this.base_name === 'float32' || this.base_name === 'float64') return [0, 1];
    if (!this.is_integer) throw new KeyError(this.is_numpy_compatible ? this.as_numpy_dtype : this.name);
    return [0, this.max];
  }

  /** Whether a tensor of `other`, or of the dtype it refers to, is taken for one of this dtype. */
  is_compatible_with(other: DTypeLike): boolean {
    const other_dtype = as_dtype(other);
    return this === other_dtype || this === other_dtype.base_dtype;
  }

  /** Whether `other` means this dtype; false for what is no dtype. */
  equals(other: unknown): boolean {
    return other === this || this === find_dtype(other);
  }

  toString(): string {
    return `<dtype: '${this.name}'>`;
  }

  repr(): string {
    return `tf.${this.name}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }
}

for (const type_enum of FACTS.keys()) INTERNED.set(type_enum, new DType(type_enum));
for (const type_enum of FACTS.keys()) INTERNED.set(type_enum + 100, new DType(type_enum + 100));

const BY_NAME: ReadonlyMap<string, DType> = new Map<string, DType>(
  [...INTERNED.values()]
    .map((dtype): [string, DType] => [dtype.name, dtype])
    .concat(ALIASES.flatMap(([alias, name]) => alias_entries(alias, name))),
);

function alias_entries(alias: string, name: string): [string, DType][] {
  const dtype = [...INTERNED.values()].find((candidate) => candidate.name === name);
  return dtype === undefined
    ? []
    : [
        [alias, dtype],
        [`${alias}_ref`, dtype.as_ref],
      ];
}

function find_dtype(value: unknown): DType | undefined {
  if (value instanceof DType) return value;
  if (typeof value === 'string') return BY_NAME.get(value);
  return typeof value === 'number' ? INTERNED.get(value) : undefined;
}

/** The dtype that a dtype, name or enum number means (`tf.as_dtype`). TypeError if there is none. */
export function as_dtype(value: DTypeLike): DType {
  const dtype = find_dtype(value);
  if (dtype === undefined) {
    throw new TypeError(`Cannot convert value ${python_repr(value)} to a TensorFlow DType.`);
  }
  return dtype;
}

export const float32 = new DType(1);
export const float64 = new DType(2);
export const int32 = new DType(3);
export const uint8 = new DType(4);
export const int16 = new DType(5);
export const int8 = new DType(6);
export const string = new DType(7);
export const complex64 = new DType(8);
export const int64 = new DType(9);
export const bool = new DType(10);
export const qint8 = new DType(11);
export const quint8 = new DType(12);
export const qint32 = new DType(13);
export const bfloat16 = new DType(14);
export const qint16 = new DType(15);
export const quint16 = new DType(16);
export const uint16 = new DType(17);
export const complex128 = new DType(18);
export const float16 = new DType(19);
export const resource = new DType(20);
export const variant = new DType(21);
export const uint32 = new DType(22);
export const uint64 = new DType(23);
export const half = float16;
export const double = float64;

/** The quantized dtypes with their reference forms (`tf.QUANTIZED_DTYPES`). */
export const QUANTIZED_DTYPES: ReadonlySet<DType> = new Set(
  [...INTERNED.values()].filter((dtype) => dtype.is_quantized),
);
