/**
 * Attributes that later TensorFlows write into graphs: an import takes them where they have the value that means
 * what the op did before. Knows no graphs.
 */
import type {AttrValue, NodeDef} from '../formats/graph_def.ts';
import {int32} from '../types/dtypes.ts';

const INT32 = {type: int32.as_datatype_enum};

/** By op type: attributes that TensorFlow 2.15 has and 1.15 has not, with their defaults. */
const LATER_ATTRIBUTES: Readonly<Record<string, Readonly<Record<string, AttrValue>>>> = {
  ConcatOffset: {shape_type: INT32},
  FusedBatchNorm: {exponential_avg_factor: {f: 1}},
  FusedBatchNormV2: {exponential_avg_factor: {f: 1}},
  FusedBatchNormV3: {exponential_avg_factor: {f: 1}},
  MergeV2Checkpoints: {allow_missing_files: {b: false}},
  TopKV2: {Tk: INT32, index_type: INT32},
};

function same(a: AttrValue | undefined, b: AttrValue): boolean {
  return a !== undefined && a.type === b.type && a.f === b.f && a.b === b.b;
}

/** The node without later attributes of default value. */
export function without_later_defaults(node: NodeDef): NodeDef {
  const later = Object.entries(LATER_ATTRIBUTES[node.op] ?? {}).filter(([name, value]) =>
    same(node.attr.get(name), value),
  );
  if (later.length === 0) return node;
  const attr = new Map(node.attr);
  for (const [name] of later) attr.delete(name);
  return {...node, attr};
}
