/**
 * What a run tells of itself in `RunMetadata`: how long each of its parts took, and which nodes it was made
 * of. Times are of whole programs, because that is what a backend runs.
 */
import type {Graph} from '../graph/graph.ts';
import type {NodeDef} from '../formats/graph_def.ts';
import type {Operation} from '../graph/operation.ts';
import type {RunMetadataLike, RunOptionsInit} from './config.ts';
import {DEVICES} from './placement.ts';

/** One part of a run: a program or a host operation, in milliseconds since the epoch. */
export interface TracedPart {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Collects what a run was asked to tell. */
export class RunTrace {
  readonly parts: TracedPart[] = [];
  nodes: readonly Operation[] = [];

  /** Notes a part that ends now. */
  add(name: string, start: number): void {
    this.parts.push({name, start, end: now()});
  }
}

/** Milliseconds since the epoch, with fractions. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A trace where the options ask for one. */
export function wanted_trace(
  options: RunOptionsInit | null,
  metadata: RunMetadataLike | null,
): RunTrace | null {
  if (options === null || metadata === null) return null;
  return (options.trace_level ?? 0) > 0 || options.output_partition_graphs === true ? new RunTrace() : null;
}

function micros(milliseconds: number): number {
  return Math.round(milliseconds * 1000);
}

/** Writes the trace into the user's `RunMetadata`. */
export function fill_metadata(
  trace: RunTrace,
  options: RunOptionsInit,
  metadata: RunMetadataLike,
  graph: Graph,
): void {
  if ((options.trace_level ?? 0) > 0) {
    const node_stats = trace.parts.map(({name, start, end}) => ({
      node_name: name,
      timeline_label: name,
      all_start_micros: micros(start),
      op_start_rel_micros: 0,
      op_end_rel_micros: micros(end - start),
      all_end_rel_micros: micros(end - start),
    }));
    metadata.step_stats = {dev_stats: [{device: DEVICES[0]?.name ?? '', node_stats}]};
  }
  if (options.output_partition_graphs === true) {
    const node: NodeDef[] = trace.nodes.map((op) => op.to_node_def());
    metadata.partition_graphs = [{node, versions: graph.graph_def_versions}];
  }
}
