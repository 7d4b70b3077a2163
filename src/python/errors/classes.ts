/**
 * The runtime's error classes as programs use them: with and without `new`, arguments by keyword. What they
 * are is in `src/errors.ts`; `instanceof` agrees.
 */
import * as errors from '../../errors.ts';
import {signature} from '../../graph/public.ts';
import {public_class} from '../../util/signature.ts';

const ARGUMENTS = ['node_def', 'op', 'message'] as const;

interface ByKeyword {
  readonly node_def: unknown;
  readonly op: errors.FailedOperation | null;
  readonly message: string;
}

/** A class whose code is decided. */
interface Coded<E extends errors.OpError> {
  new (node_def: unknown, op: errors.FailedOperation | null, message: string): E;
  new (keywords: ByKeyword): E;
  (node_def: unknown, op: errors.FailedOperation | null, message: string): E;
  (keywords: ByKeyword): E;
  readonly prototype: E;
}

/** `tf.errors.OpError(node_def, op, message, error_code)`. */
export const OpError = public_class([...ARGUMENTS, 'error_code'], errors.OpError);
export const CancelledError = public_class<Coded<errors.CancelledError>>(ARGUMENTS, errors.CancelledError);
/** The only one whose code may be given: that of an error whose class is not known here. */
export const UnknownError = public_class<Coded<errors.UnknownError>>(
  [...ARGUMENTS, 'error_code'],
  errors.UnknownError,
);
export const InvalidArgumentError = public_class<Coded<errors.InvalidArgumentError>>(
  ARGUMENTS,
  errors.InvalidArgumentError,
);
export const DeadlineExceededError = public_class<Coded<errors.DeadlineExceededError>>(
  ARGUMENTS,
  errors.DeadlineExceededError,
);
export const NotFoundError = public_class<Coded<errors.NotFoundError>>(ARGUMENTS, errors.NotFoundError);
export const AlreadyExistsError = public_class<Coded<errors.AlreadyExistsError>>(
  ARGUMENTS,
  errors.AlreadyExistsError,
);
export const PermissionDeniedError = public_class<Coded<errors.PermissionDeniedError>>(
  ARGUMENTS,
  errors.PermissionDeniedError,
);
export const UnauthenticatedError = public_class<Coded<errors.UnauthenticatedError>>(
  ARGUMENTS,
  errors.UnauthenticatedError,
);
export const ResourceExhaustedError = public_class<Coded<errors.ResourceExhaustedError>>(
  ARGUMENTS,
  errors.ResourceExhaustedError,
);
export const FailedPreconditionError = public_class<Coded<errors.FailedPreconditionError>>(
  ARGUMENTS,
  errors.FailedPreconditionError,
);
export const AbortedError = public_class<Coded<errors.AbortedError>>(ARGUMENTS, errors.AbortedError);
export const OutOfRangeError = public_class<Coded<errors.OutOfRangeError>>(ARGUMENTS, errors.OutOfRangeError);
export const UnimplementedError = public_class<Coded<errors.UnimplementedError>>(
  ARGUMENTS,
  errors.UnimplementedError,
);
export const InternalError = public_class<Coded<errors.InternalError>>(ARGUMENTS, errors.InternalError);
export const UnavailableError = public_class<Coded<errors.UnavailableError>>(
  ARGUMENTS,
  errors.UnavailableError,
);
export const DataLossError = public_class<Coded<errors.DataLossError>>(ARGUMENTS, errors.DataLossError);

export type OpError = errors.OpError;
export type CancelledError = errors.CancelledError;
export type UnknownError = errors.UnknownError;
export type InvalidArgumentError = errors.InvalidArgumentError;
export type DeadlineExceededError = errors.DeadlineExceededError;
export type NotFoundError = errors.NotFoundError;
export type AlreadyExistsError = errors.AlreadyExistsError;
export type PermissionDeniedError = errors.PermissionDeniedError;
export type UnauthenticatedError = errors.UnauthenticatedError;
export type ResourceExhaustedError = errors.ResourceExhaustedError;
export type FailedPreconditionError = errors.FailedPreconditionError;
export type AbortedError = errors.AbortedError;
export type OutOfRangeError = errors.OutOfRangeError;
export type UnimplementedError = errors.UnimplementedError;
export type InternalError = errors.InternalError;
export type UnavailableError = errors.UnavailableError;
export type DataLossError = errors.DataLossError;

const PUBLIC_CLASSES: readonly errors.CodedErrorClass[] = [
  CancelledError,
  UnknownError,
  InvalidArgumentError,
  DeadlineExceededError,
  NotFoundError,
  AlreadyExistsError,
  PermissionDeniedError,
  UnauthenticatedError,
  ResourceExhaustedError,
  FailedPreconditionError,
  AbortedError,
  OutOfRangeError,
  UnimplementedError,
  InternalError,
  UnavailableError,
  DataLossError,
];

/** `tf.errors.exception_type_from_error_code(error_code)`. Throws `KeyError` where there is none. */
export const exception_type_from_error_code = signature(
  ['error_code'],
  function exception_type_from_error_code(error_code: number): errors.CodedErrorClass {
    const {prototype} = errors.exception_type_from_error_code(error_code);
    return PUBLIC_CLASSES.find(
      (error_class) => error_class.prototype === prototype,
    ) as errors.CodedErrorClass;
  },
);

/** `tf.errors.error_code_from_exception_type(cls)`; of any other class an `UnknownError`, as in TensorFlow. */
export const error_code_from_exception_type = signature(
  ['cls'],
  function error_code_from_exception_type(cls: unknown): number | UnknownError {
    const plain = typeof cls === 'function' && PUBLIC_CLASSES.includes(cls as errors.CodedErrorClass);
    return errors.error_code_from_exception_type(plain ? Object.getPrototypeOf(cls) : cls);
  },
);
