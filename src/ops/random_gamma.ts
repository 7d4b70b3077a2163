/**
 * Random numbers of the gamma and Poisson distributions.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, float32, int32, int64, type DTypeLike} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {zeros_like} from './array_fill.ts';
import {INDICES, REAL_PARTS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {maximum} from './math_extreme.ts';
import {op_scope} from './op_scope.ts';
import {seed_attrs, seeds, type RandomShape} from './random.ts';
import {broadcast, with_rank} from './shape_functions.ts';

const {float16, float64} = dtypes;
type Seed = number | bigint | null;

/** The shape that the first input holds, then that of the parameter. */
const shape_of_draws: ShapeFunction = (context) => {
  with_rank(context.shapes[0] as TensorShape, 1);
  return [context.constant_value_as_shape(0).concatenate(context.shapes[1] as TensorShape)];
};

/** Draws of each gamma distribution of scale 1. */
export const RandomGamma = define_op('RandomGamma', {
  inputs: {shape: 'S', alpha: 'T'},
  outputs: {output: 'T'},
  attrs: {...seeds, S: type(INDICES), T: type([float16, float32, float64])},
  is_stateful: true,
  shape: shape_of_draws,
});

/** The derivative of a draw by `alpha`. */
export const RandomGammaGrad = define_op('RandomGammaGrad', {
  inputs: {alpha: 'T', sample: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(REAL_PARTS)},
  shape: ({shapes}) => [broadcast(shapes[0] as TensorShape, shapes[1] as TensorShape)],
});

/** `x` with as many dimensions of size 1 before its own. */
function with_leading_dimensions(tf: OpBuilders, x: Tensor, count: Tensor): Tensor {
  return tf.reshape(x, tf.concat([tf.ones([count], int32), tf.shape(x)], 0));
}

/** The gradient of draws by `alpha`, summed over the first `sample_dimensions`. */
export function gamma_gradient(
  tf: OpBuilders,
  alpha: Tensor,
  sample: Tensor,
  dy: Tensor,
  sample_dimensions: Tensor,
): Tensor {
  const broadcastable = with_leading_dimensions(tf, alpha, sample_dimensions);
  const partial = apply(RandomGammaGrad, {alpha: broadcastable, sample}, {}).output;
  return tf.reduce_sum(dy.mul(partial), tf.range(sample_dimensions));
}

gradient(RandomGamma, (tf, op, dy) => {
  const [shape, alpha] = op.inputs as [Tensor, Tensor];
  return dy.graph.control_dependencies([dy], () => [
    null,
    gamma_gradient(tf, alpha, op.outputs[0] as Tensor, dy, tf.shape(shape).getitem(0)),
  ]);
});

/** The dtypes of rates of Poisson distributions. */
export const RATES = [float16, float32, float64, int32, int64];

/** Draws of each Poisson distribution, of the rate's dtype. */
export const RandomPoisson = define_op('RandomPoisson', {
  inputs: {shape: 'S', rate: 'dtype'},
  outputs: {output: 'dtype'},
  attrs: {...seeds, S: type(INDICES), dtype: type([float16, float32, float64])},
  is_stateful: true,
  shape: shape_of_draws,
});
/** Draws of each Poisson distribution. */
export const RandomPoissonV2 = define_op('RandomPoissonV2', {
  inputs: {shape: 'S', rate: 'R'},
  outputs: {output: 'dtype'},
  attrs: {...seeds, S: type(INDICES), R: type(RATES, float64), dtype: type(RATES, int64)},
  is_stateful: true,
  shape: shape_of_draws,
});

/** The smallest normal number of each dtype. */
const TINY = new Map([
  [float16, 2 ** -14],
  [float32, 2 ** -126],
  [float64, 2 ** -1022],
]);

/** `tf.random_gamma`: draws of shape `shape` of each gamma distribution of `alpha` and inverse scale `beta`. */
export const random_gamma = signature(
  ['shape', 'alpha', 'beta', 'dtype', 'seed', 'name'],
  function random_gamma(
    shape: RandomShape,
    alpha: TensorLike,
    beta: TensorLike | null = null,
    dtype: DTypeLike = float32,
    seed: Seed = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'random_gamma', [shape, alpha, beta], () => {
      const sizes = to_tensor(integers(shape) as TensorLike, {name: 'shape', dtype: int32});
      const shapes = to_tensor(alpha, {name: 'alpha', dtype});
      const scales = to_tensor(beta ?? 1, {name: 'beta', dtype});
      const parameters = shapes.add(zeros_like(scales));
      const draws = apply(RandomGamma, {shape: sizes, alpha: parameters}, seed_attrs(seed)).output;
      return maximum(TINY.get(as_dtype(dtype)) ?? 0, draws.truediv(scales));
    });
  },
  {integer_parameters: ['shape', 'seed']},
);

/** `tf.random_poisson`: draws of shape `shape` of each Poisson distribution of rate `lam`. */
export const random_poisson = signature(
  ['lam', 'shape', 'dtype', 'seed', 'name'],
  function random_poisson(
    lam: TensorLike,
    shape: RandomShape,
    dtype: DTypeLike = float32,
    seed: Seed = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'random_poisson', [lam, shape], () => {
      const sizes = to_tensor(integers(shape) as TensorLike, {name: 'shape', dtype: int32});
      const attrs = {dtype: as_dtype(dtype), ...seed_attrs(seed)};
      return apply(RandomPoissonV2, {shape: sizes, rate: lam}, attrs).output;
    });
  },
  {integer_parameters: ['shape', 'seed']},
);
