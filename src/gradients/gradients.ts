/**
 * `tf.gradients`: what is asked for as tensors of one graph, for the walk over it.
 */
import {ValueError} from '../types/python_errors.ts';
import {walk_back} from './reverse_walk.ts';
// The gradients of operations that call functions walk themselves.
import './conditional_gradient.ts';
import './functional_loop_gradient.ts';
import {is_tensor_convertible, to_tensor} from '../graph/convert.ts';
import type {TensorConvertible, TensorLike} from '../graph/convert_types.ts';
import {get_graph_from_inputs} from '../graph/default_graph.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import type {Gradient} from '../ops/gradient_registry.ts';
import {handle_of_variable} from '../ops/handle_variable.ts';

/** A tensor, or something that stands for one, to differentiate or to differentiate by. */
export type Differentiable = Tensor | IndexedSlices | TensorConvertible;

export const UnconnectedGradients = {NONE: 'none', ZERO: 'zero'} as const;

function as_list<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

function element_of(value: unknown): Tensor | null {
  if (value instanceof Tensor) return value;
  if (value instanceof IndexedSlices) return value.values;
  if (!is_tensor_convertible(value)) return null;
  const element = (value as {as_graph_element?: () => Tensor}).as_graph_element?.();
  return element ?? null;
}

function convert_xs(xs: readonly Differentiable[]): Tensor[] {
  return xs.map((x, i) => {
    if (x instanceof IndexedSlices) return x.values;
    return handle_of_variable(x) ?? to_tensor(x, {name: `x_${i}`, as_ref: true});
  });
}

/**
 * `tf.gradients`: the sum over `ys` of dy/dx for each x of `xs`; `null` for an x that no y depends on.
 * Throws `LookupError` for an op without a gradient, `ValueError`, `TypeError` in TensorFlow's words.
 */
export const gradients = signature(
  [
    'ys',
    'xs',
    'grad_ys',
    'name',
    'colocate_gradients_with_ops',
    'gate_gradients',
    'aggregation_method',
    'stop_gradients',
    'unconnected_gradients',
  ],
  function gradients(
    ys: Differentiable | readonly Differentiable[],
    xs: Differentiable | readonly Differentiable[],
    grad_ys: TensorLike | readonly (TensorLike | IndexedSlices | null)[] | null = null,
    name = 'gradients',
    colocate_gradients_with_ops = false,
    gate_gradients = false,
    aggregation_method: number | null = null,
    stop_gradients: Differentiable | readonly Differentiable[] | null = null,
    unconnected_gradients: string = UnconnectedGradients.NONE,
  ): (Gradient | null)[] {
    if (unconnected_gradients !== 'none' && unconnected_gradients !== 'zero') {
      throw new ValueError(`Unknown value for unconnected_gradients: '${unconnected_gradients}'`);
    }
    const y_list = as_list(ys);
    const x_list = as_list(xs);
    const stop_list = stop_gradients === null ? [] : as_list(stop_gradients);
    const given =
      grad_ys === null ? y_list.map(() => null) : as_list(grad_ys as readonly (TensorLike | null)[]);
    const elements = [...y_list, ...x_list, ...stop_list, ...given].map(element_of);
    const graph = get_graph_from_inputs(elements.filter((element) => element !== null));
    return walk_back(
      graph,
      name,
      () => ({
        ys: y_list.map((y, i) => (y instanceof IndexedSlices ? y.values : to_tensor(y, {name: `y_${i}`}))),
        xs: convert_xs(x_list),
        stop_gradients: stop_list.map((tensor) => to_tensor(tensor as TensorLike)),
        colocate: colocate_gradients_with_ops,
        gate: gate_gradients,
      }),
      given,
      {aggregation_method, is_zero: unconnected_gradients === 'zero'},
    );
  },
);
