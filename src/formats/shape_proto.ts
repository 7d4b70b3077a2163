// Shapes as messages hold them: -1 for a dimension that is not known, a flag for an unknown rank.

import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {TensorShapeProto} from './graph_def.ts';

/** The TensorShapeProto of a shape. */
export function shape_proto_from_shape(shape: TensorShape): TensorShapeProto {
  if (shape.ndims === null) return {dim: [], unknown_rank: true};
  return {dim: shape.as_list().map((size) => ({size: size ?? -1, name: ''})), unknown_rank: false};
}

/** The shape that a TensorShapeProto holds. */
export function shape_from_shape_proto(proto: TensorShapeProto): TensorShape {
  if (proto.unknown_rank) return unknown_shape();
  return new TensorShape(proto.dim.map(({size}) => (Number(size) < 0 ? null : Number(size))));
}
