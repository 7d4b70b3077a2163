/**
 * A plan: what a request became, compiled for one backend. Made once, run many times. Knows roles of
 * values; holds no values itself.
 */
import type {Backend, Executable} from '../backends/backend.ts';
import type {Needed} from '../compile/lower.ts';
import {compile_request, type Compiled} from '../compile/pipeline.ts';
import type {PassContext, Program, ProgramValue, ValueRole} from '../compile/program.ts';
import type {Environment, Request} from '../compile/request.ts';
import type {AssignmentCheck, HostStep, Requirement} from '../compile/segments.ts';
import type {DType} from '../types/dtypes.ts';
import type {Placer} from './placement.ts';

/** Where a result goes, and what is known of it. */
export interface PlannedResult {
  readonly role: ValueRole;
  readonly dtype: DType;
  /** `null` where only the run tells. */
  readonly shape: readonly number[] | null;
}

/** A program compiled. */
export interface PlannedProgram<B> {
  readonly kind: 'program';
  readonly executable: Executable<B>;
  readonly parameters: readonly ValueRole[];
  readonly results: readonly PlannedResult[];
}

export type PlannedSegment<B> = PlannedProgram<B> | HostStep;

export interface CompiledPlan<B> extends Needed {
  readonly kind: 'compiled';
  readonly segments: readonly PlannedSegment<B>[];
  readonly requirements: readonly Requirement[];
  /** By variable: the assignment whose shape is checked after the run. */
  readonly open_assignments: ReadonlyMap<string, AssignmentCheck>;
}

/** A request that the frame executor runs. */
export interface FramePlan extends Needed {
  readonly kind: 'frames';
  readonly reason: string;
}

export type Plan<B> = CompiledPlan<B> | FramePlan;

function planned_result(role: ValueRole, {dtype, shape}: ProgramValue): PlannedResult {
  return {role, dtype, shape: shape.is_fully_defined() ? (shape.as_list() as number[]) : null};
}

/** Fed values are uploaded for one program, which may have them. */
function with_donations(program: Program): Program {
  const parameters = program.parameters.map((parameter) =>
    parameter.role.kind === 'feed' || parameter.role.kind === 'initialized'
      ? {...parameter, donated: true}
      : parameter,
  );
  return {...program, parameters};
}

async function compile_program<B>(given: Program, backend: Backend<B>): Promise<PlannedProgram<B>> {
  const program = with_donations(given);
  return {
    kind: 'program',
    executable: await backend.compile(program),
    parameters: program.parameters.map(({role}) => role),
    results: program.results.map(({role, value}) => planned_result(role, value)),
  };
}

/** Makes the plan of a request; `placer` is told of its nodes. Throws the errors of the run that can be told beforehand. */
export async function make_plan<B>(
  request: Request,
  environment: Environment,
  context: PassContext,
  backend: Backend<B>,
  placer: Placer,
): Promise<Plan<B>> {
  const compiled: Compiled = compile_request(request, environment, context);
  placer.check(compiled.nodes);
  if (compiled.kind === 'unstructured') return {...compiled, kind: 'frames'};
  placer.list(compiled.nodes, compiled.segments, backend);
  const segments: PlannedSegment<B>[] = [];
  for (const segment of compiled.segments) {
    segments.push(segment.kind === 'host' ? segment : await compile_program(segment.program, backend));
  }
  const {requirements, nodes, request: written, late_reads} = compiled;
  const open_assignments = new Map(compiled.open_assignments.map((check) => [check.variable, check]));
  return {kind: 'compiled', segments, requirements, open_assignments, nodes, request: written, late_reads};
}

/** Frees what a plan holds. */
export function dispose_plan(plan: Plan<unknown>): void {
  if (plan.kind === 'frames') return;
  for (const segment of plan.segments) if (segment.kind === 'program') segment.executable.dispose();
}
