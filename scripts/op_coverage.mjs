// `node --import tsx scripts/op_coverage.mjs [FAMILY or OP...]`: the ops of TensorFlow's list of which something is not proven
// yet, by family. Without arguments the names; with a family or an op also what is missing of each.
import {op_gaps} from '../test/support/op_coverage.ts';

const chosen = process.argv.slice(2);
const all = op_gaps();

const is_open = ({definition, place, rows, values, dtypes}) =>
  definition || place || rows > 0 || values.length > 0 || dtypes.length > 0;

function what({definition, place, rows, values, dtypes}) {
  const parts = [
    definition ? 'definition' : '',
    place ? 'kernel' : '',
    rows > 0 ? `${rows} rows` : '',
    values.length > 0 ? `values ${values.join(' ')}` : '',
    dtypes.length > 0 ? `dtypes ${dtypes.join(' ')}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}

const families = new Map(all.map(({family}) => [family, all.filter((one) => one.family === family)]));
for (const [family, ops] of [...families].toSorted()) {
  const open = ops.filter(is_open);
  if (chosen.length === 0) {
    if (open.length === 0) continue;
    const names = (test) => open.filter(test).map(({op}) => op);
    console.log(`${family}: ${ops.length - open.length} of ${ops.length} done`);
    const lists = [
      ['no definition', names(({definition}) => definition)],
      ['no kernel', names(({definition, place}) => !definition && place)],
      ['no rows', names(({definition, place, rows}) => !definition && !place && rows > 0)],
      [
        'values or dtypes without a row',
        names(({definition, place, rows}) => !definition && !place && rows === 0),
      ],
    ];
    for (const [title, ops] of lists) if (ops.length > 0) console.log(`  ${title}: ${ops.join(' ')}`);
  } else {
    for (const one of open) {
      if (chosen.includes(family) || chosen.includes(one.op)) console.log(`${one.op}: ${what(one)}`);
    }
  }
}
const count = (test) => all.filter(test).length;
console.log(
  `${all.length} ops with a CPU kernel that are not refused; proven ${count((one) => !is_open(one))}; without a definition ` +
    `${count(({definition}) => definition)}, a kernel ${count(({place}) => place)}, rows ${count(({rows}) => rows > 0)}, ` +
    `all values ${count(({values}) => values.length > 0)}, all dtypes ${count(({dtypes}) => dtypes.length > 0)}`,
);
