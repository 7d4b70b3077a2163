// The network of chapter 11 as a user of tfjs would write and train it: eager operations, tfjs's tape and optimizer.
import * as tfjs from '@tensorflow/tfjs';
import {BATCH, random_batch} from './network.ts';
import type {Contender, Running} from './workload.ts';

type Matrix = tfjs.Tensor2D;

/** One layer: a product, a bias, and batch normalisation with the statistics of the batch. */
class Layer {
  readonly kernel: tfjs.Variable;
  readonly bias: tfjs.Variable;
  readonly gamma: tfjs.Variable;
  readonly beta: tfjs.Variable;
  readonly moving_mean: tfjs.Variable;
  readonly moving_variance: tfjs.Variable;

  constructor(inputs: number, units: number) {
    this.kernel = tfjs.variable(tfjs.truncatedNormal([inputs, units], 0, Math.sqrt(2 / inputs)));
    this.bias = tfjs.variable(tfjs.zeros([units]));
    this.gamma = tfjs.variable(tfjs.ones([units]));
    this.beta = tfjs.variable(tfjs.zeros([units]));
    this.moving_mean = tfjs.variable(tfjs.zeros([units]), false);
    this.moving_variance = tfjs.variable(tfjs.ones([units]), false);
  }

  apply(x: Matrix): Matrix {
    const z = tfjs.add(tfjs.matMul(x, this.kernel as tfjs.Tensor as Matrix), this.bias);
    const {mean, variance} = tfjs.moments(z, 0);
    this.#average(this.moving_mean, mean);
    this.#average(this.moving_variance, variance);
    return tfjs.batchNorm2d(
      z as Matrix,
      mean as tfjs.Tensor1D,
      variance as tfjs.Tensor1D,
      this.beta as tfjs.Tensor as tfjs.Tensor1D,
      this.gamma as tfjs.Tensor as tfjs.Tensor1D,
      1e-3,
    );
  }

  #average(moving: tfjs.Variable, value: tfjs.Tensor): void {
    moving.assign(tfjs.tidy(() => tfjs.add(tfjs.mul(moving, 0.9), tfjs.mul(value, 0.1))));
  }
}

async function start(): Promise<Running> {
  await import('@tensorflow/tfjs-backend-wasm');
  await tfjs.setBackend('wasm');
  const {images, labels} = random_batch();
  const layers = [new Layer(784, 300), new Layer(300, 100), new Layer(100, 10)];
  const optimizer = tfjs.train.sgd(0.01);
  const loss = (): tfjs.Scalar => {
    let hidden = tfjs.tensor2d(images, [BATCH, 784]);
    layers.forEach((layer, i) => {
      hidden = layer.apply(hidden);
      if (i < 2) hidden = tfjs.elu(hidden);
    });
    const one_hot = tfjs.oneHot(tfjs.tensor1d(labels, 'int32'), 10);
    return tfjs.losses.softmaxCrossEntropy(one_hot, hidden) as tfjs.Scalar;
  };
  return {
    step: () => {
      const value = optimizer.minimize(loss, true);
      value?.dataSync();
      value?.dispose();
    },
  };
}

/** tfjs's own wasm backend, used eagerly. */
export const tfjs_eager: Contender = {name: 'tfjs wasm, eager', start};
