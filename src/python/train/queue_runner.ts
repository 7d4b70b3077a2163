/**
 * `tf.train.QueueRunner`: runs the operations that fill a queue, again and again, beside what else is run.
 */
import {
  error_code_from_exception_type,
  exception_type_from_error_code,
  OpError,
  OutOfRangeError,
} from '../../errors.ts';
import type {Message} from '../../formats/schemas.ts';
import {GraphKeys} from '../../graph/collections.ts';
import {get_default_graph} from '../../graph/default_graph.ts';
import {log} from '../../graph/logging.ts';
import {prepend_name_scope, strip_name_scope} from '../../graph/names.ts';
import type {Operation} from '../../graph/operation.ts';
import {register_proto_function} from '../../graph/proto_functions.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {get_default_session, type SessionInterface} from '../../graph/session_interface.ts';
import {python_type_name} from '../../types/python_repr.ts';
import {ValueError} from '../../types/python_errors.ts';
import {define_methods, define_static_methods, public_class} from '../../util/signature.ts';
import type {Arguments} from '../../util/signature_types.ts';
import type {QueueBase} from '../queue/queue_base.ts';
import type {Coordinator, Thread} from './coordinator.ts';

type QueueRunnerDef = Message<'QueueRunnerDef'>;
type OpErrorClass = abstract new (...args: never[]) => OpError;

/** What a runner fills: a queue, or of an imported one its node. */
type Filled = QueueBase | Operation;

/** What fills a queue: an operation, or of one that a condition decides the tensor that says that it is done. */
type Enqueue = Operation | Tensor;

/** How long a runner goes on before the event loop has a turn. */
const BREATH_IN_MS = 10;

/** A loop that was made by a runner; it begins with `start`. */
class QueueRunnerThread implements Thread {
  readonly name: string;
  readonly #body: () => Promise<void>;
  #ended: Promise<void> | null = null;
  #is_alive = false;

  constructor(name: string, body: () => Promise<void>) {
    this.name = name;
    this.#body = body;
  }

  start(): void {
    if (this.#ended !== null) return;
    this.#is_alive = true;
    const end = (): void => {
      this.#is_alive = false;
    };
    // What went wrong has been told to the coordinator, or written down.
    this.#ended = this.#body().then(end, end);
  }

  is_alive(): boolean {
    return this.#is_alive;
  }

  async join(): Promise<void> {
    await this.#ended;
  }
}

class QueueRunnerClass {
  readonly #queue: Filled;
  readonly #enqueue_ops: readonly Enqueue[];
  readonly #close_op: Operation;
  readonly #cancel_op: Operation;
  readonly #closed_types: readonly OpErrorClass[];
  readonly #runs = new WeakMap<SessionInterface, number>();
  #exceptions: unknown[] = [];

  constructor(
    queue: QueueBase | null = null,
    enqueue_ops: readonly Enqueue[] | null = null,
    close_op: Operation | null = null,
    cancel_op: Operation | null = null,
    queue_closed_exception_types: readonly OpErrorClass[] | null = null,
    queue_runner_def: QueueRunnerDef | null = null,
    import_scope: string | null = null,
  ) {
    if (queue_runner_def !== null) {
      if (queue !== null || enqueue_ops !== null)
        throw new ValueError('queue_runner_def and queue are mutually exclusive.');
      const operation = (name: string): Operation =>
        get_default_graph().get_operation_by_name(prepend_name_scope(name, import_scope));
      this.#queue = operation(queue_runner_def.queue_name);
      this.#enqueue_ops = queue_runner_def.enqueue_op_name.map(operation);
      this.#close_op = operation(queue_runner_def.close_op_name);
      this.#cancel_op = operation(queue_runner_def.cancel_op_name);
      const types = queue_runner_def.queue_closed_exception_types.map(exception_type_from_error_code);
      this.#closed_types = types.length > 0 ? types : [OutOfRangeError];
      return;
    }
    if (queue === null || enqueue_ops === null || enqueue_ops.length === 0)
      throw new ValueError('Must provide queue and enqueue_ops.');
    this.#closed_types = checked_types(queue_closed_exception_types);
    this.#queue = queue;
    this.#enqueue_ops = enqueue_ops;
    this.#close_op = close_op ?? queue.close();
    this.#cancel_op = cancel_op ?? queue.close({cancel_pending_enqueues: true});
  }

