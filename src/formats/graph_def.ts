// The messages of a graph as plain objects, and their binary form. The graph layer builds and reads these
// directly; any other message is `Message<'OpDef'>` and so on. A GraphDef is `{node, library?, version, versions?}`, an AttrValue has exactly one field set.

import {equal_bytes} from '../util/bytes.ts';
import {decode_message} from './decode.ts';
import {encode_message} from './encode.ts';
import type {Message} from './schemas.ts';

export type {Int64} from './schemas.ts';

export interface GraphDef extends Message<'GraphDef'> {}
export interface NodeDef extends Message<'NodeDef'> {}
/** One of `s i f b type shape tensor func list placeholder`, the one that is set. */
export interface AttrValue extends Message<'AttrValue'> {}
export interface ListValue extends Message<'AttrValue.ListValue'> {}
export interface NameAttrList extends Message<'NameAttrList'> {}
export interface TensorProto extends Message<'TensorProto'> {}
export interface TensorShapeProto extends Message<'TensorShapeProto'> {}
export interface VersionDef extends Message<'VersionDef'> {}
export interface FunctionDef extends Message<'FunctionDef'> {}

/** The bytes of a GraphDef; deterministic: maps are written in the order of their keys. */
export function encode_graph_def(graph_def: GraphDef): Uint8Array {
  return encode_message('GraphDef', graph_def);
}

/** Reads a serialized GraphDef. Throws `DecodeError` if the bytes are none. */
export function decode_graph_def(bytes: Uint8Array): GraphDef {
  return decode_message('GraphDef', bytes);
}

export function encode_node_def(node_def: NodeDef): Uint8Array {
  return encode_message('NodeDef', node_def);
}

export function decode_node_def(bytes: Uint8Array): NodeDef {
  return decode_message('NodeDef', bytes);
}

export function encode_attr_value(value: AttrValue): Uint8Array {
  return encode_message('AttrValue', value);
}

export function decode_attr_value(bytes: Uint8Array): AttrValue {
  return decode_message('AttrValue', bytes);
}

export function same_attr_value(a: AttrValue, b: AttrValue): boolean {
  return equal_bytes(encode_attr_value(a), encode_attr_value(b));
}

export function encode_tensor_proto(tensor: TensorProto): Uint8Array {
  return encode_message('TensorProto', tensor);
}

export function decode_tensor_proto(bytes: Uint8Array): TensorProto {
  return decode_message('TensorProto', bytes);
}

/** A shape: `tensor_shape_proto([null, 3])`, or `null` for an unknown rank. */
export function tensor_shape_proto(dimensions: readonly (number | bigint | null)[] | null): TensorShapeProto {
  if (dimensions === null) return {dim: [], unknown_rank: true};
  return {dim: dimensions.map((size) => ({size: size ?? -1, name: ''})), unknown_rank: false};
}
