/**
 * `SymbolicGradient`: the gradient function that the library names, else the function's body with `tf.gradients` of
 * its results.
 */
import {gradients} from '../../gradients/gradients.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {add_body, library_function} from '../../graph/function_body.ts';
import type {FunctionAttribute} from '../../graph/attributes.ts';
import {default_graphs} from '../../graph/globals.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {op_builders} from '../../ops/builders.ts';
import {write_call, type Written} from './conditionals.ts';
import type {Place, WrittenGraph} from './written_graph.ts';

export function write_gradient(
  target: WrittenGraph,
  op: Operation,
  inputs: readonly Tensor[],
  place: Place,
): Written {
  const {graph} = target;
  const called = op.get_attr<FunctionAttribute>('f');
  const own = graph.function_gradients.get(called.name);
  if (own !== undefined) return write_call(target, {...called, name: own}, inputs, place);
  const count = op.outputs.length;
  const xs = inputs.slice(0, count).map((x) => target.node('Identity', [x], place).outputs[0] as Tensor);
  const {results} = add_body(library_function(graph, called), {...place, graph, inputs: xs});
  const stack = default_graphs.value;
  stack.push(graph);
  try {
    const found = gradients(results, xs, inputs.slice(count), `${place.prefix}/gradients/`);
    const outputs = found.map((dx, i) =>
      dx === null ? op_builders.zeros_like(xs[i] as Tensor) : to_tensor(dx as TensorLike),
    );
    return {outputs, done: []};
  } finally {
    stack.pop();
  }
}
