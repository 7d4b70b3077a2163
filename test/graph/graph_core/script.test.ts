// Functions of the program as nodes: the graphs of real TensorFlow, and what functions may do that Python's may not.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';

/** A function of each element. */
function mapped(f: (value: number) => number): (array: tf.NDArray) => tf.NDArray {
  return (array) =>
    tf.NDArray(
      array.dtype,
      array.shape,
      Float32Array.from(array.data as Float32Array, (value) => f(value)),
    );
}

const doubled = mapped((value) => value * 2);
const as_integers = ({data, shape}: tf.NDArray): tf.NDArray =>
  tf.NDArray(tf.int32, shape, Int32Array.from(data as Float32Array));

test_programs({
  py_func_of_one: () => {
    const x = tf.placeholder_with_default([1.0, 2.0], [null], {name: 'x'});
    const y = tf.py_func(doubled, [x], tf.float32);
    const none = tf.gradients(y, [x])[0] === null;
    return {run: [y, y.add(1.0)], shape: String(y.shape), none};
  },

  py_func_of_several: () => {
    const f = ({data}: tf.NDArray, b: tf.NDArray): unknown[] => [
      (data as Float32Array).reduce((sum, value) => sum + value, 0),
      (b.data as Int32Array).toReversed(),
      'text',
      [true, false],
    ];
    const types = [tf.float32, tf.int32, tf.string, tf.bool];
    const outputs = tf.name_scope('scope', () =>
      tf.py_func(f, [tf.constant([1.5, 2.5]), [1n, 2n, 3n]], types, {name: 'several'}),
    );
    return {run: outputs};
  },

  py_func_stateless: () => {
    const next = ({data, shape}: tf.NDArray): tf.NDArray =>
      tf.NDArray(
        tf.int64,
        shape,
        (data as BigInt64Array).map((value) => value + 1n),
      );
    const one_two = tf.constant([[1n, 2n]], {dtype: tf.int64});
    const y = tf.py_func((array) => [next(array)], [one_two], [tf.int64], {stateful: false});
    const z = tf.py_func(() => 3.5, [], tf.float64, {stateful: false, name: 'constant'});
    return {run: [y[0], z]};
  },

  py_func_of_texts: () => {
    const louder = (array: tf.NDArray): tf.NDArray =>
      tf.NDArray.from(
        (array.toArray() as string[]).map((text) => `${text}!`),
        tf.string,
      );
    return {run: tf.py_func(louder, [tf.constant(['a', 'bc'])], tf.string)};
  },

  py_func_in_cond_and_loop: () => {
    const x = tf.constant(3.0, {name: 'x'});
    const y = tf.cond(
      x.greater(1.0),
      () => tf.py_func(doubled, [x], tf.float32),
      () => x,
    );
    const [, z] = tf.while_loop(
      (i: tf.Tensor) => i.less(3n),
      (i: tf.Tensor, a: tf.Tensor) => {
        const next = tf.py_func(doubled, [a], tf.float32);
        next.set_shape([]);
        return [i.add(1n), next] as const;
      },
      [0n, x],
    );
    return {run: [y, z]};
  },

  numpy_function: () => {
    const x = tf.constant([4.0, 9.0]);
    const y = tf.numpy_function(mapped(Math.sqrt), [x], tf.float32, {name: 'roots'});
    const z = tf.numpy_function((array) => [array, as_integers(array)], [x], [tf.float32, tf.int32]);
    return {run: [y, ...z]};
  },

  py_function: () => {
    const x = tf.constant([4.0, 9.0]);
    const y = tf.py_function(doubled, [x], tf.float32);
    const z = tf.py_function((a, b) => [b, a], [x, 3n], [tf.int32, tf.float32], {name: 'swapped'});
    return {run: [y, ...z]};
  },

  py_func_no_values: () => {
    const call = tf.py_func(() => null, [tf.constant(1.0)], []);
    return {run: tf.control_dependencies([call], () => tf.constant(2.0))};
  },

  py_func_not_callable: () => {
    tf.py_func(untyped<() => number>(3n), [tf.constant(1.0)], tf.float32);
  },

  py_func_count: () => {
    const run = tf.py_func(() => [1.0, 2.0], [], [tf.float32]);
    return {run};
  },

  py_func_dtype: () => {
    const run = tf.py_func(
      (array) => Float64Array.from(array.data as Float32Array),
      [tf.constant([1.0])],
      tf.float32,
    );
    return {run};
  },

  py_func_missing: () => {
    const list = {type: [tf.float32.as_datatype_enum]};
    const attr = new Map<string, object>([
      ['token', {s: new TextEncoder().encode('pyfunc_1000')}],
      ['Tin', {list: {}}],
      ['Tout', {list}],
    ]);
    tf.import_graph_def(tf.GraphDef({node: [{name: 'call', op: 'PyFunc', attr}]}), {name: ''});
    return {run: tf.get_default_graph().get_tensor_by_name('call:0')};
  },
});

