// Rules of the ops of op_cases/stateless_random.
import type {OpRules} from './op_rules_of.ts';

/** Uniform numbers and integers are exact. */
export const STATELESS_RANDOM_RULES: OpRules = [
  [
    'random_normal',
    'StatelessRandomNormal StatelessTruncatedNormal StatelessRandomNormalV2 StatelessTruncatedNormalV2',
  ],
  ['elementary', 'StatelessRandomGammaV2 StatelessRandomGammaV3 StatelessParameterizedTruncatedNormal'],
  ['reduction', 'RandomGammaGrad'],
];
