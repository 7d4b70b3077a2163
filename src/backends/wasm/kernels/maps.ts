// What an op of elements is to code: the outputs from four elements of each input, as expressions.
import type {Attributes} from '../../../compile/program.ts';
import {f32x4, type Expression} from '../assembler/expressions.ts';
import type {VectorMath} from './vector_math.ts';

/** The outputs of an op of elements. All `inputs` may be used more than once. `columns` gives the numbers of their columns. */
export type Map4 = (
  m: VectorMath,
  inputs: readonly Expression[],
  attrs: Attributes,
  columns: () => Expression,
) => readonly Expression[];

export type Maps = Readonly<Record<string, Map4>>;

type Unary = (x: Expression, m: VectorMath, attrs: Attributes) => Expression;
type Binary = (x: Expression, y: Expression, m: VectorMath, attrs: Attributes) => Expression;

/** An op of one input. */
export const unary =
  (compute: Unary): Map4 =>
  (m, [x], attrs) => [compute(x as Expression, m, attrs)];

/** An op of two inputs. */
export const binary =
  (compute: Binary): Map4 =>
  (m, [x, y], attrs) => [compute(x as Expression, y as Expression, m, attrs)];

/** The same number four times. */
export const constant = f32x4.const;
