/**
 * The form in which readers give images and writers take them. Knows no format.
 */

/** Rows of pixels from top to bottom, each pixel `channels` samples. */
export interface Image<D extends Uint8Array | Uint16Array = Uint8Array> {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly data: D;
}
