/** Host operations on accumulators of gradients, of both generations of handles. */
import {int32, int64, resource, type DType} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {DenseAccumulator, SparseAccumulator} from '../queues/accumulators.ts';
import {check_signature, invalid, size_array} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {make_handle, make_reference, resource_input, resource_place} from '../resources.ts';
import type {Eventually} from '../runtime.ts';

type AnyAccumulator = DenseAccumulator | SparseAccumulator;

function maker(make: (dtype: DType, shape: TensorShape, reduction: string) => AnyAccumulator): HostOperation {
  return {
    run: (_, context) => {
      const {attrs, op, resources} = context;
      const place = resource_place(context, true);
      resources.lookup_or_create<AnyAccumulator>(DenseAccumulator, place.container, place.name, () =>
        make(
          attrs['dtype'] as DType,
          attrs['shape'] as TensorShape,
          String(attrs['reduction_type'] ?? 'MEAN'),
        ),
      );
      return [
        op.outputs[0]?.dtype === resource ? make_handle(DenseAccumulator, place) : make_reference(place),
      ];
    },
  };
}

type Action = (
  accumulator: AnyAccumulator,
  inputs: readonly NDArray[],
  context: HostContext,
) => Eventually<readonly NDArray[]>;

function on_accumulator(action: Action): HostOperation {
  return {
    waits: true,
    run: (inputs, context) =>
      action(
        resource_input<AnyAccumulator>(DenseAccumulator, inputs[0] as NDArray, context.resources),
        inputs.slice(1),
        context,
      ),
  };
}

/** The scalar that an argument must be. */
function scalar(name: string, array: NDArray | undefined): number | bigint {
  if (array?.shape.length !== 0)
    throw invalid(`Argument ${name} must be scalar, but had bad shape ${shape_text(array?.shape ?? [])}`);
  return array.data[0] as number | bigint;
}

const apply_dense = on_accumulator((accumulator, [step, gradient], {op}) => {
  check_signature(op, [int64, accumulator.dtype], []);
  accumulator.apply(scalar('local_step', step) as bigint, [gradient as NDArray], false);
  return [];
});

const take_dense = on_accumulator((accumulator, [count], {op, signal}) => {
  check_signature(op, [int32], [accumulator.dtype]);
  return accumulator.take(Number(scalar('num_required', count)), signal);
});

const set_step = on_accumulator((accumulator, [step]) => {
  accumulator.set_step(scalar('new_global_step', step) as bigint);
  return [];
});

const num_accumulated = on_accumulator((accumulator) => [size_array(accumulator.count)]);

const make_dense = maker((dtype, shape, reduction) => new DenseAccumulator(dtype, shape, reduction));

export const ACCUMULATOR_OPERATIONS: HostOperations = {
  ConditionalAccumulator: make_dense,
  ResourceConditionalAccumulator: make_dense,
  SparseConditionalAccumulator: maker(
    (dtype, shape, reduction) => new SparseAccumulator(dtype, shape, reduction),
  ),
  AccumulatorApplyGradient: apply_dense,
  ResourceAccumulatorApplyGradient: apply_dense,
  AccumulatorTakeGradient: take_dense,
  ResourceAccumulatorTakeGradient: take_dense,
  AccumulatorSetGlobalStep: set_step,
  ResourceAccumulatorSetGlobalStep: set_step,
  AccumulatorNumAccumulated: num_accumulated,
  ResourceAccumulatorNumAccumulated: num_accumulated,
  SparseAccumulatorApplyGradient: on_accumulator((accumulator, [step, ...gradient], {op, attrs}) => {
    check_signature(op, [int64, int64, accumulator.dtype, int64], []);
    accumulator.apply(scalar('local_step', step) as bigint, gradient, attrs['has_known_shape'] === true);
    return [];
  }),
  SparseAccumulatorTakeGradient: on_accumulator((accumulator, [count], {op, signal}) => {
    check_signature(op, [int32], [int64, accumulator.dtype, int64]);
    return accumulator.take(Number(scalar('num_required', count)), signal);
  }),
};
