/**
 * `tf.logging`: the levels of messages, and from which on they are shown.
 */
import {log_level} from '../../graph/globals.ts';
import {signature} from '../../graph/public.ts';

export const DEBUG = 10;
export const INFO = 20;
export const WARN = 30;
export const ERROR = 40;
export const FATAL = 50;

/** `tf.logging.set_verbosity(v)`: messages below this level are not shown. */
export const set_verbosity = signature(
  ['v'],
  function set_verbosity(v: number): void {
    log_level.value = v;
  },
  {integer_parameters: ['v']},
);

/** `tf.logging.get_verbosity()`. */
export const get_verbosity = signature([], function get_verbosity(): number {
  return log_level.value;
});
