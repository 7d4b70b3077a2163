// Trains the book's network on MNIST as `record_mnist.py` did. Compares nothing.
import * as tf from 'tf1';
import {input_data} from 'tf1/examples/tutorials/mnist';
import {build} from '../../graphs/dnn_bn_mnist/graph.ts';
import {golden_json} from './goldens.ts';

/** What the recording holds; see test/oracle/README.md. */
export interface RecordedMnist {
  readonly seed: number;
  readonly batch_size: number;
  readonly first_loss_of_epoch: readonly number[];
  readonly test_accuracy_after_epoch: readonly number[];
}

/** What one epoch gave: the loss of its first batch, and the accuracy on the test images after it. */
export interface Epoch {
  readonly first_loss: number;
  readonly test_accuracy: number;
}

export function recorded_mnist(): RecordedMnist {
  return golden_json<RecordedMnist>('graphs/dnn_bn_mnist/golden/mnist.json');
}

/** Builds the network in the default graph, with the recording's seed, and trains it on the embedded images. */
export async function train_on_mnist(epochs: number): Promise<Epoch[]> {
  const {seed, batch_size} = recorded_mnist();
  tf.set_random_seed(seed);
  const mnist = await input_data.read_data_sets();
  const {X, y, training, training_op, extra_update_ops, loss, accuracy, init} = build();
  const trained: Epoch[] = [];
  await tf.Session().use(async (sess) => {
    await sess.run(init);
    for (let epoch = 0; epoch < epochs; epoch++) {
      const losses: number[] = [];
      const batches = Math.floor(mnist.train.num_examples / batch_size);
      for (let iteration = 0; iteration < batches; iteration++) {
        const [X_batch, y_batch] = mnist.train.next_batch(batch_size);
        const feed_dict: [tf.Tensor, unknown][] = [
          [training, true],
          [X, X_batch],
          [y, y_batch],
        ];
        const [, , value] = await sess.run([training_op, extra_update_ops, loss], {feed_dict});
        losses.push(Number(value));
      }
      const feed_dict: [tf.Tensor, unknown][] = [
        [X, mnist.test.images],
        [y, mnist.test.labels],
      ];
      const test_accuracy = Number(await accuracy.eval({feed_dict}));
      trained.push({first_loss: losses[0] as number, test_accuracy});
    }
  });
  return trained;
}
