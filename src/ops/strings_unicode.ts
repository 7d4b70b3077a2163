/**
 * Texts and the Unicode characters in them: decoded, encoded, from one encoding to another; and n-grams of tokens.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, list, string, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {int32, int64} from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {integers} from './integers.ts';
import {same_as_input, with_rank} from './shape_functions.ts';

const SPLITS = [int32, int64];
const OUTPUT_ENCODINGS = ['UTF-8', 'UTF-16-BE', 'UTF-32-BE'];
const VECTOR = new TensorShape([null]);

/** The script of each code point, by ICU's numbers; -1 for what is no code point. */
export const UnicodeScript = define_op('UnicodeScript', {
  inputs: {input: 'int32'},
  outputs: {output: 'int32'},
  shape: same_as_input(),
});

/** Each text in another encoding. */
export const UnicodeTranscode = define_op('UnicodeTranscode', {
  inputs: {input: 'string'},
  outputs: {output: 'string'},
  attrs: {
    input_encoding: string(),
    output_encoding: string(undefined, OUTPUT_ENCODINGS),
    errors: string('replace', ['strict', 'replace', 'ignore']),
    replacement_char: int(65533),
    replace_control_characters: bool(false),
  },
  shape: same_as_input(),
});

/** Row splits of as many rows as there are texts. */
const rows_of_texts: ShapeFunction = ({shapes: [given], output_count}) => {
  const texts = (given as TensorShape).num_elements();
  const splits = new TensorShape([texts === null ? null : texts + 1]);
  return [splits, ...Array.from({length: output_count - 1}, () => VECTOR)];
};

const DECODING = {
  input_encoding: string(),
  errors: string('replace', ['strict', 'replace', 'ignore']),
  replacement_char: int(65533),
  replace_control_characters: bool(false),
  Tsplits: type(SPLITS, int64),
};

/** The code points of all texts one after the other, and where each text's begin. */
define_op('UnicodeDecode', {
  inputs: {input: 'string'},
  outputs: {row_splits: 'Tsplits', char_values: 'int32'},
  attrs: DECODING,
  shape: rows_of_texts,
});

/** The same with the byte at which each character begins. */
define_op('UnicodeDecodeWithOffsets', {
  inputs: {input: 'string'},
  outputs: {row_splits: 'Tsplits', char_values: 'int32', char_to_byte_starts: 'int64'},
  attrs: DECODING,
  shape: rows_of_texts,
});

/** A text of the code points of each row. */
define_op('UnicodeEncode', {
  inputs: {input_values: 'int32', input_splits: 'Tsplits'},
  outputs: {output: 'string'},
  attrs: {
    errors: string('replace', ['ignore', 'replace', 'strict']),
    output_encoding: string(undefined, OUTPUT_ENCODINGS),
    replacement_char: int(65533),
    Tsplits: type(SPLITS, int64),
  },
  shape: ({shapes: [values, splits]}) => {
    with_rank(values as TensorShape, 1);
    const [size] = with_rank(splits as TensorShape, 1).as_list();
    return [new TensorShape([typeof size === 'number' ? size - 1 : null])];
  },
});

/** Neighbouring tokens of each row, joined. */
define_op('StringNGrams', {
  inputs: {data: 'string', data_splits: 'Tsplits'},
  outputs: {ngrams: 'string', ngrams_splits: 'Tsplits'},
  attrs: {
    separator: string(),
    ngram_widths: list(int(), undefined, {minimum: 0}),
    left_pad: string(),
    right_pad: string(),
    pad_width: int(),
    preserve_short_sequences: bool(),
    Tsplits: type(SPLITS, int64),
  },
  shape: ({shapes: [data, splits]}) => {
    with_rank(data as TensorShape, 1);
    return [VECTOR, with_rank(splits as TensorShape, 1)];
  },
});

/** `tf.strings.unicode_script(input)`: the script of each code point, by ICU's numbers; -1 for what is no code point. */
export const unicode_script = signature(
  ['input', 'name'],
  function unicode_script(input: TensorLike, name: string | null = null): Tensor {
    return apply(UnicodeScript, {input: integers(input)}, {}, name).output;
  },
  {integer_parameters: ['input']},
);

/**
 * `tf.strings.unicode_transcode(input, input_encoding, output_encoding)`: each text in another encoding (`'UTF-8'`, `'UTF-16-BE'` or
 * `'UTF-32-BE'`). What is malformed becomes `replacement_char`, is left out (`errors` is `'ignore'`) or refused (`'strict'`).
 */
export const unicode_transcode = signature(
  [
    'input',
    'input_encoding',
    'output_encoding',
    'errors',
    'replacement_char',
    'replace_control_characters',
    'name',
  ],
  function unicode_transcode(
    input: TensorLike,
    input_encoding: string,
    output_encoding: string,
    errors = 'replace',
    replacement_char = 65533,
    replace_control_characters = false,
    name: string | null = null,
  ): Tensor {
    const attrs = {input_encoding, output_encoding, errors, replacement_char, replace_control_characters};
    return apply(UnicodeTranscode, {input}, attrs, name).output;
  },
);
