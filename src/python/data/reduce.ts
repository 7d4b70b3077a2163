/**
 * Datasets read as a whole inside the graph: reduced to a state, or the one element that there is.
 */
import {with_name_scope} from '../../graph/scope_functions.ts';
import {input_of, outputs_of} from './dataset_ops.ts';
import {
  element_attrs,
  element_of,
  normalized,
  spec_of,
  tensors_of,
  type DatasetBase,
  type Element,
  type ElementLike,
} from './element_spec.ts';
import {stateful_function, structured_function, type ElementFunction} from './structured_function.ts';

/** The state after all elements: `reduce_func(state, element)` gives the next one. Throws `TypeError` where its type changes. */
export function reduced(
  dataset: DatasetBase,
  initial_state: ElementLike,
  reduce_func: ElementFunction,
): Element {
  const initial = with_name_scope('initial_state', null, [], () => normalized(initial_state));
  const {func, state} = stateful_function(
    (spec) => structured_function(reduce_func, 'reduce()', [spec, dataset.element_spec], dataset),
    spec_of(initial),
    (output) => output,
  );
  func.add();
  const inputs = {...input_of(dataset), initial_state: tensors_of(initial), other_arguments: func.captured};
  const tensors = outputs_of('ReduceDataset', inputs, {f: func.attribute, ...element_attrs(state)});
  return element_of(state, tensors, dataset);
}
