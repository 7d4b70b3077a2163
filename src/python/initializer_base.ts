/**
 * What all initializers are: callable objects that build the first value of a variable of a given shape.
 */
import {CallableObject, define_methods, define_static_methods, kwargs} from '../util/signature.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, float32, type DType, type DTypeLike} from '../types/dtypes.ts';
import {NotImplementedError, ValueError} from '../types/python_errors.ts';
import {as_shape, type TensorShape} from '../types/tensor_shape.ts';

export type Seed = number | bigint | null;
/** A shape whose sizes are all known. */
export type InitializerShape = readonly number[] | TensorShape;
/** What a slice of a partitioned variable belongs to. */
export interface PartitionInfo {
  readonly full_shape: InitializerShape;
  readonly var_offset: readonly number[];
}
/** What the library passes by keyword. */
export interface InitializerKeywords {
  readonly dtype?: DTypeLike | null;
  readonly partition_info?: PartitionInfo | null;
}
export type InitializerConfig = Readonly<Record<string, unknown>>;

/** `initializer(shape, dtype, partition_info)`. */
export interface InitializerBase {
  (shape?: InitializerShape, dtype?: DTypeLike | null, partition_info?: PartitionInfo | null): Tensor;
  (shape?: InitializerShape, keywords?: InitializerKeywords): Tensor;
}

/** Base of all initializers: subclasses override `__call__` and `get_config`. */
export class InitializerBase extends CallableObject {
  readonly dtype: DType;

  constructor(dtype: DTypeLike = float32) {
    super();
    this.dtype = as_dtype(dtype);
  }

  __call__(
    shape: InitializerShape,
    dtype: DTypeLike | null = null,
    partition_info: PartitionInfo | null = null,
  ): Tensor {
    const wanted = dtype === null ? this.dtype : as_dtype(dtype);
    return this.build(shape, wanted, partition_info?.full_shape ?? shape);
  }

  /** The value; `full_shape` is that of the whole variable, of which this may be a slice. */
  build(_shape: InitializerShape, _dtype: DType, _full_shape: InitializerShape): Tensor {
    throw new NotImplementedError('');
  }

  /** The arguments that make an initializer like this one. */
  get_config(): InitializerConfig {
    return {};
  }

  /** An initializer of a configuration. */
  static from_config(config: InitializerConfig): InitializerBase {
    return Reflect.construct(this, [kwargs({...config})]) as InitializerBase;
  }
}
define_methods(InitializerBase, {__call__: ['shape', 'dtype', 'partition_info']});
define_static_methods(InitializerBase, {
  from_config: {names: ['config'], options: {dictionary_parameters: ['config']}},
});

/** A dtype of floating point numbers. Throws `ValueError`. */
export function float_dtype(dtype: DTypeLike): DType {
  const wanted = as_dtype(dtype);
  if (!wanted.is_floating) throw new ValueError(`Expected floating point type, got ${String(wanted)}.`);
  return wanted;
}

/** The sizes of a shape that is fully known. */
export function sizes_of(shape: InitializerShape): number[] {
  return as_shape(shape).as_list().map(Number);
}
