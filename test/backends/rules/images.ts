// Rules of the ops of op_cases/images.
import type {OpRules} from './op_rules_of.ts';

export const IMAGES_RULES: OpRules = [];
