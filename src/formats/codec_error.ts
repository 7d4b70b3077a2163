/**
 * What readers and writers of sounds and images throw. Knows no ops: who calls them says which error of a run it is.
 */

/** The bytes are not of the format, or the format cannot hold the values; the message is TensorFlow's where it has one. */
export class CodecError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CodecError';
  }
}

/** TensorFlow reads or writes this, and nothing here does; the message says a way out. */
export class UnsupportedFormatError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UnsupportedFormatError';
  }
}
