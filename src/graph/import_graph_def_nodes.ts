/**
 * The nodes of a GraphDef before any of them is in the graph: found by name, their inputs resolved, in the
 * order in which TensorFlow's importer makes them. Refuses what is malformed, in its words.
 */
import type {NodeDef} from '../formats/graph_def.ts';
import {ValueError} from '../types/python_errors.ts';
import {Tensor} from './tensor.ts';
import type {Operation} from './operation.ts';
import {VALID_OP_NAME} from './names.ts';

/** `name:2`, `name` (output 0) or `^name` (-1). */
export interface TensorId {
  readonly name: string;
  readonly index: number;
}

export const CONTROL = -1;

/** The name of an input as a NodeDef spells it. */
function parse_input(text: string): TensorId {
  if (text.startsWith('^')) return {name: text.slice(1), index: CONTROL};
  const match = /^(.*):(\d+)$/.exec(text);
  return match === null ? {name: text, index: 0} : {name: match[1] as string, index: Number(match[2])};
}

export function tensor_id_text({name, index}: TensorId): string {
  return index === CONTROL ? `^${name}` : `${name}:${index}`;
}

/** A mapping of inputs, by `tensor_id_text`; keys that an input had are noted. */
export class InputMap {
  readonly #targets = new Map<string, {readonly key: TensorId; readonly target: Tensor | Operation}>();
  readonly #used = new Set<string>();

  add(key: TensorId, target: Tensor | Operation): void {
    this.#targets.set(tensor_id_text(key), {key, target});
  }

  find(key: TensorId): Tensor | Operation | null {
    return this.#targets.get(tensor_id_text(key))?.target ?? null;
  }

  use(key: TensorId): Tensor | Operation | null {
    const target = this.find(key);
    if (target !== null) this.#used.add(tensor_id_text(key));
    return target;
  }

  /** Keys that no input had, in TensorFlow's order. */
  unused(): TensorId[] {
    return [...this.#targets.values()]
      .map(({key}) => key)
      .filter((key) => !this.#used.has(tensor_id_text(key)))
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.index - b.index));
  }
}

/** One NodeDef on its way into the graph. */
export interface PendingNode {
  readonly def: NodeDef;
  readonly index: number;
  readonly inputs: readonly TensorId[];
  operation: Operation | null;
}

/** All nodes of a GraphDef by name. */
export type PendingNodes = ReadonlyMap<string, PendingNode>;

function check_inputs(def: NodeDef): void {
  let seen_control = false;
  for (const input of def.input) {
    if (input.startsWith('^')) seen_control = true;
    else if (seen_control) {
      throw new ValueError(`Node '${def.name}': Control dependencies must come after regular dependencies`);
    }
  }
}

/** The nodes by name. Throws `ValueError` for bad names, types and orders of inputs. */
export function index_nodes(defs: readonly NodeDef[]): PendingNodes {
  const nodes = new Map<string, PendingNode>();
  defs.forEach((def, index) => {
    if (!VALID_OP_NAME.test(def.name)) {
      throw new ValueError(`Node '${def.name}': Node name contains invalid characters`);
    }
    if (nodes.has(def.name)) throw new ValueError(`Node '${def.name}' is not unique`);
    if (def.op === '') throw new ValueError(`Node '${def.name}' does not specify an operation`);
    check_inputs(def);
    nodes.set(def.name, {def, index, inputs: def.input.map(parse_input), operation: null});
  });
  return nodes;
}

function is_merge({op}: NodeDef): boolean {
  return op === 'Merge' || op === 'RefMerge';
}

function is_next_iteration({op}: NodeDef): boolean {
  return op === 'NextIteration' || op === 'RefNextIteration';
}

/** How many inputs a node waits for: a loop's `Merge` for one of its values, because the other comes from the loop. */
function count_awaited({def, inputs}: PendingNode, nodes: PendingNodes): number {
  if (!is_merge(def)) return inputs.length;
  const values = inputs.filter(({index}) => index !== CONTROL);
  const in_loop = values.some(({name}) => {
    const source = nodes.get(name);
    return source !== undefined && is_next_iteration(source.def);
  });
  return in_loop ? inputs.length - values.length + 1 : inputs.length;
}

/** The nodes that take each node as an input, once for each time. */
function users_of(nodes: PendingNodes, map: InputMap): PendingNode[][] {
  const users: PendingNode[][] = Array.from({length: nodes.size}, () => []);
  for (const node of nodes.values()) {
    node.inputs.forEach((input, i) => {
      if (map.find(input) !== null) return;
      const source = nodes.get(input.name);
      if (source === undefined) {
        throw new ValueError(`Node '${node.def.name}': Unknown input node '${node.def.input[i]}'`);
      }
      (users[source.index] as PendingNode[]).push(node);
    });
  }
  return users;
}

function insert_descending(list: number[], item: number): void {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) > item) low = middle + 1;
    else high = middle;
  }
  list.splice(low, 0, item);
}

/**
 * The nodes so that each comes after its inputs, the first in the file first. Throws `ValueError` for
 * unknown inputs and cycles other than loops.
 */
export function in_order(nodes: PendingNodes, map: InputMap): PendingNode[] {
  const users = users_of(nodes, map);
  const by_index = [...nodes.values()];
  const waiting = by_index.map((node) => {
    const mapped = node.inputs.filter((input) => map.find(input) !== null).length;
    return count_awaited(node, nodes) - mapped;
  });
  // Highest first, so that the lowest is popped.
  const ready = by_index.map(({index}) => index).filter((index) => waiting[index] === 0);
  ready.reverse();
  const ordered: PendingNode[] = [];
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    const node = by_index[next] as PendingNode;
    ordered.push(node);
    for (const user of users[next] as PendingNode[]) {
      if (is_next_iteration(node.def) && is_merge(user.def)) continue;
      const left = (waiting[user.index] as number) - 1;
      waiting[user.index] = left;
      if (left === 0) insert_descending(ready, user.index);
    }
  }
  if (ordered.length < nodes.size) throw new ValueError(`${nodes.size - ordered.length} nodes in a cycle`);
  return ordered;
}

/** A tensor's name as a caller gives it: `name` or `name:0`. */
export function parse_tensor_name(text: string): TensorId {
  const [name, index, ...rest] = text.split(':');
  const is_number = index === undefined || /^\s*[+-]?\d+\s*$/.test(index);
  if (rest.length > 0 || !is_number) throw new ValueError(`Cannot convert '${text}' to a tensor name.`);
  return {name: name as string, index: Number(index ?? 0)};
}
