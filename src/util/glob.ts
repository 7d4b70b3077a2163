// Patterns of file names as TensorFlow has them: `*` and `?` for what has no slash, `[abc]`, and a backslash before what is
// meant as it is. Knows no files but by their interface.

import type {Files} from './files.ts';
import {dirname, join_path} from './paths.ts';

const SPECIAL = /[*?[\\]/;

/** The pattern as a regular expression of whole paths. */
function path_expression(pattern: string): RegExp {
  let text = '';
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern[at] as string;
    const close = char === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (char === '*') text += '[^/]*';
    else if (char === '?') text += '[^/]';
    else if (close > 0) {
      const items = pattern
        .slice(at + 1, close)
        .replace(/^!/, '^')
        .replace(/\\/g, '\\\\');
      text += `(?!/)[${items}]`;
      at = close;
    } else {
      const literal = char === '\\' && at + 1 < pattern.length ? (pattern[++at] as string) : char;
      text += literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    }
  }
  return new RegExp(`^${text}$`, 'us');
}

/** The files and folders that fit a pattern, sorted. NotFoundError where the folder does not exist in which they would be. */
export async function matching_paths(files: Files, pattern: string): Promise<string[]> {
  const first = pattern.search(SPECIAL);
  if (first < 0) return (await files.exists(pattern)) ? [pattern] : [];
  const expression = path_expression(pattern);
  const depth = pattern.split('/').length;
  const found: string[] = [];
  const visit = async (folder: string): Promise<void> => {
    for (const name of await files.list(folder === '' ? '.' : folder)) {
      const path = folder === '' ? name : join_path(folder, name);
      if (expression.test(path)) found.push(path);
      if (path.split('/').length < depth && (await files.is_directory(path))) await visit(path);
    }
  };
  const start = dirname(pattern.slice(0, first));
  await visit(start);
  return found.sort();
}
