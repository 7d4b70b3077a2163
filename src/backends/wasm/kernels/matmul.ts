// Products of matrices: operands are packed into panels, and a small kernel multiplies a panel of rows with a panel of columns
// (the scheme of GotoBLAS, K. Goto and R. van de Geijn 2008). A kernel's tile is 4 rows by 12 columns: 12 vectors of sums.
import {f32x4, i32, load, v128, type Expression, type Local} from '../assembler/expressions.ts';
import type {FunctionBuilder} from '../assembler/function_builder.ts';
import type {ModuleBuilder} from '../assembler/module_builder.ts';
import {share_of} from './shares.ts';
import {VectorMath} from './vector_math.ts';

const TILE_ROWS = 4;
const TILE_VECTORS = 3;
const TILE_COLUMNS = TILE_VECTORS * 4;
const TILE_BYTES = TILE_ROWS * TILE_COLUMNS * 4;
/** Elements of a panel along the sum, so that a panel of columns stays in the first cache. */
const DEPTH = 256;
/** Panels of rows that are packed at a time, so that they stay in the second cache. */
const ROW_PANELS = 48;
/** Steps along the sum that are written out. */
const UNROLLED = 4;

export interface MatMulSizes {
  readonly rows: number;
  readonly columns: number;
  readonly depth: number;
  readonly transpose_a: boolean;
  readonly transpose_b: boolean;
}

/** Bytes that each thread needs for its panels. */
export function matmul_scratch({columns, depth}: MatMulSizes): number {
  const steps = depth_of_block(depth);
  const column_panels = Math.ceil(columns / TILE_COLUMNS);
  return steps * 4 * (ROW_PANELS * TILE_ROWS + column_panels * TILE_COLUMNS) + TILE_BYTES + 64;
}

/** The sum is cut in blocks of one size. */
function depth_of_block(depth: number): number {
  return Math.ceil(depth / Math.ceil(depth / DEPTH));
}

/** Adds the small kernel: `(steps, rows, columns, out, bytes of a row of out, whether to add to out)`. */
export function add_tile_kernel(module: ModuleBuilder, is_fused: boolean): number {
  return module.add('multiply_tile', ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'], (f) => {
    const [steps, a, b, out, stride, adds] = f.parameters as [Local, Local, Local, Local, Local, Local];
    const math = new VectorMath(f, is_fused);
    const sums = Array.from({length: TILE_ROWS * TILE_VECTORS}, () => f.let(f32x4.const(0)));
    const step = (at: number): void => {
      const columns = Array.from({length: TILE_VECTORS}, (_, j) =>
        f.let(load('v128.load', b, at * TILE_COLUMNS * 4 + j * 16)),
      );
      for (let i = 0; i < TILE_ROWS; i++) {
        const row = f.let(load('v128.load32_splat', a, (at * TILE_ROWS + i) * 4));
        columns.forEach((column, j) => {
          const sum = sums[i * TILE_VECTORS + j] as Local;
          f.set(sum, math.madd(row, column, sum));
        });
      }
    };
    const advance = (count: number): void => {
      for (let at = 0; at < count; at++) step(at);
      f.set(a, i32.add(a, i32.const(count * TILE_ROWS * 4)));
      f.set(b, i32.add(b, i32.const(count * TILE_COLUMNS * 4)));
      f.set(steps, i32.sub(steps, i32.const(count)));
    };
    f.while(
      () => i32.ge_s(steps, i32.const(UNROLLED)),
      () => advance(UNROLLED),
    );
    f.while(
      () => i32.ne(steps, i32.const(0)),
      () => advance(1),
    );
    for (let i = 0; i < TILE_ROWS; i++) {
      const row_sums = sums.slice(i * TILE_VECTORS, (i + 1) * TILE_VECTORS);
      f.when(adds, () => {
        row_sums.forEach((sum, j) => f.set(sum, f32x4.add(load('v128.load', out, j * 16), sum)));
      });
      row_sums.forEach((sum, j) => f.store('v128.store', out, sum, j * 16));
      f.set(out, i32.add(out, stride));
    }
  });
}

