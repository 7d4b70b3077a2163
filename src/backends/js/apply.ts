// What the updates of optimizers share: the checks of their inputs in TensorFlow's words and order, and the loops over
// all elements or over the rows that indices name. Knows no formulas.

import {NDArray} from '../../types/ndarray.ts';
import {encoded_bits, same_shape} from '../../types/ndarray_storage.ts';
import type {Attributes} from '../../compile/program.ts';
import type {KernelContext} from '../backend.ts';
import {invalid_argument} from '../kernel_error.ts';
import {count_between, float_data, input, integers, shape_text, storage_like} from './arrays.ts';
import type {JsKernel, NumberData} from './arrays.ts';
import type {Round} from './half.ts';
import {rounding_to} from './half.ts';

/** The variables of an update, the first four at most. */
export interface Variables {
  readonly x: NumberData;
  readonly a: NumberData;
  readonly b: NumberData;
  readonly c: NumberData;
}

/** What a formula is made from. */
export interface Given {
  /** Rounds to the dtype of the variables. */
  readonly r: Round;
  /** A scalar input by name. */
  readonly scalar: (name: string) => number;
  /** A boolean attribute. */
  readonly flag: (name: string) => boolean;
  /** Whether the rows of a sparse update have one element each: TensorFlow has other formulas for them. */
  readonly single: boolean;
}

/**
 * Changes `count` elements of the variables from `to` on by those of the gradient from `from` on. Each rule has a loop of
 * its own, so that each is compiled for its own operations.
 */
export type RangeUpdate = (
  variables: Variables,
  to: number,
  gradient: NumberData,
  from: number,
  count: number,
) => void;

export interface ApplyRule {
  /** The inputs in order; the first ones, up to the semicolon, are the variables: `'var accum; lr grad'`. */
  readonly inputs: string;
  /** What is checked, in order: `'same:accum scalar:lr'`. */
  readonly checks: string;
  readonly update: (given: Given) => RangeUpdate;
}

const GRADIENTS: ReadonlySet<string> = new Set(['grad', 'delta']);

type Arrays = ReadonlyMap<string, NDArray>;
type Check = (array: NDArray, words: string, arrays: Arrays) => string | null;

function of(arrays: Arrays, name: string): NDArray {
  const array = arrays.get(name);
  if (array === undefined) throw invalid_argument(`Expected an input ${name}`);
  return array;
}

function scalar_check(kind: string, holds: (value: number) => boolean): Check {
  return (array, words) =>
    array.shape.length === 0 && holds(Number(float_data(array)[0]))
      ? null
      : `${words} is not a ${kind}${shape_text(array.shape)}`;
}

function rows_fault(arrays: Arrays): string | null {
  const [variable, indices] = [of(arrays, 'var'), of(arrays, 'indices')];
  const gradient = of(arrays, 'grad');
  if (indices.shape.length !== 1) return 'indices must be one-dimensional';
  const axis = variable.shape.findIndex((size, i) => i > 0 && size !== gradient.shape[i]);
  if (axis > 0) return `var and grad must match in dimension ${axis}`;
  if (gradient.shape[0] !== indices.size)
    return 'grad must be the same size as indices in the first dimension.';
  return null;
}

/** Checks by name. `inner` and `rows` look at all inputs, the others at the one after the colon. */
const CHECKS: Readonly<Record<string, Check>> = {
  scalar: scalar_check('scalar: ', () => true),
  // As TensorFlow spells it for some.
  scalar_: scalar_check('scalar : ', () => true),
  positive: scalar_check('positive scalar: ', (value) => value > 0),
  non_negative: scalar_check('non-negative scalar: ', (value) => value >= 0),
  non_positive: scalar_check('non-positive scalar: ', (value) => value <= 0),
  same: (array, words, arrays) => {
    const {shape} = of(arrays, 'var');
    if (same_shape(shape, array.shape)) return null;
    return `var and ${words} do not have the same shape${shape_text(shape)} ${shape_text(array.shape)}`;
  },
  // As TensorFlow says it of `mg`: with the shape of another.
  same_mean: (array, _words, arrays) => {
    const [variable, squares] = [of(arrays, 'var'), of(arrays, 'ms')];
    if (same_shape(variable.shape, array.shape)) return null;
    return `var and mg do not have the same shape${shape_text(variable.shape)} ${shape_text(squares.shape)}`;
  },
  vector: (_array, _words, arrays) =>
    of(arrays, 'var').shape.length > 0 ? null : 'var must be at least 1 dimensional',
  rows: (_array, _words, arrays) => rows_fault(arrays),
  inner: (_array, _words, arrays) =>
    of(arrays, 'var').shape.slice(1).includes(0) ? 'Inner dimension should be greater than zero.' : null,
};

