// Windows of images and volumes as channels.

import type {Attributes} from '../../compile/program.ts';
import {OUT_OF_RANGE} from '../../errors.ts';
import {invalid_argument, KernelError, unimplemented} from '../kernel_error.ts';
import {attribute, input, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {copy_patches} from './patches.ts';
import {output_sizes, window_size, windows_of} from './windows.ts';

/** The numbers of an attribute along the axes of space. */
function of_space(attrs: Attributes, name: string, rank: number): readonly number[] {
  const numbers = attribute<readonly (number | bigint)[]>(attrs, name, []).map(Number);
  if (numbers[0] !== 1 || numbers[rank - 1] !== 1) throw unimplemented(`Only support ${name} across space.`);
  const space = numbers.slice(1, rank - 1);
  if (!space.every((each) => each >= 1)) throw new KernelError(OUT_OF_RANGE, `${name} is out of range.`);
  return space;
}

function patches(rank: number): JsKernel {
  return (inputs, attrs) => {
    const images = input(inputs, 0);
    const ksizes = of_space(attrs, 'ksizes', rank);
    const strides = of_space(attrs, 'strides', rank);
    const rates = rank === 4 ? of_space(attrs, 'rates', rank) : ksizes.map(() => 1);
    if (images.shape.length !== rank)
      throw invalid_argument(`input must be ${rank}-dimensional${shape_text(images.shape)}`);
    const padding = attribute<string>(attrs, 'padding', 'VALID');
    const slidings = ksizes.map((window, axis) => ({
      size: images.shape[axis + 1] ?? 0,
      window,
      stride: strides[axis] ?? 1,
      dilation: rates[axis] ?? 1,
      padding,
      explicit: [0, 0] as const,
    }));
    const windows = windows_of(images.shape[0] ?? 0, slidings);
    const channels = images.shape[rank - 1] ?? 0;
    const depth = window_size(windows) * channels;
    const result = zeros(images.dtype, [windows.batch, ...output_sizes(windows, rank), depth]);
    copy_patches(images.data, result.data, windows, channels);
    return result;
  };
}

export const IMAGE_PATCH_KERNELS: JsKernels = {
  ExtractImagePatches: patches(4),
  ExtractVolumePatches: patches(5),
};
