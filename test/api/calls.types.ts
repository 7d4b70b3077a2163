// Call forms of public functions and the types of what they give. Checked by the compiler only.
import * as tf from '../../src/index.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

declare const x: tf.Tensor;
declare const v: tf.Variable;
declare const op: tf.Operation;
declare const rows: number[][];

/** Never called: what follows only has to type-check. */
export function functions(): void {
  // Any split between positional and keyword arguments.
  holds<Same<ReturnType<typeof tf.matmul>, tf.Tensor>>();
  tf.matmul(x, x);
  tf.matmul(x, v, true);
  tf.matmul(x, rows, {transpose_b: true, name: 'm'});
  tf.matmul({a: x, b: v, transpose_a: true});
  tf.matmul(x, {b: v});
  tf.matmul(x, v, tf.kwargs({name: 'm'}));
  // @ts-expect-error missing b
  tf.matmul(x);
  // @ts-expect-error missing b
  tf.matmul({a: x});
  // @ts-expect-error unknown keyword
  tf.matmul(x, v, {transpose_c: true});
  // @ts-expect-error doubled
  tf.matmul(x, v, {a: x});
  // @ts-expect-error wrong type
  tf.matmul(x, v, {transpose_a: 'yes'});
  // @ts-expect-error keywords come last
  tf.matmul({a: x}, v);

  const leaky: tf.Activation = (value) => tf.maximum(value.mul(0.01), value);
  tf.layers.dense(x, 300, leaky);
  const small: tf.ActivityRegularizer = (outputs) => tf.reduce_sum(outputs.abs());
  tf.layers.dense(x, 300, {activity_regularizer: small, kernel_constraint: (kernel) => kernel.abs()});
  const own: tf.Initializer = (shape, {dtype}) => tf.zeros(shape, dtype ?? tf.float32);
  tf.layers.dense(x, 300, {kernel_initializer: own});
  tf.layers.dense(x, 300, tf.nn.elu, {name: 'h1', kernel_initializer: tf.zeros_initializer()});
  tf.layers.dense({inputs: x, units: 300, activation: (value) => tf.maximum(value.mul(0.01), value)});
  // @ts-expect-error unknown keyword
  tf.layers.dense(x, 300, {activations: tf.nn.elu});
  // @ts-expect-error missing units
  tf.layers.dense(x, {name: 'h1'});

  tf.nn.sparse_softmax_cross_entropy_with_logits({labels: x, logits: x});
  // @ts-expect-error unknown keyword
  tf.nn.sparse_softmax_cross_entropy_with_logits({labels: x, logit: x});
  tf.placeholder(tf.float32, [null, 784], {name: 'X'});
  tf.placeholder('float32', {shape: null});
  // @ts-expect-error missing dtype
  tf.placeholder();
  // @ts-expect-error unknown keyword
  tf.reduce_mean(x, {axes: 0});
  tf.reduce_mean(x, 0, true, {name: 'mean'});
  tf.get_variable('w', [2, 3], {initializer: tf.ones_initializer(), trainable: false});
  // @ts-expect-error missing name
  tf.get_variable({shape: [2, 3]});
}

export function classes(): void {
  holds<Same<typeof made, tf.Variable>>();
  const made = tf.Variable(0, {trainable: false, name: 'v'});
  new tf.Variable({initial_value: 0});
  // @ts-expect-error unknown keyword
  tf.Variable(0, {trainible: false});
  const optimizer = tf.train.GradientDescentOptimizer(0.01);
  holds<Same<ReturnType<typeof optimizer.minimize>, tf.Operation>>();
  optimizer.minimize(x, {var_list: [v], global_step: v});
  new tf.train.GradientDescentOptimizer({learning_rate: 0.01, use_locking: true});
  // @ts-expect-error missing learning_rate
  tf.train.GradientDescentOptimizer();
  // @ts-expect-error unknown keyword
  optimizer.minimize(x, {variables: [v]});
  tf.train.Saver({max_to_keep: 3});
  // @ts-expect-error unknown keyword
  tf.train.Saver({keep: 3});
  tf.Session({config: {backend: 'js', log_device_placement: true}});
  tf.Session('', tf.Graph(), tf.ConfigProto({allow_soft_placement: true}));
  // @ts-expect-error unknown keyword
  tf.Session({configuration: {}});
  // @ts-expect-error no such method
  void x.add_;
  x.rsub(1).getitem(':', [0, 3, 2], '...', null);
  v.assign_add(1, {use_locking: true});
  // @ts-expect-error unknown keyword
  v.assign(1, {locking: true});
}

