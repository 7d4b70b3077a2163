/**
 * Lookup tables over a hash map: those that are filled once, and those that change. Knows no ops.
 */
import {AbortedError, FailedPreconditionError, UnimplementedError} from '../../errors.ts';
import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count} from '../../types/ndarray_storage.ts';
import {number_text} from '../../backends/js/tensor_text.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {bytes_of_key, HashMap, type Key} from './hash_map.ts';
import {
  are_equal,
  array_of_keys,
  keys_of,
  LookupTable,
  room_for,
  type Items,
  type TableParts,
} from './table.ts';

/** The elements of one value. */
type Value = readonly unknown[];

function value_at(items: Items, size: number, index: number): Value {
  const value: unknown[] = [];
  for (let i = index * size; i < (index + 1) * size; i++) value.push(items[i]);
  return value;
}

/** A table whose keys are scalars, in a map. */
abstract class MappedTable extends LookupTable {
  protected readonly map = new HashMap<Value>();
  protected readonly value_size: number;

  constructor(parts: TableParts) {
    super(parts);
    this.value_size = element_count(parts.value_shape);
  }

  get size(): number {
    return this.map.size;
  }

  find(keys: NDArray, default_value: NDArray): NDArray {
    const missing = value_at(default_value.data, this.value_size, 0);
    const values = keys_of(keys).map((key) => this.map.get(key) ?? missing);
    return this.#array_of_values(keys.shape, values);
  }

  export_values(): readonly [NDArray, NDArray] {
    const keys: Key[] = [];
    const values: Value[] = [];
    for (const [key, value] of this.map.entries()) {
      keys.push(key);
      values.push(value);
    }
    return [array_of_keys(this.parts.key_dtype, keys), this.#array_of_values([keys.length], values)];
  }

  #array_of_values(batch: readonly number[], values: readonly Value[]): NDArray {
    const {value_dtype, value_shape} = this.parts;
    const shape = [...batch, ...value_shape];
    const data = room_for(value_dtype, shape);
    values.forEach((value, i) => {
      for (let k = 0; k < this.value_size; k++) (data as Items)[i * this.value_size + k] = value[k];
    });
    return new NDArray(value_dtype, shape, data);
  }
}

/** A table that changes; its values are scalars or vectors. */
export class MutableTable extends MappedTable {
  insert(keys: NDArray, values: NDArray): void {
    keys_of(keys).forEach((key, i) => {
      this.map.set(key, value_at(values.data, this.value_size, i));
    });
  }

  remove(keys: NDArray): void {
    for (const key of keys_of(keys)) this.map.delete(key);
  }

  import_values(keys: NDArray, values: NDArray): void {
    this.map.clear();
    this.insert(keys, values);
  }
}

const decoder = new TextDecoder();

/** A table that is filled once, with scalars. */
export class StaticTable extends MappedTable {
  #is_initialized = false;

  get is_initialized(): boolean {
    return this.#is_initialized;
  }

  override get size(): number {
    return this.#is_initialized ? super.size : 0;
  }

  override find(keys: NDArray, default_value: NDArray): NDArray {
    if (!this.#is_initialized) throw new FailedPreconditionError(null, null, 'Table not initialized.');
    return super.find(keys, default_value);
  }

  override export_values(): readonly [NDArray, NDArray] {
    if (!this.#is_initialized) throw new AbortedError(null, null, 'HashTable is not initialized.');
    return super.export_values();
  }

  insert(): void {
    throw unsupported('Insert');
  }

  remove(): void {
    throw unsupported('Remove');
  }

  /** Fills it. Once it is filled, no more than as many keys are asked for. */
  import_values(keys: NDArray, values: NDArray): void {
    if (keys.size === 0) throw invalid('keys and values cannot be empty tensors.');
    if (keys.shape.join() !== values.shape.join()) {
      throw invalid(
        `keys and values should have the same dimension.${shape_text(keys.shape)} vs ${shape_text(values.shape)}`,
      );
    }
    if (this.#is_initialized) {
      if (keys.size === this.size) return;
      throw new FailedPreconditionError(null, null, 'Table was already initialized with different data.');
    }
    const items: Items = values.data;
    keys_of(keys).forEach((key, i) => {
      this.add(key, items[i]);
    });
    this.finish();
  }

  /** Adds a pair before the table is filled; a key that comes again must have the same value. */
  add(key: Key, value: unknown): void {
    const held = this.map.get(key);
    if (held === undefined) {
      this.map.set(key, [value]);
    } else if (!are_equal(held[0], value)) {
      const [shown, other] = [this.#shown(held[0]), this.#shown(value)];
      throw new FailedPreconditionError(
        null,
        null,
        `HashTable has different value for same key. Key ${text_of_key(key)} has ${shown} and trying to add value ${other}`,
      );
    }
  }

  finish(): void {
    this.#is_initialized = true;
  }

  #shown(value: unknown): string {
    const {value_dtype} = this.parts;
    return value_dtype === string ? decoder.decode(value as Uint8Array) : number_text(value_dtype, value);
  }
}

function text_of_key(key: Key): string {
  if (typeof key !== 'string') return String(key);
  return decoder.decode(bytes_of_key(key));
}

function unsupported(what: string): UnimplementedError {
  return new UnimplementedError(
    null,
    null,
    `${what} not supported by InitializableLookupTable implementations`,
  );
}
