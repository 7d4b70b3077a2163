/**
 * `tf.print`: an operation that prints tensors and texts when it runs.
 */
import {apply} from '../graph/apply_op.ts';
import type {Operation} from '../graph/operation.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {UnimplementedError} from '../errors.ts';
import {PrintV2} from '../ops/printing.ts';
import {SparseTensor} from '../ops/sparse_tensor.ts';
import {string_format} from '../ops/strings_format.ts';
import {string} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {python_repr} from '../types/python_repr.ts';
import {is_record} from '../util/records.ts';

/** Digits that make a placeholder one of its own, in the order in which TensorFlow's generator gives them. */
const DIGITS = '945807302157368193036426212997';
/** How long a line of Python's pretty printer is. */
const LINE_LENGTH = 80;

/** Where to print: a stream of the process, a function of the console, a level of `tf.logging`, or `'file://PATH'`. */
type OutputStream = object | number | string | null;

const LEVELS: Readonly<Record<number, string>> = {20: 'log(info)', 30: 'log(warning)', 40: 'log(error)'};

/** The number of a stream of the process: 1 for its output, 2 for its errors. */
function descriptor_of(stream: object): unknown {
  return 'fd' in stream ? stream.fd : undefined;
}

function stream_name(stream: OutputStream): string {
  if (stream === null || stream === console.error) return 'stderr';
  if (stream === console.log) return 'stdout';
  if (typeof stream === 'string' && stream.startsWith('file://')) return stream;
  if (typeof stream === 'number' && LEVELS[stream] !== undefined) return LEVELS[stream];
  if (typeof stream === 'object') {
    const descriptor = descriptor_of(stream);
    if (descriptor === 1 || descriptor === 2) return descriptor === 1 ? 'stdout' : 'stderr';
  }
  throw new ValueError(
    `Unsupported output stream, logging level, or file.${String(stream)}. Supported streams are sys.stdout, sys.stderr, ` +
      "tf.logging.info, tf.logging.warning, tf.logging.error. File needs to be in the form of 'file://<filepath>'.",
  );
}

/** A placeholder that no text holds. */
function placeholder_for(text: string): string {
  let placeholder = '{}';
  for (let i = 0; text.includes(placeholder); i++) {
    if (i === DIGITS.length) throw new UnimplementedError(null, null, 'Print a text without {} in it.');
    placeholder += DIGITS[i];
  }
  return placeholder;
}

/** A structure as Python writes it, with texts in the places of its leaves. */
function written(structure: unknown, leaf: (value: unknown) => unknown): string {
  if (Array.isArray(structure)) return `[${structure.map((item) => written(item, leaf)).join(', ')}]`;
  if (!is_plain_record(structure)) return python_repr(leaf(structure));
  const items = Object.entries(structure).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${items.map(([key, item]) => `${python_repr(key)}: ${written(item, leaf)}`).join(', ')}}`;
}

function is_plain_record(value: unknown): value is Readonly<Record<string, unknown>> {
  return is_record(value) && !(value instanceof Tensor) && !(value instanceof SparseTensor);
}

/** Refuses what Python's pretty printer writes on several lines. */
function on_one_line(text: string): string {
  if (text.length <= LINE_LENGTH) return text;
  const hint = 'Give tf.print several shorter arguments.';
  throw new UnimplementedError(null, null, `Structures of over ${LINE_LENGTH} characters. ${hint}`);
}

/** The template of what is printed, and the tensors in it. */
class Template {
  readonly tensors: Tensor[] = [];
  readonly placeholder: string;
  readonly #parts: readonly string[];

  constructor(inputs: readonly unknown[]) {
    const is_tensor = (value: unknown): boolean => value instanceof Tensor || value instanceof SparseTensor;
    this.placeholder = placeholder_for(
      inputs.map((input) => written(input, (value) => (is_tensor(value) ? '' : value))).join(' '),
    );
    this.#parts = inputs.map((input) =>
      typeof input === 'string' ? input : on_one_line(written(input, (value) => this.#leaf(value))),
    );
  }

  text(sep: string): string {
    return this.#parts.join(sep).replaceAll(`'${this.placeholder}'`, this.placeholder);
  }

  #leaf(value: unknown): unknown {
    const place = this.placeholder;
    if (value instanceof SparseTensor) {
      this.tensors.push(value.indices, value.values, value.dense_shape);
      return `SparseTensor(indices=${place}, values=${place}, shape=${place})`;
    }
    if (!(value instanceof Tensor)) return value;
    this.tensors.push(value);
    return place;
  }
}

/**
 * `tf.print(...inputs)`: an operation that prints texts, tensors, and structures of them when it runs, with `sep` between and `end` after. Of
 * tensors it prints the first and last `summarize` parts along each axis (-1: all). It prints to the process's errors, or to
 * `output_stream`: `process.stdout`, `process.stderr`, a level of `tf.logging`, or `'file://PATH'`.
 */
export const print = signature(
  ['inputs', 'output_stream', 'name', 'summarize', 'sep', 'end'],
  function print(
    inputs: readonly unknown[],
    output_stream: OutputStream = null,
    name: string | null = null,
    summarize = 3,
    sep = ' ',
    end = '\n',
  ): Operation {
    const stream = stream_name(output_stream);
    const [first] = inputs;
    const is_text = first instanceof Tensor && first.shape.ndims === 0 && first.dtype === string;
    const format = (): Tensor => {
      const template = new Template(inputs);
      const {placeholder, tensors} = template;
      const format_name = name === null || name === '' ? null : `${name}_format`;
      return string_format(template.text(sep), tensors, {placeholder, summarize, name: format_name});
    };
    const input = inputs.length === 1 && is_text ? first : format();
    return apply(PrintV2, {input}, {output_stream: stream, end}, name).operation;
  },
  {rest: 'inputs'},
);
