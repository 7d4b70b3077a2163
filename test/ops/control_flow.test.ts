// Conditionals: the graphs, contexts, messages and values of real TensorFlow.
import * as tf from 'tf1';
import {Merge, Switch} from '../../src/ops/control_flow_switch.ts';
import {apply} from '../../src/graph/apply_op.ts';
import {test_programs} from '../support/graph_programs.ts';

const predicate = (value: boolean, name = 'p'): tf.Tensor => tf.placeholder_with_default(value, [], {name});
const unfed = (): tf.Tensor => tf.placeholder(tf.bool, []);
const three = (): tf.Tensor => tf.constant(3.0, {name: 'x'});
const integer = (value: bigint, name?: string): tf.Tensor =>
  tf.constant(value, name === undefined ? {} : {name});

test_programs({
  cond: () => {
    const [p, x] = [predicate(true), three()];
    const y = tf.cond(
      p,
      () => x.add(1.0),
      () => x.mul(2.0),
    );
    const contexts = tf.get_collection(tf.GraphKeys.COND_CONTEXT) as {name: string}[];
    return {run: [y], context: contexts.map(({name}) => name)};
  },

  cond_false: () => {
    const [p, x] = [predicate(true), three()];
    const y = tf.cond(
      p,
      () => x.add(1.0),
      () => x.mul(2.0),
      {name: 'choose'},
    );
    return {run: [y], feed: {'p:0': false}};
  },

  cond_structures: () => {
    const p = predicate(false);
    const a = tf.constant(1.0, {name: 'a'});
    const b = tf.constant([2n, 3n], {name: 'b'});
    const pair = tf.cond(
      p,
      () => [a, b],
      () => [a.add(1.0), b.add(1)],
    );
    const single = tf.cond(
      p,
      () => [a],
      () => [a.add(2.0)],
    );
    const strict = tf.cond(
      p,
      () => [a],
      () => [a.add(2.0)],
      {strict: true},
    );
    const record = tf.cond(
      p,
      () => ({k: a, j: b}),
      () => ({k: a, j: b.mul(2)}),
    );
    const ops = tf.cond(
      p,
      () => tf.no_op(),
      () => tf.group(a),
    );
    const numbers = tf.cond(
      p,
      () => 1.0,
      () => 2.0,
    );
    return {run: [pair[0], pair[1], single, strict[0], record.k, record.j, numbers], ops};
  },

  cond_nested: () => {
    const p = predicate(true);
    const q = predicate(false, 'q');
    const x = three();
    const y = tf.name_scope('scope', () =>
      tf.cond(
        p,
        () =>
          tf.cond(
            q,
            () => x.add(1.0),
            () => x.sub(1.0),
          ),
        () =>
          tf.cond(
            q,
            () => x,
            () => x.mul(x),
          ),
      ),
    );
    return {run: [y]};
  },

  cond_on_comparison: () => {
    const x = tf.placeholder_with_default(3.0, [], {name: 'x'});
    return {
      run: [
        tf.cond(
          x.greater(2.0),
          () => tf.log(x),
          () => tf.exp(x),
        ),
      ],
    };
  },

  cond_with_variable: () => {
    const p = predicate(true);
    const v = tf.Variable(1.0, {name: 'v'});
    const y = tf.cond(
      p,
      () => tf.assign_add(v, 5.0),
      () => tf.identity(v),
    );
    const after = tf.control_dependencies([y], () => v.read_value());
    return {init: tf.global_variables_initializer(), run: [after]};
  },

  cond_creates_variable: () => {
    const p = predicate(true);
    const y = tf.cond(
      p,
      () => tf.get_variable('v', {initializer: 2.0}).mul(2.0),
      () => tf.constant(0.0),
    );
    return {run: [y], init: tf.global_variables_initializer()};
  },

  cond_control_dependencies: () => {
    const [p, x] = [predicate(true), three()];
    const before = tf.no_op({name: 'before'});
    const y = tf.control_dependencies([before], () =>
      tf.cond(
        p,
        () => x.add(1.0),
        () => x.sub(1.0),
      ),
    );
    const inside = (): tf.Tensor => {
      const z = tf.control_dependencies([before, x], () => tf.constant(1.0, {name: 'z'}));
      return tf.control_dependencies([z], () => tf.identity(x));
    };
    return {run: [y, tf.cond(p, inside, () => x)]};
  },

  cond_devices_and_colocation: () => {
    const p = predicate(true);
    const v = tf.Variable(1.0, {name: 'v'});
    const inside = (): tf.Tensor => tf.colocate_with(v, () => tf.constant(1.0, {name: 'near'}).add(v));
    const y = tf.device('/cpu:0', () => tf.cond(p, inside, () => tf.constant(0.0)));
    return {init: tf.global_variables_initializer(), run: [y]};
  },

  cond_summary_of_python_bool: () => {
    tf.cond(
      true,
      () => tf.constant(1.0),
      () => tf.constant(2.0),
    );
  },

  smart_cond: () => {
    const x = three();
    const {smart_cond} = tf.contrib.framework;
    smart_cond(
      true,
      () => x.add(1.0),
      () => x.sub(1.0),
    );
    smart_cond(
      tf.constant(false),
      () => x.add(1.0),
      () => x.sub(1.0),
    );
    smart_cond(
      unfed(),
      () => x.add(1.0),
      () => x.sub(1.0),
    );
    smart_cond(
      1,
      () => x.add(2.0),
      () => x.sub(2.0),
    );
    smart_cond(
      true,
      () => x.add(3.0),
      () => x.sub(3.0),
    );
  },

  cond_types_differ: () => {
    tf.cond(
      unfed(),
      () => 1.0,
      () => 1n,
    );
  },

  cond_structures_differ: () => {
    tf.cond(
      unfed(),
      () => [1.0, 2.0],
      () => 1.0,
    );
  },

  cond_without_value: () => {
    tf.cond(
      unfed(),
      () => null as never,
      () => null as never,
    );
  },

  cond_not_callable: () => {
    tf.cond(unfed(), tf.constant(1.0) as never, () => 1.0);
  },

  cond_tensor_of_branch: () => {
    const kept: tf.Tensor[] = [];
    const keep = (): tf.Tensor => {
      kept.push(tf.constant(1.0));
      return kept[0] as tf.Tensor;
    };
    tf.cond(unfed(), keep, () => tf.constant(2.0));
    tf.identity(kept[0] as tf.Tensor);
    return {kept};
  },

  cond_gradient: () => {
    const [p, x] = [predicate(true), three()];
    const y = tf.cond(
      p,
      () => x.mul(x),
      () => x.rmul(5.0),
    );
    return {run: tf.gradients(y, [x])};
  },

  cond_gradient_false: () => {
    const [p, x] = [predicate(true), three()];
    const y = tf.cond(
      p,
      () => x.mul(x),
      () => x.rmul(5.0),
    );
    return {run: tf.gradients(y, [x]), feed: {'p:0': false}};
  },

  cond_gradient_one_branch: () => {
    const p = predicate(true);
    const x = tf.constant([3.0, 4.0], {name: 'x'});
    const w = tf.constant([5.0, 6.0], {name: 'w'});
    const y = tf.cond(
      p,
      () => x.mul(w),
      () => w.add(1.0),
    );
    const z = tf.reduce_sum(y).add(tf.reduce_sum(x));
    return {run: tf.gradients(z, [x, w])};
  },

  cond_gradient_constant_branch: () => {
    const p = predicate(false);
    const x = tf.placeholder_with_default([3.0, 4.0], [null], {name: 'x'});
    const y = tf.cond(
      p,
      () => tf.exp(x),
      () => tf.zeros([2]),
    );
    return {run: tf.gradients(y, [x])};
  },

  cond_gradient_nested: () => {
    const p = predicate(true);
    const q = predicate(true, 'q');
    const x = three();
    const y = tf.cond(
      p,
      () =>
        tf.cond(
          q,
          () => x.mul(x).mul(x),
          () => x,
        ),
      () => x.rmul(5.0),
    );
    return {run: tf.gradients(y, [x])};
  },

  cond_gradient_two_outputs: () => {
    const p = predicate(true);
    const x = three();
    const w = tf.constant(5.0, {name: 'w'});
    const [a, b] = tf.cond(
      p,
      () => [x.mul(w), x.add(w)],
      () => [x, w],
    );
    return {run: [...tf.gradients(a, [x, w]), ...tf.gradients(a.add(b), [x])]};
  },

  cond_gradient_of_gradient: () => {
    const [p, x] = [predicate(true), three()];
    const y = tf.cond(
      p,
      () => x.mul(x).mul(x),
      () => x.rmul(5.0),
    );
    const [first] = tf.gradients(y, [x]) as [tf.Tensor];
    return {run: [first, ...tf.gradients(first, [x])]};
  },

  cond_gradient_inside: () => {
    const [p, x] = [predicate(true), three()];
    const y = x.mul(x);
    return {
      run: [
        tf.cond(
          p,
          () => tf.gradients(y.mul(x), [x])[0] as tf.Tensor,
          () => x,
        ),
      ],
    };
  },

  cond_gradient_variable: () => {
    const p = predicate(true);
    const w = tf.get_variable('w', {
      initializer: [
        [1.0, 2.0],
        [3.0, 4.0],
      ],
    });
    const x = tf.constant([[1.0, 1.0]], {name: 'x'});
    const y = tf.cond(
      p,
      () => tf.matmul(x, w),
      () => x,
    );
    const step = tf.train.GradientDescentOptimizer(0.1).minimize(tf.reduce_mean(y));
    const after = tf.control_dependencies([step], () => w.read_value());
    return {init: tf.global_variables_initializer(), run: [after]};
  },

  switch_and_merge_by_hand: () => {
    const p = predicate(true);
    const first = apply(Switch, {data: tf.constant([1.0, 2.0]), pred: p}, {});
    const inputs = [tf.negative(first.output_false), tf.square(first.output_true)];
    const {output: value, value_index: index} = apply(Merge, {inputs}, {});
    const loose = apply(Switch, {data: value, pred: tf.logical_not(p)}, {}).output_false;
    const other = apply(Switch, {data: value.add(10.0), pred: p}, {}).output_false;
    const {output: both, value_index: which} = apply(Merge, {inputs: [loose, other]}, {});
    return {run: [value, index, both, which]};
  },

  merge_without_switch: () => {
    const a = tf.constant(1.0);
    const dead = apply(Switch, {data: a, pred: tf.constant(false)}, {}).output_true;
    const {output, value_index} = apply(Merge, {inputs: [dead, a.mul(4.0)]}, {});
    return {run: [output, value_index]};
  },
});

const message_of = (build: () => unknown): string => {
  try {
    tf.Graph().as_default(() => build());
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
  return 'no error';
};

test('a predicate that is not a boolean scalar is refused', () => {
  const branches = [() => integer(1n), () => integer(2n)] as const;
  expect(message_of(() => tf.cond(tf.constant([true, false]), ...branches))).toBe(
    "ValueError: Shape must be rank 0 but is rank 1 for 'cond/Switch' (op: 'Switch') with input shapes: [2], [2].",
  );
  expect(message_of(() => tf.cond(integer(1n), ...branches))).toBe(
    "TypeError: Input 'pred' of 'Switch' Op has type int32 that does not match expected type of bool.",
  );
});
