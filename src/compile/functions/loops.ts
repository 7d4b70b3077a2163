/**
 * `While` and `For` as the frames of loops: what the body hands on unchanged enters as a constant, all else goes
 * through `Merge`, `Switch` and `NextIteration`.
 */
import {library_function} from '../../graph/function_body.ts';
import type {FunctionAttribute} from '../../graph/attributes.ts';
import type {Graph} from '../../graph/graph.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {truth_of, write_call, type Written} from './conditionals.ts';
import type {Place, WrittenGraph} from './written_graph.ts';

/** For each result of a function, whether it is the argument of the same place. */
function handed_on(library: Graph, called: FunctionAttribute): boolean[] {
  const {definition, signature} = library_function(library, called);
  const is_plain = signature.inputs.every(
    ({number_attr, type_list_attr}) => number_attr === undefined && type_list_attr === undefined,
  );
  if (!is_plain) return [];
  const sources = new Map(definition.node_def.map((node) => [node.name, node]));
  const source_of = (input: string): string => {
    const [name = ''] = input.split(':');
    const node = sources.get(name);
    return node?.op === 'Identity' && node.input.length === 1 ? source_of(node.input[0] as string) : name;
  };
  return signature.outputs.map(
    (output, i) => source_of(definition.ret.get(output.name) ?? '') === signature.inputs[i]?.name,
  );
}

/** What one round of a loop does, from its values. */
interface Loop {
  readonly values: readonly Tensor[];
  /** Of each value, whether it is the same in all rounds. */
  readonly constant: readonly boolean[];
  readonly parallel_iterations: number;
  holds(values: readonly Tensor[], place: Place): Tensor;
  round(values: readonly Tensor[], place: Place): Written;
}

function write_loop(target: WrittenGraph, loop: Loop, place: Place): Written {
  const {prefix} = place;
  const inside = {prefix, control: []};
  const frame = {frame_name: prefix, parallel_iterations: loop.parallel_iterations};
  // Something has to change from round to round, if only in name.
  const constant = loop.constant.includes(false) ? loop.constant : loop.constant.map((is, i) => is && i > 0);
  const enters = loop.values.map((value, i) =>
    target.node('Enter', [value], place, {...frame, is_constant: constant[i] === true}),
  );
  const merges = enters.map(({outputs}, i) =>
    constant[i] === true ? null : target.node('Merge', [outputs[0] as Tensor, outputs[0] as Tensor], inside),
  );
  const current = enters.map(({outputs}, i) => (merges[i] ?? {outputs}).outputs[0] as Tensor);
  const pivot = merges.find((merge) => merge !== null) as Operation;
  const holds = loop.holds(current, {prefix: target.fresh(`${prefix}/cond`), control: [pivot]});
  const condition = target.node('LoopCond', [holds], inside).outputs[0] as Tensor;
  const switches = merges.map((merge) =>
    merge === null ? null : target.node('Switch', [merge.outputs[0] as Tensor, condition], inside),
  );
  const entering = switches.map((split) =>
    split === null ? null : target.node('Identity', [split.outputs[1] as Tensor], inside),
  );
  const body_pivot = entering.find((identity) => identity !== null) as Operation;
  const body = loop.round(
    current.map((value, i) => entering[i]?.outputs[0] ?? value),
    {prefix: target.fresh(`${prefix}/body`), control: [body_pivot]},
  );
  merges.forEach((merge, i) => {
    if (merge === null) return;
    const next = target.node('NextIteration', [body.outputs[i] as Tensor], {prefix, control: body.done});
    merge.update_input(1, next.outputs[0] as Tensor);
  });
  const outputs = switches.map((split, i) =>
    split === null
      ? (loop.values[i] as Tensor)
      : (target.node('Exit', [split.outputs[0] as Tensor], inside).outputs[0] as Tensor),
  );
  return {outputs, done: []};
}

export function write_while(
  target: WrittenGraph,
  op: Operation,
  inputs: readonly Tensor[],
  place: Place,
): Written {
  const [cond, body] = ['cond', 'body'].map((name) => op.get_attr<FunctionAttribute>(name)) as [
    FunctionAttribute,
    FunctionAttribute,
  ];
  return write_loop(
    target,
    {
      values: inputs,
      constant: handed_on(target.graph, body),
      parallel_iterations: Number(op.get_attr('parallel_iterations')),
      holds: (values, at) =>
        truth_of(target, write_call(target, cond, values, at).outputs[0] as Tensor, {...at, control: []}),
      round: (values, at) => write_call(target, body, values, at),
    },
    place,
  );
}

export function write_for(
  target: WrittenGraph,
  op: Operation,
  inputs: readonly Tensor[],
  place: Place,
): Written {
  const [start, limit, delta, ...rest] = inputs as [Tensor, Tensor, Tensor, ...Tensor[]];
  const body = op.get_attr<FunctionAttribute>('body');
  const compute = (type: string, values: readonly Tensor[], at: Place): Tensor =>
    target.node(type, values, {...at, control: []}).outputs[0] as Tensor;
  const written = write_loop(
    target,
    {
      values: [start, limit, delta, ...rest],
      constant: [false, true, true, ...rest.map(() => false)],
      parallel_iterations: 10,
      holds: ([i, end, step], at) => {
        const sign = compute('Sign', [step as Tensor], at);
        const [signed_i, signed_end] = [i, end].map((value) => compute('Mul', [value as Tensor, sign], at));
        return compute('Less', [signed_i as Tensor, signed_end as Tensor], at);
      },
      round: ([i, end, step, ...values], at) => {
        const called = write_call(target, body, [i as Tensor, ...values], at);
        const next = compute('AddV2', [i as Tensor, step as Tensor], at);
        return {...called, outputs: [next, end as Tensor, step as Tensor, ...called.outputs]};
      },
    },
    place,
  );
  return {...written, outputs: written.outputs.slice(3)};
}
