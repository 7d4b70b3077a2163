// Activations and their gradients, elementwise; bias addition.

import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument} from '../kernel_error.ts';
import {allocate_numbers, attribute, input, number_data, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels, NumberData} from './arrays.ts';
import {binary, unary} from './elementwise.ts';
import type {BinaryRules, UnaryRules} from './elementwise.ts';
import {with_halves} from './half.ts';
import type {Round} from './half.ts';
import {sum_axes} from './sums.ts';

/** Under these names they are no look-ups of a global object in the loops. */
const {abs, exp, fround, log} = Math;

/** Minus the logarithm of the rounding unit, less two. */
const FLOAT32_THRESHOLD = 23 * Math.LN2 - 2;
const FLOAT64_THRESHOLD = 52 * Math.LN2 - 2;
const SELU_SCALE = 1.0507009873554805;
const SELU_SCALE_ALPHA = 1.7580993408473768;

/** A rule for ints too, from one for floats. */
function numbers(rule: (x: number) => number): UnaryRules {
  return {float: rule, int: rule};
}

function number_pairs(rule: (x: number, y: number) => number): BinaryRules {
  return {float: rule, int: rule};
}

/** Gradients are of one shape with what they are multiplied by; TensorFlow asks that, and so do we. */
function same_sized(kernel: JsKernel): JsKernel {
  return (inputs, attrs, context) => {
    const [gradients, features] = [input(inputs, 0), input(inputs, 1)];
    if (gradients.size !== features.size) {
      throw invalid_argument('inputs must be the same size');
    }
    return kernel(inputs, attrs, context);
  };
}

function gradient(rules: BinaryRules): JsKernel {
  return same_sized(binary(rules));
}

/** exp(x) - 1 as TensorFlow computes it: what is near zero is rounded away. */
function exponential_less_one(x: number, round: Round): number {
  return round(exp(x)) - 1;
}

/** log(1 + exp(x)); where one term is lost beside the other, the other alone. */
function softplus(x: number, round: Round): number {
  const threshold = round === fround ? FLOAT32_THRESHOLD : FLOAT64_THRESHOLD;
  const exponential = round(exp(x));
  if (x > threshold) return x;
  return x < -threshold ? exponential : log(round(exponential + 1));
}

const leaky_relu: JsKernel = (inputs, attrs, context) => {
  const alpha = attribute<number>(attrs, 'alpha', 0.2);
  return unary({
    floats: (source, target) => {
      for (let index = 0; index < source.length; index++) {
        const x = source[index] as number;
        target[index] = x > 0 ? x : x * alpha;
      }
    },
  })(inputs, attrs, context);
};

const leaky_relu_grad: JsKernel = (inputs, attrs, context) => {
  const alpha = attribute<number>(attrs, 'alpha', 0.2);
  return gradient({float: (dy, x) => (x > 0 ? dy : dy * alpha)})(inputs, attrs, context);
};

function elu_gradients(dy: NumberData, y: NumberData, target: NumberData): void {
  for (let index = 0; index < target.length; index++) {
    const [slope, output] = [dy[index] as number, y[index] as number];
    target[index] = output < 0 ? (output + 1) * slope : slope;
  }
}

