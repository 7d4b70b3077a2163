// By which rule each op is compared, all families together. An op that stands nowhere is exact.
import type {RuleName} from '../../support/comparison.ts';
import {AUDIO_RULES} from './audio.ts';
import {FIRST_RULES} from './first.ts';
import {IMAGES_RULES} from './images.ts';
import {LINALG_RULES} from './linalg.ts';
import {NN_RULES} from './nn.ts';
import {MATH_RULES} from './math.ts';
import type {OpRules} from './op_rules_of.ts';
import {SPARSE_RULES} from './sparse.ts';
import {SPECTRAL_RULES} from './spectral.ts';
import {STATELESS_RANDOM_RULES} from './stateless_random.ts';

const FAMILIES: readonly OpRules[] = [
  AUDIO_RULES,
  FIRST_RULES,
  IMAGES_RULES,
  LINALG_RULES,
  NN_RULES,
  SPARSE_RULES,
  SPECTRAL_RULES,
  STATELESS_RANDOM_RULES,
  MATH_RULES,
];

export const RULE_OF_OP: ReadonlyMap<string, RuleName> = new Map(
  FAMILIES.flat().flatMap(([rule, ops]) => ops.split(' ').map((op) => [op, rule] as const)),
);