/** A promise, and how it is kept. */
function pending<T>(): {promise: Promise<T>; keep: (value: T) => void} {
  let keep = (_value: T): void => {};
  const promise = new Promise<T>((resolve) => {
    keep = resolve;
  });
  return {promise, keep};
}

describe('functions that wait', () => {
  test('other runs go on meanwhile', async () => {
    const {promise, keep} = pending<number>();
    const y = tf.py_func(async () => promise, [], tf.float32);
    const z = tf.constant(2.0);
    await tf.Session().use(async (sess) => {
      const waiting = sess.run(y.mul(z));
      expect(await sess.run(z)).toBe(2);
      keep(3);
      expect(await waiting).toBe(6);
    });
  });

  test('a run that takes too long is given up', async () => {
    const y = tf.py_func(async () => pending<number>().promise, [], tf.float32);
    await tf.Session().use(async (sess) => {
      const run = sess.run(y, {options: tf.RunOptions({timeout_in_ms: 20})});
      await expect(run).rejects.toMatchObject({name: 'DeadlineExceededError'});
      expect(await sess.run(tf.constant(1.0))).toBe(1);
    });
  });

  test('what a promise is broken with is told', async () => {
    const cause = new Error('not today');
    const y = tf.py_func(async () => Promise.reject(cause), [], tf.float32, {name: 'later'});
    await tf.Session().use(async (sess) => {
      const expected = {name: 'UnknownError', op: {name: 'later'}, cause};
      await expect(sess.run(y)).rejects.toMatchObject(expected);
    });
  });
});

test.each([
  [new tf.errors.NotImplementedError('no'), 'UnimplementedError'],
  [new RangeError('no'), 'InvalidArgumentError'],
  [new TypeError('no'), 'InvalidArgumentError'],
  [new tf.errors.OutOfRangeError(null, null, 'no'), 'UnknownError'],
])('%s', async (cause, name) => {
  const fail = (): never => {
    throw cause;
  };
  const y = tf.py_func(fail, [], tf.float32);
  await tf.Session().use(async (sess) => {
    await expect(sess.run(y)).rejects.toMatchObject({name, cause});
  });
});

test('a whole number is of the type that is expected, a bigint an int64', async () => {
  const y = tf.py_func(
    () => [1, 1n, [1, 2], new Uint8Array([65])],
    [],
    [tf.float64, tf.int64, tf.complex64, tf.string],
  );
  await tf.Session().use(async (sess) => {
    const [a, b, c, d] = await sess.run(y);
    expect([a, b, (c as tf.NDArray).dtype.name, d]).toEqual([1, 1, 'complex64', 'A']);
  });
});

test('gradients through a function of eager tensors are refused', () => {
  const x = tf.constant(1.0);
  const y = tf.py_function((a) => a, [x], tf.float32);
  expect(() => tf.gradients(y, [x])).toThrow(/is not differentiated|are not differentiated/);
});
