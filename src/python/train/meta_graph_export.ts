/**
 * A graph as a MetaGraphDef: nodes, the definitions of their ops, collections, and how to save its variables.
 */
import type {GraphDef} from '../../formats/graph_def.ts';
import type {Message} from '../../formats/schemas.ts';
import type {CollectionKey} from '../../graph/collections.ts';
import type {Graph} from '../../graph/graph.ts';
import {graph_to_graph_def} from '../../graph/graph_def.ts';
import {TENSORFLOW_VERSION} from '../../graph/import_graph_def.ts';
import {GraphKeys} from '../../graph/collections.ts';
import type {Files} from '../../util/files.ts';
import {basename, dirname} from '../../util/paths.ts';
import {add_collection_def, type CollectionDef} from './meta_graph_collections.ts';
import {
  exported_node,
  extraneous_saver_nodes,
  should_include,
  stripped_op_list,
  without_default_attributes,
  type NodeChoice,
} from './meta_graph_nodes.ts';
import {write_message} from './write_graph.ts';

export type MetaGraphDef = Message<'MetaGraphDef'>;
export type SaverDef = Message<'SaverDef'>;
type MetaInfoDef = Message<'MetaGraphDef.MetaInfoDef'>;

/** The build of TensorFlow that this library follows (`tf.GIT_VERSION`). */
const TENSORFLOW_GIT_VERSION = 'v1.15.0-rc3-22-g590d6ee';

/** What to export, and how. */
export interface ExportOptions {
  readonly graph: Graph;
  readonly graph_def: GraphDef | null;
  readonly meta_info_def: MetaInfoDef | null;
  readonly saver_def: SaverDef | null;
  /** Keys, or null for all. */
  readonly collection_list: readonly CollectionKey[] | null;
  readonly export_scope: string | null;
  readonly clear_devices: boolean;
  readonly clear_extraneous_savers: boolean;
  readonly strip_default_attrs: boolean;
  /** The saver that stands for `saver_def` in its collection, where other savers are cleared. */
  readonly own_saver: unknown;
}

export const EXPORT_ALL: Omit<ExportOptions, 'graph'> = {
  graph_def: null,
  meta_info_def: null,
  saver_def: null,
  collection_list: null,
  export_scope: null,
  clear_devices: false,
  clear_extraneous_savers: false,
  strip_default_attrs: false,
  own_saver: null,
};

const UNBOUND_INPUTS = 'unbound_inputs';

/** The chosen nodes; notes in a collection of the graph which inputs they lack. */
function chosen_nodes(graph_def: GraphDef, options: ExportOptions, choice: NodeChoice): GraphDef {
  const unbound: string[] = [];
  const node = graph_def.node
    .filter(({name}) => should_include(name, choice))
    .map((def) => exported_node(def, options.export_scope, options.clear_devices, unbound));
  options.graph.clear_collection(UNBOUND_INPUTS);
  for (const name of unbound) options.graph.add_to_collection(UNBOUND_INPUTS, name);
  return {...graph_def, node};
}

function stripped(graph_def: GraphDef): GraphDef {
  return {...graph_def, node: graph_def.node.map(without_default_attributes)};
}

function meta_info(options: ExportOptions, graph_def: GraphDef): MetaInfoDef {
  const {meta_info_def, strip_default_attrs} = options;
  const given = meta_info_def?.stripped_op_list;
  return {
    meta_graph_version: '',
    tags: [],
    stripped_default_attrs: false,
    ...meta_info_def,
    stripped_op_list: given !== undefined && given.op.length > 0 ? given : stripped_op_list(graph_def),
    tensorflow_version: TENSORFLOW_VERSION,
    tensorflow_git_version: TENSORFLOW_GIT_VERSION,
    ...(strip_default_attrs ? {stripped_default_attrs: true} : {}),
  };
}

function collections_of(options: ExportOptions, choice: NodeChoice): Map<string, CollectionDef> {
  const {graph, own_saver, clear_extraneous_savers} = options;
  const defs = new Map<string, CollectionDef>();
  for (const key of options.collection_list ?? graph.get_all_collection_keys()) {
    const replaced = clear_extraneous_savers && key === GraphKeys.SAVERS;
    add_collection_def(defs, key, graph, choice, replaced ? [own_saver] : null);
  }
  return defs;
}

/** The MetaGraphDef. Throws `ValueError` for ops that no one defined. */
export function export_scoped_meta_graph(options: ExportOptions): MetaGraphDef {
  const {graph, saver_def, export_scope, clear_devices, clear_extraneous_savers} = options;
  const whole = options.graph_def ?? graph_to_graph_def(graph, null, true);
  const exclude_nodes = clear_extraneous_savers ? extraneous_saver_nodes(whole, saver_def) : null;
  const choice = {export_scope, exclude_nodes};
  const is_changed = export_scope || clear_extraneous_savers || clear_devices;
  const graph_def = is_changed ? chosen_nodes(whole, options, choice) : whole;
  return {
    meta_info_def: meta_info(options, graph_def),
    graph_def: options.strip_default_attrs ? stripped(graph_def) : graph_def,
    ...(saver_def === null ? {} : {saver_def}),
    collection_def: collections_of(options, choice),
    signature_def: new Map(),
    asset_file_def: [],
  };
}

/** Writes a MetaGraphDef to a file, whose folder is made if it is not there. */
export async function write_meta_graph(
  files: Files,
  meta_graph_def: MetaGraphDef,
  filename: string,
  as_text: boolean,
): Promise<void> {
  await write_message(files, 'MetaGraphDef', meta_graph_def, dirname(filename), basename(filename), as_text);
}
