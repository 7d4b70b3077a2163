/**
 * A backend from a table of kernels: interprets programs step by step. Owners of buffers are counted by the
 * backend's `retain` and `free`; this only knows when a value is used for the last time.
 */
import type {Program} from '../compile/program.ts';
import type {Backend, Executable} from './backend.ts';
import type {KernelBackendOptions} from './kernel_options.ts';
import {CompiledProgram} from './kernel_program.ts';

/** The backend that computes with `options.kernels`. Runs are synchronous wherever downloads of predicates are. */
export function kernel_backend<B>(options: KernelBackendOptions<B>): Backend<B> {
  const has_kernel = (op: string): boolean => Object.hasOwn(options.kernels, op);
  return {
    name: options.name,
    supports: (op, input_dtypes, attrs) => {
      if (op === 'Const' || op === 'if' || op === 'while') return true;
      return has_kernel(op) && (options.supports?.(op, input_dtypes, attrs) ?? true);
    },
    compile: (program) => executable(program, options),
    upload: (value) => options.upload(value),
    download: (buffer) => options.download(buffer),
    free: (buffer) => options.free(buffer),
    retain: (buffer) => options.retain(buffer),
    close: () => options.close?.(),
  };
}

function executable<B>(program: Program, options: KernelBackendOptions<B>): Executable<B> {
  const compiled = new CompiledProgram(program, options, false);
  return {
    run: (inputs, pause) => compiled.run(inputs, pause),
    dispose: () => compiled.dispose(),
  };
}
