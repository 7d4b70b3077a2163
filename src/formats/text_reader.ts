// Messages from protobuf's text format, driven by their schemas. What cannot be read is a `ParseError` in the words of
// Python's `google.protobuf.text_format`.

import {concatenate_bytes} from '../util/bytes.ts';
import {utf8_text_or_null} from '../util/text.ts';
import {message_type} from './fields.ts';
import type {Field, MessageType} from './fields.ts';
import {default_element, default_message, is_default} from './messages.ts';
import type {FieldValues} from './messages.ts';
import type {Message, MessageName} from './schemas.ts';
import {unescape_bytes} from './text_escape.ts';
import {parse_scalar} from './text_scalars.ts';
import {Tokenizer} from './text_tokenizer.ts';

/** Messages nest at most this deep, as in the binary form. */
const RECURSION_LIMIT = 100;

/**
 * Reads a message in text format (`text_format.Parse`). Throws `ParseError` if the text is none. With `is_merge`, a
 * single field may stand there again (`text_format.Merge`): the last one counts, and messages are merged.
 */
export function message_from_text<N extends MessageName>(
  name: N,
  text: string,
  is_merge = false,
): Message<N> {
  const type = message_type(name);
  const message: object = default_message(type);
  const reader = new TextReader(text, is_merge);
  reader.fields(type, message as FieldValues);
  return message as Message<N>;
}

class TextReader {
  readonly #tokens: Tokenizer;
  readonly #is_merge: boolean;

  constructor(text: string, is_merge: boolean) {
    this.#tokens = new Tokenizer(text);
    this.#is_merge = is_merge;
  }

  /** All fields up to the end of the text. */
  fields(type: MessageType, message: FieldValues): void {
    while (!this.#tokens.at_end()) this.#field(type, message, RECURSION_LIMIT);
  }

  #field(type: MessageType, message: FieldValues, depth: number): void {
    const tokens = this.#tokens;
    const field = this.#field_name(type);
    this.#meet_second_of_oneof(type, field, message);
    const is_message = field.kind === 'message' || field.entry !== null;
    if (is_message) tokens.try_consume(':');
    else tokens.consume(':');
    const read = () =>
      is_message ? this.#message(type, field, message, depth) : this.#scalar(type, field, message);
    const is_list = field.repeated || field.entry !== null;
    if (!is_list || !tokens.try_consume('[')) read();
    else if (!tokens.try_consume(']')) {
      for (read(); !tokens.try_consume(']'); read()) tokens.consume(',');
    }
    if (!tokens.try_consume(',')) tokens.try_consume(';');
  }

  #field_name(type: MessageType): Field {
    const name = this.#tokens.token;
    if (!/^\w/.test(name)) throw this.#tokens.error(`Expected identifier or number, got ${name}.`);
    this.#tokens.next();
    const field = type.by_name.get(name);
    if (field === undefined) {
      throw this.#tokens.previous_error(
        `Message type "tensorflow.${type.name}" has no field named "${name}".`,
      );
    }
    return field;
  }

  #meet_second_of_oneof(type: MessageType, field: Field, message: FieldValues): void {
    if (field.oneof === null) return;
    const other = type.fields.find(
      (each) => each.oneof === field.oneof && each !== field && message[each.name] !== undefined,
    );
    if (other === undefined) return;
    if (this.#is_merge) {
      delete message[other.name];
      return;
    }
    throw this.#tokens.previous_error(
      `Field "${field.name}" is specified along with field "${other.name}", another member of oneof ` +
        `"${field.oneof}" for message type "tensorflow.${type.name}".`,
    );
  }

  #refuse_second(type: MessageType, field: Field): never {
    const message = `Message type "tensorflow.${type.name}" should not have multiple "${field.name}" fields.`;
    throw this.#tokens.previous_error(message);
  }

  #message(type: MessageType, field: Field, message: FieldValues, depth: number): void {
    const tokens = this.#tokens;
    if (depth === 0) throw tokens.error('Messages nest too deeply.');
    const end = tokens.try_consume('<') ? '>' : '}';
    if (end === '}') tokens.consume('{');
    const is_single = !field.repeated && field.entry === null;
    const before = is_single ? message[field.name] : undefined;
    if (before !== undefined && !this.#is_merge) this.#refuse_second(type, field);
    const value_type = field.entry ?? message_type(field.type);
    const value = (before ?? default_message(value_type)) as FieldValues;
    while (!tokens.try_consume(end)) {
      if (tokens.at_end()) throw tokens.previous_error(`Expected "${end}".`);
      this.#field(value_type, value, depth - 1);
    }
    if (field.entry !== null) {
      (message[field.name] as Map<unknown, unknown>).set(
        value['key'],
        value['value'] ?? default_element(field),
      );
    } else if (field.repeated) {
      (message[field.name] as unknown[]).push(value);
    } else {
      message[field.name] = value;
    }
  }

  #scalar(type: MessageType, field: Field, message: FieldValues): void {
    const value = this.#scalar_value(field);
    if (field.repeated) {
      (message[field.name] as unknown[]).push(value);
      return;
    }
    const before = message[field.name];
    // A field without presence says that it was set by a value other than its default.
    const is_second = before !== undefined && !is_default(before) && !Object.is(before, -0);
    if (is_second && !this.#is_merge) this.#refuse_second(type, field);
    message[field.name] = value;
  }

  #scalar_value(field: Field): unknown {
    if (field.type === 'bytes') return this.#string_bytes();
    if (field.type !== 'string') {
      const {token} = this.#tokens;
      const parsed = parse_scalar(field, token);
      if ('error' in parsed) throw this.#tokens.error(parsed.error);
      this.#tokens.next();
      return parsed.value;
    }
    const text = utf8_text_or_null(this.#string_bytes());
    if (text === null) throw this.#tokens.error("Couldn't parse string: it is not UTF-8");
    return text;
  }

  /** One quoted string, or several in a row, which are one. */
  #string_bytes(): Uint8Array {
    const chunks = [this.#quoted()];
    while (/^["']/.test(this.#tokens.token)) chunks.push(this.#quoted());
    return concatenate_bytes(chunks);
  }

  #quoted(): Uint8Array {
    const {token} = this.#tokens;
    if (!/^["']/.test(token)) throw this.#tokens.error(`Expected string but found: ${quoted_token(token)}`);
    if (token.length < 2 || token.at(-1) !== token[0]) {
      throw this.#tokens.error(`String missing ending quote: ${quoted_token(token)}`);
    }
    this.#tokens.next();
    return unescape_bytes(token.slice(1, -1));
  }
}

function quoted_token(token: string): string {
  const quote = token.includes("'") && !token.includes('"') ? '"' : "'";
  const escaped = token.replaceAll('\\', '\\\\');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}
