/**
 * Trains the batch-normalised network of chapter 11 on MNIST and saves it: `npm start -- --help`.
 */
import * as tf from 'tf1';
import {input_data} from 'tf1/examples/tutorials/mnist';
import {describe_options, parse_options} from '../../src/cli/options.ts';
import {ProgressBar} from '../../src/cli/progress.ts';
import {build} from './graph.ts';

const OPTIONS = {
  epochs: {default: 20, help: 'how often to go through the 55,000 training images'},
  batch_size: {default: 200, help: 'images a training step'},
  backend: {
    default: null,
    value: 'NAME',
    help: 'what computes: tfjs-wasm, tfjs-cpu or js; by default the fastest there is',
  },
  seed: {default: 42, help: "the graph's random seed"},
  save: {default: './my_model_final.ckpt', value: 'PATH', help: 'where the checkpoint is written'},
  restore: {default: null, value: 'PATH', help: 'a checkpoint to go on from'},
  help: {default: false, help: 'show this'},
} as const;

type Options = ReturnType<typeof parse_options<typeof OPTIONS>>;
type Mnist = Awaited<ReturnType<typeof input_data.read_data_sets>>;
type Network = ReturnType<typeof build>;

/** One pass over the training images; gives the loss of the last batch. */
async function train_epoch(
  sess: tf.Session,
  network: Network,
  mnist: Mnist,
  epoch: number,
  batch_size: number,
): Promise<void> {
  const {X, y, training, loss, training_op, extra_update_ops} = network;
  const batches = Math.floor(mnist.train.num_examples / batch_size);
  const bar = new ProgressBar(`epoch ${epoch}`, batches * batch_size, process.stderr);
  for (let iteration = 1; iteration <= batches; iteration++) {
    const [X_batch, y_batch] = mnist.train.next_batch(batch_size);
    const [, , loss_value] = await sess.run([training_op, extra_update_ops, loss], {
      feed_dict: [
        [training, true],
        [X, X_batch],
        [y, y_batch],
      ],
    });
    bar.update(iteration * batch_size, `loss ${Number(loss_value).toFixed(4)}`);
  }
  bar.finish();
}

async function train(options: Options): Promise<void> {
  tf.set_random_seed(options.seed);
  const mnist = await input_data.read_data_sets();
  const network = build();
  const config = options.backend === null ? {} : {backend: options.backend};
  await tf.Session({config}).use(async (sess) => {
    if (options.restore === null) await network.init.run();
    else await network.saver.restore(sess, options.restore);
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      await train_epoch(sess, network, mnist, epoch, options.batch_size);
      const {X, y, accuracy} = network;
      const accuracy_value = await accuracy.eval({
        feed_dict: [
          [X, mnist.test.images],
          [y, mnist.test.labels],
        ],
      });
      console.log(epoch, 'Test accuracy:', String(tf.NDArray.from(accuracy_value, tf.float32)));
    }
    const save_path = await network.saver.save(sess, options.save);
    console.log('Saved to', save_path);
  });
}

async function main(args: readonly string[]): Promise<void> {
  const options = parse_options(OPTIONS, args);
  if (options.help)
    console.log(
      describe_options('npm start -- [options]: trains the network of chapter 11 on MNIST.', OPTIONS),
    );
  else await train(options);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  // What the user can mend is said in a line; what is a fault of the program keeps its stack.
  const known = error instanceof tf.errors.OpError || error instanceof tf.errors.ValueError;
  console.error(known ? String(error) : error);
  process.exitCode = 1;
});
