// Expressions of WebAssembly as trees, one function an instruction. Knows types; knows no functions and no bytes.
import {INSTRUCTIONS, type ValueType} from './instructions.ts';

/** A computation that gives one value. */
export interface Expression {
  /** The instruction's name in the text format, or `local.get`, `call`. */
  readonly op: string;
  readonly type: ValueType;
  readonly operands: readonly Expression[];
  readonly immediates: readonly number[];
}

/** A local variable of a function. */
export interface Local extends Expression {
  readonly op: 'local.get';
  readonly index: number;
}

/** The instruction `op` on operands. */
export function instruction(
  op: string,
  operands: readonly Expression[],
  immediates: readonly number[] = [],
): Expression {
  const type = INSTRUCTIONS.get(op)?.result;
  if (type === undefined || type === null) throw new Error(`${op} gives no value`);
  return {op, type, operands, immediates};
}

type Binary = (a: Expression, b: Expression) => Expression;
type Unary = (a: Expression) => Expression;

const binary =
  (op: string): Binary =>
  (a, b) =>
    instruction(op, [a, b]);
const unary =
  (op: string): Unary =>
  (a) =>
    instruction(op, [a]);

function constant_of(value: Expression): number | null {
  return value.op === 'i32.const' ? (value.immediates[0] as number) : null;
}

/** Integers of 32 bits; what is known while code is made is computed then. */
export const i32 = {
  const: (value: number): Expression => instruction('i32.const', [], [value]),
  add: (a: Expression, b: Expression): Expression => {
    const [x, y] = [constant_of(a), constant_of(b)];
    if (x !== null && y !== null) return i32.const(x + y);
    if (y === 0) return a;
    return x === 0 ? b : instruction('i32.add', [a, b]);
  },
  mul: (a: Expression, b: Expression): Expression => {
    const [x, y] = [constant_of(a), constant_of(b)];
    if (x !== null && y !== null) return i32.const(x * y);
    if (y === 1) return a;
    return x === 1 ? b : instruction('i32.mul', [a, b]);
  },
  sub: binary('i32.sub'),
  div_u: binary('i32.div_u'),
  rem_u: binary('i32.rem_u'),
  eq: binary('i32.eq'),
  ne: binary('i32.ne'),
  lt_s: binary('i32.lt_s'),
  lt_u: binary('i32.lt_u'),
  ge_s: binary('i32.ge_s'),
  ge_u: binary('i32.ge_u'),
  eqz: unary('i32.eqz'),
} as const;

/** Four floats. */
export const f32x4 = {
  const: (value: number): Expression => {
    const bytes = new Uint8Array(new Float32Array(4).fill(value).buffer);
    return instruction('v128.const', [], [...bytes]);
  },
  splat: unary('f32x4.splat'),
  add: binary('f32x4.add'),
  sub: binary('f32x4.sub'),
  mul: binary('f32x4.mul'),
  div: binary('f32x4.div'),
  min: binary('f32x4.min'),
  max: binary('f32x4.max'),
  abs: unary('f32x4.abs'),
  neg: unary('f32x4.neg'),
  sqrt: unary('f32x4.sqrt'),
  ceil: unary('f32x4.ceil'),
  floor: unary('f32x4.floor'),
  nearest: unary('f32x4.nearest'),
  eq: binary('f32x4.eq'),
  ne: binary('f32x4.ne'),
  lt: binary('f32x4.lt'),
  gt: binary('f32x4.gt'),
  le: binary('f32x4.le'),
  ge: binary('f32x4.ge'),
  extract_lane: (a: Expression, lane: number): Expression => instruction('f32x4.extract_lane', [a], [lane]),
  convert_i32x4: unary('f32x4.convert_i32x4_s'),
} as const;

/** Four integers of 32 bits. */
export const i32x4 = {
  const: (...lanes: readonly number[]): Expression => {
    const bytes = new Uint8Array(Int32Array.from({length: 4}, (_, i) => lanes[i % lanes.length] ?? 0).buffer);
    return instruction('v128.const', [], [...bytes]);
  },
  splat: unary('i32x4.splat'),
  add: binary('i32x4.add'),
  sub: binary('i32x4.sub'),
  eq: binary('i32x4.eq'),
  gt_s: binary('i32x4.gt_s'),
  shl: binary('i32x4.shl'),
  shr_s: binary('i32x4.shr_s'),
  shr_u: binary('i32x4.shr_u'),
  trunc_sat_f32x4: unary('i32x4.trunc_sat_f32x4_s'),
} as const;

/** 128 bits. */
export const v128 = {
  and: binary('v128.and'),
  andnot: binary('v128.andnot'),
  or: binary('v128.or'),
  xor: binary('v128.xor'),
  not: unary('v128.not'),
  /** Bits of `a` where `mask` has ones, of `b` elsewhere. */
  select: (a: Expression, b: Expression, mask: Expression): Expression =>
    instruction('v128.bitselect', [a, b, mask]),
  /** Lanes of `a` (0 to 3) and of `b` (4 to 7). */
  shuffle: (a: Expression, b: Expression, lanes: readonly number[]): Expression =>
    instruction(
      'i8x16.shuffle',
      [a, b],
      lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)),
    ),
} as const;

/** What an address adds to a constant, so that the constant goes into the instruction. */
function split_address(address: Expression): [Expression, number] {
  const known = constant_of(address);
  if (known !== null) return [i32.const(0), known];
  const offset = address.op === 'i32.add' ? constant_of(address.operands[1] as Expression) : null;
  return offset !== null && offset >= 0 ? [address.operands[0] as Expression, offset] : [address, 0];
}

/** Reads memory with `op` (`v128.load`, `v128.load32_splat`, ...). */
export function load(op: string, address: Expression, offset = 0): Expression {
  const [base, known] = split_address(address);
  return instruction(op, [base], [known + offset]);
}

/** An address as an instruction takes it: what is computed, and what stands in the instruction. */
export const address_of = split_address;
