// A program that saves again and again until it is killed: each checkpoint holds its own number everywhere. Says each
// number when it has been saved. Argument: the folder.
import * as tf from '../../src/index.ts';
import {build_numbered} from './numbered_network.ts';

const [folder = '.'] = process.argv.slice(2);
const {number, fill, init} = build_numbered();
const saver = tf.train.Saver({max_to_keep: 3});
const sess = tf.Session({config: {backend: 'js'}});
await sess.run(init);
for (let i = 0; ; i++) {
  await sess.run(fill, [[number, i]]);
  await saver.save(sess, `${folder}/model`, {global_step: i});
  process.stdout.write(`${i}\n`);
}
