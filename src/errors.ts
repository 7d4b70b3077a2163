// tf.errors.*: what a run may fail with, TensorFlow's codes, and the one text that every failing op speaks in.
// Knows operations only as a name, a type and the place that made them.

import {KeyError, name_error_class} from './types/python_errors.ts';

export const OK = 0;
export const CANCELLED = 1;
export const UNKNOWN = 2;
export const INVALID_ARGUMENT = 3;
export const DEADLINE_EXCEEDED = 4;
export const NOT_FOUND = 5;
export const ALREADY_EXISTS = 6;
export const PERMISSION_DENIED = 7;
export const RESOURCE_EXHAUSTED = 8;
export const FAILED_PRECONDITION = 9;
export const ABORTED = 10;
export const OUT_OF_RANGE = 11;
export const UNIMPLEMENTED = 12;
export const INTERNAL = 13;
export const UNAVAILABLE = 14;
export const DATA_LOSS = 15;
export const UNAUTHENTICATED = 16;

/** Where an operation was made. Texts are asked for only when an error is shown, because writing them is slow. */
export interface CreationSite {
  readonly node_name: string;
  readonly op_type: string;
  /** `file:line` of the user's line. */
  place(): string;
  /** The frames that led there, a line each. */
  stack(): string;
}

/** What an error keeps of the operation that failed. */
export interface FailedOperation {
  readonly name: string;
  readonly type: string;
  readonly creation_site?: CreationSite | null;
  readonly node_def?: unknown;
}

/** An error of an op at run time (`tf.errors.OpError`); usually one of its coded subclasses. */
export class OpError extends Error {
  static {
    name_error_class(this, 'OpError');
  }
  readonly error_code: number;
  /** `MatMul 'dense/MatMul'`: what is shown of the operation where the error is printed. */
  declare readonly operation: string | undefined;
  // Not enumerable: Node prints an error nobody caught with all it holds, and an operation holds its graph.
  readonly #node_def: unknown;
  readonly #op: FailedOperation | null;

  constructor(node_def: unknown, op: FailedOperation | null, message: string, error_code: number) {
    super(message);
    this.#node_def = node_def;
    this.#op = op;
    this.error_code = error_code;
    if (op !== null) this.operation = `${op.type} '${op.name}'`;
  }

  /** The operation that failed, if it is one of the graph. */
  get op(): FailedOperation | null {
    return this.#op;
  }

  /** The NodeDef of the operation that failed. */
  get node_def(): unknown {
    return this.#node_def ?? this.#op?.node_def ?? null;
  }

  /** TensorFlow's `str(error)`: the message, and where the failed operation was made if that is known. */
  override toString(): string {
    if (this.op === null) return this.message;
    const stack = this.op.creation_site?.stack() ?? '';
    return `${this.message}\n\nOriginal stack trace for '${this.op.name}':\n${stack}`;
  }
}

