/**
 * Where in the user's program an operation was created. Captured once per public call without
 * symbolising, made readable only when an error shows it. Knows nothing of graphs.
 */
import {public_call} from './globals.ts';

const FRAMES = 10;
/** Frames of the library itself: sources, bundles and the compiled output. */
const OWN_FRAME = /[\\/](?:src|dist)[\\/](?!.*(?:graphs|test)[\\/])|node:internal|\(native\)|<anonymous>$/;

/** An unsymbolised stack; `place()` and `stack()` make it readable. */
export class CreationSite {
  declare readonly captured: {stack?: string};

  constructor(above: (...args: never[]) => unknown) {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = FRAMES;
    const captured: {stack?: string} = {};
    // Where the stack is made readable on first reading, nothing here may read it.
    if (Error.captureStackTrace === undefined) captured.stack = new Error('site').stack ?? '';
    else Error.captureStackTrace(captured, above);
    Error.stackTraceLimit = limit;
    this.captured = captured;
  }

  /** The user's frames, innermost first, each as `function (file:line:column)`. */
  frames(): string[] {
    const lines = (this.captured.stack ?? '').split('\n').filter((line) => /^\s*at |@/.test(line));
    const frames = lines.map((line) => line.trim().replace(/^at /, ''));
    const own = frames.filter((frame) => !OWN_FRAME.test(frame));
    return own.length > 0 ? own : frames;
  }

  /** The innermost line of the user: `file:line`. */
  place(): string {
    const frame = this.frames()[0] ?? '<unknown>';
    const where = /\(?((?:file:\/\/)?[^()\s]+?):(\d+)(?::\d+)?\)?$/.exec(frame);
    return where ? `${(where[1] ?? '').replace(/^file:\/\//, '')}:${where[2]}` : frame;
  }

  /** All frames of the user, one a line. */
  stack(): string {
    return this.frames()
      .map((frame) => `  at ${frame}`)
      .join('\n');
  }
}

/** Runs a public call: the outermost one remembers the line that made it. */
export function within_public_call<R>(above: (...args: never[]) => unknown, body: () => R): R {
  const call = public_call.value;
  if (call.depth === 0) call.site = new CreationSite(above);
  call.depth++;
  try {
    return body();
  } finally {
    call.depth--;
    if (call.depth === 0) call.site = null;
  }
}

/** The site of the public call under way, or of the caller where there is none. */
export function current_site(above: (...args: never[]) => unknown): CreationSite {
  return public_call.value.site ?? new CreationSite(above);
}
