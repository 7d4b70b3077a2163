// The least and the largest number of each dtype. Knows no op.

import type {DType, DTypeName} from '../../types/dtypes.ts';

const LARGEST_SINGLE = (2 - 2 ** -23) * 2 ** 127;

/** The least and the largest finite number by dtype. */
const LIMITS: Partial<Readonly<Record<DTypeName, readonly [number | bigint, number | bigint]>>> = {
  float16: [-65504, 65504],
  bfloat16: [-(2 - 2 ** -7) * 2 ** 127, (2 - 2 ** -7) * 2 ** 127],
  float32: [-LARGEST_SINGLE, LARGEST_SINGLE],
  float64: [-Number.MAX_VALUE, Number.MAX_VALUE],
  int8: [-128, 127],
  int16: [-32768, 32767],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint8: [0, 255],
  uint16: [0, 65535],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0n, 2n ** 64n - 1n],
  qint8: [-128, 127],
  qint16: [-32768, 32767],
  qint32: [-(2 ** 31), 2 ** 31 - 1],
  quint8: [0, 255],
  quint16: [0, 65535],
};

/** The least finite number of a dtype, as its storage has it. */
export function lowest_of(dtype: DType): number | bigint {
  return LIMITS[dtype.base_name]?.[0] ?? 0;
}

/** The largest finite number of a dtype, as its storage has it. */
export function largest_of(dtype: DType): number | bigint {
  return LIMITS[dtype.base_name]?.[1] ?? 0;
}
