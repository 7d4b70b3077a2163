/**
 * `tf.summary.FileWriter`: writes summaries, graphs and metadata of runs into files that TensorBoard reads.
 */
import {decode_message} from '../../formats/decode.ts';
import {encode_message} from '../../formats/encode.ts';
import {GraphDef, MetaGraphDef, Summary, type RunMetadata} from '../../formats/protos.ts';
import type {Event as EventValues} from '../../formats/records.ts';
import type {Message} from '../../formats/schemas.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {Graph} from '../../graph/graph.ts';
import {log} from '../../graph/logging.ts';
import {UnimplementedError} from '../../errors.ts';
import {AttributeError, ValueError} from '../../types/python_errors.ts';
import {python_type_name} from '../../types/python_repr.ts';
import {encode_text} from '../../types/text.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import {EXPORT_ALL, export_scoped_meta_graph} from '../train/meta_graph_export.ts';
import {EventFile, wall_time} from './event_file.ts';

type Step = number | bigint | null;
type AnyGraph = Graph | GraphDef;

/** A summary: as a message, or as a run gives it, its bytes or the text that they are. */
type AnySummary = Summary | Uint8Array | string;

/** The values of a summary. AttributeError for what is none. */
function summary_values(summary: unknown): Message<'Summary'> {
  if (typeof summary === 'string') return decode_message('Summary', encode_text(summary));
  if (ArrayBuffer.isView(summary)) return decode_message('Summary', summary as Uint8Array);
  if (summary instanceof Summary) return decode_message('Summary', encode_message('Summary', summary));
  throw new AttributeError(`'${python_type_name(summary)}' object has no attribute 'value'`);
}

/** A graph as a message. ValueError for two graphs, TypeError for none. */
function graph_message(graph: AnyGraph | null, graph_def: AnyGraph | null): GraphDef {
  if (graph !== null && graph_def !== null)
    throw new ValueError('Please pass only graph, or graph_def (deprecated), but not both.');
  const given = graph ?? graph_def;
  if (given instanceof Graph) {
    if (graph === null)
      log(
        'WARN',
        'When passing a `Graph` object, please use the `graph` named argument instead of `graph_def`.',
      );
    return given.as_graph_def({add_shapes: true});
  }
  if (!(given instanceof GraphDef)) {
    throw new TypeError('The passed graph must be an instance of `Graph` or the deprecated `GraphDef`');
  }
  log(
    'WARN',
    'Passing a `GraphDef` to the SummaryWriter is deprecated. Pass a `Graph` object instead, such as `sess.graph`.',
  );
  return given;
}

const CLOSED =
  'Attempting to use a closed FileWriter. The operation will be a noop unless the FileWriter is explicitly reopened.';

class FileWriterClass {
  readonly #logdir: string;
  readonly #file: EventFile;
  readonly #run_tags = new Set<string>();
  readonly #seen_tags = new Set<string>();
  #is_closed = false;

  constructor(
    logdir: string,
    graph: AnyGraph | null = null,
    max_queue = 10,
    flush_secs = 120,
    graph_def: AnyGraph | null = null,
    filename_suffix: string | null = null,
    session: unknown = null,
  ) {
    if (session !== null) {
      const hint = 'Leave `session` out, and add what the run of a merged summary gives.';
      throw new UnimplementedError(null, null, `FileWriter with a session. ${hint}`);
    }
    this.#logdir = logdir;
    this.#file = new EventFile(logdir, filename_suffix ?? '', max_queue, flush_secs);
    if (graph === null && graph_def === null) return;
    this.add_graph({graph, graph_def});
    const exported = graph_message(graph, graph_def);
    const options = {graph: get_default_graph(), graph_def: exported, collection_list: []};
    this.add_meta_graph(MetaGraphDef(export_scoped_meta_graph({...EXPORT_ALL, ...options})));
  }

  /** The folder of the files. */
  get_logdir(): string {
    return this.#logdir;
  }

