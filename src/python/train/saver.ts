/**
 * `tf.train.Saver`: saves variables to checkpoints and restores them. Its nodes are built in `saver_nodes.ts`.
 */
import {FailedPreconditionError, InvalidArgumentError, NotFoundError} from '../../errors.ts';
import {SaverDef} from '../../formats/protos.ts';
import {to_message, to_proto, type Proto} from '../../formats/proto_class.ts';
import type {MessageInit} from '../../formats/schemas.ts';
import {GraphKeys, type CollectionKey} from '../../graph/collections.ts';
import {is_graph_value} from '../../graph/convert.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {log} from '../../graph/logging.ts';
import {prepend_name_scope, strip_name_scope} from '../../graph/names.ts';
import {remember_lines} from '../../graph/public.ts';
import {register_proto_function} from '../../graph/proto_functions.ts';
import type {SessionInterface} from '../../graph/session_interface.ts';
import {AssertionError, RuntimeError, ValueError} from '../../types/python_errors.ts';
import {machine_files, type Files} from '../../util/files.ts';
import {basename, dirname} from '../../util/paths.ts';
import {define_methods, public_class, type Arguments} from '../../util/signature.ts';
import {
  has_checkpoint,
  meta_graph_filename,
  modification_times,
  update_state,
} from './checkpoint_management.ts';
import {
  EXPORT_ALL,
  export_scoped_meta_graph,
  write_meta_graph,
  type MetaGraphDef,
} from './meta_graph_export.ts';
import {KeptCheckpoints, type CheckpointTime} from './saver_files.ts';
import {
  EXPORT_NAMES,
  SAVE_NAMES,
  SAVER_NAMES,
  type ExportParameters,
  type GlobalStep,
  type SaveParameters,
  type SaverSettings,
} from './saver_arguments.ts';
import {old_format, refuse_objects, wrapped} from './saver_errors.ts';
import {build_saver} from './saver_nodes.ts';
import {all_saveable_objects, is_empty_list, saveables_of, type VariableList} from './saveables.ts';

const V2 = 2;

class SaverClass {
  /** The names of this saver's nodes; null before `build` and for a saver of nothing. */
  saver_def: SaverDef | null;
  readonly #var_list: VariableList | null;
  readonly #options: SaverSettings;
  #is_built = false;
  #is_empty = false;
  #kept = new KeptCheckpoints(0);

