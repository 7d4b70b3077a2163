// Variable scopes: the graphs of real TensorFlow.
import * as tf from 'tf1';
import {test_programs} from '../../support/graph_programs.ts';

const c = (value: number | bigint): tf.Tensor => tf.constant(value, {name: 'c'});

test_programs({
  variable_scope: () => {
    const [scope, v] = tf.variable_scope('vs', (scope) => {
      const v = tf.get_variable('v', [1]);
      c(1n);
      tf.variable_scope('inner', () => {
        tf.get_variable('v', [1]);
        c(1n);
      });
      tf.name_scope('ns', () => {
        tf.get_variable('w', [1]);
        c(1n);
      });
      return [scope, v];
    });
    const again = tf.variable_scope('vs', (again) => {
      tf.get_variable('x', [1]);
      c(1n);
      return again;
    });
    const shared = tf.variable_scope('vs', {reuse: true}, () => {
      const shared = tf.get_variable('v', [1]);
      c(1n);
      return shared;
    });
    const shared2 = tf.variable_scope(scope, {reuse: true}, () => {
      const shared2 = tf.get_variable('v');
      c(1n);
      return shared2;
    });
    const moved = tf.variable_scope('outer', () =>
      tf.variable_scope(scope, (moved) => {
        tf.get_variable('y', [1]);
        c(1n);
        return moved;
      }),
    );
    return {
      same: [shared === v, shared2 === v],
      names: [scope.name, again.name, moved.name],
      scopes: [scope.original_name_scope, again.original_name_scope, moved.original_name_scope],
      variables: tf.global_variables(),
    };
  },

  variable_scope_reentered: () => {
    const x = (): tf.Variable => tf.get_variable('x', [2]);
    const y = (): tf.Variable => tf.get_variable('y', [2]);
    const unnamed = (): tf.Tensor => tf.constant(1.5);
    tf.variable_scope('a', (scope) => {
      tf.variable_scope('b', x);
      tf.variable_scope(scope, {reuse: tf.AUTO_REUSE}, () => {
        tf.get_variable('b/x', [2]);
        y();
        unnamed();
      });
      tf.variable_scope('b', {reuse: true}, () => {
        tf.get_variable('x');
        unnamed();
      });
      tf.variable_scope(null, 'b', x);
      tf.variable_scope(null, 'b', x);
    });
    tf.variable_scope('a/b', {reuse: true}, () => [x(), unnamed()]);
    tf.variable_scope('', () => [tf.get_variable('z', [1]), unnamed()]);
    const again = tf.name_scope('q', () =>
      tf.variable_scope('a', {reuse: true}, (again) => {
        y().mul(2.0);
        return again;
      }),
    );
    return {original: again.original_name_scope, name: again.name};
  },

  variable_scope_reuse: () => {
    const made = [0, 1].map(() =>
      tf.variable_scope('auto', {reuse: tf.AUTO_REUSE}, () =>
        tf.get_variable('v', [2], {regularizer: tf.contrib.layers.l2_regularizer(0.1)}),
      ),
    );
    const [flip, nested] = tf.variable_scope('flip', (scope) => {
      const a = tf.get_variable('a', [1]);
      scope.reuse_variables();
      const b = tf.get_variable('a', [1]);
      return [a === b, tf.variable_scope('nested', {reuse: false}, (nested) => nested.reuse)];
    });
    return {
      auto: made[0] === made[1],
      flip,
      nested: Boolean(nested),
      losses: tf.losses.get_regularization_losses(),
    };
  },

  variable_scope_defaults: () => {
    const defaults = {
      initializer: tf.constant_initializer(0.5),
      regularizer: tf.contrib.layers.l1_regularizer(0.2),
      dtype: tf.float64,
    };
    const v = (): tf.Variable => tf.get_variable('v', [2]);
    const v_and_n = (): void => {
      v();
      tf.no_op({name: 'n'});
    };
    tf.variable_scope('a', defaults, () => {
      v();
      tf.get_variable('w', [2], {initializer: tf.zeros_initializer()});
      tf.get_variable('x', [2], {regularizer: tf.no_regularizer});
      tf.variable_scope('b', {initializer: tf.ones_initializer()}, v);
    });
    tf.variable_scope(null, 'default', v_and_n);
    tf.variable_scope(null, {default_name: 'default'}, v_and_n);
    tf.variable_scope('plain', {auxiliary_name_scope: false}, v_and_n);
    tf.variable_scope('constrained', {constraint: (value) => tf.minimum(value, 1.0)}, v);
    tf.variable_scope('cached', {caching_device: '/cpu:1'}, v);
    return {
      variables: tf.global_variables(),
      losses: tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES),
    };
  },

  variable_scope_custom_getter: () => {
    const custom_getter: tf.CustomGetter = (getter, name, kwargs) =>
      tf.identity(getter(`${name}_renamed`, {...kwargs, trainable: false}), {name: 'got'});
    tf.variable_scope('s', {custom_getter}, () => {
      tf.get_variable('v', [2]);
      tf.variable_scope('t', () => tf.get_variable('v', [2]));
    });
    return {variables: tf.global_variables(), trainable: tf.trainable_variables()};
  },

  variable_scope_under_name_scope: () => {
    const scope = tf.name_scope('ns', () => {
      tf.variable_scope('vs', () => {
        tf.get_variable('v', [1]);
        tf.Variable(1.0, {name: 'plain'});
        c(1.0);
      });
      return tf.variable_scope('vs', (scope) => {
        c(1.0);
        return scope;
      });
    });
    tf.variable_scope(scope, () => {
      c(1.0);
      tf.variable_scope('vs', () => c(1.0));
    });
    tf.variable_scope(scope, {auxiliary_name_scope: false}, () => c(1.0));
    tf.variable_scope(tf.get_variable_scope(), () => c(1.0));
    return {scope: scope.name, original: scope.original_name_scope};
  },

  variable_scope_duplicate: () => {
    tf.variable_scope('s', () => {
      tf.get_variable('v', [1]);
      tf.get_variable('v', [1]);
    });
  },

  variable_scope_reuse_missing: () => {
    tf.variable_scope('s', {reuse: true}, () => tf.get_variable('v', [1]));
  },

  variable_scope_reuse_shape: () => {
    tf.get_variable('v', [1]);
    tf.variable_scope(tf.get_variable_scope(), {reuse: true}, () => tf.get_variable('v', [2]));
  },
});
