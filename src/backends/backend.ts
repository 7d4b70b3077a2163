/**
 * The backend interface: how a program becomes something that runs. Knows programs and arrays; knows no
 * graphs, sessions or variables.
 */
import type {NDArray} from '../types/ndarray.ts';
import type {DType} from '../types/dtypes.ts';
import type {Attributes, Capabilities, Program} from '../compile/program.ts';

/** Throws where the run is no longer wanted; what it returns is waited for. */
export type Pause = () => Promise<void> | null;

/** A compiled program on buffers of type `B`. */
export interface Executable<B> {
  /**
   * Runs the program. `inputs` are in the order of its parameters; a buffer whose parameter is donated
   * belongs to the executable from here on, all others stay the caller's. The results belong to the
   * caller; none of them shares memory with a buffer that the caller still holds, unless it is that buffer
   * and the backend counts references (`retain`). `pause` is called between the iterations of loops, where the run may
   * be given up.
   */
  run(inputs: readonly B[], pause?: Pause): readonly B[] | Promise<readonly B[]>;
  /** Frees what compiling made. */
  dispose(): void;
}

export interface Backend<B = unknown> extends Capabilities {
  readonly name: string;
  /** What it runs itself, where the rest runs on another backend: the other steps are decomposed if they can be. */
  readonly native?: Capabilities;
  /** Whether values come and go at little cost, so that even the smallest steps are its own. */
  readonly moves_cheaply?: boolean;
  supports(op: string, input_dtypes: readonly DType[], attrs: Attributes): boolean;
  compile(program: Program): Executable<B> | Promise<Executable<B>>;
  /** The code that it makes of a program, for a reader; a backend that interprets has none. */
  text?(program: Program): string;
  upload(value: NDArray): B;
  download(buffer: B): NDArray | Promise<NDArray>;
  free(buffer: B): void;
  /** Another owner of the same buffer; it is freed when all have freed it. */
  retain(buffer: B): B;
  /** Ends the backend: frees all that it holds. */
  close?(): void | Promise<void>;
}

/** What a kernel may know of its step beyond inputs and attributes. */
export interface KernelContext {
  /** Dtypes of the outputs. */
  readonly output_dtypes: readonly DType[];
  /** Node name, for messages. */
  readonly node: string;
  /** True if input `i` is used here for the last time by its only owner and may be overwritten. */
  may_overwrite(input: number): boolean;
}

/** One op type on one backend. Throws an `OpError` for bad values; the session adds node and line. */
export type Kernel<B> = (inputs: readonly B[], attrs: Attributes, context: KernelContext) => B | readonly B[];
