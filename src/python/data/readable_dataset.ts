/**
 * What all datasets have: ways to read them, and what is known of their elements.
 */
import type {DType} from '../../types/dtypes.ts';
import {RuntimeError} from '../../types/python_errors.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {define_methods} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {Tensor} from '../../graph/tensor.ts';
import {DatasetBase, DatasetSpec, map_specs, structure_text} from './element_spec.ts';
import type {Iterator} from './iterator.ts';
import {initializable_iterator, one_shot_iterator} from './one_shot.ts';
import {Options, type DatasetOptions} from './options.ts';
import {options_of} from './order.ts';

export abstract class ReadableDataset extends DatasetBase {
  /** The options of this dataset and those behind it. */
  options(): DatasetOptions {
    return options_of(this, () => new Options());
  }

  /** An iterator that needs no initialization. Throws `ValueError` for datasets that take placeholders or variables. */
  make_one_shot_iterator(): Iterator {
    return one_shot_iterator(this);
  }

  /** An iterator with an `initializer`. */
  make_initializable_iterator(...args: Arguments<['shared_name'], [shared_name?: string | null]>): Iterator;
  make_initializable_iterator(shared_name: string | null = null): Iterator {
    return initializable_iterator(this, shared_name);
  }

  /** Types of the components, nested as these are. */
  get output_types(): unknown {
    return map_specs(({dtype}) => dtype, this.element_spec);
  }

  /** What is known of the shapes of the components. */
  get output_shapes(): unknown {
    return map_specs(({shape}) => shape, this.element_spec);
  }

  /** Python's iteration: only where there is no graph. */
  [Symbol.iterator](): never {
    throw new RuntimeError(
      '__iter__() is only supported inside of tf.function or when eager execution is enabled.',
    );
  }

  override toString(): string {
    const spec = this.element_spec;
    const shapes = structure_text(
      map_specs(({shape}) => shape, spec),
      (shape: TensorShape) => String(shape),
    );
    const types = structure_text(
      map_specs(({dtype}) => dtype, spec),
      (dtype: DType) => dtype.repr(),
    );
    return `<DatasetV1Adapter shapes: ${shapes}, types: ${types}>`;
  }

  /** What the components are: the class of tensors, or what is known of a dataset. */
  get output_classes(): unknown {
    return map_specs((spec) => (spec instanceof DatasetSpec ? spec : Tensor), this.element_spec);
  }
}

define_methods(ReadableDataset, {make_initializable_iterator: ['shared_name']});
