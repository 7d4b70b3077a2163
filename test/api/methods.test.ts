// Methods and properties of the public classes: TensorFlow's names and parameters.
import * as tf from 'tf1';
import type {ParameterData} from '../../src/util/signature_types.ts';
import {recorded_table} from '../support/tables.ts';

const ROWS = ['api.tsv', 'contrib.tsv'].flatMap((file) => recorded_table(`test/oracle/data/${file}`));

type Row = Readonly<Record<string, string>>;

interface Described {
  readonly parameters?: readonly ParameterData[];
}

/** The class of a name, and the prototypes where its members are. */
function holder_of(path: readonly string[]): Readonly<Record<string, unknown>> | null {
  let value: unknown = {tf};
  for (const part of path) value = (value as Readonly<Record<string, unknown>> | null | undefined)?.[part];
  return typeof value === 'function' ? (Object(value) as Readonly<Record<string, unknown>>) : null;
}

function member_of(row: Row): {row: Row; is_there: boolean; method: unknown} {
  const path = (row['name'] ?? '').split('.');
  const name = path.at(-1) ?? '';
  const owner = holder_of(path.slice(0, -1));
  const prototype: unknown = owner?.['prototype'];
  const holder = row['kind'] === 'method' || row['kind'] === 'property' ? prototype : owner;
  if (typeof holder !== 'object' && typeof holder !== 'function') return {row, is_there: false, method: null};
  if (holder === null || !(name in holder)) return {row, is_there: false, method: null};
  // A property may need an object to be read from.
  return {row, is_there: true, method: row['kind'] === 'property' ? null : Reflect.get(holder, name)};
}

const METHODS = ROWS.filter(({kind = '', name = ''}) => kind.endsWith('method') && !name.includes('.__')).map(
  member_of,
);

function own_parameters(parameters: readonly ParameterData[]): string[] {
  return parameters.map(({name, kind, optional}) => {
    if (kind === 'rest') return `*${name}`;
    if (kind === 'keywords') return `**${name}`;
    return optional ? `${name}=` : name;
  });
}

function recorded_parameters(text: string): string[] {
  return (JSON.parse(text || '[]') as string[])
    .filter((parameter) => parameter !== '*')
    .map((parameter) => parameter.replace(/=.*$/s, '='));
}

const DESCRIBED = METHODS.filter(({method}) => (method as Described | null)?.parameters !== undefined);

test.each(DESCRIBED.map(({row, method}) => [row['name'], row, method as Described] as const))(
  '%s',
  (_, row, {parameters = []}) => {
    const recorded = recorded_parameters(row['parameters'] ?? '');
    // What TensorFlow itself takes from its `**kwargs` may have a name here.
    const named = recorded.at(-1) === '**kwargs' ? recorded.slice(0, -1) : recorded;
    const own = own_parameters(parameters);
    expect(named.length < recorded.length ? own.slice(0, named.length) : own).toEqual(named);
  },
);

const VALUE = 'a small value: arguments by position';
const OVERRIDDEN = 'subclasses override it';

/** Methods that take parameters and tell nothing of them, by class or one by one, with the reason. */
const POSITIONAL_ONLY: Readonly<Record<string, string>> = {
  'tf.Dimension': VALUE,
  'tf.TensorShape': VALUE,
  'tf.dtypes.DType': VALUE,
  'tf.Graph': 'its scopes take their body last; its questions take one argument',
  'tf.Tensor.set_shape': 'one argument',
  'tf.Variable.set_shape': 'one argument',
  'tf.Operation.get_attr': 'one argument',
  'tf.sparse.SparseTensor.eval': 'a record of fed values is told from keywords by its keys',
  'tf.Tensor.eval': 'a record of fed values is told from keywords by its keys',
  'tf.Operation.run': 'a record of fed values is told from keywords by its keys',
  'tf.Variable.eval': 'one argument, or a record of it',
  'tf.Variable.load': 'two arguments',
  'tf.Variable.to_proto': 'one argument',
  'tf.Variable.from_proto': 'two arguments',
  'tf.train.Saver.from_proto': 'two arguments',
  'tf.VariableScope': 'setters; tf.get_variable is what programs call',
  'tf.Session': 'partial runs are refused',
  'tf.InteractiveSession': 'partial runs are refused',
  'tf.layers.Layer': OVERRIDDEN,
  'tf.layers.Dense': OVERRIDDEN,
  'tf.layers.Flatten': OVERRIDDEN,
  'tf.layers.BatchNormalization': OVERRIDDEN,
};

test('all other methods are listed', () => {
  const silent = METHODS.filter(
    ({row, is_there, method}) =>
      is_there &&
      (row['parameters'] ?? '[]') !== '[]' &&
      (method as Described | null)?.parameters === undefined,
  ).map(({row}) => row['name'] ?? '');
  const is_listed = (name: string): boolean =>
    name in POSITIONAL_ONLY || name.slice(0, name.lastIndexOf('.')) in POSITIONAL_ONLY;
  expect(silent.filter((name) => !is_listed(name))).toEqual([]);
});
