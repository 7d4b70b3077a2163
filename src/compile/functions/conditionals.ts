/**
 * `If` and `Case` as the nodes of control flow that the compiler reads: every input is switched, both functions are
 * written out, and their results merged.
 */
import {add_body, library_function} from '../../graph/function_body.ts';
import type {FunctionAttribute} from '../../graph/attributes.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {int32, resource} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {Place, WrittenGraph} from './written_graph.ts';

/** What nodes were written for one: its outputs, and what to wait for to know that all of it ran. */
export interface Written {
  readonly outputs: readonly Tensor[];
  readonly done: readonly Operation[];
}

/** A function's body; its results wait for its effects. */
export function write_call(
  target: WrittenGraph,
  called: FunctionAttribute,
  inputs: readonly Tensor[],
  place: Place,
): Written {
  const {graph} = target;
  const {results, effects} = add_body(library_function(graph, called), {...place, graph, inputs});
  const given = new Set(inputs);
  const outputs = results.map((result) => {
    const waits = given.has(result) ? [...effects, ...place.control] : effects;
    if (waits.length === 0 || result.dtype === resource) return result;
    return target.node('Identity', [result], {prefix: place.prefix, control: waits}).outputs[0] as Tensor;
  });
  return {outputs, done: effects};
}

/** A boolean scalar of what stands in the place of a condition. */
export function truth_of(target: WrittenGraph, value: Tensor, place: Place): Tensor {
  if (value.dtype.is_bool && value.shape.ndims === 0) return value;
  return target.node('ToBool', [value], place).outputs[0] as Tensor;
}

interface Branches {
  readonly if_false: (inputs: readonly Tensor[], control: readonly Operation[]) => Written;
  readonly if_true: (inputs: readonly Tensor[], control: readonly Operation[]) => Written;
}

/** Two ways to the same outputs. */
function write_choice(
  target: WrittenGraph,
  predicate: Tensor,
  inputs: readonly Tensor[],
  {if_false, if_true}: Branches,
  place: Place,
): Written {
  const split = [predicate, ...inputs].map((input) => target.node('Switch', [input, predicate], place));
  const [pivots, ...switches] = split as [Operation, ...Operation[]];
  const inner = {prefix: place.prefix, control: []};
  const branch = (side: 0 | 1, write: Branches['if_true']): Written => {
    const pivot = target.node('Identity', [pivots.outputs[side] as Tensor], inner);
    const written = write(
      switches.map(({outputs}) => outputs[side] as Tensor),
      [pivot],
    );
    const done = target.node('Identity', [pivots.outputs[side] as Tensor], {...inner, control: written.done});
    return {outputs: written.outputs, done: [done]};
  };
  const sides = [branch(0, if_false), branch(1, if_true)] as const;
  const merge = (tensors: readonly Tensor[]): Operation => target.node('Merge', tensors, inner);
  const merges = sides[0].outputs.map((output, i) => merge([output, sides[1].outputs[i] as Tensor]));
  const done = merge(sides.map((side) => side.done[0]?.outputs[0] as Tensor));
  return {outputs: merges.map(({outputs}) => outputs[0] as Tensor), done: [done]};
}

export function write_if(
  target: WrittenGraph,
  op: Operation,
  inputs: readonly Tensor[],
  place: Place,
): Written {
  const [condition, ...rest] = inputs as [Tensor, ...Tensor[]];
  const call = (attribute: string, scope: string): Branches['if_true'] => {
    const called = op.get_attr<FunctionAttribute>(attribute);
    const prefix = target.fresh(`${place.prefix}/${scope}`);
    return (switched, control) => write_call(target, called, switched, {prefix, control});
  };
  const branches = {if_true: call('then_branch', 'then'), if_false: call('else_branch', 'else')};
  return write_choice(target, truth_of(target, condition, place), rest, branches, place);
}

export function write_case(
  target: WrittenGraph,
  op: Operation,
  inputs: readonly Tensor[],
  place: Place,
): Written {
  const branches = op.get_attr<readonly FunctionAttribute[] & FunctionAttribute>('branches');
  const write = (at: number, given: readonly Tensor[], control: readonly Operation[]): Written => {
    const [index, ...rest] = given as [Tensor, ...Tensor[]];
    const prefix = target.fresh(`${place.prefix}/branch${at}`);
    const call = (switched: readonly Tensor[], waits: readonly Operation[]): Written =>
      write_call(target, branches[at] as FunctionAttribute, switched, {prefix, control: waits});
    if (at === branches.length - 1) return call(rest, control);
    const here = {prefix: place.prefix, control};
    const value = new NDArray(int32, [], Int32Array.of(at));
    const number = target.node('Const', [], here, {value, dtype: int32}).outputs[0] as Tensor;
    const is_here = target.node('Equal', [index, number], here).outputs[0] as Tensor;
    const if_false: Branches['if_true'] = (switched, waits) => write(at + 1, switched, waits);
    const if_true: Branches['if_true'] = (switched, waits) => call(switched.slice(1), waits);
    return write_choice(target, is_here, given, {if_true, if_false}, here);
  };
  return write(0, inputs, place.control);
}
