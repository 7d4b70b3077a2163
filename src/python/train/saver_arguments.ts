/**
 * The parameters of `tf.train.Saver` and its methods: names in TensorFlow's order, and types.
 */
import type {CollectionKey} from '../../graph/collections.ts';
import type {SessionInterface} from '../../graph/session_interface.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {Variable} from '../variables.ts';

/** The step that names a checkpoint: a number, or a variable or tensor (or its name) that holds one. */
export type GlobalStep = number | bigint | Variable | Tensor | string;

export const SAVE_NAMES = [
  'sess',
  'save_path',
  'global_step',
  'latest_filename',
  'meta_graph_suffix',
  'write_meta_graph',
  'write_state',
  'strip_default_attrs',
  'save_debug_info',
] as const;
export type SaveParameters = [
  sess: SessionInterface,
  save_path: string,
  global_step?: GlobalStep | null,
  latest_filename?: string | null,
  meta_graph_suffix?: string,
  write_meta_graph?: boolean,
  write_state?: boolean,
  strip_default_attrs?: boolean,
  save_debug_info?: boolean,
];

export const EXPORT_NAMES = [
  'filename',
  'collection_list',
  'as_text',
  'export_scope',
  'clear_devices',
  'clear_extraneous_savers',
  'strip_default_attrs',
  'save_debug_info',
] as const;
export type ExportParameters = [
  filename?: string | null,
  collection_list?: readonly CollectionKey[] | null,
  as_text?: boolean,
  export_scope?: string | null,
  clear_devices?: boolean,
  clear_extraneous_savers?: boolean,
  strip_default_attrs?: boolean,
  save_debug_info?: boolean,
];

export const SAVER_NAMES = [
  'var_list',
  'reshape',
  'sharded',
  'max_to_keep',
  'keep_checkpoint_every_n_hours',
  'name',
  'restore_sequentially',
  'saver_def',
  'builder',
  'defer_build',
  'allow_empty',
  'write_version',
  'pad_step_number',
  'save_relative_paths',
  'filename',
] as const;

/** What a saver remembers of its constructor's arguments. */
export interface SaverSettings {
  readonly reshape: boolean;
  readonly sharded: boolean;
  readonly max_to_keep: number;
  readonly keep_checkpoint_every_n_hours: number;
  readonly name: string | null;
  readonly allow_empty: boolean;
  readonly pad_step_number: boolean;
  readonly save_relative_paths: boolean;
  readonly filename: string | null;
}
