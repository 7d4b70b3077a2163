/**
 * Arithmetic of sizes and places that are numbers, or tensors of which the run tells the value. Makes nodes only where it must,
 * as Python does with its integers.
 */
import {Tensor} from '../../graph/tensor.ts';
import {equal} from '../../ops/math_compare.ts';
import {maximum, minimum} from '../../ops/math_extreme.ts';
import {integers} from '../../ops/integers.ts';
import type {Amount} from './checks.ts';

/** `a - b`. */
export function less_by(a: Amount, b: Amount): Amount {
  if (a instanceof Tensor) return a.sub(integers(b));
  return b instanceof Tensor ? b.rsub(integers(a)) : a - b;
}

/** `a + b`. */
export function plus(a: Amount, b: Amount): Amount {
  if (a instanceof Tensor) return a.add(integers(b));
  return b instanceof Tensor ? b.radd(integers(a)) : a + b;
}

/** `a >= b`. */
export function at_least(a: Amount, b: Amount): Tensor | boolean {
  if (a instanceof Tensor) return a.greater_equal(integers(b));
  return b instanceof Tensor ? b.less_equal(integers(a)) : a >= b;
}

/** `a > 0`. */
export function is_positive(a: Amount): Tensor | boolean {
  return a instanceof Tensor ? a.greater(0n) : a > 0;
}

/** `a // 2`. */
export function half(a: Amount): Amount {
  return a instanceof Tensor ? a.floordiv(2n) : Math.floor(a / 2);
}

/** `-a`. */
export function negative(a: Amount): Amount {
  return a instanceof Tensor ? a.neg() : -a;
}

export function larger(a: Amount, b: Amount): Amount {
  if (a instanceof Tensor || b instanceof Tensor) return maximum(integers(a), integers(b));
  return Math.max(a, b);
}

export function smaller(a: Amount, b: Amount): Amount {
  if (a instanceof Tensor || b instanceof Tensor) return minimum(integers(a), integers(b));
  return Math.min(a, b);
}

export function are_equal(a: Amount, b: Amount): Tensor | boolean {
  if (a instanceof Tensor || b instanceof Tensor) return equal(integers(a), integers(b));
  return a === b;
}
