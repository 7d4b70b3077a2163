// Loops: variables in structures, shapes, orders, scopes, conditionals and loops in loops.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const one = (name: string): tf.Tensor => tf.constant(1.0, {name});
const below =
  (limit: number) =>
  (i: tf.Tensor): tf.Tensor =>
    i.less(limit);

test_programs({
  loop_structures: () => {
    const [a, b] = [one('a'), tf.constant([2n, 3n], {name: 'b'})];
    const record = tf.while_loop(
      (i) => i.less(3),
      (i, d) => {
        const next = i.add(1);
        const k = d.k.mul(2.0);
        return [next, {k, j: d.j.add(i)}];
      },
      [0n, {k: a, j: b}],
    );
    const nested = tf.while_loop(
      (_i, p) => p[0].less(9.0),
      (i, p) => [i.add(1), [p[0].add(a), p[1]]],
      [tf.constant(0n), [a, b]],
      {name: 'nest'},
    );
    const same = tf.while_loop(below(7.0), (x) => x.add(2.0), [a], {return_same_structure: true});
    const single = tf.while_loop(below(7.0), (x) => [x.add(2.0)], [a]);
    return {run: [record[0], record[1].k, record[1].j, nested[1][0], nested[1][1], same[0], single]};
  },

  loop_shape_invariants: () => {
    const x = tf.constant([1.0], {name: 'x'});
    const [i, y] = tf.while_loop(
      (i) => i.less(3),
      (i, y) => [i.add(1), tf.concat([y, y.mul(2.0)], 0)],
      [0n, x],
      {shape_invariants: [tf.TensorShape([]), tf.TensorShape([null])]},
    );
    return {run: [i, y], shape: String(y.shape)};
  },

  loop_shape_invariant_unknown: () => {
    const x = tf.placeholder_with_default([[1.0, 2.0]], [null, 2], {name: 'x'});
    const y = tf.while_loop(
      (y) => tf.size(y).less(10),
      (y) => tf.concat([y, y], 0),
      [x],
      [tf.TensorShape(null)],
    );
    const z = tf.while_loop(
      (z) => tf.shape(z).getitem(0).less(3),
      (z) => tf.concat([z, x], 0),
      [x],
      [tf.TensorShape([null, 2])],
    );
    return {run: [y, z], shapes: [String(y.shape), String(z.shape)]};
  },

  loop_maximum_iterations: () => {
    const n = tf.placeholder_with_default(3n, [], {name: 'n'});
    const lone = tf.while_loop(below(10), (i) => i.add(1), [0n], {maximum_iterations: 4});
    const two = tf.while_loop(
      (i) => i.less(10),
      (i, x) => [i.add(1), x.mul(2.0)],
      [0n, 1.0],
      {maximum_iterations: n, name: 'limited'},
    );
    const same = tf.while_loop(below(10), (i) => [i.add(2)], [0n], {
      maximum_iterations: tf.constant(2, tf.int64),
      return_same_structure: true,
    });
    return {run: [lone, two[0], two[1], same[0]]};
  },

  loop_maximum_iterations_invariants: () => {
    const [i, x] = tf.while_loop(
      (i) => i.less(10),
      (i, x) => [i.add(1), tf.concat([x, [1.0]], 0)],
      [0n, tf.zeros([1])],
      [tf.TensorShape([]), tf.TensorShape([null])],
      {maximum_iterations: 3},
    );
    return {run: [i, x]};
  },

  loop_maximum_iterations_not_scalar: () => {
    tf.while_loop(below(3), (i) => i.add(1), [0n], {maximum_iterations: [3]});
  },

  loop_options: () => {
    const x = tf.constant(2.0, {name: 'x'});
    const y = tf.while_loop(below(100.0), (x) => x.mul(x), [x], {
      parallel_iterations: 3,
      back_prop: false,
      swap_memory: true,
    });
    return {run: [y]};
  },

  loop_parallel_iterations_not_positive: () => {
    tf.while_loop(below(3), (i) => i.add(1), [0n], {parallel_iterations: 0});
  },

  loop_control_dependencies: () => {
    const x = tf.constant(3.0, {name: 'x'});
    const before = tf.identity(x, {name: 'before'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const z = tf.control_dependencies([before], () => tf.constant(1.0, {name: 'z'}));
      const w = tf.control_dependencies([z], () => tf.identity(y));
      return [i.add(1), w.add(z)];
    };
    const [, y] = tf.control_dependencies([before], () => tf.while_loop((i) => i.less(3), body, [0n, x]));
    return {run: [y]};
  },

  loop_group_and_tuple: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const [a, b] = tf.tuple([y.add(1.0), x.mul(2.0)]) as [tf.Tensor, tf.Tensor];
      const gate = tf.group(a, b);
      const step = tf.control_dependencies([gate], () => tf.no_op({name: 'step'}));
      return tf.control_dependencies([step], () => [i.add(1), a.add(b)]);
    };
    return {run: [tf.while_loop((i) => i.less(2), body, [0n, x])[1]]};
  },

  loop_constants_inside: () => {
    const {fill} = tf;
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const c = tf.constant([1.0, 2.0], {name: 'c'});
      const n = fill([2], 3.0);
      return [i.add(1), y.add(c.mul(n)).add(tf.zeros([2]))];
    };
    return {run: [tf.while_loop((i) => tf.constant(2n).greater(i), body, [0n, tf.ones([2])])[1]]};
  },

  loop_with_variable: () => {
    const v = tf.Variable(1.0, {name: 'v'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] =>
      tf.control_dependencies([tf.assign_add(v, 2.0)], () => [i.add(1), y.add(v.read_value())]);
    const [, y] = tf.while_loop((i) => i.less(3), body, [0n, 0.0], {parallel_iterations: 1});
    const after = tf.control_dependencies([y], () => v.read_value());
    return {init: tf.global_variables_initializer(), run: [y, after]};
  },

  loop_creates_variable: () => {
    const body = (i: tf.Tensor): tf.Tensor =>
      i.add(tf.get_variable('v', {initializer: () => tf.ones([], tf.int32), trainable: false}));
    const y = tf.while_loop(below(3), body, [0n]);
    return {init: tf.global_variables_initializer(), run: [y]};
  },

  loop_devices_and_colocation: () => {
    const x = one('x');
    const body = (y: tf.Tensor): tf.Tensor =>
      tf.colocate_with(y, () => tf.constant(1.0, {name: 'near'}).add(y));
    return {run: [tf.device('/cpu:0', () => tf.while_loop(below(4.0), body, [x]))]};
  },

  loop_scopes: () => {
    const z = tf.name_scope('outer', () => {
      const x = one('x');
      const y = tf.while_loop(below(4.0), (y) => tf.add(y, x, {name: 'sum'}), [x], {name: 'grow'});
      return tf.while_loop(below(4.0), (y) => y.mul(2.0), [y], {name: 'grow'});
    });
    return {run: [z]};
  },

  loop_nested_captures: () => {
    const x = tf.constant([1.0, 2.0], {name: 'x'});
    const k = tf.placeholder_with_default(2n, [], {name: 'k'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const [, inner] = tf.while_loop(
        (j) => j.less(k),
        (j, z) => [j.add(1), z.mul(x).add(tf.cast(i, tf.float32))],
        [0n, y],
      );
      return [i.add(1), inner];
    };
    return {run: [tf.while_loop((i) => i.less(k), body, [0n, x])[1]]};
  },

  loop_cond_loop: () => {
    const p = tf.placeholder_with_default(true, [], {name: 'p'});
    const x = tf.constant(2.0, {name: 'x'});
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const inside = (): tf.Tensor => tf.while_loop(below(20.0), (z) => z.mul(x), [y]);
      const next = i.add(1);
      return [next, tf.cond(tf.logical_and(p, i.greater(0)), inside, () => y.add(x))];
    };
    return {run: [tf.while_loop((i) => i.less(3), body, [0n, x])[1]]};
  },

  loop_case_inside: () => {
    const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => {
      const chosen = tf.case(
        [
          [tf.equal(i, 0), () => y.add(1.0)],
          [tf.equal(i, 1), () => y.mul(10.0)],
        ],
        {default: () => y.neg()},
      );
      return [i.add(1), chosen];
    };
    return {run: [tf.while_loop((i) => i.less(4), body, [0n, 2.0])[1]]};
  },

  loop_of_slices: () => {
    const slices = new tf.IndexedSlices(
      tf.constant([[1.0], [2.0]]),
      tf.constant([0n, 2n]),
      tf.constant([3n, 1n]),
    );
    const [, out] = tf.while_loop(
      (i) => i.less(2),
      (i, s) => [i.add(1), new tf.IndexedSlices(s.values.mul(2.0), s.indices, s.dense_shape)],
      [0n, slices],
    );
    return {
      run: [out.values, out.indices, tf.convert_to_tensor(out as never)],
      shapes: [String(out.values.shape), String(out.indices.shape)],
    };
  },

  loop_in_branch_of_cond_in_loop: () => {
    const body = (i: tf.Tensor): tf.Tensor =>
      tf.cond(
        i.less(3),
        () => i.add(1),
        () => tf.while_loop(below(10), (j) => j.add(i), [i]),
      );
    return {run: [tf.while_loop(below(8), body, [0n])]};
  },

  loop_import: () => {
    const saved = tf.Graph().as_default(() => {
      const x = tf.constant(2.0, {name: 'x'});
      const body = (i: tf.Tensor, y: tf.Tensor): tf.Tensor[] => [
        i.add(1),
        tf.cond(
          i.greater(0),
          () => y.mul(x),
          () => y.add(1.0),
        ),
      ];
      tf.while_loop((i) => i.less(3), body, [0n, x], {maximum_iterations: 5});
      return tf.train.export_meta_graph();
    });
    tf.train.import_meta_graph(saved, {import_scope: 'again'});
    const graph = tf.get_default_graph();
    const y = graph.get_tensor_by_name('again/while/Exit_2:0');
    const x = graph.get_tensor_by_name('again/x:0');
    return {run: [y, ...tf.gradients(y, [x])]};
  },
});
