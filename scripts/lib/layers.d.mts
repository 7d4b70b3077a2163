// The types of `layers.mjs`, for the tests.

export interface Import {
  from: string;
  to: string;
  specifier: string;
  line: number;
  how: 'static' | 'dynamic' | 'type';
}
export type ImportGraph = Map<string, Import[]>;
export const LAYERS: readonly string[];
export function import_graph(sources: ReadonlyMap<string, string>): ImportGraph;
export function layer_faults(graph: ImportGraph, open_files?: readonly string[]): string[];
export function import_cycles(graph: ImportGraph): string[][];
