/**
 * The subpath `tf1/google/protobuf`, Python's `google.protobuf`: `text_format.Merge(text, tf.GraphDef())`.
 */
export * as json_format from './json_format.ts';
export * as text_format from './text_format.ts';
