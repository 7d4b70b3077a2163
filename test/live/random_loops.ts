// Loops, conditionals and tensor arrays within each other, put together by chance: as a Python expression and as what the
// same does here. Values stay small, so that roundings do.
import * as tf from 'tf1';
import {random_numbers, type RandomProgram} from './random_programs.ts';

type Tensor = tf.Tensor;
/** The values that an expression may use: `x`, `w`, then the variables of the loops around, from the outermost on. */
type Values = readonly Tensor[];

/** One expression in Python and here. */
interface Expression {
  readonly python: string;
  run(values: Values, limit: Tensor): Tensor;
}
type Part = (parts: readonly Expression[]) => Expression;

const unary =
  (python: (a: string) => string, run: (a: Tensor) => Tensor): Part =>
  ([a]) => ({
    python: python((a as Expression).python),
    run: (values, limit) => run((a as Expression).run(values, limit)),
  });
const binary =
  (python: (a: string, b: string) => string, run: (a: Tensor, b: Tensor) => Tensor): Part =>
  ([a, b]) => ({
    python: python((a as Expression).python, (b as Expression).python),
    run(values, limit) {
      const left = (a as Expression).run(values, limit);
      return run(left, (b as Expression).run(values, limit));
    },
  });

const PLAIN: readonly Part[] = [
  binary(
    (a, b) => `(${a} + ${b})`,
    (a, b) => a.add(b),
  ),
  binary(
    (a, b) => `(${a} - ${b})`,
    (a, b) => a.sub(b),
  ),
  binary(
    (a, b) => `(${a} * tf.sigmoid(${b}))`,
    (a, b) => a.mul(tf.sigmoid(b)),
  ),
  unary(
    (a) => `tf.sin(${a})`,
    (a) => tf.sin(a),
  ),
  unary(
    (a) => `(-${a})`,
    (a) => a.neg(),
  ),
  unary(
    (a) => `tf.identity(${a})`,
    (a) => tf.identity(a),
  ),
  unary(
    (a) => `tf.stop_gradient(${a})`,
    (a) => tf.stop_gradient(a),
  ),
  unary(
    (a) => `tf.gather(${a}, [1, 0])`,
    (a) => tf.gather(a, [1, 0]),
  ),
  unary(
    (a) => `tf.scan(lambda s, r: s * tf.sigmoid(r), ${a})`,
    (a) => tf.scan((s, r) => s.mul(tf.sigmoid(r)), a),
  ),
  unary(
    (a) => `tf.map_fn(lambda r: tf.sin(r) + r, ${a})`,
    (a) => tf.map_fn((r) => tf.sin(r).add(r), a),
  ),
];

class Writer {
  readonly #random: () => number;
  #loops = 3;

  constructor(seed: number) {
    this.#random = random_numbers(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  /** An expression of so many levels over `count` values. */
  expression(depth: number, count: number): Expression {
    if (depth <= 0 || this.below(6) === 0) return this.#value(count);
    const kind = this.below(12);
    if (kind < 2) return this.#cond(depth, count);
    if (kind < 6 && this.#loops-- > 0) return kind < 5 ? this.#loop(depth, count) : this.#array(depth, count);
    const part = PLAIN[this.below(PLAIN.length)] as Part;
    return part([this.expression(depth - 1, count), this.expression(depth - 1, count)]);
  }

  #value(count: number): Expression {
    const index = this.below(count);
    return {python: `v${index}`, run: (values) => values[index] as Tensor};
  }

  #cond(depth: number, count: number): Expression {
    const [asked, of_true, of_false] = [1, depth - 1, depth - 1].map((d) => this.expression(d, count)) as [
      Expression,
      Expression,
      Expression,
    ];
    return {
      python: `tf.cond(tf.reduce_sum(${asked.python}) > 0.1, lambda: ${of_true.python}, lambda: ${of_false.python})`,
      run: (values, limit) =>
        tf.cond(
          tf.reduce_sum(asked.run(values, limit)).greater(0.1),
          () => of_true.run(values, limit),
          () => of_false.run(values, limit),
        ),
    };
  }

