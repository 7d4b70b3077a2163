/**
 * What savers say of files and graphs that do not fit each other.
 */
import {UnimplementedError, type OpError} from '../../errors.ts';
import {BundleReader} from '../../formats/bundle_reader.ts';
import type {Files} from '../../util/files.ts';

/** Where checkpoints of objects (`tf.train.Checkpoint`) say which object is which. */
const OBJECT_GRAPH_KEY = '_CHECKPOINTABLE_OBJECT_GRAPH';

/** Saving in the format of the first TensorFlows. */
export function old_format(): UnimplementedError {
  return new UnimplementedError(
    null,
    null,
    'Checkpoints of the first format are not written. Leave write_version out to write the second.',
  );
}

/** A run's error, with the reason that is most likely. */
export function wrapped(error: OpError, reason: string): OpError {
  const message = `Restoring from checkpoint failed. This is most likely due to ${reason} from the checkpoint. Please ensure that you have not altered the graph expected based on the checkpoint. Original error:\n\n${error.message}`;
  const error_class = error.constructor as new (
    node_def: unknown,
    op: OpError['op'],
    message: string,
  ) => OpError;
  return new error_class(error.node_def, error.op, message);
}

/** Refuses a checkpoint whose variables have no names. */
export async function refuse_objects(files: Files, save_path: string): Promise<void> {
  if (!(await BundleReader.open(files, save_path)).has(OBJECT_GRAPH_KEY)) return;
  throw new UnimplementedError(
    null,
    null,
    `${save_path} was written by tf.train.Checkpoint, by objects and not by names. Read it with tf.train.load_checkpoint.`,
  );
}