/** What one product's function is made from. */
export interface MatMulKernel {
  readonly sizes: MatMulSizes;
  /** The addresses of the operands and of the product. */
  readonly a: Expression;
  readonly b: Expression;
  readonly out: Expression;
  /** Where the panels of the first thread lie; those of the others follow. */
  readonly scratch: number;
  readonly tile_kernel: number;
}

/** A range of panels. */
interface Panels {
  readonly start: Expression;
  readonly end: Expression;
}

/** Fills the function of a product, of a thread's number and the number of threads. */
export class MatMulCode {
  readonly #f: FunctionBuilder;
  readonly #kernel: MatMulKernel;
  readonly #steps: number;
  readonly #packed_a: Local;
  readonly #packed_b: Local;
  readonly #tile: Local;

  constructor(f: FunctionBuilder, kernel: MatMulKernel) {
    this.#f = f;
    this.#kernel = kernel;
    this.#steps = depth_of_block(kernel.sizes.depth);
    const [thread] = f.parameters as [Local];
    const bytes = matmul_scratch(kernel.sizes);
    const own = Math.ceil(bytes / 64) * 64;
    this.#packed_a = f.let(i32.add(i32.mul(thread, i32.const(own)), i32.const(kernel.scratch)));
    this.#packed_b = f.let(i32.add(this.#packed_a, i32.const(this.#steps * 4 * ROW_PANELS * TILE_ROWS)));
    const column_panels = Math.ceil(kernel.sizes.columns / TILE_COLUMNS);
    this.#tile = f.let(i32.add(this.#packed_b, i32.const(this.#steps * 4 * column_panels * TILE_COLUMNS)));
  }

