// How threads share the work of a step: each takes the same part of the units in every run, whatever the others do.
import {i32, type Expression, type Local} from '../assembler/expressions.ts';
import type {FunctionBuilder} from '../assembler/function_builder.ts';

/** The units that the thread of a kernel's parameters (its number, the number of threads) takes: from `start` up to `end`. */
export function share_of(
  f: FunctionBuilder,
  units: number,
): {readonly start: Expression; readonly end: Local} {
  const [thread, threads] = f.parameters as [Local, Local];
  const bound = (index: Expression): Expression => i32.div_u(i32.mul(index, i32.const(units)), threads);
  return {start: bound(thread), end: f.let(bound(i32.add(thread, i32.const(1))))};
}
