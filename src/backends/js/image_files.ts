// What the kernels of image files share: images as arrays, and refusals of channels.

import {uint16, uint8} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Attributes} from '../../compile/program.ts';
import type {Image} from '../../formats/images/image.ts';
import {invalid_argument} from '../kernel_error.ts';

/** Reads a file. With `animated` every frame is wanted, with an axis for them. */
export type FileReader = (
  bytes: Uint8Array,
  inputs: readonly NDArray[],
  attrs: Attributes,
  animated: boolean,
) => NDArray;

export function image_array({height, width, channels, data}: Image<Uint8Array | Uint16Array>): NDArray {
  const dtype = data.BYTES_PER_ELEMENT === 1 ? uint8 : uint16;
  return new NDArray(dtype, [height, width, channels], data);
}

export function check_channels(channels: number, allowed: readonly number[], told: string): void {
  if (!allowed.includes(channels)) throw invalid_argument(`${told}, got ${channels}`);
}
