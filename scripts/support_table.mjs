// `npm run docs`: writes docs/support.md (every op that exists, by backend) and the table of comparison rules in
// docs/semantics.md, both from what the sources register. `--check` writes nothing and fails where they are stale.
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import * as tf from '../src/index.ts';
import {KERNELS} from '../src/backends/js/kernels.ts';
import {TFJS_KERNELS} from '../src/backends/tfjs/kernels.ts';
import {EMIT_RULES} from '../src/compile/emit.ts';
import {LOOP_OPS} from '../src/compile/prune.ts';
import {READ_RULES, UPDATE_RULES} from '../src/compile/state_rules.ts';
import {VARIABLE_OPS} from '../src/compile/variables.ts';
import {gradient_functions, op_definitions} from '../src/graph/globals.ts';
import {HOST_OPERATIONS} from '../src/session/host_ops/index.ts';
import {COMPARISON_RULES} from '../test/support/comparison.ts';
import {ROOT} from './entries.mjs';

const has = (record, key) => Object.hasOwn(record, key);

/** Ops that no backend sees, and what does their work. */
const ELSEWHERE = [
  ['host', (op) => has(HOST_OPERATIONS, op)],
  ['state', (op) => VARIABLE_OPS.has(op) || has(READ_RULES, op) || has(UPDATE_RULES, op)],
  ['frames', (op) => LOOP_OPS.has(op)],
  ['compiler', (op) => has(EMIT_RULES, op) || op === 'Const' || op.startsWith('Placeholder')],
];

function where(op) {
  if (has(KERNELS, op)) return 'kernel';
  return ELSEWHERE.find(([, holds]) => holds(op))?.[0] ?? '';
}

function gradient_of(op) {
  const found = gradient_functions.value.get(op);
  if (found === undefined) return '';
  return found === null ? 'none' : 'yes';
}

function op_row(op) {
  const {dtypes, accepts} = TFJS_KERNELS[op] ?? {dtypes: []};
  return [op, gradient_of(op), where(op), dtypes.join(', ') + (accepts ? ' (by attributes)' : '')];
}

/** Functions and classes of a module of the namespace, modules inside it as their own. */
function modules_of(module, path = 'tf') {
  const names = Object.keys(module).toSorted();
  const is_module = (value) => Object.prototype.toString.call(value) === '[object Module]';
  const own = names.filter((name) => typeof module[name] === 'function');
  const inner = names.filter((name) => is_module(module[name]));
  return [[path, own], ...inner.flatMap((name) => modules_of(module[name], `${path}.${name}`))];
}

function table(columns, rows) {
  const line = (cells) => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

function support_text() {
  const ops = [...op_definitions.value.keys()].toSorted();
  const rows = ops.map(op_row);
  const modules = modules_of(tf).filter(([, names]) => names.length > 0);
  return `# Support

Written by \`npm run docs\` from what the sources register; \`npm run check\` fails where it is stale.

## Ops

${ops.length} op types. A node of any other type is refused when it is built or imported.

- **gradient**: \`yes\`, or \`none\` where TensorFlow has none to give; empty: nothing is registered, and \`tf.gradients\` says so.
- **js**: \`kernel\`, in every dtype that TensorFlow's CPU kernel takes. Without a kernel: \`state\` (a variable or its update, threaded
  through the program), \`compiler\` (no step comes of it), \`frames\` (the frame executor), \`host\` (between programs). Empty: it can be
  built, differentiated and exported, but not run yet.
- **tfjs-cpu, tfjs-wasm**: the dtypes that tfjs computes as TensorFlow does; all else runs on \`js\`.
- \`null\` plans everything and computes nothing.

${table(['op', 'gradient', 'js', 'tfjs-cpu, tfjs-wasm'], rows)}

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
