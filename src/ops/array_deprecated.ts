/**
 * Array ops of old graphs under their names of then; TensorFlow builds them no more.
 */
import {define_op, shape, type} from '../graph/define_op.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {unknown_output} from './shape_functions.ts';

/** `MatrixBandPart`. */
define_op('BatchMatrixBandPart', {
  inputs: {input: 'T', num_lower: 'int64', num_upper: 'int64'},
  outputs: {band: 'T'},
  attrs: {T: type()},
  shape: unknown_output,
});
/** `MatrixDiag`. */
define_op('BatchMatrixDiag', {
  inputs: {diagonal: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: unknown_output,
});
/** `MatrixDiagPart`. */
define_op('BatchMatrixDiagPart', {
  inputs: {input: 'T'},
  outputs: {diagonal: 'T'},
  attrs: {T: type()},
  shape: unknown_output,
});
/** `MatrixSetDiag`. */
define_op('BatchMatrixSetDiag', {
  inputs: {input: 'T', diagonal: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: unknown_output,
});
/** `Placeholder`, with a shape that is always told. */
define_op('PlaceholderV2', {
  outputs: {output: 'dtype'},
  attrs: {dtype: type(), shape: shape()},
  shape: ({attr}) => [attr<TensorShape>('shape')],
});
