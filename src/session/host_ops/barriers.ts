/** Host operations on barriers. */
import type {DType} from '../../types/dtypes.ts';
import {int32, int64, string} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {Barrier} from '../queues/barrier.ts';
import {after, check_signature, invalid, size_array} from '../queues/calls.ts';
import {dtypes_text, shapes_text} from '../queues/elements.ts';
import {make_reference, resource_input, resource_place} from '../resources.ts';
import type {Eventually} from '../runtime.ts';

const make_barrier: HostOperation = {
  run: (_, context) => {
    const {attrs, resources} = context;
    const dtypes = attrs['component_types'] as readonly DType[];
    const shapes = attrs['shapes'] as readonly TensorShape[];
    if (shapes.length !== dtypes.length) throw invalid('All of the component shapes must be specified');
    if (Number(attrs['capacity']) !== -1) {
      throw invalid(
        'Barrier only accepts capacity=-1.  Feed the inputs to your Barrier through a queue to enforce a limited capacity.',
      );
    }
    const place = resource_place(context, true);
    const {container, name} = place;
    const held = resources.lookup_or_create(
      Barrier,
      container,
      name,
      () => new Barrier(name, dtypes, shapes),
    );
    check_same(held, dtypes, shapes);
    return [make_reference(place)];
  },
};

/** Refuses a node that asks for another barrier than the one that has its name. */
function check_same(held: Barrier, dtypes: readonly DType[], shapes: readonly TensorShape[]): void {
  const shared = `Shared barrier '${held.name}' has component`;
  if (held.dtypes.join() !== dtypes.join()) {
    throw invalid(
      `${shared} types ${dtypes_text(held.dtypes)} but requested component types were ${dtypes_text(dtypes)}`,
    );
  }
  if (shapes_text(held.shapes) !== shapes_text(shapes)) {
    throw invalid(
      `${shared} shapes ${shapes_text(held.shapes).replaceAll(', ', ',')} but requested component shapes were ${shapes_text(shapes).replaceAll(', ', ',')}`,
    );
  }
}

type BarrierAction = (
  barrier: Barrier,
  inputs: readonly NDArray[],
  context: HostContext,
) => Eventually<readonly NDArray[]>;

function on_barrier(action: BarrierAction): HostOperation {
  return {
    waits: true,
    run: (inputs, context) =>
      action(resource_input(Barrier, inputs[0] as NDArray, context.resources), inputs.slice(1), context),
  };
}

export const BARRIER_OPERATIONS: HostOperations = {
  Barrier: make_barrier,
  BarrierInsertMany: on_barrier((barrier, [keys, values], {op, attrs, signal}) => {
    const component = Number(attrs['component_index']);
    const count = barrier.dtypes.length;
    if (component >= count)
      throw invalid(`The component ID is out of range ${component} > num_components (= ${count})`);
    check_signature(op, [string, barrier.dtypes[component] as DType], []);
    return after(barrier.insert(keys as NDArray, component, values as NDArray, signal));
  }),
  BarrierTakeMany: on_barrier((barrier, [count], {op, attrs, signal}) => {
    if (Number(attrs['timeout_ms']) !== -1) throw invalid('Timeout not supported yet.');
    if (count?.shape.length !== 0) throw invalid('num_elements must be a scalar.');
    check_signature(op, [int32], [int64, string, ...barrier.dtypes]);
    return barrier.take(Number(count.data[0]), attrs['allow_small_batch'] === true, signal);
  }),
  BarrierClose: on_barrier((barrier, _, {attrs}) =>
    after(barrier.close(attrs['cancel_pending_enqueues'] === true)),
  ),
  BarrierReadySize: on_barrier((barrier) => [size_array(barrier.ready_size)]),
  BarrierIncompleteSize: on_barrier((barrier) => [size_array(barrier.incomplete_size)]),
};
