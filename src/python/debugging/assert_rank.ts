/**
 * `tf.assert_rank` and its like: how many dimensions a tensor has, at once where that is known, else in a run.
 */
import {constant_value} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {rank as rank_of, shape as shape_of} from '../../ops/array_shape.ts';
import {no_op, with_dependencies} from '../../ops/grouping.ts';
import {Assert} from '../../ops/logging.ts';
import {equal, greater_equal, logical_or} from '../../ops/math_compare.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {int32} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {assert_type} from './assert_type.ts';

/** A demand on the rank. */
interface Demand {
  /** `must have rank in`. */
  readonly words: string;
  readonly ranks: readonly Tensor[];
  holds(actual: number, ranks: readonly number[]): boolean;
  condition(actual: Tensor, ranks: readonly Tensor[]): Tensor;
  /** The ranks in a message. */
  shown(ranks: readonly number[]): string;
}

interface Told {
  readonly data: readonly TensorLike[];
  readonly summarize: number | null;
  readonly message: string;
}

function known_rank(value: NDArray): number {
  if (value.shape.length !== 0) throw new ValueError('Rank must be a scalar.');
  return Number(value.item());
}

function checked(x: Tensor, demand: Demand, {data, summarize, message}: Told): Operation {
  const {ranks} = demand;
  for (const rank of ranks) assert_type(rank, int32);
  const values = ranks.map((rank) => constant_value(rank));
  if (values.every((value) => value !== null)) {
    const known = values.map(known_rank);
    const actual = x.shape.ndims;
    if (actual !== null && demand.holds(actual, known)) return no_op('static_checks_determined_all_ok');
    if (actual !== null) {
      throw new ValueError(
        `${message}.  Tensor ${x.name} ${demand.words} ${demand.shown(known)}.  Received rank ${actual}, shape ${String(x.shape)}`,
      );
    }
  }
  const condition = ranks.reduce(
    (sum, rank, i) => (values[i] === null ? with_dependencies([check_scalar(rank)], sum) : sum),
    demand.condition(rank_of(x), ranks),
  );
  return Assert(condition, data, {summarize});
}

function check_scalar(rank: Tensor): Operation {
  return assert_rank(rank, 0, {data: ['Rank must be a scalar. Received rank: ', rank]});
}

/** An array of one number as Python shows it. */
const array_text = (rank: number): string => `array(${rank}, dtype=int32)`;

function tuple_text(ranks: readonly number[]): string {
  return ranks.length === 1 ? `(${array_text(ranks[0] ?? 0)},)` : `(${ranks.map(array_text).join(', ')})`;
}

type OneRank = Pick<Demand, 'words'> & {
  holds(actual: number, rank: number): boolean;
  condition(actual: Tensor, rank: Tensor): Tensor;
};

function rank_function(name: string, {words, holds, condition}: OneRank) {
  return signature(
    ['x', 'rank', 'data', 'summarize', 'message', 'name'],
    function (
      x: TensorLike,
      rank: TensorLike,
      data: readonly TensorLike[] | null = null,
      summarize: number | null = null,
      message: string | null = null,
      scope_name: string | null = null,
    ): Operation {
      return op_scope(scope_name, name, [x, rank, ...(data ?? [])], () => {
        const tensor = to_tensor(x, {name: 'x'});
        const wanted = to_tensor(rank, {name: 'rank', preferred_dtype: int32});
        const said = message ?? '';
        const shown = data ?? [
          said,
          `Tensor ${tensor.name} ${words}`,
          wanted,
          'Received shape: ',
          shape_of(tensor),
        ];
        const demand: Demand = {
          words,
          ranks: [wanted],
          holds: (actual, [one = 0]) => holds(actual, one),
          condition: (actual, [one]) => condition(actual, one as Tensor),
          shown: String,
        };
        return checked(tensor, demand, {data: shown, summarize, message: said});
      });
    },
    {name, integer_parameters: ['rank', 'summarize']},
  );
}

/**
 * `tf.assert_rank`: an operation that ends a run with `InvalidArgumentError` unless `x` has rank `rank`, an int32 scalar. Throws `ValueError` at once where
 * both are known, `TypeError` for a rank of another dtype.
 */
export const assert_rank: ReturnType<typeof rank_function> = rank_function('assert_rank', {
  words: 'must have rank',
  holds: (actual, rank) => actual === rank,
  condition: (actual, rank) => equal(actual, rank),
});
/** `tf.assert_rank_at_least`: the same unless `x` has at least that rank. */
export const assert_rank_at_least = rank_function('assert_rank_at_least', {
  words: 'must have rank at least',
  holds: (actual, rank) => actual >= rank,
  condition: (actual, rank) => greater_equal(actual, rank),
});

/** Whether a rank is among others, in a run. */
function is_among(actual: Tensor, [first, ...others]: readonly Tensor[]): Tensor {
  if (first === undefined) return to_tensor(false);
  return others.reduce((found, other) => logical_or(found, equal(other, actual)), equal(first, actual));
}

/** `tf.assert_rank_in`: the same unless the rank of `x` is among `ranks`. */
export const assert_rank_in = signature(
  ['x', 'ranks', 'data', 'summarize', 'message', 'name'],
  function assert_rank_in(
    x: TensorLike,
    ranks: readonly TensorLike[],
    data: readonly TensorLike[] | null = null,
    summarize: number | null = null,
    message: string | null = null,
    name: string | null = null,
  ): Operation {
    return op_scope(name, 'assert_rank_in', [x, ...ranks, ...(data ?? [])], () => {
      const tensor = to_tensor(x, {name: 'x'});
      const wanted = ranks.map((rank) => to_tensor(rank, {name: 'rank', preferred_dtype: int32}));
      const said = message ?? '';
      const words = 'must have rank in';
      const text = `Tensor ${tensor.name} ${words}`;
      const shown = data ?? [said, text, ...wanted, 'Received shape: ', shape_of(tensor)];
      const demand: Demand = {
        words,
        ranks: wanted,
        holds: (actual, known) => known.includes(actual),
        condition: is_among,
        shown: tuple_text,
      };
      return checked(tensor, demand, {data: shown, summarize, message: said});
    });
  },
  {integer_parameters: ['ranks', 'summarize']},
);
