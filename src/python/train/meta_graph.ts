/**
 * `tf.train.export_meta_graph` and `tf.train.import_meta_graph`: a graph with its collections and saver as one
 * message or file, and back.
 */
import {decode_message} from '../../formats/decode.ts';
import {ProtoMessage} from '../../formats/proto.ts';
import {to_message, to_proto, type Proto} from '../../formats/proto_class.ts';
import type {Message, MessageInit, MessageName} from '../../formats/schemas.ts';
import type {CollectionKey} from '../../graph/collections.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Graph} from '../../graph/graph.ts';
import type {InputMapping, MessageLike} from '../../graph/import_graph_def.ts';
import {log} from '../../graph/logging.ts';
import {signature} from '../../graph/public.ts';
import {python_repr} from '../../types/python_repr.ts';
import {machine_files} from '../../util/files.ts';
import {EXPORT_ALL, export_scoped_meta_graph, write_meta_graph} from './meta_graph_export.ts';
import {import_scoped_meta_graph, read_meta_graph_file, type Imported} from './meta_graph_import.ts';
import {all_saveable_objects} from './saveables.ts';
import {Saver} from './saver.ts';

type MetaGraphDef = Message<'MetaGraphDef'>;

/** Keywords of `tf.train.export_meta_graph`. */
export interface ExportMetaGraph {
  readonly meta_info_def?: MessageInit<'MetaGraphDef.MetaInfoDef'> | null;
  readonly graph_def?: MessageInit<'GraphDef'> | null;
  readonly saver_def?: MessageInit<'SaverDef'> | null;
  readonly collection_list?: readonly CollectionKey[] | null;
  readonly as_text?: boolean;
  readonly graph?: Graph | null;
  readonly export_scope?: string | null;
  readonly clear_devices?: boolean;
  readonly clear_extraneous_savers?: boolean;
  readonly strip_default_attrs?: boolean;
  readonly save_debug_info?: boolean;
}

/** With a file to write, a promise. */
interface ExportCall {
  (filename: string, keywords?: ExportMetaGraph): Promise<Proto<'MetaGraphDef'>>;
  (keywords: ExportMetaGraph & {readonly filename: string}): Promise<Proto<'MetaGraphDef'>>;
  (keywords?: ExportMetaGraph & {readonly filename?: null}): Proto<'MetaGraphDef'>;
}

function message_or_null<N extends MessageName>(name: N, value: MessageInit<N> | null): Message<N> | null {
  return value === null ? null : to_message(name, value);
}

/**
 * `tf.train.export_meta_graph`: a graph (the default one) as a MetaGraphDef, written to `filename` if there is
 * one; then the result is a promise. With `export_scope` the nodes of that name scope alone. Throws `ValueError` for ops
 * that no one defined.
 */
export const export_meta_graph = signature<ExportCall>(
  [
    'filename',
    'meta_info_def',
    'graph_def',
    'saver_def',
    'collection_list',
    'as_text',
    'graph',
    'export_scope',
    'clear_devices',
    'clear_extraneous_savers',
    'strip_default_attrs',
    'save_debug_info',
  ],
  function export_meta_graph(
    filename: string | null = null,
    meta_info_def: MessageInit<'MetaGraphDef.MetaInfoDef'> | null = null,
    graph_def: MessageInit<'GraphDef'> | null = null,
    saver_def: MessageInit<'SaverDef'> | null = null,
    collection_list: readonly CollectionKey[] | null = null,
    as_text = false,
    graph: Graph | null = null,
    export_scope: string | null = null,
    clear_devices = false,
    clear_extraneous_savers = false,
    strip_default_attrs = false,
    save_debug_info = false,
  ): Proto<'MetaGraphDef'> | Promise<Proto<'MetaGraphDef'>> {
    void save_debug_info;
    const saver = message_or_null('SaverDef', saver_def);
    const message = export_scoped_meta_graph({
      ...EXPORT_ALL,
      graph: graph ?? get_default_graph(),
      meta_info_def: message_or_null('MetaGraphDef.MetaInfoDef', meta_info_def),
      graph_def: message_or_null('GraphDef', graph_def),
      saver_def: saver,
      collection_list,
      export_scope,
      clear_devices,
      clear_extraneous_savers,
      strip_default_attrs,
      own_saver: clear_extraneous_savers && saver !== null ? Saver.from_proto(saver) : null,
    });
    if (filename === null) return to_proto('MetaGraphDef', message);
    return write_to(filename, message, as_text);
  },
);

