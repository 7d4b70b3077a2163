// JSON as protobuf's streaming parser reads it: keys need no quotes, quotes may be single ones, commas may come last,
// integers keep all their digits, members their order. What is wrong is told in that parser's words.

import {utf8_bytes, utf8_text_or_null} from '../util/text.ts';

/** A JSON value with what `JSON.parse` forgets. */
export type JsonTree =
  | {readonly kind: 'null'}
  | {readonly kind: 'bool'; readonly value: boolean}
  | {readonly kind: 'string'; readonly value: string}
  /** A bigint where it is an integer that 64 bits hold. */
  | {readonly kind: 'number'; readonly value: number | bigint}
  | {readonly kind: 'list'; readonly items: readonly JsonTree[]}
  | {readonly kind: 'object'; readonly members: readonly JsonMember[]};
export type JsonMember = readonly [name: string, value: JsonTree];

/** The text is no JSON, or not of the message wanted. */
export class JsonError extends Error {
  override readonly name = 'JsonError';
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)(0x[\da-f]+)$/i;

/** The number that C's `strtod` reads from the whole of a text, or null. */
export function read_double(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text);
  const [, sign, digits] = HEXADECIMAL.exec(text) ?? [];
  if (digits === undefined) return null;
  return sign === '-' ? -Number(digits) : Number(digits);
}

const latin1 = new TextDecoder('latin1');

