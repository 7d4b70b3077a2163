// Real TensorFlow as a contender: a process of its own that is told how many steps to run and says how long they took.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';
import {join} from 'node:path';
import {PROJECT} from '../support/project.ts';
import {tensorflow_python, type TensorFlowVersion} from '../support/live_tensorflow.ts';
import type {Contender, Running} from './workload.ts';

/** A process that answers a line with a line. */
function conversation(
  python: string,
  args: readonly string[],
): {ask(line: string): Promise<number>; end(): void} {
  const child = spawn(python, args, {stdio: ['pipe', 'pipe', 'ignore']});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const answer: IteratorResult<string, unknown> = await lines.next();
      if (answer.done === true) throw new Error(`TensorFlow's process ended while it was asked '${line}'.`);
      return Number(answer.value);
    },
    end: () => void child.kill(),
  };
}

/** The workload of `workloads.py` in one version of TensorFlow. */
export function tensorflow(version: TensorFlowVersion, workload: string): Contender {
  return {
    name: `TensorFlow ${version}`,
    missing: () => (tensorflow_python(version) === null ? 'its environment is not installed' : null),
    start(): Running {
      const script = join(PROJECT, 'test/bench/workloads.py');
      const talk = conversation(tensorflow_python(version) as string, [script, workload]);
      return {
        step: () => talk.ask('1'),
        peak_memory: () => talk.ask('memory'),
        stop: () => talk.end(),
      };
    },
  };
}
