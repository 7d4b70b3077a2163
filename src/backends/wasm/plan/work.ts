// How much a group has to do, roughly: what decides whether threads are worth their barriers.
import type {ProgramValue} from '../../../compile/program.ts';
import type {Group} from './groups.ts';
import {sizes_of} from './resolve.ts';
import {product} from './space.ts';

/** Operations on numbers. */
export function work_of(group: Group): number {
  if (group.kind === 'bands') return group.members.length * product(group.space.shape);
  const {inputs, outputs, attrs} = group.step;
  const depth = sizes_of(inputs[0] as ProgramValue)[attrs['transpose_a'] === true ? 0 : 1] ?? 0;
  return depth * product(sizes_of(outputs[0] as ProgramValue));
}