  get queue(): Filled {
    return this.#queue;
  }

  get enqueue_ops(): readonly Enqueue[] {
    return this.#enqueue_ops;
  }

  get close_op(): Operation {
    return this.#close_op;
  }

  get cancel_op(): Operation {
    return this.#cancel_op;
  }

  /** Errors that mean that there is no more to be put in. */
  get queue_closed_exception_types(): readonly OpErrorClass[] {
    return this.#closed_types;
  }

  /** Errors of the threads, where no coordinator was told of them. */
  get exceptions_raised(): readonly unknown[] {
    return this.#exceptions;
  }

  get name(): string {
    return this.#queue.name;
  }

  #ended_runs(sess: SessionInterface): number {
    const left = (this.#runs.get(sess) ?? 0) - 1;
    this.#runs.set(sess, left);
    return left;
  }

  async #run(sess: SessionInterface, op: Enqueue, coord: Coordinator | null): Promise<void> {
    try {
      const is_closed = await this.#fill(sess, op, coord);
      // The last one that finds nothing more closes the queue.
      if (this.#ended_runs(sess) === 0 && is_closed) await sess.run(this.#close_op).catch(() => null);
    } catch (error) {
      this.#ended_runs(sess);
      if (coord !== null) {
        coord.request_stop(error as Error);
        return;
      }
      log('ERROR', `Exception in QueueRunner: ${(error as Error).message}`);
      this.#exceptions.push(error);
    }
  }

  /** Whether it ended because there is nothing more to put in. */
  async #fill(sess: SessionInterface, op: Enqueue, coord: Coordinator | null): Promise<boolean> {
    let breath = performance.now();
    while (coord?.should_stop() !== true) {
      try {
        await sess.run(op);
      } catch (error) {
        if (this.#closed_types.some((type) => error instanceof type)) return true;
        throw error;
      }
      if (performance.now() - breath < BREATH_IN_MS) continue;
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      breath = performance.now();
    }
    return false;
  }

  async #close_on_stop(sess: SessionInterface, coord: Coordinator): Promise<void> {
    await coord.wait_for_stop();
    await sess.run(this.#cancel_op).catch(() => null);
  }

