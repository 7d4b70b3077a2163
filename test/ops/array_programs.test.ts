// Functions of arrays: the graphs and values of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../support/graph_programs.ts';

function first_arrays(x: tf.Tensor): (tf.Tensor | undefined)[] {
  const run: (tf.Tensor | undefined)[] = [];
  run.push(
    tf.reshape(x, [3, 2]),
    tf.transpose(x),
    tf.transpose(x, [1, 0]),
    tf.expand_dims(x, -1),
    tf.expand_dims(x, {axis: 0}),
  );
  run.push(
    tf.squeeze(tf.constant([[[1]]])),
    tf.squeeze(tf.constant([[[1]]]), [0]),
    tf.concat([x, x], 0),
    tf.concat([x], 1),
  );
  run.push(
    tf.concat([x, x], {axis: -1, name: 'named'}),
    tf.stack([x, x], 1),
    tf.unstack(x)[0],
    tf.unstack(x, {axis: 1})[2],
  );
  run.push(
    tf.split(x, 3, 1)[1],
    tf.split(x, [1, 2], 1)[1],
    tf.tile(x, [1, 2]),
    tf.gather(x, [1, 0]),
    tf.gather(x, 2, {axis: 1}),
  );
  return run;
}

function more_arrays(x: tf.Tensor): (tf.Tensor | undefined)[] {
  const run: (tf.Tensor | undefined)[] = [];
  run.push(
    tf.slice(x, [0, 1], [-1, 2]),
    tf.pad(x, [
      [1, 0],
      [0, 1],
    ]),
    tf.one_hot([0, 2], 3),
  );
  run.push(tf.one_hot([1], 2, 5, -5, {dtype: tf.int32}));
  run.push(
    tf.where(x.greater(2), x, x.neg()),
    tf.where(x.greater(2)),
    tf.reverse(x, [0]),
    tf.boolean_mask(x, [true, false]),
  );
  run.push(
    tf.identity(x),
    tf.stop_gradient(x),
    tf.invert_permutation([2, 0, 1]),
    tf.broadcast_to(x, [2, 2, 3]),
  );
  run.push(
    tf.diag([1, 2]),
    tf.eye(2),
    tf.linspace(0, 1, 3),
    tf.sequence_mask([1, 2]),
    tf.meshgrid([1n, 2n], [3n])[0],
  );
  return run;
}

test_programs({
  arrays: () => {
    const x = tf.constant(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      tf.float32,
      {name: 'x'},
    );
    const u = tf.placeholder(tf.float32, [null, 3], {name: 'u'});
    tf.reshape(u, [-1]);
    tf.reshape(u, [tf.shape(u).getitem(0), 3, 1]);
    tf.stack([tf.shape(u).getitem(0), 2]);
    return {run: [...first_arrays(x), ...more_arrays(x)]};
  },
});