/** The run was cancelled, by `close` or by a queue that was closed. */
export class CancelledError extends OpError {
  static {
    name_error_class(this, 'CancelledError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, CANCELLED);
  }
}

/** An error whose class the other side did not tell. */
export class UnknownError extends OpError {
  static {
    name_error_class(this, 'UnknownError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string, error_code: number = UNKNOWN) {
    super(node_def, op, message, error_code);
  }
}

/** An operation got an input that it can never take. */
export class InvalidArgumentError extends OpError {
  static {
    name_error_class(this, 'InvalidArgumentError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, INVALID_ARGUMENT);
  }
}

/** The time limit of the run passed first. */
export class DeadlineExceededError extends OpError {
  static {
    name_error_class(this, 'DeadlineExceededError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, DEADLINE_EXCEEDED);
  }
}

/** A file, folder, variable or other named thing does not exist. */
export class NotFoundError extends OpError {
  static {
    name_error_class(this, 'NotFoundError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, NOT_FOUND);
  }
}

/** What should be created exists. */
export class AlreadyExistsError extends OpError {
  static {
    name_error_class(this, 'AlreadyExistsError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, ALREADY_EXISTS);
  }
}

/** The caller may not do this. */
export class PermissionDeniedError extends OpError {
  static {
    name_error_class(this, 'PermissionDeniedError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, PERMISSION_DENIED);
  }
}

/** The caller is not known to the other side. */
export class UnauthenticatedError extends OpError {
  static {
    name_error_class(this, 'UnauthenticatedError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, UNAUTHENTICATED);
  }
}

/** Memory, disk or a quota is used up. */
export class ResourceExhaustedError extends OpError {
  static {
    name_error_class(this, 'ResourceExhaustedError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, RESOURCE_EXHAUSTED);
  }
}

/** The state does not allow the operation: a variable read before it has a value. */
export class FailedPreconditionError extends OpError {
  static {
    name_error_class(this, 'FailedPreconditionError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, FAILED_PRECONDITION);
  }
}

/** The operation was given up, usually for another that ran at the same time. */
export class AbortedError extends OpError {
  static {
    name_error_class(this, 'AbortedError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, ABORTED);
  }
}

/** An iterator or queue has no more elements. */
export class OutOfRangeError extends OpError {
  static {
    name_error_class(this, 'OutOfRangeError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, OUT_OF_RANGE);
  }
}

/** Nothing here can compute this operation. */
export class UnimplementedError extends OpError {
  static {
    name_error_class(this, 'UnimplementedError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, UNIMPLEMENTED);
  }
}

/** The runtime broke a rule of its own. */
export class InternalError extends OpError {
  static {
    name_error_class(this, 'InternalError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, INTERNAL);
  }
}

/** The other side cannot be reached now. */
export class UnavailableError extends OpError {
  static {
    name_error_class(this, 'UnavailableError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, UNAVAILABLE);
  }
}

/** A file is damaged or cut short. */
export class DataLossError extends OpError {
  static {
    name_error_class(this, 'DataLossError');
  }
  constructor(node_def: unknown, op: FailedOperation | null, message: string) {
    super(node_def, op, message, DATA_LOSS);
  }
}

/** Any of the coded classes. */
export type CodedErrorClass = new (node_def: unknown, op: FailedOperation | null, message: string) => OpError;

const CLASS_OF_CODE: ReadonlyMap<number, CodedErrorClass> = new Map<number, CodedErrorClass>([
  [CANCELLED, CancelledError],
  [UNKNOWN, UnknownError],
  [INVALID_ARGUMENT, InvalidArgumentError],
  [DEADLINE_EXCEEDED, DeadlineExceededError],
  [NOT_FOUND, NotFoundError],
  [ALREADY_EXISTS, AlreadyExistsError],
  [PERMISSION_DENIED, PermissionDeniedError],
  [UNAUTHENTICATED, UnauthenticatedError],
  [RESOURCE_EXHAUSTED, ResourceExhaustedError],
  [FAILED_PRECONDITION, FailedPreconditionError],
  [ABORTED, AbortedError],
  [OUT_OF_RANGE, OutOfRangeError],
  [UNIMPLEMENTED, UnimplementedError],
  [INTERNAL, InternalError],
  [UNAVAILABLE, UnavailableError],
  [DATA_LOSS, DataLossError],
]);

/** The class of `error_code` (`tf.errors.exception_type_from_error_code`). KeyError if there is none. */
export function exception_type_from_error_code(error_code: number): CodedErrorClass {
  const error_class = CLASS_OF_CODE.get(error_code);
  if (error_class === undefined) throw new KeyError(String(error_code));
  return error_class;
}

/**
 * The code of one of the coded classes (`tf.errors.error_code_from_exception_type`). Of any other class an
 * UnknownError object, as TensorFlow returns.
 */
export function error_code_from_exception_type(error_class: unknown): number | UnknownError {
  for (const [code, coded_class] of CLASS_OF_CODE) if (coded_class === error_class) return code;
  return new UnknownError(null, null, 'Unknown class exception');
}

/** What an op says, followed by which node it is: `[[node v/read (defined at train.ts:3) ]]`. */
function format_op_message(text: string, site: CreationSite): string {
  return `${text}\n\t [[node ${site.node_name} (defined at ${site.place()}) ]]`;
}

/** The same where TensorFlow knows no operation of that name: `[[{{node _retval_v_0_0}}]]`. */
export function format_node_message(text: string, node_name: string): string {
  return `${text}\n\t [[{{node ${node_name}}}]]`;
}

/** TensorFlow's full text of a failing op: what it says, which node it is, and the frames that made the node. */
export function format_op_error(text: string, site: CreationSite): string {
  const stack = `Original stack trace for '${site.node_name}':\n${site.stack()}`;
  return `${format_op_message(text, site)}\n\n${stack}`;
}

/** Frames that an error of a run keeps. */
const RUN_FRAMES = 40;

/** The error that an op raises at run time: class by `error_code`, message by `format_op_message`. */
export function make_op_error(
  error_code: number,
  text: string,
  site: CreationSite,
  op: FailedOperation | null = null,
): OpError {
  const failed = op ?? {name: site.node_name, type: site.op_type, creation_site: site};
  const error_class = exception_type_from_error_code(error_code);
  // The line that asked for the run is far up the stack.
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = RUN_FRAMES;
  try {
    return new error_class(null, failed, format_op_message(text, site));
  } finally {
    Error.stackTraceLimit = limit;
  }
}
