/**
 * What the results of quantised arithmetic are narrowed by: the range that they really use, and the narrowing itself.
 */
import {define_op, type} from '../graph/define_op.ts';
import type {ShapeContext} from '../graph/op_definition.ts';
import {qint16, qint32, qint8, quint16, quint8} from '../types/dtypes.ts';
import {scalar_shape, type TensorShape} from '../types/tensor_shape.ts';
import {with_rank} from './shape_functions.ts';

const QUANTIZED = [qint8, quint8, qint32, qint16, quint16];

function check_limits({shapes}: ShapeContext): void {
  with_rank(shapes[1] as TensorShape, 0);
  with_rank(shapes[2] as TensorShape, 0);
}

/** The floats that the least and the greatest of quantised numbers stand for. */
define_op('RequantizationRange', {
  inputs: {input: 'Tinput', input_min: 'float32', input_max: 'float32'},
  outputs: {output_min: 'float32', output_max: 'float32'},
  attrs: {Tinput: type(QUANTIZED)},
  shape: (context) => {
    check_limits(context);
    return [scalar_shape(), scalar_shape()];
  },
});

/** Quantised numbers in a narrower dtype, over the range that they really use. */
define_op('QuantizeDownAndShrinkRange', {
  inputs: {input: 'Tinput', input_min: 'float32', input_max: 'float32'},
  outputs: {output: 'out_type', output_min: 'float32', output_max: 'float32'},
  attrs: {Tinput: type(QUANTIZED), out_type: type(QUANTIZED)},
  shape: (context) => {
    check_limits(context);
    return [context.shapes[0] as TensorShape, scalar_shape(), scalar_shape()];
  },
});
