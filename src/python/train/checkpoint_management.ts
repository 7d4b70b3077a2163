/**
 * The checkpoints of a folder: the state file that lists them, whether they exist, how old they are, and their
 * removal. Knows nothing of what is in them.
 */
import {read_checkpoint_state, write_checkpoint_state} from '../../formats/checkpoint_state.ts';
import {to_proto, type Proto} from '../../formats/proto_class.ts';
import type {Message} from '../../formats/schemas.ts';
import {ParseError} from '../../formats/text_tokenizer.ts';
import {OpError} from '../../errors.ts';
import {log} from '../../graph/logging.ts';
import {signature} from '../../graph/public.ts';
import {RuntimeError, ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {machine_files, type Files} from '../../util/files.ts';
import {basename, dirname, is_absolute_path, join_path, relative_path} from '../../util/paths.ts';

type CheckpointState = Message<'CheckpointState'>;
const V2 = 2;

/** What the state file says. */
export interface StateUpdate {
  readonly save_dir: string;
  readonly model_checkpoint_path: string;
  readonly all_model_checkpoint_paths: readonly string[] | null;
  readonly all_model_checkpoint_timestamps: readonly number[] | null;
  readonly last_preserved_timestamp: number | null;
}

function state_message(update: StateUpdate): CheckpointState {
  const {save_dir, model_checkpoint_path: latest} = update;
  const paths = [...(update.all_model_checkpoint_paths ?? [])];
  if (paths.at(-1) !== latest) {
    log('INFO', `${latest} is not in all_model_checkpoint_paths. Manually adding it.`);
    paths.push(latest);
  }
  const timestamps = update.all_model_checkpoint_timestamps ?? [];
  if (timestamps.length > 0 && timestamps.length !== paths.length) {
    throw new ValueError(
      `Checkpoint timestamps, if provided, must match checkpoint paths (got paths ${python_repr(paths)} and timestamps ${python_repr(timestamps)})`,
    );
  }
  // In a relative folder, the paths are kept relative to it, so that the folder can be moved.
  const kept = (path: string): string =>
    is_absolute_path(save_dir) || is_absolute_path(path) ? path : relative_path(path, save_dir);
  return {
    model_checkpoint_path: kept(latest),
    all_model_checkpoint_paths: paths.map(kept),
    all_model_checkpoint_timestamps: [...timestamps],
    last_preserved_timestamp: update.last_preserved_timestamp ?? 0,
  };
}

/** `tf.train.generate_checkpoint_state_proto`: the message of a state file. */
export const generate_checkpoint_state_proto = signature(
  [
    'save_dir',
    'model_checkpoint_path',
    'all_model_checkpoint_paths',
    'all_model_checkpoint_timestamps',
    'last_preserved_timestamp',
  ],
  function generate_checkpoint_state_proto(
    save_dir: string,
    model_checkpoint_path: string,
    all_model_checkpoint_paths: readonly string[] | null = null,
    all_model_checkpoint_timestamps: readonly number[] | null = null,
    last_preserved_timestamp: number | null = null,
  ): Proto<'CheckpointState'> {
    return to_proto(
      'CheckpointState',
      state_message({
        save_dir,
        model_checkpoint_path,
        all_model_checkpoint_paths,
        all_model_checkpoint_timestamps,
        last_preserved_timestamp,
      }),
    );
  },
);

/** Writes the state file. Throws `RuntimeError` where a checkpoint has its name. */
export async function update_state(
  files: Files,
  update: StateUpdate,
  latest_filename: string | null,
  save_relative_paths: boolean,
): Promise<void> {
  const {save_dir} = update;
  const path = join_path(save_dir, latest_filename ?? 'checkpoint');
  const kept = (file: string): string =>
    save_relative_paths && is_absolute_path(file) ? relative_path(file, save_dir) : file;
  const state = state_message({
    ...update,
    model_checkpoint_path: kept(update.model_checkpoint_path),
    all_model_checkpoint_paths: (update.all_model_checkpoint_paths ?? []).map(kept),
  });
  if (path === state.model_checkpoint_path) {
    throw new RuntimeError(
      `Save path '${update.model_checkpoint_path}' conflicts with path used for checkpoint state.  Please use a different save path.`,
    );
  }
  await write_checkpoint_state(files, path, state);
}

/**
 * `tf.train.update_checkpoint_state`: writes the state file of `save_dir`. Throws `RuntimeError` where a checkpoint has the
 * name of that file.
 */
export const update_checkpoint_state = signature(
  [
    'save_dir',
    'model_checkpoint_path',
    'all_model_checkpoint_paths',
    'latest_filename',
    'all_model_checkpoint_timestamps',
    'last_preserved_timestamp',
  ],
  async function update_checkpoint_state(
    save_dir: string,
    model_checkpoint_path: string,
    all_model_checkpoint_paths: readonly string[] | null = null,
    latest_filename: string | null = null,
    all_model_checkpoint_timestamps: readonly number[] | null = null,
    last_preserved_timestamp: number | null = null,
  ): Promise<void> {
    const update = {
      save_dir,
      model_checkpoint_path,
      all_model_checkpoint_paths,
      all_model_checkpoint_timestamps,
      last_preserved_timestamp,
    };
    await update_state(await machine_files(), update, latest_filename, false);
  },
);

async function read_state(
  files: Files,
  folder: string,
  latest_filename: string | null,
): Promise<CheckpointState | null> {
  const path = join_path(folder, latest_filename ?? 'checkpoint');
  if (!(await files.exists(path))) return null;
  try {
    const state = await read_checkpoint_state(files, path);
    if (state.model_checkpoint_path === '')
      throw new ValueError(`Invalid checkpoint state loaded from ${folder}`);
    return {
      ...state,
      model_checkpoint_path: join_path(folder, state.model_checkpoint_path),
      all_model_checkpoint_paths: state.all_model_checkpoint_paths.map((item) => join_path(folder, item)),
    };
  } catch (error) {
    if (!(error instanceof OpError) && !(error instanceof ParseError)) throw error;
    log('WARN', `${error.name}: ${error.message}`);
    log('WARN', `${path}: Checkpoint ignored`);
    return null;
  }
}

/**
 * `tf.train.get_checkpoint_state`: what the state file of a folder says, with whole paths; null where there is none or it
 * cannot be read. Throws `ValueError` where it names no checkpoint.
 */
export const get_checkpoint_state = signature(
  ['checkpoint_dir', 'latest_filename'],
  async function get_checkpoint_state(
    checkpoint_dir: string,
    latest_filename: string | null = null,
  ): Promise<Proto<'CheckpointState'> | null> {
    const state = await read_state(await machine_files(), checkpoint_dir, latest_filename);
    return state === null ? null : to_proto('CheckpointState', state);
  },
);

/** Files of the folder of `pattern` that match it: `?` in its last part is any letter. */
async function matching_files(files: Files, pattern: string): Promise<string[]> {
  if (!pattern.includes('?')) return (await files.exists(pattern)) ? [pattern] : [];
  const folder = dirname(pattern);
  const wanted = new RegExp(
    `^${basename(pattern)
      .replace(/[^?\w]/g, '\\$&')
      .replaceAll('?', '.')}$`,
  );
  if (!(await files.is_directory(folder === '' ? '.' : folder))) return [];
  const names = await files.list(folder === '' ? '.' : folder);
  return names.filter((name) => wanted.test(name)).map((name) => join_path(folder, name));
}

/** The file that tells that there is a checkpoint: its index, or the one file of the first format. */
async function checkpoint_file(files: Files, prefix: string): Promise<string | null> {
  for (const pattern of [`${prefix}.index`, prefix]) {
    const [found] = await matching_files(files, pattern);
    if (found !== undefined) return found;
  }
  return null;
}

export async function has_checkpoint(files: Files, prefix: string): Promise<boolean> {
  return (await checkpoint_file(files, prefix)) !== null;
}

/** The latest checkpoint that the state file of a folder names, or null. */
export async function find_latest(
  files: Files,
  folder: string,
  latest_filename: string | null,
): Promise<string | null> {
  const state = await read_state(files, folder, latest_filename);
  if (state === null) return null;
  const path = state.model_checkpoint_path;
  if (await has_checkpoint(files, path)) return path;
  log('ERROR', `Couldn't match files for checkpoint ${path}`);
  return null;
}

/** `tf.train.latest_checkpoint`: the path of the latest checkpoint in a folder, or null. */
export const latest_checkpoint = signature(
  ['checkpoint_dir', 'latest_filename'],
  async function latest_checkpoint(
    checkpoint_dir: string,
    latest_filename: string | null = null,
  ): Promise<string | null> {
    return find_latest(await machine_files(), checkpoint_dir, latest_filename);
  },
);

/** `tf.train.checkpoint_exists`: whether there is a checkpoint of this path. */
export const checkpoint_exists = signature(
  ['checkpoint_prefix'],
  async function checkpoint_exists(checkpoint_prefix: string): Promise<boolean> {
    return has_checkpoint(await machine_files(), checkpoint_prefix);
  },
);

/** The times of those checkpoints that exist, in seconds. */
export async function modification_times(files: Files, prefixes: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const prefix of prefixes) {
    const path = await checkpoint_file(files, prefix);
    if (path !== null) times.push(await files.modification_time(path));
  }
  return times;
}