/** Inputs that messages name otherwise, wherever they come. */
const WORDS: Readonly<Record<string, string>> = {
  l1: 'l1 regularization strength',
  l2: 'l2 regularization strength',
  l2_shrinkage: 'l2 shrinkage regularization strength',
};

/** One check of a rule: `name`, `name:input`, or `name:input=words` where messages name the input otherwise. */
function run_check(text: string, arrays: Arrays): void {
  const [name = '', of_input = 'var'] = text.split(':');
  const [key = 'var', words = WORDS[key] ?? key] = of_input.split('=');
  const fault = CHECKS[name]?.(of(arrays, key), words, arrays);
  if (typeof fault === 'string') throw invalid_argument(fault);
}

interface PlannedRule {
  readonly names: readonly string[];
  readonly variables: number;
  readonly checks: readonly string[];
  readonly update: ApplyRule['update'];
}

function planned({inputs, checks, update}: ApplyRule): PlannedRule {
  const [variables = '', others = ''] = inputs.split('; ');
  const names = [...variables.split(' '), ...others.split(' ')];
  return {names, variables: variables.split(' ').length, checks: checks.split(' '), update};
}

/** The variables to change, in memory that may be changed: their own where nobody else needs it. */
function changeable(inputs: readonly NDArray[], count: number, context: KernelContext): NumberData[] {
  return Array.from({length: count}, (_, i) => {
    const array = input(inputs, i);
    const data = float_data(array);
    if (data !== array.data) return data;
    const own = storage_like(array, i, context) as NumberData;
    if (own !== data) own.set(data);
    return own;
  });
}

function formula(
  {names, update}: PlannedRule,
  arrays: Arrays,
  attrs: Attributes,
  single: boolean,
): RangeUpdate {
  return update({
    r: rounding_to(of(arrays, names[0] as string).dtype),
    scalar: (name) => Number(float_data(of(arrays, name))[0]),
    flag: (name) => attrs[name] === true,
    single,
  });
}

function variables_of([x, a, b, c]: readonly NumberData[]): Variables {
  const first = x as NumberData;
  return {x: first, a: a ?? first, b: b ?? first, c: c ?? first};
}

/** The next values as arrays like the variables. */
function results(inputs: readonly NDArray[], data: readonly NumberData[]): NDArray[] {
  return data.map((items, i) => {
    const {dtype, shape} = input(inputs, i);
    const is_half = dtype.is_floating && dtype.size === 2;
    return new NDArray(dtype, shape, is_half ? encoded_bits(dtype, items) : items);
  });
}

function checked_arrays(rule: PlannedRule, inputs: readonly NDArray[]): Arrays {
  const arrays = new Map(rule.names.map((name, i) => [name, input(inputs, i)] as const));
  for (const check of rule.checks) run_check(check, arrays);
  // What TensorFlow does not look at must fit all the same.
  for (const name of rule.names.slice(1, rule.variables)) run_check(`same:${name}`, arrays);
  return arrays;
}

/** So many elements at a time: a loop that is called more than once is compiled sooner, and better. */
const PIECE = 4096;

/** The kernel of an update of all elements. */
export function apply_kernel(given: ApplyRule): JsKernel {
  const rule = planned(given);
  const place = rule.names.findIndex((name) => GRADIENTS.has(name));
  return (inputs, attrs, context) => {
    const arrays = checked_arrays(rule, inputs);
    const data = changeable(inputs, rule.variables, context);
    const gradient = float_data(input(inputs, place));
    const update = formula(rule, arrays, attrs, false);
    const variables = variables_of(data);
    for (let start = 0; start < gradient.length; start += PIECE)
      update(variables, start, gradient, start, Math.min(PIECE, gradient.length - start));
    return results(inputs, data);
  };
}

/** The rows that the indices name. */
function checked_rows(indices: NDArray, count: number): number[] {
  const rows = integers(indices);
  const wrong = rows.findIndex((row) => row < 0 || row >= count);
  if (wrong < 0) return rows;
  throw invalid_argument(`Index ${rows[wrong]} at offset ${wrong} in indices is out of range`);
}

/** The kernel of an update of some rows; one that comes twice is changed twice. */
export function sparse_apply_kernel(given: ApplyRule): JsKernel {
  const rule = planned(given);
  return (inputs, attrs, context) => {
    const arrays = checked_arrays(rule, inputs);
    const {shape} = input(inputs, 0);
    const rows = checked_rows(of(arrays, 'indices'), shape[0] ?? 0);
    const data = changeable(inputs, rule.variables, context);
    const gradient = float_data(of(arrays, 'grad'));
    const inner = count_between(shape, 1, shape.length);
    const update = formula(rule, arrays, attrs, inner === 1);
    const variables = variables_of(data);
    rows.forEach((row, at) => update(variables, row * inner, gradient, at * inner, inner));
    return results(inputs, data);
  };
}
