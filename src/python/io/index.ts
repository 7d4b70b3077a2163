// `tf.io`: ?, by their names in TensorFlow. Re-exports only.
export {
  decode_and_crop_jpeg,
  decode_bmp,
  decode_gif,
  decode_jpeg,
  decode_png,
  encode_jpeg,
  extract_jpeg_shape,
} from '../../ops/image_files.ts';
export {decode_image, is_jpeg} from '../image/files.ts';
export {matching_files, read_file, write_file} from '../../ops/io_files.ts';
export {
  decode_compressed,
  decode_csv,
  decode_json_example,
  decode_raw,
  parse_tensor,
  serialize_tensor,
} from '../../ops/parsing.ts';
export {decode_base64, encode_base64} from '../../ops/strings_parts.ts';
export {deserialize_many_sparse, serialize_many_sparse, serialize_sparse} from '../sparse/serialize.ts';
export {FixedLenFeature, FixedLenSequenceFeature, SparseFeature, VarLenFeature} from './features.ts';
export {parse_example, parse_single_example} from './parse_example.ts';
export {parse_sequence_example, parse_single_sequence_example} from './parse_sequence_example.ts';
export {QueueBase} from '../queue/queue_base.ts';
export {PaddingFIFOQueue, PriorityQueue, RandomShuffleQueue} from '../queue/queues.ts';
export {match_filenames_once} from '../train/input_producers.ts';
export {write_graph} from '../train/write_graph.ts';
