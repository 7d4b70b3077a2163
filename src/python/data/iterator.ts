/**
 * `tf.data.Iterator`: the nodes by which a graph reads a dataset. Knows no kinds of datasets.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {colocate_with, device, with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {as_dtype, string, type DTypeLike} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {as_shape, TensorShape, type ShapeLike} from '../../types/tensor_shape.ts';
import {assert_same_structure, map_structure} from '../../util/nest.ts';
import {define_methods, define_static_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {operation_of, outputs_of} from './dataset_ops.ts';
import {by_component} from './dictionaries.ts';
import {
  DatasetBase,
  DatasetSpec,
  element_attrs,
  element_of,
  flat_specs,
  map_specs,
  TensorSpec,
  type ComponentSpec,
  type Element,
  type ElementSpec,
} from './element_spec.ts';
import {given_for, type PaddedShapes} from './padded.ts';

/** Types of components, nested as these are. */
export type TypeStructure = DTypeLike | readonly TypeStructure[] | {readonly [key: string]: TypeStructure};
export type ShapeStructure = ShapeLike | readonly ShapeStructure[] | {readonly [key: string]: ShapeStructure};

/** What types and shapes say; a shape that is not given is not known. */
export function spec_of_types(
  types: TypeStructure | ElementSpec,
  shapes: ShapeStructure | null,
): ElementSpec {
  const spec = map_structure((leaf) => {
    if (leaf instanceof TensorSpec || leaf instanceof DatasetSpec) return leaf;
    return new TensorSpec(as_dtype(leaf as DTypeLike), new TensorShape(null));
  }, types) as ElementSpec;
  if (shapes === null) return spec;
  const given = given_for(spec, shapes as PaddedShapes).map((shape) => as_shape(shape as ShapeLike));
  let next = 0;
  return map_specs(({dtype}) => new TensorSpec(dtype, given[next++] as TensorShape), spec);
}

/** Where no device is chosen, handles of iterators are on the CPU. */
function on_cpu<R>(body: () => R): R {
  return get_default_graph().scopes.devices.length === 0 ? device('/cpu:0', body) : body();
}

const ITERATORS = 'iterators';

type Name = Arguments<['name'], [name?: string | null]>;

class IteratorClass {
  readonly #resource: Tensor;
  readonly #initializer: Operation | null;
  readonly #spec: ElementSpec;
  readonly #string_handle: Tensor;
  /** Makes datasets that are components. */
  #owner: DatasetBase | null = null;

  constructor(
    iterator_resource: Tensor,
    initializer: Operation | null,
    output_types: TypeStructure | ElementSpec,
    output_shapes: ShapeStructure | null,
    output_classes: unknown,
  ) {
    void output_classes;
    this.#resource = iterator_resource;
    this.#initializer = initializer;
    this.#spec = spec_of_types(output_types, output_shapes);
    const handle = {resource_handle: iterator_resource};
    this.#string_handle = operation_of('IteratorToStringHandle', handle, {}).outputs[0] as Tensor;
    get_default_graph().add_to_collection(ITERATORS, iterator_resource);
  }

  /** The iterator of a dataset. For the datasets. */
  static of_dataset(dataset: DatasetBase, resource: Tensor, initializer: Operation | null): IteratorClass {
    const iterator = new IteratorClass(resource, initializer, dataset.element_spec, null, null);
    iterator.#owner = dataset;
    return iterator;
  }

  /** An iterator without a dataset, of which `make_initializer` makes one for any that fits. */
  static from_structure(
    ...args: Arguments<
      ['output_types', 'output_shapes', 'shared_name', 'output_classes'],
      [
        output_types: TypeStructure,
        output_shapes?: ShapeStructure | null,
        shared_name?: string | null,
        output_classes?: unknown,
      ]
    >
  ): IteratorClass;
  static from_structure(
    output_types: TypeStructure,
    output_shapes: ShapeStructure | null = null,
    shared_name: string | null = null,
    output_classes: unknown = null,
  ): IteratorClass {
    void output_classes;
    const spec = spec_of_types(output_types, output_shapes);
    const attrs = {container: '', shared_name: shared_name ?? '', ...element_attrs(spec)};
    const resource = on_cpu(() => operation_of('IteratorV2', {}, attrs).outputs[0] as Tensor);
    return new IteratorClass(resource, null, spec, null, null);
  }

