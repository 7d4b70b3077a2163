// One pass over a band: loads what the members of a phase need, computes them, stores what others need, and sums up. Knows
// no loops; bands.ts has them.
import type {ProgramValue, Step} from '../../../compile/program.ts';
import {f32x4, i32, i32x4, load, v128, type Expression, type Local} from '../assembler/expressions.ts';
import type {FunctionBuilder} from '../assembler/function_builder.ts';
import type {BandGroup, Member} from '../plan/band_group.ts';
import {sizes_of} from '../plan/resolve.ts';
import {extents_of, product, type Extent} from '../plan/space.ts';
import type {KernelContext} from './bands.ts';
import {lanes_mask, MAPS, REDUCTIONS, type Reduction} from './op_table.ts';
import type {Addresses} from './places.ts';
import {VectorMath} from './vector_math.ts';

/** Where in the band a pass is: offsets in bytes along the rows, along the columns, and of the element; vectors and their lanes. */
export interface Part {
  readonly row: Expression | null;
  readonly column: Expression | null;
  readonly offset?: Expression;
  readonly width: number;
  readonly lanes: number;
}

type Vectors = readonly Expression[];

interface Sum {
  readonly member: Member;
  readonly reduction: Reduction;
  /** What is being summed up, and what whole chunks gave. */
  readonly running: readonly Local[];
  readonly whole: readonly Local[];
}

const FULL_LANES = 4;

export class BandPass {
  readonly phases: number;
  readonly #f: FunctionBuilder;
  readonly #group: BandGroup;
  readonly #context: KernelContext;
  readonly #addresses: Addresses;
  readonly #math: VectorMath;
  #band: Part = {row: null, column: null, width: 1, lanes: FULL_LANES};
  #band_values = new Map<number, Vectors>();
  #sums: readonly Sum[] = [];

  constructor(f: FunctionBuilder, group: BandGroup, context: KernelContext, addresses: Addresses) {
    this.#f = f;
    this.#group = group;
    this.#context = context;
    this.#addresses = addresses;
    this.#math = new VectorMath(f, context.is_fused);
    this.phases = Math.max(...group.members.map(({phase}) => phase)) + 1;
  }

