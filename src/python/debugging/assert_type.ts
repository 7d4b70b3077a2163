/**
 * `tf.assert_type` and its like: checks of dtypes and of what is a scalar or a list, all made while the graph is built.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {no_op} from '../../ops/grouping.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import * as dtypes from '../../types/dtypes.ts';
import {as_dtype, float32, type DType, type DTypeLike} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_type_name} from '../../types/python_repr.ts';

/** `tf.assert_type`: nothing to run; throws `TypeError` unless `tensor` has dtype `tf_type`. */
export const assert_type = signature(
  ['tensor', 'tf_type', 'message', 'name'],
  function assert_type(
    tensor: TensorLike,
    tf_type: DTypeLike,
    message: string | null = null,
    name: string | null = null,
  ): Operation {
    return op_scope(name, 'assert_type', [tensor], () => {
      const converted = to_tensor(tensor, {name: 'tensor'});
      const wanted = as_dtype(tf_type);
      if (converted.dtype !== wanted)
        throw new TypeError(`${message ?? ''}  ${converted.name} must be of type ${String(wanted)}`);
      return no_op('statically_determined_correct_type');
    });
  },
);

/** `tf.assert_integer`: nothing to run; throws `TypeError` unless `x` is of an integer dtype. */
export const assert_integer = signature(
  ['x', 'message', 'name'],
  function assert_integer(
    x: TensorLike,
    message: string | null = null,
    name: string | null = null,
  ): Operation {
    return op_scope(name, 'assert_integer', [x], () => {
      const {dtype, name: found} = to_tensor(x, {name: 'x'});
      if (!dtype.is_integer) {
        throw new TypeError(
          `${message ?? ''}  Expected "x" to be integer type.  Found: ${found} of dtype ${String(dtype)}`,
        );
      }
      return no_op('statically_determined_was_integer');
    });
  },
);

/** `tf.assert_scalar`: `tensor` itself; throws `ValueError` unless it is known to be a scalar. */
export const assert_scalar = signature(
  ['tensor', 'name', 'message'],
  function assert_scalar(
    tensor: TensorLike,
    name: string | null = null,
    message: string | null = null,
  ): Tensor {
    return op_scope(name, 'assert_scalar', [tensor], (scope) => {
      const converted = to_tensor(tensor, {name: scope});
      if (converted.shape.ndims === 0) return converted;
      throw new ValueError(
        `${message ?? ''}Expected scalar shape for ${converted.name}, saw shape: ${String(converted.shape)}.`,
      );
    });
  },
);

/** What has a dtype: a tensor, a variable. */
interface Typed {
  readonly dtype: DType;
  readonly name: string;
}

/** The dtype that all have, `expected` if it is given. */
function common_type(items: readonly (Typed | null)[], expected: DType | null): DType | null {
  let [found, as] = [expected, ''];
  for (const item of items) {
    if (item === null) continue;
    const dtype = item.dtype.base_dtype;
    if (found === null) [found, as] = [dtype, ` as ${item.name}`];
    else if (dtype !== found) {
      throw new ValueError(
        `${item.name}, type=${String(dtype)}, must be of the same type (${String(found)})${as}.`,
      );
    }
  }
  return found;
}

/**
 * `tf.assert_same_float_dtype`: the dtype that all of `tensors` have (and which `dtype` says, if it is given), float32 if there is none. Throws `ValueError`
 * for several, or for one that is no float.
 */
export const assert_same_float_dtype = signature(
  ['tensors', 'dtype'],
  function assert_same_float_dtype(
    tensors: readonly (Typed | null)[] | null = null,
    dtype: DTypeLike | null = null,
  ): DType {
    const found = common_type(tensors ?? [], dtype === null ? null : as_dtype(dtype));
    if (found === null) return float32;
    if (!found.is_floating) throw new ValueError(`Expected floating point type, got ${String(found)}.`);
    return found;
  },
);

/** Python would go through these, but nobody means to. */
function is_one_value(values: unknown): boolean {
  return (
    values instanceof Tensor ||
    values instanceof SparseTensor ||
    values instanceof NDArray ||
    typeof values === 'string' ||
    ArrayBuffer.isView(values)
  );
}

/** `tf.assert_proper_iterable`: throws `TypeError` unless `values` is a list or the like; a tensor, an array or a text is none. */
export const assert_proper_iterable = signature(
  ['values'],
  function assert_proper_iterable(values: unknown): void {
    const type = `<class '${python_type_name(values)}'>`;
    if (is_one_value(values))
      throw new TypeError(`Expected argument "values" to be a "proper" iterable.  Found: ${type}`);
    const is_iterable = typeof values === 'object' && values !== null;
    if (!is_iterable) throw new TypeError(`Expected argument "values" to be iterable.  Found: ${type}`);
  },
);

/** As TensorFlow has it: no unsigned integers but bytes, no halves. */
const NUMBERS: ReadonlySet<DType> = new Set([
  dtypes.float32,
  dtypes.float64,
  dtypes.int8,
  dtypes.int16,
  dtypes.int32,
  dtypes.int64,
  dtypes.uint8,
  dtypes.qint8,
  dtypes.qint32,
  dtypes.quint8,
  dtypes.complex64,
]);

/** `tf.is_numeric_tensor`: whether `tensor` is a tensor of numbers. */
export const is_numeric_tensor = signature(['tensor'], function is_numeric_tensor(tensor: unknown): boolean {
  return tensor instanceof Tensor && NUMBERS.has(tensor.dtype);
});
