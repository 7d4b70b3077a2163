// What TensorFlow and numpy said about types (data/types.json), and the same of our own calls. Compares nothing.
import type {DTypeName} from '../../src/types/dtypes.ts';
import type {NestedValue} from '../../src/types/ndarray.ts';
import type {Subscript} from '../../src/types/slices.ts';
import {golden_json} from '../support/goldens.ts';
import type {EncodedArray} from '../support/goldens.ts';

/** What a call gave: a value, or an error by its class and text. */
export interface Outcome {
  value?: unknown;
  error?: string;
  message?: string;
}

/** A method, what it was called on and with. */
export interface MethodRow extends Outcome {
  method: string;
}

export interface ShapeRow extends MethodRow {
  self: (number | null)[] | null;
  args: [((number | null)[] | number | null)?, (number | null)?];
}

export interface DimensionRow extends MethodRow {
  self: number | null;
  args: [(number | null)?];
}

export interface DTypeRow {
  enum: number;
  name: string;
  str: string;
  repr: string;
  base: DTypeName;
  real: string;
  is_ref: boolean;
  is_bool: boolean;
  is_integer: boolean;
  is_floating: boolean;
  is_complex: boolean;
  is_quantized: boolean;
  is_unsigned: boolean;
  is_numpy_compatible: boolean;
  size: Outcome;
  min: Outcome;
  max: Outcome;
  limits: Outcome;
  compatible: string[];
}

/** A Python value: `{int}`, `{float}` and `{bytes}` tell apart what JSON does not. */
export type TaggedValue =
  | {int: string}
  | {float: number}
  | {bytes: number[]}
  | boolean
  | string
  | null
  | TaggedValue[];

interface RecordedTypes {
  dtypes: DTypeRow[];
  dtype_errors: (Outcome & {input: unknown; constructor_call: boolean})[];
  dtype_names: Record<string, number>;
  half: Record<'values' | 'float16' | 'bfloat16' | 'decoded_float16' | 'decoded_bfloat16', EncodedArray>;
  shapes: ShapeRow[];
  shape_constructions: (Outcome & {dims: unknown})[];
  dimensions: DimensionRow[];
  printed: {array: EncodedArray; str: string; repr: string}[];
  casts: {source: EncodedArray; result: EncodedArray}[];
  reductions: {
    array: EncodedArray;
    method: 'max' | 'min' | 'sum' | 'mean' | 'argmax';
    axis: number | number[] | null;
    keepdims: boolean;
    result: EncodedArray;
  }[];
  subscripts: (Outcome & {array: EncodedArray; subscripts: Subscript[]; result?: EncodedArray})[];
  constants: (Outcome & {input: TaggedValue; dtype: string | null})[];
  feeds: (Outcome & {input: TaggedValue; dtype: string})[];
  errors: (
    | {constant: string; code: number}
    | {class: string; code: number; str: string; of_code: string; code_of: number}
  )[];
}

export const RECORDED = golden_json<RecordedTypes>('test/oracle/data/types.json');

/** The outcome of a call of ours. */
export function outcome(call: () => unknown): Outcome {
  try {
    return {value: call()};
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return {error: error.name, message: error.message};
  }
}

/** Python's classes that have another name here. */
const CLASS_NAMES: Record<string, string> = {ZeroDivisionError: 'RangeError'};

/** The recorded part of a row that an outcome is compared with. */
export function expected_outcome({value, error, message}: Outcome): Outcome {
  return error === undefined ? {value} : {error: CLASS_NAMES[error] ?? error, message: message ?? ''};
}

/** The value that stands for a recorded Python value: a bigint for an int. */
export function untagged(value: TaggedValue): NestedValue | null {
  if (Array.isArray(value)) return value.map((item) => untagged(item) as NestedValue);
  if (typeof value !== 'object' || value === null) return value;
  if ('int' in value) return BigInt(value.int);
  return 'float' in value ? value.float : Uint8Array.from(value.bytes);
}
