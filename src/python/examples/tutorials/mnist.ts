/**
 * The subpath `tf1/examples/tutorials/mnist`, TensorFlow's `tensorflow.examples.tutorials.mnist`:
 * `const mnist = await input_data.read_data_sets('/tmp/data/')`.
 */
export * as input_data from './mnist_input_data.ts';
