// MD5, by which TensorFlow makes seeds of names. Not for secrets.

const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** The fractional parts of sines, which the algorithm mixes in. */
const SINES = Uint32Array.from({length: 64}, (_, i) => Math.floor(Math.abs(Math.sin(i + 1)) * 2 ** 32));

function padded_words(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array((((bytes.length + 8) >>> 6) + 1) * 16);
  bytes.forEach((byte, i) => {
    words[i >> 2] = (words[i >> 2] ?? 0) | (byte << (8 * (i % 4)));
  });
  const end = bytes.length;
  words[end >> 2] = (words[end >> 2] ?? 0) | (0x80 << (8 * (end % 4)));
  words[words.length - 2] = end * 8;
  words[words.length - 1] = Math.floor(end / 2 ** 29);
  return words;
}

/** The mixing function and the word that round `i` takes. */
function mixed(i: number, b: number, c: number, d: number): [number, number] {
  if (i < 16) return [(b & c) | (~b & d), i];
  if (i < 32) return [(d & b) | (~d & c), (5 * i + 1) % 16];
  if (i < 48) return [b ^ c ^ d, (3 * i + 5) % 16];
  return [c ^ (b | ~d), (7 * i) % 16];
}

/** The first 32 bits of the MD5 of bytes, as the first eight digits of its hexadecimal form. */
export function md5_first_word(bytes: Uint8Array): number {
  const words = padded_words(bytes);
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let at = 0; at < words.length; at += 16) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let i = 0; i < 64; i++) {
      const [mix, word] = mixed(i, b, c, d);
      const sum = (a + mix + (SINES[i] ?? 0) + (words[at + word] ?? 0)) | 0;
      const shift = SHIFTS[i >> 4]?.[i % 4] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    [a, b, c, d].forEach((value, i) => {
      state[i] = (state[i] ?? 0) + value;
    });
  }
  const [first = 0] = state;
  return new DataView(Uint32Array.of(first).buffer).getUint32(0, false);
}
