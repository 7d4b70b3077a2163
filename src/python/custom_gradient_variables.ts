/**
 * The variables that a part of a graph reads, as `tf.custom_gradient` looks for them: those that new nodes read, and those behind
 * its results.
 */
import {GraphKeys} from '../graph/collections.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {identity} from '../ops/array_identity.ts';
import {find_gradient} from '../ops/gradient_registry.ts';
import {ValueError} from '../types/python_errors.ts';
import type {Variable} from './variables.ts';

const VARIABLE_OPS: ReadonlySet<string> = new Set(['VariableV2', 'VarHandleOp']);
const READERS: ReadonlySet<string> = new Set(['ReadVariableOp', 'ResourceGather', 'ResourceGatherNd']);

/** The operations behind `results` through which gradients flow, up to `args`. */
function differentiable_behind(results: readonly Tensor[], args: ReadonlySet<Tensor>): Set<Operation> {
  const found = new Set(results.map(({op}) => op));
  for (const op of found) {
    if (!find_gradient(op.type)) continue;
    for (const input of op.inputs) if (!args.has(input)) found.add(input.op);
  }
  return found;
}

/** The trainable variable of an operation; null for one that is not trainable. */
function trainable_variable({name, graph}: Operation): Variable | null {
  const named = graph.get_collection<Variable>(GraphKeys.GLOBAL_VARIABLES, `${name}:0`);
  if (named.length === 0) throw new ValueError(`Unsuccessful at finding variable ${name}.`);
  return named.find(({trainable}) => trainable) ?? null;
}

/** Trainable variables that nodes after number `since` read by a handle. */
function read_since(graph: Graph, since: number): Variable[] {
  const keys = [
    GraphKeys.GLOBAL_VARIABLES,
    GraphKeys.LOCAL_VARIABLES,
    GraphKeys.TRAINABLE_VARIABLES,
  ] as const;
  const variables = keys.flatMap((key) => graph.get_collection<Variable>(key));
  const readers = graph.get_operations().filter(({id, type}) => id > since && READERS.has(type));
  const handles = new Set(readers.map((op) => op.inputs[0]));
  return variables.filter(({handle, trainable}) => trainable && handle !== null && handles.has(handle));
}

/** The trainable variables that the nodes after number `since` read, or that lie behind `results`; in order of creation. */
export function used_variables(
  args: readonly Tensor[],
  results: readonly TensorLike[],
  since: number,
): Variable[] {
  const read = read_since(get_default_graph(), since);
  const copies = results.map((result) => identity(result));
  const behind = [...differentiable_behind(copies, new Set(args))]
    .filter((op) => VARIABLE_OPS.has(op.type) && !copies.some((copy) => copy.op === op))
    .map(trainable_variable)
    .filter((variable) => variable !== null);
  return [...new Set([...behind, ...read])].sort((a, b) => a.op.id - b.op.id);
}
