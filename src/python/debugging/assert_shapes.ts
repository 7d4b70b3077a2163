/**
 * `tf.debugging.assert_shapes`: sizes of several tensors by letters, equal where the letters are. Known sizes are compared at once, others in a run.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {constant} from '../../ops/array_constant.ts';
import {rank as rank_of, shape as shape_of} from '../../ops/array_shape.ts';
import {cond} from '../../ops/control_flow.ts';
import {group} from '../../ops/grouping.ts';
import {Assert} from '../../ops/logging.ts';
import {equal} from '../../ops/math_compare.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {is_map} from '../../util/records.ts';
import {assert_rank, assert_rank_at_least, assert_rank_in} from './assert_rank.ts';

/** One size: a number, a letter for what is the same elsewhere, `.` or null for any; `*` first for any number of more. */
type SizeSymbol = number | bigint | string | null;
type SymbolicShape = readonly SizeSymbol[] | string;
type Shapes =
  | ReadonlyMap<TensorLike, SymbolicShape | null>
  | readonly (readonly [TensorLike, SymbolicShape | null])[];

/** A size that is known, or is a tensor. */
type Size = number | Tensor;

interface Constraint {
  readonly x: Tensor;
  /** Whether there may be more dimensions before those that are named. */
  readonly is_open: boolean;
  readonly actual: (index: number) => Size;
  readonly symbols: readonly SizeSymbol[];
}

interface Told {
  readonly data: readonly TensorLike[] | null;
  readonly summarize: number | null;
  readonly message: string;
  readonly name: string | null;
}

/** The sizes of a tensor by index, counted from the end if negative: numbers where they are known. */
function sizes_of(x: Tensor): (index: number) => Size {
  const dynamic = shape_of(x);
  if (x.shape.ndims === 0) return () => 1;
  if (x.shape.ndims !== null) {
    const sizes = x.shape.as_list().map((size, i): Size => size ?? dynamic.getitem(i));
    return (index) => sizes.at(index) as Size;
  }
  const is_scalar = equal(rank_of(x), 0n);
  const sizes = cond(
    is_scalar,
    () => constant([1n]),
    () => dynamic,
  );
  return (index) => sizes.getitem(index);
}

function is_open_symbol(symbol: SizeSymbol): boolean {
  return symbol === '...' || symbol === '*';
}

function constraint_of(x: Tensor, given: SymbolicShape, {message}: Told): Constraint {
  if (typeof given !== 'string' && !Array.isArray(given)) {
    throw new ValueError(
      `${message}.  Tensor ${x.name}.  Specified shape must be an iterable.  An iterable has the attribute \`__iter__\` or \`__getitem__\`.  Received specified shape: ${python_repr(given)}`,
    );
  }
  const symbols: readonly SizeSymbol[] = typeof given === 'string' ? given.split('') : given;
  const late = symbols.findIndex((symbol, i) => i > 0 && is_open_symbol(symbol));
  if (late > 0) {
    throw new ValueError(
      `${message}.  Tensor ${x.name} specified shape index ${late}.  Symbol \`...\` or \`*\` for a variable number of unspecified dimensions is only allowed as the first entry`,
    );
  }
  const is_open = symbols.length > 0 && is_open_symbol(symbols[0] as SizeSymbol);
  const named = is_open ? symbols.slice(1) : symbols;
  return {x, is_open, actual: sizes_of(x), symbols: named.length === 0 ? [1] : named};
}

/** The check of a tensor's rank; null where any will do. */
function rank_check({x, is_open, symbols}: Constraint, told: Told): Operation | null {
  const rank = symbols.length;
  if (is_open) return rank < 2 ? null : assert_rank_at_least(x, rank, told);
  return rank < 2 ? assert_rank_in(x, [0, 1], told) : assert_rank(x, rank, told);
}

/** The number that a symbol is; null for a letter. */
function known_size(symbol: SizeSymbol): number | null {
  if (typeof symbol === 'number' || typeof symbol === 'bigint') return Number(symbol);
  return symbol !== null && /^\s*[-+]?\d+\s*$/.test(symbol) ? Number(symbol) : null;
}

/** A size that was met, and where. */
interface Met {
  readonly size: Size;
  readonly where: string;
}

const as_tensor_like = (size: Size): TensorLike => (typeof size === 'number' ? BigInt(size) : size);

/** Compares a size with what it must be: at once, or by an operation. */
function size_check(x: Tensor, dim: number, actual: Size, {size, where}: Met, told: Told): Operation | null {
  const {data, summarize, message} = told;
  if (typeof actual === 'number' && typeof size === 'number') {
    if (actual === size) return null;
    throw new ValueError(
      `${message}.  ${where}.  Tensor ${x.name} dimension ${dim} must have size ${size}.  Received size ${actual}, shape ${String(x.shape)}`,
    );
  }
  const condition = equal(to_tensor(as_tensor_like(actual)), to_tensor(as_tensor_like(size)));
  const shown = data ?? [
    message,
    where,
    `Tensor ${x.name} dimension`,
    BigInt(dim),
    'must have size',
    as_tensor_like(size),
    'Received shape: ',
    shape_of(x),
  ];
  return Assert(condition, shown, {summarize});
}

function size_checks(constraints: readonly Constraint[], told: Told): Operation[] {
  const met = new Map<SizeSymbol, Met>();
  return constraints.flatMap(({x, is_open, actual, symbols}) =>
    symbols.flatMap((symbol, i): Operation[] => {
      if (symbol === null || symbol === '.') return [];
      const dim = is_open ? i - symbols.length : i;
      const known = known_size(symbol);
      const wanted = known === null ? met.get(symbol) : {size: known, where: 'Specified explicitly'};
      const size = actual(dim);
      if (wanted === undefined) {
        met.set(symbol, {size, where: `Specified by tensor ${x.name} dimension ${dim}`});
        return [];
      }
      const check = size_check(x, dim, size, wanted, told);
      return check === null ? [] : [check];
    }),
  );
}

/**
 * `tf.debugging.assert_shapes`: an operation that ends a run with `InvalidArgumentError` unless all tensors have the shapes that are told: a `Map` or pairs of a tensor and its
 * sizes, each a number, a letter (the same size wherever it stands), `.` or null (any size), and first `*` or `...` (any number of dimensions). Throws `ValueError` at
 * once where sizes are known.
 */
export const assert_shapes = signature(
  ['shapes', 'data', 'summarize', 'message', 'name'],
  function assert_shapes(
    shapes: Shapes,
    data: readonly TensorLike[] | null = null,
    summarize: number | null = null,
    message: string | null = null,
    name: string | null = null,
  ): Operation {
    const pairs = is_map(shapes) ? [...shapes] : shapes;
    const told = {data, summarize, message: message ?? '', name};
    return op_scope(name, 'assert_shapes', [pairs.map(([x]) => x), data], () => {
      const tensors = pairs.flatMap(([x, symbols]) =>
        symbols === null ? [] : [[to_tensor(x), symbols] as const],
      );
      const constraints = tensors.map(([x, symbols]) => constraint_of(x, symbols, told));
      const ranks = constraints.map((constraint) => rank_check(constraint, told));
      const sizes = size_checks(constraints, told);
      const checked = ranks.filter((check) => check !== null);
      return get_default_graph().control_dependencies(checked, () => group(sizes));
    });
  },
  {integer_parameters: ['summarize'], dictionary_parameters: ['shapes']},
);
