// Programs that chance puts together, as Python text and as what the same text does here. All values are float32 of shape
// [2, 3] in a run, so that any step fits any other; none grows without bounds, so that roundings do not either, and the
// fed ones are away from where functions jump.
import * as tf from 'tf1';

type Tensor = tf.Tensor;

/** What a program is about: its placeholder of [?, 3] and all values so far. */
interface Values {
  readonly X: Tensor;
  readonly list: Tensor[];
}

/** One step: its Python line, without the name that it gives, and the same here. */
interface Form {
  python(a: string, b: string, number: number): string;
  run(a: Tensor, b: Tensor, number: number, values: Values): Tensor;
}

const FORMS: readonly Form[] = [
  {python: (a, b) => `${a} + ${b}`, run: (a, b) => a.add(b)},
  {python: (a, b) => `${a} - ${b}`, run: (a, b) => a.sub(b)},
  {python: (a, b) => `${a} * tf.tanh(${b})`, run: (a, b) => a.mul(tf.tanh(b))},
  {python: (a, b) => `${a} / (${b} * ${b} + 1.5)`, run: (a, b) => a.truediv(b.mul(b).add(1.5))},
  {python: (a) => `0.5 - ${a}`, run: (a) => a.rsub(0.5)},
  {python: (a) => `-${a}`, run: (a) => a.neg()},
  {python: (a) => `tf.tanh(${a})`, run: (a) => tf.tanh(a)},
  {python: (a) => `tf.sigmoid(${a})`, run: (a) => tf.sigmoid(a)},
  {python: (a) => `tf.nn.elu(${a})`, run: (a) => tf.nn.elu(a)},
  {python: (a) => `tf.nn.softmax(${a})`, run: (a) => tf.nn.softmax(a)},
  {python: (a) => `tf.stop_gradient(${a})`, run: (a) => tf.stop_gradient(a)},
  {
    python: (a, b) => `tf.add_n([${a}, ${b}, X], name="total")`,
    run: (a, b, _, {X}) => tf.add_n([a, b, X], {name: 'total'}),
  },
  {
    python: (a, b) => `tf.matmul(tf.tanh(tf.matmul(${a}, ${b}, transpose_b=True)), X)`,
    run: (a, b, _, {X}) => tf.matmul(tf.tanh(tf.matmul(a, b, {transpose_b: true})), X),
  },
  {
    python: (a) => `${a} - tf.reduce_mean(${a}, axis=0)`,
    run: (a) => a.sub(tf.reduce_mean(a, {axis: 0})),
  },
  {
    python: (a, b) => `${a} * tf.sigmoid(tf.reduce_sum(${b}, axis=1, keepdims=True))`,
    run: (a, b) => a.mul(tf.sigmoid(tf.reduce_sum(b, {axis: 1, keepdims: true}))),
  },
  {
    python: (a) => `tf.reshape(tf.reshape(${a}, [-1]), [2, 3])`,
    run: (a) => tf.reshape(tf.reshape(a, [-1]), [2, 3]),
  },
  {python: (a) => `tf.transpose(tf.transpose(${a}))`, run: (a) => tf.transpose(tf.transpose(a))},
  {
    python: (a, b) => `tf.concat([${a}[:, :1], ${b}[:, 1:]], 1)`,
    run: (a, b) => tf.concat([a.getitem(':', ':1'), b.getitem(':', '1:')], 1),
  },
  {
    python: (a, b) => `tf.where(X > 0.1, ${a}, ${b})`,
    run: (a, b, _, {X}) => tf.where(X.greater(0.1), a, b),
  },
  {
    python: (a) => `tf.cast(tf.cast(${a}, tf.float64) * 2.0, tf.float32)`,
    run: (a) => tf.cast(tf.cast(a, tf.float64).mul(2), tf.float32),
  },
  {
    python: (a, b) =>
      `tf.cond(tf.reduce_sum(X) > 0.0, lambda: ${a} * tf.sigmoid(${b}), lambda: tf.tanh(${a}))`,
    run: (a, b, _, {X}) =>
      tf.cond(
        tf.reduce_sum(X).greater(0),
        () => a.mul(tf.sigmoid(b)),
        () => tf.tanh(a),
      ),
  },
  {
    python: (a, _, n) =>
      `${a} + tf.get_variable("v${n}", [3], initializer=tf.random_uniform_initializer(-1.0, 1.0))`,
    run: (a, _, n) =>
      a.add(tf.get_variable(`v${n}`, [3], {initializer: tf.random_uniform_initializer(-1, 1)})),
  },
  {
    python: (a, _, n) => `tf.layers.dense(${a}, 3, activation=tf.nn.elu, name="layer${n}")`,
    run: (a, _, n) => tf.layers.dense(a, 3, {activation: tf.nn.elu, name: `layer${n}`}),
  },
];

