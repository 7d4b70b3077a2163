/**
 * A MetaGraphDef into a graph: its nodes and collections. Making a saver of it is in `meta_graph.ts`.
 */
import {decode_message, DecodeError} from '../../formats/decode.ts';
import type {Message} from '../../formats/schemas.ts';
import {message_from_text} from '../../formats/text_reader.ts';
import {ParseError} from '../../formats/text_tokenizer.ts';
import {GraphKeys} from '../../graph/collections.ts';
import type {Graph} from '../../graph/graph.ts';
import {import_message, type InputMapping} from '../../graph/import_graph_def.ts';
import {strip_name_scope} from '../../graph/names.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {OSError, UnicodeDecodeError, ValueError} from '../../types/python_errors.ts';
import type {Files} from '../../util/files.ts';
import {utf8_problem} from '../../util/text.ts';
import type {Variable} from '../variables.ts';
import {restore_collections} from './meta_graph_collections.ts';

type MetaGraphDef = Message<'MetaGraphDef'>;

/** How to import. */
export interface ImportOptions {
  readonly graph: Graph;
  readonly clear_devices: boolean;
  readonly import_scope: string | null;
  readonly input_map: InputMapping | null;
  readonly unbound_inputs_col_name: string | null;
  readonly restore_collections_predicate: (key: string) => boolean;
  readonly return_elements: readonly string[] | null;
}

export interface Imported {
  /** The imported variables by their names without the scope. */
  readonly variables: ReadonlyMap<string, Variable>;
  readonly return_elements: readonly (Tensor | Operation)[] | null;
}

function from_text(path: string, bytes: Uint8Array): MetaGraphDef {
  const problem = utf8_problem(bytes);
  if (problem !== null) throw new UnicodeDecodeError(problem);
  try {
    return message_from_text('MetaGraphDef', new TextDecoder().decode(bytes));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new OSError(`Cannot parse file ${path}: ${error.message}.`);
  }
}

/** Reads a file, binary or text. Rejects with `OSError`, `UnicodeDecodeError` where there is none or it is no MetaGraph. */
export async function read_meta_graph_file(files: Files, path: string): Promise<MetaGraphDef> {
  if (!(await files.exists(path))) throw new OSError(`File ${path} does not exist.`);
  const bytes = await files.read(path);
  try {
    return decode_message('MetaGraphDef', bytes);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return from_text(path, bytes);
  }
}

function keys_of(input_map: InputMapping | null): string[] {
  if (input_map === null) return [];
  return input_map instanceof Map ? [...(input_map.keys() as Iterable<string>)] : Object.keys(input_map);
}

function check_unbound_inputs(
  meta_graph_def: MetaGraphDef,
  {unbound_inputs_col_name, input_map}: ImportOptions,
): void {
  if (!unbound_inputs_col_name) return;
  const def = meta_graph_def.collection_def.get(unbound_inputs_col_name);
  const texts = (def?.bytes_list?.value ?? []).map((bytes) => new TextDecoder().decode(bytes));
  const names = [...texts, ...(def?.node_list?.value ?? [])];
  const given = keys_of(input_map);
  if (names.length === 0 || (given.length > 0 && String([...names].sort()) === String([...given].sort())))
    return;
  const missing = names.filter((name) => !given.includes(name));
  throw new ValueError(
    `Graph contains unbound inputs: ${missing.join(',')}. Must provide these inputs through input_map.`,
  );
}

/** Files of TensorFlow before 1.9 do not say whether variables are trainable. */
function says_trainable(version: string): boolean {
  if (version === '') return true;
  const [major, minor] = version.split('.').map((part) => Number.parseInt(part, 10)) as [number, number];
  return major > 1 || (major === 1 && minor >= 9);
}

/** Adds nodes and collections to `options.graph`. */
export function import_scoped_meta_graph(meta_graph_def: MetaGraphDef, options: ImportOptions): Imported {
  check_unbound_inputs(meta_graph_def, options);
  const {graph, import_scope, input_map, unbound_inputs_col_name} = options;
  return graph.as_default(() => {
    const info = meta_graph_def.meta_info_def;
    const nodes = meta_graph_def.graph_def ?? {node: [], version: 0};
    const graph_def = options.clear_devices
      ? {...nodes, node: nodes.node.map((node) => ({...node, device: ''}))}
      : nodes;
    const scope = graph.unique_name(import_scope ?? '', false);
    const return_elements = import_message(graph_def, {
      name: import_scope || scope,
      input_map,
      producer_op_list: info?.stripped_op_list ?? null,
      return_elements: options.return_elements,
    });
    const is_wanted = (key: string): boolean =>
      key !== unbound_inputs_col_name && options.restore_collections_predicate(key);
    restore_collections(meta_graph_def.collection_def, is_wanted, {
      graph,
      import_scope: scope,
      variables: new Map(),
      variables_have_trainable: says_trainable(info?.tensorflow_version ?? ''),
    });
    const imported = graph.get_collection<Variable>(GraphKeys.GLOBAL_VARIABLES, scope);
    const variables = new Map(imported.map((variable) => [strip_name_scope(variable.name, scope), variable]));
    return {variables, return_elements};
  });
}