  /** The iterator whose handle is fed as a text. */
  static from_string_handle(
    ...args: Arguments<
      ['string_handle', 'output_types', 'output_shapes', 'output_classes'],
      [
        string_handle: TensorLike,
        output_types: TypeStructure,
        output_shapes?: ShapeStructure | null,
        output_classes?: unknown,
      ]
    >
  ): IteratorClass;
  static from_string_handle(
    string_handle: TensorLike,
    output_types: TypeStructure,
    output_shapes: ShapeStructure | null = null,
    output_classes: unknown = null,
  ): IteratorClass {
    void output_classes;
    const spec = spec_of_types(output_types, output_shapes);
    const handle = to_tensor(string_handle, {dtype: string});
    const make = (): Tensor =>
      operation_of('IteratorFromStringHandleV2', {string_handle: handle}, element_attrs(spec))
        .outputs[0] as Tensor;
    return new IteratorClass(on_cpu(make), null, spec, null, null);
  }

  /** The operation that begins anew. Throws `ValueError` where the iterator has none. */
  get initializer(): Operation {
    if (this.#initializer === null) throw new ValueError('Iterator does not have an initializer.');
    return this.#initializer;
  }

  get element_spec(): ElementSpec {
    return this.#spec;
  }

  /** The handle (`_iterator_resource`). */
  get iterator_resource(): Tensor {
    return this.#resource;
  }

  /** The operation that makes this iterator read `dataset`. Throws `TypeError`, `ValueError` where that does not fit. */
  make_initializer(
    ...args: Arguments<['dataset', 'name'], [dataset: DatasetBase, name?: string | null]>
  ): Operation;
  make_initializer(dataset: DatasetBase, name: string | null = null): Operation {
    const scope = with_name_scope(name, 'make_initializer', [], (opened) => {
      this.#check(dataset);
      return opened;
    });
    const inputs = {dataset: dataset.variant_tensor, iterator: this.#resource};
    return colocate_with(this.#resource, () => operation_of('MakeIterator', inputs, {}, scope));
  }

  #check({element_spec}: DatasetBase): void {
    assert_same_structure(this.#spec, element_spec);
    const others = flat_specs(element_spec);
    const own = flat_specs(this.#spec);
    const shown = (spec: ElementSpec, of: (leaf: ComponentSpec) => unknown): string =>
      python_repr(map_specs(of, spec));
    if (own.some(({dtype}, i) => dtype !== others[i]?.dtype)) {
      const types = [this.#spec, element_spec].map((spec) => shown(spec, ({dtype}) => dtype));
      throw new TypeError(`Expected output types ${types[0]} but got dataset with output types ${types[1]}.`);
    }
    if (own.some(({shape}, i) => !shape.is_compatible_with((others[i] as ComponentSpec).shape))) {
      const shapes = [this.#spec, element_spec].map((spec) => shown(spec, ({shape}) => shape));
      throw new TypeError(
        `Expected output shapes compatible with ${shapes[0]} but got dataset with output shapes ${shapes[1]}.`,
      );
    }
  }

  /** The next element. */
  get_next<T extends Element = Tensor>(...args: Name): T;
  get_next(name: string | null = null): Element {
    const tensors = outputs_of(
      'IteratorGetNext',
      {iterator: this.#resource},
      element_attrs(this.#spec),
      name,
    );
    return element_of(this.#spec, tensors, this.#owner);
  }

  /** The handle as a text, for `from_string_handle`. */
  string_handle(...args: Name): Tensor;
  string_handle(name: string | null = null): Tensor {
    if (name === null) return this.#string_handle;
    return operation_of('IteratorToStringHandle', {resource_handle: this.#resource}, {}, name)
      .outputs[0] as Tensor;
  }

  get output_types(): unknown {
    return map_specs(({dtype}) => dtype, this.#spec);
  }

  get output_shapes(): unknown {
    return map_specs(({shape}) => shape, this.#spec);
  }
}

define_methods(IteratorClass, {
  make_initializer: ['dataset', 'name'],
  get_next: ['name'],
  string_handle: ['name'],
});
define_static_methods(IteratorClass, {
  from_structure: by_component(
    ['output_types', 'output_shapes', 'shared_name', 'output_classes'],
    ['output_types', 'output_shapes'],
  ),
  from_string_handle: by_component(
    ['string_handle', 'output_types', 'output_shapes', 'output_classes'],
    ['output_types', 'output_shapes'],
  ),
});

export type Iterator = IteratorClass;
/** `tf.data.Iterator`: made by datasets and its static methods. */
export const Iterator = public_class(
  ['iterator_resource', 'initializer', 'output_types', 'output_shapes', 'output_classes'],
  IteratorClass,
);
export {IteratorClass};