/** `tf.train.get_checkpoint_mtimes`: when those of the checkpoints that exist were written, in seconds. */
export const get_checkpoint_mtimes = signature(
  ['checkpoint_prefixes'],
  async function get_checkpoint_mtimes(checkpoint_prefixes: readonly string[]): Promise<number[]> {
    return modification_times(await machine_files(), checkpoint_prefixes);
  },
);

/** The path of the MetaGraph that belongs to a checkpoint; all shards have the same. */
export function meta_graph_filename(checkpoint_filename: string, suffix = 'meta'): string {
  return `${checkpoint_filename.replace(/-[\d?]+-of-\d+$/, '')}.${suffix}`;
}

/** Removes the files of a checkpoint. */
export async function delete_checkpoint(
  files: Files,
  prefix: string,
  version: number,
  suffix: string,
): Promise<void> {
  const patterns = version === V2 ? [`${prefix}.index`, `${prefix}.data-?????-of-?????`] : [prefix];
  for (const pattern of [meta_graph_filename(prefix, suffix), ...patterns]) {
    for (const path of await matching_files(files, pattern)) await files.delete(path);
  }
}

/** `tf.train.remove_checkpoint`: removes the files of a checkpoint, its MetaGraph among them. */
export const remove_checkpoint = signature(
  ['checkpoint_prefix', 'checkpoint_format_version', 'meta_graph_suffix'],
  async function remove_checkpoint(
    checkpoint_prefix: string,
    checkpoint_format_version: number = V2,
    meta_graph_suffix = 'meta',
  ): Promise<void> {
    await delete_checkpoint(
      await machine_files(),
      checkpoint_prefix,
      checkpoint_format_version,
      meta_graph_suffix,
    );
  },
);
