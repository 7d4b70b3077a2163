/**
 * `tf.py_func` and its like: functions of the program as nodes of a graph. Here is which token a function has; it is called by
 * the session.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {FuncGraph} from '../graph/func_graph.ts';
import {host_functions} from '../graph/globals.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {EagerPyFunc, PyFunc, PyFuncStateless} from '../ops/script.ts';
import {as_dtype, type DTypeLike} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import {python_type_name} from '../types/python_repr.ts';
import {ValueError} from '../types/python_errors.ts';

/**
 * A function on arrays: called with an array for each input. Gives one value, or an array of the values of all outputs: NDArrays, typed
 * arrays, numbers, texts, or what is nested of them; or a promise of that.
 */
export type HostFunction = (...args: NDArray[]) => unknown;

type Definition = typeof PyFunc | typeof PyFuncStateless | typeof EagerPyFunc;

/** The collection that keeps a graph's functions alive, as in TensorFlow no text. */
const FUNCTIONS_KEY = Object.freeze(['_py_funcs_used_in_graph']);

/** The graph that lives as long as the functions shall: the body of a function is in one. */
function lasting_graph(): Graph {
  let graph = get_default_graph();
  while (graph instanceof FuncGraph) graph = graph.outer_graph;
  return graph;
}

/** The token of a function of the default graph; it is known as long as the graph is. */
function token_of(func: HostFunction): string {
  const {value} = host_functions;
  const token = `pyfunc_${value.count++}`;
  value.by_token.set(token, new WeakRef(func));
  lasting_graph().add_to_collection(FUNCTIONS_KEY, func);
  return token;
}

type Types = DTypeLike | readonly DTypeLike[];

function is_list(types: Types): types is readonly DTypeLike[] {
  return Array.isArray(types);
}

function build(
  definition: Definition,
  func: HostFunction,
  input: readonly TensorLike[],
  Tout: Types,
  name: string | null,
): Tensor | Tensor[] | Operation {
  if (typeof func !== 'function') {
    throw new ValueError(
      `Expected func to be callable, got func of type <class '${python_type_name(func)}'>`,
    );
  }
  const types = (is_list(Tout) ? Tout : [Tout]).map((type) => as_dtype(type));
  const attrs = {token: token_of(func), Tout: types};
  const {output, operation} = apply(definition as typeof PyFunc, {input}, attrs, name);
  if (output.length === 0) return operation;
  return is_list(Tout) ? output : (output[0] as Tensor);
}

/** What is given by keyword. */
type Keywords<Types> = {func: HostFunction; inp: readonly TensorLike[]; Tout: Types};
type Given<Types> = [func: HostFunction, inp: readonly TensorLike[], Tout: Types];

/** One dtype gives a tensor, a list of them a list, no dtype the operation. */
interface Call<Rest extends readonly unknown[], More extends object> {
  (...args: [...Given<readonly []>, ...Rest]): Operation;
  (...args: [...Given<readonly DTypeLike[]>, ...Rest]): Tensor[];
  (...args: [...Given<DTypeLike>, ...Rest]): Tensor;
  (keywords: Keywords<readonly []> & More): Operation;
  (keywords: Keywords<readonly DTypeLike[]> & More): Tensor[];
  (keywords: Keywords<DTypeLike> & More): Tensor;
}
type Named = {name?: string | null};
type MaybeStateless = {stateful?: boolean} & Named;

/**
 * `tf.py_func(func, inp, Tout, stateful, name)`: what `func` gives for the arrays of `inp`, in each run. A list of dtypes gives a list of
 * tensors, one dtype a tensor; their shapes are unknown. A number becomes of the dtype that is expected; any other value must have it
 * (`InvalidArgumentError` in the run). While `func` waits for a promise, other runs go on. What it throws ends the run: `ValueError`, `TypeError` and
 * `RangeError` as `InvalidArgumentError`, `NotImplementedError` as `UnimplementedError`, the rest as `UnknownError`, with the error as `cause`. The graph
 * that is written to a file has the node, not the function. No gradient flows through it.
 */
export const py_func = signature<
  Call<[stateful?: boolean | MaybeStateless, name?: string | null | Named], MaybeStateless>
>(
  ['func', 'inp', 'Tout', 'stateful', 'name'],
  function py_func(
    func: HostFunction,
    inp: readonly TensorLike[],
    Tout: Types,
    stateful = true,
    name: string | null = null,
  ) {
    return build(stateful ? PyFunc : PyFuncStateless, func, inp, Tout, name);
  },
);

/** `tf.numpy_function(func, inp, Tout, name)`: `tf.py_func`, always stateful. */
export const numpy_function = signature<Call<[name?: string | null | Named], Named>>(
  ['func', 'inp', 'Tout', 'name'],
  function numpy_function(
    func: HostFunction,
    inp: readonly TensorLike[],
    Tout: Types,
    name: string | null = null,
  ) {
    return build(PyFunc, func, inp, Tout, name);
  },
);

/**
 * `tf.py_function(func, inp, Tout, name)`: as `tf.numpy_function`. TensorFlow calls `func` with eager tensors; here there are none, it gets arrays,
 * and `tf.gradients` through it throws `UnimplementedError`.
 */
export const py_function = signature<Call<[name?: string | null | Named], Named>>(
  ['func', 'inp', 'Tout', 'name'],
  function py_function(
    func: HostFunction,
    inp: readonly TensorLike[],
    Tout: Types,
    name: string | null = null,
  ) {
    return build(EagerPyFunc, func, inp, Tout, name);
  },
);
