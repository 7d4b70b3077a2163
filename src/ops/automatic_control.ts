/**
 * The order in which stateful nodes of a function's body run: that of the program. Knows nothing of functions.
 */
import {UnimplementedError} from '../errors.ts';
import {containing_loop} from '../graph/control_flow_context.ts';
import type {Graph} from '../graph/graph.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {resource} from '../types/dtypes.ts';

/** Stateful ops that may run or not, in any order: those that wait for other steps, and the random ones. */
const UNORDERED: ReadonlySet<string> = new Set([
  'CollectiveGather',
  'CollectiveReduce',
  'CollectiveBcastSend',
  'CollectiveBcastRecv',
  'NcclAllReduce',
  'RandomUniform',
  'RandomUniformInt',
  'RandomStandardNormal',
  'ParameterizedTruncatedNormal',
  'TruncatedNormal',
  'RandomShuffle',
  'Multinomial',
  'RandomGamma',
  'RandomGammaGrad',
  'RandomPoisson',
  'RandomPoissonV2',
]);

function is_ordered(op: Operation): boolean {
  return op.is_stateful && !UNORDERED.has(op.type);
}

/** The state of the walk through a body, node by node. */
class Order {
  must_run = new Set<Operation>();
  /** By resource, the last node that took it; under null the last that takes none. */
  readonly #last = new Map<Tensor | null, Operation>();

  /** A merge runs what the branches before it have to run, and stands for it. */
  #take_merge(op: Operation): void {
    op.add_control_inputs([...this.must_run]);
    for (const {inputs} of this.must_run) {
      for (const input of inputs) if (this.#last.has(input)) this.#last.set(input, op);
    }
    this.must_run = new Set([op]);
  }

  take(op: Operation): void {
    if (is_ordered(op)) this.must_run.add(op);
    const resources = new Set(op.inputs.filter(({dtype}) => dtype === resource));
    if ([...resources].some((input) => op.type === 'Switch' || input.op.type === 'Switch')) {
      throw new UnimplementedError(
        null,
        null,
        `'${op.name}': variables and other resources inside tf.cond are not built in traced functions. Read the variable outside of it.`,
      );
    }
    if (op.type === 'Merge') {
      this.#take_merge(op);
      return;
    }
    const before = new Set<Operation>();
    for (const input of resources) {
      const last = this.#last.get(input);
      if (last !== undefined && last.control_flow_context === op.control_flow_context) before.add(last);
      this.#last.set(input, op);
    }
    if (is_ordered(op) && resources.size === 0 && op.control_flow_context === null) {
      const last = this.#last.get(null);
      if (last !== undefined) before.add(last);
      this.#last.set(null, op);
    }
    if (before.size > 0) op.add_control_inputs([...before]);
  }
}

/**
 * `AutomaticControlDependencies`: orders the nodes of a body by control inputs, so that all stateful ones run in the order
 * of the program before what is returned. Gives those that have to run.
 */
export function order_stateful_nodes(graph: Graph, returned: readonly Tensor[]): Operation[] {
  const order = new Order();
  for (const op of graph.get_operations()) {
    if (containing_loop(op.control_flow_context) === null) order.take(op);
  }
  const must_run = [...order.must_run];
  for (const {op} of returned) {
    op.add_control_inputs(must_run.filter((each) => each.control_flow_context === op.control_flow_context));
  }
  return must_run;
}
