// A program as one WebAssembly module: the code is made for its shapes, its memory is planned once.
import type {Program, ProgramValue, Step} from '../../compile/program.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {Executable} from '../backend.ts';
import {at_step} from '../kernel_error.ts';
import {check_labels} from '../label_check.ts';
import {i32, type Local} from './assembler/expressions.ts';
import {ModuleBuilder} from './assembler/module_builder.ts';
import {module_text} from './assembler/print.ts';
import {download, empty_buffer, free, reshaped, upload, type WasmBuffer} from './buffers.ts';
import {band_kernel, type KernelContext} from './kernels/bands.ts';
import {add_tile_kernel, matmul_scratch, MatMulCode, type MatMulSizes} from './kernels/matmul.ts';
import {Addresses, type Place} from './kernels/places.ts';
import {MOST_PAGES, type WasmMemory} from './memory/wasm_memory.ts';
import {expanded, type LabelCheck} from './plan/expansions.ts';
import {grouped, type Group} from './plan/groups.ts';
import {in_order_of_need, Resolved, sizes_of} from './plan/resolve.ts';
import {planned_storage, type Storage} from './plan/storage.ts';
import {work_of} from './plan/work.ts';
import {add_barrier} from './threads/barrier.ts';
import type {ThreadPool} from './threads/pool.ts';

/** What programs of one backend share. */
export interface WasmContext {
  readonly memory: WasmMemory;
  readonly pool: ThreadPool;
  /** Whether the engine has the relaxed instructions. */
  readonly is_fused: boolean;
}

/** Operations on numbers from which on threads share a program. */
const SHARED_WORK = 200_000;

type Run = (thread: number, threads: number) => void;

export class WasmProgram implements Executable<WasmBuffer> {
  readonly #context: WasmContext;
  readonly #program: Program;
  readonly #resolved: Resolved;
  readonly #storage: Storage;
  readonly #checks: readonly LabelCheck[];
  readonly #constants = new Map<number, WasmBuffer>();
  /** Addresses of the memory that the program keeps. */
  readonly #kept: number[] = [];
  readonly #table: number;
  readonly #module: number;
  readonly #write: () => ModuleBuilder;
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #run: Run;
  /** Whether there is enough to do for several threads. */
  readonly #is_shared: boolean;

