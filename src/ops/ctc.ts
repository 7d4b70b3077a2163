/**
 * Connectionist temporal classification: the loss of labels without times, and the readings of what is likely.
 */
import {bool, define_op, int, list_of, type} from '../graph/define_op.ts';
import type {ShapeContext, ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float32} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {prevent_gradient} from './array_identity.ts';
import {expand_dims} from './array_shape.ts';
import {REAL_PARTS} from './dtype_lists.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {merge_size, with_rank} from './shape_functions.ts';

const loss_options = {
  preprocess_collapse_repeated: bool(false),
  ctc_merge_repeated: bool(true),
  ignore_longer_outputs_than_inputs: bool(false),
};

const loss_shape: ShapeFunction = ({shapes}) => {
  const inputs = with_rank(shapes[0] as TensorShape, 3);
  const indices = with_rank(shapes[1] as TensorShape, 2);
  const values = with_rank(shapes[2] as TensorShape, 1);
  const lengths = with_rank(shapes[3] as TensorShape, 1);
  merge_size(indices[0] ?? null, values[0] ?? null);
  const batch = merge_size(inputs[1] ?? null, lengths[0] ?? null);
  return [new TensorShape([batch]), new TensorShape([inputs[0] ?? null, batch, inputs[2] ?? null])];
};

/** The loss of each sequence of labels, and its gradient by the inputs [time, batch, classes]. */
export const CTCLoss = define_op('CTCLoss', {
  inputs: {inputs: 'T', labels_indices: 'int64', labels_values: 'int32', sequence_length: 'int32'},
  outputs: {loss: 'T', gradient: 'T'},
  attrs: {...loss_options, T: type(REAL_PARTS, float32)},
  shape: loss_shape,
});
/** The same of later TensorFlows, whose blank is class 0. */
export const CTCLossV2 = define_op('CTCLossV2', {
  inputs: {inputs: 'float32', labels_indices: 'int64', labels_values: 'int32', sequence_length: 'int32'},
  outputs: {loss: 'float32', gradient: 'float32'},
  attrs: loss_options,
  shape: loss_shape,
});
const NO_SECOND_DERIVATIVE =
  "Currently there is no way to take the second  derivative of ctc_loss due to the fused implementation's interaction  with tf.gradients()";
gradient([CTCLoss, CTCLossV2], (_tf, op, d_loss) => {
  const once = prevent_gradient(op.outputs[1] as Tensor, NO_SECOND_DERIVATIVE);
  return [expand_dims(d_loss, -1).mul(once), null, null, null];
});

/** The batch's size, which inputs [time, batch, classes] and lengths must agree on. */
function batch_size({shapes}: ShapeContext): number | null {
  const inputs = with_rank(shapes[0] as TensorShape, 3);
  return merge_size(inputs[1] ?? null, with_rank(shapes[1] as TensorShape, 1)[0] ?? null);
}

/** The likeliest class at each time, as a sparse matrix of labels. */
export const CTCGreedyDecoder = define_op('CTCGreedyDecoder', {
  inputs: {inputs: 'T', sequence_length: 'int32'},
  outputs: {decoded_indices: 'int64', decoded_values: 'int64', decoded_shape: 'int64', log_probability: 'T'},
  attrs: {merge_repeated: bool(false), T: type(REAL_PARTS, float32)},
  shape: (context) => [
    new TensorShape([null, 2]),
    new TensorShape([null]),
    new TensorShape([2]),
    new TensorShape([batch_size(context), 1]),
  ],
});

/** The likeliest sequences of labels among `beam_width` at a time, a sparse matrix each. */
export const CTCBeamSearchDecoder = define_op('CTCBeamSearchDecoder', {
  inputs: {inputs: 'T', sequence_length: 'int32'},
  outputs: {
    decoded_indices: list_of('int64', 'top_paths'),
    decoded_values: list_of('int64', 'top_paths'),
    decoded_shape: list_of('int64', 'top_paths'),
    log_probability: 'T',
  },
  attrs: {
    beam_width: int(undefined, {minimum: 1}),
    top_paths: int(undefined, {minimum: 1}),
    merge_repeated: bool(true),
    T: type(REAL_PARTS, float32),
  },
  shape: (context) => {
    const paths = context.attr<number>('top_paths');
    const each = (sizes: readonly (number | null)[]): TensorShape[] =>
      Array.from({length: paths}, () => new TensorShape([...sizes]));
    const probabilities = new TensorShape([batch_size(context), paths]);
    return [...each([null, 2]), ...each([null]), ...each([2]), probabilities];
  },
});
not_differentiable(CTCGreedyDecoder, CTCBeamSearchDecoder);
