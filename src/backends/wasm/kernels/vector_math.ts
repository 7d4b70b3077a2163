// Functions of four floats at once, as expressions: exponential, logarithm and what is made of them. The polynomials are minimax
// approximations on the reduced ranges (Cephes, S. Moshier: expf, logf, tanhf).
import {f32x4, i32, i32x4, instruction, v128, type Expression} from '../assembler/expressions.ts';
import type {FunctionBuilder} from '../assembler/function_builder.ts';

/** Vector arithmetic inside one function; multiplies and adds in one rounding where the engine can. */
export class VectorMath {
  readonly f: FunctionBuilder;
  readonly #is_fused: boolean;

  constructor(f: FunctionBuilder, is_fused: boolean) {
    this.f = f;
    this.#is_fused = is_fused;
  }

  /** `a * b + c`. */
  madd(a: Expression, b: Expression, c: Expression): Expression {
    return this.#is_fused ? instruction('f32x4.relaxed_madd', [a, b, c]) : f32x4.add(f32x4.mul(a, b), c);
  }

  /** A polynomial in `x`, the highest coefficient first. */
  polynomial(x: Expression, coefficients: readonly number[]): Expression {
    const [first = 0, ...rest] = coefficients;
    return rest.reduce((sum, each) => this.madd(sum, x, f32x4.const(each)), f32x4.const(first));
  }

  /** 2 to the power of a whole number in floats from -126 to 127. */
  #power_of_two(n: Expression): Expression {
    const exponent = i32x4.add(i32x4.trunc_sat_f32x4(n), i32x4.const(127));
    return i32x4.shl(exponent, i32.const(23));
  }

  /** e to the power of `x`. */
  exp(x: Expression): Expression {
    const {f} = this;
    const clamped = f.let(f32x4.min(f32x4.max(x, f32x4.const(-104)), f32x4.const(88.8)));
    const n = f.let(f32x4.nearest(f32x4.mul(clamped, f32x4.const(Math.LOG2E))));
    const high = f32x4.sub(clamped, f32x4.mul(n, f32x4.const(0.693359375)));
    const r = f.let(f32x4.sub(high, f32x4.mul(n, f32x4.const(-2.1219444e-4))));
    const p = this.polynomial(
      r,
      [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
    );
    const y = f.let(f32x4.add(f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r), f32x4.const(1)));
    // In two factors, so that results below the smallest normal number and next to the largest come out.
    const half = f.let(f32x4.floor(f32x4.mul(n, f32x4.const(0.5))));
    return f32x4.mul(f32x4.mul(y, this.#power_of_two(half)), this.#power_of_two(f32x4.sub(n, half)));
  }

  /** The natural logarithm of `x`. */
  log(x: Expression): Expression {
    const {f} = this;
    // Numbers below the smallest normal one are made normal first.
    const is_small = f.let(f32x4.lt(x, f32x4.const(2 ** -126)));
    const bits = f.let(v128.select(f32x4.mul(x, f32x4.const(2 ** 25)), x, is_small));
    const m0 = f.let(v128.or(v128.and(bits, i32x4.const(0x007fffff)), f32x4.const(0.5)));
    const e0 = i32x4.sub(i32x4.shr_u(bits, i32.const(23)), i32x4.const(126));
    const e1 = f.let(f32x4.sub(f32x4.convert_i32x4(e0), v128.and(is_small, f32x4.const(25))));
    const is_low = f.let(f32x4.lt(m0, f32x4.const(Math.SQRT1_2)));
    const e = f.let(f32x4.sub(e1, v128.and(is_low, f32x4.const(1))));
    const r = f.let(f32x4.sub(f32x4.add(m0, v128.and(is_low, m0)), f32x4.const(1)));
    const z = f.let(f32x4.mul(r, r));
    const p = this.polynomial(
      r,
      [
        7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
        2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
      ],
    );
    const low = f32x4.add(f32x4.mul(f32x4.mul(p, r), z), f32x4.mul(e, f32x4.const(-2.1219444e-4)));
    const sum = f32x4.add(r, f32x4.sub(low, f32x4.mul(z, f32x4.const(0.5))));
    const found = f32x4.add(sum, f32x4.mul(e, f32x4.const(0.693359375)));
    const zero = v128.select(f32x4.const(-Infinity), found, f32x4.eq(x, f32x4.const(0)));
    const infinite = v128.select(x, zero, f32x4.eq(x, f32x4.const(Infinity)));
    // Below zero, and of what is no number, there is none.
    return v128.select(infinite, f32x4.const(NaN), f32x4.ge(x, f32x4.const(0)));
  }

  /** 1 / (1 + e^-x). */
  sigmoid(x: Expression): Expression {
    return f32x4.div(f32x4.const(1), f32x4.add(f32x4.const(1), this.exp(f32x4.neg(x))));
  }

  /** The hyperbolic tangent. */
  tanh(x: Expression): Expression {
    const {f} = this;
    const a = f.let(f32x4.abs(x));
    const z = f.let(f32x4.mul(x, x));
    const p = this.polynomial(
      z,
      [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1],
    );
    const near = f32x4.add(f32x4.mul(f32x4.mul(p, z), x), x);
    const e = this.exp(f32x4.add(a, a));
    const far = f32x4.sub(f32x4.const(1), f32x4.div(f32x4.const(2), f32x4.add(e, f32x4.const(1))));
    const sign = v128.and(x, f32x4.const(-0));
    return v128.select(near, v128.or(far, sign), f32x4.lt(a, f32x4.const(0.625)));
  }
}
