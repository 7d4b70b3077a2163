// The backend `wasm`: each program is compiled to a WebAssembly module of its own.
import type {Capabilities, Program, Step} from '../../compile/program.ts';
import type {DType} from '../../types/dtypes.ts';
import type {Backend} from '../backend.ts';
import {download, free, upload, type WasmBuffer} from './buffers.ts';
import {ALIASES, MAPS, REDUCTIONS} from './kernels/op_table.ts';
import {has_step_shapes} from './kernels/optimizer_steps.ts';
import {WasmMemory} from './memory/wasm_memory.ts';
import {BandGroup} from './plan/band_group.ts';
import {can_expand, is_expanded} from './plan/expansions.ts';
import {Resolved, sizes_of} from './plan/resolve.ts';
import {product} from './plan/space.ts';
import {ThreadPool} from './threads/pool.ts';
import {has_fused_instructions, processor_count, thread_starter} from './threads/start.ts';
import {WasmProgram, type WasmContext} from './wasm_program.ts';

/** How many of an op's first inputs hold its numbers; the others are axes and shapes, which the program has to know. */
function is_of_floats(op: string, dtypes: readonly DType[]): boolean {
  const has_sizes = REDUCTIONS[op] !== undefined || ALIASES.has(op);
  const has_labels = op.startsWith('Sparse');
  const held = has_sizes || has_labels ? dtypes.slice(0, 1) : dtypes;
  return held.every(({base_dtype}) => base_dtype.name === 'float32');
}

/** Whether there is code for an op, on float32. */
export function compiles(op: string): boolean {
  const is_of_elements = MAPS[op] !== undefined || REDUCTIONS[op] !== undefined || ALIASES.has(op);
  return op === 'MatMul' || is_expanded(op) || is_of_elements;
}

const capabilities: Capabilities = {
  supports: (op, input_dtypes, attrs) => {
    if (op === 'Const') return true;
    if (attrs['data_format'] === 'NCHW' || !is_of_floats(op, input_dtypes)) return false;
    return compiles(op);
  },
  supports_step: (step, constants) => {
    const values = [...step.inputs, ...step.outputs].filter(({dtype}) => dtype.base_dtype.name === 'float32');
    if (!values.every(({shape}) => shape.is_fully_defined() && product(shape.as_list() as number[]) > 0))
      return false;
    if (is_expanded(step.op)) return can_expand(step);
    if (step.op === 'MatMul' || ALIASES.has(step.op)) return true;
    return has_step_shapes(step.op, step.inputs.map(sizes_of)) && fits_a_kernel(step, constants);
  },
};

function fits_a_kernel(step: Step, constants: ReadonlyMap<number, Step>): boolean {
  const used = step.inputs.flatMap(({id}) => constants.get(id) ?? []);
  const shaped = REDUCTIONS[step.op] === undefined ? step.outputs[0] : step.inputs[0];
  if (shaped === undefined) return false;
  return new BandGroup(new Resolved([...used, step]), sizes_of(shaped)).join(step);
}

/** What a user may choose. */
export interface WasmOptions {
  /** Threads that share the work, the main one among them; as many as there are processors if it is not said. */
  readonly threads?: number;
  /** Whether multiplications and additions are fused where the engine can. */
  readonly is_fused?: boolean;
}

/** A fresh backend with a memory and threads of its own. */
export async function make_wasm_backend(options: WasmOptions = {}): Promise<Backend<WasmBuffer>> {
  const memory = new WasmMemory();
  const start = await thread_starter();
  const threads = start === null ? 1 : Math.max(1, options.threads ?? (await processor_count()));
  const pool = new ThreadPool(memory, threads, start ?? no_threads);
  const is_fused = options.is_fused !== false && (await has_fused_instructions());
  const context: WasmContext = {memory, pool, is_fused};
  return {
    name: 'wasm',
    moves_cheaply: true,
    ...capabilities,
    compile: (program: Program) => new WasmProgram(program, context),
    text: (program) => {
      const compiled = new WasmProgram(program, context);
      compiled.dispose();
      return compiled.text();
    },
    upload: (array) => upload(memory, array),
    download: (buffer) => download(memory, buffer),
    free: (buffer) => free(memory, buffer),
    retain: (buffer) => {
      buffer.allocation.owners++;
      return buffer;
    },
    close: () => pool.end(),
  };
}

function no_threads(): never {
  throw new Error('this engine has no workers that share memory');
}
