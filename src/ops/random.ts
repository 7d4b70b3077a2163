/**
 * Random ops and the functions on them. Which numbers they give is decided by their seeds: those of the
 * graph, those of the call, and the number of nodes before them.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, type} from '../graph/define_op.ts';
import type {ShapeContext, ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {get_seed} from '../graph/seed.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, float32, int32, int64, type DType, type DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape, type ShapeLike} from '../types/tensor_shape.ts';
import {FLOATS, INDICES, REAL_NUMBERS} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {integers} from './integers.ts';
import {add} from './math_sum.ts';
import {op_scope} from './op_scope.ts';
import {same_as_input, with_rank} from './shape_functions.ts';

type Seed = number | bigint;
/** A shape as what gives random tensors takes it: sizes or a vector of them. */
export type RandomShape = ShapeLike | TensorLike;

/** The shape that the first input holds. */
const shape_of_input: ShapeFunction = (context: ShapeContext) => {
  with_rank(context.shapes[0] as TensorShape, 1);
  return [context.constant_value_as_shape(0)];
};

/** The attributes of all random ops. */
export const seeds = {seed: int(0), seed2: int(0)};
const drawn = {
  attrs: {...seeds, dtype: type(FLOATS), T: type(INDICES)},
  is_stateful: true,
  shape: shape_of_input,
};

