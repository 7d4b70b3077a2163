// One epoch of the book's network on the real images, read and shuffled as TensorFlow does: its accuracy on the test images
// is TensorFlow's within 0.3 points. Twenty epochs are in test/long/.
import {recorded_mnist, train_on_mnist} from '../support/mnist_training.ts';

test('one epoch of MNIST', async () => {
  const {first_loss_of_epoch, test_accuracy_after_epoch} = recorded_mnist();
  const [epoch] = await train_on_mnist(1);
  const expected_loss = first_loss_of_epoch[0] as number;
  const apart = Math.abs((epoch?.first_loss ?? NaN) - expected_loss) / expected_loss;
  expect(apart).toBeLessThan(1e-4);
  const points = 100 * Math.abs((epoch?.test_accuracy ?? NaN) - (test_accuracy_after_epoch[0] as number));
  expect(points).toBeLessThanOrEqual(0.3);
}, 120_000);
