/**
 * Stateless random numbers in their second form: a key and a counter of the generator in the place of a seed.
 */
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32, float64, int32, int64, uint32, uint64} from '../types/dtypes.ts';
import {scalar_shape, TensorShape} from '../types/tensor_shape.ts';
import {FLOATS, INDICES} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {gamma_gradient} from './random_gamma.ts';
import {with_rank} from './shape_functions.ts';

const FULL_INTEGERS = [int32, int64, uint32, uint64];
const SEED = type(INDICES, int64);
const KEY = new TensorShape([1]);
const COUNTER = new TensorShape([2]);
/** Where the key, the counter and the algorithm stand among the inputs. */
const GENERATOR = ['key', 'counter', 'alg'] as const;

function check_generator({shapes}: ShapeContext): void {
  GENERATOR.forEach((name, index) => {
    with_rank(shapes[index + 1] as TensorShape, name === 'alg' ? 0 : 1);
  });
}

/** The shape that the first input holds. */
function drawn_shape(context: ShapeContext): TensorShape[] {
  check_generator(context);
  return [context.constant_value_as_shape(0)];
}

function bounded_shape(context: ShapeContext): TensorShape[] {
  for (const shape of context.shapes.slice(4)) with_rank(shape, 0);
  return drawn_shape(context);
}

const drawn = {
  attrs: {dtype: type(FLOATS, float32), Tshape: type(INDICES, int32)},
  shape: drawn_shape,
};

/** Key and counter that a seed stands for. */
define_op('StatelessRandomGetKeyCounter', {
  inputs: {seed: 'Tseed'},
  outputs: {key: 'uint64', counter: 'uint64'},
  attrs: {Tseed: SEED},
  shape: ({shapes}) => [with_rank(shapes[0] as TensorShape, 1) && KEY, COUNTER],
});
/** The same, and the number of the algorithm. */
define_op('StatelessRandomGetKeyCounterAlg', {
  inputs: {seed: 'Tseed'},
  outputs: {key: 'uint64', counter: 'uint64', alg: 'int32'},
  attrs: {Tseed: SEED},
  shape: ({shapes}) => [with_rank(shapes[0] as TensorShape, 1) && KEY, COUNTER, scalar_shape()],
});
/** The number of the algorithm that suits the machine. */
define_op('StatelessRandomGetAlg', {
  outputs: {alg: 'int32'},
  is_stateful: true,
  shape: () => [scalar_shape()],
});

/** Uniform numbers in [0, 1). */
const StatelessRandomUniformV2 = define_op('StatelessRandomUniformV2', {
  inputs: {shape: 'Tshape', key: 'uint64', counter: 'uint64', alg: 'int32'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Normal numbers of mean 0 and standard deviation 1. */
const StatelessRandomNormalV2 = define_op('StatelessRandomNormalV2', {
  inputs: {shape: 'Tshape', key: 'uint64', counter: 'uint64', alg: 'int32'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** The same without those beyond two standard deviations. */
const StatelessTruncatedNormalV2 = define_op('StatelessTruncatedNormalV2', {
  inputs: {shape: 'Tshape', key: 'uint64', counter: 'uint64', alg: 'int32'},
  outputs: {output: 'dtype'},
  ...drawn,
});
/** Uniform integers in [minval, maxval). */
const StatelessRandomUniformIntV2 = define_op('StatelessRandomUniformIntV2', {
  inputs: {
    shape: 'Tshape',
    key: 'uint64',
    counter: 'uint64',
    alg: 'int32',
    minval: 'dtype',
    maxval: 'dtype',
  },
  outputs: {output: 'dtype'},
  attrs: {dtype: type(FULL_INTEGERS), Tshape: type(INDICES, int32)},
  shape: bounded_shape,
});
/** Integers of all values that the dtype has. */
const StatelessRandomUniformFullIntV2 = define_op('StatelessRandomUniformFullIntV2', {
  inputs: {shape: 'Tshape', key: 'uint64', counter: 'uint64', alg: 'int32'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type(FULL_INTEGERS, uint64), Tshape: type(INDICES, int32)},
  shape: drawn_shape,
});
not_differentiable(
  StatelessRandomUniformV2,
  StatelessRandomNormalV2,
  StatelessTruncatedNormalV2,
  StatelessRandomUniformIntV2,
  StatelessRandomUniformFullIntV2,
);

/** The rows of `value` in random order. */
define_op('StatelessShuffle', {
  inputs: {value: 'T', key: 'uint64', counter: 'uint64', alg: 'int32'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: (context) => {
    check_generator(context);
    return [context.shapes[0] as TensorShape];
  },
});

/** Draws of each gamma distribution of scale 1. */
const StatelessRandomGammaV3 = define_op('StatelessRandomGammaV3', {
  inputs: {shape: 'shape_dtype', key: 'uint64', counter: 'uint64', alg: 'int32', alpha: 'dtype'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type([float16, float32, float64]), shape_dtype: type(INDICES, int32)},
  shape: drawn_shape,
});
gradient(StatelessRandomGammaV3, (tf, op, dy) => {
  const [shape, , , , alpha] = op.inputs as [Tensor, Tensor, Tensor, Tensor, Tensor];
  return dy.graph.control_dependencies([dy], () => [
    null,
    null,
    null,
    null,
    gamma_gradient(tf, alpha, op.outputs[0] as Tensor, dy, tf.shape(shape).getitem(0).sub(tf.rank(alpha))),
  ]);
});
