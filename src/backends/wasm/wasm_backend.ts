// The backend `wasm`: each program is compiled to a WebAssembly module of its own.
import type {Capabilities, Program, Step} from '../../compile/program.ts';
import type {DType} from '../../types/dtypes.ts';
import type {Backend} from '../backend.ts';
import {download, free, upload, type WasmBuffer} from './buffers.ts';
import {ALIASES, MAPS, REDUCTIONS} from './kernels/op_table.ts';
import {WasmMemory} from './memory/wasm_memory.ts';
import {BandGroup} from './plan/band_group.ts';
import {Resolved, sizes_of} from './plan/resolve.ts';
import {product} from './plan/space.ts';
import {WasmProgram, type WasmContext} from './wasm_program.ts';

/** How many of an op's first inputs hold its numbers; the others are axes and shapes, which the program has to know. */
function is_of_floats(op: string, dtypes: readonly DType[]): boolean {
  const has_sizes = REDUCTIONS[op] !== undefined || ALIASES.has(op);
  const held = has_sizes ? dtypes.slice(0, 1) : dtypes;
  return held.every(({base_dtype}) => base_dtype.name === 'float32');
}

const capabilities: Capabilities = {
  supports: (op, input_dtypes, attrs) => {
    if (op === 'Const') return true;
    if (attrs['data_format'] === 'NCHW' || !is_of_floats(op, input_dtypes)) return false;
    return op === 'MatMul' || MAPS[op] !== undefined || REDUCTIONS[op] !== undefined || ALIASES.has(op);
  },
  supports_step: (step, constants) => {
    const values = [...step.inputs, ...step.outputs].filter(({dtype}) => dtype.base_dtype.name === 'float32');
    if (!values.every(({shape}) => shape.is_fully_defined() && product(shape.as_list() as number[]) > 0))
      return false;
    if (step.op === 'MatMul' || ALIASES.has(step.op)) return true;
    return fits_a_kernel(step, constants);
  },
};

function fits_a_kernel(step: Step, constants: ReadonlyMap<number, Step>): boolean {
  const used = step.inputs.flatMap(({id}) => constants.get(id) ?? []);
  const shaped = REDUCTIONS[step.op] === undefined ? step.outputs[0] : step.inputs[0];
  if (shaped === undefined) return false;
  return new BandGroup(new Resolved([...used, step]), sizes_of(shaped)).join(step);
}

function has_relaxed_instructions(): boolean {
  // (module (func (result v128) ... f32x4.relaxed_madd))
  const code = [253, 12, ...Array<number>(16).fill(0)];
  const body = [0, ...code, ...code, ...code, 253, 133, 2, 11];
  const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0];
  return WebAssembly.validate(Uint8Array.from([...bytes, 10, body.length + 2, 1, body.length, ...body]));
}

/** A fresh backend with a memory of its own. */
export function make_wasm_backend(): Backend<WasmBuffer> {
  const memory = new WasmMemory();
  const context: WasmContext = {memory, threads: 1, is_fused: has_relaxed_instructions()};
  return {
    name: 'wasm',
    moves_cheaply: true,
    ...capabilities,
    compile: (program: Program) => new WasmProgram(program, context),
    upload: (array) => upload(memory, array),
    download: (buffer) => download(memory, buffer),
    free: (buffer) => free(memory, buffer),
    retain: (buffer) => {
      buffer.allocation.owners++;
      return buffer;
    },
  };
}
