/**
 * Which requests hold nodes that might wait for each other. Host operations that wait are begun together, so that an enqueue
 * and a dequeue of one run can meet; but one that comes after another begins later, and something else may wait for it.
 */
import type {Operation} from '../graph/operation.ts';

/** All nodes that run after one of these. */
function nodes_after(
  start: Operation,
  successors: ReadonlyMap<Operation, readonly Operation[]>,
): ReadonlySet<Operation> {
  const found = new Set<Operation>();
  const pending = [start];
  for (let op = pending.pop(); op !== undefined; op = pending.pop()) {
    for (const next of successors.get(op) ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      pending.push(next);
    }
  }
  return found;
}

/** Why these nodes cannot be begun in groups, or `null`: some wait after each other, others beside them. */
export function waiting_obstacle(
  nodes: readonly Operation[],
  successors: ReadonlyMap<Operation, readonly Operation[]>,
  waits: (op_type: string) => boolean,
): string | null {
  const waiting = nodes.filter(({type}) => waits(type));
  if (waiting.length < 3) return null;
  const after = new Map(waiting.map((op) => [op, nodes_after(op, successors)]));
  const is_ordered = (a: Operation, b: Operation): boolean =>
    after.get(a)?.has(b) === true || after.get(b)?.has(a) === true;
  const pairs = waiting.flatMap((a, i) => waiting.slice(i + 1).map((b) => is_ordered(a, b)));
  if (!pairs.includes(true) || !pairs.includes(false)) return null;
  return `${waiting[0]?.name ?? ''} and others may wait for each other`;
}
