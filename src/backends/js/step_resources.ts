// Tensor arrays and stacks: the things that ops of a run make and know by handles. All of them are one value, a variant
// scalar, which their steps take as their last input and give, changed, as their last output.

import {float32, resource, string, variant} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {as_opaque, type Opaque} from '../../types/ndarray_storage.ts';
import {ResourceHandle} from '../../types/resource_handle.ts';
import {decode_text} from '../../types/text.ts';
import {PersistentList} from '../../util/persistent_list.ts';
import {NOT_FOUND} from '../../errors.ts';
import type {KernelContext} from '../backend.ts';
import {invalid_argument, KernelError} from '../kernel_error.ts';
import {input, type JsKernel} from './arrays.ts';
import {copied} from './moves.ts';

/** One of them: it never changes. */
export interface StepResource {
  /** The C++ type that TensorFlow keeps it as. */
  readonly type_name: string;
  readonly name: string;
}

class StepResources implements Opaque {
  readonly type_name = 'StepResources';
  readonly list: PersistentList<StepResource>;

  constructor(list: PersistentList<StepResource>) {
    this.list = list;
  }

  toString(): string {
    return `<${this.list.length} tensor arrays and stacks>`;
  }
}

/** The handles of the two ways that ops name them. */
export type HandleForm = 'resource' | 'string';

/** The resources of a run as one step sees and changes them. */
export class ResourceTable {
  #list: PersistentList<StepResource>;

  constructor(value: NDArray) {
    this.#list = as_opaque(StepResources, value)?.list ?? new PersistentList<StepResource>([]);
  }

  /** The value with all changes. */
  get value(): NDArray {
    return new NDArray(variant, [], [new StepResources(this.#list)]);
  }

  get count(): number {
    return this.#list.length;
  }

  /** Keeps a new one and gives its place. */
  add(made: StepResource): number {
    this.#list = this.#list.push(made);
    return this.#list.length - 1;
  }

  replace(place: number, by: StepResource): void {
    this.#list = this.#list.replaced(place, by);
  }

  get(place: number): StepResource {
    return this.#list.get(place) as StepResource;
  }

  /** The place of the one with a name, -1 if there is none. */
  find(name: string): number {
    for (let place = this.#list.length - 1; place >= 0; place--)
      if (this.#list.get(place)?.name === name) return place;
    return -1;
  }

  /** The place of the one that a handle names. */
  place_of(handle: NDArray): number {
    const held = as_opaque(ResourceHandle, handle);
    if (held !== undefined && held.container === CONTAINER) return Number(held.name);
    const name =
      handle.dtype === string && handle.size === 2 ? decode_text(handle.data[1] as Uint8Array) : '';
    const place = this.find(String(name));
    if (place < 0) throw new KernelError(NOT_FOUND, `Resource ${String(held?.name ?? name)} does not exist.`);
    return place;
  }
}

/** Handles of dtype resource name the place. */
const CONTAINER = 'the run';

/** A handle of what stands at `place`. */
export function step_handle(form: HandleForm, place: number, made: StepResource, container: string): NDArray {
  if (form === 'string') return new NDArray(string, [2], [container, made.name]);
  return new NDArray(resource, [], [new ResourceHandle(CONTAINER, String(place), made.type_name)]);
}

/** The table that a step is given, as its last input. */
function table_of(inputs: readonly NDArray[]): ResourceTable {
  return new ResourceTable(input(inputs, inputs.length - 1));
}

/** What orders steps on one array: nobody looks at its value. */
export function new_flow(): NDArray {
  return new NDArray(float32, [], new Float32Array(1));
}

/** The value of an input that is to be kept: its own, unless others hold it too. */
export function kept_value(inputs: readonly NDArray[], index: number, context: KernelContext): NDArray {
  const value = input(inputs, index);
  return context.may_overwrite(index) ? value : copied(value);
}

/** A kernel that works on the table; what it gives is followed by the table as it is then. */
export function on_table(
  run: (
    table: ResourceTable,
    inputs: readonly NDArray[],
    attrs: Parameters<JsKernel>[1],
    context: KernelContext,
  ) => readonly NDArray[],
): JsKernel {
  return (inputs, attrs, context) => {
    const table = table_of(inputs);
    const outputs = run(table, inputs, attrs, context);
    return [...outputs, table.value];
  };
}

/** A scalar of an input, checked. */
export function scalar_of(value: NDArray, what: string): number {
  if (value.shape.length !== 0)
    throw invalid_argument(`${what} must be scalar, but had shape: [${value.shape.join(',')}]`);
  return Number(value.data[0]);
}