  constructor(program: Program, context: WasmContext) {
    this.#context = context;
    this.#program = program;
    const {steps: all, checks} = expanded(program);
    this.#checks = checks;
    this.#resolved = new Resolved(all);
    const wanted = program.results.map(({value}) => value);
    const steps = in_order_of_need(this.#resolved.steps, wanted, this.#resolved);
    const groups = grouped(steps, this.#resolved);
    this.#storage = planned_storage(program, groups, this.#resolved);
    this.#table = this.#keep(this.#storage.entries * 4);
    this.#is_shared = groups.reduce((sum, group) => sum + work_of(group), 0) > SHARED_WORK;
    this.#module = context.pool.new_module();
    this.#write = this.#writer(groups);
    this.#bytes = this.#write().to_bytes(MOST_PAGES);
    const imports = {memory: {memory: context.memory.memory}};
    const instance = new WebAssembly.Instance(new WebAssembly.Module(this.#bytes), imports);
    this.#run = instance.exports['run'] as Run;
  }

  #keep(bytes: number): number {
    const address = this.#context.memory.heap.take(bytes);
    this.#kept.push(address);
    return address;
  }

  /** The code, as text. */
  text(): string {
    return module_text(this.#write(), MOST_PAGES);
  }

  /** What writes the code, whose memory is there. */
  #writer(groups: readonly Group[]): () => ModuleBuilder {
    const {is_fused, pool} = this.#context;
    const own = this.#keep(this.#storage.own_bytes);
    const places = new Map<number, Place>();
    for (const [id, place] of this.#storage.places) {
      places.set(id, place.kind === 'fixed' ? {kind: 'fixed', address: own + place.address} : place);
    }
    for (const id of this.#large_constants(groups)) {
      const buffer = this.#constant(id);
      places.set(id, {kind: 'fixed', address: buffer.allocation.address});
    }
    const context: KernelContext = {
      resolved: this.#resolved,
      places: {table: this.#table, of: places},
      is_fused,
    };
    const scratch = this.#keep(Math.max(0, ...groups.map(scratch_of)) * pool.threads + 64 * pool.threads);
    return () => module_of(groups, context, scratch, pool.most_seconds);
  }

  /** The constants that are read from memory. */
  #large_constants(groups: readonly Group[]): Set<number> {
    const steps = groups.flatMap((group) =>
      group.kind === 'single' ? [group.step] : group.members.map(({step}) => step),
    );
    const read = steps.flatMap(({inputs}) => inputs.map((input) => this.#resolved.root(input)));
    const is_read = (value: ProgramValue): boolean =>
      value.dtype.name === 'float32' && this.#resolved.constants.has(value.id);
    return new Set(read.filter(is_read).map(({id}) => id));
  }

  #constant(id: number): WasmBuffer {
    const known = this.#constants.get(id);
    if (known !== undefined) return known;
    const buffer = upload(this.#context.memory, this.#resolved.constants.get(id) as NDArray);
    this.#constants.set(id, buffer);
    return buffer;
  }

  run(inputs: readonly WasmBuffer[]): readonly WasmBuffer[] {
    const {memory} = this.#context;
    for (const check of this.#checks) this.#check(check, inputs);
    const made = new Map<number, WasmBuffer>();
    for (const {value} of this.#program.results) {
      const root = this.#resolved.root(value);
      if (this.#storage.made_results.has(root.id) && !made.has(root.id))
        made.set(root.id, empty_buffer(memory, root.dtype, sizes_of(root)));
    }
    const table = new Uint32Array(memory.bytes.buffer, this.#table, this.#storage.entries);
    inputs.forEach(({allocation}, i) => (table[i] = allocation.address));
    for (const [id, index] of this.#storage.made_results)
      table[index] = made.get(id)?.allocation.address ?? 0;
    this.#run_on_threads();
    const results = this.#results(inputs, made);
    this.#program.parameters.forEach(({donated}, i) => {
      if (donated) free(memory, inputs[i] as WasmBuffer);
    });
    return results;
  }

  #check({labels, classes, step}: LabelCheck, inputs: readonly WasmBuffer[]): void {
    const {data} = download(this.#context.memory, this.#outer(this.#resolved.root(labels), inputs));
    try {
      check_labels(Array.from(data as ArrayLike<number | bigint>, Number), classes);
    } catch (error) {
      throw at_step(error, step.node, step.op);
    }
  }

  #run_on_threads(): void {
    const {pool} = this.#context;
    if (!this.#is_shared || !pool.has(this.#module, this.#bytes)) {
      this.#run(0, 1);
      return;
    }
    pool.run(this.#module, () => this.#run(0, pool.threads));
  }

  /** The results: what was made, once without another owner. */
  #results(inputs: readonly WasmBuffer[], made: ReadonlyMap<number, WasmBuffer>): WasmBuffer[] {
    const results = this.#program.results.map(({value}) => {
      const root = this.#resolved.root(value);
      return reshaped(made.get(root.id) ?? this.#outer(root, inputs), sizes_of(value));
    });
    for (const buffer of made.values()) free(this.#context.memory, buffer);
    return results;
  }

  /** A parameter, or a constant. */
  #outer({id}: ProgramValue, inputs: readonly WasmBuffer[]): WasmBuffer {
    const index = this.#program.parameters.findIndex(({value}) => value.id === id);
    return index < 0 ? this.#constant(id) : (inputs[index] as WasmBuffer);
  }

  dispose(): void {
    this.#context.pool.forget(this.#module);
    for (const address of this.#kept) this.#context.memory.heap.give_back(address);
    for (const buffer of this.#constants.values()) free(this.#context.memory, buffer);
  }
}

function matmul_sizes({inputs, outputs, attrs}: Step): MatMulSizes {
  const [a] = inputs as [ProgramValue];
  const [rows = 0, columns = 0] = sizes_of(outputs[0] as ProgramValue);
  const transpose_a = attrs['transpose_a'] === true;
  const depth = sizes_of(a)[transpose_a ? 0 : 1] ?? 0;
  return {rows, columns, depth, transpose_a, transpose_b: attrs['transpose_b'] === true};
}

function scratch_of(group: Group): number {
  return group.kind === 'single' ? matmul_scratch(matmul_sizes(group.step)) : 0;
}

/** A function a group, and `run`, which calls them. */
function module_of(
  groups: readonly Group[],
  context: KernelContext,
  scratch: number,
  most_seconds: number,
): ModuleBuilder {
  const module = new ModuleBuilder();
  const has_products = groups.some(({kind}) => kind === 'single');
  const tile_kernel = has_products ? add_tile_kernel(module, context.is_fused) : -1;
  const indices = groups.map((group, index) =>
    module.add(`kernel_${index}`, ['i32', 'i32'], (f) => {
      if (group.kind === 'bands') {
        band_kernel(f, group, context);
        return;
      }
      const {step} = group;
      const [a, b] = step.inputs.map((input) => context.resolved.root(input)) as [ProgramValue, ProgramValue];
      const out = step.outputs[0] as ProgramValue;
      const addresses = new Addresses(f, context.places, [a, b, out]);
      const [at_a, at_b, at_out] = [addresses.of(a), addresses.of(b), addresses.of(out)];
      new MatMulCode(f, {
        sizes: matmul_sizes(step),
        a: at_a,
        b: at_b,
        out: at_out,
        scratch,
        tile_kernel,
      }).emit();
    }),
  );
  const barrier = add_barrier(module, most_seconds);
  module.add('run', ['i32', 'i32'], (f) => {
    const [thread, threads] = f.parameters as [Local, Local];
    for (const index of indices) {
      f.call(index, [thread, threads]);
      f.when(i32.ne(threads, i32.const(1)), () => f.call(barrier, [threads]));
    }
  });
  return module;
}
