// Finds, parses and walks the project's source files; knows nothing of what is checked.
import {readdirSync, readFileSync} from 'node:fs';
import {join, relative, sep} from 'node:path';
import {parseSync} from 'oxc-parser';
import {ROOT} from '../entries.mjs';

/** The folders that the habits apply to. */
const SOURCE_FOLDERS = ['src', 'graphs', 'scripts', 'test'];

/** Paths of the source files below `folders`, with `/`, without those that a program wrote. */
function list_sources(folders = SOURCE_FOLDERS) {
  const paths = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), {recursive: true, withFileTypes: true})
      .filter((entry) => entry.isFile() && /\.m?ts$|\.mjs$/.test(entry.name))
      .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/')),
  );
  return paths.filter((path) => !path.includes('/generated/')).toSorted();
}

/** The text of each source file, by path. */
export function read_sources(folders) {
  return new Map(list_sources(folders).map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

/** The syntax tree of a source file with its comments, import table and a way from offsets to lines. */
export function parse(path, text) {
  const {program, module, comments, errors} = parseSync(path, text);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const line_of = (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return {path, text, program, module, comments, errors, line_of};
}

/** Calls `enter(node, parents)` for each node of a tree, from the top down; parents come nearest last. */
export function walk(node, enter, parents = []) {
  if (enter(node, parents) === false) return;
  parents.push(node);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child !== null && typeof child === 'object' && typeof child.type === 'string') {
        walk(child, enter, parents);
      }
    }
  }
  parents.pop();
}
