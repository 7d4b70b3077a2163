// Dtypes and shapes as TensorFlow's C++ messages name them.

import type {DType} from '../../types/dtypes.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';

const TYPE_TEXTS: Readonly<Record<string, string>> = {float16: 'half', float32: 'float', float64: 'double'};

/** A dtype: `float`, `double`, `half`, else its name. */
export function type_text(dtype: DType): string {
  return TYPE_TEXTS[dtype.base_name] ?? dtype.base_name;
}

/** A shape that may be partly known: `[2,?]`, `<unknown>`. */
export function partial_shape_text({sizes}: TensorShape): string {
  return sizes === null ? '<unknown>' : `[${sizes.map((size) => size ?? '?').join(',')}]`;
}
