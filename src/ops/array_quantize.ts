/**
 * Quantisation: rounding floats to few levels and back, as training simulates it, and real quantised arrays.
 */
import {apply} from '../graph/apply_op.ts';
import {bool, define_op, float, int, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {qint16, qint32, qint8, quint16, quint8} from '../types/dtypes.ts';
import {TensorShape, scalar_shape} from '../types/tensor_shape.ts';
import {ELEMENTWISE_FLOATS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, merge_size, same_as_input, with_rank, with_rank_at_least} from './shape_functions.ts';

const levels = {num_bits: int(8), narrow_range: bool(false)};
const range = {min: float(-6), max: float(6), ...levels};

/** `inputs` rounded to the levels between two numbers. */
export const FakeQuantWithMinMaxArgs = define_op('FakeQuantWithMinMaxArgs', {
  inputs: {inputs: 'float32'},
  outputs: {outputs: 'float32'},
  attrs: range,
  shape: same_as_input(),
});
export const FakeQuantWithMinMaxArgsGradient = define_op('FakeQuantWithMinMaxArgsGradient', {
  inputs: {gradients: 'float32', inputs: 'float32'},
  outputs: {backprops: 'float32'},
  attrs: range,
  shape: same_as_input(),
});

const with_range = {inputs: 'float32', min: 'float32', max: 'float32'} as const;
const range_gradients = {
  backprops_wrt_input: 'float32',
  backprop_wrt_min: 'float32',
  backprop_wrt_max: 'float32',
} as const;

/** The same between two numbers that are tensors. */
export const FakeQuantWithMinMaxVars = define_op('FakeQuantWithMinMaxVars', {
  inputs: with_range,
  outputs: {outputs: 'float32'},
  attrs: levels,
  shape: ({shapes: [inputs, min, max]}) => {
    with_rank(min as TensorShape, 0);
    with_rank(max as TensorShape, 0);
    return [inputs as TensorShape];
  },
});
export const FakeQuantWithMinMaxVarsGradient = define_op('FakeQuantWithMinMaxVarsGradient', {
  inputs: {gradients: 'float32', ...with_range},
  outputs: range_gradients,
  attrs: levels,
  shape: ({shapes: [gradients, inputs, min, max]}) => {
    const merged = merge_shapes(gradients as TensorShape, inputs as TensorShape);
    const limit = merge_shapes(with_rank(min as TensorShape, 0), max as TensorShape);
    return [merged, limit, limit];
  },
});

/** The same with two numbers for each channel, the last dimension. */
export const FakeQuantWithMinMaxVarsPerChannel = define_op('FakeQuantWithMinMaxVarsPerChannel', {
  inputs: with_range,
  outputs: {outputs: 'float32'},
  attrs: levels,
  shape: ({shapes}) => {
    const inputs = with_rank_at_least(shapes[0] as TensorShape, 1);
    const min = with_rank(shapes[1] as TensorShape, 1)[0] ?? null;
    const max = with_rank(shapes[2] as TensorShape, 1)[0] ?? null;
    const channels = inputs.ndims === null ? null : (inputs[inputs.ndims - 1] ?? null);
    merge_size(channels, min);
    merge_size(channels, max);
    merge_size(min, max);
    return [inputs];
  },
});
export const FakeQuantWithMinMaxVarsPerChannelGradient = define_op(
  'FakeQuantWithMinMaxVarsPerChannelGradient',
  {
    inputs: {gradients: 'float32', ...with_range},
    outputs: range_gradients,
    attrs: levels,
    shape: ({shapes: [gradients, values, min, max]}) => {
      const merged = with_rank_at_least(merge_shapes(gradients as TensorShape, values as TensorShape), 1);
      if (merged.ndims !== null && merged.ndims > 4)
        throw new ShapeError(`Shape must be at most rank 4 but is rank ${merged.ndims}`);
      const channels = new TensorShape([merged.ndims === null ? null : (merged[merged.ndims - 1] ?? null)]);
      const limit = merge_shapes(
        max as TensorShape,
        merge_shapes(with_rank(min as TensorShape, 1), channels),
      );
      return [merged, limit, limit];
    },
  },
);

function level_options(op: Operation) {
  return {
    num_bits: op.get_attr<number>('num_bits'),
    narrow_range: op.get_attr<boolean>('narrow_range'),
  };
}

gradient(FakeQuantWithMinMaxArgs, (_tf, op, gradients) => {
  const limits = {min: op.get_attr<number>('min'), max: op.get_attr<number>('max')};
  const attrs = {...limits, ...level_options(op)};
  const inputs = {gradients, inputs: op.inputs[0] as Tensor};
  return [apply(FakeQuantWithMinMaxArgsGradient, inputs, attrs).backprops];
});

/** The operands of a gradient: the incoming one, then the op's own inputs. */
function gradient_operands(op: Operation, gradients: Tensor) {
  const [inputs, min, max] = op.inputs as [Tensor, Tensor, Tensor];
  return {gradients, inputs, min, max};
}
gradient(FakeQuantWithMinMaxVars, (_tf, op, dy) => [
  ...apply(FakeQuantWithMinMaxVarsGradient, gradient_operands(op, dy), level_options(op)).operation.outputs,
]);
gradient(FakeQuantWithMinMaxVarsPerChannel, (_tf, op, dy) => [
  ...apply(FakeQuantWithMinMaxVarsPerChannelGradient, gradient_operands(op, dy), level_options(op)).operation
    .outputs,
]);

const T = type(ELEMENTWISE_FLOATS);
const with_limits = {input: 'T', input_min: 'T', input_max: 'T'} as const;

/** The first input's shape; the others are scalars. */
const scalars_behind: ShapeFunction = ({shapes}) => {
  for (const shape of shapes.slice(1)) with_rank(shape, 0);
  return [shapes[0] as TensorShape];
};

/** `input` quantised and brought back, of graphs of old. */
export const QuantizeAndDequantize = define_op('QuantizeAndDequantize', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {
    signed_input: bool(true),
    num_bits: int(8),
    range_given: bool(false),
    input_min: float(0),
    input_max: float(0),
    T,
  },
  shape: same_as_input(),
});
const version2 = {
  signed_input: bool(true),
  num_bits: int(8),
  range_given: bool(false),
  T,
  round_mode: string('HALF_TO_EVEN', ['HALF_TO_EVEN', 'HALF_UP']),
  narrow_range: bool(false),
};
export const QuantizeAndDequantizeV2 = define_op('QuantizeAndDequantizeV2', {
  inputs: with_limits,
  outputs: {output: 'T'},
  attrs: version2,
  shape: scalars_behind,
});
export const QuantizeAndDequantizeV3 = define_op('QuantizeAndDequantizeV3', {
  inputs: {...with_limits, num_bits: 'int32'},
  outputs: {output: 'T'},
  attrs: {signed_input: bool(true), range_given: bool(true), T, narrow_range: bool(false)},
  shape: scalars_behind,
});

