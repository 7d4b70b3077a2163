/**
 * Operations that only wait for others: `tf.no_op`, `tf.group`, `tf.tuple`.
 */
import {apply} from '../graph/apply_op.ts';
import {is_graph_value, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op} from '../graph/define_op.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {ValueError} from '../types/python_errors.ts';
import {is_record} from '../util/records.ts';
import {identity, RefIdentity} from './array_identity.ts';
import {op_scope} from './op_scope.ts';
import {no_output} from './shape_functions.ts';
import {sparse_parts, SparseTensor} from './sparse_tensor.ts';

/** Does nothing; what it waits for is in its control inputs. */
export const NoOp = define_op('NoOp', {shape: no_output});

/** `tf.no_op`: an operation that does nothing. */
export const no_op = signature(['name'], function no_op(name: string | null = null): Operation {
  return apply(NoOp, {}, {}, name).operation;
});

/** What can be waited for. */
export type Waitable =
  | Operation
  | Tensor
  | IndexedSlices
  | SparseTensor
  | {readonly op: Operation; readonly device: string};
type NestedWaitable = Waitable | readonly NestedWaitable[] | {readonly [key: string]: NestedWaitable};

function flat(inputs: readonly unknown[]): unknown[] {
  return inputs.flatMap((input): unknown[] => {
    if (Array.isArray(input)) return flat(input);
    if (is_record(input)) {
      return flat(
        Object.keys(input)
          .sort()
          .map((key) => input[key]),
      );
    }
    if (input instanceof IndexedSlices) return flat([input.values, input.indices, input.dense_shape ?? []]);
    if (input instanceof SparseTensor) return sparse_parts(input);
    return [input];
  });
}

function device_of(input: unknown): string {
  const device =
    typeof input === 'object' && input !== null ? (input as {device?: unknown}).device : undefined;
  if (typeof device === 'string') return device;
  throw new TypeError(
    `Expected tf.group() expected Tensor arguments not '${typeof input === 'string' ? input : python_repr(input)}' with type '<class '${python_type_name(input)}'>'`,
  );
}

function no_op_after(
  dependencies: readonly unknown[],
  device: string | null,
  name: string | null,
): Operation {
  const graph = get_default_graph();
  return graph.control_dependencies(dependencies, () =>
    device === null ? no_op(name) : graph.device(device, () => no_op(name)),
  );
}

/** `tf.group`: an operation that is done when all of `inputs` are. */
export const group = signature(
  ['inputs', 'name'],
  function group(inputs: readonly NestedWaitable[], name: string | null = null): Operation {
    return op_scope(name, 'group_deps', inputs, (scope) => {
      if (inputs.length === 0) return no_op(scope);
      const by_device = new Map<string, unknown[]>();
      for (const input of flat(inputs)) {
        const device = device_of(input);
        const list = by_device.get(device);
        if (list) list.push(input);
        else by_device.set(device, [input]);
      }
      const [first] = by_device;
      if (by_device.size === 1 && first) return no_op_after(first[1], first[0], scope);
      const devices = [...by_device.keys()].sort();
      return no_op_after(
        devices.map((device) => no_op_after(by_device.get(device) ?? [], device, null)),
        null,
        scope,
      );
    });
  },
  {rest: 'inputs'},
);

/** `control_flow_ops._Identity`: of a reference, a reference. */
export function identity_or_reference(tensor: Tensor, name: string | null = null): Tensor {
  return tensor.dtype.is_ref_dtype
    ? apply(RefIdentity, {input: tensor}, {}, name).output
    : identity(tensor, name);
}

/** `control_flow_ops.with_dependencies`: `output_tensor`, once `dependencies` are done. */
export function with_dependencies<T extends Tensor | IndexedSlices>(
  dependencies: readonly unknown[],
  output_tensor: T,
  name: string | null = null,
): T {
  return op_scope(name, 'control_dependency', [...dependencies, output_tensor], (scope) => {
    const {graph} = output_tensor;
    return within_colocation(graph, output_tensor, false, () =>
      graph.control_dependencies(dependencies, () => {
        if (output_tensor instanceof Tensor) return identity_or_reference(output_tensor, scope) as T;
        const {values, indices, dense_shape} = output_tensor;
        return new IndexedSlices(identity_or_reference(values, scope), indices, dense_shape) as T;
      }),
    );
  });
}

type Member = TensorLike | Operation | IndexedSlices | null;

function member_of(value: Member): Tensor | Operation | IndexedSlices | null {
  if (value === null || value instanceof Operation || value instanceof IndexedSlices) return value;
  return value instanceof Tensor ? value : to_tensor(value);
}

function gating_operations(
  members: readonly (Tensor | Operation | IndexedSlices | null)[],
  control_inputs: readonly unknown[],
): Operation[] {
  const operations = new Set<Operation>();
  for (const member of members)
    if (member !== null) operations.add(member instanceof Operation ? member : member.op);
  for (const input of control_inputs) {
    if (input instanceof Tensor) operations.add(input.op);
    else if (input instanceof Operation) operations.add(input);
    else throw new TypeError(`Control input must be Operation or Tensor: ${python_repr(input)}`);
  }
  return [...operations].sort((a, b) => a.id - b.id);
}

/** `tf.tuple`: the tensors, none of them available before all are, and before `control_inputs` are done. */
export const tuple = signature(['tensors', 'name', 'control_inputs'], function tuple<
  T extends readonly Member[],
>(tensors: T, name: string | null = null, control_inputs: readonly (Tensor | Operation)[] | null = null): (
  | Tensor
  | Operation
  | IndexedSlices
  | null
)[] {
  return op_scope(name, 'tuple', tensors.filter(is_graph_value), () => {
    const members = tensors.map(member_of);
    const gating = gating_operations(members, control_inputs ?? []);
    if (gating.length === 0) throw new ValueError(`Must have at least one Tensor: ${python_repr(members)}`);
    const gate = group(...gating);
    return members.map((member) => {
      if (member === null) return null;
      if (!(member instanceof Operation)) return with_dependencies([gate], member);
      return get_default_graph().control_dependencies([gate], () => group(member));
    });
  });
});
