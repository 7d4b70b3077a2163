/**
 * Datasets and what is known of their elements: a specification a component, nested as the elements are (arrays are
 * tuples, records dictionaries). Knows no kinds of datasets.
 */
import {UnimplementedError} from '../../errors.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import type {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import {Tensor} from '../../graph/tensor.ts';
import {is_sparse} from '../../ops/sparse_tensor.ts';
import type {TracedFunction} from '../../ops/trace_function.ts';
import {variant, type DType} from '../../types/dtypes.ts';
import {python_repr, python_type_name} from '../../types/python_repr.ts';
import {ValueError} from '../../types/python_errors.ts';
import {scalar_shape, TensorShape} from '../../types/tensor_shape.ts';
import {flatten, map_structure, pack_sequence_as} from '../../util/nest.ts';
import {is_record} from '../../util/records.ts';
import type {DatasetOptions} from './options.ts';

/** `tf.TensorSpec` as far as datasets need it. */
export class TensorSpec {
  readonly dtype: DType;
  readonly shape: TensorShape;

  constructor(dtype: DType, shape: TensorShape) {
    this.dtype = dtype;
    this.shape = shape;
  }

  batched(size: number | null): TensorSpec {
    return new TensorSpec(this.dtype, new TensorShape([size]).concatenate(this.shape));
  }

  /** Throws `ValueError` for a scalar. */
  unbatched(): TensorSpec {
    if (this.shape.ndims === 0) throw new ValueError('Unbatching a tensor is only supported for rank >= 1');
    return new TensorSpec(this.dtype, this.shape.ndims === null ? this.shape : this.shape.slice(1, null));
  }

  is_compatible_with({dtype, shape}: TensorSpec): boolean {
    return this.dtype === dtype && this.shape.is_compatible_with(shape);
  }

  toString(): string {
    return `TensorSpec(shape=${this.shape}, dtype=${this.dtype.repr()}, name=None)`;
  }
}

/** `tf.data.DatasetSpec`: a component that is a dataset, or several of them in a tensor of `shape`. */
export class DatasetSpec {
  readonly element_spec: ElementSpec;
  readonly shape: TensorShape;

  constructor(element_spec: ElementSpec, shape: TensorShape = scalar_shape()) {
    this.element_spec = element_spec;
    this.shape = shape;
  }

  get dtype(): DType {
    return variant;
  }

  batched(size: number | null): DatasetSpec {
    return new DatasetSpec(this.element_spec, new TensorShape([size]).concatenate(this.shape));
  }

  unbatched(): DatasetSpec {
    if (this.shape.ndims === 0) throw new ValueError('Unbatching a dataset is only supported for rank >= 1');
    return new DatasetSpec(this.element_spec, this.shape.slice(1, null));
  }
}

export type ComponentSpec = TensorSpec | DatasetSpec;
export type ElementSpec = ComponentSpec | readonly ElementSpec[] | {readonly [key: string]: ElementSpec};
/** An element in a graph. */
export type Element = Tensor | DatasetBase | readonly Element[] | {readonly [key: string]: Element};
/** What becomes an element: an array of plain numbers, texts or truths is one tensor, any other array a tuple. */
export type ElementLike =
  | TensorLike
  | DatasetBase
  | readonly ElementLike[]
  | {readonly [key: string]: ElementLike};

/** What a dataset is made of. */
export interface DatasetParts {
  readonly variant: Tensor;
  readonly element_spec: ElementSpec;
  readonly inputs: readonly DatasetBase[];
  readonly functions?: readonly TracedFunction[];
  readonly options?: DatasetOptions;
  /** Whether `map` says that the number of elements stays: of TensorFlow's second class of datasets, to which those in functions belong. */
  readonly preserves_cardinality?: boolean;
}

/** A dataset in a graph. */
export abstract class DatasetBase {
  /** The scalar that is the dataset (`_variant_tensor`). */
  readonly variant_tensor: Tensor;
  readonly element_spec: ElementSpec;
  readonly inputs: readonly DatasetBase[];
  readonly functions: readonly TracedFunction[];
  readonly own_options: DatasetOptions | null;
  readonly preserves_cardinality: boolean;

  /** Throws `TypeError` without parts: users call static methods and those of other datasets. */
  constructor(parts: DatasetParts) {
    if ((parts as DatasetParts | undefined) === undefined) {
      throw new TypeError(
        "Can't instantiate abstract class DatasetV1 with abstract methods _as_variant_tensor, _inputs",
      );
    }
    this.variant_tensor = parts.variant;
    this.element_spec = parts.element_spec;
    this.inputs = parts.inputs;
    this.functions = parts.functions ?? [];
    this.own_options = parts.options ?? null;
    this.preserves_cardinality = parts.preserves_cardinality ?? false;
  }

  /** A dataset of the class that users see. */
  abstract made_of(parts: DatasetParts): DatasetBase;
}

