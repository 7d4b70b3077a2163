// `tf.strings`: text, by their names in TensorFlow. Re-exports only.
export {string_join as join} from '../../ops/strings.ts';
export {string_format as format} from '../../ops/strings_format.ts';
export {
  as_string,
  string_to_hash_bucket as to_hash_bucket,
  string_to_hash_bucket_fast as to_hash_bucket_fast,
  string_to_hash_bucket_strong as to_hash_bucket_strong,
  string_to_number as to_number,
} from '../../ops/strings_numbers.ts';
export {
  string_length as length,
  string_lower as lower,
  string_strip as strip,
  string_upper as upper,
  substr,
} from '../../ops/strings_parts.ts';
export {unicode_script, unicode_transcode} from '../../ops/strings_unicode.ts';
export {regex_full_match, regex_replace} from '../../ops/strings_regex.ts';
export {unsorted_segment_join} from '../../ops/strings_segments.ts';
export {reduce_join} from './reduce_join.ts';
export {split} from './split.ts';
