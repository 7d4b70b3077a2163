// Places between four pixels of an image, and what is mixed of these. Steps are of single floats.

import type {NumberData} from './arrays.ts';
import type {Round} from './half.ts';
import {add_change} from './image_pixels.ts';

const {fround} = Math;

/** A place between four pixels of an image, by the numbers of their first channels. */
export class Corners {
  top_left = 0;
  top_right = 0;
  bottom_left = 0;
  bottom_right = 0;
  across = 0;
  down = 0;

  move(image_row: number, width: number, channels: number, y: number, x: number): void {
    const top = Math.floor(y);
    const left = Math.floor(x);
    const bottom = Math.ceil(y);
    const right = Math.ceil(x);
    this.top_left = ((image_row + top) * width + left) * channels;
    this.top_right = ((image_row + top) * width + right) * channels;
    this.bottom_left = ((image_row + bottom) * width + left) * channels;
    this.bottom_right = ((image_row + bottom) * width + right) * channels;
    this.down = fround(y - top);
    this.across = fround(x - left);
  }
}

/** The mixed channels of the four pixels. */
export function mix(
  source: Float32Array,
  corners: Corners,
  channels: number,
  target: Float32Array,
  to: number,
): void {
  const {across, down} = corners;
  for (let channel = 0; channel < channels; channel++) {
    const top_left = source[corners.top_left + channel]!;
    const bottom_left = source[corners.bottom_left + channel]!;
    const top_change = fround(source[corners.top_right + channel]! - top_left);
    const bottom_change = fround(source[corners.bottom_right + channel]! - bottom_left);
    const top = fround(top_left + fround(top_change * across));
    const bottom = fround(bottom_left + fround(bottom_change * across));
    target[to + channel] = top + fround(fround(bottom - top) * down);
  }
}

/** Gives what the four pixels have of the slopes from `from` on; `round` as in `add_change`. */
export function spread(
  dy: NumberData,
  from: number,
  corners: Corners,
  channels: number,
  sums: Float32Array | Float64Array,
  round: Round | null,
): void {
  const {across, down, top_left, top_right, bottom_left, bottom_right} = corners;
  const back = fround(1 - across);
  const up = fround(1 - down);
  for (let channel = 0; channel < channels; channel++) {
    const slope = dy[from + channel] as number;
    const above = fround(up * slope);
    const below = fround(down * slope);
    add_change(sums, top_left + channel, fround(back * above), round);
    add_change(sums, top_right + channel, fround(across * above), round);
    add_change(sums, bottom_left + channel, fround(back * below), round);
    add_change(sums, bottom_right + channel, fround(across * below), round);
  }
}
