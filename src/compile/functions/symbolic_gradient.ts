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
import {is_trainable} from '../../gradients/connected.ts';
import {apply} from '../../graph/apply_op.ts';
import {float32, resource, type DType} from '../../types/dtypes.ts';
import {DIFFERENTIATED_RESULTS} from '../../ops/functional_gradient.ts';
import {ReadVariableOp} from '../../ops/resource_variable.ts';
import {variable_of} from '../variables.ts';
import {op_builders} from '../../ops/builders.ts';
import {shape_from_shape_proto} from '../../formats/shape_proto.ts';
import {while_loop} from '../../ops/while_loop.ts';
import {truth_of, write_call, type Written} from './conditionals.ts';
import type {Place, WrittenGraph} from './written_graph.ts';

/** No gradient: zeros in the shape of the input, or of the variable that it stands for. */
function zeros(x: Tensor): Tensor {
  if (x.dtype !== resource) return op_builders.zeros_like(x);
  const dtype = variable_of(x)?.get_attr<DType>('dtype') ?? float32;
  return op_builders.zeros_like(apply(ReadVariableOp, {resource: x}, {dtype}).value);
}

const LOOPS: ReadonlySet<string> = new Set(['While', 'StatelessWhile']);

/** The results of the function that is differentiated. One that is a loop is built as `tf.while_loop` builds it, for its gradient. */
function results_of(
  target: WrittenGraph,
  called: FunctionAttribute,
  xs: readonly Tensor[],
  {prefix: outer, control}: Place,
): readonly Tensor[] {
  const {graph} = target;
  const found = library_function(graph, called);
  const prefix = target.fresh(`${outer}/function`);
  const [node, ...others] = found.definition.node_def;
  if (node === undefined || others.length > 0 || !LOOPS.has(node.op))
    return add_body(found, {graph, prefix, inputs: xs, control}).results;
  const call = (attribute: string, values: readonly Tensor[]): readonly Tensor[] => {
    const waits = values.slice(0, 1).map(({op}) => op);
    const place = {prefix: target.fresh(`${prefix}/${attribute}`), control: waits};
    return write_call(target, node.attr.get(attribute)?.func as FunctionAttribute, values, place).outputs;
  };
  const shapes = (node.attr.get('output_shapes')?.list?.shape ?? []).map(shape_from_shape_proto);
  const exits = while_loop(
    (...values: Tensor[]) => {
      const [holds] = call('cond', values) as [Tensor];
      return truth_of(target, holds, {prefix, control: []});
    },
    (...values: Tensor[]) => [...call('body', values)],
    [...xs],
    shapes.length === xs.length ? shapes : xs.map(({shape}) => shape),
    {name: `${prefix}/loop`, return_same_structure: true},
  );
  return exits;
}

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
  const stack = default_graphs.value;
  stack.push(graph);
  try {
    const results = results_of(target, called, xs, place);
    const dys = inputs.slice(count);
    const given = called.attr.get(DIFFERENTIATED_RESULTS)?.list?.i.map(Number) ?? [...results.keys()];
    const ys = [...given.keys()].filter((i) => is_trainable((results[given[i] as number] as Tensor).dtype));
    const found = gradients(
      ys.map((i) => results[given[i] as number] as Tensor),
      xs,
      ys.map((i) => dys[i] as Tensor),
      `${place.prefix}/gradients/`,
    );
    const outputs = found.map((dx, i) =>
      dx === null ? zeros(xs[i] as Tensor) : to_tensor(dx as TensorLike),
    );
    return {outputs, done: []};
  } finally {
    stack.pop();
  }
}
