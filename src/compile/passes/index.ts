/** The passes in order: a readable list of names and functions, nothing else. */
import type {Pass} from '../program.ts';
import {decompose} from './decompose.ts';
import {drop_dead} from './drop_dead.ts';
import {fold_constants} from './fold_constants.ts';
import {share_common} from './share_common.ts';
import {simplify} from './simplify.ts';
import {specialise_shapes} from './specialise_shapes.ts';
import {spread_late} from './spread_late.ts';

export const PASSES: readonly (readonly [name: string, pass: Pass])[] = [
  ['specialise_shapes', specialise_shapes],
  ['fold_constants', fold_constants],
  ['simplify', simplify],
  ['share_common', share_common],
  ['decompose', decompose],
  ['spread_late', spread_late],
  ['drop_dead', drop_dead],
];
