// The code of a group of steps over rows and columns: the loops, and what is loaded and stored in them. What an op computes
// is in op_table.ts; what belongs together is decided in plan/.
import {i32, type Expression, type Local} from '../assembler/expressions.ts';
import type {FunctionBuilder} from '../assembler/function_builder.ts';
import type {BandGroup} from '../plan/band_group.ts';
import type {Resolved} from '../plan/resolve.ts';
import {extents_of} from '../plan/space.ts';
import {BandPass, type Part} from './band_pass.ts';
import {Addresses, type Places} from './places.ts';
import {share_of} from './shares.ts';

/** What code is made for. */
export interface KernelContext {
  readonly resolved: Resolved;
  readonly places: Places;
  /** Whether the engine multiplies and adds in one rounding. */
  readonly is_fused: boolean;
}

const LANES = 4;
/** Vectors next to each other that are computed together. */
const WIDTHS = {flat: 4, columns: 2, rows: 2} as const;
/** After so many elements in a sum it is added to another, so that errors stay small. */
const CHUNK = {columns: 128, rows: 1024} as const;

/** Fills the function of `group`: its parameters are the thread's number and the number of threads. */
export function band_kernel(f: FunctionBuilder, group: BandGroup, context: KernelContext): void {
  const {resolved} = context;
  const values = group.members.flatMap(({step}) =>
    [...step.inputs, ...step.outputs].map((value) => resolved.root(value)),
  );
  const addresses = new Addresses(f, context.places, values);
  const pass = new BandPass(f, group, context, addresses);
  const is_by_rows = group.direction === 'rows' || (group.direction === null && group.space.split !== null);
  if (is_by_rows) new RowLoops(f, group, pass).emit();
  else new ColumnLoops(f, group, pass).emit();
}

/** What both ways through the space have. */
abstract class Loops {
  protected readonly f: FunctionBuilder;
  protected readonly pass: BandPass;
  protected readonly rows: number;
  protected readonly columns: number;

  constructor(f: FunctionBuilder, group: BandGroup, pass: BandPass) {
    this.f = f;
    this.pass = pass;
    ({rows: this.rows, columns: this.columns} = extents_of(group.space));
  }

  abstract emit(): void;
}

/** Row after row; the rows are shared among the threads. */
class RowLoops extends Loops {
  emit(): void {
    const f = this.f;
    const {start, end} = share_of(f, this.rows);
    const row = f.local('i32', start);
    f.count(row, end, 1, () => {
      const row_bytes = f.let(i32.mul(row, i32.const(4)));
      const first = f.let(i32.mul(row, i32.const(this.columns * 4)));
      this.pass.begin_band({row: row_bytes, column: null, width: 1, lanes: 1});
      for (let phase = 0; phase < this.pass.phases; phase++) {
        this.pass.band_members(phase);
        this.#elements(phase, row_bytes, first);
        this.pass.end_of_row(phase);
      }
    });
  }

  #elements(phase: number, row: Local, first: Local): void {
    if (!this.pass.has_elements(phase)) return;
    const f = this.f;
    const pass = this.pass;
    pass.begin_sums(phase, WIDTHS.rows);
    const wide = WIDTHS.rows * LANES;
    const end = this.columns - (this.columns % wide);
    const column = f.local('i32', i32.const(0));
    const at = (width: number, lanes: number, offset: Expression): Part => ({
      row,
      column: offset,
      offset: f.let(i32.add(first, offset)),
      width,
      lanes,
    });
    if (end > 0) {
      const chunk = CHUNK.rows * LANES;
      pass.in_chunks(phase, column, end * 4, chunk, (limit) => {
        f.count(column, limit, wide * 4, () => pass.elements(phase, at(WIDTHS.rows, LANES, column)));
      });
    }
    for (let rest = end; rest < this.columns; rest += LANES) {
      const lanes = Math.min(LANES, this.columns - rest);
      pass.elements(phase, at(1, lanes, i32.const(rest * 4)));
    }
  }
}

/** Some columns at a time, each from the first row to the last; the columns are shared among the threads. */
class ColumnLoops extends Loops {
  emit(): void {
    const f = this.f;
    const width = this.rows === 1 ? WIDTHS.flat : WIDTHS.columns;
    const wide = width * LANES;
    const blocks = Math.floor(this.columns / wide);
    if (blocks > 0) {
      const {start, end} = share_of(f, blocks);
      const column = f.local('i32', i32.mul(start, i32.const(wide * 4)));
      f.count(column, i32.mul(end, i32.const(wide * 4)), wide * 4, () => this.#block(column, width, LANES));
    }
    if (blocks * wide === this.columns) return;
    const [thread, threads] = f.parameters as [Local, Local];
    f.when(i32.eq(i32.add(thread, i32.const(1)), threads), () => {
      for (let rest = blocks * wide; rest < this.columns; rest += LANES) {
        this.#block(i32.const(rest * 4), 1, Math.min(LANES, this.columns - rest));
      }
    });
  }

  #block(column: Expression, width: number, lanes: number): void {
    const pass = this.pass;
    pass.begin_band({row: null, column, width, lanes});
    for (let phase = 0; phase < pass.phases; phase++) {
      pass.band_members(phase);
      if (pass.has_elements(phase)) this.#elements(phase, column, width, lanes);
      pass.end_of_columns(phase);
    }
  }

  #elements(phase: number, column: Expression, width: number, lanes: number): void {
    const f = this.f;
    const pass = this.pass;
    pass.begin_sums(phase, width);
    if (this.rows === 1) {
      pass.elements(phase, {row: i32.const(0), column, offset: column, width, lanes});
      return;
    }
    const row = f.local('i32', i32.const(0));
    const offset = f.local('i32', column);
    pass.in_chunks(phase, row, this.rows * 4, CHUNK.columns * 4, (limit) => {
      f.count(row, limit, 4, () => {
        pass.elements(phase, {row, column, offset, width, lanes});
        f.set(offset, i32.add(offset, i32.const(this.columns * 4)));
      });
    });
  }
}