  #members(level: Member['level'], phase: number): Member[] {
    return this.#group.members.filter((member) => member.level === level && member.phase === phase);
  }

  has_elements(phase: number): boolean {
    return this.#members('element', phase).length + this.#members('reduction', phase).length > 0;
  }

  begin_band(band: Part): void {
    this.#band = band;
    this.#band_values = new Map();
  }

  /** What is computed once for the band. */
  band_members(phase: number): void {
    for (const {step, extents} of this.#members('band', phase)) {
      const inputs = step.inputs.map((input, i) => this.#band_input(input, extents[i] as Extent));
      const outputs = this.#computed(step, inputs, this.#band);
      step.outputs.forEach((output, i) => this.#settle_band(output, outputs[i] as Vectors));
    }
  }

  #computed(step: Step, inputs: readonly Vectors[], {width, column}: Part): Vectors[] {
    const compute = MAPS[step.op];
    if (compute === undefined) throw new Error(`${step.op} has no code`);
    this.#f.comment(step.node);
    const columns = Array.from({length: width}, (_, k) =>
      compute(
        this.#math,
        inputs.map((vectors) => vectors[k] as Expression),
        step.attrs,
        () => column_numbers(column, k),
      ).map((each) => this.#kept(each)),
    );
    return step.outputs.map((_, i) => columns.map((outputs) => outputs[i] as Expression));
  }

  /** An expression that may be used more than once. */
  #kept(value: Expression): Expression {
    return value.op === 'local.get' || value.op === 'v128.const' ? value : this.#f.let(value);
  }

  #settle_band(output: ProgramValue, vectors: Vectors): void {
    this.#band_values.set(output.id, vectors);
    if (!this.#context.places.of.has(output.id)) return;
    const {row, column, lanes} = this.#band;
    this.#store(i32.add(this.#addresses.of(output), (row ?? column) as Expression), vectors, lanes);
  }

  #store(address: Expression, vectors: Vectors, lanes: number): void {
    const f = this.#f;
    const base = address.op === 'i32.add' ? f.let(address) : address;
    vectors.forEach((vector, k) => {
      const offset = k * 16;
      if (lanes === FULL_LANES) f.store('v128.store', base, vector, offset);
      if (lanes === 2 || lanes === 3) f.store('v128.store64_lane', base, vector, offset, 0);
      if (lanes === 1 || lanes === 3)
        f.store('v128.store32_lane', base, vector, offset + (lanes === 3 ? 8 : 0), lanes - 1);
    });
  }

  #constant(input: ProgramValue, width: number): Vectors | null {
    const number = this.#context.resolved.number_of(input);
    return number === null ? null : Array<Expression>(width).fill(f32x4.const(number));
  }

  /** What a member of the band takes: made here, or read. */
  #band_input(input: ProgramValue, extent: Extent): Vectors {
    const root = this.#context.resolved.root(input);
    const {row, column, width} = this.#band;
    const known = this.#constant(input, width) ?? this.#band_values.get(root.id);
    if (known !== undefined) return known;
    const vectors =
      extent === 'scalar' || row !== null
        ? this.#splats(root, extent === 'scalar' ? i32.const(0) : (row as Expression), width)
        : this.#loads(root, column as Expression, width);
    this.#band_values.set(root.id, vectors);
    return vectors;
  }

  #splats(root: ProgramValue, offset: Expression, width: number): Vectors {
    // Offsets are those of elements of four bytes; of longer integers the first four tell.
    const scaled = i32.mul(offset, i32.const(root.dtype.size / 4));
    const address = i32.add(this.#addresses.of(root), scaled);
    const one = this.#f.let(load('v128.load32_splat', address));
    return Array<Expression>(width).fill(one);
  }

  #loads(root: ProgramValue, offset: Expression, width: number): Vectors {
    const address = this.#f.let(i32.add(this.#addresses.of(root), offset));
    return Array.from({length: width}, (_, k) => this.#f.let(load('v128.load', address, k * 16)));
  }

  /** Sums of a phase, empty. */
  begin_sums(phase: number, width: number): void {
    const f = this.#f;
    this.#sums = this.#members('reduction', phase).map((member) => {
      const reduction = REDUCTIONS[member.step.op] as Reduction;
      const empty = (): Local => f.let(f32x4.const(reduction.identity));
      return {
        member,
        reduction,
        running: Array.from({length: width}, empty),
        whole: Array.from({length: width}, empty),
      };
    });
    // Values of a band that elements use are read before the loop over them.
    for (const {step, extents} of [
      ...this.#members('element', phase),
      ...this.#members('reduction', phase),
    ]) {
      step.inputs.forEach((input, i) => {
        if (this.#is_of_band(extents[i] as Extent)) this.#band_input(input, extents[i] as Extent);
      });
    }
  }

  /** Whether a value of this extent is the same for all elements of a band. */
  #is_of_band(extent: Extent): boolean {
    if (extent === 'scalar') return true;
    return extent === (this.#band.row === null ? 'row' : 'column');
  }

  /** Runs `round(limit)` for chunks of the way up to `end`, after each of which the sums are put aside. */
  in_chunks(
    phase: number,
    position: Local,
    end: number,
    chunk: number,
    round: (limit: Expression) => void,
  ): void {
    const f = this.#f;
    if (this.#members('reduction', phase).length === 0 || end <= chunk) {
      round(i32.const(end));
      return;
    }
    f.while(
      () => i32.lt_s(position, i32.const(end)),
      () => {
        const limit = f.let(i32.add(position, i32.const(chunk)));
        f.when(i32.lt_s(i32.const(end), limit), () => f.set(limit, i32.const(end)));
        round(limit);
        this.#put_aside();
      },
    );
  }

  #put_aside(): void {
    for (const {reduction, running, whole} of this.#sums) {
      running.forEach((local, k) => {
        this.#f.set(whole[k] as Local, reduction.combine(whole[k] as Local, local));
        this.#f.set(local, f32x4.const(reduction.identity));
      });
    }
  }

  /** The members of a phase at one part of the band. */
  elements(phase: number, at: Part): void {
    const values = new Map<number, Vectors>();
    for (const member of this.#group.members) {
      if (member.phase !== phase || member.level === 'band') continue;
      const {step, extents} = member;
      if (member.level === 'reduction') {
        this.#add_up(member, this.#element_input(step.inputs[0] as ProgramValue, 'full', at, values), at);
        continue;
      }
      const inputs = step.inputs.map((input, i) =>
        this.#element_input(input, extents[i] as Extent, at, values),
      );
      const outputs = this.#computed(step, inputs, at);
      step.outputs.forEach((output, i) => {
        values.set(output.id, outputs[i] as Vectors);
        if (!this.#context.places.of.has(output.id)) return;
        const address = i32.add(this.#addresses.of(output), at.offset as Expression);
        this.#store(address, outputs[i] as Vectors, at.lanes);
      });
    }
  }

  #element_input(input: ProgramValue, extent: Extent, at: Part, values: Map<number, Vectors>): Vectors {
    const root = this.#context.resolved.root(input);
    const known = this.#constant(input, at.width) ?? values.get(root.id);
    if (known !== undefined) return known;
    if (this.#is_of_band(extent)) {
      const [first, ...rest] = this.#band_input(input, extent);
      return rest.length + 1 >= at.width
        ? [first as Expression, ...rest]
        : Array<Expression>(at.width).fill(first as Expression);
    }
    const vectors =
      extent === 'full'
        ? this.#loads(root, at.offset as Expression, at.width)
        : this.#band.row === null
          ? this.#splats(root, at.row as Expression, at.width)
          : this.#loads(root, at.column as Expression, at.width);
    values.set(root.id, vectors);
    return vectors;
  }

  #add_up(member: Member, vectors: Vectors, at: Part): void {
    const sum = this.#sums.find((each) => each.member === member) as Sum;
    const {combine, identity} = sum.reduction;
    const is_across = this.#group.direction === 'rows';
    vectors.forEach((vector, k) => {
      const whole =
        is_across && at.lanes < FULL_LANES
          ? v128.select(vector, f32x4.const(identity), lanes_mask(at.lanes))
          : vector;
      const running = sum.running[k] as Local;
      this.#f.set(running, combine(running, whole));
    });
  }

  /** Sums of one row are one number. */
  end_of_row(phase: number): void {
    const sums = this.#members('reduction', phase).length === 0 ? [] : this.#sums;
    for (const sum of sums) {
      const {combine} = sum.reduction;
      const [first, ...rest] = [...sum.running, ...sum.whole] as [Local, ...Local[]];
      const all = this.#f.let(rest.reduce<Expression>((a, b) => combine(a, b), first));
      const halves = this.#f.let(combine(all, v128.shuffle(all, all, [2, 3, 0, 1])));
      this.#settle_sum(sum, [combine(halves, v128.shuffle(halves, halves, [1, 0, 3, 2]))]);
    }
  }

  /** Sums of columns stand side by side. */
  end_of_columns(phase: number): void {
    const sums = this.#members('reduction', phase).length === 0 ? [] : this.#sums;
    for (const sum of sums) {
      const {combine} = sum.reduction;
      this.#settle_sum(
        sum,
        sum.running.map((each, k) => combine(sum.whole[k] as Local, each)),
      );
    }
  }

  #settle_sum({member, reduction}: Sum, totals: Vectors): void {
    const {rows, columns} = extents_of(this.#group.space);
    const count = this.#group.direction === 'rows' ? columns : rows;
    const output = member.step.outputs[0] as ProgramValue;
    const values = totals.map((each) =>
      this.#kept(reduction.is_mean === true ? f32x4.div(each, f32x4.const(count)) : each),
    );
    if (product(sizes_of(output)) === 0) return;
    this.#settle_band(output, values);
  }
}

/** The numbers of the four columns of a vector, from the offset of the first vector. */
function column_numbers(column: Expression | null, vector: number): Expression {
  const first = i32.add(i32.div_u(column ?? i32.const(0), i32.const(4)), i32.const(vector * FULL_LANES));
  return i32x4.add(i32x4.splat(first), i32x4.const(0, 1, 2, 3));
}
