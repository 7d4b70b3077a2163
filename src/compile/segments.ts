/**
 * The result of lowering: programs and host steps in turn, and what they need of the session's state. A
 * value that one segment makes and a later one takes is carried by its tensor's name.
 */
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {UnstructuredError, type Branch} from './conditions.ts';
import type {Program, ProgramValue, ValueRole} from './program.ts';
import {Region, ValueNumbers, type Cell, type Outside} from './region.ts';

/** An operation that runs on the host between programs. */
export interface HostStep {
  readonly kind: 'host';
  readonly op: Operation;
  /** Steps of the same number, which follow each other, do not depend on each other. */
  readonly group: number;
  readonly inputs: readonly ValueRole[];
  /** It runs only where each of these boolean scalars is as its branch says. */
  readonly conditions: readonly {readonly predicate: ValueRole; readonly branch: Branch}[];
}

export interface ProgramSegment {
  readonly kind: 'program';
  readonly program: Program;
}

export type Segment = ProgramSegment | HostStep;

/** A variable that a run reads before it gives it a value. */
export interface Requirement {
  readonly variable: string;
  /** Who reads: a node, or text like `_retval_v_0_0` for a fetch of the reference. */
  readonly reader: Operation | string;
  /** The reference as the reader names its input. */
  readonly input: string;
  /** True if it is read in branches only: then it may be missing. */
  readonly conditional: boolean;
}

/** A graph's part as segments. */
export interface Lowered {
  readonly segments: readonly Segment[];
  readonly requirements: readonly Requirement[];
  readonly assignments: readonly AssignmentCheck[];
}

/** An assignment whose value must have the shape that the variable has. */
export interface AssignmentCheck {
  readonly op: Operation;
  readonly variable: string;
  readonly shape: readonly number[];
  readonly value: ProgramValue;
}

/** The segments while they are built. */
export class SegmentBuilder {
  readonly #segments: (Region | HostStep)[] = [];
  readonly #numbers = new ValueNumbers();
  readonly #homes = new Map<Tensor, Region | 'host'>();
  readonly #carried = new Set<Tensor>();
  readonly #assigned = new Set<string>();
  readonly #requirements = new Map<string, Requirement>();
  readonly #feed: (region: Region, tensor: Tensor) => ProgramValue | null;
  #current: Region;
  /** Who reads now, and which of its inputs. */
  reader: Operation | string = '';
  input = '';
  /** Whether what is read now is read in a branch. */
  conditional = false;

  constructor(feed: (region: Region, tensor: Tensor) => ProgramValue | null) {
    this.#feed = feed;
    this.#current = this.#open();
  }

  /** The region that takes steps now. */
  get current(): Region {
    return this.#current;
  }

  #open(): Region {
    const outside: Outside = {
      conditional: false,
      tensor: (region, tensor) => this.#feed(region, tensor) ?? this.#carry(region, tensor),
      cell: (region, cell) => {
        this.#require(cell);
        return region.parameter(cell.role, cell.dtype, cell.shape);
      },
    };
    const region = new Region(this.#numbers, outside);
    this.#segments.push(region);
    return region;
  }

  #require(cell: Cell): void {
    if (cell.role.kind !== 'variable' || this.#assigned.has(cell.key)) return;
    const {variable} = cell.role;
    const before = this.#requirements.get(variable);
    if (before !== undefined && (!before.conditional || this.conditional)) return;
    this.#requirements.set(variable, {
      variable,
      reader: this.reader,
      input: this.input || variable,
      conditional: this.conditional,
    });
  }

  /** Notes a read of a variable by an operation, also where no new parameter comes of it. */
  note_read(cell: Cell): void {
    if (!this.#current.changed.has(cell.key)) this.#require(cell);
  }

  #carry(region: Region, tensor: Tensor): ProgramValue {
    const home = this.#homes.get(tensor);
    if (home === undefined || (home !== 'host' && !home.defines(tensor)))
      throw new UnstructuredError(`${tensor.name} has no value where it is used`);
    const role: ValueRole = {kind: 'carried', tensor: tensor.name};
    if (home !== 'host' && !this.#carried.has(tensor)) {
      home.results.push({value: home.tensor(tensor), role});
      this.#carried.add(tensor);
    }
    return region.parameter(role, tensor.dtype, tensor.shape);
  }

  /** Where a value that a host step takes lies. */
  host_input(tensor: Tensor, is_fed: boolean, cell: Cell | null): ValueRole {
    if (cell !== null) {
      this.note_read(cell);
      return cell.role;
    }
    if (is_fed) return {kind: 'feed', tensor: tensor.name};
    if (this.#homes.get(tensor) !== 'host') {
      const home = this.home(tensor);
      if (!this.#carried.has(tensor))
        home.results.push({value: home.tensor(tensor), role: {kind: 'carried', tensor: tensor.name}});
      this.#carried.add(tensor);
    }
    return {kind: 'carried', tensor: tensor.name};
  }

  /** The segment that computes a tensor. */
  home(tensor: Tensor): Region {
    const home = this.#homes.get(tensor);
    if (home === undefined || home === 'host')
      throw new UnstructuredError(`${tensor.name} is computed by no program`);
    return home;
  }

  is_of_host(tensor: Tensor): boolean {
    return this.#homes.get(tensor) === 'host';
  }

  /** A node was placed in the current region. */
  place(op: Operation): void {
    for (const output of op.outputs) this.#homes.set(output, this.#current);
  }

  /** A conditional node's value became known outside its branch, in the current region. */
  place_tensor(tensor: Tensor): void {
    this.#homes.set(tensor, this.#current);
  }

  /** Ends the current program, runs host steps, and begins another program. */
  add_host_steps(steps: readonly HostStep[]): void {
    this.#close();
    for (const step of steps) {
      this.#segments.push(step);
      for (const output of step.op.outputs) this.#homes.set(output, 'host');
    }
    this.#current = this.#open();
  }

  /** `ends`: nothing comes after it that could ask for what lives as long as the run. */
  #close(ends = false): void {
    const region = this.#current;
    for (const cell of region.changed.values()) {
      if (cell.role.kind === 'initialized' || (ends && cell.role.kind === 'resources')) continue;
      region.results.push({value: region.cell(cell), role: cell.role});
      this.#assigned.add(cell.key);
    }
  }

  /** All segments; programs that do nothing are left out. */
  finish(assignments: readonly AssignmentCheck[]): Lowered {
    this.#close(true);
    const segments = this.#segments.flatMap((segment): Segment[] => {
      if (!(segment instanceof Region)) return [segment];
      if (segment.results.length === 0 && segment.steps.length === 0) return [];
      return [{kind: 'program', program: segment.program()}];
    });
    return {segments, requirements: [...this.#requirements.values()], assignments};
  }
}