export const ACTIVATION_KERNELS: JsKernels = {
  Relu: unary({...numbers((x) => (x > 0 ? x : x !== x ? x : 0)), bigint: (x) => (x > 0n ? x : 0n)}),
  ReluGrad: gradient({
    ...number_pairs((dy, x) => (x > 0 ? dy : 0)),
    bigint: (dy, x) => (x > 0n ? dy : 0n),
  }),
  Relu6: unary({
    ...numbers((x) => (x > 6 ? 6 : x > 0 ? x : x !== x ? x : 0)),
    bigint: (x) => (x > 6n ? 6n : x > 0n ? x : 0n),
  }),
  Relu6Grad: gradient({
    ...number_pairs((dy, x) => (x > 0 && x < 6 ? dy : 0)),
    bigint: (dy, x) => (x > 0n && x < 6n ? dy : 0n),
  }),
  LeakyRelu: leaky_relu,
  LeakyReluGrad: leaky_relu_grad,
  Elu: unary({float: (x, round) => (x < 0 ? exponential_less_one(x, round) : x)}),
  EluGrad: gradient({float: (dy, y) => (y < 0 ? (y + 1) * dy : dy), floats: elu_gradients}),
  Selu: unary({
    float: (x, round) => (x < 0 ? SELU_SCALE_ALPHA * exponential_less_one(x, round) : SELU_SCALE * x),
  }),
  SeluGrad: gradient({float: (dy, y) => (y < 0 ? dy * (y + SELU_SCALE_ALPHA) : dy * SELU_SCALE)}),
  Softplus: unary({float: softplus}),
  SoftplusGrad: gradient({float: (dy, x, round) => dy / round(round(exp(-x)) + 1)}),
  Softsign: unary({float: (x, round) => x / round(1 + abs(x))}),
  SoftsignGrad: gradient({float: (dy, x, round) => dy / round(round(1 + abs(x)) ** 2)}),
};

/** Index of the channels in a shape of rank 2 and more. */
function channel_axis(shape: readonly number[], data_format: string): number {
  return data_format === 'NCHW' ? 1 : shape.length - 1;
}

const bias_add: JsKernel = (inputs, attrs, context) => {
  const [value, bias] = [input(inputs, 0), input(inputs, 1)];
  const {shape} = value;
  if (shape.length < 2) {
    throw invalid_argument(`Input tensor must be at least 2D: ${shape_text(shape)}`);
  }
  if (bias.shape.length !== 1) throw invalid_argument(`Biases must be 1D: ${shape_text(bias.shape)}`);
  const axis = channel_axis(shape, attribute<string>(attrs, 'data_format', 'NHWC'));
  if (bias.size !== shape[axis]) {
    throw invalid_argument(
      axis === shape.length - 1
        ? 'Must provide as many biases as the last dimension of the input tensor: ' +
            `${shape_text(bias.shape)} vs. ${shape_text(shape)}`
        : `Must provide as many biases as the channel dimension of the input tensor: ${shape_text(bias.shape)} vs. ${shape[axis]} in ${shape_text(shape)}`,
    );
  }
  const channels = new NDArray(bias.dtype, [bias.size, ...shape.slice(axis + 1).map(() => 1)], bias.data);
  return ADD([value, channels], attrs, context);
};

const ADD = binary({
  float: (x, y) => x + y,
  int: (x, y) => x + y,
  bigint: (x, y) => x + y,
  complex: ([a, b], [c, d]) => [a + c, b + d],
});

const bias_add_grad: JsKernel = with_halves(([dy], attrs) => {
  const value = dy as NDArray;
  if (value.shape.length < 2) {
    throw invalid_argument(`Input tensor must be at least 2D: ${shape_text(value.shape)}`);
  }
  const axis = channel_axis(value.shape, attribute<string>(attrs, 'data_format', 'NHWC'));
  const axes = value.shape.map((_, index) => index).filter((index) => index !== axis);
  return sum_axes(value, axes, [value.shape[axis] ?? 0]);
});

/** Half the sum of squares. */
const l2_loss: JsKernel = with_halves(([x]) => {
  const value = x as NDArray;
  const data = number_data(value);
  let sum = 0;
  for (let index = 0; index < data.length; index++) sum += (data[index] as number) ** 2;
  const result = allocate_numbers(value.dtype, 1);
  result[0] = sum / 2;
  return new NDArray(value.dtype, [], result);
});

export const BIAS_KERNELS: JsKernels = {
  BiasAdd: bias_add,
  BiasAddV1: bias_add,
  BiasAddGrad: bias_add_grad,
  L2Loss: l2_loss,
};
