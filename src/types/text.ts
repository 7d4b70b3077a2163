// Strings are bytes in TensorFlow and text in JavaScript: the way there and back. UTF-8, nothing else.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** The UTF-8 bytes of `text`. */
export function encode_text(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text that UTF-8 `bytes` spell; the bytes themselves if they spell none. */
export function decode_text(bytes: Uint8Array): string | Uint8Array {
  try {
    return decoder.decode(bytes);
  } catch {
    return bytes;
  }
}
