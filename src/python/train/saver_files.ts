/**
 * Which checkpoints a saver has written and which of them it keeps. Knows nothing of nodes or sessions.
 */
import type {Message} from '../../formats/schemas.ts';
import {log} from '../../graph/logging.ts';
import type {Files} from '../../util/files.ts';
import {delete_checkpoint} from './checkpoint_management.ts';

/** A checkpoint and when it was written, in seconds. */
export type CheckpointTime = readonly [path: string, time: number];

const HOUR = 3600;

function now(): number {
  return Date.now() / 1000;
}

/** The checkpoints of one saver, oldest first. */
export class KeptCheckpoints {
  list: CheckpointTime[] = [];
  readonly #to_be_deleted: CheckpointTime[] = [];
  #next_checkpoint_time: number;

  constructor(keep_checkpoint_every_n_hours: number) {
    this.#next_checkpoint_time = now() + keep_checkpoint_every_n_hours * HOUR;
  }

  /** Notes a checkpoint that was just written; the oldest of too many is to be deleted. */
  record(path: string, max_to_keep: number): void {
    if (max_to_keep === 0) return;
    this.list = [...this.list.filter(([known]) => known !== path), [path, now()]];
    if (this.list.length > max_to_keep) this.#to_be_deleted.push(this.list.shift() as CheckpointTime);
  }

  /** Deletes one that is to be deleted, but keeps one for every so many hours. */
  async delete_old(files: Files, saver_def: Message<'SaverDef'>, meta_graph_suffix: string): Promise<void> {
    const oldest = this.#to_be_deleted.shift();
    if (oldest === undefined) return;
    const [path, time] = oldest;
    if (time > this.#next_checkpoint_time) {
      this.#next_checkpoint_time += saver_def.keep_checkpoint_every_n_hours * HOUR;
      return;
    }
    try {
      await delete_checkpoint(files, path, saver_def.version, meta_graph_suffix);
    } catch (error) {
      log('WARN', `Ignoring: ${(error as Error).message}`);
    }
  }
}
