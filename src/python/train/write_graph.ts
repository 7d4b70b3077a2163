/**
 * `tf.train.write_graph`: a graph, GraphDef or other message as a file, text or binary.
 */
import {encode_message} from '../../formats/encode.ts';
import {ProtoMessage} from '../../formats/proto.ts';
import {to_message} from '../../formats/proto_class.ts';
import type {Message, MessageInit, MessageName} from '../../formats/schemas.ts';
import {message_to_text} from '../../formats/text_writer.ts';
import {Graph} from '../../graph/graph.ts';
import {graph_to_graph_def} from '../../graph/graph_def.ts';
import {signature} from '../../graph/public.ts';
import {machine_files, type Files} from '../../util/files.ts';
import {join_path} from '../../util/paths.ts';

/** Writes a message into `folder`, which is made if it is not there; at each moment the file is whole. */
export async function write_message<N extends MessageName>(
  files: Files,
  name: N,
  message: Partial<Message<N>>,
  folder: string,
  file: string,
  as_text: boolean,
): Promise<string> {
  if (folder !== '' && !(await files.exists(folder))) await files.make_directories(folder);
  const path = join_path(folder, file);
  const bytes = as_text
    ? new TextEncoder().encode(message_to_text(name, message))
    : encode_message(name, message);
  await files.write_atomically(path, bytes);
  return path;
}

/**
 * `tf.train.write_graph(graph_or_graph_def, logdir, name, as_text)`: writes the graph, as text unless `as_text`
 * is false, and gives the path. Makes `logdir`.
 */
export const write_graph = signature(
  ['graph_or_graph_def', 'logdir', 'name', 'as_text'],
  async function write_graph(
    graph_or_graph_def: Graph | MessageInit<'GraphDef'> | ProtoMessage,
    logdir: string,
    name: string,
    as_text = true,
  ): Promise<string> {
    const graph_def =
      graph_or_graph_def instanceof Graph
        ? graph_to_graph_def(graph_or_graph_def, null, false)
        : to_message('GraphDef', graph_or_graph_def);
    return write_message(await machine_files(), 'GraphDef', graph_def, logdir, name, as_text);
  },
);
