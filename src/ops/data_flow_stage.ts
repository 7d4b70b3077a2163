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
export const Stage = define_op('Stage', {
  inputs: {values: list_of('dtypes')},
  attrs: AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** Takes the first tuple. */
export const Unstage = define_op('Unstage', {
  outputs: {values: list_of('dtypes')},
  attrs: AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** A tuple by its place, which stays. */
export const StagePeek = define_op('StagePeek', {
  inputs: {index: 'int32'},
  outputs: {values: list_of('dtypes')},
  attrs: AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** How many tuples there are. */
export const StageSize = define_op('StageSize', {
  outputs: {size: 'int32'},
  attrs: ANY_AREA,
  is_stateful: true,
  shape: scalar_output,
});

/** Forgets all tuples. */
export const StageClear = define_op('StageClear', {
  attrs: ANY_AREA,
  is_stateful: true,
  shape: unknown_output,
});

/** The ops of a map of tuples: `prefix` tells whether its keys are in order. */
function map_ops(prefix: 'Map' | 'OrderedMap') {
  const is_stateful = true;
  return {
    /** Puts components of a key. */
    stage: define_op(`${prefix}Stage`, {
      inputs: {key: 'int64', indices: 'int32', values: list_of('fake_dtypes')},
      attrs: {
        ...LIMITS,
        dtypes: list(type()),
        fake_dtypes: list(type(), undefined, {minimum: 1}),
        ...PLACE,
      },
      is_stateful,
      shape: unknown_output,
    }),
    /** Components of a key, which stay. */
    peek: define_op(`${prefix}Peek`, {
      inputs: {key: 'int64', indices: 'int32'},
      outputs: {values: list_of('dtypes')},
      attrs: AREA,
      is_stateful,
      shape: unknown_output,
    }),
    /** Takes components of a key. */
    unstage: define_op(`${prefix}Unstage`, {
      inputs: {key: 'int64', indices: 'int32'},
      outputs: {values: list_of('dtypes')},
      attrs: AREA,
      is_stateful,
      shape: unknown_output,
    }),
    /** Takes components of the first key, or of any. */
    unstage_no_key: define_op(`${prefix}UnstageNoKey`, {
      inputs: {indices: 'int32'},
      outputs: {key: 'int64', values: list_of('dtypes')},
      attrs: AREA,
      is_stateful,
      shape: unknown_output,
    }),
    /** How many keys are complete. */
    size: define_op(`${prefix}Size`, {
      outputs: {size: 'int32'},
      attrs: ANY_AREA,
      is_stateful,
      shape: scalar_output,
    }),
    /** How many keys are not. */
    incomplete_size: define_op(`${prefix}IncompleteSize`, {
      outputs: {size: 'int32'},
      attrs: ANY_AREA,
      is_stateful,
      shape: scalar_output,
    }),
    /** Forgets all keys. */
    clear: define_op(`${prefix}Clear`, {attrs: ANY_AREA, is_stateful, shape: unknown_output}),
  };
}

export const MAP_OPS = map_ops('Map');
export const ORDERED_MAP_OPS = map_ops('OrderedMap');
