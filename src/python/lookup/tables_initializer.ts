/** `tf.tables_initializer`: fills all tables of the default graph. */
import {GraphKeys} from '../../graph/collections.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import {group, no_op} from '../../ops/grouping.ts';

function fill_all(name: string): Operation {
  const initializers = get_default_graph().get_collection<Operation>(GraphKeys.TABLE_INITIALIZERS);
  return initializers.length > 0 ? group(...initializers, {name}) : no_op(name);
}

/** `tf.tables_initializer()`: an operation that fills all lookup tables there are by now. */
export const tables_initializer = signature(['name'], function tables_initializer(name = 'init_all_tables') {
  return fill_all(name);
});

/** `tf.initialize_all_tables()`: the older name of `tf.tables_initializer`. */
export const initialize_all_tables = signature(
  ['name'],
  function initialize_all_tables(name = 'init_all_tables') {
    return fill_all(name);
  },
);
