// What kernels of encoded sounds and images share: the text that they read, and errors of formats as errors of a step.

import type {NDArray} from '../../types/ndarray.ts';
import {INVALID_ARGUMENT} from '../../errors.ts';
import {CodecError, UnsupportedFormatError} from '../../formats/codec_error.ts';
import {invalid_argument, KernelError, unimplemented} from '../kernel_error.ts';
import {input, shape_text} from './arrays.ts';
import {text_of} from './texts.ts';

/** The bytes of the first input, a scalar. */
export function scalar_text(
  inputs: readonly NDArray[],
  told = 'contents must be scalar, got shape ',
): Uint8Array {
  const contents = input(inputs, 0);
  if (contents.shape.length !== 0) throw invalid_argument(`${told}${shape_text(contents.shape)}`);
  return text_of(contents);
}

/** What `code` gives; where a format refuses, the step's error, in the words that `told` makes of the format's. */
export function coded<T>(
  code: () => T,
  told: (text: string) => string = (text) => text,
  error_code = INVALID_ARGUMENT,
): T {
  try {
    return code();
  } catch (error) {
    if (error instanceof UnsupportedFormatError) throw unimplemented(error.message);
    if (!(error instanceof CodecError)) throw error;
    throw new KernelError(error_code, told(error.message));
  }
}