  emit(): void {
    const {rows, columns, depth} = this.#kernel.sizes;
    const f = this.#f;
    const row_panels = Math.ceil(rows / TILE_ROWS);
    const column_panels = Math.ceil(columns / TILE_COLUMNS);
    const whole = (count: number): Panels => ({start: i32.const(0), end: i32.const(count)});
    const shared = (count: number): Panels => {
      const {start, end} = share_of(f, count);
      return {start: f.let(start), end};
    };
    // The operand with fewer panels is packed by every thread for itself, so that no thread waits for another.
    const is_by_rows = row_panels >= column_panels;
    const own_rows = is_by_rows ? shared(row_panels) : whole(row_panels);
    const own_columns = is_by_rows ? whole(column_panels) : shared(column_panels);
    for (let first = 0; first < depth; first += this.#steps) {
      const steps = Math.min(this.#steps, depth - first);
      this.#pack_b(own_columns, first, steps);
      this.#row_blocks(own_rows, own_columns, first, steps);
    }
  }

  #row_blocks(own_rows: Panels, own_columns: Panels, first: number, steps: number): void {
    const f = this.#f;
    const block = f.local('i32', own_rows.start);
    f.count(block, own_rows.end, ROW_PANELS, () => {
      const end = f.let(i32.add(block, i32.const(ROW_PANELS)));
      f.when(i32.lt_s(own_rows.end, end), () => f.set(end, own_rows.end));
      this.#pack_a({start: block, end}, first, steps);
      const column = f.local('i32', own_columns.start);
      const columns = f.local('i32', this.#packed_b);
      f.count(column, own_columns.end, 1, () => {
        const row = f.local('i32', block);
        const rows = f.local('i32', this.#packed_a);
        f.count(row, end, 1, () => {
          this.#multiply(row, rows, column, columns, first, steps);
          f.set(rows, i32.add(rows, i32.const(steps * TILE_ROWS * 4)));
        });
        f.set(columns, i32.add(columns, i32.const(steps * TILE_COLUMNS * 4)));
      });
    });
  }

  /** One tile of the product; at its edges by way of a whole tile beside it. */
  #multiply(row: Local, rows: Local, column: Local, columns: Local, first: number, steps: number): void {
    const f = this.#f;
    const {sizes, out, tile_kernel} = this.#kernel;
    const stride = sizes.columns * 4;
    const target = f.let(
      i32.add(
        i32.add(out, i32.mul(row, i32.const(TILE_ROWS * stride))),
        i32.mul(column, i32.const(TILE_COLUMNS * 4)),
      ),
    );
    const [edge_rows, edge_columns] = [sizes.rows % TILE_ROWS, sizes.columns % TILE_COLUMNS];
    const last_row = i32.const(edge_rows === 0 ? -1 : Math.floor(sizes.rows / TILE_ROWS));
    const last_column = i32.const(edge_columns === 0 ? -1 : Math.floor(sizes.columns / TILE_COLUMNS));
    const call = (place: Expression, bytes: number, adds: boolean): void =>
      f.call(tile_kernel, [
        i32.const(steps),
        rows,
        columns,
        place,
        i32.const(bytes),
        i32.const(Number(adds)),
      ]);
    const is_row_edge = f.let(i32.eq(row, last_row));
    const is_column_edge = f.let(i32.eq(column, last_column));
    const is_inside = i32.eqz(i32.add(is_row_edge, is_column_edge));
    f.when(is_inside, () => call(target, stride, first > 0));
    f.when(i32.add(is_row_edge, is_column_edge), () => {
      call(this.#tile, TILE_COLUMNS * 4, false);
      const row_count = f.local('i32', i32.const(TILE_ROWS));
      f.when(is_row_edge, () => f.set(row_count, i32.const(edge_rows)));
      const column_count = f.local('i32', i32.const(TILE_COLUMNS));
      f.when(is_column_edge, () => f.set(column_count, i32.const(edge_columns)));
      this.#copy_tile(target, row_count, column_count, first > 0);
    });
  }

  #copy_tile(target: Local, row_count: Local, column_count: Local, adds: boolean): void {
    const f = this.#f;
    const stride = this.#kernel.sizes.columns * 4;
    const i = f.local('i32', i32.const(0));
    const from = f.local('i32', this.#tile);
    f.count(i, row_count, 1, () => {
      const j = f.local('i32', i32.const(0));
      const source = f.local('i32', from);
      const place = f.local('i32', target);
      f.count(j, column_count, 1, () => {
        const value = load('v128.load32_zero', source);
        const sum = adds ? f32x4.add(load('v128.load32_zero', place), value) : value;
        f.store('v128.store32_lane', place, sum, 0, 0);
        f.set(source, i32.add(source, i32.const(4)));
        f.set(place, i32.add(place, i32.const(4)));
      });
      f.set(from, i32.add(from, i32.const(TILE_COLUMNS * 4)));
      f.set(target, i32.add(target, i32.const(stride)));
    });
  }

  #pack_a(panels: Panels, first: number, steps: number): void {
    const {sizes, a} = this.#kernel;
    const place = this.#f.local('i32', this.#packed_a);
    const {rows, depth, transpose_a} = sizes;
    if (transpose_a)
      this.#pack_side_by_side(panels, place, {from: a, stride: rows, vectors: 1, first, steps});
    else this.#pack_rows(panels, place, {from: a, stride: depth, vectors: 1, first, steps}, rows);
  }

  #pack_b(panels: Panels, first: number, steps: number): void {
    const {sizes, b} = this.#kernel;
    const place = this.#f.local('i32', this.#packed_b);
    const {columns, depth, transpose_b} = sizes;
    const source = {from: b, vectors: TILE_VECTORS, first, steps};
    if (transpose_b) this.#pack_rows(panels, place, {...source, stride: depth}, columns);
    else this.#pack_side_by_side(panels, place, {...source, stride: columns});
  }

