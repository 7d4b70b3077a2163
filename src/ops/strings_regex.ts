/**
 * Ops that match texts with regular expressions of RE2's language.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, string} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {same_as_input, with_rank} from './shape_functions.ts';

/** Whether each text matches the scalar `pattern` whole. */
export const RegexFullMatch = define_op('RegexFullMatch', {
  inputs: {input: 'string', pattern: 'string'},
  outputs: {output: 'bool'},
  shape: ({shapes}) => {
    with_rank(shapes[1] as TensorShape, 0);
    return [shapes[0] as TensorShape];
  },
});

/** Each text with the matches of the scalar `pattern` rewritten. */
export const RegexReplace = define_op('RegexReplace', {
  inputs: {input: 'string', pattern: 'string', rewrite: 'string'},
  outputs: {output: 'string'},
  attrs: {replace_global: bool(true)},
  shape: ({shapes}) => {
    with_rank(shapes[1] as TensorShape, 0);
    with_rank(shapes[2] as TensorShape, 0);
    return [shapes[0] as TensorShape];
  },
});
not_differentiable(RegexReplace);

/** Whether each text matches a pattern whole. */
export const StaticRegexFullMatch = define_op('StaticRegexFullMatch', {
  inputs: {input: 'string'},
  outputs: {output: 'bool'},
  attrs: {pattern: string()},
  shape: same_as_input(),
});

/** Each text with the matches of a pattern rewritten. */
export const StaticRegexReplace = define_op('StaticRegexReplace', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  attrs: {pattern: string(), rewrite: string(), replace_global: bool(true)},
  shape: same_as_input(),
});

/** `tf.strings.regex_full_match(input, pattern)`: a pattern that is a text becomes an attribute. */
export const regex_full_match = signature(
  ['input', 'pattern', 'name'],
  function regex_full_match(
    input: TensorLike,
    pattern: TensorLike | string,
    name: string | null = null,
  ): Tensor {
    if (typeof pattern === 'string') return apply(StaticRegexFullMatch, {input}, {pattern}, name).output;
    return apply(RegexFullMatch, {input, pattern}, {}, name).output;
  },
);

/**
 * `tf.regex_replace(input, pattern, rewrite)`: the first or all matches of `pattern` replaced by `rewrite`, in which `\1`
 * is the first group. Where both are texts they become attributes.
 */
export const regex_replace = signature(
  ['input', 'pattern', 'rewrite', 'replace_global', 'name'],
  function regex_replace(
    input: TensorLike,
    pattern: TensorLike | string,
    rewrite: TensorLike | string,
    replace_global = true,
    name: string | null = null,
  ): Tensor {
    if (typeof pattern === 'string' && typeof rewrite === 'string') {
      return apply(StaticRegexReplace, {input}, {pattern, rewrite, replace_global}, name).output;
    }
    return apply(RegexReplace, {input, pattern, rewrite}, {replace_global}, name).output;
  },
);