async function write_to(
  filename: string,
  message: MetaGraphDef,
  as_text: boolean,
): Promise<Proto<'MetaGraphDef'>> {
  await write_meta_graph(await machine_files(), message, filename, as_text);
  return to_proto('MetaGraphDef', message);
}

/** Keywords of `tf.train.import_meta_graph`. */
export interface ImportMetaGraph {
  readonly clear_devices?: boolean;
  readonly import_scope?: string | null;
  readonly input_map?: InputMapping | null;
  readonly unbound_inputs_col_name?: string | null;
  readonly restore_collections_predicate?: (key: string) => boolean;
}

/** From a file, a promise. */
interface ImportCall {
  (
    path: string,
    clear_devices: boolean,
    import_scope: string | null,
    keywords?: ImportMetaGraph,
  ): Promise<Saver>;
  (path: string, clear_devices: boolean, keywords?: ImportMetaGraph): Promise<Saver>;
  (path: string, keywords?: ImportMetaGraph): Promise<Saver>;
  (message: MessageLike<'MetaGraphDef'>, clear_devices: boolean, keywords?: ImportMetaGraph): Saver;
  (message: MessageLike<'MetaGraphDef'>, keywords?: ImportMetaGraph): Saver;
}

/** The saver of an imported graph: the one that it names, else one of all its variables, if there are any. */
function imported_saver(
  message: MetaGraphDef,
  import_scope: string | null,
  {variables}: Imported,
): Saver | null {
  const {saver_def} = message;
  if (saver_def === undefined) {
    if (all_saveable_objects(import_scope).length > 0) return new Saver();
    log('INFO', 'Saver not created because there are no variables in the graph to restore');
    return null;
  }
  const [first] = variables;
  const scope = first === undefined ? import_scope : first[1].name.slice(0, -first[0].length);
  return new Saver({saver_def, name: scope});
}

type ImportKeywords = Required<Omit<ImportMetaGraph, 'input_map'>> & {
  readonly input_map: InputMapping | null;
};

function imported(message: MetaGraphDef, graph: Graph, keywords: ImportKeywords): Saver | null {
  return graph.as_default(() => {
    const result = import_scoped_meta_graph(message, {...keywords, graph, return_elements: null});
    return imported_saver(message, keywords.import_scope, result);
  });
}

const IMPORT_KEYWORDS = ['input_map', 'unbound_inputs_col_name', 'restore_collections_predicate'];
const META_GRAPH_FIELDS = [
  'meta_info_def',
  'graph_def',
  'saver_def',
  'collection_def',
  'signature_def',
  'asset_file_def',
];

function is_meta_graph_record(record: object): boolean {
  return Object.keys(record).every((key) => META_GRAPH_FIELDS.includes(key));
}

/**
 * `tf.train.import_meta_graph`: adds the nodes and collections of a MetaGraphDef, or of the file that holds one, to
 * the default graph, and gives the saver for its variables; null where it has neither saver nor variables. From a
 * file, the result is a promise. Throws `OSError` for a file that is none, `ValueError`, `NotFoundError` as `import_graph_def`.
 */
export const import_meta_graph = signature<ImportCall>(
  [
    'meta_graph_or_file',
    'clear_devices',
    'import_scope',
    'input_map',
    'unbound_inputs_col_name',
    'restore_collections_predicate',
  ],
  function import_meta_graph(
    meta_graph_or_file: string | MessageLike<'MetaGraphDef'>,
    clear_devices = false,
    import_scope: string | null = null,
    input_map: InputMapping | null = null,
    unbound_inputs_col_name: string | null = 'unbound_inputs',
    restore_collections_predicate: (key: string) => boolean = () => true,
  ): Saver | null | Promise<Saver | null> {
    const keywords = {
      clear_devices,
      import_scope,
      input_map,
      unbound_inputs_col_name,
      restore_collections_predicate,
    };
    const graph = get_default_graph();
    if (typeof meta_graph_or_file !== 'string')
      return imported(message_of(meta_graph_or_file), graph, keywords);
    return (async () => {
      const message = await read_meta_graph_file(await machine_files(), meta_graph_or_file);
      return imported(message, graph, keywords);
    })();
  },
  {dictionary_parameters: {meta_graph_or_file: is_meta_graph_record}, keyword_only: IMPORT_KEYWORDS},
);

function message_of(value: unknown): MetaGraphDef {
  if (ArrayBuffer.isView(value)) return decode_message('MetaGraphDef', value as Uint8Array);
  if (
    value instanceof ProtoMessage ||
    (typeof value === 'object' && value !== null && !Array.isArray(value))
  ) {
    return to_message('MetaGraphDef', value);
  }
  throw new TypeError(`Expected binary or unicode string, got ${python_repr(value)}`);
}
