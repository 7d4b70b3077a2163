// The kernels of a program: which steps are done together, and in which order. Pure.
import type {ProgramValue, Step} from '../../../compile/program.ts';
import {REDUCTIONS} from '../kernels/op_table.ts';
import {BandGroup} from './band_group.ts';
import {sizes_of, type Resolved} from './resolve.ts';

/** A step that has a kernel of its own. */
export interface SingleGroup {
  readonly kind: 'single';
  readonly step: Step;
}

export type Group = BandGroup | SingleGroup;

/** The groups of steps that stand in an order in which they can run. Each step joins the latest group that takes it. */
export function grouped(steps: readonly Step[], resolved: Resolved): Group[] {
  const groups: Group[] = [];
  const group_of = new Map<number, number>();
  for (const step of steps) {
    const sources = step.inputs.map((input) => group_of.get(resolved.root(input).id) ?? -1);
    const index = place(step, Math.max(-1, ...sources), groups, resolved);
    for (const {id} of step.outputs) group_of.set(id, index);
  }
  return groups;
}

/** The index of the group that takes the step; inputs are made by groups up to `last_source`. */
function place(step: Step, last_source: number, groups: Group[], resolved: Resolved): number {
  if (step.op === 'MatMul') return groups.push({kind: 'single', step}) - 1;
  for (let index = groups.length - 1; index >= Math.max(0, last_source); index--) {
    const group = groups[index] as Group;
    if (group.kind === 'bands' && group.join(step)) return index;
  }
  const shaped = (REDUCTIONS[step.op] === undefined ? step.outputs[0] : step.inputs[0]) as ProgramValue;
  const group = new BandGroup(resolved, sizes_of(shaped));
  if (!group.join(step)) throw new Error(`${step.op} of shape [${sizes_of(shaped)}] fits no kernel`);
  return groups.push(group) - 1;
}
