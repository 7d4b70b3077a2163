/**
 * Two backends as one: what the first lacks runs on the second, in contiguous segments. Knows where values are;
 * `fallback_plan.ts` knows why.
 */
import {as_shape} from '../types/tensor_shape.ts';
import type {Capabilities, Program} from '../compile/program.ts';
import type {Backend, Executable} from './backend.ts';
import {PlacedBuffer} from './fallback_buffer.ts';
import type {BackendPair} from './fallback_buffer.ts';
import {initial_side, plan_segments, sides_of_steps} from './fallback_plan.ts';
import type {Segment} from './fallback_plan.ts';
import {FallbackProgram, primary_runner, reference_runner} from './fallback_program.ts';
import type {SegmentRunner} from './fallback_program.ts';

/** Where a step runs: what `log_device_placement` tells. */
export interface Placement {
  readonly node: string;
  readonly op: string;
  readonly backend: string;
}

export interface FallbackBackend<P, R> extends Backend<PlacedBuffer<P, R>> {
  /** The backend of each step, in the order of the program. */
  placement(program: Program): readonly Placement[];
}

/** `primary` for all that it supports, `reference` for the rest. */
export function with_fallback<P, R>(primary: Backend<P>, reference: Backend<R>): FallbackBackend<P, R> {
  const backends = {primary, reference};
  return {
    name: primary.name,
    native: primary,
    supports: (op, input_dtypes, attrs) =>
      primary.supports(op, input_dtypes, attrs) || reference.supports(op, input_dtypes, attrs),
    compile: (program) => compile_program(program, backends),
    text: (program) =>
      plan_segments(program, primary)
        .flatMap((segment) => (segment.side === 'primary' ? (primary.text?.(segment.program) ?? []) : []))
        .join('\n'),
    upload: (value) => {
      const side = initial_side({dtype: value.dtype, shape: as_shape(value.shape)}, primary);
      return side === 'primary'
        ? new PlacedBuffer<P, R>(backends, primary.upload(value), null)
        : new PlacedBuffer<P, R>(backends, null, reference.upload(value));
    },
    download: (buffer) => buffer.download(),
    free: (buffer) => buffer.free(),
    retain: (buffer) => buffer.retain(),
    placement: (program) => placement_of(program, primary, reference.name),
    close: async () => {
      await primary.close?.();
      await reference.close?.();
    },
  };
}

function placement_of(
  program: Program,
  primary: Capabilities & {readonly name: string},
  reference_name: string,
): Placement[] {
  const sides = sides_of_steps(program, primary);
  return program.steps.map((step) => {
    const backend = sides.get(step) === 'reference' ? reference_name : primary.name;
    return {node: step.node, op: step.op, backend};
  });
}

function compile_program<P, R>(
  program: Program,
  backends: BackendPair<P, R>,
): Executable<PlacedBuffer<P, R>> | Promise<Executable<PlacedBuffer<P, R>>> {
  const segments = plan_segments(program, backends.primary);
  const runners = segments.map((segment) => compile_segment(segment, backends));
  const ready = runners.filter((runner): runner is SegmentRunner<P, R> => !(runner instanceof Promise));
  if (ready.length === runners.length) return new FallbackProgram(program, segments, ready);
  return all_of(runners).then((list) => new FallbackProgram(program, segments, list));
}

/** Waits for those that are promises. */
async function all_of<T>(items: readonly (T | Promise<T>)[]): Promise<T[]> {
  const list: T[] = [];
  for (const item of items) list.push(await item);
  return list;
}

function compile_segment<P, R>(
  segment: Segment,
  backends: BackendPair<P, R>,
): SegmentRunner<P, R> | Promise<SegmentRunner<P, R>> {
  if (segment.side === 'primary') {
    const executable = backends.primary.compile(segment.program);
    return executable instanceof Promise
      ? executable.then((one) => primary_runner(segment, one, backends))
      : primary_runner(segment, executable, backends);
  }
  const executable = backends.reference.compile(segment.program);
  return executable instanceof Promise
    ? executable.then((one) => reference_runner(segment, one, backends))
    : reference_runner(segment, executable, backends);
}