  /** Adds a summary, as a run gives it or as a message. AttributeError for anything else. */
  add_summary(
    ...args: Arguments<['summary', 'global_step'], [summary: AnySummary, global_step?: Step]>
  ): void;
  add_summary(summary: AnySummary, global_step: Step = null): void {
    const given = summary_values(summary);
    for (const value of given.value ?? []) {
      // Metadata are written with the first value of each tag alone.
      if (this.#seen_tags.has(value.tag)) delete value.metadata;
      this.#seen_tags.add(value.tag);
    }
    this.#add({summary: given}, global_step);
  }

  /** Adds a message on the session. */
  add_session_log(
    ...args: Arguments<
      ['session_log', 'global_step'],
      [session_log: Message<'SessionLog'>, global_step?: Step]
    >
  ): void;
  add_session_log(session_log: Message<'SessionLog'>, global_step: Step = null): void {
    this.#add({session_log}, global_step);
  }

  /** Adds a graph, so that TensorBoard shows it. ValueError for two graphs, TypeError for what is none. */
  add_graph(
    ...args: Arguments<
      ['graph', 'global_step', 'graph_def'],
      [graph: AnyGraph | null, global_step?: Step, graph_def?: AnyGraph | null]
    >
  ): void;
  add_graph(graph: AnyGraph | null, global_step: Step = null, graph_def: AnyGraph | null = null): void {
    const message = graph_message(graph, graph_def);
    this.#add({graph_def: encode_message('GraphDef', message)}, global_step);
  }

  /** Adds a MetaGraphDef. TypeError for anything else. */
  add_meta_graph(
    ...args: Arguments<['meta_graph_def', 'global_step'], [meta_graph_def: MetaGraphDef, global_step?: Step]>
  ): void;
  add_meta_graph(meta_graph_def: MetaGraphDef, global_step: Step = null): void {
    if (!(meta_graph_def instanceof MetaGraphDef)) {
      const type = python_type_name(meta_graph_def);
      throw new TypeError(`meta_graph_def must be type MetaGraphDef, saw type: <class '${type}'>`);
    }
    this.#add({meta_graph_def: encode_message('MetaGraphDef', meta_graph_def)}, global_step);
  }

  /** Adds what a run told of itself, under a tag of its own. ValueError for one that was used. */
  add_run_metadata(
    ...args: Arguments<
      ['run_metadata', 'tag', 'global_step'],
      [run_metadata: RunMetadata, tag: string, global_step?: Step]
    >
  ): void;
  add_run_metadata(run_metadata: RunMetadata, tag: string, global_step: Step = null): void {
    if (this.#run_tags.has(tag))
      throw new ValueError('The provided tag was already used for this event type');
    this.#run_tags.add(tag);
    const bytes = encode_message('RunMetadata', run_metadata);
    this.#add({tagged_run_metadata: {tag, run_metadata: bytes}}, global_step);
  }

  /** Adds an event as it is. */
  add_event(...args: Arguments<['event'], [event: Partial<EventValues>]>): void;
  add_event(event: Partial<EventValues>): void {
    this.#write(event);
  }

  /** Writes what waits to be written. */
  async flush(): Promise<void> {
    await this.#file.flush();
  }

  /** Writes what waits to be written, and ends the file. */
  async close(): Promise<void> {
    this.#is_closed = true;
    await this.#file.close();
  }

  /** After `close`: events go to a new file. */
  reopen(): void {
    this.#is_closed = false;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #add(content: Partial<EventValues>, step: Step): void {
    const at = step === null ? {} : {step: BigInt(Math.trunc(Number(step)))};
    this.#write({wall_time: wall_time(), ...at, ...content});
  }

  #write(event: Partial<EventValues>): void {
    if (this.#is_closed) log('WARN', CLOSED);
    else this.#file.add(event);
  }
}

define_methods(FileWriterClass, {
  add_summary: ['summary', 'global_step'],
  add_session_log: {
    names: ['session_log', 'global_step'],
    options: {dictionary_parameters: {session_log: (record: object) => !('global_step' in record)}},
  },
  add_graph: ['graph', 'global_step', 'graph_def'],
  add_meta_graph: ['meta_graph_def', 'global_step'],
  add_run_metadata: ['run_metadata', 'tag', 'global_step'],
  add_event: {
    names: ['event'],
    options: {dictionary_parameters: {event: (record: object) => !('event' in record)}},
  },
});

/**
 * `tf.summary.FileWriter(logdir, graph)`: writes what is added into a file of the folder `logdir`, which TensorBoard reads. It writes when
 * `max_queue` events wait, or after `flush_secs` seconds; `await writer.close()` at the end writes the rest.
 */
export const FileWriter = public_class(
  ['logdir', 'graph', 'max_queue', 'flush_secs', 'graph_def', 'filename_suffix', 'session'],
  FileWriterClass,
);
export type FileWriter = FileWriterClass;
