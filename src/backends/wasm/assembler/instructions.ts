// The WebAssembly instructions that generated code uses: their bytes, what they give and which immediates they take.
// Knows no kernels.

export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

/** What stands behind an opcode: nothing, alignment and offset, a lane, both, 16 bytes, or a number. */
export type Immediates =
  | 'none'
  | 'memory'
  | 'lane'
  | 'memory_lane'
  | 'bytes'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'zero';

export interface Instruction {
  readonly bytes: readonly number[];
  /** The type of the result, or null where there is none. */
  readonly result: ValueType | null;
  readonly immediates: Immediates;
  /** log2 of the alignment of a memory access. */
  readonly alignment: number;
}

type Row = readonly [code: number, name: string];

function rows(
  list: readonly Row[],
  result: ValueType | null,
  immediates: Immediates = 'none',
  alignment = 0,
): [string, Instruction][] {
  return list.map(([code, name]) => [name, {bytes: opcode(code), result, immediates, alignment}]);
}

/** Codes beyond a byte are written as prefix * 0x1000 + number. */
function opcode(code: number): number[] {
  if (code < 0x1000) return [code];
  return [code >> 12, ...unsigned(code & 0xfff)];
}

/** LEB128 of a number that is not negative. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 128 : low);
  } while (rest > 0);
  return bytes;
}

const SIMD = 0xfd * 0x1000;
const ATOMIC = 0xfe * 0x1000;
const simd = (list: readonly Row[]): Row[] => list.map(([code, name]) => [SIMD + code, name]);

const SCALARS: [string, Instruction][] = [
  ...rows([[0x41, 'i32.const']], 'i32', 'i32'),
  ...rows([[0x42, 'i64.const']], 'i64', 'i64'),
  ...rows([[0x43, 'f32.const']], 'f32', 'f32'),
  ...rows([[0x44, 'f64.const']], 'f64', 'f64'),
  ...rows([[0x28, 'i32.load']], 'i32', 'memory', 2),
  ...rows([[0x2a, 'f32.load']], 'f32', 'memory', 2),
  ...rows([[0x36, 'i32.store']], null, 'memory', 2),
  ...rows([[0x38, 'f32.store']], null, 'memory', 2),
  ...rows(
    [
      [0x45, 'i32.eqz'],
      [0x46, 'i32.eq'],
      [0x47, 'i32.ne'],
      [0x48, 'i32.lt_s'],
      [0x49, 'i32.lt_u'],
      [0x4a, 'i32.gt_s'],
      [0x4e, 'i32.ge_s'],
      [0x4f, 'i32.ge_u'],
      [0x6a, 'i32.add'],
      [0x6b, 'i32.sub'],
      [0x6c, 'i32.mul'],
      [0x6e, 'i32.div_u'],
      [0x70, 'i32.rem_u'],
      [0x71, 'i32.and'],
      [0x72, 'i32.or'],
      [0x74, 'i32.shl'],
      [0x76, 'i32.shr_u'],
    ],
    'i32',
  ),
  ...rows(
    [
      [0x92, 'f32.add'],
      [0x93, 'f32.sub'],
      [0x94, 'f32.mul'],
      [0x95, 'f32.div'],
    ],
    'f32',
  ),
  ...rows([[ATOMIC + 0x00, 'memory.atomic.notify']], 'i32', 'memory', 2),
  ...rows([[ATOMIC + 0x01, 'memory.atomic.wait32']], 'i32', 'memory', 2),
  ...rows([[ATOMIC + 0x10, 'i32.atomic.load']], 'i32', 'memory', 2),
  ...rows([[ATOMIC + 0x17, 'i32.atomic.store']], null, 'memory', 2),
  ...rows([[ATOMIC + 0x1e, 'i32.atomic.rmw.add']], 'i32', 'memory', 2),
];

const VECTORS: [string, Instruction][] = [
  ...rows(simd([[0x00, 'v128.load']]), 'v128', 'memory', 2),
  ...rows(simd([[0x09, 'v128.load32_splat']]), 'v128', 'memory', 2),
  ...rows(simd([[0x5c, 'v128.load32_zero']]), 'v128', 'memory', 2),
  ...rows(simd([[0x0b, 'v128.store']]), null, 'memory', 2),
  ...rows(simd([[0x5a, 'v128.store32_lane']]), null, 'memory_lane', 2),
  ...rows(simd([[0x5b, 'v128.store64_lane']]), null, 'memory_lane', 2),
  ...rows(simd([[0x0c, 'v128.const']]), 'v128', 'bytes'),
  ...rows(simd([[0x0d, 'i8x16.shuffle']]), 'v128', 'bytes'),
  ...rows(simd([[0x1b, 'i32x4.extract_lane']]), 'i32', 'lane'),
  ...rows(simd([[0x1f, 'f32x4.extract_lane']]), 'f32', 'lane'),
  ...rows(
    simd([
      [0x11, 'i32x4.splat'],
      [0x13, 'f32x4.splat'],
      [0x37, 'i32x4.eq'],
      [0x3b, 'i32x4.gt_s'],
      [0x41, 'f32x4.eq'],
      [0x42, 'f32x4.ne'],
      [0x43, 'f32x4.lt'],
      [0x44, 'f32x4.gt'],
      [0x45, 'f32x4.le'],
      [0x46, 'f32x4.ge'],
      [0x4d, 'v128.not'],
      [0x4e, 'v128.and'],
      [0x4f, 'v128.andnot'],
      [0x50, 'v128.or'],
      [0x51, 'v128.xor'],
      [0x52, 'v128.bitselect'],
      [0x67, 'f32x4.ceil'],
      [0x68, 'f32x4.floor'],
      [0x6a, 'f32x4.nearest'],
      [0xab, 'i32x4.shl'],
      [0xac, 'i32x4.shr_s'],
      [0xad, 'i32x4.shr_u'],
      [0xae, 'i32x4.add'],
      [0xb1, 'i32x4.sub'],
      [0xe0, 'f32x4.abs'],
      [0xe1, 'f32x4.neg'],
      [0xe3, 'f32x4.sqrt'],
      [0xe4, 'f32x4.add'],
      [0xe5, 'f32x4.sub'],
      [0xe6, 'f32x4.mul'],
      [0xe7, 'f32x4.div'],
      [0xe8, 'f32x4.min'],
      [0xe9, 'f32x4.max'],
      [0xf8, 'i32x4.trunc_sat_f32x4_s'],
      [0xfa, 'f32x4.convert_i32x4_s'],
      [0x105, 'f32x4.relaxed_madd'],
    ]),
    'v128',
  ),
];

/** All instructions by the names of the text format. */
export const INSTRUCTIONS: ReadonlyMap<string, Instruction> = new Map([...SCALARS, ...VECTORS]);

export const VALUE_TYPES: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};
