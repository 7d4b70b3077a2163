/**
 * Compositions of array ops: `tf.meshgrid`, `tf.sequence_mask`.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_of, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {stack} from '../ops/array_concat.ts';
import {ones} from '../ops/array_fill.ts';
import {expand_dims, reshape, size} from '../ops/array_shape.ts';
import {integers} from '../ops/integers.ts';
import {Cast} from '../ops/math_cast.ts';
import {maximum} from '../ops/math_extreme.ts';
import {Range} from '../ops/math_range.ts';
import {reduce_max} from '../ops/math_reduction.ts';
import {op_scope} from '../ops/op_scope.ts';
import {as_dtype, bool, type DType, type DTypeLike} from '../types/dtypes.ts';
import {ndarray_from} from '../types/ndarray.ts';
import {ValueError} from '../types/python_errors.ts';

function cast_node(x: Tensor, dtype: DType): Tensor {
  return apply(Cast, {x}, {DstT: dtype}).y;
}

function scalar(value: 0 | 1, dtype: DType): Tensor {
  return constant_of(ndarray_from(value, dtype), 'Const');
}

/**
 * `tf.sequence_mask`: for each length a row that is true as far as the length. `maxlen` is by default the greatest
 * length. Bare numbers are int32. Throws `ValueError` if `maxlen` is no scalar.
 */
export const sequence_mask = signature(
  ['lengths', 'maxlen', 'dtype', 'name'],
  function sequence_mask(
    lengths: TensorLike,
    maxlen: TensorLike | null = null,
    dtype: DTypeLike | null = bool,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'SequenceMask', [lengths, maxlen], () => {
      const counts = to_tensor(integers(lengths));
      let last: Tensor;
      if (maxlen === null) {
        const greatest = reduce_max(counts);
        last = maximum(scalar(0, greatest.dtype), greatest);
      } else {
        last = to_tensor(integers(maxlen));
      }
      if (last.shape.ndims !== null && last.shape.ndims !== 0)
        throw new ValueError('maxlen must be scalar for sequence_mask');
      const start = scalar(0, last.dtype);
      const row = apply(Range, {start, limit: last, delta: scalar(1, last.dtype)}, {}).output;
      const column = cast_node(expand_dims(counts, -1), last.dtype);
      const mask = row.less(column);
      const wanted = dtype === null ? bool : as_dtype(dtype);
      return wanted === bool ? mask : cast_node(mask, wanted);
    });
  },
  {integer_parameters: ['lengths', 'maxlen']},
);

/** Sizes of 1, but -1 at `place`. */
function single_axis(rank: number, place: number): number[] {
  return Array.from({length: rank}, (_, i) => (i === place ? -1 : 1));
}

/** `tf.meshgrid`: the coordinates of a grid with the given points along each axis; `indexing` is `'xy'` or `'ij'`. */
export const meshgrid = signature(
  ['args', 'indexing', 'name'],
  function meshgrid(
    args: readonly TensorLike[],
    indexing: 'xy' | 'ij' = 'xy',
    name: string | null = 'meshgrid',
  ): Tensor[] {
    if (indexing !== 'xy' && indexing !== 'ij')
      throw new ValueError("indexing parameter must be either 'xy' or 'ij'");
    return op_scope(name, 'meshgrid', args, () => {
      const rank = args.length;
      const output = args.map((x, i) => reshape(stack(x), single_axis(rank, i)));
      const sizes = args.map((x) => size(x));
      const {dtype} = to_tensor(args[0] as TensorLike);
      if (indexing === 'xy' && rank > 1) {
        output[0] = reshape(output[0] as Tensor, single_axis(rank, 1));
        output[1] = reshape(output[1] as Tensor, single_axis(rank, 0));
        sizes.splice(0, 2, sizes[1] as Tensor, sizes[0] as Tensor);
      }
      const factor = ones(sizes, dtype.base_dtype);
      return output.map((x) => x.mul(factor));
    });
  },
  {rest: 'args'},
);
