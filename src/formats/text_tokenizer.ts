// The tokens of protobuf's text format, and errors that say where in the text they are.

/** A text that is no message of the kind asked for (Python's `google.protobuf.text_format.ParseError`). */
export class ParseError extends Error {
  override name = 'ParseError';

  constructor(message: string, line: number, column: number) {
    super(`${line}:${column} : ${message}`);
  }
}

const BLANK = /(?:\s|#.*$)+/my;
const TOKEN =
  /[a-zA-Z_][0-9a-zA-Z_+-]*|(?:[0-9+-]|\.[0-9])[0-9a-zA-Z_.+-]*|"[^"\n\\]*(?:(?:\\.)+[^"\n\\]*)*(?:"|\\?$)|'[^'\n\\]*(?:(?:\\.)+[^'\n\\]*)*(?:'|\\?$)/my;

export class Tokenizer {
  readonly #lines: readonly string[];
  #line_number = -1;
  #line = '';
  #column = 0;
  #previous: readonly [number, number] = [0, 0];
  #more_lines = true;
  /** The token that is read next; empty at the end of the text. */
  token = '';

  constructor(text: string) {
    this.#lines = text.split('\n');
    this.#skip_blank();
    this.next();
  }

  at_end(): boolean {
    return this.token === '';
  }

  /** Goes to the next token. */
  next(): void {
    this.#previous = [this.#line_number, this.#column];
    this.#column += this.token.length;
    this.#skip_blank();
    if (!this.#more_lines) {
      this.token = '';
      return;
    }
    TOKEN.lastIndex = this.#column;
    this.token = TOKEN.exec(this.#line)?.[0] ?? this.#line.charAt(this.#column);
  }

  /** Goes past `token` if it is next. */
  try_consume(token: string): boolean {
    if (this.token !== token) return false;
    this.next();
    return true;
  }

  consume(token: string): void {
    if (!this.try_consume(token)) throw this.error(`Expected "${token}".`);
  }

  /** An error about the next token. */
  error(message: string): ParseError {
    return new ParseError(`'${this.#line}': ${message}`, this.#line_number + 1, this.#column + 1);
  }

  /** An error about the token before the next. */
  previous_error(message: string): ParseError {
    const [line, column] = this.#previous;
    return new ParseError(message, line + 1, column + 1);
  }

  #skip_blank(): void {
    for (;;) {
      while (this.#line.length <= this.#column) {
        const line = this.#lines[this.#line_number + 1];
        if (line === undefined) {
          this.#line = '';
          this.#more_lines = false;
          return;
        }
        this.#line_number++;
        this.#line = line;
        this.#column = 0;
      }
      BLANK.lastIndex = this.#column;
      const blank = BLANK.exec(this.#line);
      if (blank === null) return;
      this.#column += blank[0].length;
    }
  }
}
