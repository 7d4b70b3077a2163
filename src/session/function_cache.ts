/**
 * Functions of a graph's library that are called with arrays, outside of programs: those of datasets and iterators. Each
 * is a graph of its own with an executor that keeps its plans and the states of its random nodes. Knows no datasets.
 */
import type {FunctionAttribute} from '../graph/attributes.ts';
import {encode_attr_value} from '../formats/graph_def.ts';
import {add_body, library_function} from '../graph/function_body.ts';
import {encode_attribute, type AttributeValue} from '../graph/attributes.ts';
import {Graph} from '../graph/graph.ts';
import {find_op_definition, type AttributeType} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {OpError, exception_type_from_error_code} from '../errors.ts';
import {resource, type DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {as_opaque} from '../types/ndarray_storage.ts';
import {ResourceHandle} from '../types/resource_handle.ts';
import {unknown_shape} from '../types/tensor_shape.ts';
import type {FedValue} from './feeds.ts';
import {Step} from './step.ts';

/** What runs a function's body. */
export interface InnerExecutor {
  run_arrays(
    wanted: {readonly tensors: readonly Tensor[]; readonly operations: readonly Operation[]},
    feeds: readonly FedValue[],
    step: Step,
    trace: null,
  ): Promise<readonly NDArray[]>;
  close(): void;
}

/** What a cache needs of the session. */
export interface FunctionHost {
  readonly graph: Graph;
  readonly store: {get(variable: string): {readonly dtype: DType} | undefined};
  inner_executor(graph: Graph): InnerExecutor;
}

/** A function that is ready to run. */
interface Instance {
  readonly executor: InnerExecutor;
  /** By argument; `null` for a variable's handle, which the body knows. */
  readonly inputs: readonly (Tensor | null)[];
  readonly results: readonly Tensor[];
  readonly effects: readonly Operation[];
}

const IS_VARIABLE = 'N10tensorflow3VarE';

/** The variable that an argument is the handle of. */
function variable_handle(array: NDArray): ResourceHandle | null {
  if (array.dtype !== resource) return null;
  const handle = as_opaque(ResourceHandle, array);
  return handle?.type_name === IS_VARIABLE ? handle : null;
}

function key_of({name, attr}: FunctionAttribute, handles: readonly (ResourceHandle | null)[]): string {
  const attrs = [...attr].map(([key, value]) => `${key}=${encode_attr_value(value).join()}`).sort();
  const variables = handles.map((handle) => (handle === null ? '' : `${handle.container}/${handle.name}`));
  return [name, ...attrs, '', ...variables].join('\n');
}

/** A node without inputs, for an argument of the body. */
function argument_node(
  graph: Graph,
  index: number,
  type: string,
  attrs: Readonly<Record<string, readonly [AttributeType, AttributeValue]>>,
): Tensor {
  const op = graph.add_node({
    type,
    name: `argument_${index}`,
    inputs: [],
    attrs: new Map(
      Object.entries(attrs).map(([key, [kind, value]]) => [key, encode_attribute(kind, value)] as const),
    ),
    op_def: find_op_definition(type),
    control_inputs: [],
  });
  return op.outputs[0] as Tensor;
}

/** Functions of such names are not told: Python takes them out of the message. */
const PLAIN_NAME = /^[A-Za-z0-9_.][A-Za-z0-9_.\-/]*$/;

/** An error inside a function, as that of the operation that called it: the function's node becomes part of the text. */
function called_error(error: unknown, name: string): unknown {
  if (!(error instanceof OpError) || error.op === null) return error;
  const text = error.message.replace(/\n\t \[\[(\{\{)?node .*$/s, '');
  const inner = error.message.match(/\n\t \[\[\{\{node .*?\]\]/gs)?.join('') ?? '';
  return new (exception_type_from_error_code(error.error_code))(
    null,
    null,
    `${PLAIN_NAME.test(name) ? '' : `{{function_node ${name}}}`} ${text}\n\t [[{{node ${error.op.name}}}]]${inner}`,
  );
}

export class FunctionCache {
  readonly #host: FunctionHost;
  readonly #instances = new Map<string, Instance>();

  constructor(host: FunctionHost) {
    this.#host = host;
  }

  /** The dtypes of a function's results. */
  result_types(called: FunctionAttribute): readonly DType[] {
    return library_function(this.#host.graph, called).result_types;
  }

  /** Calls a function. Rejects with an error of no operation, whose text names the function's node. */
  async call(
    called: FunctionAttribute,
    inputs: readonly NDArray[],
    signal: AbortSignal | null,
  ): Promise<readonly NDArray[]> {
    const instance = this.#instance(called, inputs);
    const feeds: FedValue[] = [];
    instance.inputs.forEach((tensor, i) => {
      if (tensor !== null) feeds.push({tensor, value: inputs[i] as NDArray});
    });
    const step = new Step({timeout_in_ms: 0, signal});
    try {
      const wanted = {tensors: instance.results, operations: instance.effects};
      return await instance.executor.run_arrays(wanted, feeds, step, null);
    } catch (error) {
      throw called_error(error, called.name);
    } finally {
      step.dispose();
    }
  }

  #instance(called: FunctionAttribute, inputs: readonly NDArray[]): Instance {
    const handles = inputs.map(variable_handle);
    const key = key_of(called, handles);
    let instance = this.#instances.get(key);
    if (instance === undefined) this.#instances.set(key, (instance = this.#make(called, handles)));
    return instance;
  }

  #make(called: FunctionAttribute, handles: readonly (ResourceHandle | null)[]): Instance {
    const {graph: library, store} = this.#host;
    const graph = new Graph();
    for (const [name, definition] of library.functions) graph.functions.set(name, definition);
    for (const [name, own] of library.function_gradients) graph.function_gradients.set(name, own);
    const found = library_function(graph, called);
    const inputs = found.argument_types.map((dtype, i) => {
      const handle = handles[i] ?? null;
      if (handle === null)
        return argument_node(graph, i, 'Placeholder', {
          dtype: ['type', dtype],
          shape: ['shape', unknown_shape()],
        });
      const {container, name, type_name} = handle;
      const type = store.get(`${container}/${name}/${type_name}`)?.dtype ?? dtype;
      return argument_node(graph, i, 'VarHandleOp', {
        container: ['string', container],
        shared_name: ['string', name],
        dtype: ['type', type],
        shape: ['shape', unknown_shape()],
      });
    });
    const {results, effects} = add_body(found, {graph, prefix: '', inputs, control: []});
    return {
      executor: this.#host.inner_executor(graph),
      inputs: inputs.map((tensor, i) => (handles[i] ? null : tensor)),
      results,
      effects,
    };
  }

  /** Frees plans and states. */
  close(): void {
    for (const {executor} of this.#instances.values()) executor.close();
    this.#instances.clear();
  }
}
