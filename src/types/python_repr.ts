// JavaScript values as Python would write them, for messages that quote what the user gave.
// Knows plain values only.

/** Python's name of the type of `value`. */
export function python_type_name(value: unknown): string {
  if (value === null || value === undefined) return 'NoneType';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'bigint') return 'int';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'string') return 'str';
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value)) return 'list';
  if (is_bytes(value)) return 'bytes';
  return Object.getPrototypeOf(value) === null || value.constructor === Object
    ? 'dict'
    : (value.constructor?.name ?? 'object');
}

/** The same with the module that Python has the class in, where its class tells it. */
export function python_class_name(value: unknown): string {
  const name = python_type_name(value);
  const module: unknown =
    typeof value === 'object' && value !== null
      ? (value.constructor as {readonly python_module?: unknown} | undefined)?.python_module
      : undefined;
  return typeof module === 'string' ? `${module}.${name}` : name;
}

/** `value` as Python's `repr` would write it. */
export function python_repr(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return python_number(value);
  if (typeof value === 'string') return python_text(value);
  if (Array.isArray(value)) return `[${value.map(python_repr).join(', ')}]`;
  if (is_bytes(value)) return python_bytes(value);
  if (has_repr(value)) return value.repr();
  return String(value);
}

function has_repr(value: unknown): value is {repr(): string} {
  return typeof value === 'object' && value !== null && 'repr' in value && typeof value.repr === 'function';
}

function python_number(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value);
}

function python_text(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r');
  return quote + (quote === "'" ? escaped.replaceAll("'", "\\'") : escaped) + quote;
}

function is_bytes(value: unknown): value is Uint8Array {
  return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

/** `bytes` as Python's `repr` would write them: `b'abc\\x00'`. */
export function python_bytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0x5c) text += '\\\\';
    else if (byte === 0x09) text += '\\t';
    else if (byte === 0x0a) text += '\\n';
    else if (byte === 0x0d) text += '\\r';
    else if (byte < 0x20 || byte > 0x7e) text += `\\x${byte.toString(16).padStart(2, '0')}`;
    else text += String.fromCharCode(byte);
  }
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `b${quote}${quote === "'" ? text.replaceAll("'", "\\'") : text}${quote}`;
}
