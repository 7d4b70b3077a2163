/**
 * Iterators of datasets that need no initialization, or one operation for it.
 */
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {colocate_with} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {trace_copied} from '../../ops/trace_function.ts';
import {ValueError} from '../../types/python_errors.ts';
import {operation_of} from './dataset_ops.ts';
import {element_attrs, variant_operations, type DatasetBase} from './element_spec.ts';
import {IteratorClass} from './iterator.ts';
import {Options, type DatasetOptions} from './options.ts';
import {with_options_applied} from './order.ts';
import {get_seed} from '../../graph/seed.ts';

const no_options = (): DatasetOptions => new Options();
const SEED_STEP = 87654321n;
const SEED_LIMIT = 2n ** 63n - 1n;

/** An iterator that makes its dataset itself when it is first read. Throws `ValueError` for what it would have to copy and cannot. */
export function one_shot_iterator(dataset: DatasetBase): IteratorClass {
  const graph = get_default_graph();
  const [graph_seed, op_seed] = get_seed(null);
  try {
    const factory = trace_copied(
      '_make_dataset',
      'Factory function for a dataset.',
      variant_operations(dataset),
      () => {
        if (graph_seed !== null && op_seed !== null)
          get_default_graph().seed = (BigInt(graph_seed) + SEED_STEP * BigInt(op_seed)) % SEED_LIMIT;
        return with_options_applied(dataset, no_options).variant_tensor;
      },
    ).add_to(graph);
    const attrs = {dataset_factory: factory.attribute, ...element_attrs(dataset.element_spec)};
    const resource = operation_of('OneShotIterator', {}, attrs).outputs[0] as Tensor;
    return IteratorClass.of_dataset(dataset, resource, null);
  } catch (error) {
    if (!(error instanceof ValueError) || !error.message.includes('Cannot capture a stateful node'))
      throw error;
    throw new ValueError(
      'Failed to create a one-shot iterator for a dataset. `Dataset.make_one_shot_iterator()` does not support datasets that ' +
        'capture stateful objects, such as a `Variable` or `LookupTable`. In these cases, use ' +
        `\`Dataset.make_initializable_iterator()\`. (Original error: ${error.message})`,
    );
  }
}

/** An iterator with an operation that makes it begin. */
export function initializable_iterator(dataset: DatasetBase, shared_name: string | null): IteratorClass {
  const applied = with_options_applied(dataset, no_options);
  const attrs = {container: '', shared_name: shared_name ?? '', ...element_attrs(dataset.element_spec)};
  const resource = operation_of('IteratorV2', {}, attrs).outputs[0] as Tensor;
  const initializer = colocate_with(resource, (): Operation =>
    operation_of('MakeIterator', {dataset: applied.variant_tensor, iterator: resource}, {}),
  );
  return IteratorClass.of_dataset(dataset, resource, initializer);
}
