/**
 * The lists of dtypes that TensorFlow's OpDefs allow, in their order. A test compares each definition
 * with the recorded OpDef.
 */
import * as dtypes from '../types/dtypes.ts';

const {bfloat16, float16, float32, float64, int8, int16, int32, int64, uint8, uint16, uint32, uint64} =
  dtypes;
const {complex64, complex128, qint8, qint16, quint8, quint16, qint32, string, bool} = dtypes;

/** `numbertype`. */
export const NUMBERS = [
  float32,
  float64,
  int32,
  uint8,
  int16,
  int8,
  complex64,
  int64,
  qint8,
  quint8,
  qint32,
  bfloat16,
  uint16,
  complex128,
  float16,
  uint32,
  uint64,
];
/** `numbertype` of later TensorFlows. */
export const LATER_NUMBERS = [
  float32,
  float64,
  int32,
  uint8,
  int16,
  int8,
  complex64,
  int64,
  qint8,
  quint8,
  qint32,
  bfloat16,
  qint16,
  quint16,
  uint16,
  complex128,
  float16,
  uint32,
  uint64,
];
/** `realnumbertype`. */
export const REAL_NUMBERS = [
  float32,
  float64,
  int32,
  uint8,
  int16,
  int8,
  int64,
  bfloat16,
  uint16,
  float16,
  uint32,
  uint64,
];
/** `{half, bfloat16, float, double}`. */
export const FLOATS = [float16, bfloat16, float32, float64];
/** Floats and complex numbers of the elementwise functions. */
export const FLOATS_AND_COMPLEX = [bfloat16, float16, float32, float64, complex64, complex128];
/** `{int32, int64}`. */
export const INDICES = [int32, int64];
/** Floats in the order of the elementwise ops. */
export const ELEMENTWISE_FLOATS = [bfloat16, float16, float32, float64];
/** What can be negative. */
export const SIGNED = [bfloat16, float16, float32, float64, int32, int64, complex64, complex128];
/** Of sums that are made by `+`. */
export const SUMMANDS = [
  bfloat16,
  float16,
  float32,
  float64,
  uint8,
  int8,
  int16,
  int32,
  int64,
  complex64,
  complex128,
];
/** Of differences, products and quotients. */
export const FACTORS = [
  bfloat16,
  float16,
  float32,
  float64,
  uint8,
  int8,
  uint16,
  int16,
  int32,
  int64,
  complex64,
  complex128,
];
/** Of remainders. */
export const REMAINDERS = [int32, int64, bfloat16, float16, float32, float64];
/** Of products and quotients that take zero for what is no number. */
export const ZERO_ABSORBING = [float16, float32, float64, complex64, complex128];
/** What can be tested for equality. */
export const EQUATABLE = [
  bfloat16,
  float16,
  float32,
  float64,
  uint8,
  int8,
  int16,
  int32,
  int64,
  complex64,
  quint8,
  qint8,
  qint32,
  string,
  bool,
  complex128,
];
/** `{complex64, complex128}`. */
export const COMPLEX = [complex64, complex128];
/** `{float32, float64}`: the parts of complex numbers. */
export const REAL_PARTS = [float32, float64];
/** Integers of every width. */
export const WHOLE_NUMBERS = [int8, int16, int32, int64, uint8, uint16, uint32, uint64];
/** Of images that are resized. */
export const IMAGE_NUMBERS = [int8, uint8, int16, uint16, int32, int64, float16, float32, float64];
