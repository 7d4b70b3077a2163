// `tf.dtypes`: types of elements, by their names in TensorFlow. Re-exports only.
export {cast} from '../../ops/math_cast.ts';
export {complex} from '../../ops/math_complex.ts';
export {saturate_cast} from '../../ops/math_extreme.ts';
export {
  DType,
  bfloat16,
  bool,
  complex128,
  complex64,
  double,
  float16,
  float32,
  float64,
  half,
  int16,
  int32,
  int64,
  int8,
  qint16,
  qint32,
  qint8,
  quint16,
  quint8,
  resource,
  string,
  uint16,
  uint32,
  uint64,
  uint8,
  variant,
} from '../../types/dtypes.ts';
export {as_dtype} from '../framework.ts';
