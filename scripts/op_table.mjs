// `npm run op_table`: writes src/graph/generated/op_table.ts, the definitions of all ops of test/oracle/data/opdefs.json in
// a compact form that src/graph/op_table.ts reads. `--check` writes nothing and fails where it is stale.
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {ROOT} from './entries.mjs';

const SOURCE = 'test/oracle/data/opdefs.json';
const TARGET = 'src/graph/generated/op_table.ts';

/** Lines that many ops share, each kept once and named by its number. */
class Interned {
  lines = [];
  #numbers = new Map();

  number(line) {
    const known = this.#numbers.get(line);
    if (known !== undefined) return known.toString(36);
    this.#numbers.set(line, this.lines.length);
    return (this.lines.push(line) - 1).toString(36);
  }
}

const allowed_lists = new Interned();
const attributes = new Interned();

const json = (value) => (value === undefined ? '' : JSON.stringify(value));
/** Fields of a line; empty ones at its end are left out. */
const line = (fields) => fields.join('|').replace(/\|+$/, '');

function attribute({name, type, default: value, allowed, minimum}) {
  const list = allowed === undefined ? '' : allowed_lists.number(json(allowed));
  return attributes.number(line([name, type, list, minimum ?? '', json(value)]));
}

/** As in TensorFlow's messages: `x:T`, `x:N*T`, `x:Ref(T)`. */
function argument({name, type, type_attr, type_list_attr, number_attr, is_ref}) {
  const kind = type ?? type_attr ?? type_list_attr;
  const counted = number_attr === undefined ? kind : `${number_attr}*${kind}`;
  return `${name}:${is_ref ? `Ref(${counted})` : counted}`;
}

const FLAGS = [
  ['s', ({is_stateful}) => is_stateful],
  ['c', ({is_commutative}) => is_commutative],
  ['a', ({is_aggregate}) => is_aggregate],
  ['u', ({allows_uninitialized_input}) => allows_uninitialized_input],
  ['f', ({gradient}) => gradient === 'function'],
  ['n', ({gradient}) => gradient === 'not_differentiable'],
  ['l', ({since}) => since !== undefined],
];

function later_allowed([name, values]) {
  return `${name}=${values === 'any' ? '' : allowed_lists.number(json(values))}`;
}

function op_line(op) {
  const {name, inputs, outputs, attrs, deprecated, later_attrs = [], later_allowed: more = {}} = op;
  return line([
    name,
    inputs.map(argument).join(','),
    outputs.map(argument).join(','),
    attrs.map(attribute).join(','),
    FLAGS.filter(([, holds]) => holds(op))
      .map(([flag]) => flag)
      .join(''),
    later_attrs.map(attribute).join(','),
    Object.entries(more).map(later_allowed).join(','),
    deprecated === undefined ? '' : `${deprecated.version} ${deprecated.explanation}`,
  ]);
}

function constant(name, what, lines) {
  const text = lines.join('\n').replaceAll(/\\|`|\$(?=\{)/g, '\\$&');
  return `/** ${what} */\nexport const ${name} = \`${text}\`;\n`;
}

function table_text() {
  const {ops} = JSON.parse(readFileSync(join(ROOT, SOURCE), 'utf8'));
  const lines = ops.map(op_line);
  const types = ops.map(({name}) => `  | '${name}'`).join('\n');
  return [
    '/** Definitions of all ops, written by scripts/op_table.mjs from what TensorFlow registers; read by ../op_table.ts. */\n',
    constant('ALLOWED_LISTS', 'Lists of allowed values.', allowed_lists.lines),
    constant('ATTRIBUTES', 'name|type|allowed list|minimum|default', attributes.lines),
    constant(
      'OPS',
      'name|inputs|outputs|attributes|flags|later attributes|later allowed values|deprecation',
      lines,
    ),
    `/** The types of all ops. */\nexport type OpType =\n${types};\n`,
  ].join('');
}

const file = join(ROOT, TARGET);
const text = table_text();
const is_stale = !existsSync(file) || readFileSync(file, 'utf8') !== text;
if (!is_stale) {
  console.log(`${TARGET} is up to date`);
} else if (process.argv.includes('--check')) {
  console.error(`${TARGET} is stale: npm run op_table`);
  process.exitCode = 1;
} else {
  writeFileSync(file, text);
  console.log(`wrote ${TARGET}: ${text.length} bytes`);
}