/** Attributes that tell what the elements are. */
export function element_attrs(spec: ElementSpec): {output_types: DType[]; output_shapes: TensorShape[]} {
  const specs = flat_specs(spec);
  return {output_types: specs.map(({dtype}) => dtype), output_shapes: specs.map(({shape}) => shape)};
}

export function flat_specs(spec: ElementSpec): ComponentSpec[] {
  return flatten(spec) as ComponentSpec[];
}

/** The same structure with other components. */
export function map_specs(f: (spec: ComponentSpec) => unknown, spec: ElementSpec): ElementSpec {
  return map_structure((leaf) => f(leaf as ComponentSpec), spec) as ElementSpec;
}

function is_plain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(is_plain);
  return ['number', 'bigint', 'string', 'boolean'].includes(typeof value);
}

/** The components of what a user gives, in the form of an element. */
function map_given(f: (leaf: unknown) => unknown, value: unknown): unknown {
  if (Array.isArray(value) && !is_plain(value)) return value.map((item) => map_given(f, item));
  if (!is_record(value)) return f(value);
  const keys = Object.keys(value).sort();
  const by_key = new Map(keys.map((key) => [key, map_given(f, value[key])]));
  return Object.fromEntries(Object.keys(value).map((key) => [key, by_key.get(key)]));
}

function refuse_sparse(value: unknown): void {
  if (!is_sparse(value)) return;
  throw new UnimplementedError(
    null,
    null,
    'Sparse tensors as elements of datasets are not built. Pass indices, values and dense_shape as three components.',
  );
}

/** `structure.normalize_element`: components become tensors `component_<i>`; datasets stay. */
export function normalized(value: ElementLike): Element {
  let count = 0;
  return with_name_scope('normalize_element', null, [], () =>
    map_given((leaf) => {
      const name = `component_${count++}`;
      refuse_sparse(leaf);
      return leaf instanceof DatasetBase ? leaf : to_tensor(leaf as TensorLike, {name});
    }, value),
  ) as Element;
}

/** Returned by a function: arrays are tuples, whatever is in them; what is no tensor becomes one. Throws `TypeError`. */
export function returned_element(value: unknown): Element {
  return map_structure((leaf) => {
    refuse_sparse(leaf);
    return leaf instanceof DatasetBase ? leaf : to_tensor(leaf as TensorLike);
  }, value) as Element;
}

/** `structure.type_spec_from_value`. */
export function spec_of(element: Element): ElementSpec {
  return map_structure((leaf) => {
    if (leaf instanceof DatasetBase) return new DatasetSpec(leaf.element_spec);
    if (leaf instanceof Tensor) return new TensorSpec(leaf.dtype, leaf.shape);
    throw new TypeError(
      `Could not build a TypeSpec for ${python_repr(leaf)} with type ${python_type_name(leaf)}`,
    );
  }, element) as ElementSpec;
}

/** The tensors of an element in order. */
export function tensors_of(element: Element): Tensor[] {
  return (flatten(element) as (Tensor | DatasetBase)[]).map((leaf) =>
    leaf instanceof DatasetBase ? leaf.variant_tensor : leaf,
  );
}

/** The element that tensors are; a dataset among them is made by `owner`. */
export function element_of(
  spec: ElementSpec,
  tensors: readonly Tensor[],
  owner: DatasetBase | null,
): Element {
  const leaves = flat_specs(spec).map((leaf, i) => {
    const tensor = tensors[i] as Tensor;
    if (leaf instanceof TensorSpec) return tensor;
    if (owner === null || leaf.shape.ndims !== 0) return tensor;
    const parts = {variant: tensor, element_spec: leaf.element_spec, inputs: []};
    return owner.made_of({...parts, preserves_cardinality: true});
  });
  return pack_sequence_as(spec, leaves) as Element;
}

/** Operations that make the datasets behind a dataset, and itself. */
export function variant_operations(dataset: DatasetBase): ReadonlySet<Operation> {
  const found = new Set<Operation>();
  const visit = (op: Operation): void => {
    if (found.has(op)) return;
    found.add(op);
    for (const input of op.inputs) if (input.dtype === variant) visit(input.op);
  };
  visit(dataset.variant_tensor.op);
  return found;
}

/** `_should_unpack_args`: a function takes the components of a tuple as its arguments. */
export function unpacked(element: Element): readonly Element[] {
  return Array.isArray(element) ? (element as readonly Element[]) : [element];
}

/** Types and shapes as Python writes them. */
export function structure_text(structure: unknown, text: (leaf: never) => string): string {
  if (Array.isArray(structure)) {
    const items = structure.map((item) => structure_text(item, text));
    return items.length === 1 ? `(${items[0]},)` : `(${items.join(', ')})`;
  }
  if (!is_record(structure)) return text(structure as never);
  const items = Object.entries(structure).map(([key, item]) => `${key}: ${structure_text(item, text)}`);
  return `{${items.join(', ')}}`;
}