  #loop(depth: number, count: number): Expression {
    const variables = 1 + this.below(2);
    const list = (d: number, known: number): Expression[] =>
      Array.from({length: variables}, () => this.expression(d, known));
    const [first, next] = [list(depth - 2, count), list(depth - 1, count + variables)];
    const picked = 1 + this.below(variables);
    const limited = this.below(5) === 0 ? ', maximum_iterations=2' : '';
    const parallel_iterations = 1 + this.below(10);
    const names = next.map((_, i) => `v${count + i}`).join(', ');
    const texts = (parts: readonly Expression[]): string => parts.map(({python}) => python).join(', ');
    const options = {parallel_iterations, ...(limited ? {maximum_iterations: 2} : {})};
    return {
      python: `tf.while_loop(lambda i, *_: i < n, lambda i, ${names}: [i + 1, ${texts(next)}], [0, ${texts(first)}], parallel_iterations=${parallel_iterations}${limited})[${picked}]`,
      run(values, limit) {
        const start = first.map((part) => part.run(values, limit));
        const body = (i: Tensor, ...own: Tensor[]): Tensor[] => {
          const after = i.add(1);
          return [after, ...next.map((part) => part.run([...values, ...own], limit))];
        };
        return tf.while_loop((i) => i.less(limit), body, [0n, ...start], options)[picked] as Tensor;
      },
    };
  }

  #array(depth: number, count: number): Expression {
    const element = this.expression(depth - 1, count);
    return {
      python: `tf.reduce_sum(tf.while_loop(lambda i, ta: i < 2, lambda i, ta: [i + 1, ta.write(i, ${element.python})], [0, tf.TensorArray(tf.float32, 2)])[1].stack(), 0)`,
      run(values, limit) {
        const [, written] = tf.while_loop(
          (i) => i.less(2),
          (i, ta) => [i.add(1), ta.write(i, element.run(values, limit))],
          [0n, tf.TensorArray(tf.float32, 2)],
        );
        return tf.reduce_sum(written.stack(), 0);
      },
    };
  }
}

/** A program of loops in each other and its gradients, whatever the seed. */
export function random_loops(seed: number, depth: number): RandomProgram {
  const writer = new Writer(seed);
  const rows = writer.below(2) === 0 ? 'None' : '2';
  const colocate_gradients_with_ops = writer.below(3) === 0;
  const gate_gradients = writer.below(4) === 0;
  const expression = writer.expression(depth, 2);
  const python = (flag: boolean): string => (flag ? 'True' : 'False');
  const source = `def program(tf):
    n = tf.constant(2, name="n")
    v0 = tf.placeholder_with_default([[0.5, -0.25, 1.0], [0.75, 0.25, -0.5]], [${rows}, 3], name="x")
    v1 = tf.constant([[1.5, 0.75, -1.0], [0.5, 0.25, 1.0]], name="w")
    y = ${expression.python}
    slopes = tf.gradients(y, [v0, v1], colocate_gradients_with_ops=${python(colocate_gradients_with_ops)}, gate_gradients=${python(gate_gradients)})
    slopes = [None if slope is None else tf.convert_to_tensor(slope) for slope in slopes]
    return dict(init=tf.no_op(name="init"), run=[y] + [slope for slope in slopes if slope is not None], gradients=slopes)
`;
  const build = (): {loss: Tensor; gradients: (Tensor | null)[]} => {
    const limit = tf.constant(2n, {name: 'n'});
    const [x, w] = [
      [0.5, -0.25, 1.0, 0.75, 0.25, -0.5],
      [1.5, 0.75, -1.0, 0.5, 0.25, 1.0],
    ].map((row) => [row.slice(0, 3), row.slice(3)]) as [number[][], number[][]];
    const v0 = tf.placeholder_with_default(x, [rows === '2' ? 2 : null, 3], {name: 'x'});
    const v1 = tf.constant(w, {name: 'w'});
    const loss = expression.run([v0, v1], limit);
    const options = {colocate_gradients_with_ops, gate_gradients};
    const gradients = tf
      .gradients(loss, [v0, v1], options)
      .map((slope) => (slope === null ? null : tf.convert_to_tensor(slope as Tensor)));
    tf.no_op({name: 'init'});
    return {loss, gradients};
  };
  return {source, build};
}
