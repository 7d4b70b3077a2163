/**
 * What a graph needs to know of sessions, so that `t.eval()` and `op.run()` find theirs: two members.
 * Sessions themselves live further down and are never imported here.
 */
import {ValueError} from '../types/python_errors.ts';
import {default_sessions} from './globals.ts';
import type {Graph} from './graph.ts';

/** A session as seen from a tensor. */
export interface SessionInterface {
  readonly graph: Graph;
  run(fetches: unknown, feed_dict?: unknown): Promise<unknown>;
}

/** `tf.get_default_session()`: the innermost session that is the default, or `null`. */
export function get_default_session(): SessionInterface | null {
  return default_sessions.value.at(-1) ?? null;
}

/** What an element is evaluated with, and the words of the two errors. */
interface Evaluation {
  readonly graph: Graph;
  readonly session: SessionInterface | null;
  readonly missing: string;
  readonly other_graph_default: string;
  readonly other_graph_given: string;
}

/** The session that evaluates an element of `graph`: the given one or the default. */
export function session_for({graph, session, ...words}: Evaluation): SessionInterface {
  const found = session ?? get_default_session();
  if (found === null) throw new ValueError(words.missing);
  if (found.graph !== graph) {
    throw new ValueError(session === null ? words.other_graph_default : words.other_graph_given);
  }
  return found;
}

export const TENSOR_EVALUATION = {
  missing:
    'Cannot evaluate tensor using `eval()`: No default session is registered. Use `with sess.as_default()` or pass an explicit session to `eval(session=sess)`',
  other_graph_default:
    "Cannot use the default session to evaluate tensor: the tensor's graph is different from the session's graph. Pass an explicit session to `eval(session=sess)`.",
  other_graph_given:
    "Cannot use the given session to evaluate tensor: the tensor's graph is different from the session's graph.",
} as const;

export const OPERATION_EVALUATION = {
  missing:
    'Cannot execute operation using `run()`: No default session is registered. Use `with sess.as_default():` or pass an explicit session to `run(session=sess)`',
  other_graph_default:
    "Cannot use the default session to execute operation: the operation's graph is different from the session's graph. Pass an explicit session to run(session=sess).",
  other_graph_given:
    "Cannot use the given session to execute operation: the operation's graph is different from the session's graph.",
} as const;
