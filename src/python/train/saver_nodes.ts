/**
 * The nodes of a saver: one operation that writes all variables and one that reads them, in one file or in
 * one for each device.
 */
import type {SaverDef} from '../../formats/protos.ts';
import {SaverDef as SaverDefClass} from '../../formats/protos.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {canonical_device, format_device, merge_devices, parse_device} from '../../graph/device.ts';
import type {Operation} from '../../graph/operation.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {constant, placeholder_with_default} from '../../ops/array_constant.ts';
import {identity} from '../../ops/array_identity.ts';
import {shape as shape_op} from '../../ops/array_shape.ts';
import {group, with_dependencies} from '../../ops/grouping.ts';
import {merge_v2_checkpoints, restore_v2, save_v2, sharded_filename} from '../../ops/io.ts';
import {string_join} from '../../ops/strings.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {compare_code_points} from '../../util/text.ts';
import type {SaveableObject} from './saveable_object.ts';

/** How to build a saver. */
export interface SaverOptions {
  readonly reshape: boolean;
  readonly sharded: boolean;
  readonly max_to_keep: number;
  readonly keep_checkpoint_every_n_hours: number;
  readonly name: string | null;
  readonly filename: string | null;
  readonly version: number;
}

/** The processor of the machine that a device is on. */
function cpu_of(device: string): string {
  const cpu = {job: null, replica: null, task: null, device_type: 'CPU', device_index: 0};
  return format_device(merge_devices(parse_device(device), cpu));
}

/** Writes the variables; gives the file's name once that is done. */
function add_save(filename: Tensor, saveables: readonly SaveableObject[]): Tensor {
  const specs = saveables.flatMap((saveable) => saveable.specs);
  const save = save_v2(
    filename,
    specs.map(({name}) => name),
    specs.map(() => ''),
    specs.map(({tensor}) => tensor),
  );
  return with_dependencies([save], filename);
}

/** A name that no other run of this program gives. */
function temporary_suffix(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `_temp_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}/part`;
}

type DeviceGroup = readonly [device: string, saveables: readonly SaveableObject[]];

function by_device(saveables: readonly SaveableObject[]): DeviceGroup[] {
  const groups = new Map<string, SaveableObject[]>();
  for (const saveable of saveables) {
    const device = canonical_device(saveable.specs[0]?.tensor.device ?? '');
    groups.set(device, [...(groups.get(device) ?? []), saveable]);
  }
  return [...groups].sort(([a], [b]) => compare_code_points(a, b));
}

/** Each device writes its own variables beside the checkpoint; then all become one. */
function add_sharded_save(filename: Tensor, groups: readonly DeviceGroup[]): Tensor {
  const graph = get_default_graph();
  const prefix = string_join([filename, temporary_suffix()]);
  const num_shards = constant(BigInt(groups.length), {name: 'num_shards'});
  const prefixes: Tensor[] = [];
  const saves = groups.map(([device, saveables], shard) =>
    graph.device(cpu_of(device), () => {
      const name = sharded_filename(prefix, BigInt(shard), num_shards);
      prefixes.push(name);
      return add_save(name, saveables);
    }),
  );
  const last = groups.at(-1)?.[0] ?? '';
  return graph.control_dependencies(
    saves.map(({op}) => op),
    () =>
      graph.device(cpu_of(last), () => {
        const merge = merge_v2_checkpoints(prefixes, filename, true);
        return graph.control_dependencies([merge], () => identity(filename));
      }),
  );
}

/** The shape that what is restored must have: a node tells it where it is not known. */
function known_shape(tensor: Tensor): TensorShape | Tensor {
  return tensor.shape.is_fully_defined() ? tensor.shape : shape_op(tensor);
}

/** Reads the variables and gives them their values. */
function add_restore(
  filename: Tensor,
  saveables: readonly SaveableObject[],
  reshape: boolean,
  name: string,
): Operation {
  const specs = saveables.flatMap((saveable) => saveable.specs);
  const tensors = get_default_graph().device('cpu:0', () =>
    restore_v2(
      filename,
      specs.map((spec) => spec.name),
      specs.map(() => ''),
      specs.map(({tensor}) => tensor.dtype.base_dtype),
    ),
  );
  let next = 0;
  const assigned = saveables.map((saveable) => {
    const shapes = reshape ? saveable.specs.map(({tensor}) => known_shape(tensor)) : null;
    const begin = next;
    next += saveable.specs.length;
    return saveable.restore(tensors.slice(begin, next), shapes);
  });
  return group(...assigned, {name});
}

function add_sharded_restore(filename: Tensor, groups: readonly DeviceGroup[], reshape: boolean): Operation {
  const graph = get_default_graph();
  const restores = groups.map(([device, saveables]) =>
    graph.device(device, () => add_restore(filename, saveables, reshape, 'restore_shard')),
  );
  return group(...restores, {name: 'restore_all'});
}

/** Adds the nodes and tells their names. */
export function build_saver(saveables: readonly SaveableObject[], options: SaverOptions): SaverDef {
  const {reshape, sharded, max_to_keep, keep_checkpoint_every_n_hours, name, filename, version} = options;
  const operations = saveables.flatMap(({specs}) => specs.map(({tensor}) => tensor.op));
  return with_name_scope(name, 'save', operations, () => {
    const given = placeholder_with_default(filename || 'model', [], {name: 'filename'});
    const filename_tensor = placeholder_with_default(given, [], {name: 'Const'});
    const groups = sharded ? by_device(saveables) : [];
    const save = sharded ? add_sharded_save(filename_tensor, groups) : add_save(filename_tensor, saveables);
    const restore = sharded
      ? add_sharded_restore(filename_tensor, groups, reshape)
      : add_restore(filename_tensor, saveables, reshape, 'restore_all');
    return SaverDefClass({
      filename_tensor_name: filename_tensor.name,
      save_tensor_name: save.name,
      restore_op_name: restore.name,
      max_to_keep,
      sharded,
      keep_checkpoint_every_n_hours,
      version,
    });
  });
}
