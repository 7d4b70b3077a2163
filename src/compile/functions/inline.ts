/**
 * Writes out what a request's nodes call: functions, conditionals, loops and gradients of functions become plain nodes of
 * a graph that is the request's alone. All state, order and control flow is then what it is for any other graph.
 */
import {InvalidArgumentError, UnimplementedError} from '../../errors.ts';
import type {FunctionAttribute} from '../../graph/attributes.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {ValueError} from '../../types/python_errors.ts';
import {Heap} from '../heap.ts';
import type {Feed, Request} from '../request.ts';
import {write_call, write_case, write_if, type Written} from './conditionals.ts';
import {write_for, write_while} from './loops.ts';
import {write_gradient} from './symbolic_gradient.ts';
import {WrittenGraph, type Place} from './written_graph.ts';

type Writer = (target: WrittenGraph, op: Operation, inputs: readonly Tensor[], place: Place) => Written;

const call: Writer = (target, op, inputs, place) =>
  write_call(target, op.get_attr<FunctionAttribute>('f'), inputs, place);

export const WRITERS: Readonly<Record<string, Writer>> = {
  Case: write_case,
  For: write_for,
  If: write_if,
  PartitionedCall: call,
  RemoteCall: (target, op, inputs, place) => call(target, op, inputs.slice(1), place),
  StatefulPartitionedCall: call,
  StatelessCase: write_case,
  StatelessIf: write_if,
  StatelessWhile: write_while,
  SymbolicGradient: write_gradient,
  While: write_while,
};

/** What is wrong with a function that a file holds comes out when it is written out: no argument of the call fits then. */
function written_by(op: Operation, write: () => Written): Written {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof ValueError) && !(error instanceof TypeError)) throw error;
    const invalid = new InvalidArgumentError(null, op, error.message);
    invalid.cause = error;
    throw invalid;
  }
}

/** An operation whose type is a function's name. */
const by_name: Writer = (target, op, inputs, place) =>
  write_call(target, {name: op.type, attr: new Map(op.attrs)}, inputs, place);

function writer_of({type, graph}: Operation): Writer | null {
  if (Object.hasOwn(WRITERS, type)) return WRITERS[type] as Writer;
  return graph.functions.has(type) ? by_name : null;
}

function is_merge({type}: Operation): boolean {
  return type === 'Merge' || type === 'RefMerge';
}

function is_next_iteration({type}: Operation): boolean {
  return type === 'NextIteration' || type === 'RefNextIteration';
}

/** Each node after its inputs, but for the ways back of loops; else in order of creation. */
function in_order(nodes: ReadonlySet<Operation>, fed: ReadonlySet<Tensor>): Operation[] {
  const users = new Map<Operation, Operation[]>([...nodes].map((op) => [op, []]));
  const waits = new Map<Operation, number>();
  const ready = new Heap<Operation>((a, b) => a.id - b.id);
  for (const op of nodes) {
    const inputs = op.inputs.filter((input) => !fed.has(input)).map((input) => input.op);
    const before = new Set([...inputs, ...op.control_inputs].filter((other) => nodes.has(other)));
    if (is_merge(op)) for (const other of before) if (is_next_iteration(other)) before.delete(other);
    waits.set(op, before.size);
    if (before.size === 0) ready.push(op);
    for (const other of before) users.get(other)?.push(op);
  }
  const ordered: Operation[] = [];
  for (let op = ready.pop(); op !== undefined; op = ready.pop()) {
    ordered.push(op);
    for (const user of users.get(op) ?? []) {
      const left = (waits.get(user) ?? 0) - 1;
      waits.set(user, left);
      if (left === 0) ready.push(user);
    }
  }
  return ordered;
}

/** All nodes that the request needs. */
function needed_nodes(request: Request): Operation[] {
  const fed = new Set(request.feeds.map(({tensor}) => tensor));
  const found = new Set<Operation>();
  const pending = [...request.targets];
  for (const tensor of request.fetches) if (!fed.has(tensor)) pending.push(tensor.op);
  for (let op = pending.pop(); op !== undefined; op = pending.pop()) {
    if (found.has(op)) continue;
    found.add(op);
    for (const input of op.inputs) if (!fed.has(input)) pending.push(input.op);
    pending.push(...op.control_inputs);
  }
  return in_order(found, fed);
}

/** The needed nodes copied, with one round of calls written out. */
class Copy {
  readonly #target: WrittenGraph;
  readonly #tensors = new Map<Tensor, Tensor>();
  /** What to wait for to know that a node ran. */
  readonly #done = new Map<Operation, readonly Operation[]>();
  readonly #late: (() => void)[] = [];

  constructor(request: Request, nodes: readonly Operation[]) {
    const fed = request.feeds.map(({tensor}) => tensor);
    this.#target = new WrittenGraph(
      request.graph,
      [...nodes, ...fed.map(({op}) => op)].map(({name}) => name),
    );
    const needed = new Set(nodes);
    for (const tensor of fed)
      if (!needed.has(tensor.op) || writer_of(tensor.op) !== null) this.#stand_in(tensor);
    for (const op of nodes) {
      const writer = writer_of(op);
      if (writer === null) this.#copy(op);
      else this.#write(op, writer);
    }
    for (const close of this.#late) close();
  }

