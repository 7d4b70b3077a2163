/**
 * What `tf.data.experimental` tells of datasets.
 */
import {signature} from '../../../graph/public.ts';
import type {Tensor} from '../../../graph/tensor.ts';
import {input_of, operation_of, outputs_of} from '../dataset_ops.ts';
import {DatasetBase, element_attrs, element_of, type Element} from '../element_spec.ts';

/** `tf.data.experimental.AUTOTUNE`: as many as TensorFlow thinks fit. */
export const AUTOTUNE = -1;
/** `cardinality` of a dataset without end. */
export const INFINITE_CARDINALITY = -1;
/** `cardinality` of a dataset of which it is not known. */
export const UNKNOWN_CARDINALITY = -2;

/** `tf.data.experimental.cardinality`: the number of elements, an int64 scalar, as far as it is known without reading them. */
export const cardinality = signature(['dataset'], function cardinality(dataset: DatasetBase): Tensor {
  return operation_of('DatasetCardinality', input_of(dataset), {}).outputs[0] as Tensor;
});

/** `tf.data.experimental.get_single_element`: of a dataset of one. Throws `TypeError` for what is no dataset. */
export const get_single_element = signature(
  ['dataset'],
  function get_single_element(dataset: DatasetBase): Element {
    if (!(dataset instanceof DatasetBase))
      throw new TypeError('`dataset` must be a `tf.data.Dataset` object.');
    const {element_spec, variant_tensor} = dataset;
    const tensors = outputs_of(
      'DatasetToSingleElement',
      {dataset: variant_tensor},
      element_attrs(element_spec),
    );
    return element_of(element_spec, tensors, dataset);
  },
);
