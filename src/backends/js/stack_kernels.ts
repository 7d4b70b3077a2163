// Kernels of stacks, on which loops keep what their gradients need.

import type {DType} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {PersistentList} from '../../util/persistent_list.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, input} from './arrays.ts';
import type {JsKernels} from './arrays.ts';
import {type_text} from './messages.ts';
import {
  kept_value,
  on_table,
  scalar_of,
  step_handle,
  type HandleForm,
  type ResourceTable,
  type StepResource,
} from './step_resources.ts';

type Run = Parameters<typeof on_table>[0];

class Stack implements StepResource {
  readonly type_name = 'N10tensorflow5StackE';
  readonly name: string;
  readonly dtype: DType;
  /** -1 for no limit. */
  readonly largest_size: number;
  readonly items: PersistentList<NDArray>;
  readonly is_closed: boolean;

  constructor(
    name: string,
    dtype: DType,
    largest_size: number,
    items: PersistentList<NDArray>,
    is_closed: boolean,
  ) {
    this.name = name;
    this.dtype = dtype;
    this.largest_size = largest_size;
    this.items = items;
    this.is_closed = is_closed;
  }

  with_items(items: PersistentList<NDArray>): Stack {
    return new Stack(this.name, this.dtype, this.largest_size, items, this.is_closed);
  }

  closed(): Stack {
    return new Stack(this.name, this.dtype, this.largest_size, new PersistentList<NDArray>([]), true);
  }

  check_open(): void {
    if (this.is_closed) throw invalid_argument(`Stack[${this.name}] has already been closed.`);
  }
}

function stack_at(table: ResourceTable, inputs: readonly NDArray[]): {place: number; stack: Stack} {
  const place = table.place_of(input(inputs, 0));
  const stack = table.get(place);
  if (!(stack instanceof Stack)) throw invalid_argument('The handle is not that of a stack.');
  return {place, stack};
}

function creating(form: HandleForm, takes_size: boolean): Run {
  return (table, inputs, attrs, {node}) => {
    const size = takes_size ? scalar_of(input(inputs, 0), 'Stack size') : -1;
    const name = `${attribute<string>(attrs, 'stack_name', '') || node}_${table.count}`;
    const stack = new Stack(
      name,
      attrs['elem_type'] as DType,
      size < 0 ? -1 : size,
      new PersistentList<NDArray>([]),
      false,
    );
    return [step_handle(form, table.add(stack), stack, '_stacks')];
  };
}

const push: Run = (table, inputs, _attrs, context) => {
  const {place, stack} = stack_at(table, inputs);
  const {dtype} = input(inputs, 1);
  if (dtype !== stack.dtype)
    throw invalid_argument(`Must have type ${type_text(stack.dtype)} but got ${type_text(dtype)}`);
  stack.check_open();
  if (stack.largest_size >= 0 && stack.items.length >= stack.largest_size)
    throw invalid_argument(`Stack[${stack.name}] overflowed its max_size (${stack.largest_size})`);
  const value = kept_value(inputs, 1, context);
  table.replace(place, stack.with_items(stack.items.push(value)));
  return [input(inputs, 1)];
};

const pop: Run = (table, inputs) => {
  const {place, stack} = stack_at(table, inputs);
  stack.check_open();
  const value = stack.items.get(stack.items.length - 1);
  if (value === undefined) throw invalid_argument(`Stack[${stack.name}] is empty when calling Pop().`);
  table.replace(place, stack.with_items(stack.items.pop()));
  return [value];
};

const close: Run = (table, inputs) => {
  const {place, stack} = stack_at(table, inputs);
  table.replace(place, stack.closed());
  return [];
};

export const STACK_KERNELS: JsKernels = {
  Stack: on_table(creating('string', false)),
  StackClose: on_table(close),
  StackCloseV2: on_table(close),
  StackPop: on_table(pop),
  StackPopV2: on_table(pop),
  StackPush: on_table(push),
  StackPushV2: on_table(push),
  StackV2: on_table(creating('resource', true)),
};
