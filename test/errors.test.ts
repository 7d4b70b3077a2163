// tf.errors: TensorFlow's classes and codes, and the text of an error that an op raised.
import * as errors from '../src/errors.ts';
import {
  error_code_from_exception_type,
  exception_type_from_error_code,
  format_node_message,
  format_op_error,
  make_op_error,
  OpError,
} from '../src/errors.ts';
import {golden_bytes} from './support/goldens.ts';
import {RECORDED} from './types/recorded.ts';

const rows = RECORDED.errors;
const exported: Record<string, unknown> = {...errors};

test.each(rows.filter((row) => 'constant' in row))('$constant is $code', ({constant, code}) => {
  expect(exported[constant]).toBe(code);
});

test.each(rows.filter((row) => 'class' in row))('$class', (row) => {
  const error_class = exception_type_from_error_code(row.code);
  const error = new error_class(null, null, 'some text');
  expect(exported[row.class]).toBe(error_class);
  expect([error.name, error.error_code, error.message, String(error)]).toEqual([
    row.class,
    row.code,
    'some text',
    row.str,
  ]);
  expect([error.op, error.node_def]).toEqual([null, null]);
  expect(error).toBeInstanceOf(OpError);
  expect(error.stack).toMatch(new RegExp(`^${row.class}: some text\n`));
  expect([row.of_code, row.code_of]).toEqual([row.class, error_code_from_exception_type(error_class)]);
});

test('a class without a code gives an UnknownError, a code without a class a KeyError', () => {
  expect(error_code_from_exception_type(Error)).toBeInstanceOf(errors.UnknownError);
  expect(() => exception_type_from_error_code(99)).toThrow('99');
});

/** The recorded cases in which an op of the user's graph failed. */
function failing_ops(): {op: string; text: string; message: string; code: number}[] {
  const [header = '', ...lines] = new TextDecoder()
    .decode(golden_bytes('test/oracle/data/errors.tsv'))
    .split('\n');
  const columns = header.split('\t');
  const unescaped = (cell: string) =>
    cell.replace(/\\([\\nt])/g, (_, letter: string) =>
      letter === 'n' ? '\n' : letter === 't' ? '\t' : '\\',
    );
  const cell = (line: string, name: string) => unescaped(line.split('\t')[columns.indexOf(name)] ?? '');
  return lines
    .filter((line) => cell(line, 'op') !== '')
    .map((line) => ({
      op: cell(line, 'op'),
      text: cell(line, 'text'),
      message: cell(line, 'message'),
      code: Number(cell(line, 'code')),
    }));
}

test('a node that is no operation is named in braces', () => {
  const text = 'Attempting to use uninitialized value v\n\t [[{{node _retval_v_0_0}}]]';
  const recorded = new TextDecoder().decode(golden_bytes('test/oracle/data/errors.tsv'));
  expect(recorded).toContain(text.replace('\n', '\\n').replace('\t', '\\t'));
  expect(format_node_message('Attempting to use uninitialized value v', '_retval_v_0_0')).toBe(text);
});

describe('an op that failed speaks as in TensorFlow', () => {
  const node_line = /\n\t \[\[node (\S+) \(defined at <place>\) \]\]$/;
  const cases = failing_ops().filter((row) => node_line.test(row.text));

  test('there are cases', () => expect(cases.length).toBeGreaterThan(30));

  test.each(cases)('$op: $text', ({op, text, message, code}) => {
    const [op_type = '', op_name = ''] = op.split(' ');
    const node_name = node_line.exec(text)?.[1] ?? '';
    const site = {node_name, op_type, place: () => '<place>', stack: () => '<stack>'};
    const own_text = text.replace(node_line, '');
    const error = make_op_error(code, own_text, site, {name: op_name, type: op_type, creation_site: site});
    expect(error.message).toBe(text);
    expect(error.op?.type).toBe(op_type);
    expect(String(error).trim()).toBe(message.trim());
    if (node_name === op_name) expect(format_op_error(own_text, site).trim()).toBe(message.trim());
  });
});
