// Control dependencies, devices and colocation: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {switch as switch_} from '../../../src/ops/control_flow_switch.ts';
import {test_programs} from '../../support/graph_programs.ts';

const one = (name: string): tf.Tensor => tf.constant(1.0, {name});

test_programs({
  control_dependencies: () => {
    const [a, b] = [tf.constant(1.0, {name: 'a'}), tf.constant(2.0, {name: 'b'})];
    tf.control_dependencies([a, b], () => {
      tf.constant(3.0, {name: 'c'});
      const d = tf.identity(a, {name: 'd'});
      const e = tf.add(a, b, {name: 'e'});
      tf.add(d, e, {name: 'f'});
      tf.no_op({name: 'g'});
    });
    tf.no_op({name: 'h'});
  },

  control_dependencies_nested: () => {
    const [a, b, c] = [one('a'), one('b'), one('c')];
    tf.control_dependencies([a], () => {
      tf.control_dependencies([b, a], () => {
        const d = one('d');
        tf.control_dependencies([c, d], () => {
          one('e');
          tf.identity(d, {name: 'f'});
        });
      });
      const g = tf.identity(b, {name: 'g'});
      tf.identity(g, {name: 'h'});
      tf.control_dependencies(null, () => {
        one('i');
        tf.control_dependencies([c], () => one('j'));
      });
      tf.control_dependencies([], () => one('k'));
    });
  },

  control_dependencies_kinds: () => {
    const v = tf.Variable(1.0, {name: 'v'});
    const op = tf.no_op({name: 'op'});
    const slices = tf.IndexedSlices(
      tf.constant([1.0], {name: 'values'}),
      tf.constant([0n], {name: 'indices'}),
    );
    tf.control_dependencies([v, op, slices, v.initializer, 'op', 'v/read:0'], () => {
      tf.no_op({name: 'after'});
      v.assign(2.0);
      tf.Variable(3.0, {name: 'w'});
    });
  },

  control_dependencies_order: () => {
    const z = tf.no_op({name: 'z'});
    const y = tf.no_op({name: 'y'});
    const a = tf.no_op({name: 'a'});
    const m = tf.no_op({name: 'm'});
    tf.control_dependencies([y, z], () => {
      tf.control_dependencies([m, a, z], () => tf.no_op({name: 'last'}));
    });
  },

  control_dependencies_of_graph_element: () => {
    tf.get_default_graph().control_dependencies([3], () => undefined);
  },

  group_and_tuple: () => {
    const [a, b] = [tf.constant(1.0, {name: 'a'}), tf.constant(2.0, {name: 'b'})];
    const c = tf.device('/device:CPU:1', () => tf.no_op({name: 'c'}));
    tf.group(a, b, {name: 'one_device'});
    tf.group(a, c, b, {name: 'two_devices'});
    tf.group([a, [b]], {name: 'nested'});
    tf.tuple([a, null, b], {name: 'tuple', control_inputs: [c]});
    tf.tuple([a, b]);
  },

  device_scopes: () => {
    const no_op = (name: string): tf.Operation => tf.no_op({name});
    no_op('none');
    tf.device('/cpu:0', () => {
      no_op('a');
      tf.device('/job:worker/task:3', () => {
        no_op('b');
        tf.device('/gpu:1', () => no_op('c'));
        tf.device(null, () => no_op('d'));
      });
      tf.device('/job:ps', () => {
        tf.device('/task:1/device:GPU:*', () => no_op('e'));
      });
    });
    tf.device(
      (op) => (op.type === 'NoOp' ? '/device:GPU:7' : ''),
      () => {
        no_op('f');
        tf.constant(1n, {name: 'g'});
        tf.device('/job:x', () => no_op('h'));
      },
    );
    tf.device('/job:outer', () => {
      tf.device(
        () => '/device:CPU:2',
        () => no_op('i'),
      );
    });
    tf.device('', () => no_op('j'));
  },

  device_function_without_device: () => {
    tf.device(
      () => null,
      () => tf.no_op(),
    );
  },

  device_function_text: () => {
    const [a, b] = tf.device(
      (op) => (op.type === 'Add' ? '/device:GPU:1' : '/cpu:0'),
      () => {
        const a = tf.constant(1.5);
        return [a, tf.device('/job:ps/task:2', () => tf.multiply(a, a))];
      },
    );
    const c = tf.device('/job:worker', () =>
      tf.device(
        () => '/gpu:0',
        () => tf.identity(a),
      ),
    );
    return {devices: [a.device, b.device, c.device]};
  },

  device_invalid: () => {
    tf.device('/nonsense:1:2', () => tf.no_op());
  },

  colocation: () => {
    const graph = tf.get_default_graph();
    const a = one('a');
    const b = tf.device('/cpu:1', () => one('b'));
    const c = tf.colocate_with(a, () => {
      const c = one('c');
      tf.colocate_with(b, () => one('d'));
      tf.colocate_with(b, {ignore_existing: true}, () => one('e'));
      tf.device('/cpu:2', () => {
        one('f');
        tf.colocate_with(b, () => one('g'));
      });
      return c;
    });
    tf.device('/cpu:3', () => {
      tf.colocate_with(b, () => {
        one('h');
        tf.device('/cpu:4', () => one('i'));
      });
      tf.colocate_with(a, () => one('j'));
    });
    tf.colocate_with(c, () => one('k'));
    graph.colocate_with(null, true, () => one('l'));
    return {groups: graph.get_operations().map((op) => op.colocation_groups())};
  },

  switch_dead_fetch: () => {
    const pred = tf.placeholder_with_default(true, [], {name: 'p'});
    const [dead] = switch_(tf.constant(1.0), pred);
    return {run: [tf.identity(dead)]};
  },

  init_scope_and_empty_scopes: () => {
    tf.name_scope('a', () => {
      const a = one('a');
      tf.control_dependencies([a], () => {
        tf.init_scope(() => tf.constant(2.0, {name: 'lifted'}));
      });
    });
  },
});
