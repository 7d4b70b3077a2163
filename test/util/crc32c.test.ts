// CRC-32C: the check values of RFC 3720, pieces against the whole, masking there and back.

import {crc32c, mask_crc32c, unmask_crc32c} from '../../src/util/crc32c.ts';

test('known checksums', () => {
  expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
  expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
  expect(crc32c(Uint8Array.from({length: 32}, (_, i) => i))).toBe(0x46dd794e);
  expect(crc32c(Uint8Array.from({length: 32}, (_, i) => 31 - i))).toBe(0x113fdb5c);
  expect(crc32c(new TextEncoder().encode('123456789'))).toBe(0xe3069283);
});

test('a checksum goes on from that of what came before', () => {
  const bytes = Uint8Array.from({length: 100}, (_, i) => (i * 37) & 0xff);
  for (let cut = 0; cut <= 100; cut++) {
    expect(crc32c(bytes.subarray(cut), crc32c(bytes.subarray(0, cut)))).toBe(crc32c(bytes));
  }
});

test('masking', () => {
  for (const crc of [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xe3069283]) {
    expect(mask_crc32c(crc)).not.toBe(crc);
    expect(unmask_crc32c(mask_crc32c(crc))).toBe(crc);
  }
});