  /**
   * The threads that run the operations: one for each, and with a coordinator one that closes the queue when it is to
   * stop. With `start` they are started. None where those of an earlier call still run in this session.
   */
  create_threads(
    ...args: Arguments<
      ['sess', 'coord', 'daemon', 'start'],
      [sess: SessionInterface, coord?: Coordinator | null, daemon?: boolean, start?: boolean]
    >
  ): QueueRunnerThread[];
  create_threads(
    sess: SessionInterface,
    coord: Coordinator | null = null,
    daemon = false,
    start = false,
  ): QueueRunnerThread[] {
    // Nothing here keeps a program from ending.
    void daemon;
    if ((this.#runs.get(sess) ?? 0) > 0) return [];
    this.#runs.set(sess, this.#enqueue_ops.length);
    this.#exceptions = [];
    const name = `QueueRunnerThread-${this.name}`;
    const threads = this.#enqueue_ops.map(
      (op) => new QueueRunnerThread(`${name}-${op.name}`, () => this.#run(sess, op, coord)),
    );
    if (coord !== null) {
      threads.push(new QueueRunnerThread(`${name}-close_on_stop`, () => this.#close_on_stop(sess, coord)));
    }
    for (const thread of threads) {
      coord?.register_thread(thread);
      if (start) thread.start();
    }
    return threads;
  }

  /** The runner as a message; null for one outside of `export_scope`. */
  to_proto(...args: Arguments<['export_scope'], [export_scope?: string | null]>): QueueRunnerDef | null;
  to_proto(export_scope: string | null = null): QueueRunnerDef | null {
    if (export_scope !== null && !this.name.startsWith(export_scope)) return null;
    const strip = ({name}: {readonly name: string}): string => strip_name_scope(name, export_scope);
    return {
      queue_name: strip(this.#queue),
      enqueue_op_name: this.#enqueue_ops.map(strip),
      close_op_name: strip(this.#close_op),
      cancel_op_name: strip(this.#cancel_op),
      queue_closed_exception_types: this.#closed_types.map((type) =>
        Number(error_code_from_exception_type(type)),
      ),
    };
  }

  /** The runner that a message describes, of operations of the default graph. */
  static from_proto(
    ...args: Arguments<
      ['queue_runner_def', 'import_scope'],
      [queue_runner_def: QueueRunnerDef, import_scope?: string | null]
    >
  ): QueueRunnerClass;
  static from_proto(queue_runner_def: QueueRunnerDef, import_scope: string | null = null): QueueRunnerClass {
    return new QueueRunnerClass(null, null, null, null, null, queue_runner_def, import_scope);
  }
}

function checked_types(types: readonly OpErrorClass[] | null): readonly OpErrorClass[] {
  if (types === null) return [OutOfRangeError];
  const is_error = (type: OpErrorClass): boolean => type === OpError || type.prototype instanceof OpError;
  if (types.length === 0 || !types.every(is_error)) {
    throw new TypeError(
      `queue_closed_exception_types, when provided, must be a tuple of tf.error types, but saw: ${String(types)}`,
    );
  }
  return types;
}

define_methods(QueueRunnerClass, {
  create_threads: ['sess', 'coord', 'daemon', 'start'],
  to_proto: ['export_scope'],
});
define_static_methods(QueueRunnerClass, {from_proto: ['queue_runner_def', 'import_scope']});

/** `tf.train.QueueRunner(queue, enqueue_ops)`: runs these operations until they say that there is nothing more. */
export const QueueRunner = public_class(
  [
    'queue',
    'enqueue_ops',
    'close_op',
    'cancel_op',
    'queue_closed_exception_types',
    'queue_runner_def',
    'import_scope',
  ],
  QueueRunnerClass,
);
export type QueueRunner = QueueRunnerClass;

register_proto_function(GraphKeys.QUEUE_RUNNERS, {
  message: 'QueueRunnerDef',
  to_proto: (item, export_scope) => {
    if (!(item instanceof QueueRunnerClass))
      throw new TypeError(`'${python_type_name(item)}' object has no attribute 'to_proto'`);
    return item.to_proto(export_scope);
  },
  from_proto: (def, import_scope) => QueueRunnerClass.from_proto(def, import_scope),
});

/** `tf.train.add_queue_runner`: `start_queue_runners` will start this one. */
export const add_queue_runner = signature(
  ['qr', 'collection'],
  function add_queue_runner(qr: QueueRunner, collection: string = GraphKeys.QUEUE_RUNNERS): void {
    get_default_graph().add_to_collection(collection, qr);
  },
);

/**
 * `tf.train.start_queue_runners`: starts the runners of the graph in a session (the default one), and gives their
 * threads. ValueError where there is no session.
 */
export const start_queue_runners = signature(
  ['sess', 'coord', 'daemon', 'start', 'collection'],
  function start_queue_runners(
    sess: SessionInterface | null = null,
    coord: Coordinator | null = null,
    daemon = true,
    start = true,
    collection: string = GraphKeys.QUEUE_RUNNERS,
  ): QueueRunnerThread[] {
    const session = sess ?? get_default_session();
    if (session === null) {
      throw new ValueError(
        'Cannot start queue runners: No default session is registered. Use `with sess.as_default()` or pass an explicit session to tf.start_queue_runners(sess=sess)',
      );
    }
    if (typeof session.run !== 'function') {
      throw new TypeError(
        `sess must be a \`tf.Session\` object. Given class: <class '${python_type_name(session)}'>`,
      );
    }
    const runners = get_default_graph().get_collection(collection) as readonly QueueRunner[];
    if (runners.length === 0) {
      log(
        'WARN',
        '`tf.train.start_queue_runners()` was called when no queue runners were defined. You can safely remove the call to this deprecated function.',
      );
    }
    return runners.flatMap((runner) => runner.create_threads(session, coord, daemon, start));
  },
);
