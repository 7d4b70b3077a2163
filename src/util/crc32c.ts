// CRC-32C (Castagnoli), eight bytes at a time, and the masking that TensorFlow and LevelDB store it with.

const POLYNOMIAL = 0x82f63b78;
const MASK_DELTA = 0xa282ead8;

/** Table `k`, at `256 * k`: the checksum of a byte that `k` zero bytes follow. */
function make_tables(): Uint32Array {
  const tables = new Uint32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    tables[byte] = crc;
  }
  for (let at = 256; at < tables.length; at++) {
    const previous = tables[at - 256] ?? 0;
    tables[at] = (previous >>> 8) ^ (tables[previous & 0xff] ?? 0);
  }
  return tables;
}

const TABLES = make_tables();

function table(index: number): number {
  return TABLES[index] ?? 0;
}

/** The checksum of `bytes`, or of what `initial` is the checksum of followed by `bytes`. */
export function crc32c(bytes: Uint8Array, initial = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 8);
  let crc = ~initial;
  for (let i = 0; i < whole; i += 8) {
    const low = crc ^ view.getInt32(i, true);
    const high = view.getInt32(i + 4, true);
    crc =
      table(0x700 | (low & 0xff)) ^
      table(0x600 | ((low >>> 8) & 0xff)) ^
      table(0x500 | ((low >>> 16) & 0xff)) ^
      table(0x400 | (low >>> 24)) ^
      table(0x300 | (high & 0xff)) ^
      table(0x200 | ((high >>> 8) & 0xff)) ^
      table(0x100 | ((high >>> 16) & 0xff)) ^
      table(high >>> 24);
  }
  for (let i = whole; i < bytes.length; i++) crc = (crc >>> 8) ^ table((crc ^ (bytes[i] ?? 0)) & 0xff);
  return ~crc >>> 0;
}

/** A checksum as it is stored, so that the checksum of bytes that hold checksums is no special case. */
export function mask_crc32c(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

export function unmask_crc32c(masked: number): number {
  const rotated = (masked - MASK_DELTA) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}
