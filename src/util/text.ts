// Texts as sequences of code points and bytes.

const SURROGATE = /[\ud800-\udfff]/;

/** Compares two texts by their code points, which is the order of their UTF-8 bytes (`<` compares UTF-16 units). */
export function compare_code_points(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  const [x, y] = [Array.from(a), Array.from(b)];
  const length = Math.min(x.length, y.length);
  for (let i = 0; i < length; i++) {
    const difference = (x[i]?.codePointAt(0) ?? 0) - (y[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return x.length - y.length;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** The UTF-8 bytes of a text. */
export function utf8_bytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** The text of UTF-8 bytes, or null if they are no UTF-8. */
export function utf8_text_or_null(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** How many bytes follow a first byte, and which the second may be; null if it is no first byte. */
function continuation(
  first: number,
): {readonly count: number; readonly low: number; readonly high: number} | null {
  if (first >= 0xc2 && first <= 0xdf) return {count: 1, low: 0x80, high: 0xbf};
  if (first >= 0xe0 && first <= 0xef) {
    return {count: 2, low: first === 0xe0 ? 0xa0 : 0x80, high: first === 0xed ? 0x9f : 0xbf};
  }
  if (first >= 0xf0 && first <= 0xf4) {
    return {count: 3, low: first === 0xf0 ? 0x90 : 0x80, high: first === 0xf4 ? 0x8f : 0xbf};
  }
  return null;
}

/** What Python says of bytes that are no UTF-8; null if they are. */
export function utf8_problem(bytes: Uint8Array): string | null {
  const problem = (at: number, reason: string, end = at + 1): string => {
    const place =
      end === at + 1
        ? `byte 0x${(bytes[at] as number).toString(16).padStart(2, '0')} in position ${at}`
        : `bytes in position ${at}-${end - 1}`;
    return `'utf-8' codec can't decode ${place}: ${reason}`;
  };
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] as number;
    if (first < 0x80) {
      at++;
      continue;
    }
    const follow = continuation(first);
    if (follow === null) return problem(at, 'invalid start byte');
    for (let i = 1; i <= follow.count; i++) {
      const byte = bytes[at + i];
      if (byte === undefined) return problem(at, 'unexpected end of data', bytes.length);
      const [low, high] = i === 1 ? [follow.low, follow.high] : [0x80, 0xbf];
      if (byte < low || byte > high) return problem(at, 'invalid continuation byte', at + i);
    }
    at += follow.count + 1;
  }
  return null;
}
