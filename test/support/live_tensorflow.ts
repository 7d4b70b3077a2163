// Asks real TensorFlow: runs a Python script of test/oracle/ in the environment that scripts/oracle_environment.sh makes.
import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {PROJECT} from './project.ts';

export type TensorFlowVersion = '1.15' | '2.15';

const run_file = promisify(execFile);

function environment_folder(version: TensorFlowVersion): string {
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return join(cache, 'tf1-oracle', `tf${version.replace('.', '')}`);
}

/** The Python of the environment, or null if it has not been made. */
export function tensorflow_python(version: TensorFlowVersion = '1.15'): string | null {
  const folder = environment_folder(version);
  return existsSync(join(folder, 'complete')) ? join(folder, 'bin', 'python') : null;
}

/**
 * Runs `test/oracle/<script>` with real TensorFlow and returns what it prints to its standard output.
 * Error that says what to do if the environment is missing, or with what the script says if it fails.
 */
export async function live_tensorflow(
  script: string,
  args: readonly string[] = [],
  version: TensorFlowVersion = '1.15',
): Promise<string> {
  const python = tensorflow_python(version);
  if (python === null) {
    throw new Error(`TensorFlow ${version} is not installed: run scripts/oracle_environment.sh ${version}`);
  }
  const {stdout} = await run_file(python, [join(PROJECT, 'test', 'oracle', script), ...args], {
    cwd: PROJECT,
    env: {...process.env, TF_CPP_MIN_LOG_LEVEL: '3', PYTHONDONTWRITEBYTECODE: '1'},
    maxBuffer: 1 << 28,
  });
  return stdout;
}

/** As `live_tensorflow`, of a script whose last line is JSON. Its type is what the caller says that it prints. */
export async function live_tensorflow_json<T>(script: string, args: readonly string[] = []): Promise<T> {
  const output = await live_tensorflow(script, args);
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as T;
}