  /** A node that is not run, for an output of it that is fed. */
  #stand_in({op, value_index}: Tensor): void {
    const before = this.#target.graph.find_operation(op.name);
    const copy =
      before ??
      this.#target.graph.add_node({
        type: 'Placeholder',
        name: op.name,
        inputs: [],
        attrs: new Map(),
        output_types: op.outputs.map(({dtype}) => dtype),
        output_shapes: op.outputs.map(({shape}) => shape),
        control_inputs: [],
      });
    this.#tensors.set(op.outputs[value_index] as Tensor, copy.outputs[value_index] as Tensor);
  }

  #inputs(op: Operation, late: (index: number, tensor: Tensor) => void): Tensor[] {
    const stand_in = op.inputs.map((input) => this.#tensors.get(input)).find((input) => input !== undefined);
    return op.inputs.map((input, i) => {
      const copied = this.#tensors.get(input);
      if (copied !== undefined) return copied;
      this.#late.push(() => late(i, this.tensor(input)));
      if (stand_in === undefined) throw new Error(`${op.name} comes before all its inputs.`);
      return stand_in;
    });
  }

  #control(op: Operation, late: (control: readonly Operation[]) => void): Operation[] {
    return op.control_inputs.flatMap((control) => {
      const done = this.#done.get(control);
      if (done === undefined) this.#late.push(() => late(this.#done.get(control) ?? []));
      return done ?? [];
    });
  }

  #copy(op: Operation): void {
    const copy = this.#target.graph.add_node({
      type: op.type,
      name: op.name,
      inputs: this.#inputs(op, (index, tensor) => copy.update_input(index, tensor)),
      attrs: new Map(op.attrs),
      op_def: op.op_def,
      output_types: op.outputs.map(({dtype}) => dtype),
      output_shapes: op.outputs.map(({shape}) => shape),
      control_inputs: this.#control(op, (control) => copy.add_control_inputs(control)),
      device: op.device,
      site: op.site,
    });
    op.outputs.forEach((output, i) => {
      const copied = copy.outputs[i] as Tensor;
      copied.handle_data = output.handle_data;
      if (!this.#tensors.has(output)) this.#tensors.set(output, copied);
    });
    this.#done.set(op, [copy]);
  }

  #write(op: Operation, writer: Writer): void {
    const refuse = (): never => {
      throw new UnimplementedError(null, null, `${op.name} (${op.type}) waits for a later node.`);
    };
    const inputs = this.#inputs(op, refuse);
    const place = {
      prefix: this.#target.fresh(`${op.name}/${scope_of(op)}`),
      control: this.#control(op, refuse),
    };
    const {outputs, done} = written_by(op, () => writer(this.#target, op, inputs, place));
    op.outputs.forEach((output, i) => {
      if (!this.#tensors.has(output)) this.#tensors.set(output, outputs[i] as Tensor);
    });
    this.#done.set(op, [...new Set([...place.control, ...done, ...outputs.map((output) => output.op)])]);
  }

  tensor(tensor: Tensor): Tensor {
    const copied = this.#tensors.get(tensor);
    if (copied === undefined) throw new Error(`${tensor.name} was not copied.`);
    return copied;
  }

  request({fetches, targets, feeds, ...rest}: Request): Request {
    return {
      ...rest,
      graph: this.#target.graph,
      fetches: fetches.map((tensor) => this.tensor(tensor)),
      targets: [...new Set(targets.flatMap((target) => this.#done.get(target) ?? []))],
      feeds: feeds.map((feed): Feed => ({...feed, tensor: this.tensor(feed.tensor)})),
    };
  }
}

function scope_of({type}: Operation): string {
  return type.replace(/^(Stateless|Stateful|Partitioned|Remote)+/, '').toLowerCase();
}

/** Runs that ask for the same share the state of the functions that they call. */
function signature_of({fetches, targets, feeds}: Request): string {
  const names = [fetches, targets, feeds.map(({tensor}) => tensor)].map((list) =>
    list.map(({name}) => name).join(),
  );
  return names.join(';');
}

const MOST_ROUNDS = 100;
const MOST_NODES = 200_000;

/** The request with every call written out; the same request where it calls nothing. Throws for functions that call themselves. */
export function inline_functions(request: Request): Request {
  let current: Request = {...request, function_state: signature_of(request)};
  for (let round = 0; ; round++) {
    const nodes = needed_nodes(current);
    const caller = nodes.find((op) => writer_of(op) !== null);
    if (caller === undefined) return round === 0 ? request : current;
    if (round === MOST_ROUNDS || nodes.length > MOST_NODES) {
      throw new UnimplementedError(
        null,
        null,
        `${caller.name} (${caller.type}) calls a function that calls itself. Write it as a loop.`,
      );
    }
    current = new Copy(current, nodes).request(current);
  }
}
