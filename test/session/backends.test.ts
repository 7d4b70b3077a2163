// Which backend a session gets: by name, as a value, by default, and where the default does not start.
import {jest} from '@jest/globals';

jest.unstable_mockModule('../../src/backends/tfjs/wasm.ts', () => ({
  create_tfjs_wasm_backend: async () => Promise.reject(new Error('no WebAssembly here')),
}));
const tf = await import('../../src/index.ts');

async function two(backend?: string): Promise<unknown> {
  const sum = tf.add(tf.placeholder_with_default(1.0, []), 1);
  return tf.Session({config: backend === undefined ? null : {backend}}).use((sess) => sess.run(sum));
}

test("the default is computed by 'js' where its packages do not start, and that is told once", async () => {
  const told = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    expect([await two(), await two()]).toEqual([2, 2]);
    expect(told.mock.calls).toEqual([
      ["WARNING:tensorflow:The backend 'tfjs-wasm' does not start, so 'js' computes: no WebAssembly here"],
    ]);
  } finally {
    told.mockRestore();
  }
});

test('a backend that is named and does not start is an error', async () => {
  await expect(two('tfjs-wasm')).rejects.toThrow('no WebAssembly here');
});

test('a name that no backend has is an error', async () => {
  const error = await two('cuda').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(tf.errors.InvalidArgumentError);
  expect((error as Error).message).toBe(
    "There is no backend 'cuda'. Known are js, tfjs-cpu, tfjs-wasm, wasm, null.",
  );
});

test("'null' plans and refuses to compute", async () => {
  const error = await two('null').catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(tf.errors.UnimplementedError);
  expect((error as Error).message).toContain('choose another for values');
});
