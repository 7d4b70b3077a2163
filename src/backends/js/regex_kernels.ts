// Regular expressions of RE2's language over texts.

import {RE2JS, RE2JSSyntaxException} from 're2js';
import {bool} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {invalid_argument, unimplemented} from '../kernel_error.ts';
import {attribute, input, shape_text} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {changed, joined, shown, text_attribute, text_of, texts_of} from './texts.ts';

/** What RE2 says, by the words of the library here. */
const REASONS: Readonly<Record<string, string>> = {
  'missing closing )': 'missing )',
  'missing closing ]': 'missing ]',
  'invalid nested repetition operator': 'bad repetition operator',
  'invalid or unsupported Perl syntax': 'invalid perl operator',
  'missing argument to repetition operator': 'no argument for repetition operator',
  'invalid repeat count': 'invalid repetition size',
};

const decoder = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true});

/** Throws `KernelError` for bytes that are no UTF-8, which RE2 matches byte by byte. */
function check_utf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw unimplemented(
      'Regular expressions over bytes that are no UTF-8. Use tf.strings.unicode_transcode first.',
    );
  }
}

function compiled(pattern: Uint8Array): RE2JS {
  try {
    return RE2JS.compile(check_utf8(pattern));
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const [description, at] = [error.getDescription(), error.getPattern() ?? ''];
    if (at.startsWith('\\C')) throw unimplemented('\\C in a regular expression. Use (?s:.) for characters.');
    const reason = REASONS[description] ?? description;
    throw invalid_argument(
      `Invalid pattern: ${shown(pattern)}, error: ${at === '' ? reason : `${reason}: ${at}`}`,
    );
  }
}

/** A rewrite in parts: bytes as they are, and numbers of groups. */
interface Rewrite {
  readonly parts: readonly (Uint8Array | number)[];
  /** Whether each backslash stands before a digit or another one; the parts end before one that does not. */
  readonly is_valid: boolean;
}

const BACKSLASH = 0x5c;

function parsed_rewrite(rewrite: Uint8Array): Rewrite {
  const parts: (Uint8Array | number)[] = [];
  let start = 0;
  for (let at = 0; at < rewrite.length; at++) {
    if (rewrite[at] !== BACKSLASH) continue;
    const next = rewrite[at + 1] ?? -1;
    const is_digit = next >= 0x30 && next <= 0x39;
    parts.push(rewrite.subarray(start, at));
    if (!is_digit && next !== BACKSLASH) return {parts, is_valid: false};
    parts.push(is_digit ? next - 0x30 : Uint8Array.of(BACKSLASH));
    at++;
    start = at + 1;
  }
  return {parts: [...parts, rewrite.subarray(start)], is_valid: true};
}

/** The text with its matches rewritten; groups that the pattern lacks are empty. */
function replaced(text: Uint8Array, pattern: RE2JS, {parts}: Rewrite, every: boolean): Uint8Array {
  check_utf8(text);
  const matcher = pattern.matcher(text);
  const pieces: Uint8Array[] = [];
  let end = 0;
  while (matcher.find()) {
    pieces.push(text.subarray(end, matcher.start()));
    for (const part of parts) {
      if (typeof part !== 'number') pieces.push(part);
      else if (part <= pattern.groupCount() && matcher.start(part) >= 0) {
        pieces.push(text.subarray(matcher.start(part), matcher.end(part)));
      }
    }
    end = matcher.end();
    if (!every) break;
  }
  return joined([...pieces, text.subarray(end)]);
}

function replace_all(texts: NDArray, pattern: Uint8Array, rewrite: Uint8Array, every: boolean): NDArray {
  const expression = compiled(pattern);
  const parsed = parsed_rewrite(rewrite);
  // A bad rewrite leaves a text whose first match it is for, but ends early at each of all matches.
  if (!every && !parsed.is_valid) return texts;
  return changed(texts, (text) => replaced(text, expression, parsed, every));
}

function check_scalar(array: NDArray, name: string): void {
  if (array.shape.length > 0) {
    throw invalid_argument(`${name} must be scalar, but received ${shape_text(array.shape)}`);
  }
}

function full_match(texts: NDArray, pattern: Uint8Array): NDArray {
  const expression = compiled(pattern);
  const data = texts_of(texts).map((text) => {
    check_utf8(text);
    return Number(expression.matcher(text).matches());
  });
  return new NDArray(bool, texts.shape, Uint8Array.from(data));
}

const regex_replace: JsKernel = (inputs, attrs) => {
  const [texts, pattern, rewrite] = [input(inputs, 0), input(inputs, 1), input(inputs, 2)];
  check_scalar(pattern, 'Pattern');
  check_scalar(rewrite, 'Rewrite');
  const every = attribute<boolean>(attrs, 'replace_global', true);
  return replace_all(texts, text_of(pattern), text_of(rewrite), every);
};

const static_regex_replace: JsKernel = (inputs, attrs) =>
  replace_all(
    input(inputs, 0),
    text_attribute(attrs, 'pattern'),
    text_attribute(attrs, 'rewrite'),
    attribute<boolean>(attrs, 'replace_global', true),
  );

const regex_full_match: JsKernel = (inputs) => {
  check_scalar(input(inputs, 1), 'Pattern');
  return full_match(input(inputs, 0), text_of(input(inputs, 1)));
};

export const REGEX_KERNELS: JsKernels = {
  RegexFullMatch: regex_full_match,
  RegexReplace: regex_replace,
  StaticRegexFullMatch: (inputs, attrs) => full_match(input(inputs, 0), text_attribute(attrs, 'pattern')),
  StaticRegexReplace: static_regex_replace,
};
