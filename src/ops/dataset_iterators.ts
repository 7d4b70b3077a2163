/**
 * Iterators over datasets, optional elements, and what reads a whole dataset.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, func, int, list, list_of, shape, string, type} from '../graph/define_op.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {ELEMENTS, some_types, types, element_shapes, mapped, with_ranks} from './dataset_shapes.ts';
import {no_output, scalar_output} from './shape_functions.ts';

define_op('DatasetCardinality', {
  inputs: {input_dataset: 'variant'},
  outputs: {cardinality: 'int64'},
  shape: scalar_output,
});

define_op('DatasetFromGraph', {
  inputs: {graph_def: 'string'},
  outputs: {handle: 'variant'},
  shape: scalar_output,
});

define_op('DatasetToGraph', {
  inputs: {input_dataset: 'variant'},
  outputs: {graph: 'string'},
  attrs: {stateful_whitelist: list(string(), [], {minimum: 0})},
  shape: scalar_output,
});

define_op('DatasetToGraphV2', {
  inputs: {input_dataset: 'variant'},
  outputs: {graph: 'string'},
  attrs: {external_state_policy: int(0), strip_device_assignment: bool(false)},
  shape: scalar_output,
});

define_op('DatasetToSingleElement', {
  inputs: {dataset: 'variant'},
  outputs: {components: list_of('output_types')},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({0: 'scalar'}, element_shapes),
});

define_op('DatasetToTFRecord', {
  inputs: {input_dataset: 'variant', filename: 'string', compression_type: 'string'},
  is_stateful: true,
  shape: no_output,
});

define_op('DeserializeIterator', {
  inputs: {resource_handle: 'resource', serialized: 'variant'},
  is_stateful: true,
  shape: no_output,
});

define_op('DummyMemoryCache', {
  outputs: {handle: 'resource'},
  is_stateful: true,
  shape: scalar_output,
});

define_op('DummySeedGenerator', {
  outputs: {handle: 'resource'},
  is_stateful: true,
  shape: scalar_output,
});

define_op('GetOptions', {
  inputs: {input_dataset: 'variant'},
  outputs: {serialized_options: 'string'},
  shape: scalar_output,
});

define_op('Iterator', {
  outputs: {handle: 'resource'},
  attrs: {shared_name: string(), container: string(), ...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('IteratorFromStringHandle', {
  inputs: {string_handle: 'string'},
  outputs: {resource_handle: 'resource'},
  attrs: {output_types: list(type(), [], {minimum: 0}), output_shapes: list(shape(), [], {minimum: 0})},
  is_stateful: true,
  shape: scalar_output,
});

define_op('IteratorFromStringHandleV2', {
  inputs: {string_handle: 'string'},
  outputs: {resource_handle: 'resource'},
  attrs: {output_types: list(type(), [], {minimum: 0}), output_shapes: list(shape(), [], {minimum: 0})},
  is_stateful: true,
  shape: scalar_output,
});

define_op('IteratorGetNext', {
  inputs: {iterator: 'resource'},
  outputs: {components: list_of('output_types')},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({0: 'scalar'}, element_shapes),
});

define_op('IteratorGetNextAsOptional', {
  inputs: {iterator: 'resource'},
  outputs: {optional: 'variant'},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('IteratorGetNextSync', {
  inputs: {iterator: 'resource'},
  outputs: {components: list_of('output_types')},
  attrs: {...ELEMENTS},
  is_stateful: true,
  shape: with_ranks({0: 'scalar'}, element_shapes),
});

define_op('IteratorToStringHandle', {
  inputs: {resource_handle: 'resource'},
  outputs: {string_handle: 'string'},
  is_stateful: true,
  shape: scalar_output,
});

define_op('IteratorV2', {
  outputs: {handle: 'resource'},
  attrs: {shared_name: string(), container: string(), ...ELEMENTS},
  is_stateful: true,
  shape: scalar_output,
});

define_op('MakeIterator', {
  inputs: {dataset: 'variant', iterator: 'resource'},
  is_stateful: true,
  shape: no_output,
});

define_op('MapDefun', {
  inputs: {arguments: list_of('Targuments'), captured_inputs: list_of('Tcaptured')},
  outputs: {output: list_of('output_types')},
  attrs: {
    Targuments: some_types,
    Tcaptured: list(type(), [], {minimum: 0}),
    ...ELEMENTS,
    f: func(),
    max_intra_op_parallelism: int(1),
  },
  shape: mapped,
});

define_op('OneShotIterator', {
  outputs: {handle: 'resource'},
  attrs: {dataset_factory: func(), ...ELEMENTS, container: string(''), shared_name: string('')},
  is_stateful: true,
  shape: scalar_output,
});

export const OptionalFromValue = define_op('OptionalFromValue', {
  inputs: {components: list_of('Toutput_types')},
  outputs: {optional: 'variant'},
  attrs: {Toutput_types: some_types},
  shape: scalar_output,
});

export const OptionalGetValue = define_op('OptionalGetValue', {
  inputs: {optional: 'variant'},
  outputs: {components: list_of('output_types')},
  attrs: {...ELEMENTS},
  shape: with_ranks({0: 'scalar'}, element_shapes),
});

define_op('OptionalHasValue', {
  inputs: {optional: 'variant'},
  outputs: {has_value: 'bool'},
  shape: scalar_output,
});

export const OptionalNone = define_op('OptionalNone', {
  outputs: {optional: 'variant'},
  shape: scalar_output,
});

const ReduceDataset = define_op('ReduceDataset', {
  inputs: {
    input_dataset: 'variant',
    initial_state: list_of('Tstate'),
    other_arguments: list_of('Targuments'),
  },
  outputs: {components: list_of('output_types')},
  attrs: {
    f: func(),
    Tstate: some_types,
    Targuments: types,
    ...ELEMENTS,
    use_inter_op_parallelism: bool(true),
  },
  is_stateful: true,
  shape: with_ranks({0: 'scalar'}, element_shapes),
});
not_differentiable(ReduceDataset);

define_op('SerializeIterator', {
  inputs: {resource_handle: 'resource'},
  outputs: {serialized: 'variant'},
  is_stateful: true,
  shape: scalar_output,
});

define_op('StatsAggregatorHandle', {
  outputs: {handle: 'resource'},
  attrs: {container: string(''), shared_name: string('')},
  is_stateful: true,
  shape: scalar_output,
});

define_op('StatsAggregatorHandleV2', {
  outputs: {handle: 'resource'},
  attrs: {container: string(''), shared_name: string('')},
  is_stateful: true,
  shape: scalar_output,
});

define_op('StatsAggregatorSetSummaryWriter', {
  inputs: {stats_aggregator: 'resource', summary: 'resource'},
  is_stateful: true,
  shape: no_output,
});

define_op('StatsAggregatorSummary', {
  inputs: {iterator: 'resource'},
  outputs: {summary: 'string'},
  is_stateful: true,
  shape: scalar_output,
});

define_op('ThreadPoolHandle', {
  outputs: {handle: 'resource'},
  attrs: {
    num_threads: int(),
    max_intra_op_parallelism: int(1),
    display_name: string(),
    container: string(''),
    shared_name: string(''),
  },
  is_stateful: true,
  shape: scalar_output,
});

define_op('WindowOp', {
  inputs: {inputs: list_of('Tinputs')},
  outputs: {handle: 'variant'},
  attrs: {...ELEMENTS, Tinputs: some_types},
  shape: scalar_output,
});

define_op('WrapDatasetVariant', {
  inputs: {input_handle: 'variant'},
  outputs: {output_handle: 'variant'},
  shape: scalar_output,
});

gradient(OptionalFromValue, (_tf, op, dy) => {
  const [output_types, output_shapes] = [
    op.inputs.map(({dtype}) => dtype),
    op.inputs.map(({shape}) => shape),
  ];
  return apply(OptionalGetValue, {optional: dy}, {output_types, output_shapes}).components;
});
gradient(OptionalGetValue, (_tf, _op, ...dys) => [apply(OptionalFromValue, {components: dys}, {}).optional]);
