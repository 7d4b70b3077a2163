/**
 * Gradients of the bodies of functions, as bodies of functions again: what conditionals and loops have in common. Knows
 * neither.
 */
import {walk_back} from './reverse_walk.ts';
import {is_trainable} from './connected.ts';
import type {FunctionAttribute} from '../graph/attributes.ts';
import {body_graph_of, type BodyGraph} from '../graph/body_graph.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {order_stateful_nodes} from '../ops/automatic_control.ts';
import {slices_from, slices_parts} from '../ops/control_flow_switch.ts';
import type {Gradient} from '../ops/gradient_registry.ts';
import {ValueError} from '../types/python_errors.ts';

/** The tensors that a gradient consists of. */
export function parts_of(gradient: Gradient): readonly Tensor[] {
  return gradient instanceof IndexedSlices ? slices_parts(gradient) : [gradient];
}

/** Gradients that consist of `tensors` as `like` do. */
export function packed_like(like: readonly Gradient[], tensors: readonly Tensor[]): Gradient[] {
  let next = 0;
  return like.map((gradient) => {
    const parts = tensors.slice(next, (next += parts_of(gradient).length));
    return gradient instanceof IndexedSlices ? slices_from(parts) : (parts[0] as Tensor);
  });
}

/** Builds what a function returns in its body: each tensor as an identity that waits for what has to run. */
export function trace_body(body: BodyGraph, build: () => readonly Gradient[]): Gradient[] {
  return body.as_default(() => {
    const returned = build();
    const marked = returned.flatMap(parts_of).map((tensor) => identity(tensor));
    body.control_outputs = order_stateful_nodes(body, marked);
    body.outputs = marked;
    return packed_like(returned, marked);
  });
}

/** Gradients of some outputs of a body by some inputs, in the default graph, which is another body. */
export function gradients_of_body(
  ys: readonly Tensor[],
  xs: readonly Tensor[],
  grad_ys: readonly (Gradient | null)[],
  is_zero: boolean,
): (Gradient | null)[] {
  const trainable = [...ys.keys()].filter((i) => is_trainable((ys[i] as Tensor).dtype));
  const ask = {
    ys: trainable.map((i) => ys[i] as Tensor),
    xs,
    stop_gradients: [],
    colocate: false,
    gate: false,
  };
  const given = trainable.map((i) => grad_ys[i] ?? null);
  return walk_back(get_default_graph(), 'gradients', () => ask, given, {is_zero});
}

const CALLS: ReadonlySet<string> = new Set(['PartitionedCall', 'StatefulPartitionedCall']);

/** Which argument of a body a resource comes from. Throws `ValueError` for one that is made inside. */
export function resource_argument(body: BodyGraph, resource: Tensor): number {
  let tensor = resource;
  for (;;) {
    const index = body.inputs.indexOf(tensor);
    if (index >= 0) return index;
    tensor = handed_on(tensor);
  }
}

/** The input of an operation that it gives as this output. */
function handed_on({op, value_index}: Tensor): Tensor {
  if (op.type === 'While') return op.inputs[value_index] as Tensor;
  if (CALLS.has(op.type)) {
    const called = called_body(op, op.get_attr<FunctionAttribute>('f'));
    return op.inputs[resource_argument(called, called.outputs[value_index] as Tensor)] as Tensor;
  }
  throw new ValueError(
    `Taking gradient of a while loop which creates a resource in its body is not supported: ${op.name}`,
  );
}

function called_body(op: Operation, called: FunctionAttribute): BodyGraph {
  return body_graph_of(
    op.graph,
    called,
    op.inputs.map(({shape}) => shape),
  );
}
