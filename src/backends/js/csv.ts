// The fields of one CSV record that a text holds. Knows no op.

import {invalid_argument} from '../kernel_error.ts';

const [QUOTE, LINE_FEED, CARRIAGE_RETURN] = [34, 10, 13];

/** How records are written. */
export interface CsvRules {
  /** The byte between fields. */
  readonly delimiter: number;
  /** Whether fields may stand in quotes. */
  readonly quotes: boolean;
  /** The columns wanted, all where there are none. */
  readonly columns: readonly number[];
}

const is_line_end = (byte: number | undefined): boolean => byte === LINE_FEED || byte === CARRIAGE_RETURN;

interface Field {
  readonly bytes: Uint8Array;
  /** Where the next field begins. */
  readonly next: number;
}

function plain_field(text: Uint8Array, start: number, {delimiter, quotes}: CsvRules): Field {
  let end = start;
  for (; end < text.length && text[end] !== delimiter; end++) {
    if ((quotes && text[end] === QUOTE) || is_line_end(text[end]))
      throw invalid_argument('Unquoted fields cannot have quotes/CRLFs inside');
  }
  return {bytes: text.slice(start, end), next: end + 1};
}

/** A field whose first quote stands before `start`. */
function quoted_field(text: Uint8Array, start: number, {delimiter}: CsvRules): Field {
  const bytes: number[] = [];
  let at = start;
  while (at < text.length - 1 && (text[at] !== QUOTE || text[at + 1] !== delimiter)) {
    if (text[at] !== QUOTE) bytes.push(text[at++] ?? 0);
    else if (text[at + 1] === QUOTE) {
      bytes.push(QUOTE);
      at += 2;
    } else throw invalid_argument('Quote inside a string has to be escaped by another quote');
  }
  if (text[at] !== QUOTE || (at !== text.length - 1 && text[at + 1] !== delimiter))
    throw invalid_argument('Quoted field has to end with quote followed by delim or end');
  return {bytes: Uint8Array.from(bytes), next: at + 2};
}

/** The wanted fields of a record. Throws `KernelError` for quotes and line ends in wrong places. */
export function csv_fields(text: Uint8Array, rules: CsvRules): Uint8Array[] {
  const {columns, delimiter, quotes} = rules;
  const fields: Uint8Array[] = [];
  const is_wanted = (column: number) => columns.length === 0 || columns[fields.length] === column;
  let column = 0;
  for (let at = 0; at < text.length;) {
    if (is_line_end(text[at])) {
      at++;
      continue;
    }
    const {bytes, next} =
      quotes && text[at] === QUOTE ? quoted_field(text, at + 1, rules) : plain_field(text, at, rules);
    if (is_wanted(column)) fields.push(bytes);
    if (columns.length > 0 && fields.length === columns.length) return fields;
    column++;
    at = next;
  }
  if (text.at(-1) === delimiter && is_wanted(column)) fields.push(new Uint8Array(0));
  return fields;
}