export function scopes(): void {
  // A scope gives what its callback gives, with its literal type.
  const pair = tf.name_scope('a', (scope) => [scope, x, 3]);
  holds<Same<typeof pair, readonly [string, tf.Tensor, 3]>>();
  const record = tf.variable_scope('a', {reuse: tf.AUTO_REUSE}, (scope) => ({loss: x, name: scope.name}));
  holds<Same<typeof record.loss, tf.Tensor>>();
  holds<Same<typeof record.name, string>>();
  const made = tf.control_dependencies([op, v], () => op);
  holds<Same<typeof made, tf.Operation>>();
  holds<Same<ReturnType<typeof named>, tf.Scope<string>>>();
  const named = () => tf.name_scope('a');
  const entered = tf.variable_scope('a');
  holds<Same<typeof entered.name, string>>();
  tf.variable_scope({name_or_scope: 'a', initializer: tf.zeros_initializer()}, () => x);
  // @ts-expect-error unknown keyword
  tf.variable_scope('a', {reuses: true}, () => x);
  // @ts-expect-error wrong type
  tf.name_scope(3, () => x);
}

export function own(): void {
  const norm = tf.signature(['threshold', 'axes', 'name'], (threshold: number, axes = 1, name = 'n') => [
    threshold,
    axes,
    name,
  ]);
  norm(1);
  norm(1, {name: 'm'});
  norm({threshold: 1, axes: 2});
  // @ts-expect-error unknown keyword
  norm(1, {axis: 2});
  // @ts-expect-error missing threshold
  norm({axes: 2});
  const layer = tf.partial(tf.layers.dense, {activation: tf.nn.elu, units: 3});
  holds<Same<ReturnType<typeof layer>, tf.Tensor>>();
  layer(x, {name: 'h1'});
  layer(x, {units: 4});
  // @ts-expect-error unknown keyword
  layer(x, {unit: 4});
  // @ts-expect-error unknown keyword
  tf.partial(tf.layers.dense, {activations: tf.nn.elu});
}

/** Results have the structure of the fetches. */
export async function runs(session: tf.Session): Promise<void> {
  const [loss, nothing, value] = await session.run([x, op, v], {feed_dict: [[x, rows]]});
  holds<Same<typeof loss, tf.Value>>();
  holds<Same<typeof nothing, null>>();
  holds<Same<typeof value, tf.Value>>();
  const {a, b} = await session.run({a: x, b: [op, [v]]}, new Map([[x, rows]]));
  holds<Same<typeof a, tf.Value>>();
  holds<Same<typeof b, [null, [tf.Value]]>>();
  const summed = await session.use(async (sess) => [await sess.run(x), 'done'] as const);
  holds<Same<typeof summed, readonly [tf.Value, 'done']>>();
  const many = await session.run([x, v].map((element) => element));
  holds<Same<typeof many, tf.Value[]>>();
  await session.run({fetches: x, feed_dict: {'x:0': 1}});
  // @ts-expect-error unknown keyword
  await session.run(x, {feeds: [[x, rows]]});
  await x.eval([[x, 1]], session);
  await x.eval({feed_dict: [[x, 1]], session});
  await op.run({feed_dict: new Map([[x, 1]])});
}
