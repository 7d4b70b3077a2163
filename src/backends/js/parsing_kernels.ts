// Texts that hold data: raw bytes, packed bytes, CSV records, serialized tensors, examples as JSON.

import {DATA_LOSS} from '../../errors.ts';
import {encode_tensor_proto, decode_tensor_proto} from '../../formats/graph_def.ts';
import {JsonError, json_to_binary} from '../../formats/json_binary.ts';
import {array_from_bytes} from '../../formats/tensor_bytes.ts';
import {content_tensor_proto, parsed_tensor, spelled_tensor_proto} from '../../formats/tensor_proto.ts';
import {message_to_text} from '../../formats/text_writer.ts';
import {runtime_dtype_name} from '../../graph/op_summary.ts';
import {float32, float64, int32, int64, string, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {element_count, is_handle} from '../../types/ndarray_storage.ts';
import {equal_bytes} from '../../util/bytes.ts';
import {unpack, UnpackError, type Packing} from '../../util/unpack.ts';
import type {Attributes} from '../../compile/program.ts';
import {invalid_argument, KernelError, unimplemented} from '../kernel_error.ts';
import {attribute, input, integer, output_dtype, shape_text, zeros} from './arrays.ts';
import type {JsKernel, JsKernels} from './arrays.ts';
import {csv_fields, type CsvRules} from './csv.ts';
import {read_float, read_integer} from './read_number.ts';
import {ascii_text, changed, shown, text_attribute, text_of, texts_of, up_to_zero} from './texts.ts';

/** Bytes of items, the first byte the highest, turned around in place. */
function reverse_items(bytes: Uint8Array, size: number): void {
  for (let start = 0; start < bytes.length; start += size) bytes.subarray(start, start + size).reverse();
}

/** The items that bytes hold one after the other; the two parts of a complex number are turned around together. */
function items(bytes: Uint8Array, dtype: DType, shape: readonly number[], attrs: Attributes): NDArray {
  if (!attribute<boolean>(attrs, 'little_endian', true)) reverse_items(bytes, dtype.size);
  return array_from_bytes(dtype, shape, bytes);
}

const decode_raw: JsKernel = (inputs, attrs, context) => {
  const array = input(inputs, 0);
  const texts = texts_of(array);
  const dtype = output_dtype(context);
  const length = texts[0]?.length ?? 0;
  texts.forEach((text, i) => {
    if (text.length !== length) {
      throw invalid_argument(
        `DecodeRaw requires input strings to all be the same size, but element ${i} has size ${length} != ${text.length}`,
      );
    }
  });
  if (length % dtype.size !== 0) {
    throw invalid_argument(
      `Input to DecodeRaw has length ${length} that is not a multiple of ${dtype.size}, the size of ${runtime_dtype_name(dtype)}`,
    );
  }
  const bytes = new Uint8Array(length * texts.length);
  texts.forEach((text, i) => bytes.set(text, i * length));
  return items(bytes, dtype, [...array.shape, length / dtype.size], attrs);
};

const decode_padded_raw: JsKernel = (inputs, attrs, context) => {
  const [array, given] = [input(inputs, 0), input(inputs, 1)];
  if (given.shape.length > 0)
    throw invalid_argument(`k must be scalar, got shape ${shape_text(given.shape)}`);
  const [length, dtype] = [integer(given), output_dtype(context)];
  if (length % dtype.size !== 0) {
    throw invalid_argument(
      `fixed_length (${length}) must be a multiple of the size of out_type (${dtype.size})`,
    );
  }
  if (length <= 0) throw invalid_argument(`fixed_length (${length}) must be greater than zero.`);
  const shape = [...array.shape, length / dtype.size];
  const bytes = new Uint8Array(element_count(shape) * dtype.size);
  texts_of(array).forEach((text, i) => bytes.set(text.subarray(0, length), i * length));
  return items(bytes, dtype, shape, attrs);
};

const decode_compressed: JsKernel = (inputs, attrs) => {
  const packing = attribute<string>(attrs, 'compression_type', '');
  if (!['', 'ZLIB', 'GZIP'].includes(packing))
    throw invalid_argument('Only ZLIB, GZIP or NONE are supported compressions');
  if (packing === '') return input(inputs, 0);
  try {
    return changed(input(inputs, 0), (text) => unpack(text, packing as Packing));
  } catch (error) {
    if (!(error instanceof UnpackError)) throw error;
    throw new KernelError(DATA_LOSS, error.message);
  }
};

/** How a column's fields are read: null for a field that spells no value. */
const FIELD_READERS: ReadonlyMap<DType, (field: Uint8Array) => NDArray['data'][number] | null> = new Map<
  DType,
  (field: Uint8Array) => NDArray['data'][number] | null
>([
  [
    int32,
    (field) => {
      const value = read_integer(ascii_text(field), 32);
      return value === null ? null : Number(value);
    },
  ],
  [int64, (field) => read_integer(ascii_text(field), 64)],
  [float32, (field) => read_float(ascii_text(up_to_zero(field)), true)],
  [float64, (field) => read_float(ascii_text(up_to_zero(field)), false)],
  [string, (field) => field],
]);

function csv_rules(attrs: Attributes, count: number): CsvRules {
  const delimiter = text_attribute(attrs, 'field_delim');
  if (delimiter.length !== 1) throw invalid_argument('field_delim should be only 1 char');
  const columns = attribute<readonly (number | bigint)[]>(attrs, 'select_cols', []).map(Number);
  if (columns.length > 0 && columns.length !== count)
    throw invalid_argument('select_cols should match output size');
  columns.forEach((column, i) => {
    if (i > 0 && column <= (columns[i - 1] ?? 0))
      throw invalid_argument('select_cols should be strictly increasing indices');
  });
  if ((columns[0] ?? 0) < 0) throw invalid_argument('select_cols should be non-negative indices');
  return {
    delimiter: delimiter[0] ?? 0,
    quotes: attribute<boolean>(attrs, 'use_quote_delim', true),
    columns,
  };
}

const decode_csv: JsKernel = (inputs, attrs, context) => {
  const [records, ...defaults] = inputs as [NDArray, ...NDArray[]];
  const dtypes = context.output_dtypes;
  const rules = csv_rules(attrs, dtypes.length);
  const missing = text_attribute(attrs, 'na_value');
  defaults.forEach(({shape, size}, i) => {
    if (shape.length > 1) throw invalid_argument('Each record default should be at most rank 1');
    if (size > 1)
      throw invalid_argument(`There should only be 1 default per field but field ${i} has ${size}`);
  });
  const outputs = dtypes.map((dtype) => zeros(dtype, records.shape));
  texts_of(records).forEach((record, row) => {
    const fields = csv_fields(record, rules);
    if (fields.length !== dtypes.length) {
      throw invalid_argument(`Expect ${dtypes.length} fields but have ${fields.length} in record ${row}`);
    }
    fields.forEach((field, i) => {
      const data = outputs[i]?.data as Record<number, unknown>;
      if (field.length === 0 || equal_bytes(field, missing)) {
        if (defaults[i]?.size !== 1)
          throw invalid_argument(`Field ${i} is required but missing in record ${row}!`);
        data[row] = defaults[i].data[0];
        return;
      }
      const dtype = dtypes[i] as DType;
      const value = FIELD_READERS.get(dtype)?.(field) ?? null;
      if (value === null) {
        throw invalid_argument(
          `Field ${i} in record ${row} is not a valid ${runtime_dtype_name(dtype)}: ${shown(field)}`,
        );
      }
      data[row] = value;
    });
  });
  return outputs;
};

const serialize_tensor: JsKernel = (inputs) => {
  const array = input(inputs, 0);
  if (is_handle(array.dtype))
    throw unimplemented('Tensors of handles are not serialized. Serialize the tensors behind them.');
  const proto = array.dtype === string ? spelled_tensor_proto(array) : content_tensor_proto(array);
  return new NDArray(string, [], [encode_tensor_proto(proto)]);
};

/** A message that ends where C's text of it ends. */
const until_zero = (message: string): string => message.split('\0', 1)[0] ?? '';

const parse_tensor: JsKernel = (inputs, _attrs, context) => {
  const serialized = input(inputs, 0);
  if (serialized.shape.length > 0) {
    throw invalid_argument(
      `Expected \`serialized\` to be a scalar, got shape: ${shape_text(serialized.shape)}`,
    );
  }
  const wanted = output_dtype(context);
  let proto;
  try {
    proto = decode_tensor_proto(text_of(serialized));
  } catch {
    const text = new TextDecoder().decode(text_of(serialized));
    throw invalid_argument(until_zero(`Could not parse \`serialized\` as TensorProto: '${text}'`));
  }
  let array;
  try {
    array = parsed_tensor(proto);
  } catch {
    throw invalid_argument(`Cannot parse tensor from proto: ${message_to_text('TensorProto', proto)}`);
  }
  if (array.dtype !== wanted) {
    throw invalid_argument(
      `Type mismatch between parsed tensor (${runtime_dtype_name(array.dtype)}) and dtype (${runtime_dtype_name(wanted)})`,
    );
  }
  return array;
};

const decode_json_example: JsKernel = (inputs) =>
  changed(input(inputs, 0), (text) => {
    try {
      return json_to_binary('Example', text);
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      throw invalid_argument(until_zero(`Error while parsing JSON: ${error.message}`));
    }
  });

export const PARSING_KERNELS: JsKernels = {
  DecodeCSV: decode_csv,
  DecodeCompressed: decode_compressed,
  DecodeJSONExample: decode_json_example,
  DecodePaddedRaw: decode_padded_raw,
  DecodeRaw: decode_raw,
  ParseTensor: parse_tensor,
  SerializeTensor: serialize_tensor,
};
