// Joins checkpoints that were written as parts (by a sharded Saver) into one of several shards: the shards get their
// final names, only the index is written anew.

import {DataLossError, InvalidArgumentError, OpError} from '../errors.ts';
import type {Files} from '../util/files.ts';
import {dirname} from '../util/paths.ts';
import {encode_bundle_index} from './bundle_writer.ts';
import {decode_message} from './decode.ts';
import {Table} from './table_reader.ts';
import {data_filename, index_filename} from './tensor_bundle.ts';
import type {BundleEntryProto} from './tensor_bundle.ts';

interface Entry {
  readonly key: Uint8Array;
  readonly proto: BundleEntryProto;
}

/** The entries of all parts by key, with the shards numbered anew, and how many shards there are. */
async function read_parts(
  files: Files,
  prefixes: readonly string[],
): Promise<{entries: Entry[]; shards: string[]}> {
  const merged = new Map<string, Entry>();
  const shards: string[] = [];
  for (const prefix of prefixes) {
    const table = [...new Table(await files.read(index_filename(prefix))).entries()];
    const num_shards = read_header(table[0]?.value, prefix);
    const first = shards.length;
    for (let shard = 0; shard < num_shards; shard++) shards.push(data_filename(prefix, shard, num_shards));
    for (const {key, value} of table.slice(1)) {
      const proto = decode_message('BundleEntryProto', value);
      proto.shard_id += first;
      add_entry(merged, {key, proto});
    }
  }
  return {entries: [...merged.values()], shards};
}

function read_header(value: Uint8Array | undefined, prefix: string): number {
  if (value === undefined) throw new DataLossError(null, null, `No header in ${index_filename(prefix)}`);
  return decode_message('BundleHeaderProto', value).num_shards;
}

/** The parts of a partitioned tensor each list some of its slices; any other key may stand only once. */
function add_entry(merged: Map<string, Entry>, entry: Entry): void {
  const text = entry.key.join();
  const known = merged.get(text);
  if (known === undefined) {
    merged.set(text, entry);
  } else if (known.proto.slices.length > 0 && entry.proto.slices.length > 0) {
    known.proto.slices.push(...entry.proto.slices);
  } else {
    throw new InvalidArgumentError(
      null,
      null,
      `Duplicate tensor keyed by ${new TextDecoder().decode(entry.key)} encountered`,
    );
  }
}

/** Makes the checkpoint `destination` of the checkpoints `prefixes`, which are no more after (MergeV2Checkpoints). */
export async function merge_bundles(
  files: Files,
  prefixes: readonly string[],
  destination: string,
): Promise<void> {
  const {entries, shards} = await read_parts(files, prefixes);
  const folder = dirname(destination);
  if (folder !== '') await files.make_directories(folder);
  for (const [shard, path] of shards.entries()) {
    await files.rename(path, data_filename(destination, shard, shards.length));
  }
  await files.write_atomically(index_filename(destination), encode_bundle_index(entries, shards.length));
  for (const prefix of prefixes) await delete_if_there(files, index_filename(prefix));
}

async function delete_if_there(files: Files, path: string): Promise<void> {
  try {
    await files.delete(path);
  } catch (error) {
    if (!(error instanceof OpError)) throw error;
  }
}
