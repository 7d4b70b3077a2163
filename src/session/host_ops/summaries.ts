/** Host operations that write summaries: serialized messages of scalars, histograms, images, sounds and tensors. */
import {coded} from '../../backends/js/codecs.ts';
import {decode_message} from '../../formats/decode.ts';
import {encode_message} from '../../formats/encode.ts';
import {encode_png} from '../../formats/images/png_encode.ts';
import type {Message} from '../../formats/schemas.ts';
import {content_tensor_proto, spelled_tensor_proto} from '../../formats/tensor_proto.ts';
import {encode_wav} from '../../formats/wav.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {string, uint8} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {decoded_data} from '../../types/ndarray_storage.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';
import {histogram_of} from '../summaries/histogram.ts';
import {image_pixels} from '../summaries/pixels.ts';

type Value = Message<'Summary.Value'>;
/** The values of a summary. */
type Summarize = (inputs: readonly NDArray[], context: HostContext) => Value[];

const decoder = new TextDecoder();

/** A value by its tag, and what it holds. */
function tagged(tag: string, content: Omit<Value, 'tag' | 'node_name'>): Value {
  return {tag, node_name: '', ...content};
}

function summary(values_of: Summarize): HostOperation {
  return {
    run: (inputs, context) => {
      const bytes = encode_message('Summary', {value: values_of(inputs, context)});
      return [new NDArray(string, [], [bytes])];
    },
  };
}

function texts_of(array: NDArray): string[] {
  return (array.data as readonly Uint8Array[]).map((bytes) => decoder.decode(bytes));
}

/** The text of a scalar; `said` where it is none. */
function scalar_tag(array: NDArray | undefined, said: string): string {
  if (array?.shape.length !== 0) throw invalid(said);
  return texts_of(array)[0] as string;
}

/** The numbers of an array as float64; integers of 64 bits as near as that goes. */
function numbers_of(array: NDArray): Float64Array {
  return Float64Array.from(decoded_data(array) as ArrayLike<number>, Number);
}

function scalar_values([tags, values]: readonly NDArray[]): Value[] {
  const [names, numbers] = [tags as NDArray, values as NDArray];
  const texts = texts_of(names);
  if (names.shape.join() !== numbers.shape.join() || names.shape.length !== numbers.shape.length) {
    const single = texts.length === 1 ? ` (tag '${texts[0]}')` : '';
    throw invalid(
      `tags and values not the same shape: ${shape_text(names.shape)} != ${shape_text(numbers.shape)}${single}`,
    );
  }
  const floats = numbers_of(numbers);
  return texts.map((tag, i) => tagged(tag, {simple_value: Math.fround(floats[i] as number)}));
}

function histogram_values([tag, values]: readonly NDArray[], {op}: HostContext): Value[] {
  const name = scalar_tag(tag, 'tags must be scalar');
  const numbers = numbers_of(values as NDArray);
  const wrong = numbers.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) {
    throw invalid(`${Number.isNaN(wrong) ? 'Nan' : 'Infinity'} in summary histogram for: ${op.name}`);
  }
  return [tagged(name, {histo: histogram_of(numbers)})];
}

/** The tag of one of several images or sounds; `limit` is how many there may be. */
function numbered_tag(tag: string, kind: 'image' | 'audio', limit: number, index: number): string {
  return limit > 1 ? `${tag}/${kind}/${index}` : `${tag}/${kind}`;
}

/** The colour of pixels that are no numbers, which an attribute tells. */
function color_of(color: NDArray): Uint8Array {
  if (color.dtype !== uint8) throw invalid(`bad_color must be uint8, got ${runtime_dtype_name(color.dtype)}`);
  if (color.shape.length !== 1)
    throw invalid(`bad_color must be a vector, got shape ${shape_text(color.shape)}`);
  return color.data as Uint8Array;
}

/** Refuses what is no batch of images. */
function check_images({shape, dtype}: NDArray, bad_color: Uint8Array): void {
  const [, height = 0, width = 0, depth = 0] = shape;
  if (shape.length !== 4 || ![1, 3, 4].includes(depth))
    throw invalid(`Tensor must be 4-D with last dim 1, 3, or 4, not ${shape_text(shape)}`);
  if (height * width === 0)
    throw invalid(`input tensor must have non-zero dims. Found: [${shape.join(', ')}].`);
  if (dtype !== uint8 && bad_color.length < depth) {
    throw invalid(
      `expected depth <= bad_color.size, got depth = ${depth}, bad_color.size = ${bad_color.length}`,
    );
  }
}

