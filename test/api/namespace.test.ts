// The tf namespace by TensorFlow's tables: nothing under a name of our own that is not listed here, constants with
// TensorFlow's values, and each function and method with its parameters as data.
import * as tf from 'tf1';
import type {ParameterData} from '../../src/util/signature_types.ts';
import {recorded_table} from '../support/tables.ts';

const ROWS = ['api.tsv', 'contrib.tsv'].flatMap((file) => recorded_table(`test/oracle/data/${file}`));
const BY_NAME = new Map(ROWS.map((row) => [row['name'] ?? '', row]));

/** What the namespace has beyond TensorFlow. */
const OWN_NAMES: readonly string[] = [
  // numpy's arrays, Python's keywords and functools.partial, and the calling convention for porters' own functions.
  'tf.NDArray',
  'tf.kwargs',
  'tf.partial',
  'tf.signature',
  // An older name of ONLY_FIRST_REPLICA.
  'tf.VariableAggregation.ONLY_FIRST_TOWER',
  // Exceptions that Python has built in.
  'tf.contrib.lookup.TextFileIndex.LINE_NUMBER',
  'tf.contrib.lookup.TextFileIndex.WHOLE_LINE',
  'tf.errors.AssertionError',
  'tf.errors.AttributeError',
  'tf.errors.IndexError',
  'tf.errors.KeyError',
  'tf.errors.LookupError',
  'tf.errors.NotImplementedError',
  'tf.errors.OSError',
  'tf.errors.RuntimeError',
  'tf.errors.ValueError',
];

const CONSTANTS_ONLY = 'constants only, so a plain object';
const NOT_CALLED = 'programs make none by its name';

/** Functions and classes that tell no parameters, with the reason. */
const SILENT: Readonly<Record<string, string>> = {
  'tf.AggregationMethod': CONSTANTS_ONLY,
  'tf.image.ResizeMethod': CONSTANTS_ONLY,
  'tf.GraphKeys': CONSTANTS_ONLY,
  'tf.UnconnectedGradients': CONSTANTS_ONLY,
  'tf.contrib.lookup.TextFileIndex': CONSTANTS_ONLY,
  'tf.lookup.TextFileIndex': CONSTANTS_ONLY,
  'tf.VariableAggregation': CONSTANTS_ONLY,
  'tf.VariableSynchronization': CONSTANTS_ONLY,
  'tf.DType': NOT_CALLED,
  'tf.dtypes.DType': NOT_CALLED,
  'tf.Operation': NOT_CALLED,
  'tf.Tensor': NOT_CALLED,
  'tf.contrib.framework.arg_scope': 'its keywords are those of the functions in it',
};

type Members = Readonly<Record<string, unknown>>;

function is_module(value: unknown): value is Members {
  return Object.prototype.toString.call(value) === '[object Module]';
}

/** Classes of constants only are plain objects here. */
function is_record(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function exported(holder: Members, path: string): [name: string, value: unknown][] {
  return Object.entries(holder).flatMap(([key, value]): [string, unknown][] => {
    const name = `${path}.${key}`;
    if (is_module(value)) return exported(value, name);
    const own: [string, unknown][] = [[name, value]];
    return is_record(value) ? own.concat(exported(value, name)) : own;
  });
}

const EXPORTED = exported(tf, 'tf');

test('only listed names are not from TensorFlow', () => {
  const own = EXPORTED.map(([name]) => name).filter((name) => !BY_NAME.has(name));
  expect(own.sort()).toEqual([...OWN_NAMES].sort());
});

function parameters_of(value: unknown): readonly ParameterData[] | undefined {
  return (value as {readonly parameters?: readonly ParameterData[]} | null)?.parameters;
}

const CALLABLE = new Set(['function', 'class']);

test('functions and classes tell their parameters', () => {
  const silent = EXPORTED.filter(([name, value]) => {
    const {kind = '', parameters = ''} = BY_NAME.get(name) ?? {};
    return CALLABLE.has(kind) && parameters !== '' && parameters_of(value) === undefined;
  });
  expect(silent.map(([name]) => name).sort()).toEqual(Object.keys(SILENT).sort());
});

/** A constant as Python writes it. */
function written(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'string') return `'${value}'`;
  if (value instanceof tf.DType) return String(value.as_datatype_enum);
  if (typeof value === 'symbol') return value.description ?? '';
  return String(value);
}

test('constants have their values', () => {
  const constants = EXPORTED.filter(([name]) => BY_NAME.get(name)?.['kind'] === 'constant');
  const values = constants.map(([name, value]) => [name, written(value)]);
  expect(values).toEqual(constants.map(([name]) => [name, BY_NAME.get(name)?.['value']]));
});
