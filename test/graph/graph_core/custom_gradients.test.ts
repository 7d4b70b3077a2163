// Functions and op types with gradients of their own: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';
import {untyped} from '../../support/mistakes.ts';

const x_of = (value: number | number[]): tf.Tensor => tf.constant(value, {name: 'x'});
const one_two = (): tf.Tensor => tf.constant([1.0, 2.0]);
const threes = (name: string, use_resource: boolean): tf.Variable =>
  tf.get_variable(name, [2], {initializer: tf.constant_initializer(3.0), use_resource});
/** A gradient that takes variables, for a result of one tensor. */
type OfVariables = {readonly variables: readonly tf.Variable[]};

test_programs({
  custom_gradient_of_one: () => {
    const log1pexp = tf.custom_gradient((x: tf.Tensor) => {
      const e = tf.exp(x);
      const y = tf.math.log(e.radd(1));
      return [y, (dy: tf.Tensor) => dy.mul(e.radd(1).rtruediv(1).rsub(1))];
    });
    const x = x_of([100.0, -1.0]);
    const y = log1pexp(x);
    return {run: [y, ...tf.gradients(y, [x])]};
  },

  custom_gradient_of_two: () => {
    const f = tf.custom_gradient((x: tf.Tensor, y: tf.Tensor) => {
      const grad = (d_sum: tf.Tensor) => [d_sum.mul(10.0), null];
      return [[x.add(y), x.mul(y)] as const, grad];
    });
    const x = x_of(2.0);
    const [total, product] = f(x, 3.0);
    const run = [total, product, ...tf.gradients(tf.square(product), [x]), ...tf.gradients(total, [x])];
    return {run};
  },

  custom_gradient_nested: () => {
    const inner = tf.custom_gradient((x: tf.Tensor) => [tf.square(x), (dy: tf.Tensor) => dy.mul(x).mul(3.0)]);
    const outer = tf.custom_gradient((x: tf.Tensor) => {
      const y = inner(x);
      const grad = (da: tf.Tensor, db: tf.Tensor) => tf.gradients([y], [x], {grad_ys: [da.add(db)]});
      return [{b: y, a: tf.sin(y)}, grad];
    });
    const {x, ys} = tf.name_scope('scope', () => {
      const inside = tf.placeholder_with_default([1.0, 2.0], [null], {name: 'x'});
      return {x: inside, ys: outer(inside)};
    });
    const gradients = tf.gradients(ys.a.add(ys.b), [x]);
    return {run: [ys.a, ys.b, ...gradients]};
  },

  custom_gradient_variable: () => {
    const f = tf.custom_gradient((x: tf.Tensor) => {
      const v = threes('v', true);
      const grad = (dy: tf.Tensor, {variables}: OfVariables) => [
        dy.mul(2.0),
        variables.map(() => dy.mul(5.0)),
      ];
      return [x.mul(v), grad];
    });
    const x = x_of([1.0, 2.0]);
    const y = f(x);
    const [v] = tf.trainable_variables() as [tf.Variable];
    const init = tf.global_variables_initializer();
    return {run: [y, ...tf.gradients(y, [x, v])], init};
  },

  custom_gradient_old_variable: () => {
    const w = tf.get_variable('w', [2], {initializer: tf.constant_initializer(3.0)});
    const init = tf.global_variables_initializer();
    const grad = (dy: tf.Tensor, _keywords: OfVariables) => [dy.mul(2.0), [dy.mul(7.0)]];
    const f = tf.custom_gradient((x: tf.Tensor) => [x.mul(w), grad]);
    const x = x_of([1.0, 2.0]);
    const y = f(x);
    return {run: [y, ...tf.gradients(y, [x, w])], init};
  },

  custom_gradient_in_loop: () => {
    const grad = (dy: tf.Tensor) => tf.clip_by_value(dy, -0.5, 0.5);
    const clipped = tf.custom_gradient((x: tf.Tensor) => [tf.identity(x), grad]);
    const x = x_of([1.5, -2.0]);
    const [, y] = tf.while_loop(
      (i: tf.Tensor) => i.less(3n),
      (i: tf.Tensor, a: tf.Tensor) => [i.add(1n), clipped(a.mul(a))] as const,
      [0n, x],
    );
    const z = tf.cond(
      x.getitem(0).greater(0.0),
      () => clipped(x.mul(3.0)),
      () => x,
    );
    return {run: [y, z, ...tf.gradients(y, [x]), ...tf.gradients(z, [x])]};
  },

  custom_gradient_second_order: () => {
    const cube = tf.custom_gradient((x: tf.Tensor) => [
      x.mul(x).mul(x),
      (dy: tf.Tensor) => dy.mul(3.0).mul(tf.square(x)),
    ]);
    const x = x_of(2.0);
    const [first] = tf.gradients(cube(x), [x]) as [tf.Tensor];
    return {run: [first, ...tf.gradients(first, [x])]};
  },

  custom_gradient_new_reference: () => {
    const f = tf.custom_gradient((x: tf.Tensor) => {
      const v = tf.get_variable('v', [2], {use_resource: false});
      return [x.mul(v), (dy: tf.Tensor, _keywords: OfVariables) => [dy, [dy]]];
    });
    f(one_two());
  },

  custom_gradient_variables_not_taken: () => {
    const v = tf.get_variable('v', [2], {use_resource: true});
    tf.custom_gradient((x: tf.Tensor) => [x.mul(v), (dy: tf.Tensor) => dy])(one_two());
  },

  custom_gradient_variables_not_used: () => {
    const grad = (dy: tf.Tensor, _keywords: OfVariables) => [dy, []];
    tf.custom_gradient((x: tf.Tensor) => [x.mul(2.0), grad])(one_two());
  },

  custom_gradient_variables_count: () => {
    const v = tf.get_variable('v', [2], {use_resource: true});
    const grad = (dy: tf.Tensor, _keywords: OfVariables) => [dy, [dy, dy]];
    const f = tf.custom_gradient((x: tf.Tensor) => [x.mul(v), grad]);
    const x = one_two();
    tf.gradients(f(x), [x]);
  },

  custom_gradient_keywords: () => {
    const f = tf.custom_gradient((x: tf.Tensor) => [x, (dy: tf.Tensor) => dy]);
    f(untyped<tf.TensorLike>({x: tf.constant(1.0)}));
  },

  swish: () => {
    const x = x_of([-2.0, 0.0, 3.0]);
    const y = tf.nn.swish(x);
    const first = tf.gradients(y, [x]) as [tf.Tensor];
    const other = tf.name_scope('again', () => tf.nn.swish([1.0, 2.0]));
    return {run: [y, other, ...first, ...tf.gradients(first, [x])]};
  },

  grad_pass_through: () => {
    tf.logging.set_verbosity(tf.logging.ERROR);
    const x = x_of([1.0, -2.0]);
    const {y, z, v, init} = tf.variable_scope('handles', {use_resource: true}, () => {
      const rounded = tf.grad_pass_through((a: tf.Tensor) => tf.round(a))(x.mul(1.3));
      const variable = tf.get_variable('v', [2], {initializer: tf.ones_initializer()});
      const initializer = tf.global_variables_initializer();
      const product = tf.grad_pass_through((a: tf.Tensor) => a.mul(variable))(x);
      return {y: rounded, z: product, v: variable, init: initializer};
    });
    const [dx, dv] = tf.gradients(z, [x, v]);
    return {run: [y, ...tf.gradients(y, [x]), z, dx], none: dv === null, init};
  },

  recompute_grad: () => {
    tf.logging.set_verbosity(tf.logging.ERROR);
    const a = tf.constant([[1.0, 2.0]], {name: 'a'});
    const b = tf.constant([[0.5], [-0.25]], {name: 'b'});
    const f = (left: tf.Tensor, right: tf.Tensor): tf.Tensor => tf.tanh(tf.matmul(left, right));
    const y = tf.variable_scope('handles', {use_resource: true}, () => tf.recompute_grad(f)(a, b));
    return {run: [y, ...tf.gradients(y, [a, b])]};
  },

  recompute_grad_variable: () => {
    const v = tf.get_variable('v', [2], {initializer: tf.ones_initializer(), use_resource: true});
    const init = tf.global_variables_initializer();
    const x = x_of([1.0, 2.0]);
    const y = tf.recompute_grad((a: tf.Tensor) => tf.sin(a.mul(v)))(x);
    return {run: [y, ...tf.gradients(y, [x, v])], init};
  },

  register_gradient: () => {
    tf.RegisterGradient('HalfOfTanh')((op, grad) => {
      const slope = tf.square(op.outputs[0] as tf.Tensor).rsub(1.0);
      return grad.mul(slope).mul(0.5);
    });
    tf.NoGradient('NoneOfExp');
    const graph = tf.get_default_graph();
    const x = x_of([1.0, -2.0]);
    const [y, z] = graph.gradient_override_map({Tanh: 'HalfOfTanh'}, () =>
      graph.gradient_override_map({Exp: 'NoneOfExp'}, () => [tf.tanh(x), tf.exp(x)] as const),
    );
    const none = tf.gradients(z, [x])[0] === null;
    return {run: [y, ...tf.gradients(y, [x]), ...tf.gradients(tf.tanh(x), [x])], none};
  },

  register_gradient_twice: () => {
    try {
      tf.RegisterGradient('Add')((_op, grad) => [grad, grad]);
    } catch (error) {
      return {words: (error as Error).message.replace('!', '')};
    }
    return {};
  },

  register_gradient_not_text: () => {
    tf.RegisterGradient(untyped<string>(3));
  },

  override_not_registered: () => {
    const x = tf.constant([1.0, -2.0], {name: 'x'});
    const y = tf.get_default_graph().gradient_override_map({Tanh: 'NobodyKnowsIt'}, () => tf.tanh(x));
    tf.gradients(y, [x]);
  },
});
