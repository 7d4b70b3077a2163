/**
 * Gradients of tensor arrays: each call of `tf.gradients` has an array of its own for the gradients of an array's
 * elements, which is read where that was written and written where that was read.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorArrayClass} from './data_flow_tensor_array.ts';
import {gradient} from './gradient_registry.ts';

/** `_GetGradSource`: which call of `tf.gradients` made a tensor, by its name. */
function source_of({name}: Tensor): string {
  const parts = name.split('/');
  const last = parts.findLastIndex((part) => part.startsWith('gradients'));
  if (last < 0) {
    throw new ValueError(
      `Expected op/tensor name to start with gradients (excluding scope), got: ${name}. This means that a tf.gradients op with this op in its dependency path has a custom name that does not start with 'gradients'. Please make sure all calls to tf.gradients that have non-empty 'name' arguments use names that start with 'gradients'.`,
    );
  }
  return parts.slice(0, last + 1).join('/');
}

/** The array of gradients that belongs to the call that made `dy`. */
function gradient_array(op: Operation, dtype: DType, flow: Tensor, dy: Tensor): TensorArrayClass {
  const [handle] = op.inputs as readonly [Tensor];
  const source = source_of(dy);
  const array = new TensorArrayClass(dtype, null, null, null, null, handle, flow, true, null, false);
  return array.grad(source, flow);
}

/** An op of tensor arrays and what it was called before. */
function versions(name: string): {name: string}[] {
  return [{name}, {name: `${name}V2`}, {name: `${name}V3`}];
}

gradient(versions('TensorArrayRead'), (_tf, op, dy) => {
  const [, index, flow] = op.inputs as readonly [Tensor, Tensor, Tensor];
  const array = gradient_array(op, op.get_attr<DType>('dtype'), flow, dy);
  return [null, null, array.write(index, dy).flow];
});

gradient(versions('TensorArrayWrite'), (_tf, op, flow) => {
  const index = op.inputs[1] as Tensor;
  return [null, null, gradient_array(op, op.get_attr<DType>('T'), flow, flow).read(index), flow];
});

gradient(versions('TensorArrayGather'), (_tf, op, dy) => {
  const [, indices, flow] = op.inputs as readonly [Tensor, Tensor, Tensor];
  const array = gradient_array(op, op.get_attr<DType>('dtype'), flow, dy);
  return [null, null, array.scatter(indices, dy).flow];
});

gradient(versions('TensorArrayScatter'), (_tf, op, flow) => {
  const indices = op.inputs[1] as Tensor;
  return [null, null, gradient_array(op, op.get_attr<DType>('T'), flow, flow).gather(indices), flow];
});

gradient(versions('TensorArrayConcat'), (_tf, op, dy) => {
  const flow = op.inputs[1] as Tensor;
  const array = gradient_array(op, op.get_attr<DType>('dtype'), flow, dy);
  return [null, array.split(dy, op.outputs[1] as Tensor).flow];
});

gradient(versions('TensorArraySplit'), (_tf, op, flow) => [
  null,
  gradient_array(op, op.get_attr<DType>('T'), flow, flow).concat(),
  null,
  flow,
]);
