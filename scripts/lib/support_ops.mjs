// The part of docs/support.md about ops: by family what runs where and in which dtypes, what is refused, and the counts.
import {TFJS_KERNELS} from '../../src/backends/tfjs/kernels.ts';
import {compiles} from '../../src/backends/wasm/wasm_backend.ts';
import {gradient_functions} from '../../src/graph/globals.ts';
import {find_table_op} from '../../src/graph/op_table.ts';
import {REFUSED_GROUPS} from '../../src/graph/refused_ops.ts';
import {op_gaps, recorded_ops, REFUSED} from '../../test/support/op_coverage.ts';
import {place_of} from '../../test/support/op_places.ts';

/** How dtypes are shown: short, in this order. */
const SHORT = {
  float16: 'f16',
  bfloat16: 'bf16',
  float32: 'f32',
  float64: 'f64',
  int8: 'i8',
  int16: 'i16',
  int32: 'i32',
  int64: 'i64',
  uint8: 'u8',
  uint16: 'u16',
  uint32: 'u32',
  uint64: 'u64',
  complex64: 'c64',
  complex128: 'c128',
  bool: 'bool',
  string: 'str',
};
const NUMBERS_AND_MORE = Object.values(SHORT);

function short_list(dtypes) {
  const names = dtypes.map((dtype) => SHORT[dtype] ?? dtype);
  const order = (name) => (NUMBERS_AND_MORE.includes(name) ? NUMBERS_AND_MORE.indexOf(name) : Infinity);
  return names.toSorted((a, b) => order(a) - order(b) || (a < b ? -1 : 1)).join(' ');
}

export function table(columns, rows) {
  const line = (cells) => `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
  return [line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Ops whose gradient says why there is none here. */
const GRADIENTS_REFUSED = ['EagerPyFunc'];

function gradient_of(op) {
  if (GRADIENTS_REFUSED.includes(op)) return 'refused';
  const found = gradient_functions.value.get(op);
  if (found === undefined) return find_table_op(op)?.gradient === 'not_differentiable' ? 'none' : '';
  return found === null ? 'none' : 'yes';
}

/** The attribute that most of an op's inputs and outputs have their dtype from: its kernels differ by it. */
function main_attribute({cpu}) {
  const [first] = (cpu ?? []).flatMap((alternative) => Object.keys(alternative));
  return first ?? null;
}

/** Dtypes in which a recorded row shows that the op does what TensorFlow does. */
function proven_dtypes(op, gaps) {
  const attr = main_attribute(op);
  if (attr === null || place_of(op.name) === '') return [];
  const missing = new Set(gaps.get(op.name)?.dtypes ?? []);
  const dtypes = new Set(op.cpu.flatMap((alternative) => alternative[attr] ?? []));
  return [...dtypes].filter((dtype) => !missing.has(`${attr}=${dtype}`));
}

function op_row(op, gaps) {
  const {name, since} = op;
  const {dtypes, accepts} = TFJS_KERNELS[name] ?? {dtypes: []};
  return [
    since === undefined ? name : `${name} *`,
    gradient_of(name),
    op.cpu === null ? 'no CPU kernel' : REFUSED.has(name) ? 'refused' : place_of(name),
    short_list(proven_dtypes(op, gaps)),
    short_list(dtypes) + (accepts ? ' (by attributes)' : ''),
    compiles(name) ? 'f32' : '',
  ];
}

function counts_of(ops, gaps) {
  const running = ops.filter(({name, cpu}) => cpu !== null && place_of(name) !== '' && !REFUSED.has(name));
  const sum = (count) => ops.reduce((total, op) => total + count(op), 0);
  return [
    ops.length,
    running.length,
    ops.filter(({name}) => REFUSED.has(name)).length,
    ops.filter(({name, cpu}) => cpu === null && !REFUSED.has(name)).length,
    sum((op) => proven_dtypes(op, gaps).length),
    sum(({name}) => TFJS_KERNELS[name]?.dtypes.length ?? 0),
    sum(({name}) => Number(compiles(name))),
  ].map(String);
}

const COUNTS = [
  'ops',
  'run',
  'refused',
  'no CPU kernel in TensorFlow',
  'op x dtype on js',
  'op x dtype on tfjs',
  'on wasm',
];

function refused_rows() {
  return REFUSED_GROUPS.map(({group, hint, ops}) => [group, hint, ops.map((op) => `\`${op}\``).join(' ')]);
}

/** The sections of docs/support.md about ops. */
export function ops_text() {
  const gaps = new Map(op_gaps().map((one) => [one.op, one]));
  const all = [...recorded_ops().values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const names = [...new Set(all.map(({family}) => family ?? 'other'))].toSorted();
  const families = names.map((name) => [name, all.filter(({family}) => (family ?? 'other') === name)]);
  const sections = families.map(
    ([name, ops]) =>
      `### ${name}\n\n${table(
        ['op', 'gradient', 'js', 'dtypes', 'tfjs-cpu, tfjs-wasm', 'wasm'],
        ops.map((op) => op_row(op, gaps)),
      )}\n`,
  );
  return `## Ops

Every op that a TensorFlow 1 graph can hold is known: imported, checked, written again. An asterisk marks those that only TensorFlow 2.15 has.

- **gradient**: \`yes\`, or \`none\` where TensorFlow has none to give; empty: nothing is registered, and \`tf.gradients\` says so. \`refused\`:
  TensorFlow differentiates a function that runs eagerly; here it gets arrays, and \`tf.gradients\` throws \`UnimplementedError\`.
- **js**: \`kernel\`. Without a kernel: \`state\` (a variable, its reads and updates, threaded through the program), \`compiler\`
  (no step comes of it), \`functions\` (its functions are written out), \`frames\` (handed on, or the frame executor), \`host\` (between
  programs). \`refused\`: see below. Empty: it can be built and exported, but not run yet.
  \`Abort\` ends the run with an \`AbortedError\`, where TensorFlow ends the process.
- **dtypes**: those of TensorFlow's CPU kernel in which a recorded result of TensorFlow is compared; empty where kernels do not differ by one.
- **tfjs-cpu, tfjs-wasm**: the dtypes that tfjs computes as TensorFlow does; all else runs on \`js\`.
- **wasm**: the dtypes that are compiled, in steps whose shapes are known; all else runs on \`js\`.
- \`null\` plans everything and computes nothing.

${table(
  ['family', ...COUNTS],
  [...families, ['all', all]].map(([name, ops]) => [name].concat(counts_of(ops, gaps))),
)}

### Refused

Known, but not run: a run gives \`UnimplementedError\` with the way out.

${table(['group', 'way out', 'ops'], refused_rows())}

${sections.join('\n')}`;
}