function image_values([tag, images]: readonly NDArray[], {attrs}: HostContext): Value[] {
  const bad_color = color_of(attrs['bad_color'] as NDArray);
  const name = scalar_tag(tag, 'Tags must be a scalar');
  const batch = images as NDArray;
  check_images(batch, bad_color);
  const [count = 0, height = 0, width = 0, channels = 0] = batch.shape;
  const limit = Number(attrs['max_images']);
  return Array.from({length: Math.min(limit, count)}, (_, i) => {
    const data = image_pixels(batch, i, bad_color);
    const encoded_image_string = encode_png({height, width, channels, data}, -1);
    const image = {height, width, colorspace: channels, encoded_image_string};
    return tagged(numbered_tag(name, 'image', limit, i), {image});
  });
}

/** The nearest whole number, halves to the even one; at least 1. */
function whole_rate(rate: number): number {
  const near = Math.round(rate);
  return Math.max(1, near - rate === 0.5 && near % 2 === 1 ? near - 1 : near);
}

function audio_values([tag, sounds, rate]: readonly NDArray[], {attrs}: HostContext): Value[] {
  const name = scalar_tag(tag, 'Tag must be a scalar');
  const batch = sounds as NDArray;
  if (batch.shape.length < 2 || batch.shape.length > 3)
    throw invalid(`Tensor must be 3-D or 2-D, got: ${shape_text(batch.shape)}`);
  const sample_rate = Number(rate === undefined ? attrs['sample_rate'] : rate.data[0]);
  if (!(sample_rate > 0)) throw invalid('sample_rate must be > 0');
  const [count = 0, length = 0, channels = 1] = batch.shape;
  const limit = Number(attrs['max_outputs']);
  const size = length * channels;
  return Array.from({length: Math.min(limit, count)}, (_, i) => {
    const samples = (batch.data as Float32Array).subarray(i * size, (i + 1) * size);
    const sound = {samples, length, channels, rate: whole_rate(sample_rate)};
    const audio = {
      sample_rate,
      num_channels: channels,
      length_frames: length,
      encoded_audio_string: coded(() => encode_wav(sound)),
      content_type: 'audio/wav',
    };
    return tagged(numbered_tag(name, 'audio', limit, i), {audio});
  });
}

/** All values of several summaries. A tag comes once. */
function merged_values(inputs: readonly NDArray[]): Value[] {
  const seen = new Set<string>();
  const values = inputs.flatMap((input) =>
    (input.data as readonly Uint8Array[]).flatMap((bytes) => parsed_values(bytes)),
  );
  for (const {tag = ''} of values) {
    if (tag === '') continue;
    if (seen.has(tag)) throw invalid(`Duplicate tag ${tag} found in summary inputs`);
    seen.add(tag);
  }
  return values;
}

function parsed_values(bytes: Uint8Array): Value[] {
  try {
    return decode_message('Summary', bytes).value ?? [];
  } catch {
    throw invalid('Could not parse one of the summary inputs');
  }
}

/** A tensor with the bytes of its elements; texts one by one. */
function proto_of(array: NDArray): Message<'TensorProto'> {
  return array.dtype === string ? spelled_tensor_proto(array) : content_tensor_proto(array);
}

function tensor_values([tag, tensor, metadata]: readonly NDArray[]): Value[] {
  const name = scalar_tag(tag, 'tag must be scalar');
  const bytes = (metadata?.data[0] ?? new Uint8Array(0)) as Uint8Array;
  return [tagged(name, {tensor: proto_of(tensor as NDArray), metadata: metadata_of(bytes)})];
}

/** What a plugin is told of a summary; nothing where the bytes are no such message. */
function metadata_of(bytes: Uint8Array): Message<'SummaryMetadata'> {
  try {
    return decode_message('SummaryMetadata', bytes);
  } catch {
    return {display_name: '', summary_description: ''};
  }
}

/** A tensor under the name of its node. */
function named_tensor([tensor]: readonly NDArray[], {op}: HostContext): Value[] {
  return [{tag: '', node_name: op.name, tensor: proto_of(tensor as NDArray)}];
}

export const SUMMARY_OPERATIONS: HostOperations = {
  ScalarSummary: summary(scalar_values),
  HistogramSummary: summary(histogram_values),
  ImageSummary: summary(image_values),
  AudioSummary: summary(audio_values),
  AudioSummaryV2: summary(audio_values),
  MergeSummary: summary(merged_values),
  TensorSummary: summary(named_tensor),
  TensorSummaryV2: summary(tensor_values),
};
