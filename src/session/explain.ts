/**
 * `session.explain`: compiles a request once more, with every stage kept and checked, and tells of the plan:
 * where each step runs and after which step a buffer is free again.
 */
import {plan_slots} from '../backends/kernel_plan.ts';
import {print_stages} from '../compile/explain.ts';
import {compile_request, type Stage} from '../compile/pipeline.ts';
import type {Program} from '../compile/program.ts';
import type {FedValue} from './feeds.ts';
import type {FetchList} from './fetches.ts';
import {request_of, type Executor} from './executor.ts';
import {backends_of_nodes} from './placement.ts';

/** One line a step that computes; constants are there before. */
function print_plan(program: Program, backends: ReadonlyMap<string, string>): string[] {
  const slots = plan_slots(program, false);
  const ids = program.parameters.map(({value}) => value.id);
  for (const {outputs} of program.steps) ids.push(...outputs.map(({id}) => id));
  let live = slots.parameters.filter((slot) => !slots.borrowed.has(slot)).length;
  let most = live;
  const lines = program.steps.flatMap(({op, node, outputs}, index) => {
    if (op === 'Const') return [];
    const {dead = []} = slots.steps[index] ?? {};
    most = Math.max(most, (live += outputs.length));
    live -= dead.length;
    const defined = outputs.map(({id}) => `%${id}`).join(', ');
    const frees = dead.length > 0 ? `, frees ${dead.map((slot) => `%${ids[slot]}`).join(', ')}` : '';
    return [`  ${defined} = ${op} on ${backends.get(node) ?? 'js'}${frees}`];
  });
  return [...lines, `  at most ${most} buffers at a time beside feeds, variables and constants`];
}

/** The stages as text; `wat`: with the code of each program, where the backend makes code. */
export function explain_request(
  executor: Executor,
  fetches: FetchList,
  feeds: readonly FedValue[],
  wat: boolean,
): string {
  const stages: Stage[] = [];
  const {graph, backend} = executor.runtime;
  const request = request_of(graph, fetches, feeds);
  const compiled = compile_request(request, executor.environment, executor.pass_context, (stage) =>
    stages.push(stage),
  );
  const text = print_stages(stages, compiled);
  if (compiled.kind === 'unstructured') return text;
  const backends = backends_of_nodes(compiled.segments, backend);
  const lines = [text, '== plan'];
  for (const [index, segment] of compiled.segments.entries()) {
    if (segment.kind !== 'program') continue;
    lines.push(`program ${index}:`, ...print_plan(segment.program, backends));
    if (wat) lines.push(backend.text?.(segment.program) ?? `the backend '${backend.name}' makes no code`);
  }
  return lines.join('\n');
}
