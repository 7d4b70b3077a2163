/** Host operations on staging areas. Each of them makes the area that it names where there is none. */
import type {DType} from '../../types/dtypes.ts';
import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Attributes} from '../../compile/program.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {after, invalid, size_array} from '../queues/calls.ts';
import type {Tuple} from '../queues/elements.ts';
import {
  OrderedStagingMap,
  StagingBuffer,
  UnorderedStagingMap,
  type StagingLimits,
} from '../queues/staging.ts';
import {resource_place} from '../resources.ts';
import type {Eventually} from '../runtime.ts';

function limits(attrs: Attributes): StagingLimits {
  return {capacity: Number(attrs['capacity']), memory_limit: Number(attrs['memory_limit'])};
}

type Action<R> = (
  area: R,
  inputs: readonly NDArray[],
  context: HostContext,
) => Eventually<readonly NDArray[]>;

function on_buffer(action: Action<StagingBuffer>): HostOperation {
  return {
    waits: true,
    run: (inputs, context) => {
      const {container, name} = resource_place(context);
      const make = (): StagingBuffer => new StagingBuffer(limits(context.attrs));
      return action(
        context.resources.lookup_or_create(StagingBuffer, container, name, make),
        inputs,
        context,
      );
    },
  };
}

/** A tuple as outputs, if there are as many. */
function outputs(tuple: Tuple, {op}: HostContext): Tuple {
  if (tuple.length === op.outputs.length) return tuple;
  throw invalid(`Mismatch stage/unstage: ${tuple.length} vs. ${op.outputs.length}`);
}

function then_outputs(taken: Eventually<Tuple>, context: HostContext): Eventually<Tuple> {
  return taken instanceof Promise ? taken.then((tuple) => outputs(tuple, context)) : outputs(taken, context);
}

const BUFFER_OPERATIONS: HostOperations = {
  Stage: on_buffer((buffer, values, {signal}) => after(buffer.put(values, signal))),
  Unstage: on_buffer((buffer, _, context) => then_outputs(buffer.take(context.signal), context)),
  StagePeek: on_buffer((buffer, [index], context) => {
    return then_outputs(buffer.peek(Number(index?.data[0]), context.signal), context);
  }),
  StageSize: on_buffer((buffer) => [size_array(buffer.size)]),
  StageClear: on_buffer((buffer) => {
    buffer.clear();
    return [];
  }),
};

type AnyMap = UnorderedStagingMap | OrderedStagingMap;

function map_of(context: HostContext, is_ordered: boolean): AnyMap {
  const {attrs, resources} = context;
  const {container, name} = resource_place(context);
  const count = (attrs['dtypes'] as readonly DType[]).length;
  return is_ordered
    ? resources.lookup_or_create(
        OrderedStagingMap,
        container,
        name,
        () => new OrderedStagingMap(limits(attrs), count),
      )
    : resources.lookup_or_create(
        UnorderedStagingMap,
        container,
        name,
        () => new UnorderedStagingMap(limits(attrs), count),
      );
}

function key_of(key: NDArray | undefined): bigint {
  if (key === undefined || key.size === 0) throw invalid('key must not be empty');
  if (key.size > 1)
    throw invalid(`key must be an int64 scalar, got tensor with shape: [${key.shape.join(',')}]`);
  return key.data[0] as bigint;
}

function integers(array: NDArray | undefined): number[] {
  return Array.from(array?.data as Int32Array);
}

function with_key({key, tuple}: {readonly key: bigint; readonly tuple: Tuple}): Tuple {
  return [new NDArray(int64, [], BigInt64Array.of(key)), ...tuple];
}

/** The operations on maps whose keys are in order, or in none. */
function map_operations(prefix: string, is_ordered: boolean): HostOperations {
  const on_map = (action: Action<AnyMap>): HostOperation => ({
    waits: true,
    run: (inputs, context) => action(map_of(context, is_ordered), inputs, context),
  });
  return {
    [`${prefix}Stage`]: on_map((map, [key, indices, ...values], {signal}) =>
      after(map.put(key_of(key), integers(indices), values, signal)),
    ),
    [`${prefix}Unstage`]: on_map((map, [key, indices], {signal}) =>
      map.take(key_of(key), integers(indices), signal),
    ),
    [`${prefix}Peek`]: on_map((map, [key, indices], {signal}) =>
      map.peek(key_of(key), integers(indices), signal),
    ),
    [`${prefix}UnstageNoKey`]: on_map((map, [indices], {signal}) => {
      const taken = map.take_any(integers(indices), signal);
      return taken instanceof Promise ? taken.then(with_key) : with_key(taken);
    }),
    [`${prefix}Size`]: on_map((map) => [size_array(map.size)]),
    [`${prefix}IncompleteSize`]: on_map((map) => [size_array(map.incomplete_size)]),
    [`${prefix}Clear`]: on_map((map) => {
      map.clear();
      return [];
    }),
  };
}

export const STAGING_OPERATIONS: HostOperations = {
  ...BUFFER_OPERATIONS,
  ...map_operations('Map', false),
  ...map_operations('OrderedMap', true),
};
