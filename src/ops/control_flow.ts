/**
 * `tf.cond`: two branches built once each, their values merged; and its relatives that decide while the
 * graph is built where the predicate is known.
 */
import {GraphKeys} from '../graph/collections.ts';
import {constant_value, folded_value} from '../graph/constant_value.ts';
import {is_tensor_convertible} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import {within_user_code} from '../graph/creation_site.ts';
import {signature} from '../graph/public.ts';
import {refuse_promise} from '../graph/scopes.ts';
import {Tensor} from '../graph/tensor.ts';
import {int64} from '../types/dtypes.ts';
import {python_type_name} from '../types/python_repr.ts';
import {ValueError} from '../types/python_errors.ts';
import {assert_same_structure, flatten, pack_sequence_as} from '../util/nest.ts';
import {identity} from './array_identity.ts';
import {CondContext} from './control_flow_context.ts';
import {COMPOSITES} from './control_flow_values.ts';
import {with_flows, type TensorArray} from './data_flow_tensor_array.ts';
import {merge, switch as switch_} from './control_flow_switch.ts';
import {cast} from './math_cast.ts';
import {op_scope} from './op_scope.ts';
import type {SparseTensor} from './sparse_tensor.ts';

/** What a branch may return: values that become tensors, operations, and arrays and records of them. */
export type BranchValue =
  | TensorLike
  | Operation
  | IndexedSlices
  | SparseTensor
  | TensorArray
  | readonly BranchValue[]
  | {readonly [key: string]: BranchValue};

/** What `tf.cond` makes of a branch's value: tensors in its structure, a lone element unpacked. */
export type CondResult<T, Strict = false> = BranchValue extends T
  ? unknown
  : Strict extends true
    ? Merged<T>
    : T extends readonly [infer S]
      ? Merged<S>
      : Merged<T>;
type Merged<T> = T extends Tensor | IndexedSlices | SparseTensor | TensorArray
  ? T
  : T extends readonly unknown[]
    ? {-readonly [K in keyof T]: Merged<T[K]>}
    : T extends {readonly [key: string]: BranchValue}
      ? {-readonly [K in keyof T]: Merged<T[K]>}
      : Tensor;

type Branch<T> = () => T;
interface Options<S> {
  readonly strict?: S;
  readonly name?: string | null;
}
interface Branches<T> {
  readonly true_fn: Branch<T>;
  readonly false_fn: Branch<BranchValue>;
}
interface Deprecated {
  readonly fn1?: Branch<BranchValue>;
  readonly fn2?: Branch<BranchValue>;
}
/** The call forms of `tf.cond`. */
export interface Cond {
  <const T extends BranchValue, const S extends boolean = false>(
    pred: TensorLike,
    true_fn: Branch<T>,
    false_fn: Branch<BranchValue>,
    strict?: S,
    name?: string | null,
  ): CondResult<T, S>;
  <const T extends BranchValue, const S extends boolean = false>(
    pred: TensorLike,
    true_fn: Branch<T>,
    false_fn: Branch<BranchValue>,
    options: Options<S>,
  ): CondResult<T, S>;
  <const T extends BranchValue, const S extends boolean = false>(
    pred: TensorLike,
    true_fn: Branch<T>,
    options: Options<S> & {readonly false_fn: Branch<BranchValue>},
  ): CondResult<T, S>;
  <const T extends BranchValue, const S extends boolean = false>(
    pred: TensorLike,
    options: Options<S> & Branches<T>,
  ): CondResult<T, S>;
  <const T extends BranchValue, const S extends boolean = false>(
    options: Options<S> & Branches<T> & {readonly pred: TensorLike},
  ): CondResult<T, S>;
  (pred: TensorLike, options: Options<boolean> & Deprecated): unknown;
}

/** A branch under its present name or its older one. */
function chosen_branch(
  name: string,
  old_name: string,
  fn: Branch<unknown> | null,
  old_fn: Branch<unknown> | null,
): Branch<unknown> {
  if (old_fn !== null) {
    if (fn !== null) throw new TypeError(`cond(): ${name} and ${old_name} may not be set simultaneously.`);
    return old_fn;
  }
  if (fn === null) throw new TypeError(`cond(): ${name} argument required`);
  return fn;
}

