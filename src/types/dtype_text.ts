// How TensorFlow's runtime names dtypes in its messages: as C++ does where that differs from Python.

import type {DType, DTypeName} from './dtypes.ts';

const NAMES: {readonly [name in DTypeName]?: string} = {float32: 'float', float64: 'double', float16: 'half'};

/** `float` of float32, `string_ref` of a reference to strings. */
export function dtype_text({base_name, is_ref_dtype}: DType): string {
  const name = NAMES[base_name] ?? base_name;
  return is_ref_dtype ? `${name}_ref` : name;
}
