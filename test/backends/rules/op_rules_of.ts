// The form in which a family says by which rule its ops are compared.
import type {RuleName} from '../../support/comparison.ts';

/** A rule, and the ops that it is for, separated by spaces. */
export type OpRules = readonly (readonly [RuleName, string])[];
