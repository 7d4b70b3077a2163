/**
 * What all lookup tables are to a program: `tf.contrib.lookup.LookupInterface`. Knows no kind of table.
 */
import type {Tensor} from '../../graph/tensor.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {as_dtype, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {NotImplementedError} from '../../types/python_errors.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';

export type Name = Arguments<['name'], [name?: string | null]>;
/** Keys that are looked up. */
export type Keys = Tensor | SparseTensor;

/** A lookup table. */
export class LookupInterfaceClass {
  readonly #key_dtype: DType;
  readonly #value_dtype: DType;

  constructor(key_dtype: DTypeLike, value_dtype: DTypeLike) {
    this.#key_dtype = as_dtype(key_dtype);
    this.#value_dtype = as_dtype(value_dtype);
  }

  get key_dtype(): DType {
    return this.#key_dtype;
  }

  get value_dtype(): DType {
    return this.#value_dtype;
  }

  /** The name of the table's node, without its scopes; `null` where there is none. */
  get name(): string | null {
    throw new NotImplementedError();
  }

  /** The handle of the table; `null` where there is none. */
  get resource_handle(): Tensor | null {
    throw new NotImplementedError();
  }

  /** The number of keys, an int64 scalar. */
  size(...args: Name): Tensor;
  size(): Tensor {
    throw new NotImplementedError();
  }

  /** The values of keys; which keys it takes is said by the kind of table. */
  lookup(...args: never): Keys;
  lookup(_keys: never): Keys {
    throw new NotImplementedError();
  }
}

define_methods(LookupInterfaceClass, {size: ['name'], lookup: ['keys', 'name']});

/** `tf.contrib.lookup.LookupInterface(key_dtype, value_dtype)`: what all tables extend. */
export const LookupInterface = public_class(['key_dtype', 'value_dtype'], LookupInterfaceClass);
export type LookupInterface = LookupInterfaceClass;

/** Keys as a tensor, and their values in the form of the keys. TypeError for keys of another dtype. */
export function looked_up(
  {key_dtype}: LookupInterfaceClass,
  keys: Keys,
  values_of: (keys: Tensor) => Tensor,
): Keys {
  check_key_dtype(key_dtype, keys.dtype);
  if (!(keys instanceof SparseTensor)) return values_of(keys);
  return new SparseTensor(keys.indices, values_of(keys.values), keys.dense_shape);
}

/** TypeError for keys of another dtype. */
export function check_key_dtype(expected: DType, {base_dtype}: DType): void {
  if (base_dtype === expected) return;
  throw new TypeError(
    `Signature mismatch. Keys must be dtype ${expected.toString()}, got ${base_dtype.toString()}.`,
  );
}

/** The last part of a node's name. */
export function short_name({op}: Tensor): string {
  return op.name.split('/').at(-1) ?? '';
}
