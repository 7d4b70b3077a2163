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
  readonly handle: Tensor;
  readonly dtype: DType;
  /** What stands for the value after `op`: read when somebody asks for it. */
  lazy_read(op: Operation): unknown;
}

/** A reference, or what stands for a variable. */
export type VariableLike = TensorLike | HandleVariable;

/** Whether a variable has a handle. */
function has_handle(variable: VariableLike): variable is HandleVariable {
  return typeof (variable as Partial<HandleVariable>).lazy_read === 'function';
}

/**
 * The variable after `change`, as TensorFlow's functions give it: an object that reads the variable when it is used as
 * a tensor. `null` where the variable is a reference.
 */
export function changed_by_handle(
  variable: VariableLike,
  change: (variable: HandleVariable) => {readonly operation: Operation},
): Tensor | null {
  return has_handle(variable) ? (variable.lazy_read(change(variable).operation) as Tensor) : null;
}
