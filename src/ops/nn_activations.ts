/**
 * Activation functions: each with its gradient, which is an op of its own.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, float, type, type Op} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import {float32, qint8, type DType} from '../types/dtypes.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {FLOATS, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {cast} from './math_cast.ts';
import {op_scope} from './op_scope.ts';
import {merge_shapes, same_as_input} from './shape_functions.ts';

type ActivationOp = Op<{readonly features: 'T'}, {readonly activations: 'T'}>;
type PlainActivation = Op<{readonly features: 'T'}, {readonly activations: 'T'}, Record<never, never>>;

function define_activation(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {features: 'T'},
    outputs: {activations: 'T'},
    attrs: {T: type(dtypes)},
    shape: same_as_input(),
  });
}

/** Both inputs have the shape of the output. */
const same_as_both: ShapeFunction = ({shapes: [x, y]}) => [merge_shapes(x as TensorShape, y as TensorShape)];

/** The gradient of an activation, from that which comes in and the activation's input. */
function define_by_features(name: string, dtypes: readonly DType[]) {
  return define_op(name, {
    inputs: {gradients: 'T', features: 'T'},
    outputs: {backprops: 'T'},
    attrs: {T: type(dtypes)},
    shape: same_as_both,
  });
}

/** The same, from the activation's output. */
function define_by_outputs(name: string) {
  return define_op(name, {
    inputs: {gradients: 'T', outputs: 'T'},
    outputs: {backprops: 'T'},
    attrs: {T: type(FLOATS)},
    shape: same_as_both,
  });
}

/** `tf.nn.<name>(features)`: one node of the op. */
function activation_function(op: ActivationOp, name: string) {
  const plain = op as PlainActivation;
  return signature(
    ['features', 'name'],
    function (features: TensorLike, name: string | null = null): Tensor {
      return apply(plain, {features}, {}, name).activations;
    },
    {name},
  );
}

const inputs_of = (op: Operation): [Tensor, Tensor] => op.inputs as [Tensor, Tensor];

/** Zeros of the shape of `x`, as gradients of gradients that vanish almost everywhere. */
function no_curvature(tf: OpBuilders, x: Tensor): Tensor {
  return tf.zeros(tf.shape(x), x.dtype);
}

/** max(features, 0). */
export const Relu = define_activation('Relu', [...REAL_NUMBERS, qint8]);
export const ReluGrad = define_by_features('ReluGrad', REAL_NUMBERS);
gradient(Relu, (_tf, op, dy) => [
  apply(ReluGrad, {gradients: dy, features: op.outputs[0] as Tensor}, {}).backprops,
]);
gradient(ReluGrad, (tf, op, dy) => {
  const [, x] = inputs_of(op);
  return [apply(ReluGrad, {gradients: dy, features: x}, {}).backprops, no_curvature(tf, x)];
});

/** `tf.nn.relu`: max(features, 0). */
export const relu = activation_function(Relu, 'relu');

/** min(max(features, 0), 6). */
export const Relu6 = define_activation('Relu6', REAL_NUMBERS);
export const Relu6Grad = define_by_features('Relu6Grad', REAL_NUMBERS);
gradient(Relu6, (_tf, op, dy) => [
  apply(Relu6Grad, {gradients: dy, features: op.outputs[0] as Tensor}, {}).backprops,
]);
gradient(Relu6Grad, (tf, op, dy) => {
  const [, x] = inputs_of(op);
  return [apply(Relu6Grad, {gradients: dy, features: x}, {}).backprops, no_curvature(tf, x)];
});

/** `tf.nn.relu6`: min(max(features, 0), 6). */
export const relu6 = signature(
  ['features', 'name'],
  function relu6(features: TensorLike, name: string | null = null): Tensor {
    return op_scope(name, 'Relu6', [features], (scope) => {
      const tensor = to_tensor(features, {name: 'features'});
      return apply(Relu6, {features: tensor}, {}, scope).activations;
    });
  },
);

/** exp(features) - 1 below zero, else features. */
export const Elu = define_activation('Elu', FLOATS);
export const EluGrad = define_by_outputs('EluGrad');
gradient(Elu, (_tf, op, dy) => [
  apply(EluGrad, {gradients: dy, outputs: op.outputs[0] as Tensor}, {}).backprops,
]);
gradient(EluGrad, (tf, op, dy) => {
  const [gradients, outputs] = inputs_of(op);
  const first = apply(EluGrad, {gradients: dy, outputs}, {}).backprops;
  return [first, tf.where(outputs.less(0), dy.mul(gradients), tf.zeros_like(outputs))];
});

