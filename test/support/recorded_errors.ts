// The table of users' mistakes and what TensorFlow says to each. Reads it; compares nothing.
import {golden_bytes} from './goldens.ts';

export interface RecordedError {
  id: string;
  exception: string;
  code: number | null;
  /** Type and name of the operation that failed. */
  op: string;
  text: string;
}

function cell(text: string): string {
  return text.replace(
    /\\([\\ntr])/g,
    (_, letter: string) => ({'\\': '\\', n: '\n', t: '\t', r: '\r'})[letter] ?? '',
  );
}

/** The rows of errors.tsv by id. */
export function recorded_errors(): Map<string, RecordedError> {
  const [header = '', ...lines] = new TextDecoder()
    .decode(golden_bytes('test/oracle/data/errors.tsv'))
    .split('\n');
  const columns = header.split('\t');
  const rows = lines.filter((line) => line !== '').map((line) => line.split('\t').map(cell));
  const read = (row: readonly string[], name: string): string => row[columns.indexOf(name)] ?? '';
  return new Map(
    rows.map((row) => [
      read(row, 'id'),
      {
        id: read(row, 'id'),
        exception: read(row, 'exception').replace('tf.errors.', ''),
        code: read(row, 'code') === '' ? null : Number(read(row, 'code')),
        op: read(row, 'op'),
        text: read(row, 'text'),
      },
    ]),
  );
}