/** Bytes as a text of one character each. */
function bytes_as_text(bytes: Uint8Array): string {
  // This decoder is that of Windows-1252, which differs between 0x80 and 0x9f.
  if (bytes.every((byte) => byte < 0x80)) return latin1.decode(bytes);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** Objects nest at most this deep, as in protobuf. */
const OBJECT_DEPTH = 100;
/** Lists that nest deeper are refused before the stack ends. */
const LIST_DEPTH = 1000;
const CONTEXT_LENGTH = 20;
const LONGEST_KEYWORD = 'false'.length;
const SPACE = /[\t-\r ]*/y;
const KEY = /[A-Za-z_$][\w$]*/y;
const NUMBER = /[-\d][\d.eE+\-x]*/y;
const HEX_DIGITS = /[\da-fA-F]{4}/y;
const KEYWORDS: Readonly<Record<string, JsonTree>> = {
  true: {kind: 'bool', value: true},
  false: {kind: 'bool', value: false},
  null: {kind: 'null'},
};
const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

type Token = 'string' | 'number' | 'key' | 'end' | 'unknown' | 'keyword' | '{' | '}' | '[' | ']' | ':' | ',';

function too_deep(key: string): JsonError {
  return new JsonError(`Message too deep. Max recursion depth reached for key '${key}'`);
}

class JsonParser {
  readonly #text: string;
  #at = 0;
  #objects = 0;
  #lists = 0;

  constructor(bytes: Uint8Array) {
    this.#text = bytes_as_text(bytes);
  }

  parse(): JsonTree {
    const root = this.#value(this.#token(), '', 'Expected a value.');
    this.#match(SPACE);
    if (this.#at < this.#text.length) throw this.#failure('Parsing terminated before end of input.');
    return root;
  }

  /** What matches here, passed. */
  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  /** What stands here after white space. */
  #token(): Token {
    this.#match(SPACE);
    const first = this.#text[this.#at];
    if (first === undefined) return 'end';
    if (first === '"' || first === "'") return 'string';
    if (first === '-' || (first >= '0' && first <= '9')) return 'number';
    for (const word of Object.keys(KEYWORDS)) if (this.#text.startsWith(word, this.#at)) return 'keyword';
    if ('{}[]:,'.includes(first)) return first as Token;
    KEY.lastIndex = this.#at;
    return KEY.test(this.#text) ? 'key' : 'unknown';
  }

  /** An error here: a line of text around it and a mark under the place; of rests at the end without what was before. */
  #failure(message: string, is_rest = false): JsonError {
    const start = is_rest ? this.#at : Math.max(this.#at - CONTEXT_LENGTH, 0);
    const segment = this.#text.slice(start, this.#at + CONTEXT_LENGTH);
    const line = new TextDecoder().decode(Uint8Array.from(segment, (letter) => letter.charCodeAt(0)));
    return new JsonError(`${message}\n${line}\n${' '.repeat(this.#at - start)}^`);
  }

  /** An error for a token that cannot stand here. */
  #unexpected(token: Token, message: string): JsonError {
    if (token === 'end') return this.#failure(`Unexpected end of string. ${message}`, true);
    return this.#failure(message, token === 'unknown');
  }

  /** A value, in an object that of `key`. */
  #value(token: Token, key: string, expected: string): JsonTree {
    if (token === 'end' || token === 'unknown') throw this.#unexpected(token, expected);
    if (token === '{') return this.#object(key);
    if (token === '[') return this.#list(key);
    if (token === 'string') return {kind: 'string', value: this.#string()};
    if (token === 'number') return {kind: 'number', value: this.#number()};
    if (token === 'keyword') return KEYWORDS[this.#match(/true|false|null/y)] as JsonTree;
    const is_short = this.#text.length - this.#at < LONGEST_KEYWORD;
    throw this.#failure('Unexpected token.', is_short);
  }

  /** Goes past a comma and says that more may follow, or past the closing sign. */
  #goes_on(closing: '}' | ']', expected: string): boolean {
    const token = this.#token();
    if (token !== ',' && token !== closing) throw this.#unexpected(token, expected);
    this.#at++;
    return token === ',';
  }

  #object(key: string): JsonTree {
    if (++this.#objects > OBJECT_DEPTH) throw too_deep(key);
    const members: JsonMember[] = [];
    this.#at++;
    do {
      const token = this.#token();
      if (token === '}') {
        this.#at++;
        break;
      }
      if (token !== 'string' && token !== 'key')
        throw this.#unexpected(token, 'Expected an object key or }.');
      const name = token === 'string' ? this.#string() : this.#match(KEY);
      const separator = this.#token();
      if (separator !== ':') throw this.#unexpected(separator, 'Expected : between key:value pair.');
      this.#at++;
      members.push([name, this.#value(this.#token(), name, 'Expected a value.')]);
    } while (this.#goes_on('}', 'Expected , or } after key:value pair.'));
    this.#objects--;
    return {kind: 'object', members};
  }

  #list(key: string): JsonTree {
    if (++this.#lists > LIST_DEPTH) throw too_deep(key);
    const items: JsonTree[] = [];
    this.#at++;
    do {
      const token = this.#token();
      if (token === ']') {
        this.#at++;
        break;
      }
      items.push(this.#value(token, key, 'Expected a value or ] within an array.'));
    } while (this.#goes_on(']', 'Expected , or ] after array value.'));
    this.#lists--;
    return {kind: 'list', items};
  }

  #number(): number | bigint {
    const start = this.#at;
    const text = this.#match(NUMBER);
    const fail = (message: string): JsonError => {
      this.#at = start;
      return this.#failure(message);
    };
    const is_floating = /[.e]/i.test(text);
    if (!is_floating && /^-?0./.test(text)) throw fail('Octal/hex numbers are not valid JSON values.');
    if (/^-?\d+$/.test(text)) {
      const integer = BigInt(text);
      const held = text.startsWith('-') ? BigInt.asIntN(64, integer) : BigInt.asUintN(64, integer);
      if (held === integer) return integer;
    }
    const value = read_double(text);
    if (value === null) throw fail('Unable to parse number.');
    if (!Number.isFinite(value)) throw fail('Number exceeds the range of double.');
    return value;
  }

  #string(): string {
    const text = this.#text;
    const quote = text[this.#at++];
    let content = '';
    for (;;) {
      const letter = text[this.#at];
      const is_cut = letter === '\\' && this.#at + 1 >= text.length;
      if (letter === undefined || is_cut) throw this.#failure('Closing quote expected in string.', true);
      if (letter !== '\\') {
        this.#at++;
        if (letter === quote) return this.#decoded(content);
        content += letter;
      } else if (text[this.#at + 1] === 'u') content += bytes_as_text(utf8_bytes(this.#code_point()));
      else {
        const escaped = text[this.#at + 1] ?? '';
        content += ESCAPES[escaped] ?? escaped;
        this.#at += 2;
      }
    }
  }

  #decoded(content: string): string {
    const decoded = utf8_text_or_null(Uint8Array.from(content, (letter) => letter.charCodeAt(0)));
    if (decoded === null) throw this.#failure('Encountered non UTF-8 code points.');
    return decoded;
  }

  /** The four digits behind `\u` at this place, or null. */
  #unit_at(place: number): number | null {
    HEX_DIGITS.lastIndex = place + 2;
    const digits = this.#text.startsWith('\\u', place) ? HEX_DIGITS.exec(this.#text)?.[0] : undefined;
    return digits === undefined ? null : Number.parseInt(digits, 16);
  }

  /** A character that is given by its number, or by the two numbers of its surrogates. */
  #code_point(): string {
    const first = this.#unit_at(this.#at);
    if (first === null) {
      const is_cut = this.#at + 6 > this.#text.length;
      throw this.#failure(is_cut ? 'Illegal hex string.' : 'Invalid escape sequence.', is_cut);
    }
    if (first >= 0xdc00 && first <= 0xdfff) throw this.#failure('Invalid unicode code point.');
    if (first < 0xd800 || first > 0xdfff) {
      this.#at += 6;
      return String.fromCharCode(first);
    }
    if (!this.#text.startsWith('\\u', this.#at + 6)) throw this.#failure('Missing low surrogate.');
    const second = this.#unit_at(this.#at + 6);
    if (second === null) throw this.#failure('Invalid escape sequence.');
    if (second < 0xdc00 || second > 0xdfff) throw this.#failure('Invalid low surrogate.');
    this.#at += 12;
    return String.fromCharCode(first, second);
  }
}

/** Reads JSON. Throws `JsonError`. */
export function parse_json(bytes: Uint8Array): JsonTree {
  return new JsonParser(bytes).parse();
}
