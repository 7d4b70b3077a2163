// The lines of text files as TensorFlow's readers give them: without line feeds, and without a carriage return before one.

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** The lines of a file's bytes; nothing after the last line feed is no line. */
export function* lines_of(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    yield bytes.slice(start, end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end);
    start = end + 1;
  }
}
