// Which values of a program need memory, and where: what comes from outside and goes there has an entry in the run's table, the rest
// has a fixed address in the program's own memory, which values share one after the other.
import type {Program, ProgramValue} from '../../../compile/program.ts';
import type {Place} from '../kernels/places.ts';
import {ALIGNMENT, rounded} from '../memory/heap.ts';
import type {Group} from './groups.ts';
import {sizes_of, type Resolved} from './resolve.ts';
import {product} from './space.ts';

/** Where all values lie. */
export interface Storage {
  /** Fixed addresses are counted from the beginning of the program's own memory. */
  readonly places: ReadonlyMap<number, Place>;
  readonly own_bytes: number;
  readonly entries: number;
  /** The entries of the results that the program makes, by the ids of their values. */
  readonly made_results: ReadonlyMap<number, number>;
}

function bytes_of_value(value: ProgramValue): number {
  return product(sizes_of(value)) * value.dtype.size;
}

interface Life {
  readonly value: ProgramValue;
  readonly first: number;
  last: number;
}

/** The values that are written to memory, with the first and last group that has to do with them. */
function lives_of(groups: readonly Group[], resolved: Resolved): Map<number, Life> {
  const made = new Map<number, {group: number; phase: number; value: ProgramValue; is_element: boolean}>();
  const lives = new Map<number, Life>();
  groups.forEach((group, index) => {
    for (const {step, phase, is_element} of members_of(group)) {
      for (const input of step.inputs) {
        const {id} = resolved.root(input);
        const source = made.get(id);
        if (source === undefined) continue;
        const stays = source.group === index && (source.phase === phase || !source.is_element);
        const life = lives.get(id);
        if (life !== undefined) life.last = index;
        else if (!stays) lives.set(id, {value: source.value, first: source.group, last: index});
      }
      for (const value of step.outputs) made.set(value.id, {group: index, phase, value, is_element});
    }
  });
  return lives;
}

function members_of(group: Group) {
  if (group.kind === 'single') return [{step: group.step, phase: 0, is_element: true}];
  return group.members.map(({step, phase, level}) => ({step, phase, is_element: level === 'element'}));
}

/** Fixed addresses for values, so that those that live at the same time do not meet. */
function packed(lives: readonly Life[]): {places: Map<number, Place>; bytes: number} {
  const places = new Map<number, Place>();
  const placed: {life: Life; start: number; end: number}[] = [];
  let bytes = 0;
  // The largest first: they find a place while there is room.
  for (const life of lives.toSorted((a, b) => bytes_of_value(b.value) - bytes_of_value(a.value))) {
    const size = rounded(bytes_of_value(life.value) + ALIGNMENT);
    const others = placed.filter((other) => other.life.first <= life.last && life.first <= other.life.last);
    let start = 0;
    for (const other of others.toSorted((a, b) => a.start - b.start)) {
      if (start + size <= other.start) break;
      start = Math.max(start, other.end);
    }
    placed.push({life, start, end: start + size});
    places.set(life.value.id, {kind: 'fixed', address: start});
    bytes = Math.max(bytes, start + size);
  }
  return {places, bytes};
}

/** The storage of a program in groups. */
export function planned_storage(program: Program, groups: readonly Group[], resolved: Resolved): Storage {
  const entries = new Map<number, number>();
  for (const {value} of program.parameters) entries.set(value.id, entries.size);
  const made = new Set(groups.flatMap(members_of).flatMap(({step}) => step.outputs.map(({id}) => id)));
  const made_results = new Map<number, number>();
  for (const {value} of program.results) {
    const {id} = resolved.root(value);
    if (!made.has(id) || made_results.has(id)) continue;
    made_results.set(id, entries.size);
    entries.set(id, entries.size);
  }
  const lives = [...lives_of(groups, resolved).values()].filter(({value}) => !entries.has(value.id));
  const {places, bytes} = packed(lives);
  for (const [id, index] of entries) places.set(id, {kind: 'entry', index});
  return {places, own_bytes: bytes, entries: entries.size, made_results};
}