/** Limits of a quantisation: scalars, or one for each place of an axis. Throws `ShapeError`. */
function limits_shape(input: TensorShape, min: TensorShape, max: TensorShape, given: number): TensorShape {
  if (given < -1) throw new ShapeError(`axis should be at least -1, got ${given}`);
  const limit = with_rank(min, given === -1 ? 0 : 1);
  const merged = merge_shapes(limit, max);
  if (given === -1) return merged;
  merge_size(merged[0] ?? null, with_rank_at_least(input, given + 1)[given] ?? null);
  return merged;
}

/** The form of later TensorFlows: also along an axis. */
export const QuantizeAndDequantizeV4 = define_op('QuantizeAndDequantizeV4', {
  inputs: with_limits,
  outputs: {output: 'T'},
  attrs: {...version2, axis: int(-1)},
  shape: ({shapes: [input, min, max], attr}) => {
    const axis = attr<number>('axis');
    limits_shape(input as TensorShape, min as TensorShape, max as TensorShape, axis);
    return [input as TensorShape];
  },
});
export const QuantizeAndDequantizeV4Grad = define_op('QuantizeAndDequantizeV4Grad', {
  inputs: {gradients: 'T', ...with_limits},
  outputs: {input_backprop: 'T', input_min_backprop: 'T', input_max_backprop: 'T'},
  attrs: {T, axis: int(-1)},
  shape: ({shapes: [gradients, input, min, max], attr}) => {
    const merged = merge_shapes(gradients as TensorShape, input as TensorShape);
    const axis = attr<number>('axis');
    const limit = limits_shape(merged, min as TensorShape, max as TensorShape, axis);
    return [merged, limit, limit];
  },
});
gradient(QuantizeAndDequantize, (_tf, _op, dy) => [dy]);
gradient(QuantizeAndDequantizeV2, (_tf, _op, dy) => [dy, null, null]);
gradient(QuantizeAndDequantizeV3, (_tf, _op, dy) => [dy, null, null, null]);
gradient([QuantizeAndDequantizeV4, QuantizeAndDequantizeV4Grad], (_tf, op, gradients) => {
  const [input, input_min, input_max] = op.inputs as [Tensor, Tensor, Tensor];
  const inputs = {gradients, input, input_min, input_max};
  return [
    ...apply(QuantizeAndDequantizeV4Grad, inputs, {axis: op.get_attr<number>('axis')}).operation.outputs,
  ];
});

const QUANTIZED = [qint8, quint8, qint32, qint16, quint16];
const MODES = ['MIN_COMBINED', 'MIN_FIRST', 'SCALED'];

/** Floats as quantised numbers, with the range that they stand for. */
export const QuantizeV2 = define_op('QuantizeV2', {
  inputs: {input: 'float32', min_range: 'float32', max_range: 'float32'},
  outputs: {output: 'T', output_min: 'float32', output_max: 'float32'},
  attrs: {
    T: type(QUANTIZED),
    mode: string('MIN_COMBINED', MODES),
    round_mode: string('HALF_AWAY_FROM_ZERO', ['HALF_AWAY_FROM_ZERO', 'HALF_TO_EVEN']),
  },
  shape: (context) => [...scalars_behind(context), scalar_shape(), scalar_shape()],
});

/** Quantised numbers as floats. */
export const Dequantize = define_op('Dequantize', {
  inputs: {input: 'T', min_range: 'float32', max_range: 'float32'},
  outputs: {output: 'float32'},
  attrs: {T: type(QUANTIZED), mode: string('MIN_COMBINED', MODES)},
  shape: scalars_behind,
});
