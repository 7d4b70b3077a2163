/**
 * The definitions of staging areas, where values wait between two runs. How they wait is the session's business.
 */
import {define_op, int, list, list_of, string, type} from '../graph/define_op.ts';
import {scalar_output, unknown_output} from './shape_functions.ts';

const LIMITS = {capacity: int(0, {minimum: 0}), memory_limit: int(0, {minimum: 0})};
const PLACE = {container: string(''), shared_name: string('')};
/** Of ops that give or take values. */
const AREA = {...LIMITS, dtypes: list(type(), undefined, {minimum: 1}), ...PLACE};
const ANY_AREA = {...LIMITS, dtypes: list(type()), ...PLACE};

/** Puts a tuple of values. */
define_op('Stage', {
  inputs: {values: list_of('dtypes')},
  attrs: AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** Takes the first tuple. */
define_op('Unstage', {
  outputs: {values: list_of('dtypes')},
  attrs: AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** A tuple by its place, which stays. */
define_op('StagePeek', {
  inputs: {index: 'int32'},
  outputs: {values: list_of('dtypes')},
  attrs: AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** How many tuples there are. */
define_op('StageSize', {
  outputs: {size: 'int32'},
  attrs: ANY_AREA,
  is_stateful: true,
  shape: scalar_output,
});

/** Forgets all tuples. */
define_op('StageClear', {
  attrs: ANY_AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** The ops of a map of tuples: `prefix` tells whether its keys are in order. */
function define_map_ops(prefix: 'Map' | 'OrderedMap'): void {
  const is_stateful = true;
  // Puts components of a key.
  define_op(`${prefix}Stage`, {
    inputs: {key: 'int64', indices: 'int32', values: list_of('fake_dtypes')},
    attrs: {
      ...LIMITS,
      dtypes: list(type()),
      fake_dtypes: list(type(), undefined, {minimum: 1}),
      ...PLACE,
    },
    is_stateful,
    shape: unknown_output,
  });
  // Components of a key, which stay.
  define_op(`${prefix}Peek`, {
    inputs: {key: 'int64', indices: 'int32'},
    outputs: {values: list_of('dtypes')},
    attrs: AREA,
    is_stateful,
    shape: unknown_output,
  });
  // Takes components of a key.
  define_op(`${prefix}Unstage`, {
    inputs: {key: 'int64', indices: 'int32'},
    outputs: {values: list_of('dtypes')},
    attrs: AREA,
    is_stateful,
    shape: unknown_output,
  });
  // Takes components of the first key, or of any.
  define_op(`${prefix}UnstageNoKey`, {
    inputs: {indices: 'int32'},
    outputs: {key: 'int64', values: list_of('dtypes')},
    attrs: AREA,
    is_stateful,
    shape: unknown_output,
  });
  // How many keys are complete.
  define_op(`${prefix}Size`, {
    outputs: {size: 'int32'},
    attrs: ANY_AREA,
    is_stateful,
    shape: scalar_output,
  });
  // How many keys are not.
  define_op(`${prefix}IncompleteSize`, {
    outputs: {size: 'int32'},
    attrs: ANY_AREA,
    is_stateful,
    shape: scalar_output,
  });
  // Forgets all keys.
  define_op(`${prefix}Clear`, {attrs: ANY_AREA, is_stateful, shape: unknown_output});
}

define_map_ops('Map');
define_map_ops('OrderedMap');
