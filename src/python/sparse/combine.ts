/**
 * `tf.sparse` functions of several sparse tensors: added, joined, crossed, compared; and of one with a dense tensor.
 */
import {apply} from '../../graph/apply_op.ts';
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {reshape} from '../../ops/array_shape.ts';
import {broadcast_static_shape} from '../../ops/broadcast_shape.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {reduce_max} from '../../ops/math_reduction.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {SparseCross} from '../../ops/sparse_cross.ts';
import {SparseSparseMaximum, SparseSparseMinimum} from '../../ops/sparse_elementwise.ts';
import {SparseAdd, SparseConcat} from '../../ops/sparse_moves.ts';
import {SparseTensorDenseAdd} from '../../ops/sparse_reductions.ts';
import {is_sparse, SparseTensor} from '../../ops/sparse_tensor.ts';
import {int64, string} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {as_sparse, type SparseLike} from './as_sparse.ts';

/** Two sparse tensors as ops of both call their parts. */
function sides(a: SparseTensor, b: SparseTensor) {
  return {...left_side(a), b_indices: b.indices, b_values: b.values, b_shape: b.dense_shape};
}

function left_side({indices, values, dense_shape}: SparseLike) {
  return {a_indices: indices, a_values: values, a_shape: dense_shape};
}

function add_sparse(a: SparseTensor, b: SparseTensor, threshold: TensorLike): SparseTensor {
  const thresh = to_tensor(threshold, {dtype: a.dtype.real_dtype.base_dtype, name: 'threshold'});
  const {sum_indices, sum_values, sum_shape} = apply(SparseAdd, {...sides(a, b), thresh}, {});
  a.shape.assert_is_compatible_with(b.shape);
  const known = broadcast_static_shape(a.shape, b.shape);
  return new SparseTensor(
    sum_indices,
    sum_values,
    known.is_fully_defined() ? (known.as_list() as number[]) : sum_shape,
  );
}

/** The call forms of `tf.sparse.add`: sparse only where both are. */
interface SparseSum {
  (a: SparseLike, b: SparseLike, threshold?: TensorLike | null, thresh?: TensorLike | null): SparseTensor;
  (
    a: SparseLike,
    b: SparseLike,
    keywords: {readonly threshold?: TensorLike | null; readonly thresh?: TensorLike | null},
  ): SparseTensor;
  (keywords: {
    readonly a: SparseLike;
    readonly b: SparseLike;
    readonly threshold?: TensorLike | null;
  }): SparseTensor;
  (a: SparseLike, b: TensorLike): Tensor;
  (a: TensorLike, b: SparseLike): Tensor;
}

/**
 * `tf.sparse.add`: the sum of two sparse tensors, without elements whose sum is smaller than `threshold`; or of one with a dense tensor,
 * which is dense. Throws `TypeError` for two dense ones.
 */
export const sparse_add = signature<SparseSum>(
  ['a', 'b', 'threshold', 'thresh'],
  function sparse_add(
    a: TensorLike | SparseLike,
    b: TensorLike | SparseLike,
    threshold: TensorLike | null = null,
    thresh: TensorLike | null = null,
  ): SparseTensor | Tensor {
    const least = deprecated_argument('threshold', threshold, 'thresh', thresh) ?? 0;
    if (is_sparse(a)) return is_sparse(b) ? add_sparse(as_sparse(a), as_sparse(b), least) : add_dense(a, b);
    if (is_sparse(b)) return add_dense(b, a);
    throw new TypeError('At least one input should be SparseTensor; do you mean to use tf.add()?');
  },
);

function add_dense(a: SparseLike, b: TensorLike): Tensor {
  return apply(SparseTensorDenseAdd, {...left_side(a), b}, {}).output;
}

/** The shapes with their other sizes those of the greatest. */
function widened(shapes: readonly Tensor[], axis: number): Tensor[] {
  const rows = shapes.map((shape) => reshape(shape, [1, -1]));
  const greatest = reduce_max(concat(rows, 0), 0);
  return shapes.map((shape) => {
    const before = greatest.getitem(`:${axis}`);
    const own = shape.getitem(axis === -1 ? '-1:' : `${axis}:${axis + 1}`);
    return concat([before, own, axis === -1 ? [] : greatest.getitem(`${axis + 1}:`)], 0);
  });
}

/** The shape of what was joined, if the shapes of all parts are known. */
function joined_shape(shapes: readonly Tensor[], axis: number): Tensor | null {
  const known = shapes.map(constant_value);
  if (known.some((value) => value === null)) return null;
  const sizes = known.map((value) => Array.from((value as NDArray).data as BigInt64Array));
  const joined = [...(sizes[0] as bigint[])];
  const at = axis < 0 ? axis + joined.length : axis;
  joined[at] = sizes.reduce((total, own) => total + (own[at] as bigint), 0n);
  return to_tensor(joined, {dtype: int64});
}

/**
 * `tf.sparse.concat`: sparse tensors one after the other along `axis`. Their other sizes are equal, or with `expand_nonconcat_dim` become those
 * of the greatest.
 */
