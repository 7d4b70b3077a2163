// Sound: WAV files, spectrograms and cepstra.

import {float32, int32, string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {decode_wav, encode_wav} from '../../formats/wav.ts';
import {invalid_argument} from '../kernel_error.ts';
import {attribute, float_data, input, int_attribute, integer, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {coded, scalar_text} from './codecs.ts';
import {fourier_transform} from './fft.ts';
import {cepstrum} from './cepstrum.ts';

const decode: JsKernel = (inputs, attrs) => {
  const contents = scalar_text(inputs);
  const {samples, length, channels, rate} = coded(() => decode_wav(contents));
  const wanted = int_attribute(attrs, 'desired_samples', -1);
  const wanted_channels = int_attribute(attrs, 'desired_channels', -1);
  const shape = [wanted < 0 ? length : wanted, wanted_channels < 0 ? channels : wanted_channels] as const;
  const audio = new Float32Array(shape[0] * shape[1]);
  for (let moment = 0; moment < Math.min(shape[0], length); moment++) {
    for (let channel = 0; channel < shape[1]; channel++) {
      const source = Math.min(channel, channels - 1);
      audio[moment * shape[1] + channel] = samples[moment * channels + source]!;
    }
  }
  return [new NDArray(float32, shape, audio), new NDArray(int32, [], Int32Array.of(rate))];
};

const encode: JsKernel = (inputs) => {
  const audio = input(inputs, 0);
  const rate = input(inputs, 1);
  if (audio.shape.length !== 2)
    throw invalid_argument(`audio must be 2-dimensional${shape_text(audio.shape)}`);
  if (rate.shape.length !== 0) throw not_a_scalar_rate(rate);
  const [length = 0, channels = 0] = audio.shape;
  const samples = float_data(audio) as Float32Array;
  const bytes = coded(() => encode_wav({samples, length, channels, rate: integer(rate)}));
  return [new NDArray(string, [], [bytes])];
};

function not_a_scalar_rate(rate: NDArray) {
  return invalid_argument(
    `Input sample_rate should be a scalar tensor, got ${shape_text(rate.shape)} instead.`,
  );
}

/** What weighs the moments of a window: half a cosine wave down at each end (Hann). */
function hann_window(size: number): Float64Array {
  return Float64Array.from({length: size}, (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size));
}

/**
 * Where the windows of one channel begin, when the channels stand one after the other. TensorFlow's windows go on from one
 * channel to the next, so that those of later channels may begin in the one before.
 */
function window_starts(channel: number, length: number, size: number, stride: number): number[] {
  const starts = [];
  const first = Math.max(0, Math.ceil((channel * length + 1 - size) / stride));
  for (let start = first * stride; start + size <= (channel + 1) * length; start += stride)
    starts.push(start);
  return starts;
}

/** The channels of a sound one after the other. */
function channel_rows(audio: NDArray): Float64Array {
  const [length = 0, channels = 0] = audio.shape;
  const data = float_data(audio);
  const rows = new Float64Array(length * channels);
  for (let channel = 0; channel < channels; channel++) {
    for (let moment = 0; moment < length; moment++) {
      rows[channel * length + moment] = data[moment * channels + channel]!;
    }
  }
  return rows;
}

/** Writes the squared magnitudes of the frequencies in a window. */
type Analysis = (rows: Float64Array, start: number, result: Float32Array, offset: number) => void;

function analysis(size: number, width: number): Analysis {
  const padded = 2 * (width - 1);
  const weights = hann_window(size);
  const transform = fourier_transform(padded);
  const [re, im] = [new Float64Array(padded), new Float64Array(padded)];
  return (rows, start, result, offset) => {
    re.fill(0);
    im.fill(0);
    for (let index = 0; index < size; index++) re[index] = rows[start + index]! * weights[index]!;
    transform(re, im);
    for (let index = 0; index < width; index++) {
      result[offset + index] = re[index]! * re[index]! + im[index]! * im[index]!;
    }
  };
}

const spectrogram: JsKernel = (inputs, attrs) => {
  const audio = input(inputs, 0);
  if (audio.shape.length !== 2)
    throw invalid_argument(`input must be 2-dimensional${shape_text(audio.shape)}`);
  const size = int_attribute(attrs, 'window_size');
  const stride = int_attribute(attrs, 'stride');
  if (size < 2 || stride < 1) {
    throw invalid_argument(`Spectrogram initialization failed for window size ${size} and stride ${stride}`);
  }
  const [length = 0, channels = 0] = audio.shape;
  const height = length < size ? 0 : 1 + Math.floor((length - size) / stride);
  const width = 1 + 2 ** Math.ceil(Math.log2(size)) / 2;
  const result = new Float32Array(channels * height * width);
  const rows = channel_rows(audio);
  const analyse = analysis(size, width);
  for (let channel = 0; channel < channels; channel++) {
    const starts = window_starts(channel, length, size, stride);
    if (starts.length !== height) {
      throw invalid_argument(
        `Spectrogram size calculation failed: Expected height ${height} but got ${starts.length}`,
      );
    }
    starts.forEach((start, row) => analyse(rows, start, result, (channel * height + row) * width));
  }
  if (!attribute(attrs, 'magnitude_squared', false)) {
    for (let index = 0; index < result.length; index++) result[index] = Math.sqrt(result[index]!);
  }
  return [new NDArray(float32, [channels, height, width], result)];
};

const mfcc: JsKernel = (inputs, attrs) => {
  const given = input(inputs, 0);
  const rate = input(inputs, 1);
  if (given.shape.length !== 3) {
    throw invalid_argument(`spectrogram must be 3-dimensional${shape_text(given.shape)}`);
  }
  if (rate.shape.length !== 0) throw not_a_scalar_rate(rate);
  const [channels = 0, rows = 0, width = 0] = given.shape;
  const count = int_attribute(attrs, 'dct_coefficient_count', 13);
  const analyse = cepstrum({
    width,
    rate: integer(rate),
    bands: int_attribute(attrs, 'filterbank_channel_count', 40),
    count,
    lowest: attribute(attrs, 'lower_frequency_limit', 20),
    highest: attribute(attrs, 'upper_frequency_limit', 4000),
  });
  if (analyse === null) {
    throw invalid_argument(
      `Mfcc initialization failed for channel count ${width} and sample rate ${integer(rate)}`,
    );
  }
  const data = float_data(given);
  const result = new Float32Array(channels * rows * count);
  for (let row = 0; row < channels * rows; row++) {
    analyse(data.subarray(row * width, (row + 1) * width), result, row * count);
  }
  return [new NDArray(float32, [channels, rows, count], result)];
};

export const AUDIO_KERNELS: JsKernels = {
  DecodeWav: decode,
  EncodeWav: encode,
  AudioSpectrogram: spectrogram,
  Mfcc: mfcc,
};
