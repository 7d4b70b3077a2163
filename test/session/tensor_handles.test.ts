// Tensors that stay in the session between runs, by their handles.
import * as tf from 'tf1';

test('a kept tensor goes into other runs, is read, and is forgotten', async () => {
  const x = tf.placeholder(tf.float32, [2], {name: 'x'});
  const kept = tf.get_session_handle(x.mul(2));
  await tf.Session({config: {backend: 'js'}}).use(async (sess) => {
    const [given] = (await sess.run([kept], [[x, [1, 2]]])) as unknown[];
    const handle = given as tf.TensorHandle;
    const [holder, tensor] = tf.get_session_tensor(handle.handle, tf.float32);
    const sum = await sess.run(tf.reduce_sum(tensor), [[holder, handle.handle]]);
    expect(sum).toBe(6);
    expect(Array.from(((await handle.eval()) as tf.NDArray).data as Float32Array)).toEqual([2, 4]);
    await handle.delete();
    await expect(handle.eval()).rejects.toThrow('may have already been deleted');
    await expect(sess.run(tensor, [[holder, String(handle)]])).rejects.toThrow('is not in the session store');
  });
});
