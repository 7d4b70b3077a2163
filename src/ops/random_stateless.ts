/**
 * Random numbers that a seed given as input decides alone: the same seed, the same numbers.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, float16, float32, float64, int32, int64, uint64, type DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {FLOATS, INDICES, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {add} from './math_sum.ts';
import {op_scope} from './op_scope.ts';
import {shape_tensor, UNIFORM_DTYPES, type RandomShape} from './random.ts';
import {gamma_gradient, RATES} from './random_gamma.ts';
import {with_rank, with_two_elements} from './shape_functions.ts';

const FULL_INTEGERS = [int32, int64, dtypes.uint32, uint64];

/** The shape that the first input holds; the seed is two numbers. */
function stateless_shape(context: ShapeContext): TensorShape[] {
  with_two_elements(context.shapes[1] as TensorShape);
  return [context.constant_value_as_shape(0)];
}

/** The same with scalars after the seed, such as bounds. */
function bounded_shape(context: ShapeContext): TensorShape[] {
  for (const shape of context.shapes.slice(2)) with_rank(shape, 0);
  return stateless_shape(context);
}

const SEED = type(INDICES, int64);
const drawn = {
  attrs: {dtype: type(FLOATS, float32), T: type(INDICES, int32), Tseed: SEED},
  shape: stateless_shape,
};

