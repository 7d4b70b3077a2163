/** Host operations that call functions of the program with arrays. */
import {
  CancelledError,
  exception_type_from_error_code,
  INVALID_ARGUMENT,
  OUT_OF_RANGE,
  UNIMPLEMENTED,
  UNKNOWN,
  type OpError,
} from '../../errors.ts';
import {host_functions} from '../../graph/globals.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {bool, float64, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray, type NestedValue} from '../../types/ndarray.ts';
import {is_whole_array} from '../../types/ndarray_from.ts';
import {NotImplementedError, ValueError} from '../../types/python_errors.ts';
import {invalid} from '../queues/calls.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';

/** The code of what a function throws. */
function code_of(error: unknown): number {
  if (error instanceof NotImplementedError) return UNIMPLEMENTED;
  if (error instanceof ValueError) return INVALID_ARGUMENT;
  const name = (error as Partial<Error> | null)?.name ?? '';
  if (name === 'TypeError' || name === 'RangeError') return INVALID_ARGUMENT;
  return name === 'StopIteration' ? OUT_OF_RANGE : UNKNOWN;
}

/** What a function threw as an error of the run, in the form in which Python shows it. */
function thrown_error(thrown: unknown): OpError {
  const {name = 'Error', message = String(thrown), stack = ''} = (thrown ?? {}) as Partial<Error>;
  const frames = stack.split('\n').filter((line) => /^\s*at /.test(line));
  const line = `${name}: ${message}`;
  const text = `${line}\nTraceback (most recent call last):\n\n${frames.join('\n')}\n\n${line}\n\n`;
  const ErrorClass = exception_type_from_error_code(code_of(thrown));
  return Object.assign(new ErrorClass(null, null, text), {cause: thrown});
}

/** Runs what is not the library's. */
function attempt<R>(body: () => R): R {
  try {
    return body();
  } catch (error) {
    throw thrown_error(error);
  }
}

/** The dtype that an array of plain values has by itself: of its first leaf, numbers of the dtype that is expected. */
function natural_dtype(value: unknown, expected: DType): DType | null {
  let leaf = value;
  while (Array.isArray(leaf)) leaf = leaf[0];
  if (typeof leaf === 'bigint') return int64;
  if (typeof leaf === 'boolean') return bool;
  if (typeof leaf === 'string') return string;
  if (typeof leaf !== 'number') return null;
  return expected.is_integer || expected.is_floating || expected.is_complex ? expected : float64;
}

function converted(value: unknown, expected: DType): NDArray {
  // Bytes are a string where one is expected.
  if (expected === string && ArrayBuffer.isView(value))
    return NDArray.from([value as Uint8Array], string).reshape([]);
  return NDArray.from(value as NestedValue, is_whole_array(value) ? null : natural_dtype(value, expected));
}

/** A value that a function gave; it must have the dtype that is expected. */
function result_of(value: unknown, index: number, expected: DType, token: string): NDArray {
  const array = attempt(() => converted(value, expected));
  if (array.dtype === expected) return array;
  throw invalid(
    `${index}-th value returned by ${token} is ${runtime_dtype_name(array.dtype)}, but expects ${runtime_dtype_name(expected)}`,
  );
}

/** The values of all outputs, of none where the function gives nothing. */
function results_of(value: unknown, types: readonly DType[], token: string): readonly NDArray[] {
  const one = value === null || value === undefined ? [] : [value];
  const values: readonly unknown[] = Array.isArray(value) ? value : one;
  if (values.length !== types.length) {
    throw invalid(`${token} returns ${values.length} values, but expects to see ${types.length} values.`);
  }
  return values.map((item, i) => result_of(item, i, types[i] as DType, token));
}

/** A promise that is not waited for longer than the run is wanted. */
async function while_wanted<T>(promise: PromiseLike<T>, {signal, op}: HostContext): Promise<T> {
  let cancel = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    cancel = () => reject(new CancelledError(null, null, `${op.type} operation was cancelled`));
  });
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

function is_promise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as Partial<PromiseLike<unknown>> | null | undefined)?.then === 'function';
}

type Plain = (...args: readonly NDArray[]) => unknown;

const call: HostOperation = {
  waits: true,
  run(inputs, context) {
    const token = String(context.attrs['token']);
    const types = context.attrs['Tout'] as readonly DType[];
    const func = host_functions.value.by_token.get(token)?.deref() as Plain | undefined;
    if (func === undefined) throw thrown_error(new ValueError(`callback ${token} is not found`));
    const value = attempt(() => func(...inputs));
    if (!is_promise(value)) return results_of(value, types, token);
    const settled = Promise.resolve(value).catch((error: unknown) => {
      throw thrown_error(error);
    });
    return while_wanted(settled, context).then((given) => results_of(given, types, token));
  },
};

export const SCRIPT_OPERATIONS: HostOperations = {PyFunc: call, PyFuncStateless: call, EagerPyFunc: call};
