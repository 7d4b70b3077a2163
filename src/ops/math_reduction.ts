/**
 * Reductions over axes: sum, mean, product, extremes, and of booleans.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules, constant_value} from '../graph/constant_value.ts';
import {constant_of} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type, type Op} from '../graph/define_op.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {int32} from '../types/dtypes.ts';
import {ndarray_from} from '../types/ndarray.ts';
import {rank} from './array_shape.ts';
import type {OpBuilders} from './builders.ts';
import {deprecated_argument} from './deprecated.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {array_of, input_values, numbers_of} from './folding.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {range} from './math_range.ts';
import {known_reduction, reduced_shape, safe_shape_quotient} from './reduction_shape.ts';
import {reduction_output} from './shape_functions.ts';

function define_reduction(name: string) {
  return define_op(name, {
    inputs: {input: 'T', reduction_indices: 'Tidx'},
    outputs: {output: 'T'},
    attrs: {keep_dims: bool(false), T: type(NUMBERS), Tidx: type(INDICES, int32)},
    shape: reduction_output,
  });
}

function define_logical_reduction(name: string) {
  return define_op(name, {
    inputs: {input: 'bool', reduction_indices: 'Tidx'},
    outputs: {output: 'bool'},
    attrs: {keep_dims: bool(false), Tidx: type(INDICES, int32)},
    shape: reduction_output,
  });
}

export const Sum = define_reduction('Sum');
export const Mean = define_reduction('Mean');
export const Max = define_reduction('Max');
export const Min = define_reduction('Min');
export const Prod = define_reduction('Prod');
/** The square root of the sum of squares. */
export const EuclideanNorm = define_reduction('EuclideanNorm');
export const All = define_logical_reduction('All');
export const Any = define_logical_reduction('Any');
not_differentiable(EuclideanNorm);

/** The gradient of a sum: `dy` repeated over what was summed. */
function sum_gradient(tf: OpBuilders, op: Operation, dy: Tensor): Tensor {
  const [input, axes] = op.inputs as [Tensor, Tensor];
  const known_axes = input.shape.ndims === null ? null : constant_value(axes);
  if (known_axes !== null) {
    const places = numbers_of(known_axes);
    const ndims = input.shape.ndims as number;
    const is_total =
      known_axes.shape.length === 1 && places.length === ndims && places.every((axis, i) => axis === i);
    if (is_total) return spread_total(tf, input, dy);
    if (input.shape.is_fully_defined()) {
      const {kept_dims, multiples} = known_reduction(tf, input, places);
      return tf.tile(tf.reshape(dy, kept_dims), multiples);
    }
  }
  const input_shape = tf.shape(input);
  const [kept_dims, multiples] = within_colocation(input.graph, input_shape, false, () => {
    const kept = reduced_shape(tf, input_shape, axes);
    return [kept, safe_shape_quotient(tf, input_shape, kept)] as const;
  });
  return tf.tile(tf.reshape(dy, kept_dims), multiples);
}

/** A scalar gradient repeated over all of `input`. */
function spread_total(tf: OpBuilders, input: Tensor, dy: Tensor): Tensor {
  const spread = tf.reshape(dy, new Array<number>(input.shape.ndims as number).fill(1));
  if (!input.shape.is_fully_defined()) return tf.tile(spread, tf.shape(input));
  return tf.tile(spread, constant_of(array_of(input.shape.as_list() as number[], int32), 'Const'));
}

gradient(Sum, (tf, op, dy) => [sum_gradient(tf, op, dy), null]);

gradient(Mean, (tf, op, dy) => {
  const spread = sum_gradient(tf, op, dy);
  const [input, output] = [op.inputs[0] as Tensor, op.outputs[0] as Tensor];
  const count = input.shape.num_elements();
  const output_count = output.shape.num_elements();
  let factor: Tensor;
  if (count !== null && output_count !== null) {
    factor = constant_of(ndarray_from(Math.floor(count / Math.max(output_count, 1)), spread.dtype), 'Const');
  } else {
    const [input_shape, output_shape] = [tf.shape(input), tf.shape(output)];
    factor = safe_shape_quotient(tf, tf.reduce_prod(input_shape), tf.reduce_prod(output_shape));
  }
  return [tf.truediv(spread, tf.cast(factor, spread.dtype)), null];
});

gradient([Max, Min], (tf, op, dy) => {
  const [input, axes] = op.inputs as [Tensor, Tensor];
  const kept_dims = reduced_shape(tf, tf.shape(input), axes);
  const y = tf.reshape(op.outputs[0] as Tensor, kept_dims);
  const slope = tf.reshape(dy, kept_dims);
  const chosen = tf.cast(tf.equal(y, input), slope.dtype);
  const count = tf.reshape(tf.reduce_sum(chosen, axes), kept_dims);
  return [tf.divide(chosen, count).mul(slope), null];
});

