/**
 * `tf.case`: the first of several branches whose predicate is true, as conditionals within conditionals.
 */
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {Tensor} from '../graph/tensor.ts';
import {bool, int32} from '../types/dtypes.ts';
import {python_repr} from '../types/python_repr.ts';
import {is_map} from '../util/records.ts';
import {stack} from './array_concat.ts';
import {constant} from './array_constant.ts';
import {build_conditional, type BranchValue, type CondResult} from './control_flow.ts';
import {Assert} from './logging.ts';
import {cast} from './math_cast.ts';
import {less_equal} from './math_compare.ts';
import {reduce_sum} from './math_reduction.ts';
import {op_scope} from './op_scope.ts';

type Action<T = unknown> = () => T;
type Pair<T> = readonly [pred: Tensor, fn: Action<T>];
/** Pairs of a boolean scalar and what it decides for, in order; of a `Map` in the order of the predicates' names. */
export type PredicatePairs<T> = readonly Pair<T>[] | ReadonlyMap<Tensor, Action<T>>;

function checked_pairs(given: PredicatePairs<unknown>): readonly Pair<unknown>[] {
  const is_dictionary = is_map(given);
  if (!is_dictionary && !Array.isArray(given)) throw new TypeError('fns must be a list, tuple, or dict');
  const pairs = [...given] as Pair<unknown>[];
  if (is_dictionary) pairs.sort(([a], [b]) => (a.name < b.name ? -1 : 1));
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2)
      throw new TypeError('Each entry in pred_fn_pairs must be a 2-tuple');
    const [pred, fn] = pair;
    if (!(pred instanceof Tensor)) throw new TypeError(`pred must be a Tensor, got: ${python_repr(pred)}`);
    if (pred.dtype !== bool) throw new TypeError(`pred must be Tensor of type bool: ${pred.name}`);
    if (typeof fn !== 'function') throw new TypeError(`fn for pred ${pred.name} must be callable.`);
  }
  return pairs;
}

/** `_assert_at_most_n_true`: ends a run where more than `n` predicates are true. */
function assert_at_most(predicates: readonly Tensor[], n: number, message: string): Operation {
  const stacked = stack(predicates, 0, 'preds_c');
  const count = reduce_sum(cast(stacked, int32), null, null, 'num_true_conds');
  const condition = less_equal(count, constant(BigInt(n), null, null, 'n_true_conds'));
  const names = predicates.map(({name}) => name).join(', ');
  const text = `${message}: more than ${n} conditions (${names}) evaluated as True:`;
  return Assert(condition, [text, stacked], predicates.length);
}

/** The last action as the default, which then must be the one that is meant. */
function default_action(pairs: readonly Pair<unknown>[]): Action {
  const k = pairs.length - 1;
  const [predicate, action] = pairs[k] as Pair<unknown>;
  const others = pairs.slice(0, k).map(([pred]) => pred);
  return () => {
    const shown = stack(
      pairs.map(([pred]) => pred),
      0,
      'preds_c',
    );
    const others_message = `Implementation error: selected default action #${k} was called, but some of other predicates are True: `;
    const checks = [
      assert_at_most(others, 0, others_message),
      Assert(predicate, ['Input error: None of conditions evaluated as True:', shown]),
    ];
    return predicate.graph.control_dependencies(checks, () => action());
  };
}

interface CaseOptions<S> {
  readonly exclusive?: boolean;
  readonly strict?: S;
  readonly name?: string;
}
/** What the functions of pairs give. */
type ValueOf<P> =
  P extends ReadonlyMap<Tensor, Action<infer T>> ? T : P extends readonly Pair<infer T>[] ? T : never;
type DefaultOption = {readonly default?: Action<BranchValue> | null};
/** The call forms of `tf.case`. */
export interface Case {
  <const P extends PredicatePairs<BranchValue>, const S extends boolean = false>(
    pred_fn_pairs: P,
    default_fn?: Action<BranchValue> | null,
    exclusive?: boolean,
    strict?: S,
    name?: string,
  ): CondResult<ValueOf<P>, S>;
  <const P extends PredicatePairs<BranchValue>, const S extends boolean = false>(
    pred_fn_pairs: P,
    options: CaseOptions<S> & DefaultOption,
  ): CondResult<ValueOf<P>, S>;
  <const P extends PredicatePairs<BranchValue>, const S extends boolean = false>(
    pred_fn_pairs: P,
    default_fn: Action<BranchValue>,
    options: CaseOptions<S>,
  ): CondResult<ValueOf<P>, S>;
}

/**
 * `tf.case`: what the first pair builds whose predicate is true, else what `default` builds. Without a default one of the
 * predicates must be true, with `exclusive` at most one: else the run ends with `InvalidArgumentError`.
 */
const case_ = signature<Case>(
  ['pred_fn_pairs', 'default', 'exclusive', 'strict', 'name'],
  function (
    pred_fn_pairs: PredicatePairs<unknown>,
    default_fn: Action | null = null,
    exclusive = false,
    strict = false,
    name = 'case',
  ): unknown {
    let pairs = checked_pairs(pred_fn_pairs);
    return op_scope(
      name,
      'case',
      pairs.map(([pred]) => pred),
      () => {
        let action = default_fn ?? default_action(pairs);
        if (default_fn === null) pairs = pairs.slice(0, -1);
        for (const [pred, fn] of [...pairs].reverse()) {
          const otherwise = action;
          action = () => build_conditional(pred, fn, otherwise, strict);
        }
        if (!exclusive) return action();
        const checks = [
          assert_at_most(
            pairs.map(([pred]) => pred),
            1,
            'Input error: exclusive=True',
          ),
        ];
        return get_default_graph().control_dependencies(checks, () => action());
      },
    );
  },
  {name: 'case'},
);
export {case_ as case};
