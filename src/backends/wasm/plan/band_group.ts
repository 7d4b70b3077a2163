// Steps that one kernel does together: it goes over the rows and columns of one space, a band (some rows, or some columns) at a
// time, and keeps what it can in registers. Decides what fits together; makes no code.
import type {ProgramValue, Step} from '../../../compile/program.ts';
import {MAPS, REDUCTIONS} from '../kernels/op_table.ts';
import {reduced_axes} from './axes.ts';
import {sizes_of, type Resolved} from './resolve.ts';
import {
  extents_of,
  fit,
  is_alike,
  reduction_of,
  squeezed,
  type Direction,
  type Extent,
  type Space,
} from './space.ts';

/** Where a step stands: once for each element, once for each band, or from the elements of a band to one. */
export type Level = 'element' | 'band' | 'reduction';

export interface Member {
  readonly step: Step;
  readonly level: Level;
  /** How each input lies in the space. */
  readonly extents: readonly Extent[];
  /** The pass over the band in which it is computed. */
  readonly phase: number;
}

/** How a step would join. */
interface Joining {
  readonly space: Space;
  readonly direction: Direction | null;
  readonly member: Member;
}

/** A value made in the group. */
interface Made {
  readonly level: Level;
  readonly phase: number;
}

export class BandGroup {
  readonly kind = 'bands';
  readonly members: Member[] = [];
  space: Space;
  /** `rows`: each row is a band, and what is summed up is one number a row. Null as long as nothing is. */
  direction: Direction | null = null;
  readonly #made = new Map<number, Made>();
  readonly #resolved: Resolved;

  constructor(resolved: Resolved, shape: readonly number[]) {
    this.#resolved = resolved;
    this.space = {shape, split: null};
  }

  /** Whether the group makes `value`. */
  makes(value: ProgramValue): boolean {
    return this.#made.has(this.#resolved.root(value).id);
  }

  /** Takes the step if it fits. */
  join(step: Step): boolean {
    const joining = this.#joining(step);
    if (joining === null) return false;
    const {level, phase} = joining.member;
    this.space = joining.space;
    this.direction = joining.direction;
    this.members.push(joining.member);
    for (const {id} of step.outputs) this.#made.set(id, {level, phase});
    return true;
  }

  #joining(step: Step): Joining | null {
    if (REDUCTIONS[step.op] !== undefined) return this.#as_reduction(step);
    if (MAPS[step.op] === undefined) return null;
    return this.#as_element(step) ?? this.#as_band(step);
  }

  #as_element(step: Step): Joining | null {
    const shape = sizes_of(step.outputs[0] as ProgramValue);
    if (fit(shape, this.space)?.extent !== 'full') return null;
    let {space} = this;
    const extents: Extent[] = [];
    for (const input of step.inputs) {
      const found = this.#resolved.number_of(input) === null ? fit(sizes_of(input), space) : null;
      if (found === null && this.#resolved.number_of(input) === null) return null;
      space = found?.space ?? space;
      extents.push(found?.extent ?? 'scalar');
    }
    if (!step.inputs.every((input, i) => this.#is_reached(input, extents[i] as Extent))) return null;
    const phase = Math.max(0, ...step.inputs.map((input) => this.#phase_of(input)));
    return {space, direction: this.direction, member: {step, level: 'element', extents, phase}};
  }

  #as_band(step: Step): Joining | null {
    const {direction} = this;
    if (direction === null) return null;
    const shape = sizes_of(step.outputs[0] as ProgramValue);
    const own = direction === 'rows' ? 'column' : 'row';
    const extents = step.inputs.map((input): Extent | null => {
      if (this.#resolved.number_of(input) !== null || squeezed(sizes_of(input)).length === 0) return 'scalar';
      return is_alike(sizes_of(input), this.#band_shape()) ? own : null;
    });
    if (!is_alike(shape, this.#band_shape()) || extents.includes(null)) return null;
    if (!step.inputs.every((input, i) => this.#is_reached(input, extents[i] as Extent))) return null;
    const phase = Math.max(0, ...step.inputs.map((input) => this.#phase_of(input)));
    return {
      space: this.space,
      direction,
      member: {step, level: 'band', extents: extents as Extent[], phase},
    };
  }

  #as_reduction(step: Step): Joining | null {
    const [input] = step.inputs as [ProgramValue];
    const found = fit(sizes_of(input), this.space);
    const axes = reduced_axes(step, this.#resolved.constants);
    if (found?.extent !== 'full' || axes === null || !this.#is_reached(input, 'full')) return null;
    const cut = reduction_of(this.space.shape, axes);
    if (cut === null || (this.direction !== null && this.direction !== cut.direction)) return null;
    const {split} = this.space;
    if (split !== null && !this.#is_same_cut(split, cut.split)) return null;
    return {
      space: {shape: this.space.shape, split: split ?? cut.split},
      direction: cut.direction,
      member: {step, level: 'reduction', extents: ['full'], phase: this.#phase_of(input)},
    };
  }

  #is_same_cut(a: number, b: number): boolean {
    const {shape} = this.space;
    return extents_of({shape, split: a}).rows === extents_of({shape, split: b}).rows;
  }

  /** The shape of what is once for each band. */
  #band_shape(): readonly number[] {
    const {shape, split} = this.space;
    return this.direction === 'rows' ? shape.slice(0, split ?? 0) : shape.slice(split ?? 0);
  }

  /** Whether a value of the group can be taken as the step takes it. */
  #is_reached(input: ProgramValue, extent: Extent): boolean {
    const made = this.#made.get(this.#resolved.root(input).id);
    if (made === undefined) return true;
    if (made.level === 'element') return extent === 'full';
    return extent === (this.direction === 'rows' ? 'column' : 'row') || this.#is_only_band(extent);
  }

  /** A space of one band has one number for it. */
  #is_only_band(extent: Extent): boolean {
    const {rows, columns} = extents_of(this.space);
    return extent === 'scalar' && (this.direction === 'rows' ? rows : columns) === 1;
  }

  /** The phase in which an input is there. */
  #phase_of(input: ProgramValue): number {
    const made = this.#made.get(this.#resolved.root(input).id);
    if (made === undefined) return 0;
    return made.level === 'reduction' ? made.phase + 1 : made.phase;
  }
}
