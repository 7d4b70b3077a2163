// Where the work of each op type is done. Reads the tables of the sources; a script and a test show what it finds.
import {KERNELS} from '../../src/backends/js/kernels.ts';
import {EMIT_RULES} from '../../src/compile/emit.ts';
import {WRITERS} from '../../src/compile/functions/inline.ts';
import {LOOP_OPS} from '../../src/compile/loops.ts';
import {READ_RULES, UPDATE_RULES} from '../../src/compile/state_rules.ts';
import {HANDS_ON, JOINS, VARIABLE_OPS} from '../../src/compile/variables.ts';
import {HOST_OPERATIONS} from '../../src/session/host_ops/index.ts';

const has = (record: object, key: string): boolean => Object.hasOwn(record, key);

const PLACES: readonly (readonly [place: string, holds: (op: string) => boolean])[] = [
  ['kernel', (op) => has(KERNELS, op)],
  ['host', (op) => has(HOST_OPERATIONS, op)],
  ['state', (op) => VARIABLE_OPS.has(op) || has(UPDATE_RULES, op) || has(READ_RULES, op)],
  ['frames', (op) => LOOP_OPS.has(op) || HANDS_ON.has(op) || JOINS.has(op)],
  ['functions', (op) => has(WRITERS, op)],
  ['compiler', (op) => has(EMIT_RULES, op) || op === 'Const' || op.startsWith('Placeholder')],
];

/** `kernel`, or what does the op's work between and around kernels; empty for nothing. */
export function place_of(op: string): string {
  return PLACES.find(([, holds]) => holds(op))?.[0] ?? '';
}
