/**
 * Adding a bias to each channel, and half the sum of squares.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, string, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {FLOATS, NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {merge_size, scalar_output, with_rank, with_rank_at_least} from './shape_functions.ts';

const FORMATS = ['NHWC', 'NCHW'];
const attrs = {T: type(NUMBERS), data_format: string('NHWC', FORMATS)};

function biased_shape(value: TensorShape, bias: TensorShape, channels_first: boolean): TensorShape {
  const input = with_rank_at_least(value, channels_first ? 3 : 2);
  const size = with_rank(bias, 1)[0] ?? null;
  if (input.ndims === null) return input;
  const sizes = input.as_list();
  const channel = channels_first ? 1 : sizes.length - 1;
  sizes[channel] = merge_size(sizes[channel] ?? null, size);
  return new TensorShape(sizes);
}

const bias_add_shape: ShapeFunction = ({shapes: [value, bias], attr}) => [
  biased_shape(value as TensorShape, bias as TensorShape, attr<string>('data_format') === 'NCHW'),
];

/** `value` plus `bias` for each channel. */
export const BiasAdd = define_op('BiasAdd', {
  inputs: {value: 'T', bias: 'T'},
  outputs: {output: 'T'},
  attrs,
  shape: bias_add_shape,
});

/** The sum of `out_backprop` for each channel. */
export const BiasAddGrad = define_op('BiasAddGrad', {
  inputs: {out_backprop: 'T'},
  outputs: {output: 'T'},
  attrs,
  shape: ({shapes: [input], attr}) => {
    const channels_first = attr<string>('data_format') === 'NCHW';
    const checked = with_rank_at_least(input as TensorShape, channels_first ? 3 : 2);
    if (checked.ndims === null) return [new TensorShape([null])];
    return [new TensorShape([checked[channels_first ? 1 : checked.ndims - 1] ?? null])];
  },
});
gradient(BiasAdd, (_tf, op, dy) => {
  const data_format = op.get_attr<string>('data_format');
  return [dy, apply(BiasAddGrad, {out_backprop: dy}, {data_format}).output];
});
gradient(BiasAddGrad, (tf, op, dy) => {
  const channels_first = op.get_attr<string>('data_format') === 'NCHW';
  const shape = tf.shape(op.inputs[0] as Tensor);
  const bias_shape = tf.shape(dy);
  const parts = channels_first
    ? [tf.ones_like(shape.getitem(':1')), bias_shape, tf.ones_like(shape.getitem('2:'))]
    : [tf.ones_like(shape.getitem(':-1')), bias_shape];
  const expanded_shape = tf.concat(parts, 0);
  const multiples = channels_first
    ? tf.concat([shape.getitem(':1'), [1n], shape.getitem('2:')], 0)
    : tf.concat([shape.getitem(':-1'), [1n]], 0);
  return [tf.tile(tf.reshape(dy, expanded_shape), multiples)];
});

/** `BiasAdd` as it was without a data format. */
export const BiasAddV1 = define_op('BiasAddV1', {
  inputs: {value: 'T', bias: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(NUMBERS)},
  shape: ({shapes: [value, bias]}) => [biased_shape(value as TensorShape, bias as TensorShape, false)],
});
gradient(BiasAddV1, (tf, _op, dy) => [dy, tf.reduce_sum(dy, tf.range(tf.rank(dy).sub(1)))]);

/** The OpDef's spelling of a data format such as `N...C`. Throws `ValueError`. */
function data_format_attr(data_format: string | null): string | null {
  if (data_format === null) return null;
  if (data_format.startsWith('NC')) return 'NCHW';
  if (data_format.startsWith('N') && data_format.endsWith('C')) return 'NHWC';
  throw new ValueError('data_format must be of the form `N...C` or `NC...`');
}

/** `tf.nn.bias_add`: `value` plus the vector `bias` along the channels: the last dimension, or the second for 'NC...'. */
export const bias_add = signature(
  ['value', 'bias', 'data_format', 'name'],
  function bias_add(
    value: TensorLike,
    bias: TensorLike,
    data_format: string | null = null,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'BiasAdd', [value, bias], (scope) => {
      const format = data_format_attr(data_format);
      const input = to_tensor(value, {name: 'input'});
      const added = to_tensor(bias, {name: 'bias', dtype: input.dtype});
      return apply(BiasAdd, {value: input, bias: added}, {data_format: format}, scope).output;
    });
  },
);

/** `nn_ops.bias_add_v1`. */
export function bias_add_v1(value: TensorLike, bias: TensorLike, name: string | null = null): Tensor {
  return op_scope(name, 'BiasAddV1', [value, bias], (scope) => {
    const input = to_tensor(value, {name: 'input'});
    const added = to_tensor(bias, {name: 'bias', dtype: input.dtype});
    return apply(BiasAddV1, {value: input, bias: added}, {}, scope).output;
  });
}

/** Half the sum of the squares of all elements. */
export const L2Loss = define_op('L2Loss', {
  inputs: {t: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(FLOATS)},
  shape: scalar_output,
});
gradient(L2Loss, (_tf, op, dy) => [(op.inputs[0] as Tensor).mul(dy)]);

/** `tf.nn.l2_loss`: half the sum of the squares of all elements. */
export const l2_loss = signature(
  ['t', 'name'],
  function l2_loss(t: TensorLike, name: string | null = null): Tensor {
    return apply(L2Loss, {t}, {}, name).output;
  },
);
