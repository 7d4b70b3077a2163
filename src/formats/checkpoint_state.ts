// The state file of a folder of checkpoints (`checkpoint`): which is the latest and which are kept, as a text.

import type {Files} from '../util/files.ts';
import type {Message} from './schemas.ts';
import {message_from_text} from './text_reader.ts';
import {message_to_text} from './text_writer.ts';

export interface CheckpointState extends Message<'CheckpointState'> {}

/** The text that TensorFlow writes. */
export function checkpoint_state_to_text(state: Partial<CheckpointState>): string {
  return message_to_text('CheckpointState', state);
}

/** Reads the text of a state file. Throws `ParseError` if it is none. */
export function checkpoint_state_from_text(text: string): CheckpointState {
  return message_from_text('CheckpointState', text);
}

/** Writes a state file; at each moment either the old or the new one is there, whole. */
export async function write_checkpoint_state(
  files: Files,
  path: string,
  state: Partial<CheckpointState>,
): Promise<void> {
  await files.write_atomically(path, new TextEncoder().encode(checkpoint_state_to_text(state)));
}

/** Reads a state file. NotFoundError if there is none, `ParseError` if it is damaged. */
export async function read_checkpoint_state(files: Files, path: string): Promise<CheckpointState> {
  return checkpoint_state_from_text(new TextDecoder().decode(await files.read(path)));
}
