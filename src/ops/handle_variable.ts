/**
 * What functions that change a variable may be given: a reference, or a variable that has a handle. Knows nothing of
 * the class of such variables.
 */
import type {TensorConvertible, TensorLike} from '../graph/convert_types.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';

/** A variable that has a handle. */
export interface HandleVariable extends TensorConvertible {
  readonly handle: Tensor | null;
  readonly dtype: DType;
  /** What stands for the value after `op`: read when somebody asks for it. */
  lazy_read(op: Operation): unknown;
}

/** A reference, or what stands for a variable. */
export type VariableLike = TensorLike | HandleVariable;

/** The handle of a variable, or `null`. */
export function handle_of_variable(variable: unknown): Tensor | null {
  if (typeof variable !== 'object' || variable === null) return null;
  const {handle, lazy_read} = variable as Partial<HandleVariable>;
  return typeof lazy_read === 'function' ? (handle ?? null) : null;
}

/**
 * The variable after `change`, as TensorFlow's functions give it: an object that reads the variable when it is used as
 * a tensor. `null` where the variable is a reference.
 */
export function changed_by_handle(
  variable: VariableLike,
  change: (variable: {readonly handle: Tensor; readonly dtype: DType}) => {readonly operation: Operation},
): Tensor | null {
  const handle = handle_of_variable(variable);
  if (handle === null) return null;
  const {dtype, lazy_read} = variable as HandleVariable;
  return Reflect.apply(lazy_read, variable, [change({handle, dtype}).operation]) as Tensor;
}