/** The product of all other elements, by products from the left and from the right. */
gradient(Prod, (tf, op, dy) => {
  const [input, axes] = op.inputs as [Tensor, Tensor];
  const input_shape = tf.shape(input);
  const flat_axes = tf.reshape(axes, [-1]);
  const kept_dims = reduced_shape(tf, input_shape, axes);
  const multiples = safe_shape_quotient(tf, input_shape, kept_dims);
  const spread = tf.tile(tf.reshape(dy, kept_dims), multiples);
  const {perm, counts} = input.graph.device('/cpu:0', () => {
    const ndims = tf.rank(input);
    const reduced = tf.cast(flat_axes.add(ndims).mod(ndims), int32);
    const [other] = tf.setdiff1d(tf.range(0, ndims), reduced);
    const order = tf.concat([reduced, other], 0);
    const reduced_count = tf.reduce_prod(tf.gather(input_shape, reduced));
    return {perm: order, counts: [reduced_count, tf.reduce_prod(tf.gather(input_shape, other))]};
  });
  const permuted = tf.transpose(input, perm);
  const permuted_shape = tf.shape(permuted);
  const matrix = tf.reshape(permuted, counts);
  const left = tf.cumprod(matrix, 0, true);
  const right = tf.cumprod(matrix, 0, true, true);
  const y = tf.reshape(tf.conj(left).mul(tf.conj(right)), permuted_shape);
  const out = spread.mul(tf.transpose(y, tf.invert_permutation(perm)));
  return [tf.reshape(out, input_shape), null];
});

/** The product of a whole array of integers, as sizes are. */
constant_rules('Prod', {
  folded: (op, of) => {
    const values = input_values(op, of);
    const output = op.outputs[0] as Tensor;
    if (values === null || output.shape.ndims !== 0) return null;
    const product = numbers_of(values[0] as never).reduce((total, size) => total * size, 1);
    return array_of([product], output.dtype, []);
  },
});

/** The axes of a reduction: those given, or all of them. */
function reduction_dims(x: TensorLike, axis: TensorLike | null): TensorLike {
  if (axis !== null) return integers(axis);
  const ndims = x instanceof Tensor ? x.shape.ndims : null;
  if (ndims === null) return range(0, rank(x));
  return constant_of(
    array_of(
      Array.from({length: ndims}, (_, i) => i),
      int32,
    ),
    'Const',
  );
}

type ReductionOp = Op<
  {readonly input: string; readonly reduction_indices: string},
  {readonly output: string},
  {readonly keep_dims: ReturnType<typeof bool>}
>;

function reduction_function(
  op: Op<{readonly input: string; readonly reduction_indices: string}, {readonly output: string}>,
  name: string,
) {
  const plain = op as ReductionOp;
  return signature(
    ['input_tensor', 'axis', 'keepdims', 'name', 'reduction_indices', 'keep_dims'],
    function (
      input_tensor: TensorLike,
      axis: TensorLike | null = null,
      keepdims: boolean | null = null,
      name: string | null = null,
      reduction_indices: TensorLike | null = null,
      keep_dims: boolean | null = null,
    ): Tensor {
      const axes = deprecated_argument('axis', axis, 'reduction_indices', reduction_indices);
      const keeps = deprecated_argument('keepdims', keepdims, 'keep_dims', keep_dims) ?? false;
      const indices = reduction_dims(input_tensor, axes);
      const inputs = {input: input_tensor, reduction_indices: indices};
      const {output} = apply(plain, inputs, {keep_dims: keeps}, name);
      if (axes === null && !keeps && !output.shape.is_fully_defined()) output.set_shape([]);
      return output;
    },
    {name, integer_parameters: ['axis', 'reduction_indices']},
  );
}

/** `tf.reduce_sum`: the sum over `axis`, by default over all. */
export const reduce_sum = reduction_function(Sum, 'reduce_sum');
/** `tf.reduce_mean`: the mean over `axis`, by default over all. */
export const reduce_mean = reduction_function(Mean, 'reduce_mean');
/** `tf.reduce_max`: the greatest over `axis`, by default of all. */
export const reduce_max = reduction_function(Max, 'reduce_max');
/** `tf.reduce_min`: the least over `axis`, by default of all. */
export const reduce_min = reduction_function(Min, 'reduce_min');
/** `tf.reduce_prod`: the product over `axis`, by default of all. */
export const reduce_prod = reduction_function(Prod, 'reduce_prod');
const euclidean_norm = reduction_function(EuclideanNorm, 'reduce_euclidean_norm');

/** `tf.math.reduce_euclidean_norm`: the square root of the sum of squares over `axis`, by default over all. */
export const reduce_euclidean_norm = signature(
  ['input_tensor', 'axis', 'keepdims', 'name'],
  function reduce_euclidean_norm(
    input_tensor: TensorLike,
    axis: TensorLike | null = null,
    keepdims = false,
    name: string | null = null,
  ): Tensor {
    return euclidean_norm(input_tensor, axis, keepdims, name);
  },
  {integer_parameters: ['axis']},
);
/** `tf.reduce_all`: whether all are true over `axis`. */
export const reduce_all = reduction_function(All, 'reduce_all');
/** `tf.reduce_any`: whether any is true over `axis`. */
export const reduce_any = reduction_function(Any, 'reduce_any');
