// The tf namespace: each function and class that is there has TensorFlow's parameters, in order.
import * as tf from 'tf1';
import type {ParameterData} from '../../src/util/signature_types.ts';
import {recorded_table} from '../support/tables.ts';

const ROWS = ['api.tsv', 'contrib.tsv'].flatMap((file) => recorded_table(`test/oracle/data/${file}`));

/** What a public name of TensorFlow stands for here; undefined where it is not there. */
function found(name: string): unknown {
  let value: unknown = {tf};
  for (const part of name.split('.')) {
    const holder = value as Record<string, unknown> | undefined;
    value = typeof holder === 'object' || typeof holder === 'function' ? holder[part] : undefined;
  }
  return value;
}

function signature_data(value: unknown): readonly ParameterData[] | undefined {
  return (value as {readonly parameters?: readonly ParameterData[]} | undefined)?.parameters;
}

/** `name`, `name=` for one with a default, `*name`, `**name`; keyword-only ones stand after `*`. */
function own_parameters(parameters: readonly ParameterData[]): string[] {
  return parameters.map(({name, kind, optional}) => {
    if (kind === 'rest') return `*${name}`;
    if (kind === 'keywords') return `**${name}`;
    return optional ? `${name}=` : name;
  });
}

/** Parameters that differ, with the reason. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'tf.keras.initializers.Initializer': 'the base class keeps the dtype of all initializers',
};

function recorded_parameters(text: string): string[] {
  const parameters = JSON.parse(text) as string[];
  return parameters
    .filter((parameter) => parameter !== '*')
    .map((parameter) => parameter.replace(/=.*$/s, '='));
}

const CALLABLE = ROWS.filter(({kind}) => kind === 'function' || kind === 'class');
const DESCRIBED = CALLABLE.filter(
  ({name = '', parameters}) =>
    parameters !== '' && !(name in OTHERWISE) && signature_data(found(name)) !== undefined,
);

test('a good part of the namespace is there', () => {
  expect(DESCRIBED.length).toBeGreaterThan(300);
});

test.each(DESCRIBED.map(({name, parameters}) => [name, parameters] as [string, string]))(
  '%s',
  (name, parameters) => {
    const own = own_parameters(signature_data(found(name)) as readonly ParameterData[]);
    const recorded = recorded_parameters(parameters);
    // What TensorFlow itself takes from its `**kwargs` may have a name here.
    if (recorded.at(-1) !== '**kwargs') expect(own).toEqual(recorded);
    else expect(own.slice(0, recorded.length - 1)).toEqual(recorded.slice(0, -1));
  },
);