function unpacked(value: unknown, strict: boolean): unknown {
  return !strict && Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** The predicate inside, and the pivots that are alive in the false and in the true branch. */
function switched_predicate(pred: TensorLike): {pred: Tensor; pivots: [Tensor, Tensor]} {
  const [p_2, p_1] = switch_(pred, pred);
  const pivot_1 = identity(p_1, 'switch_t');
  const pivot_2 = identity(p_2, 'switch_f');
  const inside = identity(pred, 'pred_id');
  for (const tensor of [p_1, p_2, pivot_1, pivot_2, inside]) tensor.graph.prevent_fetching(tensor.op);
  return {pred: inside, pivots: [pivot_2, pivot_1]};
}

function built_branch(
  context: CondContext,
  name: string,
  fn: Branch<unknown>,
): {original: unknown; result: unknown} {
  const built = context.build_branch(() => {
    const value = within_user_code(fn);
    refuse_promise('cond', value);
    return value;
  });
  if (built === null) throw new ValueError(`${name} must have a return value.`);
  return built;
}

/** `_cast_indexed_slice_indices`: slices of both branches with int64 indices where these differ. */
function cast_differing_indices(of_true: unknown, of_false: unknown): [unknown, unknown] {
  const others = flatten(of_false);
  const pairs = flatten(of_true).map((slices, i) => {
    const other = others[i];
    if (!(slices instanceof IndexedSlices && other instanceof IndexedSlices)) return [slices, other];
    return slices.indices.dtype === other.indices.dtype ? [slices, other] : [slices, other].map(with_int64);
  });
  const packed = (structure: unknown, branch: 0 | 1): unknown =>
    pack_sequence_as(
      structure,
      pairs.map((pair) => pair[branch]),
    );
  return [packed(of_true, 0), packed(of_false, 1)];
}

function with_int64({values, indices, dense_shape}: IndexedSlices): IndexedSlices {
  return new IndexedSlices(values, cast(indices, int64), dense_shape);
}

/** Throws `ValueError` where branches return what is not nested alike, or composites that differ in kind. */
function assert_same_branches(of_true: unknown, of_false: unknown): void {
  assert_same_structure(of_true, of_false);
  try {
    assert_same_structure(of_true, of_false, COMPOSITES);
  } catch (error) {
    const {message} = error as Error;
    throw new ValueError(`Incompatible return values of true_fn and false_fn: ${message}`);
  }
}

/** The merged leaves of both branches. */
function merged_leaves(of_true: unknown, of_false: unknown): Tensor[] {
  const leaves_t = flatten(of_true, COMPOSITES) as Tensor[];
  const leaves_f = flatten(of_false, COMPOSITES) as Tensor[];
  if (leaves_t.length === 0) throw new ValueError('true_fn and false_fn must return at least one result.');
  leaves_t.forEach((leaf, i) => {
    const other = leaves_f[i] as Tensor;
    if (leaf.dtype.base_dtype !== other.dtype.base_dtype) {
      throw new ValueError(
        `Outputs of true_fn and false_fn must have the same type: ${leaf.dtype.name}, ${other.dtype.name}`,
      );
    }
  });
  return leaves_t.map((leaf, i) => merge([leaves_f[i] as Tensor, leaf])[0]);
}

function build_cond(
  pred: TensorLike,
  branches: readonly [Branch<unknown>, Branch<unknown>],
  strict: boolean,
): unknown {
  const [true_fn, false_fn] = branches;
  if (typeof pred === 'boolean') throw new TypeError('pred must not be a Python bool');
  const {pred: inside, pivots} = switched_predicate(pred);
  const context_t = new CondContext({pred: inside, pivot: pivots[1], branch: 1});
  const of_true = built_branch(context_t, 'true_fn', true_fn);
  const context_f = new CondContext({pred: inside, pivot: pivots[0], branch: 0});
  const of_false = built_branch(context_f, 'false_fn', false_fn);
  const structure = unpacked(of_true.original, strict);
  assert_same_branches(structure, unpacked(of_false.original, strict));
  cast_differing_indices(of_true.original, of_false.original);
  const merged = merged_leaves(...cast_differing_indices(of_true.result, of_false.result));
  const leaves = with_flows(flatten(structure, COMPOSITES), merged);
  if (context_t.outer_context === null) {
    for (const context of [context_t, context_f])
      inside.graph.add_to_collection(GraphKeys.COND_CONTEXT, context);
  }
  return unpacked(pack_sequence_as(structure, leaves, COMPOSITES), strict);
}

/** `tf.cond` of branches that are functions. */
export function build_conditional(
  pred: TensorLike,
  true_fn: Branch<unknown>,
  false_fn: Branch<unknown>,
  strict: boolean,
  name: string | null = null,
): unknown {
  return op_scope(name, 'cond', [pred], () => build_cond(pred, [true_fn, false_fn], strict));
}

/**
 * `tf.cond`: what `true_fn` builds where the boolean scalar `pred` is true, else what `false_fn` builds. Each is called
 * once, and their values must have the same structure and dtypes; an array of one element is unpacked unless
 * `strict`. Throws `TypeError`, `ValueError` in TensorFlow's words.
 */
export const cond = signature<Cond>(
  ['pred', 'true_fn', 'false_fn', 'strict', 'name', 'fn1', 'fn2'],
  function cond(
    pred: TensorLike,
    true_fn: Branch<unknown> | null = null,
    false_fn: Branch<unknown> | null = null,
    strict = false,
    name: string | null = null,
    fn1: Branch<unknown> | null = null,
    fn2: Branch<unknown> | null = null,
  ): unknown {
    const if_true = chosen_branch('true_fn', 'fn1', true_fn, fn1);
    const if_false = chosen_branch('false_fn', 'fn2', false_fn, fn2);
    if (typeof if_true !== 'function') throw new TypeError('true_fn must be callable.');
    if (typeof if_false !== 'function') throw new TypeError('false_fn must be callable.');
    return build_conditional(pred, if_true, if_false, strict, name);
  },
);

/**
 * `smart_constant_value`: the value of a predicate that is a boolean, 1 or 0, or a tensor whose value the graph
 * tells; null for other tensors. Throws `TypeError` for anything else.
 */
export const smart_constant_value = signature(['pred'], function smart_constant_value(pred: unknown):
  | boolean
  | null {
  if (pred instanceof Tensor) {
    const value = constant_value(pred) ?? folded_value(pred);
    return value === null ? null : Boolean(value.toArray());
  }
  if (typeof pred === 'boolean') return pred;
  if (pred === 0 || pred === 1 || pred === 0n || pred === 1n) return Boolean(pred);
  throw new TypeError(
    `\`pred\` must be a Tensor, or a Python bool, or 1 or 0. Found instead: <class '${python_type_name(pred)}'>`,
  );
});

/** The call forms of `smart_cond`: what a branch returns, as it is or merged. */
export interface SmartCond {
  <const T extends BranchValue>(
    pred: TensorLike,
    true_fn: Branch<T>,
    false_fn: Branch<BranchValue>,
    name?: string | null,
  ): CondResult<T>;
  <const T extends BranchValue>(
    pred: TensorLike,
    true_fn: Branch<T>,
    false_fn: Branch<BranchValue>,
    options: {readonly name?: string | null},
  ): CondResult<T>;
  <const T extends BranchValue>(
    pred: TensorLike,
    options: {
      readonly true_fn: Branch<T>;
      readonly false_fn: Branch<BranchValue>;
      readonly name?: string | null;
    },
  ): CondResult<T>;
}

/**
 * `tf.contrib.framework.smart_cond`: calls one branch where the predicate is known while the graph is built, else builds a
 * `tf.cond`. A variable is not known.
 */
export const smart_cond = signature<SmartCond>(
  ['pred', 'true_fn', 'false_fn', 'name'],
  function smart_cond(
    pred: TensorLike,
    true_fn: Branch<BranchValue> | null = null,
    false_fn: Branch<BranchValue> | null = null,
    name: string | null = null,
  ): unknown {
    if (typeof true_fn !== 'function') throw new TypeError('`true_fn` must be callable.');
    if (typeof false_fn !== 'function') throw new TypeError('`false_fn` must be callable.');
    const value = is_tensor_convertible(pred) ? null : smart_constant_value(pred);
    if (value === null) return build_conditional(pred, true_fn, false_fn, false, name);
    return value ? true_fn() : false_fn();
  },
);
