/**
 * Datasets of what a function makes of each element and a state that it passes on.
 */
import {input_of, variant_of} from '../dataset_ops.ts';
import {
  normalized,
  spec_of,
  tensors_of,
  type DatasetBase,
  type DatasetParts,
  type ElementLike,
  type ElementSpec,
} from '../element_spec.ts';
import {stateful_function, structured_function, type ElementFunction} from '../structured_function.ts';

type PairSpec = readonly [ElementSpec, ElementSpec];

function pair_of(output: ElementSpec): PairSpec {
  if (Array.isArray(output) && output.length === 2) {
    const [state, element] = output as [ElementSpec, ElementSpec];
    return [state, element];
  }
  throw new TypeError('The scan function must return a pair comprising the new state and the output value.');
}

export function scanned(
  dataset: DatasetBase,
  initial_state: ElementLike,
  scan_func: ElementFunction,
): DatasetParts {
  const initial = normalized(initial_state);
  const {func} = stateful_function(
    (spec) =>
      structured_function(scan_func, 'tf.data.experimental.scan()', [spec, dataset.element_spec], dataset),
    spec_of(initial),
    (output) => pair_of(output)[0],
  );
  func.add();
  const element_spec = pair_of(func.output)[1];
  const inputs = {...input_of(dataset), initial_state: tensors_of(initial), other_arguments: func.captured};
  const attrs = {f: func.attribute, preserve_cardinality: true};
  const variant = variant_of('ScanDataset', inputs, element_spec, attrs);
  return {variant, element_spec, inputs: [dataset], functions: [func.traced]};
}