const SCOPES: readonly {
  python(a: string): string;
  run(a: Tensor, body: () => void): void;
}[] = [
  {python: () => 'tf.name_scope("scope")', run: (_, body) => tf.name_scope('scope', body)},
  {python: () => 'tf.variable_scope("vars")', run: (_, body) => tf.variable_scope('vars', body)},
  {python: (a) => `tf.control_dependencies([${a}])`, run: (a, body) => tf.control_dependencies([a], body)},
];

/** A program as Python's text, and the same in the default graph. */
export interface RandomProgram {
  readonly source: string;
  build(): {readonly loss: Tensor; readonly gradients: readonly (Tensor | null)[]};
}

type Step = (values: Values) => void;

/** Numbers from 0 to 1 that the seed decides. */
export function random_numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

class Writer {
  readonly lines: string[] = [];
  readonly #random: () => number;
  #count = 1;

  constructor(seed: number) {
    this.#random = random_numbers(seed);
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  /** A value so far, the later the likelier. */
  #value(): number {
    return this.#count - 1 - Math.floor(this.#below(this.#count) * this.#random());
  }

  #form(indent: string): Step {
    const [a, b, number] = [this.#value(), this.#value(), this.#count++];
    const form = FORMS[this.#below(FORMS.length)] as Form;
    this.lines.push(`${indent}t${number} = ${form.python(`t${a}`, `t${b}`, number)}`);
    return (values) => {
      values.list[number] = form.run(values.list[a] as Tensor, values.list[b] as Tensor, number, values);
    };
  }

  #scope(count: number, indent: string): Step {
    const scope = SCOPES[this.#below(SCOPES.length)] as (typeof SCOPES)[0];
    const a = this.#value();
    this.lines.push(`${indent}with ${scope.python(`t${a}`)}:`);
    const body = this.steps(count, `${indent}    `);
    return (values) => scope.run(values.list[a] as Tensor, () => body.forEach((step) => step(values)));
  }

  steps(count: number, indent: string): Step[] {
    const steps: Step[] = [];
    for (let left = count; left > 0;) {
      const inside = this.#random() < 0.2 ? Math.min(left, 1 + this.#below(4)) : 0;
      steps.push(inside > 0 ? this.#scope(inside, indent) : this.#form(indent));
      left -= Math.max(inside, 1);
    }
    return steps;
  }
}

/** The program of a seed, of so many steps. */
export function random_program(seed: number, count: number): RandomProgram {
  const writer = new Writer(seed);
  const steps = writer.steps(count, '    ');
  const source = `def program(tf):
    tf.set_random_seed(${seed % 1000})
    X = tf.placeholder(tf.float32, [None, 3], name="X")
    t0 = X
${writer.lines.join('\n')}
    loss = tf.reduce_sum(t${count} * t${count}, name="loss")
    gradients = tf.gradients(loss, [X] + tf.trainable_variables())
    run = [loss] + [each for each in gradients if each is not None]
    feed = {"X:0": [[0.5, -0.25, 0.75], [-1.0, 0.3, 0.2]]}
    return {"gradients": gradients, "run": run, "feed": feed, "init": tf.global_variables_initializer()}
`;
  const build: RandomProgram['build'] = () => {
    tf.set_random_seed(seed % 1000);
    const X = tf.placeholder(tf.float32, [null, 3], {name: 'X'});
    const values = {X, list: [X]};
    for (const step of steps) step(values);
    const last = values.list[count] as Tensor;
    const loss = tf.reduce_sum(last.mul(last), {name: 'loss'});
    const gradients = tf.gradients(loss, [X, ...tf.trainable_variables()]) as (Tensor | null)[];
    tf.global_variables_initializer();
    return {loss, gradients};
  };
  return {source, build};
}