  constructor(
    var_list: VariableList | null = null,
    reshape = false,
    sharded = false,
    max_to_keep: number | null = 5,
    keep_checkpoint_every_n_hours = 10000.0,
    name: string | null = null,
    restore_sequentially = false,
    saver_def: MessageInit<'SaverDef'> | null = null,
    builder: null = null,
    defer_build = false,
    allow_empty = false,
    write_version: number = V2,
    pad_step_number = false,
    save_relative_paths = false,
    filename: string | null = null,
  ) {
    // Restoring all in one operation is sequential.
    void [restore_sequentially, builder];
    if (defer_build && var_list !== null) {
      throw new ValueError(
        'If `var_list` is provided then build cannot be deferred. Either set defer_build=False or var_list=None.',
      );
    }
    if (write_version !== V2 && saver_def === null) throw old_format();
    this.#var_list = var_list;
    this.#options = {
      reshape,
      sharded,
      max_to_keep: max_to_keep ?? 0,
      keep_checkpoint_every_n_hours,
      name,
      allow_empty,
      pad_step_number,
      save_relative_paths,
      filename,
    };
    this.saver_def = saver_def === null ? null : to_proto('SaverDef', to_message('SaverDef', saver_def));
    if (!defer_build) this.build();
  }

  /** Adds the nodes to the default graph, if that was deferred. Throws `ValueError` where there are no variables. */
  build(): void {
    if (this.#is_built) return;
    this.#is_built = true;
    if (this.saver_def === null) this.saver_def = this.#build();
    else if (this.#options.name) add_scope(this.saver_def, this.#options.name);
    if (this.saver_def === null) return;
    check_saver_def(this.saver_def);
    this.#kept = new KeptCheckpoints(this.saver_def.keep_checkpoint_every_n_hours);
  }

  #build(): SaverDef | null {
    const var_list = this.#var_list ?? all_saveable_objects(null);
    if (is_empty_list(var_list)) {
      if (!this.#options.allow_empty) throw new ValueError('No variables to save');
      this.#is_empty = true;
      return null;
    }
    return build_saver(saveables_of(var_list), {...this.#options, version: V2});
  }

  as_saver_def(): SaverDef | null {
    return this.saver_def;
  }

  /** The SaverDef that a MetaGraph holds; null for a saver whose nodes lie outside of `export_scope`. */
  to_proto(export_scope: string | null = null): SaverDef | null {
    const {saver_def} = this;
    if (export_scope === null || saver_def === null) return saver_def;
    const {filename_tensor_name, save_tensor_name, restore_op_name} = saver_def;
    const names = [filename_tensor_name, save_tensor_name, restore_op_name];
    if (!names.every((name) => name.startsWith(export_scope))) return null;
    const copy = SaverDef(saver_def);
    copy.filename_tensor_name = strip_name_scope(filename_tensor_name, export_scope);
    copy.save_tensor_name = strip_name_scope(save_tensor_name, export_scope);
    copy.restore_op_name = strip_name_scope(restore_op_name, export_scope);
    return copy;
  }

  /** The saver whose nodes are in the graph already, within `import_scope`. */
  static from_proto(saver_def: MessageInit<'SaverDef'>, import_scope: string | null = null): Saver {
    return new Saver({saver_def, name: import_scope});
  }

  /** The paths of the checkpoints that this saver wrote and did not delete, oldest first. */
  get last_checkpoints(): string[] {
    return this.#kept.list.map(([path]) => path);
  }

  /** Makes the saver think that it wrote these; it never deletes them. */
  set_last_checkpoints(last_checkpoints: readonly string[]): void {
    check_list(last_checkpoints);
    this.#kept.list = last_checkpoints.map((path): CheckpointTime => [path, Infinity]);
  }

  /** As `set_last_checkpoints`, with the time of each in seconds. */
  set_last_checkpoints_with_time(last_checkpoints_with_time: readonly CheckpointTime[]): void {
    check_list(last_checkpoints_with_time);
    this.#kept.list = [...last_checkpoints_with_time];
  }

  /** Makes the saver think that it wrote those of these checkpoints that exist. */
  async recover_last_checkpoints(checkpoint_paths: readonly string[]): Promise<void> {
    const files = await machine_files();
    const found: CheckpointTime[] = [];
    for (const path of checkpoint_paths) {
      const [time] = await modification_times(files, [path]);
      if (time !== undefined) found.push([path, time]);
    }
    this.set_last_checkpoints_with_time(found);
  }

  /**
   * `saver.save(sess, save_path, ...)`: writes all variables, the state file and the MetaGraph beside them, deletes
   * the oldest checkpoint of too many, and gives the path (with the step, if one is given); null for a saver of nothing.
   * Rejects with `TypeError`, `ValueError`, `RuntimeError` and what the run says.
   */
  save(...args: Arguments<typeof SAVE_NAMES, SaveParameters>): Promise<string | null>;
  async save(
    sess: SessionInterface,
    save_path: string,
    global_step: GlobalStep | null = null,
    latest_filename: string | null = null,
    meta_graph_suffix = 'meta',
    write_meta_graph_too = true,
    write_state = true,
    strip_default_attrs = false,
    save_debug_info = false,
  ): Promise<string | null> {
    void save_debug_info;
    if (!this.#is_built)
      throw new RuntimeError('`build()` should be called before save if defer_build==True');
    const state_file = latest_filename ?? 'checkpoint';
    const checkpoint_file = await this.#checkpoint_file(sess, save_path, global_step, state_file);
    if (!is_session(sess)) throw new TypeError(`'sess' must be a Session; ${String(sess)}`);
    const files = await machine_files();
    const path = this.#is_empty
      ? null
      : await this.#write(
          files,
          sess,
          save_path,
          checkpoint_file,
          write_state ? state_file : null,
          meta_graph_suffix,
        );
    if (write_meta_graph_too) {
      const filename = meta_graph_filename(checkpoint_file, meta_graph_suffix);
      await write_meta_graph(files, this.#export(sess.graph, {strip_default_attrs}), filename, false);
    }
    return path;
  }

  async #checkpoint_file(
    sess: SessionInterface,
    save_path: string,
    global_step: GlobalStep | null,
    latest_filename: string,
  ): Promise<string> {
    if (dirname(latest_filename) !== '') {
      throw new ValueError("'latest_filename' must not contain path components");
    }
    if (global_step === null) {
      if (basename(save_path) === latest_filename && !this.#options.sharded) {
        throw new ValueError(
          `'latest_filename' collides with 'save_path': '${latest_filename}' and '${save_path}'`,
        );
      }
      return save_path;
    }
    const is_number = typeof global_step === 'number' || typeof global_step === 'bigint';
    const step = String(is_number ? global_step : await sess.run(global_step));
    return `${save_path}-${this.#options.pad_step_number ? step.padStart(8, '0') : step}`;
  }

  async #write(
    files: Files,
    sess: SessionInterface,
    save_path: string,
    checkpoint_file: string,
    state_file: string | null,
    meta_graph_suffix: string,
  ): Promise<string> {
    const saver_def = this.saver_def as SaverDef;
    const folder = dirname(save_path);
    try {
      const feed = new Map([[saver_def.filename_tensor_name, checkpoint_file]]);
      const path = (await sess.run(saver_def.save_tensor_name, feed)) as string;
      if (state_file === null) return path;
      this.#kept.record(path, saver_def.max_to_keep);
      const update = {
        save_dir: folder,
        model_checkpoint_path: path,
        all_model_checkpoint_paths: this.last_checkpoints,
        all_model_checkpoint_timestamps: null,
        last_preserved_timestamp: null,
      };
      await update_state(files, update, state_file, this.#options.save_relative_paths);
      await this.#kept.delete_old(files, to_message('SaverDef', saver_def), meta_graph_suffix);
      return path;
    } catch (error) {
      const may_be_folder = error instanceof FailedPreconditionError || error instanceof NotFoundError;
      if (!may_be_folder || (await files.is_directory(folder))) throw error;
      throw new ValueError(`Parent directory of ${save_path} doesn't exist, can't save.`);
    }
  }

  /**
   * `saver.restore(sess, save_path)`: gives all variables the values that a checkpoint holds. Rejects with `ValueError`
   * where there is none, `NotFoundError` or `InvalidArgumentError` where it does not fit the graph, `DataLossError` where it is
   * damaged.
   */
  restore(
    ...args: Arguments<['sess', 'save_path'], [sess: SessionInterface, save_path: string | null]>
  ): Promise<void>;
  async restore(sess: SessionInterface, save_path: string | null): Promise<void> {
    if (this.#is_empty) return;
    if (save_path === null) throw new ValueError("Can't load save_path when it is None.");
    const files = await machine_files();
    if (!(await has_checkpoint(files, save_path))) {
      throw new ValueError(`The passed save_path is not a valid checkpoint: ${save_path}`);
    }
    log('INFO', `Restoring parameters from ${save_path}`);
    const {restore_op_name, filename_tensor_name} = this.saver_def as SaverDef;
    try {
      await sess.run(restore_op_name, new Map([[filename_tensor_name, save_path]]));
    } catch (error) {
      if (error instanceof NotFoundError) {
        await refuse_objects(files, save_path);
        throw wrapped(error, 'a Variable name or other graph key that is missing');
      }
      if (!(error instanceof InvalidArgumentError)) throw error;
      throw wrapped(error, 'a mismatch between the current graph and the graph');
    }
  }

  /**
   * `saver.export_meta_graph(filename, ...)`: the default graph with this saver as a MetaGraphDef, written to `filename`
   * if there is one.
   */
  export_meta_graph(
    ...args: Arguments<typeof EXPORT_NAMES, ExportParameters>
  ): Promise<Proto<'MetaGraphDef'>>;
  async export_meta_graph(
    filename: string | null = null,
    collection_list: readonly CollectionKey[] | null = null,
    as_text = false,
    export_scope: string | null = null,
    clear_devices = false,
    clear_extraneous_savers = false,
    strip_default_attrs = false,
    save_debug_info = false,
  ): Promise<Proto<'MetaGraphDef'>> {
    void save_debug_info;
    const choices = {
      collection_list,
      export_scope,
      clear_devices,
      clear_extraneous_savers,
      strip_default_attrs,
    };
    const meta_graph_def = this.#export(get_default_graph(), choices);
    if (filename !== null) await write_meta_graph(await machine_files(), meta_graph_def, filename, as_text);
    return to_proto('MetaGraphDef', meta_graph_def);
  }

  #export(graph: SessionInterface['graph'], choices: Partial<typeof EXPORT_ALL>): MetaGraphDef {
    const {saver_def} = this;
    return export_scoped_meta_graph({
      ...EXPORT_ALL,
      ...choices,
      graph,
      saver_def: saver_def === null ? null : to_message('SaverDef', saver_def),
      own_saver: this,
    });
  }
}

function check_list(value: unknown): void {
  if (!Array.isArray(value)) throw new AssertionError();
}

function is_session(value: unknown): value is SessionInterface {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as Partial<SessionInterface>).run === 'function'
  );
}

function add_scope(saver_def: SaverDef, scope: string): void {
  saver_def.filename_tensor_name = prepend_name_scope(saver_def.filename_tensor_name, scope);
  saver_def.save_tensor_name = prepend_name_scope(saver_def.save_tensor_name, scope);
  saver_def.restore_op_name = prepend_name_scope(saver_def.restore_op_name, scope);
}

function check_saver_def(saver_def: SaverDef): void {
  for (const field of ['save_tensor_name', 'restore_op_name'] as const) {
    if (!saver_def[field]) throw new ValueError(`saver_def must specify the ${field}: ${String(saver_def)}`);
  }
}

remember_lines(SaverClass, ['build']);
define_methods(SaverClass, {
  save: SAVE_NAMES,
  restore: ['sess', 'save_path'],
  export_meta_graph: EXPORT_NAMES,
  to_proto: ['export_scope'],
  set_last_checkpoints: ['last_checkpoints'],
  set_last_checkpoints_with_time: ['last_checkpoints_with_time'],
  recover_last_checkpoints: ['checkpoint_paths'],
});

/** No other parameter takes variables, so a record that holds one is a list of them by name. */
function is_variable_record(record: object): boolean {
  return (
    Object.values(record).some(is_graph_value) ||
    !Object.keys(record).every((key) => (SAVER_NAMES as readonly string[]).includes(key))
  );
}

/** `tf.train.Saver(var_list, ...)`. */
export const Saver = public_class(SAVER_NAMES, SaverClass, {
  dictionary_parameters: {var_list: is_variable_record},
  integer_parameters: ['max_to_keep'],
});
export type Saver = SaverClass;

register_proto_function(GraphKeys.SAVERS, {
  message: 'SaverDef',
  to_proto: (item, export_scope) => {
    if (!(item instanceof Saver)) throw new TypeError(`'${typeof item}' object has no attribute 'to_proto'`);
    const saver_def = item.to_proto(export_scope);
    return saver_def === null ? null : to_message('SaverDef', saver_def);
  },
  from_proto: (saver_def, import_scope) => Saver.from_proto(saver_def, import_scope),
});
