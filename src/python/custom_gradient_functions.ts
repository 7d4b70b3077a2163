/**
 * Functions made of others by a gradient of their own: `tf.grad_pass_through`, `tf.recompute_grad`.
 */
import {get_default_graph} from '../graph/default_graph.ts';
import {signature} from '../graph/public.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import type {Tensor} from '../graph/tensor.ts';
import {op_builders} from '../ops/builders.ts';
import {tape_gradients} from '../ops/tape_gradient.ts';
import {flatten} from '../util/nest.ts';
import {signature as plain_signature} from '../util/signature.ts';
import {custom_gradient, type GradientOfResult} from './custom_gradient.ts';
import type {Variable} from './variables.ts';

type Wrapper = <A extends Tensor[], Y>(f: (...args: A) => Y) => (...args: {[K in keyof A]: TensorLike}) => Y;

/** The gradient by the arguments and, where there are variables, `of_variables` beside it. */
function with_variables(
  build: (
    dys: readonly Tensor[],
    variables: readonly Variable[],
  ) => {readonly args: readonly unknown[]; readonly variables: readonly unknown[]},
): GradientOfResult {
  const grad = (dys: readonly Tensor[], keywords: {readonly variables?: readonly Variable[]}): unknown => {
    const found = build(dys, keywords.variables ?? []);
    return keywords.variables === undefined ? found.args : [found.args, found.variables];
  };
  return plain_signature<GradientOfResult>(['args', 'kwargs'], grad, {rest: 'args', keywords: 'kwargs'});
}

/**
 * `tf.grad_pass_through(f)`: a function with the values of `f` and the gradient of an identity: `f` must give as many tensors of
 * like shapes as it takes. Variables that it reads get no gradient.
 */
export const grad_pass_through = signature<Wrapper>(['f'], function grad_pass_through<
  Y,
>(f: (...args: Tensor[]) => Y) {
  const grad = with_variables((dys, variables) => ({args: dys, variables: variables.map(() => null)}));
  return custom_gradient((...args: Tensor[]) => [f(...args), grad]);
});

/**
 * `tf.recompute_grad(f)`: a function like `f` that is computed once more for its gradient instead of keeping what is in
 * between. `f` gives one tensor.
 */
export const recompute_grad = signature<Wrapper>(['f'], function recompute_grad<
  Y,
>(f: (...args: Tensor[]) => Y) {
  return custom_gradient((...args: Tensor[]) => {
    const grad = with_variables((dys, variables) => {
      const graph = get_default_graph();
      const since = graph.last_id;
      const again = graph.control_dependencies(dys, () => f(...args));
      const handles = variables.map(({handle}) => handle as Tensor);
      const by = tape_gradients(op_builders, since, flatten(again) as Tensor[], [...args, ...handles], dys);
      return {args: by.slice(0, args.length), variables: by.slice(args.length)};
    });
    return [f(...args), grad];
  });
});
