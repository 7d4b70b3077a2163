/**
 * The definitions of summaries: serialized messages that tell of tensors. Their functions are `tf.summary`'s.
 */
import {define_op, float, int, list, list_of, string, tensor, type} from '../graph/define_op.ts';
import {float16, float32, float64, uint8} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {REAL_NUMBERS} from './dtype_lists.ts';
import {not_differentiable} from './gradient_registry.ts';
import {scalar_output} from './shape_functions.ts';

/** Red. */
const BAD_COLOR = new NDArray(uint8, [4], Uint8Array.of(255, 0, 0, 255));

/** A number for each tag. */
export const ScalarSummary = define_op('ScalarSummary', {
  inputs: {tags: 'string', values: 'T'},
  outputs: {summary: 'string'},
  attrs: {T: type(REAL_NUMBERS)},
  shape: scalar_output,
});
not_differentiable(ScalarSummary);

/** How the elements of a tensor are spread. */
export const HistogramSummary = define_op('HistogramSummary', {
  inputs: {tag: 'string', values: 'T'},
  outputs: {summary: 'string'},
  attrs: {T: type(REAL_NUMBERS, float32)},
  shape: scalar_output,
});
not_differentiable(HistogramSummary);

/** The first images of a batch, as PNG files. */
export const ImageSummary = define_op('ImageSummary', {
  inputs: {tag: 'string', tensor: 'T'},
  outputs: {summary: 'string'},
  attrs: {
    max_images: int(3, {minimum: 1}),
    T: type([uint8, float32, float16, float64], float32),
    bad_color: tensor(BAD_COLOR),
  },
  shape: scalar_output,
});
not_differentiable(ImageSummary);

/** The first sounds of a batch, as WAV files. */
const AudioSummary = define_op('AudioSummary', {
  inputs: {tag: 'string', tensor: 'float32'},
  outputs: {summary: 'string'},
  attrs: {sample_rate: float(), max_outputs: int(3, {minimum: 1})},
  shape: scalar_output,
});
not_differentiable(AudioSummary);

/** The first sounds of a batch, as WAV files. */
export const AudioSummaryV2 = define_op('AudioSummaryV2', {
  inputs: {tag: 'string', tensor: 'float32', sample_rate: 'float32'},
  outputs: {summary: 'string'},
  attrs: {max_outputs: int(3, {minimum: 1})},
  shape: scalar_output,
});
not_differentiable(AudioSummaryV2);

/** All values of several summaries. */
export const MergeSummary = define_op('MergeSummary', {
  inputs: {inputs: list_of('string', 'N')},
  outputs: {summary: 'string'},
  attrs: {N: int(undefined, {minimum: 1})},
  shape: scalar_output,
});
not_differentiable(MergeSummary);

/** A whole tensor, under the name of its node. */
const TensorSummary = define_op('TensorSummary', {
  inputs: {tensor: 'T'},
  outputs: {summary: 'string'},
  attrs: {T: type(), description: string(''), labels: list(string(), []), display_name: string('')},
  shape: scalar_output,
});
not_differentiable(TensorSummary);

/** A whole tensor. */
export const TensorSummaryV2 = define_op('TensorSummaryV2', {
  inputs: {tag: 'string', tensor: 'T', serialized_summary_metadata: 'string'},
  outputs: {summary: 'string'},
  attrs: {T: type()},
  shape: scalar_output,
});
not_differentiable(TensorSummaryV2);
