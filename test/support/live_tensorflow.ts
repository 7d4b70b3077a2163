// Asks real TensorFlow, in the environment that scripts/oracle_environment.sh makes: one process answers request after
// request, because starting TensorFlow takes seconds.
import {spawn, type ChildProcessWithoutNullStreams} from 'node:child_process';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {createInterface, type Interface} from 'node:readline';
import {PROJECT} from './project.ts';

export type TensorFlowVersion = '1.15' | '2.15';

function environment_folder(version: TensorFlowVersion): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'tf1-oracle', `tf${version.replace('.', '')}`);
}

/** The Python of the environment, or null if it has not been made. */
export function tensorflow_python(version: TensorFlowVersion = '1.15'): string | null {
  const folder = environment_folder(version);
  return existsSync(join(folder, 'complete')) ? join(folder, 'bin', 'python') : null;
}

function required_python(version: TensorFlowVersion): string {
  const python = tensorflow_python(version);
  if (python !== null) return python;
  throw new Error(`TensorFlow ${version} is not installed: run scripts/oracle_environment.sh ${version}`);
}

/** What `live.py` answers to a request that it cannot do. */
interface Failure {
  readonly error: {readonly class: string; readonly message: string};
}

function is_failure(answer: unknown): answer is Failure {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).join() === 'error';
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** A running `live.py`: requests are answered in the order in which they are made. */
export class LiveTensorFlow {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #lines: Interface;
  readonly #waiting: Waiting[] = [];
  #said = '';

  constructor(version: TensorFlowVersion = '1.15') {
    const env = {...process.env, TF_CPP_MIN_LOG_LEVEL: '3', PYTHONDONTWRITEBYTECODE: '1'};
    const script = join(PROJECT, 'test', 'oracle', 'live.py');
    this.#process = spawn(required_python(version), [script], {cwd: PROJECT, env});
    this.#lines = createInterface({input: this.#process.stdout});
    this.#lines.on('line', (line) => this.#answered(line));
    this.#process.stderr.on('data', (text) => (this.#said += String(text)));
    this.#process.on('close', () => {
      for (const {reject} of this.#waiting.splice(0)) reject(new Error(`live.py ended: ${this.#said}`));
    });
  }

  #answered(line: string): void {
    // What TensorFlow itself prints is no answer.
    if (!/^[{[]/.test(line)) return;
    const waiting = this.#waiting.shift();
    const answer: unknown = JSON.parse(line);
    if (!is_failure(answer)) waiting?.resolve(answer);
    else waiting?.reject(new Error(`${answer.error.class}: ${answer.error.message}`));
  }

  /** The answer to one request; its type is what the caller says that the command gives. */
  ask<T>(command: string, request: object): Promise<T> {
    return new Promise<unknown>((resolve, reject) => {
      this.#waiting.push({resolve, reject});
      this.#process.stdin.write(`${JSON.stringify({command, ...request})}\n`);
    }) as Promise<T>;
  }

  /** Ends the process, after what was asked is answered. */
  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('close', resolve));
    this.#process.stdin.end();
    await ended;
  }
}
