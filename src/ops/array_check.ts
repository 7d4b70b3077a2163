/**
 * Ops that give what they get if it is as it should be, or its bits under another type.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, shape, string, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import * as dtypes from '../types/dtypes.ts';
import {as_dtype, type DType, type DTypeLike} from '../types/dtypes.ts';
import {as_shape, TensorShape, unknown_shape, type ShapeLike} from '../types/tensor_shape.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {ELEMENTWISE_FLOATS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {merge_shapes, same_as_input, with_rank, with_rank_at_least} from './shape_functions.ts';

const {bfloat16, complex64, complex128, float16, float32, float64, int8, int16, int32, int64} = dtypes;
const {qint8, qint16, qint32, quint8, quint16, uint8, uint16, uint32, uint64} = dtypes;

/** Its input, refused at run time if its shape is not compatible with the attribute. */
export const EnsureShape = define_op('EnsureShape', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {shape: shape(), T: type()},
  shape: ({shapes, attr}) => {
    const [input, wanted] = [shapes[0] as TensorShape, attr<TensorShape>('shape')];
    // So TensorFlow: a shape of which nothing is wanted fits only one of which nothing is known.
    if (wanted.ndims === null && input.ndims !== null)
      throw new ShapeError(`Shape must be rank -1 but is rank ${input.ndims}`);
    return [merge_shapes(wanted, wanted.ndims === null ? input : with_rank(input, wanted.ndims))];
  },
});
gradient(EnsureShape, (_tf, _op, dy) => [dy]);

/** Its input, refused at run time if it has NaN or infinities. */
export const CheckNumerics = define_op('CheckNumerics', {
  inputs: {tensor: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(ELEMENTWISE_FLOATS), message: string()},
  is_stateful: true,
  shape: same_as_input(),
});
/** The same, told apart. */
export const CheckNumericsV2 = define_op('CheckNumericsV2', {
  inputs: {tensor: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(ELEMENTWISE_FLOATS), message: string()},
  is_stateful: true,
  shape: same_as_input(),
});
const IN_GRADIENT = 'Not a number (NaN) or infinity (Inf) values detected in gradient. ';
gradient(CheckNumerics, (tf, op, dy) => [
  tf.check_numerics(dy, `${IN_GRADIENT}b'${op.get_attr<string>('message')}'`),
]);
gradient(CheckNumericsV2, (_tf, op, dy) => {
  const message = `${IN_GRADIENT}${op.get_attr<string>('message')}`;
  return [apply(CheckNumericsV2, {tensor: dy}, {message}).output];
});

const BITS = [
  bfloat16,
  float16,
  float32,
  float64,
  int64,
  int32,
  uint8,
  uint16,
  uint32,
  uint64,
  int8,
  int16,
  complex64,
  complex128,
  qint8,
  quint8,
  qint16,
  quint16,
  qint32,
];

/** The bits of its input as elements of another dtype; where that is smaller or larger, the last axis comes or goes. */
export const Bitcast = define_op('Bitcast', {
  inputs: {input: 'T'},
  outputs: {output: 'type'},
  attrs: {T: type(BITS), type: type(BITS)},
  shape: ({shapes, attr}) => {
    const input = shapes[0] as TensorShape;
    const [from, to] = [attr<DType>('T').size, attr<DType>('type').size];
    if (from === to) return [input];
    if (input.ndims === null) return [unknown_shape()];
    if (from > to) return [input.concatenate([from / to])];
    const last = input.at(-1);
    with_rank_at_least(input, 1);
    if (last !== null && last !== to / from)
      throw new ShapeError(`Cannot bitcast due to shape. ${last} does not match ${to / from}`);
    return [input.slice(0, -1)];
  },
});

/** Its input, said to be the same in every run. */
export const GuaranteeConst = define_op('GuaranteeConst', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  is_stateful: true,
  shape: same_as_input(),
});
/** A copy of its input. */
export const Snapshot = define_op('Snapshot', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});
constant_rules('GuaranteeConst', {folded: (op, of) => of(op.inputs[0] as Tensor)});

/** `tf.ensure_shape`: `x`, refused at run time if its shape is not compatible with `shape`. */
export const ensure_shape = signature(
  ['x', 'shape', 'name'],
  function ensure_shape(x: TensorLike, wanted: ShapeLike, name: string | null = null): Tensor {
    return apply(EnsureShape, {input: x}, {shape: as_shape(wanted)}, name).output;
  },
);

/** `tf.check_numerics`: `tensor`, refused at run time with `message` if it has NaN or infinities. */
export const check_numerics = signature(
  ['tensor', 'message', 'name'],
  function check_numerics(tensor: TensorLike, message: string, name: string | null = null): Tensor {
    return apply(CheckNumerics, {tensor}, {message}, name).output;
  },
);

/** `tf.bitcast`: the bits of `input` as elements of `type`. */
export const bitcast = signature(
  ['input', 'type', 'name'],
  function bitcast(input: TensorLike, wanted: DTypeLike, name: string | null = null): Tensor {
    return apply(Bitcast, {input}, {type: as_dtype(wanted)}, name).output;
  },
);

/** `tf.guarantee_const`: `input`, said to be the same in every run. */
export const guarantee_const = signature(
  ['input', 'name'],
  function guarantee_const(input: TensorLike, name: string | null = null): Tensor {
    return apply(GuaranteeConst, {input}, {}, name).output;
  },
);