/** `tf.nn.elu`: exp(features) - 1 below zero, else features. */
export const elu = activation_function(Elu, 'elu');

/** scale * alpha * (exp(features) - 1) below zero, else scale * features. */
export const Selu = define_activation('Selu', FLOATS);
export const SeluGrad = define_by_outputs('SeluGrad');
gradient(Selu, (_tf, op, dy) => [
  apply(SeluGrad, {gradients: dy, outputs: op.outputs[0] as Tensor}, {}).backprops,
]);
gradient(SeluGrad, (tf, op, dy) => {
  const [gradients, outputs] = inputs_of(op);
  const first = apply(SeluGrad, {gradients: dy, outputs}, {}).backprops;
  return [first, tf.where(outputs.less(0), dy.mul(gradients), tf.zeros_like(outputs))];
});

/** `tf.nn.selu`: the scaled exponential linear unit. */
export const selu = activation_function(Selu, 'selu');

/** log(exp(features) + 1). */
export const Softplus = define_activation('Softplus', FLOATS);
export const SoftplusGrad = define_by_features('SoftplusGrad', FLOATS);
gradient(Softplus, (tf, op, dy) => [dy.mul(tf.sigmoid(op.inputs[0] as Tensor))]);
gradient(SoftplusGrad, (tf, op, ddx) => {
  const [dy, x] = inputs_of(op);
  return ddx.graph.control_dependencies([ddx], () => {
    const ddy = apply(SoftplusGrad, {gradients: ddx, features: x}, {}).backprops;
    return [ddy, ddx.mul(dy).truediv(tf.exp(x.neg()).add(2).add(tf.exp(x)))];
  });
});

/** `tf.nn.softplus`: log(exp(features) + 1). */
export const softplus = activation_function(Softplus, 'softplus');

/** features / (abs(features) + 1). */
export const Softsign = define_activation('Softsign', FLOATS);
export const SoftsignGrad = define_by_features('SoftsignGrad', FLOATS);
gradient(Softsign, (_tf, op, dy) => [
  apply(SoftsignGrad, {gradients: dy, features: op.inputs[0] as Tensor}, {}).backprops,
]);

/** `tf.nn.softsign`: features / (abs(features) + 1). */
export const softsign = activation_function(Softsign, 'softsign');

/** max(features, alpha * features). */
export const LeakyRelu = define_op('LeakyRelu', {
  inputs: {features: 'T'},
  outputs: {activations: 'T'},
  attrs: {alpha: float(0.2), T: type(FLOATS, float32)},
  shape: same_as_input(),
});
export const LeakyReluGrad = define_op('LeakyReluGrad', {
  inputs: {gradients: 'T', features: 'T'},
  outputs: {backprops: 'T'},
  attrs: {alpha: float(0.2), T: type(FLOATS, float32)},
  shape: same_as_both,
});
gradient(LeakyRelu, (_tf, op, dy) => {
  const alpha = op.get_attr<number>('alpha');
  return [apply(LeakyReluGrad, {gradients: dy, features: op.inputs[0] as Tensor}, {alpha}).backprops];
});
gradient(LeakyReluGrad, (tf, op, dy) => {
  const [, x] = inputs_of(op);
  const alpha = op.get_attr<number>('alpha');
  return [apply(LeakyReluGrad, {gradients: dy, features: x}, {alpha}).backprops, no_curvature(tf, x)];
});

/** `tf.nn.leaky_relu`: features, below zero times `alpha`. Integers become float32. */
export const leaky_relu = signature(
  ['features', 'alpha', 'name'],
  function leaky_relu(
    features: TensorLike,
    alpha: number | NDArray = 0.2,
    name: string | null = null,
  ): Tensor {
    return op_scope(name, 'LeakyRelu', [features, alpha], (scope) => {
      const tensor = to_tensor(features, {name: 'features'});
      const real = tensor.dtype.is_integer ? cast(tensor, float32) : tensor;
      const slope = typeof alpha === 'number' ? alpha : Number(alpha.item());
      return apply(LeakyRelu, {features: real}, {alpha: slope}, scope).activations;
    });
  },
);
