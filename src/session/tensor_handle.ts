/**
 * What a run gives for the handle of a tensor that stays in the session (`tf.get_session_handle`). Knows nothing of how
 * tensors are kept.
 */
import {get_session_tensor, delete_session_tensor} from '../ops/session_tensors.ts';
import type {SessionInterface} from '../graph/session_interface.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor, Value} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';

/** The handle of a tensor that a session keeps. */
export class TensorHandle {
  readonly #handle: string;
  readonly #dtype: DType;
  readonly #session: SessionInterface;
  #is_alive = true;
  #reader: readonly [holder: Tensor, tensor: Tensor] | null = null;

  constructor(handle: string, dtype: DType, session: SessionInterface) {
    this.#handle = handle;
    this.#dtype = dtype;
    this.#session = session;
  }

  /** The text to feed to the first tensor of `tf.get_session_tensor`. */
  get handle(): string {
    return this.#handle;
  }

  /** The same; the handle object is done with then. */
  get_raw_handle(): string {
    this.#is_alive = false;
    return this.#handle;
  }

  /** The value of the tensor. TypeError once it may have been deleted. */
  async eval(): Promise<Value> {
    this.#check();
    const [holder, tensor] = (this.#reader ??= this.#on_graph(() =>
      get_session_tensor(this.#handle, this.#dtype),
    ));
    return (await this.#session.run(tensor, [[holder, this.#handle]])) as Value;
  }

  /** Lets the session forget the tensor. TypeError once it may have been deleted. */
  async delete(): Promise<void> {
    this.#check();
    this.#is_alive = false;
    const [holder, deleter] = this.#on_graph((): readonly [Tensor, Operation] =>
      delete_session_tensor(this.#handle),
    );
    await this.#session.run(deleter, [[holder, this.#handle]]);
  }

  toString(): string {
    return this.#handle;
  }

  #on_graph<R>(build: () => R): R {
    return this.#session.graph.as_default(build);
  }

  #check(): void {
    if (this.#is_alive) return;
    throw new TypeError(`Persistent tensor ${this.#handle} may have already been deleted.`);
  }
}
