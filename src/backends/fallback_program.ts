// Runs the segments of a program one after the other, on the backend of each. Waits only where a backend does.

import type {Program, ProgramValue} from '../compile/program.ts';
import type {Executable, Pause} from './backend.ts';
import {PlacedBuffer} from './fallback_buffer.ts';
import type {BackendPair} from './fallback_buffer.ts';
import type {Segment} from './fallback_plan.ts';

type Eventually<T> = T | Promise<T>;

/** Runs one segment on buffers of either side; those it is `given` belong to it. */
export interface SegmentRunner<P, R> {
  run(
    inputs: readonly PlacedBuffer<P, R>[],
    pause: Pause | undefined,
  ): Eventually<readonly PlacedBuffer<P, R>[]>;
  dispose(): void;
}

/** The runner of a compiled segment of the first backend. */
export function primary_runner<P, R>(
  segment: Segment,
  executable: Executable<P>,
  backends: BackendPair<P, R>,
): SegmentRunner<P, R> {
  return runner(
    segment,
    executable,
    (buffer, gives_up) => buffer.on_primary(gives_up),
    (result) => new PlacedBuffer<P, R>(backends, result, null),
  );
}

/** The runner of a compiled segment of the second backend. */
export function reference_runner<P, R>(
  segment: Segment,
  executable: Executable<R>,
  backends: BackendPair<P, R>,
): SegmentRunner<P, R> {
  return runner(
    segment,
    executable,
    (buffer, gives_up) => buffer.on_reference(gives_up),
    (result) => new PlacedBuffer<P, R>(backends, null, result),
  );
}

function runner<B, P, R>(
  {program}: Segment,
  executable: Executable<B>,
  take: (buffer: PlacedBuffer<P, R>, gives_up: boolean) => Eventually<B>,
  wrap: (result: B) => PlacedBuffer<P, R>,
): SegmentRunner<P, R> {
  const run = (
    buffers: readonly B[],
    pause: Pause | undefined,
  ): Eventually<readonly PlacedBuffer<P, R>[]> => {
    const results = executable.run(buffers, pause);
    return results instanceof Promise ? results.then((list) => list.map(wrap)) : results.map(wrap);
  };
  return {
    run: (inputs, pause) => {
      const buffers = inputs.map((buffer, index) =>
        take(buffer, program.parameters[index]?.donated === true),
      );
      const is_waiting = buffers.some((buffer) => buffer instanceof Promise);
      return is_waiting
        ? Promise.all(buffers).then((list) => run(list, pause))
        : run(buffers as readonly B[], pause);
    },
    dispose: () => executable.dispose(),
  };
}

/** The values of a run by id. A value that was given to a segment, or freed, is not in it. */
type Frame<P, R> = Map<number, PlacedBuffer<P, R>>;

/** A program in segments. */
export class FallbackProgram<P, R> implements Executable<PlacedBuffer<P, R>> {
  readonly #program: Program;
  readonly #segments: readonly Segment[];
  readonly #runners: readonly SegmentRunner<P, R>[];
  /** Values that the caller keeps. */
  readonly #borrowed: ReadonlySet<number>;

  constructor(program: Program, segments: readonly Segment[], runners: readonly SegmentRunner<P, R>[]) {
    this.#program = program;
    this.#segments = segments;
    this.#runners = runners;
    const kept = program.parameters.filter(({donated}) => !donated);
    this.#borrowed = new Set(kept.map(({value}) => value.id));
  }

  run(inputs: readonly PlacedBuffer<P, R>[], pause?: Pause): Eventually<readonly PlacedBuffer<P, R>[]> {
    const frame: Frame<P, R> = new Map();
    this.#program.parameters.forEach(({value}, index) => {
      const buffer = inputs[index];
      if (buffer !== undefined) frame.set(value.id, buffer);
    });
    return this.#run_from(frame, 0, pause);
  }

  #run_from(
    frame: Frame<P, R>,
    start: number,
    pause: Pause | undefined,
  ): Eventually<readonly PlacedBuffer<P, R>[]> {
    try {
      for (let index = start; index < this.#runners.length; index++) {
        const outputs = this.#run_segment(frame, index, pause);
        if (outputs instanceof Promise) return this.#resume(outputs, frame, index, pause);
        this.#settle(frame, index, outputs);
      }
      return this.#results(frame);
    } catch (error) {
      this.#release(frame);
      throw error;
    }
  }

  async #resume(
    pending: Promise<readonly PlacedBuffer<P, R>[]>,
    frame: Frame<P, R>,
    index: number,
    pause: Pause | undefined,
  ): Promise<readonly PlacedBuffer<P, R>[]> {
    try {
      this.#settle(frame, index, await pending);
    } catch (error) {
      this.#release(frame);
      throw error;
    }
    return this.#run_from(frame, index + 1, pause);
  }

  #run_segment(
    frame: Frame<P, R>,
    index: number,
    pause: Pause | undefined,
  ): Eventually<readonly PlacedBuffer<P, R>[]> {
    const parameters = this.#segments[index]?.program.parameters ?? [];
    const inputs = parameters.map(({value}) => this.#value(frame, value));
    for (const {value, donated} of parameters) if (donated) frame.delete(value.id);
    return this.#runners[index]?.run(inputs, pause) ?? [];
  }

  #value(frame: Frame<P, R>, {id}: ProgramValue): PlacedBuffer<P, R> {
    const buffer = frame.get(id);
    if (buffer === undefined) throw new Error(`value ${id} is used before it is defined`);
    return buffer;
  }

  #settle(frame: Frame<P, R>, index: number, outputs: readonly PlacedBuffer<P, R>[]): void {
    this.#segments[index]?.program.results.forEach(({value}, place) => {
      const buffer = outputs[place];
      if (buffer !== undefined) frame.set(value.id, buffer);
    });
  }

  /** The results; what a run owns and gives once is given as it is. */
  #results(frame: Frame<P, R>): PlacedBuffer<P, R>[] {
    const given = new Set<number>();
    const results = this.#program.results.map(({value}) => {
      const buffer = this.#value(frame, value);
      const is_own = !this.#borrowed.has(value.id) && !given.has(value.id);
      given.add(value.id);
      return is_own ? buffer : buffer.retain();
    });
    for (const id of given) frame.delete(id);
    this.#release(frame);
    return results;
  }

  /** Frees what the run owns. */
  #release(frame: Frame<P, R>): void {
    for (const [id, buffer] of frame) if (!this.#borrowed.has(id)) buffer.free();
    frame.clear();
  }

  dispose(): void {
    for (const runner of this.#runners) runner.dispose();
  }
}
