/**
 * From nested fetches to a flat list of graph elements, and from their values back to the same structure.
 * Knows nothing of running.
 */
import type {Graph} from '../graph/graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {Operation} from '../graph/operation.ts';
import type {SessionInterface} from '../graph/session_interface.ts';
import {Tensor, type Value} from '../graph/tensor.ts';
import {SparseTensor, SparseTensorValue} from '../ops/sparse_tensor.ts';
import {KeyError, name_error_class, ValueError} from '../types/python_errors.ts';
import {NDArray} from '../types/ndarray.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import {is_map, is_record} from '../util/records.ts';
import {TensorHandle} from './tensor_handle.ts';

/** A fetch of what the graph does not let out (`InaccessibleTensorError`, a `ValueError`). */
class InaccessibleTensorError extends ValueError {
  static {
    name_error_class(this, 'InaccessibleTensorError');
  }
}

/** Puts values where their tensors stood. */
type Rebuild = (value_of: (tensor: Tensor) => Value) => unknown;

/** Fetches, flat and each once, and the way back to their structure. */
export interface FetchList {
  readonly tensors: readonly Tensor[];
  readonly operations: readonly Operation[];
  readonly rebuild: Rebuild;
}

/** The value of a tensor; the handle of one that stays in the session is an object. */
function rebuild_of(tensor: Tensor, session: SessionInterface | null): Rebuild {
  if (session === null || tensor.op.type !== 'GetSessionHandle') return (value_of) => value_of(tensor);
  const {dtype} = tensor.op.inputs[0] as Tensor;
  return (value_of) => new TensorHandle(String(value_of(tensor)), dtype, session);
}

class FetchReader {
  readonly tensors = new Set<Tensor>();
  readonly operations = new Set<Operation>();
  readonly #graph: Graph;
  readonly #session: SessionInterface | null;

  constructor(graph: Graph, session: SessionInterface | null) {
    this.#graph = graph;
    this.#session = session;
  }

  read(fetch: unknown): Rebuild {
    if (fetch instanceof Tensor || fetch instanceof Operation || typeof fetch === 'string')
      return this.#element(fetch);
    if (fetch === null || fetch === undefined) {
      throw new TypeError("Fetch argument None has invalid type <class 'NoneType'>");
    }
    if (Array.isArray(fetch)) return this.#list(fetch);
    if (fetch instanceof IndexedSlices) return this.#indexed_slices(fetch);
    if (fetch instanceof SparseTensor) return this.#sparse_tensor(fetch);
    if (is_map(fetch)) return this.#map(fetch);
    if (is_record(fetch)) return this.#record(fetch);
    return this.#element(fetch);
  }

  #element(fetch: unknown): Rebuild {
    const element = this.#find(fetch);
    const op = element instanceof Tensor ? element.op : element;
    if (!this.#graph.is_fetchable(element)) {
      throw new InaccessibleTensorError(
        `Operation ${python_repr(op.name)} has been marked as not fetchable. Typically this happens when it is defined in another function or code block. Use return values,explicit Python locals or TensorFlow collections to access it.`,
      );
    }
    if (element instanceof Tensor) {
      this.tensors.add(element);
      return rebuild_of(element, this.#session);
    }
    this.operations.add(element);
    return () => null;
  }

  #find(fetch: unknown): Tensor | Operation {
    try {
      return this.#graph.as_graph_element(fetch);
    } catch (error) {
      const shown = python_repr(fetch);
      if (error instanceof KeyError) {
        throw new ValueError(
          `Fetch argument ${shown} cannot be interpreted as a Tensor. (${python_repr(error.message)})`,
        );
      }
      if (error instanceof ValueError) {
        throw new ValueError(`Fetch argument ${shown} cannot be interpreted as a Tensor. (${error.message})`);
      }
      if (!(error instanceof TypeError)) throw error;
      throw new TypeError(
        `Fetch argument ${shown} has invalid type <class '${python_type_name(fetch)}'>, must be a string or Tensor. (${error.message})`,
        {cause: error},
      );
    }
  }

  #list(fetches: readonly unknown[]): Rebuild {
    const parts = fetches.map((fetch) => this.read(fetch));
    return (value_of) => parts.map((part) => part(value_of));
  }

  #map(fetches: ReadonlyMap<unknown, unknown>): Rebuild {
    const parts = [...fetches].map(([key, fetch]) => [key, this.read(fetch)] as const);
    return (value_of) => new Map(parts.map(([key, part]) => [key, part(value_of)]));
  }

  #record(fetches: Readonly<Record<string, unknown>>): Rebuild {
    const parts = Object.entries(fetches).map(([key, fetch]) => [key, this.read(fetch)] as const);
    return (value_of) => Object.fromEntries(parts.map(([key, part]) => [key, part(value_of)]));
  }

  #sparse_tensor({indices, values, dense_shape}: SparseTensor): Rebuild {
    const parts = [indices, values, dense_shape].map((part) => this.#element(part));
    return (value_of) => {
      const [places, elements, sizes] = parts.map((part) => part(value_of) as NDArray);
      return new SparseTensorValue(places as NDArray, elements as NDArray, sizes as NDArray);
    };
  }

  #indexed_slices(slices: IndexedSlices): Rebuild {
    const values = this.read(slices.values);
    const indices = this.read(slices.indices);
    const dense_shape = slices.dense_shape === null ? null : this.read(slices.dense_shape);
    return (value_of) => ({
      values: values(value_of),
      indices: indices(value_of),
      dense_shape: dense_shape?.(value_of) ?? null,
    });
  }
}

const NO_OPERATIONS: readonly Operation[] = [];

/**
 * Reads fetches. Throws `TypeError`, `ValueError` in TensorFlow's words. Handles of tensors that stay in `session` become
 * objects, where one is given.
 */
export function read_fetches(
  graph: Graph,
  fetches: unknown,
  session: SessionInterface | null = null,
): FetchList {
  if (fetches instanceof Tensor && fetches.graph === graph && graph.is_fetchable(fetches)) {
    return {tensors: [fetches], operations: NO_OPERATIONS, rebuild: rebuild_of(fetches, session)};
  }
  const reader = new FetchReader(graph, session);
  const rebuild = reader.read(fetches);
  return {tensors: [...reader.tensors], operations: [...reader.operations], rebuild};
}

/** A fetched array as programs meet it: scalars as JavaScript values, all else as it is. */
export function to_value(array: NDArray): Value {
  if (array.shape.length > 0 || array.dtype.is_complex) return array;
  const {data} = array;
  if (data instanceof Float32Array || data instanceof Float64Array || data instanceof Int32Array)
    return data[0] as number;
  return array.item() as Value;
}
