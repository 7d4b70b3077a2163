// Twenty epochs of the book's network on MNIST: after each, the accuracy on the test images is TensorFlow's with the same seed
// within 0.3 points. Prints both.
import {recorded_mnist, train_on_mnist} from '../support/mnist_training.ts';

test('twenty epochs of MNIST', async () => {
  const {test_accuracy_after_epoch: expected} = recorded_mnist();
  const start = performance.now();
  const trained = await train_on_mnist(expected.length);
  const seconds = (performance.now() - start) / 1000;
  const pairs = trained.map(({test_accuracy}, epoch) => [test_accuracy, expected[epoch] as number] as const);
  const lines = pairs.map(
    ([ours, theirs], epoch) => `${epoch} ${ours.toFixed(4)}, TensorFlow ${theirs.toFixed(4)}`,
  );
  process.stdout.write(`${lines.join('\n')}\n${trained.length} epochs in ${seconds.toFixed(1)} s\n`);
  const apart = pairs.filter(([ours, theirs]) => 100 * Math.abs(ours - theirs) > 0.3);
  expect(apart).toEqual([]);
}, 1_800_000);
