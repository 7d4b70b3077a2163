/** What sessions say to what they cannot do, in TensorFlow's words where it has any. */
import {NotFoundError, UnimplementedError} from '../errors.ts';
import {python_type_name} from '../types/python_repr.ts';

export function target_type_error(target: unknown): TypeError {
  const hint =
    typeof target === 'object' && target !== null && !Array.isArray(target)
      ? '. Did you do "Session(config)" instead of "Session(config=config)"?'
      : '';
  return new TypeError(`target must be a string, but got <class '${python_type_name(target)}'>${hint}`);
}

export function unknown_target(target: string): Error {
  if (/^grpc:|^local$/.test(target)) {
    return new UnimplementedError(
      null,
      null,
      `Sessions on a server ("${target}") are not built yet. Leave the target out to run in this process.`,
    );
  }
  return new NotFoundError(
    null,
    null,
    `No session factory registered for the given session options: {target: "${target}" config: } Registered factories are {DIRECT_SESSION}.`,
  );
}

export function partial_run_error(): Error {
  return new UnimplementedError(
    null,
    null,
    'partial_run is not built. Feed everything in one run, or keep what is between two runs in a variable.',
  );
}