  /** Panels whose elements of one step of the sum stand side by side: they are copied. */
  #pack_side_by_side(panels: Panels, place: Local, {from, stride, vectors, first, steps}: Source): void {
    const f = this.#f;
    const panel = f.local('i32', panels.start);
    f.count(panel, panels.end, 1, () => {
      const source = f.let(
        i32.add(i32.add(from, i32.const(first * stride * 4)), i32.mul(panel, i32.const(vectors * 16))),
      );
      const step = f.local('i32', i32.const(0));
      f.count(step, i32.const(steps), 1, () => {
        for (let j = 0; j < vectors; j++)
          f.store('v128.store', place, load('v128.load', source, j * 16), j * 16);
        f.set(source, i32.add(source, i32.const(stride * 4)));
        f.set(place, i32.add(place, i32.const(vectors * 16)));
      });
    });
  }

  /** Panels whose elements along the sum stand side by side: four by four they are transposed. Rows beyond the last repeat it. */
  #pack_rows(
    panels: Panels,
    place: Local,
    {from, stride, vectors, first, steps}: Source,
    rows: number,
  ): void {
    const f = this.#f;
    const panel = f.local('i32', panels.start);
    f.count(panel, panels.end, 1, () => {
      for (let group = 0; group < vectors; group++) {
        const sources = [0, 1, 2, 3].map((lane) => {
          const row = f.let(i32.add(i32.mul(panel, i32.const(vectors * 4)), i32.const(group * 4 + lane)));
          f.when(i32.ge_s(row, i32.const(rows)), () => f.set(row, i32.const(rows - 1)));
          return f.let(i32.add(i32.add(from, i32.const(first * 4)), i32.mul(row, i32.const(stride * 4))));
        });
        this.#transpose_rows(sources, f.let(i32.add(place, i32.const(group * 16))), vectors * 16, steps);
      }
      f.set(place, i32.add(place, i32.const(vectors * 16 * steps)));
    });
  }

  #transpose_rows(sources: readonly Local[], place: Local, bytes: number, steps: number): void {
    const f = this.#f;
    const advance = (count: number): void => {
      for (const source of sources) f.set(source, i32.add(source, i32.const(count * 4)));
      f.set(place, i32.add(place, i32.const(count * bytes)));
    };
    const step = f.local('i32', i32.const(0));
    const whole = steps - (steps % 4);
    const transposed = (count: number): void => {
      const rows = sources.map((source) => f.let(load('v128.load', source)));
      transposed_four(f, rows as [Local, Local, Local, Local])
        .slice(0, count)
        .forEach((column, k) => f.store('v128.store', place, column, k * bytes));
    };
    f.count(step, i32.const(whole), 4, () => {
      transposed(4);
      advance(4);
    });
    if (whole < steps) transposed(steps - whole);
  }
}

/** What a panel is packed from: `first` and `steps` along the sum. */
interface Source {
  readonly from: Expression;
  readonly stride: number;
  readonly vectors: number;
  readonly first: number;
  readonly steps: number;
}

function transposed_four(f: FunctionBuilder, [a, b, c, d]: [Local, Local, Local, Local]): Expression[] {
  const ab_low = f.let(v128.shuffle(a, b, [0, 4, 1, 5]));
  const ab_high = f.let(v128.shuffle(a, b, [2, 6, 3, 7]));
  const cd_low = f.let(v128.shuffle(c, d, [0, 4, 1, 5]));
  const cd_high = f.let(v128.shuffle(c, d, [2, 6, 3, 7]));
  return [
    v128.shuffle(ab_low, cd_low, [0, 1, 4, 5]),
    v128.shuffle(ab_low, cd_low, [2, 3, 6, 7]),
    v128.shuffle(ab_high, cd_high, [0, 1, 4, 5]),
    v128.shuffle(ab_high, cd_high, [2, 3, 6, 7]),
  ];
}
