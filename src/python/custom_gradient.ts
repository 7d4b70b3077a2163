/**
 * `tf.custom_gradient`: functions that bring their own gradient. Their results go through an `IdentityN` whose gradient is
 * theirs. Knows the registry of gradients, not the walk.
 */
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {within_public_call, within_user_code} from '../graph/creation_site.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {uid} from '../graph/globals.ts';
import {log} from '../graph/logging.ts';
import {signature} from '../graph/public.ts';
import {refuse_promise} from '../graph/scopes.ts';
import type {Tensor} from '../graph/tensor.ts';
import {identity_n} from '../ops/array_identity.ts';
import {override_gradient, type Gradient} from '../ops/gradient_registry.ts';
import {ValueError} from '../types/python_errors.ts';
import {flatten, pack_sequence_as} from '../util/nest.ts';
import {is_record} from '../util/records.ts';
import {find_layout} from '../util/signature_layout.ts';
import {used_variables} from './custom_gradient_variables.ts';
import {uses_resource} from './use_resource.ts';
import {get_variable_scope} from './variable_scope.ts';
import type {Variable} from './variables.ts';

/** What a gradient is called with: gradients of the results and, last, what is passed by keyword. */
export type GradientArgument = Tensor & {readonly variables: readonly Variable[]};
/** `grad(...dys)`, or `grad(...dys, {variables})` where the function reads variables. */
export type GradientOfResult = (...dys: GradientArgument[]) => unknown;
/** A function that gives its result and the gradient. */
export type WithGradient<Y> = (...args: Tensor[]) => readonly [result: Y, grad: GradientOfResult];

/** Whether a gradient takes `variables` by keyword: named so, or a parameter after the gradients of the results. */
function takes_variables(grad: GradientOfResult, results: number): boolean {
  const layout = find_layout(grad);
  if (layout === undefined) return grad.length > results;
  return layout.places.has('variables') || layout.keywords >= 0;
}

function check_variables(variables: readonly Variable[], grad: GradientOfResult, results: number): void {
  const taken = takes_variables(grad, results);
  if (variables.length > 0 && !taken) {
    throw new TypeError(
      "If using @custom_gradient with a function that uses variables, then grad_fn must accept a keyword argument 'variables'.",
    );
  }
  if (variables.length > 0 || !taken) return;
  if (!uses_resource()) {
    throw new TypeError(
      'If using @custom_gradient with a function that uses variables, the enclosing variable scope must have use_resource=True.',
    );
  }
  log(
    'WARN',
    "@custom_gradient grad_fn has 'variables' in signature, but no ResourceVariables were used on the forward pass.",
  );
}

/** The variables that there are in the scope of now. */
function variables_in_scope(): Set<Variable> {
  const scope = get_variable_scope();
  return new Set([...scope.global_variables(), ...scope.local_variables()]);
}

function check_new_variables(before: ReadonlySet<Variable>): void {
  for (const variable of variables_in_scope()) {
    if (before.has(variable) || variable.handle !== null) continue;
    throw new TypeError(
      'All variables used by a function wrapped with @custom_gradient must be `ResourceVariable`s. Ensure that no `variable_scope` is created with `use_resource=False`.',
    );
  }
}

type Gradients = readonly (Gradient | null)[];

/** Gradients by the arguments and by the variables, one after the other. */
function gradients_of(
  grad: GradientOfResult,
  dys: readonly Tensor[],
  variables: readonly Variable[],
): Gradients {
  const given = (variables.length > 0 ? [...dys, {variables}] : dys) as readonly GradientArgument[];
  const found = within_user_code(() => grad(...given));
  refuse_promise('custom_gradient', found);
  if (variables.length === 0) return flatten(found) as Gradients;
  const [by_arguments, by_variables] = found as readonly [unknown, Gradients];
  if (by_variables.length !== variables.length)
    throw new ValueError('Must return gradient for each variable from @custom_gradient grad_fn.');
  return [...(flatten(by_arguments) as Gradients), ...by_variables];
}

function call<Y>(f: WithGradient<Y>, given: readonly TensorLike[]): Y {
  if (is_record(given.at(-1))) {
    throw new ValueError(
      'The custom_gradient decorator currently supports keywords arguments only when eager execution is enabled.',
    );
  }
  const graph = get_default_graph();
  const name = `CustomGradient-${uid()}`;
  const args = given.map((value) => to_tensor(value));
  const before = variables_in_scope();
  const since = graph.last_id;
  const called = within_user_code(() => f(...args));
  refuse_promise('custom_gradient', called);
  const [result, grad] = called;
  check_new_variables(before);
  const results = flatten(result) as TensorLike[];
  const variables = used_variables(args, results, since);
  check_variables(variables, grad, results.length);
  override_gradient(name, (_tf, _op, ...dys) => [
    ...results.map(() => null),
    ...gradients_of(grad, dys.slice(0, results.length), variables),
  ]);
  const all = [...results, ...args, ...variables];
  const outputs = graph.gradient_override_map({IdentityN: name}, () => identity_n(all));
  all.forEach((original, i) => {
    (outputs[i] as Tensor).handle_data = to_tensor(original).handle_data;
  });
  return pack_sequence_as(result, outputs.slice(0, results.length)) as Y;
}

/**
 * `tf.custom_gradient(f)`: a function like `f`, which gives `[result, grad]`, whose gradient is `grad`. `grad(...dys)` gets the gradient
 * of each tensor of the result and gives that of each argument, `null` for none. Where `f` reads variables (they must be
 * resource variables), it is `grad(...dys, {variables})` and gives `[of arguments, of variables]`. Arguments are made tensors; as in TensorFlow's
 * graphs, none may be given by keyword (`ValueError`).
 */
export const custom_gradient = signature<
  <A extends Tensor[], Y>(
    f: (...args: A) => readonly [result: Y, grad: GradientOfResult],
  ) => (...args: {[K in keyof A]: TensorLike}) => Y
>(['f'], function custom_gradient<Y>(f: WithGradient<Y>): (...args: TensorLike[]) => Y {
  const decorated = (...args: TensorLike[]): Y => within_public_call(decorated, () => call(f, args));
  return decorated;
});
