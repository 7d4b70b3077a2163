/**
 * Ops of `tf.contrib` on texts: lines of LIBSVM files, pairs of words that stand near each other, a list gone through in turn.
 */
import {define_op, int, ref, type} from '../graph/define_op.ts';
import {float32, float64, int32, int64} from '../types/dtypes.ts';
import {TensorShape, scalar_shape, unknown_shape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {with_rank} from './shape_functions.ts';

const NUMBERS = [float32, float64, int32, int64];

/** Lines `label index:value ...` as their labels and the sparse tensor of the values. */
define_op('DecodeLibsvm', {
  inputs: {input: 'string'},
  outputs: {label: 'label_dtype', feature_indices: 'int64', feature_values: 'dtype', feature_shape: 'int64'},
  attrs: {
    dtype: type(NUMBERS, float32),
    label_dtype: type(NUMBERS, int64),
    num_features: int(undefined, {minimum: 1}),
  },
  shape: ({shapes}) => [shapes[0] as TensorShape, unknown_shape(2), unknown_shape(1), unknown_shape(1)],
});

/** Each token of `[start, start + limit)` with those that stand at most so far from it as is drawn for it. */
const SkipGramGenerateCandidates = define_op('SkipGramGenerateCandidates', {
  inputs: {
    input_tensor: 'T',
    min_skips: 'int32',
    max_skips: 'int32',
    start: 'int32',
    limit: 'int32',
    emit_self_as_target: 'bool',
  },
  outputs: {tokens: 'T', labels: 'T'},
  attrs: {T: type(), seed: int(0), seed2: int(0)},
  is_stateful: true,
  shape: ({shapes}) => {
    shapes.forEach((shape, at) => with_rank(shape, at === 0 ? 1 : 0));
    return [unknown_shape(1), unknown_shape(1)];
  },
});
not_differentiable(SkipGramGenerateCandidates);

/** The element of `list` after the one that `counter` counts; the counter goes on, and around. */
define_op('ObtainNext', {
  inputs: {list: 'string', counter: ref('int64')},
  outputs: {out_element: 'string'},
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 1);
    with_rank(shapes[1] as TensorShape, 0);
    return [scalar_shape()];
  },
});
