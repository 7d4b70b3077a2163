/**
 * The gradients that have arrived at each output of each operation, and their sum. Knows the ways in
 * which TensorFlow adds them up.
 */
import {ValueError} from '../types/python_errors.ts';
import {int32, int64} from '../types/dtypes.ts';
import {unknown_shape} from '../types/tensor_shape.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import type {OpBuilders} from '../ops/builders.ts';
import type {Gradient} from '../ops/gradient_registry.ts';

/** `tf.AggregationMethod`. */
export const AggregationMethod = {
  ADD_N: 0,
  DEFAULT: 0,
  EXPERIMENTAL_TREE: 1,
  EXPERIMENTAL_ACCUMULATE_N: 2,
} as const;

/** One output's gradients: a list while they arrive, then their sum, or null if there was none. */
type Slot = (Gradient | null)[] | Gradient | null;

export class GradientTable {
  readonly #slots = new Map<Operation, Slot[]>();
  readonly #tf: OpBuilders;
  readonly #aggregation_method: number;

  constructor(tf: OpBuilders, aggregation_method: number | null) {
    const method = aggregation_method ?? AggregationMethod.DEFAULT;
    if (![0, 1, 2].includes(method)) throw new ValueError(`Invalid aggregation_method specified ${method}.`);
    this.#tf = tf;
    this.#aggregation_method = method;
  }

  #of(op: Operation): Slot[] {
    let slots = this.#slots.get(op);
    if (slots === undefined) this.#slots.set(op, (slots = op.outputs.map(() => [])));
    return slots;
  }

  /** One more gradient for `tensor`. The switch of a loop is met twice, and keeps what it gets last. */
  add(tensor: Tensor, gradient: Gradient | null): void {
    const slots = this.#of(tensor.op);
    const slot = slots[tensor.value_index];
    if (Array.isArray(slot)) slot.push(gradient);
    else slots[tensor.value_index] = gradient;
  }

  /** Whether a gradient has arrived at any output of `op`. */
  has_any(op: Operation): boolean {
    const slots = this.#slots.get(op) ?? [];
    return slots.some((slot) =>
      Array.isArray(slot) ? slot.some((gradient) => gradient !== null) : slot !== null,
    );
  }

  has(op: Operation): boolean {
    return this.#slots.has(op);
  }

  /** The sum at `tensor` after its operation was visited. */
  sum_at(tensor: Tensor): Gradient | null {
    const slot = this.#slots.get(tensor.op)?.[tensor.value_index] ?? null;
    return Array.isArray(slot) ? null : slot;
  }

  /** Adds up what has arrived at each output of `op`; null where nothing has. */
  aggregate(op: Operation): (Gradient | null)[] {
    const slots = this.#slots.has(op) ? this.#of(op) : op.outputs.map((): Slot => []);
    slots.forEach((slot, i) => {
      if (Array.isArray(slot)) slots[i] = this.#sum(op, slot);
    });
    return slots as (Gradient | null)[];
  }

  #sum(op: Operation, gradients: readonly (Gradient | null)[]): Gradient | null {
    if (gradients.length < 2) return gradients[0] ?? null;
    const present = gradients.filter((gradient): gradient is Gradient => gradient !== null);
    if (!present.every((gradient): gradient is Tensor => gradient instanceof Tensor)) {
      return this.#sum_slices(present);
    }
    if (this.#aggregation_method === AggregationMethod.ADD_N) return this.#add_n(present);
    if (this.#is_accumulated(present)) return this.#tf.accumulate_n(present);
    return op.graph.within_name_scope(`${op.name}_gradient_sum`, () =>
      present.slice(1).reduce((sum, gradient) => this.#tf.add_n([sum, gradient]), present[0] as Tensor),
    );
  }

  /** Whether more than two are added up in one buffer: their shape must be known. */
  #is_accumulated(gradients: readonly Tensor[]): boolean {
    if (this.#aggregation_method !== AggregationMethod.EXPERIMENTAL_ACCUMULATE_N) return false;
    const shape = gradients.reduce((merged, {shape}) => merged.merge_with(shape), unknown_shape());
    return gradients.length > 2 && shape.is_fully_defined();
  }

  /** Sums the gradients of each device there, then the sums. */
  #add_n(gradients: readonly Tensor[]): Tensor {
    const by_device = new Map<string, Tensor[]>();
    for (const gradient of gradients) {
      const list = by_device.get(gradient.device);
      if (list) list.push(gradient);
      else by_device.set(gradient.device, [gradient]);
    }
    const summands = [...by_device.keys()].sort().map((device) => {
      const tensors = by_device.get(device) as Tensor[];
      const [first] = tensors as [Tensor];
      return within_colocation(first.graph, first.op, true, () => this.#tf.add_n(tensors));
    });
    return this.#tf.add_n(summands);
  }

  /** Rows of all gradients one after the other; a dense one among them makes the sum dense. */
  #sum_slices(gradients: readonly Gradient[]): Gradient {
    const tf = this.#tf;
    const slices = gradients.filter((gradient) => gradient instanceof IndexedSlices);
    if (slices.length < gradients.length) return tf.add_n(gradients);
    const of_one_type = this.#of_one_type(slices);
    const values = tf.concat(
      slices.map((slice) => slice.values),
      0,
    );
    return new IndexedSlices(values, tf.concat(of_one_type, 0), slices[0]?.dense_shape ?? null);
  }

  /** The indices, as int64 where their types differ. */
  #of_one_type(slices: readonly IndexedSlices[]): Tensor[] {
    const indices = slices.map((slice) => slice.indices);
    const is_mixed = indices.some((one) => one.dtype !== indices[0]?.dtype);
    return is_mixed ? indices.map((one) => (one.dtype === int32 ? this.#tf.cast(one, int64) : one)) : indices;
  }
}
