/**
 * What one run asks of a graph, as graph elements: values to bring back, operations to run, and tensors whose
 * values are given. Knows nothing of the values themselves but their shapes and dtypes.
 */
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {NDArray} from '../types/ndarray.ts';

/** A tensor that is fed: the shape of its value, and the value itself where the plan may depend on it. */
export interface Feed {
  readonly tensor: Tensor;
  readonly shape: readonly number[];
  /** Given for switches (boolean scalars): the program is made for this value. */
  readonly value: NDArray | null;
}

export interface Request {
  readonly graph: Graph;
  readonly fetches: readonly Tensor[];
  readonly targets: readonly Operation[];
  readonly feeds: readonly Feed[];
  /** Whose state random nodes in the bodies of functions have: those of other runs have another. */
  readonly function_state?: string;
}

/** The place of each tensor among others in the order of their names: TensorFlow numbers feeds and fetches so. */
export function ranks(tensors: Iterable<Tensor>): ReadonlyMap<Tensor, number> {
  const sorted = [...tensors].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return new Map(sorted.map((tensor, rank) => [tensor, rank]));
}

/** What compiling may ask about the session: it is injected. */
export interface Environment {
  /** Whether this op type runs on the host, between programs. */
  is_host_op(op_type: string): boolean;
  /** Whether such an operation may wait for other runs; one that does hinders no other operation that could run. */
  waits(op_type: string): boolean;
  /** The shape of a variable's value, or `null` while it has none. */
  variable_shape(variable: string): readonly number[] | null;
}
