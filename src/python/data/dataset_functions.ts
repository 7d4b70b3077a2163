/**
 * The functions of `tf.data` that ask datasets, as functions instead of methods.
 */
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {DatasetSpec, map_specs, type DatasetBase, type ElementSpec} from './element_spec.ts';
import type {Iterator} from './iterator.ts';
import {initializable_iterator, one_shot_iterator} from './one_shot.ts';

interface WithSpec {
  readonly element_spec: ElementSpec;
}

/** `tf.data.make_one_shot_iterator`: an iterator that needs no initialization. */
export const make_one_shot_iterator = signature(
  ['dataset'],
  function make_one_shot_iterator(dataset: DatasetBase): Iterator {
    return one_shot_iterator(dataset);
  },
);

/** `tf.data.make_initializable_iterator`: an iterator with an `initializer`. */
export const make_initializable_iterator = signature(
  ['dataset', 'shared_name'],
  function make_initializable_iterator(dataset: DatasetBase, shared_name: string | null = null): Iterator {
    return initializable_iterator(dataset, shared_name);
  },
);

/** `tf.data.get_output_types`: of a dataset or an iterator, nested as the elements are. */
export const get_output_types = signature(
  ['dataset_or_iterator'],
  function get_output_types({element_spec}: WithSpec): unknown {
    return map_specs((spec) => (spec instanceof DatasetSpec ? spec : spec.dtype), element_spec);
  },
);

/** `tf.data.get_output_shapes`. */
export const get_output_shapes = signature(
  ['dataset_or_iterator'],
  function get_output_shapes({element_spec}: WithSpec): unknown {
    return map_specs((spec) => (spec instanceof DatasetSpec ? spec : spec.shape), element_spec);
  },
);

/** `tf.data.get_output_classes`. */
export const get_output_classes = signature(
  ['dataset_or_iterator'],
  function get_output_classes({element_spec}: WithSpec): unknown {
    return map_specs((spec) => (spec instanceof DatasetSpec ? spec : Tensor), element_spec);
  },
);
