// `npm run docs`: writes docs/support.md (every op that exists, by backend) and the table of comparison rules in
// docs/semantics.md, both from what the sources register. `--check` writes nothing and fails where they are stale.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '../src/index.ts';
import {COMPARISON_RULES} from '../test/support/comparison.ts';
import {ROOT} from './entries.mjs';
import {ops_text, table} from './lib/support_ops.mjs';

/** Functions and classes of a module of the namespace, modules inside it as their own. */
function modules_of(module, path = 'tf') {
  const names = Object.keys(module).toSorted();
  const is_module = (value) => Object.prototype.toString.call(value) === '[object Module]';
  const own = names.filter((name) => typeof module[name] === 'function');
  const inner = names.filter((name) => is_module(module[name]));
  return [[path, own], ...inner.flatMap((name) => modules_of(module[name], `${path}.${name}`))];
}

function support_text() {
  const modules = modules_of(tf).filter(([, names]) => names.length > 0);
  return `# Support

Written by \`npm run docs\` from what the sources register and what is recorded; \`npm run check\` fails where it is stale.

${ops_text()}
## Names

Functions and classes of each module of the namespace.

${table(
  ['module', 'names'],
  modules.map(([path, names]) => [`\`${path}\``, names.map((name) => `\`${name}\``).join(' ')]),
)}
`;
}

const RULES = /(<!-- rules:.*?-->\n)[^]*?(<!-- end -->)/;

function rules_table() {
  const limit = ({measure, limit}) => (measure === 'exact' ? '' : String(limit));
  return table(
    ['rule', 'measure', 'limit', 'because'],
    Object.entries(COMPARISON_RULES).map(([name, rule]) => [name, rule.measure, limit(rule), rule.reason]),
  );
}

const texts = {
  'docs/support.md': () => support_text(),
  'docs/semantics.md': (old) => old.replace(RULES, (_, start, end) => `${start}${rules_table()}\n${end}`),
};

for (const [path, make] of Object.entries(texts)) {
  const file = join(ROOT, path);
  let old = '';
  try {
    old = readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const text = make(old);
  if (text === old) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`wrote ${path}`);
  }
}
