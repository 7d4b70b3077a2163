/**
 * Running sums and products along an axis.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float16, float32, float64, int32} from '../types/dtypes.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {op_scope} from './op_scope.ts';
import {same_as_input} from './shape_functions.ts';

function define_scan(name: string) {
  return define_op(name, {
    inputs: {x: 'T', axis: 'Tidx'},
    outputs: {out: 'T'},
    attrs: {exclusive: bool(false), reverse: bool(false), T: type(NUMBERS), Tidx: type(INDICES, int32)},
    shape: same_as_input(),
  });
}

export const Cumsum = define_scan('Cumsum');
gradient(Cumsum, (tf, op, dy) => {
  const [exclusive, reverse] = [op.get_attr<boolean>('exclusive'), op.get_attr<boolean>('reverse')];
  return [tf.cumsum(dy, op.inputs[1], exclusive, !reverse), null];
});

export const Cumprod = define_scan('Cumprod');
gradient(Cumprod, (tf, op, dy) => {
  const [x, axis] = op.inputs as [Tensor, Tensor];
  const [exclusive, reverse] = [op.get_attr<boolean>('exclusive'), op.get_attr<boolean>('reverse')];
  const product = tf.cumprod(x, axis, exclusive, reverse);
  const out = tf.cumsum(product.mul(dy), axis, exclusive, !reverse);
  return [out.truediv(x), null];
});

/** Running logarithms of sums of exponentials. */
export const CumulativeLogsumexp = define_op('CumulativeLogsumexp', {
  inputs: {x: 'T', axis: 'Tidx'},
  outputs: {out: 'T'},
  attrs: {
    exclusive: bool(false),
    reverse: bool(false),
    T: type([float16, float32, float64]),
    Tidx: type(INDICES, int32),
  },
  shape: same_as_input(),
});
/** Positive and negative parts of the gradient go their own ways, through logarithms. */
gradient(CumulativeLogsumexp, (tf, op, dy) => {
  const [x, axis] = op.inputs as [Tensor, Tensor];
  const [exclusive, reverse] = [op.get_attr<boolean>('exclusive'), op.get_attr<boolean>('reverse')];
  const least = Number(dy.dtype.min);
  const is_positive = tf.greater(dy, 0);
  const positive = tf.where_v2(is_positive, tf.log(dy), least);
  const is_negative = tf.less(dy, 0);
  const negative = tf.where_v2(is_negative, tf.log(dy.neg()), least);
  const part = (logarithm: Tensor): Tensor => {
    const shares = tf.cumulative_logsumexp(logarithm.sub(op.outputs[0] as Tensor), axis, exclusive, !reverse);
    return tf.exp(shares.add(x));
  };
  const first = part(positive);
  return [first.sub(part(negative)), null];
});

type ScanOp = ReturnType<typeof define_scan> | typeof CumulativeLogsumexp;

function scan_function(op: ScanOp, name: string) {
  return signature(
    ['x', 'axis', 'exclusive', 'reverse', 'name'],
    function (
      x: TensorLike,
      axis: TensorLike = 0,
      exclusive = false,
      reverse = false,
      name: string | null = null,
    ): Tensor {
      return op_scope(name, op.name, [x], (scope) => {
        const tensor = to_tensor(x, {name: 'x'});
        return apply(op as typeof Cumsum, {x: tensor, axis}, {exclusive, reverse}, scope).out;
      });
    },
    {name, integer_parameters: ['axis']},
  );
}

/** `tf.cumsum`: sums of the elements up to each along `axis`; `exclusive` leaves out the element itself. */
export const cumsum = scan_function(Cumsum, 'cumsum');
/** `tf.cumprod`: products of the elements up to each along `axis`; `exclusive` leaves out the element itself. */
export const cumprod = scan_function(Cumprod, 'cumprod');
/** `tf.math.cumulative_logsumexp`: the logarithm of the running sum of the exponentials along `axis`. */
export const cumulative_logsumexp = scan_function(CumulativeLogsumexp, 'cumulative_logsumexp');
