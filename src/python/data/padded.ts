/**
 * Batches of elements of different shapes, filled up with a value.
 */
import {constant_value_as_shape} from '../../graph/constant_value.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {Tensor} from '../../graph/tensor.ts';
import {int64, string, variant, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {as_shape, TensorShape, type ShapeLike} from '../../types/tensor_shape.ts';
import {is_record} from '../../util/records.ts';
import {input_of, int64_of, known_batch_size, truth_of, variant_of} from './dataset_ops.ts';
import {flat_specs, type DatasetBase, type DatasetParts, type ElementSpec} from './element_spec.ts';
import {with_shapes} from './order.ts';

/** A shape a component, nested as the components are. */
export type PaddedShapes =
  | ShapeLike
  | TensorLike
  | readonly PaddedShapes[]
  | {readonly [key: string]: PaddedShapes};
/** A value a component. */
export type PaddingValues = TensorLike | readonly PaddingValues[] | {readonly [key: string]: PaddingValues};

/** What is given for each component. Throws `TypeError` where it is nested otherwise. */
export function given_for(spec: ElementSpec, given: unknown): unknown[] {
  if (Array.isArray(spec)) {
    if (!Array.isArray(given) || given.length !== spec.length) {
      throw new TypeError(
        `If shallow structure is a sequence, input must also be a sequence. Input has type: ${python_repr(given)}.`,
      );
    }
    return (spec as readonly ElementSpec[]).flatMap((part, i) => given_for(part, given[i]));
  }
  if (!is_record(spec)) return [given];
  if (!is_record(given)) {
    throw new TypeError(
      `If shallow structure is a sequence, input must also be a sequence. Input has type: ${python_repr(given)}.`,
    );
  }
  return Object.keys(spec)
    .sort()
    .flatMap((key) => given_for(spec[key] as ElementSpec, given[key]));
}

function fits(padded: TensorShape, shape: TensorShape): boolean {
  const [sizes, least] = [padded.dims, shape.dims];
  if (sizes === null || least === null) return true;
  if (sizes.length !== least.length) return false;
  return sizes.every((size, i) => {
    const [wanted, there] = [size.value, least[i]?.value ?? null];
    return wanted === null || there === null || wanted >= there;
  });
}

/** The shape as a tensor, -1 for what is as long as the longest. Throws `ValueError` where it does not fit. */
function shape_tensor(padded: unknown, shape: TensorShape): Tensor {
  let tensor: Tensor;
  let known: TensorShape;
  if (padded instanceof Tensor) {
    tensor = padded;
    if (tensor.shape.ndims !== null && tensor.shape.ndims !== 1) {
      throw new ValueError(
        `Padded shape ${tensor} must be a 1-D tensor of tf.int64 values, but its shape was ${tensor.shape}.`,
      );
    }
    if (tensor.dtype !== int64) {
      throw new TypeError(
        `Padded shape ${tensor} must be a 1-D tensor of tf.int64 values, but its element type was ${tensor.dtype.name}.`,
      );
    }
    known = constant_value_as_shape(tensor);
  } else {
    known = as_shape(padded as ShapeLike);
    tensor = to_tensor(
      NDArray.from(
        known.as_list().map((size) => size ?? -1),
        int64,
      ),
    );
  }
  if (fits(known, shape)) return tensor;
  throw new ValueError(
    `The padded shape ${known} is not compatible with the corresponding input component shape ${shape}.`,
  );
}

/** What components are filled up with where nothing is said. Throws `TypeError` for datasets. */
function zero_of(dtype: DType): TensorLike {
  if (dtype === string) return '';
  if (dtype === variant)
    throw new TypeError(
      "Unable to create padding for field of type 'variant' because t.base_type == dtypes.variant == <dtype: 'variant'>.",
    );
  return NDArray.zeros([], dtype);
}

function value_tensor(given: TensorLike, dtype: DType): Tensor {
  const value = to_tensor(given, {name: 'padding_value'});
  if (!value.shape.is_compatible_with([]))
    throw new ValueError(`Padding value should be a scalar, but is not: ${value}`);
  if (value.dtype !== dtype)
    throw new TypeError(`Padding value tensor (${value}) does not match output type: ${dtype.repr()}`);
  return value;
}

/** A shape without the sizes that are -1. */
function known_shape(shape: Tensor): TensorShape {
  return constant_value_as_shape(shape);
}

export function padded_batches(
  dataset: DatasetBase,
  batch_size: TensorLike,
  shapes: PaddedShapes,
  values: PaddingValues | null,
  drop_remainder: TensorLike,
): DatasetParts {
  const spec = dataset.element_spec;
  const specs = flat_specs(spec);
  const size = int64_of(batch_size, 'batch_size');
  const padded_shapes = given_for(spec, shapes).map((padded, i) =>
    shape_tensor(padded, specs[i]?.shape ?? new TensorShape(null)),
  );
  const given = values === null ? specs.map(({dtype}) => zero_of(dtype)) : given_for(spec, values);
  const padding_values = given.map((value, i) => value_tensor(value as TensorLike, specs[i]?.dtype as DType));
  const drops = truth_of(drop_remainder, 'drop_remainder');
  const batch = new TensorShape([known_batch_size(size, drops)]);
  const element_spec = with_shapes(
    spec,
    padded_shapes.map((shape) => batch.concatenate(known_shape(shape))),
  );
  const inputs = {...input_of(dataset), batch_size: size, padded_shapes, padding_values};
  const variant_tensor = variant_of('PaddedBatchDatasetV2', {...inputs, drop_remainder: drops}, element_spec);
  return {variant: variant_tensor, element_spec, inputs: [dataset]};
}