/** Uniform numbers in [0, 1). */
export const StatelessRandomUniform = define_op('StatelessRandomUniform', {
  inputs: {shape: 'T', seed: 'Tseed'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Normal numbers of mean 0 and standard deviation 1. */
export const StatelessRandomNormal = define_op('StatelessRandomNormal', {
  inputs: {shape: 'T', seed: 'Tseed'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** The same without those beyond two standard deviations. */
export const StatelessTruncatedNormal = define_op('StatelessTruncatedNormal', {
  inputs: {shape: 'T', seed: 'Tseed'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Uniform integers in [minval, maxval). */
export const StatelessRandomUniformInt = define_op('StatelessRandomUniformInt', {
  inputs: {shape: 'T', seed: 'Tseed', minval: 'dtype', maxval: 'dtype'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type(INDICES), T: type(INDICES), Tseed: SEED},
  shape: bounded_shape,
});
/** Integers of all values that the dtype has. */
export const StatelessRandomUniformFullInt = define_op('StatelessRandomUniformFullInt', {
  inputs: {shape: 'T', seed: 'Tseed'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type(FULL_INTEGERS, uint64), T: type(INDICES, int32), Tseed: type(FULL_INTEGERS, int64)},
  shape: stateless_shape,
});
/** Classes drawn by the unnormalised log-probabilities of each row. */
export const StatelessMultinomial = define_op('StatelessMultinomial', {
  inputs: {logits: 'T', num_samples: 'int32', seed: 'Tseed'},
  outputs: {output: 'output_dtype'},
  attrs: {T: type(REAL_NUMBERS), Tseed: SEED, output_dtype: type(INDICES, int64)},
  shape: ({shapes, constant_value}) => {
    with_two_elements(shapes[2] as TensorShape);
    const logits = with_rank(shapes[0] as TensorShape, 2);
    with_rank(shapes[1] as TensorShape, 0);
    const count = constant_value(1);
    return [new TensorShape([logits[0] ?? null, count === null ? null : Number(count.item())])];
  },
});
/** Draws of each Poisson distribution. */
export const StatelessRandomPoisson = define_op('StatelessRandomPoisson', {
  inputs: {shape: 'T', seed: 'Tseed', lam: 'Rtype'},
  outputs: {output: 'dtype'},
  attrs: {Rtype: type(RATES), dtype: type(RATES), T: type(INDICES), Tseed: SEED},
  shape: stateless_shape,
});
/** Numbers of successes in `counts` trials of probability `probs`. */
export const StatelessRandomBinomial = define_op('StatelessRandomBinomial', {
  inputs: {shape: 'S', seed: 'Tseed', counts: 'T', probs: 'T'},
  outputs: {output: 'dtype'},
  attrs: {S: type(INDICES), Tseed: SEED, T: type(RATES, float64), dtype: type(RATES, int64)},
  shape: stateless_shape,
});
/** Truncated normal numbers with parameters that are broadcast. */
export const StatelessParameterizedTruncatedNormal = define_op('StatelessParameterizedTruncatedNormal', {
  inputs: {
    shape: 'S',
    seed: 'Tseed',
    means: 'dtype',
    stddevs: 'dtype',
    minvals: 'dtype',
    maxvals: 'dtype',
  },
  outputs: {output: 'dtype'},
  attrs: {S: type(INDICES), Tseed: SEED, dtype: type([float16, float32, float64])},
  shape: stateless_shape,
});
not_differentiable(
  StatelessRandomUniform,
  StatelessRandomNormal,
  StatelessTruncatedNormal,
  StatelessRandomUniformInt,
  StatelessRandomUniformFullInt,
  StatelessMultinomial,
  StatelessRandomPoisson,
  StatelessRandomBinomial,
);

/** Draws of each gamma distribution of scale 1. */
export const StatelessRandomGammaV2 = define_op('StatelessRandomGammaV2', {
  inputs: {shape: 'T', seed: 'Tseed', alpha: 'dtype'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type([float16, float32, float64]), T: type(INDICES), Tseed: SEED},
  shape: stateless_shape,
});
gradient(StatelessRandomGammaV2, (tf, op, dy) => {
  const [shape, , alpha] = op.inputs as [Tensor, Tensor, Tensor];
  return dy.graph.control_dependencies([dy], () => [
    null,
    null,
    gamma_gradient(tf, alpha, op.outputs[0] as Tensor, dy, tf.shape(shape).getitem(0).sub(tf.rank(alpha))),
  ]);
});

type Drawn = typeof StatelessRandomNormal;

/** `tf.random.stateless_normal` and its like: a standard draw times `stddev` plus `mean`. */
function normal_function(op: Drawn, function_name: string, scope_name: string) {
  return signature(
    ['shape', 'seed', 'mean', 'stddev', 'dtype', 'name'],
    function (
      shape: RandomShape,
      seed: TensorLike,
      mean: TensorLike = 0,
      stddev: TensorLike = 1,
      dtype: DTypeLike = float32,
      name: string | null = null,
    ): Tensor {
      return op_scope(name, scope_name, [shape, seed, mean, stddev], (scope) => {
        const sizes = shape_tensor(shape);
        const mean_tensor = to_tensor(mean, {dtype, name: 'mean'});
        const stddev_tensor = to_tensor(stddev, {dtype, name: 'stddev'});
        const draw = apply(op, {shape: sizes, seed: integers(seed)}, {dtype: as_dtype(dtype)}).output;
        return add(draw.mul(stddev_tensor), mean_tensor, scope);
      });
    },
    {name: function_name, integer_parameters: ['shape', 'seed']},
  );
}

/** `tf.random.stateless_normal`: normal numbers of `mean` and `stddev` that `seed` (two integers) decides. */
export const stateless_random_normal = normal_function(
  StatelessRandomNormal,
  'stateless_random_normal',
  'stateless_random_normal',
);
/** `tf.random.stateless_truncated_normal`: the same, none further from `mean` than two standard deviations. */
export const stateless_truncated_normal = normal_function(
  StatelessTruncatedNormal,
  'stateless_truncated_normal',
  'stateless_truncated_normal',
);

/**
 * `tf.random.stateless_uniform`: uniform numbers in [minval, maxval) that `seed` decides; integers if `dtype` says so, which
 * need a `maxval`. Throws `ValueError` for another dtype.
 */
export const stateless_random_uniform = signature(
  ['shape', 'seed', 'minval', 'maxval', 'dtype', 'name'],
  function stateless_random_uniform(
    shape: RandomShape,
    seed: TensorLike,
    minval: TensorLike = 0,
    maxval: TensorLike | null = null,
    dtype: DTypeLike = float32,
    name: string | null = null,
  ): Tensor {
    const wanted = as_dtype(dtype);
    if (!UNIFORM_DTYPES.includes(wanted)) throw new ValueError(`Invalid dtype ${wanted.repr()}`);
    if (maxval === null && wanted.is_integer)
      throw new ValueError(`Must specify maxval for integer dtype ${wanted.repr()}`);
    const above = maxval ?? 1;
    return op_scope(name, 'stateless_random_uniform', [shape, seed, minval, above], (scope) => {
      const sizes = shape_tensor(shape);
      const low = to_tensor(minval, {dtype: wanted, name: 'min'});
      const high = to_tensor(above, {dtype: wanted, name: 'max'});
      const inputs = {shape: sizes, seed: integers(seed)};
      if (wanted.is_integer)
        return apply(StatelessRandomUniformInt, {...inputs, minval: low, maxval: high}, {}, scope).output;
      const draw = apply(StatelessRandomUniform, inputs, {dtype: wanted}).output;
      return add(draw.mul(high.sub(low)), low, scope);
    });
  },
  {integer_parameters: ['shape', 'seed']},
);

function draw_classes(
  logits: TensorLike,
  num_samples: TensorLike,
  seed: TensorLike,
  dtype: DTypeLike,
): Tensor {
  const inputs = {logits: to_tensor(logits, {name: 'logits'}), num_samples, seed: integers(seed)};
  return apply(StatelessMultinomial, inputs, {output_dtype: as_dtype(dtype)}).output;
}

/** `tf.random.stateless_multinomial`: `num_samples` classes for each row of unnormalised log-probabilities. */
export const stateless_multinomial = signature(
  ['logits', 'num_samples', 'seed', 'output_dtype', 'name'],
  function stateless_multinomial(
    logits: TensorLike,
    num_samples: TensorLike,
    seed: TensorLike,
    output_dtype: DTypeLike = int64,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'stateless_multinomial', [logits, seed], () =>
      draw_classes(logits, num_samples, seed, output_dtype),
    );
  },
  {integer_parameters: ['num_samples', 'seed']},
);

/** `tf.random.stateless_categorical`: the same under its newer name. */
export const stateless_categorical = signature(
  ['logits', 'num_samples', 'seed', 'dtype', 'name'],
  function stateless_categorical(
    logits: TensorLike,
    num_samples: TensorLike,
    seed: TensorLike,
    dtype: DTypeLike = int64,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'stateless_categorical', [logits, seed], () =>
      draw_classes(logits, num_samples, seed, dtype),
    );
  },
  {integer_parameters: ['num_samples', 'seed']},
);
