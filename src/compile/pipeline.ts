/**
 * From a request to programs that are ready for a backend: lowering, then the passes in order. Every stage
 * can be watched; nothing is kept otherwise.
 */
import {check_program} from './check.ts';
import {lower, type Needed} from './lower.ts';
import {PASSES} from './passes/index.ts';
import type {PassContext, Program} from './program.ts';
import type {Environment, Request} from './request.ts';
import type {AssignmentCheck, Requirement, Segment} from './segments.ts';

/** What a request became. */
export type Compiled = Needed &
  (
    | {
        readonly kind: 'compiled';
        readonly segments: readonly Segment[];
        readonly requirements: readonly Requirement[];
        /** Assignments whose shapes only a run can tell. */
        readonly open_assignments: readonly AssignmentCheck[];
      }
    | {readonly kind: 'unstructured'; readonly reason: string}
  );

/** One stage: the segments after lowering or after a pass. */
export interface Stage {
  readonly name: string;
  readonly segments: readonly Segment[];
}

function through(segments: readonly Segment[], pass: (program: Program) => Program): readonly Segment[] {
  return segments.map((segment) =>
    segment.kind === 'program' ? {...segment, program: pass(segment.program)} : segment,
  );
}

/** The assignments that cannot be told to fit; `null` if one is known not to. */
function open_assignments(
  checks: readonly AssignmentCheck[],
  segments: readonly Segment[],
): AssignmentCheck[] | null {
  if (checks.length === 0) return [];
  const shapes = new Map<number, readonly (number | null)[] | null>();
  const collect = (program: Program): void => {
    for (const {value} of program.parameters)
      shapes.set(value.id, value.shape.ndims === null ? null : value.shape.as_list());
    for (const step of program.steps) {
      for (const {id, shape} of step.outputs) shapes.set(id, shape.ndims === null ? null : shape.as_list());
      for (const inner of step.programs ?? []) collect(inner);
    }
  };
  for (const segment of segments) if (segment.kind === 'program') collect(segment.program);
  const open: AssignmentCheck[] = [];
  for (const check of checks) {
    const shape = shapes.get(check.value.id) ?? null;
    if (shape === null || shape.includes(null)) open.push(check);
    else if (shape.length !== check.shape.length || shape.some((size, i) => size !== check.shape[i]))
      return null;
  }
  return open;
}

/**
 * Compiles a request. Throws the errors of the run that can be told beforehand. With `watch`, each stage is
 * checked and handed over.
 */
export function compile_request(
  given: Request,
  environment: Environment,
  context: PassContext,
  watch: ((stage: Stage) => void) | null = null,
): Compiled {
  const lowering = lower(given, environment);
  const {nodes, request, late_reads} = lowering;
  const needed = {nodes, request, late_reads};
  if (lowering.kind === 'unstructured') return lowering;
  const {requirements, assignments} = lowering.lowered;
  let {segments} = lowering.lowered;
  let open: AssignmentCheck[] | null = null;
  watch?.({name: 'lower', segments});
  for (const [name, pass] of PASSES) {
    segments = through(segments, (program) => pass(program, context));
    if (name === 'specialise_shapes') {
      open = open_assignments(assignments, segments);
      if (open === null)
        return {
          kind: 'unstructured',
          reason: 'an assignment is of another shape than its variable',
          ...needed,
        };
    }
    if (watch === null) continue;
    for (const segment of segments) if (segment.kind === 'program') check_program(segment.program, name);
    watch({name, segments});
  }
  return {kind: 'compiled', segments, requirements, open_assignments: open ?? [], ...needed};
}