export const sparse_concat = signature(
  ['axis', 'sp_inputs', 'name', 'expand_nonconcat_dim', 'concat_dim', 'expand_nonconcat_dims'],
  function sparse_concat(
    axis: number | null,
    sp_inputs: readonly SparseLike[],
    name: string | null = null,
    expand_nonconcat_dim: boolean | null = false,
    concat_dim: number | null = null,
    expand_nonconcat_dims: boolean | null = null,
  ): SparseTensor {
    const names = ['expand_nonconcat_dims', 'expand_nonconcat_dim'] as const;
    const expands = deprecated_argument(names[0], expand_nonconcat_dims, names[1], expand_nonconcat_dim);
    const place = deprecated_argument('axis', axis, 'concat_dim', concat_dim) as number;
    if (!Array.isArray(sp_inputs)) throw new TypeError('Inputs must be a list or tuple.');
    const sparse = (sp_inputs as readonly SparseLike[]).map(as_sparse);
    if (sparse.length === 1) return sparse[0] as SparseTensor;
    const own_shapes = sparse.map(({dense_shape}) => dense_shape);
    const shapes = expands ? widened(own_shapes, place) : own_shapes;
    const inputs = {
      indices: sparse.map(({indices}) => indices),
      values: sparse.map(({values}) => values),
      shapes,
    };
    const made = apply(SparseConcat, inputs, {concat_dim: place}, name);
    const dense_shape = joined_shape(shapes, place) ?? made.output_shape;
    return new SparseTensor(made.output_indices, made.output_values, dense_shape);
  },
);

function compare_function(name: string, scope_name: string, op: typeof SparseSparseMaximum) {
  return signature(
    ['sp_a', 'sp_b', 'name'],
    function (sp_a: SparseTensor, sp_b: SparseTensor, name: string | null = null): SparseTensor {
      const values = [sp_a.indices, sp_a.values, sp_b.indices, sp_b.values];
      const {output_indices, output_values} = op_scope(name, scope_name, values, (scope) =>
        apply(op, sides(sp_a, sp_b), {}, scope),
      );
      return new SparseTensor(output_indices, output_values, sp_a.dense_shape);
    },
    {name},
  );
}

/** `tf.sparse.maximum`: the greater element by element; where only one has an element, the other has zero. */
export const sparse_maximum = compare_function('sparse_maximum', 'SparseSparseMaximum', SparseSparseMaximum);
/** `tf.sparse.minimum`: the lesser element by element; where only one has an element, the other has zero. */
export const sparse_minimum = compare_function('sparse_minimum', 'SparseSparseMinimum', SparseSparseMinimum);

const DEFAULT_HASH_KEY = 0xdecafcaffe;

interface Hashing {
  readonly hashed_output: boolean;
  readonly num_buckets: number;
  readonly hash_key: number;
}

function cross(
  inputs: readonly (SparseTensor | Tensor)[],
  hashing: Hashing,
  name: string | null,
): SparseTensor {
  if (!Array.isArray(inputs)) throw new TypeError('Inputs must be a list');
  if (!inputs.every((input) => input instanceof SparseTensor || input instanceof Tensor))
    throw new TypeError('All inputs must be SparseTensors');
  const sparse = inputs.filter((input) => input instanceof SparseTensor);
  const dense = inputs.filter((input) => input instanceof Tensor);
  const as_feature = (values: Tensor): Tensor => (values.dtype === string ? values : cast(values, int64));
  const given = [...sparse.map(({values}) => values), ...dense];
  const made = apply(
    SparseCross,
    {
      indices: sparse.map(({indices}) => indices),
      values: sparse.map(({values}) => as_feature(values)),
      shapes: sparse.map(({dense_shape}) => dense_shape),
      dense_inputs: dense.map(as_feature),
    },
    {
      ...hashing,
      out_type: hashing.hashed_output ? int64 : string,
      internal_type: given.every(({dtype}) => dtype === string) ? string : int64,
    },
    name,
  );
  return new SparseTensor(made.output_indices, made.output_values, made.output_shape);
}

/** `tf.sparse.cross`: of each row, every choice of one element from each input, as texts joined by `_X_`. */
export const sparse_cross = signature(
  ['inputs', 'name'],
  function sparse_cross(
    inputs: readonly (SparseTensor | Tensor)[],
    name: string | null = null,
  ): SparseTensor {
    return cross(inputs, {hashed_output: false, num_buckets: 0, hash_key: DEFAULT_HASH_KEY}, name);
  },
);

/** `tf.sparse.cross_hashed`: the same as hashes, below `num_buckets` if that is not 0. */
export const sparse_cross_hashed = signature(
  ['inputs', 'num_buckets', 'hash_key', 'name'],
  function sparse_cross_hashed(
    inputs: readonly (SparseTensor | Tensor)[],
    num_buckets = 0,
    hash_key: number | null = null,
    name: string | null = null,
  ): SparseTensor {
    const key = hash_key === null || hash_key === 0 ? DEFAULT_HASH_KEY : hash_key;
    return cross(inputs, {hashed_output: true, num_buckets, hash_key: key}, name);
  },
);
