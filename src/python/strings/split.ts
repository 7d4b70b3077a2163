/**
 * Texts in pieces, as the rows of sparse matrices: `tf.string_split`, `tf.strings.split`.
 */
import {UnimplementedError} from '../../errors.ts';
import {apply} from '../../graph/apply_op.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseTensor} from '../../ops/sparse_tensor.ts';
import {StringSplit, StringSplitV2} from '../../ops/strings_parts.ts';
import {string} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';

interface Pieces {
  readonly indices: Tensor;
  readonly values: Tensor;
  readonly shape: Tensor;
}

function as_sparse({indices, values, shape}: Pieces): SparseTensor {
  indices.set_shape([null, 2]);
  values.set_shape([null]);
  shape.set_shape([2]);
  return new SparseTensor(indices, values, shape);
}

/** Ragged tensors are not built. Throws `ValueError` for what is no form of results. */
function check_result_type(result_type: string): void {
  if (result_type === 'SparseTensor') return;
  if (result_type !== 'RaggedTensor')
    throw new ValueError("result_type must be 'RaggedTensor' or 'SparseTensor'.");
  throw new UnimplementedError(
    null,
    null,
    "Ragged tensors are not built: take result_type 'SparseTensor', whose values are the pieces one after the other.",
  );
}

/**
 * `tf.string_split`: the pieces of each text of the vector `source` between any of the bytes of `sep`, by default spaces; without empty ones unless
 * `skip_empty` is false.
 */
export const string_split = signature(
  ['source', 'sep', 'skip_empty', 'delimiter', 'result_type', 'name'],
  function string_split(
    source: TensorLike,
    sep: TensorLike | null = null,
    skip_empty = true,
    delimiter: TensorLike | null = null,
    result_type = 'SparseTensor',
    name: string | null = null,
  ): SparseTensor {
    return op_scope(name, 'StringSplit', [source], () => {
      const separator = deprecated_argument('sep', sep, 'delimiter', delimiter) ?? ' ';
      const between = to_tensor(separator, {dtype: string});
      const input = to_tensor(source, {dtype: string});
      const pieces = as_sparse(apply(StringSplit, {input, delimiter: between}, {skip_empty}));
      check_result_type(result_type);
      return pieces;
    });
  },
);

/**
 * `tf.strings.split`: the pieces of each text of the vector `input` between `sep`, by default between runs of white space, as Python's `split` makes
 * them; at most `maxsplit` times.
 */
export const split = signature(
  ['input', 'sep', 'maxsplit', 'result_type', 'source', 'name'],
  function split(
    input: TensorLike | null = null,
    sep: TensorLike | null = null,
    maxsplit = -1,
    result_type = 'SparseTensor',
    source: TensorLike | null = null,
    name: string | null = null,
  ): SparseTensor {
    const given = deprecated_argument('input', input, 'source', source) as TensorLike;
    return op_scope(name, 'StringSplit', [given], () => {
      const texts = to_tensor(given, {dtype: string, name: 'input'});
      check_result_type(result_type);
      if (texts.shape.ndims !== 1) {
        throw new UnimplementedError(
          null,
          null,
          `Ragged tensors are not built, which TensorFlow splits texts of shape ${String(texts.shape)} by: reshape them to a vector.`,
        );
      }
      const between = to_tensor(sep ?? '', {dtype: string});
      return as_sparse(apply(StringSplitV2, {input: texts, sep: between}, {maxsplit}));
    });
  },
);