/** Uniform numbers in [0, 1). */
export const RandomUniform = define_op('RandomUniform', {
  inputs: {shape: 'T'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Normal numbers of mean 0 and standard deviation 1. */
export const RandomStandardNormal = define_op('RandomStandardNormal', {
  inputs: {shape: 'T'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** The same without those beyond two standard deviations. */
export const TruncatedNormal = define_op('TruncatedNormal', {
  inputs: {shape: 'T'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Truncated normal numbers with parameters for each batch. */
export const ParameterizedTruncatedNormal = define_op('ParameterizedTruncatedNormal', {
  inputs: {shape: 'T', means: 'dtype', stdevs: 'dtype', minvals: 'dtype', maxvals: 'dtype'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Uniform integers in [minval, maxval). */
export const RandomUniformInt = define_op('RandomUniformInt', {
  inputs: {shape: 'T', minval: 'Tout', maxval: 'Tout'},
  outputs: {output: 'Tout'},
  attrs: {...seeds, Tout: type(INDICES), T: type(INDICES)},
  is_stateful: true,
  shape: (context) => {
    with_rank(context.shapes[1] as TensorShape, 0);
    with_rank(context.shapes[2] as TensorShape, 0);
    return shape_of_input(context);
  },
});
/** The rows of `value` in random order. */
export const RandomShuffle = define_op('RandomShuffle', {
  inputs: {value: 'T'},
  outputs: {output: 'T'},
  attrs: {...seeds, T: type()},
  is_stateful: true,
  shape: same_as_input(),
});
/** Classes drawn by the unnormalised log-probabilities of each row. */
export const Multinomial = define_op('Multinomial', {
  inputs: {logits: 'T', num_samples: 'int32'},
  outputs: {output: 'output_dtype'},
  attrs: {...seeds, T: type(REAL_NUMBERS), output_dtype: type(INDICES, int64)},
  is_stateful: true,
  shape: ({shapes, constant_value}) => {
    const logits = with_rank(shapes[0] as TensorShape, 2);
    with_rank(shapes[1] as TensorShape, 0);
    const count = constant_value(1);
    return [new TensorShape([logits[0] ?? null, count === null ? null : Number(count.item())])];
  },
});
not_differentiable(
  RandomUniform,
  RandomStandardNormal,
  TruncatedNormal,
  ParameterizedTruncatedNormal,
  Multinomial,
);

/** The seeds of one op, as its attributes. */
export function seed_attrs(seed: Seed | null): {seed: number; seed2: number} {
  const [graph_seed, op_seed] = get_seed(seed);
  return {seed: Number(graph_seed ?? 0), seed2: Number(op_seed ?? 0)};
}

/** `random_ops._ShapeTensor`: sizes as a constant, int32 unless they are a tensor. */
export function shape_tensor(shape: RandomShape): Tensor {
  const is_empty = Array.isArray(shape) && shape.length === 0;
  return to_tensor(integers(shape) as TensorLike, {dtype: is_empty ? int32 : null, name: 'shape'});
}

type Normal = typeof RandomStandardNormal;

/** `tf.random_normal` and its like: a standard draw times `stddev` plus `mean`. */
function normal_function(op: Normal, function_name: string) {
  return signature(
    ['shape', 'mean', 'stddev', 'dtype', 'seed', 'name'],
    function (
      shape: RandomShape,
      mean: TensorLike = 0,
      stddev: TensorLike = 1,
      dtype: DTypeLike = float32,
      seed: Seed | null = null,
      name: string | null = null,
    ): Tensor {
      return op_scope(name, function_name, [shape, mean, stddev], (scope) => {
        const sizes = shape_tensor(shape);
        const mean_tensor = to_tensor(mean, {dtype, name: 'mean'});
        const stddev_tensor = to_tensor(stddev, {dtype, name: 'stddev'});
        const draw = apply(op, {shape: sizes}, {dtype: as_dtype(dtype), ...seed_attrs(seed)}).output;
        return add(draw.mul(stddev_tensor), mean_tensor, scope);
      });
    },
    {name: function_name, integer_parameters: ['shape', 'seed']},
  );
}

/** `tf.random_normal`: normal numbers of `mean` and `stddev`. */
export const random_normal = normal_function(RandomStandardNormal, 'random_normal');

/** `tf.truncated_normal`: the same, none further from `mean` than two standard deviations. */
export const truncated_normal = normal_function(TruncatedNormal, 'truncated_normal');

/** The dtypes of uniform numbers. */
export const UNIFORM_DTYPES: readonly DType[] = [
  dtypes.float16,
  dtypes.bfloat16,
  float32,
  dtypes.float64,
  int32,
  int64,
];

/**
 * `tf.random_uniform`: uniform numbers in [minval, maxval); integers if `dtype` says so, which need a `maxval`.
 * Throws `ValueError` for another dtype.
 */
export const random_uniform = signature(
  ['shape', 'minval', 'maxval', 'dtype', 'seed', 'name'],
  function random_uniform(
    shape: RandomShape,
    minval: TensorLike = 0,
    maxval: TensorLike | null = null,
    dtype: DTypeLike = float32,
    seed: Seed | null = null,
    name: string | null = null,
  ): Tensor {
    const wanted = as_dtype(dtype);
    if (!UNIFORM_DTYPES.includes(wanted)) throw new ValueError(`Invalid dtype ${wanted.repr()}`);
    if (maxval === null && wanted.is_integer)
      throw new ValueError(`Must specify maxval for integer dtype ${wanted.repr()}`);
    const above = maxval ?? 1;
    return op_scope(name, 'random_uniform', [shape, minval, above], (scope) => {
      const sizes = shape_tensor(shape);
      const low = to_tensor(minval, {dtype: wanted, name: 'min'});
      const high = to_tensor(above, {dtype: wanted, name: 'max'});
      const attrs = seed_attrs(seed);
      if (wanted.is_integer) {
        return apply(RandomUniformInt, {shape: sizes, minval: low, maxval: high}, attrs, scope).output;
      }
      const draw = apply(RandomUniform, {shape: sizes}, {dtype: wanted, ...attrs}).output;
      return add(draw.mul(high.sub(low)), low, scope);
    });
  },
  {integer_parameters: ['shape', 'seed']},
);

/** `random_ops.parameterized_truncated_normal`: truncated normal numbers with parameters for each batch. */
export const parameterized_truncated_normal = signature(
  ['shape', 'means', 'stddevs', 'minvals', 'maxvals', 'dtype', 'seed', 'name'],
  function parameterized_truncated_normal(
    shape: RandomShape,
    means: TensorLike = 0,
    stddevs: TensorLike = 1,
    minvals: TensorLike = -2,
    maxvals: TensorLike = 2,
    dtype: DTypeLike = float32,
    seed: Seed | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'parameterized_truncated_normal', [shape, means, stddevs, minvals, maxvals], () => {
      const inputs = {
        shape: shape_tensor(shape),
        means: to_tensor(means, {dtype, name: 'means'}),
        stdevs: to_tensor(stddevs, {dtype, name: 'stddevs'}),
        minvals: to_tensor(minvals, {dtype, name: 'minvals'}),
        maxvals: to_tensor(maxvals, {dtype, name: 'maxvals'}),
      };
      return apply(ParameterizedTruncatedNormal, inputs, seed_attrs(seed)).output;
    });
  },
  {integer_parameters: ['shape', 'seed']},
);

/** `tf.random_shuffle`: the rows of `value` in random order. */
export const random_shuffle = signature(
  ['value', 'seed', 'name'],
  function random_shuffle(value: TensorLike, seed: Seed | null = null, name: string | null = null): Tensor {
    return apply(RandomShuffle, {value}, seed_attrs(seed), name).output;
  },
  {integer_parameters: ['seed']},
);

/** `tf.multinomial`: `num_samples` classes for each row of unnormalised log-probabilities. */
export const multinomial = signature(
  ['logits', 'num_samples', 'seed', 'name', 'output_dtype'],
  function multinomial(
    logits: TensorLike,
    num_samples: TensorLike,
    seed: Seed | null = null,
    name: string | null = null,
    output_dtype: DTypeLike | null = null,
  ): Tensor {
    return op_scope(name, 'multinomial', [logits], () =>
      draw_classes(logits, num_samples, output_dtype, seed),
    );
  },
  {integer_parameters: ['num_samples', 'seed']},
);

/** `tf.random.categorical`: the same under its newer name. */
export const categorical = signature(
  ['logits', 'num_samples', 'dtype', 'seed', 'name'],
  function categorical(
    logits: TensorLike,
    num_samples: TensorLike,
    dtype: DTypeLike | null = null,
    seed: Seed | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'categorical', [logits], () => draw_classes(logits, num_samples, dtype, seed));
  },
  {integer_parameters: ['num_samples', 'seed']},
);

function draw_classes(
  logits: TensorLike,
  num_samples: TensorLike,
  dtype: DTypeLike | null,
  seed: Seed | null,
): Tensor {
  const tensor = to_tensor(logits, {name: 'logits'});
  const output_dtype = dtype === null ? null : as_dtype(dtype);
  return apply(Multinomial, {logits: tensor, num_samples}, {...seed_attrs(seed), output_dtype}).output;
}
