/**
 * A tensor of the graph: one output of an operation. Holds no values. Operators (`add`, `matmul`,
 * `getitem`, ...) are installed by the ops that they build, through `override_operator`.
 */
import {name_error_class, ValueError} from '../types/python_errors.ts';
import type {DType} from '../types/dtypes.ts';
import {TensorShape, as_shape, type ShapeLike} from '../types/tensor_shape.ts';
import type {NDArray} from '../types/ndarray.ts';
import {is_record} from '../util/records.ts';
import {uid} from './globals.ts';
import type {Graph} from './graph.ts';
import type {HandleData} from './op_definition.ts';
import type {Operation} from './operation.ts';
import type {TensorOperators} from './operators.ts';
import {brackets} from './shape_inference.ts';
import {session_for, TENSOR_EVALUATION, type SessionInterface} from './session_interface.ts';

/** A tensor was used as if it held its values. */
class OperatorNotAllowedInGraphError extends TypeError {
  static {
    name_error_class(this, 'OperatorNotAllowedInGraphError');
  }
}

/** What the runtime says of two shapes that contradict each other. */
function contradiction(own: TensorShape, given: TensorShape): string {
  if (own.ndims !== given.ndims) return `Shapes must be equal rank, but are ${own.ndims} and ${given.ndims}`;
  const [sizes, others] = [own.as_list(), given.as_list()];
  const i = sizes.findIndex((size, k) => size !== null && others[k] !== null && size !== others[k]);
  return `Dimension ${i} in both shapes must be equal, but are ${sizes[i]} and ${others[i]}. Shapes are ${brackets(own)} and ${brackets(given)}.`;
}

/** A value that a run gives for a tensor: scalars as JavaScript values, the rest as arrays. */
export type Value = number | bigint | boolean | string | Uint8Array | NDArray;

/** The operators' types come from one table. */
export interface Tensor extends TensorOperators {}

/** `tf.Tensor`. Compare tensors by `===`; values by `tf.equal`. */
export class Tensor {
  readonly op: Operation;
  readonly value_index: number;
  readonly dtype: DType;
  /** What is known of the variable, tensor array or list that a handle stands for (`Tensor._handle_data`). */
  handle_data: HandleData | null = null;
  #shape: TensorShape;
  readonly #consumers: Operation[] = [];
  #name: string | null = null;

  /** Made by operations only. */
  constructor(op: Operation, value_index: number, dtype: DType, shape: TensorShape) {
    this.op = op;
    this.value_index = value_index;
    this.dtype = dtype;
    this.#shape = shape;
    // TensorFlow numbers tensors, and what takes a number later is named by it.
    uid();
  }

  get graph(): Graph {
    return this.op.graph;
  }

  get name(): string {
    return (this.#name ??= `${this.op.name}:${this.value_index}`);
  }

  get device(): string {
    return this.op.device;
  }

  get shape(): TensorShape {
    return this.#shape;
  }

  /** `tf.Tensor.get_shape`. */
  get_shape(): TensorShape {
    return this.#shape;
  }

  /** Adds what is known of the shape. Throws `ValueError` where the two contradict. */
  set_shape(shape: ShapeLike): void {
    const given = as_shape(shape);
    if (!this.#shape.is_compatible_with(given)) throw new ValueError(contradiction(this.#shape, given));
    this.#shape = this.#shape.merge_with(given);
  }

  /** The operations that take this tensor, in order of creation. */
  consumers(): Operation[] {
    return [...this.#consumers];
  }

  /** For operations only: `op` takes this tensor as an input (or no longer does). */
  add_consumer(op: Operation): void {
    if (this.#consumers.at(-1) !== op) this.#consumers.push(op);
  }

  remove_consumer(op: Operation): void {
    const position = this.#consumers.indexOf(op);
    if (position >= 0 && !op.inputs.includes(this)) this.#consumers.splice(position, 1);
  }

  /** How a GraphDef names this tensor as an input. */
  node_def_input(): string {
    return this.value_index === 0 ? this.op.name : `${this.op.name}:${this.value_index}`;
  }

  /** Evaluates this tensor in a session, by default the default session. */
  async eval<T = Value>(feed_dict: unknown = null, session: SessionInterface | null = null): Promise<T> {
    const call = eval_arguments(feed_dict, session);
    const found = session_for({graph: this.graph, session: call.session, ...TENSOR_EVALUATION});
    return (await found.run(this, call.feed_dict)) as T;
  }

  toString(): string {
    const shape = this.#shape.ndims === null ? '' : `, shape=${String(this.#shape)}`;
    const device = this.device ? `, device=${this.device}` : '';
    return `Tensor("${this.name}"${shape}, dtype=${this.dtype.name}${device})`;
  }

  /** `repr(t)`. */
  repr(): string {
    return `<tf.Tensor '${this.name}' shape=${String(this.#shape)} dtype=${this.dtype.name}>`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.repr();
  }

  [Symbol.iterator](): Iterator<never> {
    throw new OperatorNotAllowedInGraphError(
      'iterating over `tf.Tensor` is not allowed in Graph execution. Use Eager execution or decorate this function with @tf.function.',
    );
  }

  [Symbol.toPrimitive](hint: string): string {
    if (hint === 'string' || hint === 'default') return this.toString();
    throw new TypeError(
      `${this.repr()} is a symbolic tensor, not a number. Evaluate it in a session, or use its methods add, mul, less, ...`,
    );
  }
}

/** `eval(feed_dict, session)` and `run(feed_dict, session)` with keywords in one object. */
export function eval_arguments(
  feed_dict: unknown,
  session: SessionInterface | null,
): {feed_dict: unknown; session: SessionInterface | null} {
  if (!is_record(feed_dict) || session !== null) return {feed_dict, session};
  const keys = Object.keys(feed_dict);
  if (keys.length === 0 || !keys.every((key) => key === 'feed_dict' || key === 'session'))
    return {feed_dict, session};
  const keywords = feed_dict as {feed_dict?: unknown; session?: SessionInterface | null};
  return {feed_dict: keywords.feed_dict ?? null, session: keywords.session ?? null};
}
