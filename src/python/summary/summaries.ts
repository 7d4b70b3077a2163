/**
 * The kinds of summaries: `tf.summary.scalar` and its like, and what joins them.
 */
import {encode_message} from '../../formats/encode.ts';
import type {NodeDef} from '../../formats/graph_def.ts';
import {message_from_json} from '../../formats/json_format.ts';
import {SummaryDescription, SummaryMetadata} from '../../formats/protos.ts';
import {apply} from '../../graph/apply_op.ts';
import {GraphKeys} from '../../graph/collections.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {signature} from '../../graph/public.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {
  AudioSummaryV2,
  HistogramSummary,
  ImageSummary,
  MergeSummary,
  ScalarSummary,
  TensorSummaryV2,
} from '../../ops/summary.ts';
import {float32, string} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {clean_tag, collected, summary_scope, type Collections} from './scopes.ts';

const USUAL = [GraphKeys.SUMMARIES];

/** `tf.summary.scalar(name, tensor)`: a summary of one number. InvalidArgumentError of a run where it is no scalar. */
export const scalar = signature(
  ['name', 'tensor', 'collections', 'family'],
  function scalar(
    name: string,
    tensor: TensorLike,
    collections: Collections = null,
    family: string | null = null,
  ): Tensor {
    return summary_scope({name, family}, [tensor], (tags, scope) =>
      collected(apply(ScalarSummary, {tags, values: tensor}, {}, scope).summary, collections, USUAL),
    );
  },
);

/**
 * `tf.summary.image(name, tensor)`: a summary of the first `max_outputs` images of a batch `[n, height, width, channels]` with 1, 3 or 4
 * channels. Numbers other than uint8 are brought to 0 to 255, of each image for itself.
 */
export const image = signature(
  ['name', 'tensor', 'max_outputs', 'collections', 'family'],
  function image(
    name: string,
    tensor: TensorLike,
    max_outputs = 3,
    collections: Collections = null,
    family: string | null = null,
  ): Tensor {
    return summary_scope({name, family}, [tensor], (tag, scope) => {
      const {summary} = apply(ImageSummary, {tag, tensor}, {max_images: max_outputs}, scope);
      return collected(summary, collections, USUAL);
    });
  },
);

/** `tf.summary.histogram(name, values)`: a summary of how many values are how large. They must be finite. */
export const histogram = signature(
  ['name', 'values', 'collections', 'family'],
  function histogram(
    name: string,
    values: TensorLike,
    collections: Collections = null,
    family: string | null = null,
  ): Tensor {
    return summary_scope({name, family, default_name: 'HistogramSummary'}, [values], (tag, scope) =>
      collected(apply(HistogramSummary, {tag, values}, {}, scope).summary, collections, USUAL),
    );
  },
);

/**
 * `tf.summary.audio(name, tensor, sample_rate)`: a summary of the first `max_outputs` sounds of a batch `[n, frames]` or
 * `[n, frames, channels]` of numbers from -1 to 1.
 */
export const audio = signature(
  ['name', 'tensor', 'sample_rate', 'max_outputs', 'collections', 'family'],
  function audio(
    name: string,
    tensor: TensorLike,
    sample_rate: TensorLike,
    max_outputs = 3,
    collections: Collections = null,
    family: string | null = null,
  ): Tensor {
    return summary_scope({name, family}, [tensor], (tag, scope) => {
      const rate = to_tensor(sample_rate, {dtype: float32, name: 'sample_rate'});
      const inputs = {tag, tensor, sample_rate: rate};
      return collected(apply(AudioSummaryV2, inputs, {max_outputs}, scope).summary, collections, USUAL);
    });
  },
);

/** `tf.summary.tensor_summary(name, tensor)`: a summary of a whole tensor; `summary_metadata` tells plugins how to show it. */
export const tensor_summary = signature(
  ['name', 'tensor', 'summary_description', 'collections', 'summary_metadata', 'family', 'display_name'],
  function tensor_summary(
    name: string,
    tensor: TensorLike,
    summary_description: string | null = null,
    collections: Collections = null,
    summary_metadata: SummaryMetadata | null = null,
    family: string | null = null,
    display_name: string | null = null,
  ): Tensor {
    const metadata = summary_metadata ?? SummaryMetadata();
    if (summary_description !== null) metadata.summary_description = summary_description;
    if (display_name !== null) metadata.display_name = display_name;
    const serialized_summary_metadata = encode_message('SummaryMetadata', metadata);
    return summary_scope({name, family}, [tensor], (tag, scope) => {
      const {summary} = apply(TensorSummaryV2, {tag, tensor, serialized_summary_metadata}, {}, scope);
      return collected(summary, collections, USUAL);
    });
  },
);

/** `tf.summary.text(name, tensor)`: a summary of strings. ValueError for a tensor of another dtype. */
export const text = signature(
  ['name', 'tensor', 'collections'],
  function text(name: string, tensor: Tensor, collections: Collections = null): Tensor {
    if (tensor.dtype !== string) {
      throw new ValueError(
        `Expected tensor ${tensor.name} to have dtype string, got ${tensor.dtype.toString()}`,
      );
    }
    const summary_metadata = SummaryMetadata({plugin_data: {plugin_name: 'text'}});
    return tensor_summary(name, tensor, {summary_metadata, collections});
  },
);

/** `tf.summary.merge(inputs)`: the values of several summaries in one. InvalidArgumentError of a run where a tag comes twice. */
export const merge = signature(
  ['inputs', 'collections', 'name'],
  function merge(
    inputs: readonly TensorLike[],
    collections: Collections = null,
    name: string | null = null,
  ): Tensor {
    const tag = clean_tag(name);
    return with_name_scope(tag, 'Merge', inputs, () =>
      collected(apply(MergeSummary, {inputs}, {}, tag).summary, collections, []),
    );
  },
);

/** `tf.summary.merge_all()`: `merge` of all summaries of a collection; `null` where there are none. */
export const merge_all = signature(
  ['key', 'scope', 'name'],
  function merge_all(
    key: string = GraphKeys.SUMMARIES,
    scope: string | null = null,
    name: string | null = null,
  ): Tensor | null {
    const summaries = get_default_graph().get_collection<Tensor>(key, scope);
    return summaries.length > 0 ? merge(summaries, {name}) : null;
  },
);

/** `tf.summary.get_summary_description(node_def)`: what a node of the op TensorSummary says of itself. ValueError for other nodes. */
export const get_summary_description = signature(
  ['node_def'],
  function get_summary_description(node_def: Partial<NodeDef>): SummaryDescription {
    if (node_def.op !== 'TensorSummary')
      throw new ValueError(`Can't get_summary_description on ${node_def.op ?? ''}`);
    const json = new TextDecoder().decode(node_def.attr?.get('description')?.s);
    return SummaryDescription(message_from_json('SummaryDescription', json));
  },
);
