/**
 * Sound: WAV files, spectrograms, and what is left of them for the recognition of speech.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, int} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {with_rank} from './shape_functions.ts';

/** A size that an attribute asks for; -1 leaves it to the file. */
function wanted_size(value: bigint | number, what: string): number | null {
  const size = Number(value);
  if (size === -1) return null;
  if (size < 0) throw new ShapeError(`${what} must be non-negative, got ${size}`);
  return size;
}

/** The sound of a WAV file of 16-bit PCM: a row a moment, a column a channel. */
export const DecodeWav = define_op('DecodeWav', {
  inputs: {contents: 'string'},
  outputs: {audio: 'float32', sample_rate: 'int32'},
  attrs: {desired_channels: int(-1), desired_samples: int(-1)},
  shape: ({shapes, attr}) => {
    with_rank(shapes[0] as TensorShape, 0);
    const channels = wanted_size(attr<number | bigint>('desired_channels'), 'channels');
    const samples = wanted_size(attr<number | bigint>('desired_samples'), 'samples');
    return [new TensorShape([samples, channels]), new TensorShape([])];
  },
});

/** A WAV file of 16-bit PCM with the sound: a row a moment, a column a channel. */
export const EncodeWav = define_op('EncodeWav', {
  inputs: {audio: 'float32', sample_rate: 'int32'},
  outputs: {contents: 'string'},
  shape: ({shapes}) => {
    with_rank(shapes[0] as TensorShape, 2);
    with_rank(shapes[1] as TensorShape, 0);
    return [new TensorShape([])];
  },
});

/** The smallest power of two that is not below `size`. */
function power_of_two(size: number): number {
  return 2 ** Math.ceil(Math.log2(size));
}

/** How strong each frequency is in windows of `window_size` moments, each `stride` after the one before, by channel. */
export const AudioSpectrogram = define_op('AudioSpectrogram', {
  inputs: {input: 'float32'},
  outputs: {spectrogram: 'float32'},
  attrs: {window_size: int(), stride: int(), magnitude_squared: bool(false)},
  shape: ({shapes, attr}) => {
    const input = with_rank(shapes[0] as TensorShape, 2);
    const window = Number(attr<number | bigint>('window_size'));
    const stride = Number(attr<number | bigint>('stride'));
    const [length = null, channels = null] = input.ndims === null ? [] : input.as_list();
    const steps = length === null ? null : length < window ? 0 : 1 + Math.trunc((length - window) / stride);
    return [new TensorShape([channels, steps, 1 + Math.trunc(power_of_two(window) / 2)])];
  },
});

/** The cepstral coefficients on the mel scale of each window of a spectrogram of squared magnitudes. */
export const Mfcc = define_op('Mfcc', {
  inputs: {spectrogram: 'float32', sample_rate: 'int32'},
  outputs: {output: 'float32'},
  attrs: {
    upper_frequency_limit: float(4000),
    lower_frequency_limit: float(20),
    filterbank_channel_count: int(40),
    dct_coefficient_count: int(13),
  },
  shape: ({shapes, attr}) => {
    const spectrogram = with_rank(shapes[0] as TensorShape, 3);
    with_rank(shapes[1] as TensorShape, 0);
    return [
      new TensorShape([
        spectrogram[0] ?? null,
        spectrogram[1] ?? null,
        Number(attr<number | bigint>('dct_coefficient_count')),
      ]),
    ];
  },
});

/**
 * `tf.audio.decode_wav`: the sound of a WAV file, float32 `[length, channels]` between -1 and 1, and its rate, int32. Only
 * 16-bit PCM is read. Too few channels repeat the last, a sound too short ends in silence.
 */
export const decode_wav = signature(
  ['contents', 'desired_channels', 'desired_samples', 'name'],
  function decode_wav(
    contents: TensorLike,
    desired_channels = -1,
    desired_samples = -1,
    name: string | null = null,
  ): {audio: Tensor; sample_rate: Tensor} {
    return apply(DecodeWav, {contents}, {desired_channels, desired_samples}, name);
  },
);

/** `tf.audio.encode_wav`: a WAV file, as a scalar text, of float32 `audio` `[length, channels]` between -1 and 1. */
export const encode_wav = signature(
  ['audio', 'sample_rate', 'name'],
  function encode_wav(audio: TensorLike, sample_rate: TensorLike, name: string | null = null): Tensor {
    return apply(EncodeWav, {audio, sample_rate}, {}, name).contents;
  },
);
