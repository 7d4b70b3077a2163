// Name scopes and unique names: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

function named_x(value: bigint): void {
  tf.constant(value, {name: 'x'});
}

function scope_with_x(name: string | null, value: bigint): string {
  return tf.name_scope(name, (scope) => {
    named_x(value);
    return scope;
  });
}

test_programs({
  name_scope_reentry: () => {
    const first = tf.name_scope('a', (a) => {
      named_x(1n);
      const inside = tf.name_scope('b', (b) => {
        named_x(2n);
        const again = scope_with_x(a, 3n);
        const empty = scope_with_x('', 4n);
        const [none, inner] = tf.name_scope(null, (scope) => {
          named_x(5n);
          return [scope, scope_with_x('inner', 6n)];
        });
        return {b, again, empty, none, inner};
      });
      return {a, ...inside};
    });
    const second = scope_with_x('a', 7n);
    const slash = scope_with_x('a/', 8n);
    const deep = scope_with_x('a/b', 9n);
    return {...first, second, slash, deep};
  },

  name_scope_default_name: () => {
    const t = tf.constant(1.0);
    const build = (scope: string): string => {
      tf.identity(t);
      return scope;
    };
    const first = tf.name_scope(null, 'fallback', [t], build);
    const second = tf.name_scope('given', 'fallback', [t], build);
    const third = tf.name_scope(null, 'fallback', build);
    return {first, second, third};
  },

  name_scope_of_graph: () => {
    const graph = tf.get_default_graph();
    const scopes = graph.name_scope('nested', (a) => {
      const [b, c] = graph.name_scope('nested', (b) => {
        tf.no_op();
        const c = graph.name_scope(null, (c) => {
          tf.no_op();
          return c;
        });
        return [b, c];
      });
      const d = graph.name_scope('nested', (d) => {
        tf.no_op({name: 'n'});
        return d;
      });
      return {a, b, c, d};
    });
    return {...scopes, current: graph.get_name_scope()};
  },

  name_scope_invalid: () => {
    tf.name_scope('a b', () => undefined);
  },

  name_scope_invalid_at_root: () => {
    tf.name_scope('_private', () => undefined);
  },

  name_scope_underscore_inside: () => {
    const scope = tf.name_scope('a', () =>
      tf.name_scope('_private', (scope) => {
        tf.constant(1n, {name: '_c'});
        return scope;
      }),
    );
    return {scope};
  },

  op_name_invalid: () => {
    tf.constant(1n, {name: '_c'});
  },

  unique_name_ignores_case: () => {
    for (const name of ['x', 'X', 'x', 'x_1', 'X_1', 'x_1', 'Foo', 'foo', 'FOO_1', 'foo']) {
      tf.constant(0n, {name});
    }
  },

  unique_name_of_graph: () => {
    const graph = tf.get_default_graph();
    const names = ['n', 'n', 'n'].map((name) => graph.unique_name(name));
    names.push(graph.unique_name('n', {mark_as_used: false}), graph.unique_name('n', {mark_as_used: false}));
    for (const name of ['N', 'a/b', 'a/b', 'a']) names.push(graph.unique_name(name));
    graph.name_scope('s', () => {
      names.push(graph.unique_name('n'), graph.unique_name('n'));
    });
    names.push(graph.unique_name('s'));
    tf.constant(1n, {name: 'n'});
    return {names};
  },

  op_name_with_slash: () => {
    tf.name_scope('a', () => {
      tf.constant(1n, {name: 'b/'});
      tf.constant(1n, {name: 'c/d'});
      tf.constant(1n, {name: 'c/d'});
    });
    tf.constant(1n, {name: 'a/e'});
    tf.constant(1n, {name: 'c'});
  },

  default_names: () => {
    const [a, b] = [tf.constant([1.0, 2.0]), tf.constant([3.0, 4.0])];
    tf.add(a, b);
    a.add(b);
    tf.add(a, b);
    tf.subtract(a, b);
    tf.multiply(a, b);
    a.mul(b);
    tf.placeholder(tf.float32);
    tf.placeholder(tf.float32);
    tf.identity(a);
    tf.identity(a);
    tf.no_op();
    tf.no_op();
    tf.group(a, b);
    tf.group();
    tf.zeros([2]);
    tf.ones([2]);
    tf.zeros([2]);
    tf.Variable(1.0);
    tf.Variable(1.0);
  },
});
