// Random nests of loops and conditionals: compiled runs on each backend, and the frame executor, give the same.
import * as fc from 'fast-check';
import * as tf from '../../src/index.ts';
import {make_js_backend} from '../../src/backends/js/index.ts';
import {array_differences} from '../support/comparison.ts';
import {make_executor, run_on_frames} from './frame_runs.ts';

const NUM_RUNS = 25;

/** Decisions, one after the other; when there are no more of them, all are 0. */
class Tape {
  readonly #numbers: readonly number[];
  #at = 0;

  constructor(numbers: readonly number[]) {
    this.#numbers = numbers;
  }

  pick(count: number): number {
    return (this.#numbers[this.#at++] ?? 0) % count;
  }

  one_of<T>(items: readonly T[]): T {
    return items[this.pick(items.length)] as T;
  }
}

type Vector = tf.Tensor;

/** A vector of others, by ops, conditionals and loops of at most `depth` in each other. */
function expression(tape: Tape, known: readonly Vector[], depth: number): Vector {
  const [a, b] = [tape.one_of(known), tape.one_of(known)];
  const kind = tape.pick(depth > 0 ? 8 : 4);
  const inner = (more: readonly Vector[] = []): Vector => expression(tape, [...known, ...more], depth - 1);
  switch (kind) {
    case 0:
      return tf.tanh(a.add(b));
    case 1:
      return tf.tanh(a.mul(b)).sub(b);
    case 2:
      return tf.maximum(a, tf.reverse(b, [0]));
    case 3:
      return tf.tanh(a);
    case 4:
      return tf.cond(
        tf.reduce_sum(a).less(tf.reduce_sum(b)),
        () => inner(),
        () => inner(),
      );
    case 5: {
      const count = tape.pick(4);
      const [, last] = tf.while_loop(
        (i: tf.Tensor) => i.less(count),
        (i: tf.Tensor, v: Vector) => [i.add(1), inner([v])],
        [tf.constant(0, tf.int32), a],
      );
      return last;
    }
    case 6: {
      const [, u, v] = tf.while_loop(
        (i: tf.Tensor, x: Vector, y: Vector) =>
          tf.logical_and(i.less(5), tf.reduce_sum(x).less(tf.reduce_sum(y).add(1))),
        (i: tf.Tensor, x: Vector, y: Vector) => [i.add(1), y, inner([x, y])],
        [tf.constant(0, tf.int32), a, b],
      );
      return u.sub(v);
    }
    default:
      return tf.tanh(inner().add(inner()));
  }
}

interface Built {
  readonly fetches: readonly string[];
  readonly graph: tf.Graph;
}

function build(numbers: readonly number[], with_gradients: boolean): Built {
  const graph = new tf.Graph();
  const fetches = graph.as_default(() => {
    const tape = new Tape(numbers);
    const x = tf.placeholder(tf.float32, [2], {name: 'x'});
    const values: Vector[] = [x, tf.constant([0.5, -1])];
    for (let i = 0; i < 3; i++) values.push(expression(tape, values, 2));
    const wanted = [values[3], values[4]] as [Vector, Vector];
    if (!with_gradients) return wanted;
    const [dx] = tf.gradients(wanted[1], [x]);
    return dx instanceof tf.Tensor ? [...wanted, dx] : wanted;
  });
  return {graph, fetches: fetches.map(({name}) => name)};
}

const FEED = [['x:0', [0.3, -0.7]]] as const;

async function check(numbers: readonly number[], with_gradients: boolean): Promise<void> {
  const {graph, fetches} = build(numbers, with_gradients);
  const executor = make_executor(graph, make_js_backend());
  const expected = (await run_on_frames(executor, fetches, FEED)) as tf.NDArray[];
  executor.close();
  for (const [backend, rule] of [
    ['js', 'exact'],
    ['tfjs-wasm', 'product'],
  ] as const) {
    const found = await tf.Session({graph, config: {backend}}).use(async (sess) => {
      expect(await sess.explain([...fetches], [...FEED] as never)).not.toContain('interpreted node by node');
      const values = (await sess.run([...fetches], {feed_dict: [...FEED] as never})) as tf.NDArray[];
      return values.flatMap((value, i) => array_differences(value, expected[i] as tf.NDArray, rule));
    });
    expect({backend, found}).toEqual({backend, found: []});
  }
}

const tapes = fc.array(fc.nat(999), {minLength: 20, maxLength: 60});

test('values', async () => {
  await fc.assert(
    fc.asyncProperty(tapes, (numbers) => check(numbers, false)),
    {numRuns: NUM_RUNS, seed: 3},
  );
});

test('gradients', async () => {
  await fc.assert(
    fc.asyncProperty(tapes, (numbers) => check(numbers, true)),
    {numRuns: NUM_RUNS, seed: 4},
  );
});
