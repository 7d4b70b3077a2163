// Which steps of a program run on which of two backends, and in which contiguous segments. Pure: asks the first
// backend only what it supports.

import type {Capabilities, Parameter, Program, ProgramValue, Step} from '../compile/program.ts';

export type Side = 'primary' | 'reference';

/** What decides between the two where both could compute a step. */
const COSTS = {
  /** Up to so many elements, a step whose inputs are on the reference backend is cheaper there than a move. */
  small_elements: 1024,
  /** Steps that cost more than their results are large. */
  heavy_ops: new Set(['MatMul', 'BatchMatMul', 'BatchMatMulV2', 'if', 'while']),
} as const;

/** Steps of one side, as a program of its own. */
export interface Segment {
  readonly side: Side;
  readonly program: Program;
}

/** What is asked of the first backend. */
type Primary = Capabilities & {readonly moves_cheaply?: boolean};

/** The side of each step but constants, which are wherever they are used. */
export function sides_of_steps(program: Program, primary: Primary): Map<Step, Side> {
  const constants = constant_steps(program);
  const value_sides = new Map<number, Side>();
  for (const {value} of program.parameters) value_sides.set(value.id, initial_side(value, primary));
  const sides = new Map<Step, Side>();
  for (const step of program.steps) {
    if (step.op === 'Const') continue;
    const inputs = step.inputs.filter(({id}) => !constants.has(id));
    const is_at_home = inputs.every(({id}) => value_sides.get(id) === 'reference');
    const stays =
      primary.moves_cheaply !== true &&
      is_at_home &&
      !COSTS.heavy_ops.has(step.op) &&
      [...step.inputs, ...step.outputs].every(is_small);
    const side = !stays && is_supported(step, primary, constants) ? 'primary' : 'reference';
    sides.set(step, side);
    for (const {id} of step.outputs) value_sides.set(id, side);
  }
  return sides;
}

/** Where a value from outside is put: large ones where most of the work is. */
export function initial_side({dtype, shape}: Pick<ProgramValue, 'dtype' | 'shape'>, primary: Primary): Side {
  const is_held = primary.supports('Identity', [dtype.base_dtype], {T: dtype.base_dtype});
  return is_held && (primary.moves_cheaply === true || !is_small({shape})) ? 'primary' : 'reference';
}

function is_small({shape}: Pick<ProgramValue, 'shape'>): boolean {
  const count = shape.num_elements();
  return count !== null && count <= COSTS.small_elements;
}

/** Control flow is the first backend's only with all that is inside, and all that passes through. */
function is_supported(step: Step, primary: Capabilities, constants: ReadonlyMap<number, Step>): boolean {
  const dtypes = step.inputs.map(({dtype}) => dtype.base_dtype);
  if (!primary.supports(step.op, dtypes, step.attrs)) return false;
  if (step.op !== 'Const' && primary.supports_step?.(step, constants) === false) return false;
  if (step.programs === undefined) return true;
  const passes = [...step.inputs, ...step.outputs].every(({dtype}) =>
    primary.supports('Identity', [dtype.base_dtype], {T: dtype.base_dtype}),
  );
  return (
    passes &&
    step.programs.every((inner) => {
      const own = new Map([...constants, ...constant_steps(inner)]);
      return inner.steps.every((each) => is_supported(each, primary, own));
    })
  );
}

/** The constants of a program by the ids of their values. */
function constant_steps({steps}: Program): ReadonlyMap<number, Step> {
  const constants = steps.filter(({op}) => op === 'Const');
  return new Map(constants.map((step) => [step.outputs[0]?.id ?? -1, step]));
}

/** The segments of `program`, in an order in which they can run. Steps move, so that sides change seldom. */
export function plan_segments(program: Program, primary: Primary): Segment[] {
  const sides = sides_of_steps(program, primary);
  const groups = grouped_steps(program, sides);
  const constants = program.steps.filter(({op}) => op === 'Const');
  const with_results = constants.filter(({outputs: [output]}) =>
    program.results.some(({value}) => value.id === output?.id),
  );
  if (with_results.length > 0) groups.push({side: 'reference', steps: with_results});
  return segment_programs(program, groups, constants);
}

interface Group {
  readonly side: Side;
  readonly steps: Step[];
}

/** Runs what is ready on one side until nothing is, then on the other. */
function grouped_steps(program: Program, sides: ReadonlyMap<Step, Side>): Group[] {
  const users = new Map<number, Step[]>();
  const waits = new Map<Step, number>();
  const ready: Record<Side, Step[]> = {primary: [], reference: []};
  const produced = new Set([...sides.keys()].flatMap(({outputs}) => outputs.map(({id}) => id)));
  for (const [step, side] of sides) {
    const needs = new Set(step.inputs.map(({id}) => id).filter((id) => produced.has(id)));
    for (const id of needs) users.set(id, [...(users.get(id) ?? []), step]);
    waits.set(step, needs.size);
    if (needs.size === 0) ready[side].push(step);
  }
  const groups: Group[] = [];
  let side: Side = ready.reference.length > 0 ? 'reference' : 'primary';
  while (ready.primary.length + ready.reference.length > 0) {
    const steps: Step[] = [];
    const queue = ready[side];
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      steps.push(next);
      for (const user of next.outputs.flatMap(({id}) => users.get(id) ?? [])) {
        const left = (waits.get(user) ?? 1) - 1;
        waits.set(user, left);
        if (left === 0) ready[sides.get(user) ?? 'reference'].push(user);
      }
    }
    if (steps.length > 0) groups.push({side, steps});
    side = side === 'primary' ? 'reference' : 'primary';
  }
  return groups;
}

/** Each group as a program: parameters are what it needs from others, results what others need from it. */
function segment_programs(program: Program, groups: readonly Group[], constants: readonly Step[]): Segment[] {
  const constant_of = new Map(constants.map((step) => [step.outputs[0]?.id ?? -1, step]));
  const needed_later = new Set(program.results.map(({value}) => value.id));
  const owned = new Set([
    ...program.parameters.filter(({donated}) => donated).map(({value}) => value.id),
    ...groups.flatMap(({steps}) => steps.flatMap(({outputs}) => outputs.map(({id}) => id))),
  ]);
  const segments: Segment[] = [];
  for (const {side, steps} of groups.toReversed()) {
    const inner = new Set(steps.flatMap(({outputs}) => outputs.map(({id}) => id)));
    const used = new Map(steps.flatMap(({inputs}) => inputs).map((value) => [value.id, value]));
    const outer = [...used.values()].filter(({id}) => !inner.has(id));
    const own_constants = outer.flatMap(({id}) => constant_of.get(id) ?? []);
    const parameters = outer
      .filter(({id}) => !constant_of.has(id))
      .map((value, index): Parameter => {
        const donated = owned.has(value.id) && !needed_later.has(value.id);
        return {value, role: {kind: 'argument', index}, donated};
      });
    const results = steps
      .flatMap(({outputs}) => outputs)
      .filter(({id}) => needed_later.has(id))
      .map((value, index) => ({value, role: {kind: 'argument', index} as const}));
    for (const {value} of parameters) needed_later.add(value.id);
    segments.push({side, program: {parameters, steps: [...own_constants, ...steps], results}});
  }
  return segments.reverse();
}
