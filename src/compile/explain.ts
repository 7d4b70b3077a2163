/**
 * The stages of a compilation as text: the program after lowering, then for each pass the steps that it
 * changed, by the ids of the values they define.
 */
import type {Compiled, Stage} from './pipeline.ts';
import {print_program, print_role, print_step} from './print.ts';
import type {Step} from './program.ts';
import type {Segment} from './segments.ts';

function steps_by_id(segments: readonly Segment[]): Map<string, string> {
  const lines = new Map<string, string>();
  const add = (step: Step): void => {
    lines.set(step.outputs.map(({id}) => id).join() || step.node, print_step(step));
  };
  for (const segment of segments) if (segment.kind === 'program') segment.program.steps.forEach(add);
  return lines;
}

function print_segment(segment: Segment, index: number): string {
  if (segment.kind === 'program') return `program ${index}:\n${print_program(segment.program, '  ')}`;
  const conditions = segment.conditions.map(
    ({predicate, branch}) => ` if ${branch === 1 ? '' : 'not '}${print_role(predicate)}`,
  );
  const inputs = segment.inputs.map(print_role).join(', ');
  return `host ${index}: ${segment.op.type}(${inputs})${conditions.join('')}  # ${segment.op.name}`;
}

function print_changes(before: Stage, after: Stage): string {
  const [old, now] = [steps_by_id(before.segments), steps_by_id(after.segments)];
  const changes: string[] = [];
  for (const [id, line] of old) {
    const next = now.get(id);
    if (next === undefined) changes.push(indent('- ', line));
    else if (next !== line) changes.push(indent('- ', line), indent('+ ', next));
  }
  for (const [id, line] of now) if (!old.has(id)) changes.push(indent('+ ', line));
  return changes.length > 0 ? changes.join('\n') : '  (nothing)';
}

function indent(mark: string, text: string): string {
  return text
    .split('\n')
    .map((line) => `${mark}${line}`)
    .join('\n');
}

/** All stages: the first and last in full, between them what each pass changed. */
export function print_stages(stages: readonly Stage[], compiled: Compiled): string {
  if (compiled.kind === 'unstructured') {
    return `This run is interpreted node by node (${compiled.nodes.length} nodes), because ${compiled.reason}.`;
  }
  const [first] = stages;
  const last = stages.at(-1);
  if (first === undefined || last === undefined) return '';
  const changed = stages
    .slice(1)
    .map((stage, i) => `== ${stage.name}\n${print_changes(stages[i] as Stage, stage)}`);
  const full = (stage: Stage): string => stage.segments.map(print_segment).join('\n');
  const reads = compiled.requirements.map(
    ({variable, conditional}) => `${variable}${conditional ? ' (in a branch)' : ''}`,
  );
  return [
    `== ${first.name}`,
    full(first),
    ...changed,
    '== result',
    full(last),
    reads.length > 0 ? `reads ${reads.join(', ')}` : 'reads no variable',
  ].join('\n');
}
