/**
 * Where in the user's program an operation was created. Captured once per public call without
 * symbolising, made readable only when an error shows it. Knows nothing of graphs.
 */
import {public_call} from './globals.ts';

const FRAMES = 10;
const NO_PLACE = /node:internal|\(native\)|<anonymous>\)?$/;

/** Paths and URLs of files in one form. */
function plain_path(text: string): string {
  return text.replaceAll('\\', '/').replaceAll(/file:\/\/(?:\/(?=[A-Za-z]:))?/g, '');
}

/** The folder of the package: this file is in its `src` or, bundled, in its `dist`. */
function package_folder(own_path: string): string {
  const bundle = own_path.lastIndexOf('/dist/');
  return bundle < 0 ? own_path.replace(/src\/graph\/creation_site\.\w+$/, '') : own_path.slice(0, bundle + 1);
}

// Bundled as a plain script there is no URL; then no frame can be told to be the library's.
const OWN_URL: string | undefined = import.meta.url;
const PACKAGE = package_folder(plain_path(OWN_URL ?? '<none>'));

/** Whether a frame is the library's own: its sources or bundles, but not the example programs among them. */
function is_own_frame(frame: string): boolean {
  const at = plain_path(frame);
  const start = at.indexOf(PACKAGE);
  const within = start < 0 ? '' : at.slice(start + PACKAGE.length);
  return NO_PLACE.test(frame) || /^(?:src|dist\/(?!graphs\/|bench\/))/.test(within);
}

type Callable = NonNullable<Parameters<typeof Error.captureStackTrace>[1]>;

/** An unsymbolised stack; `place()` and `stack()` make it readable. */
export class CreationSite {
  declare readonly captured: {stack?: string};
  readonly #outer: CreationSite | null;

  /** `outer` stands in where the frames below `above` are all the library's. */
  constructor(above: Callable, outer: CreationSite | null = null) {
    this.#outer = outer;
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
    const of_user = frames.filter((frame) => !is_own_frame(frame));
    return of_user.length > 0 ? of_user : (this.#outer?.frames() ?? frames);
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
export function within_public_call<R>(above: Callable, body: () => R): R {
  const call = public_call.value;
  if (call.depth === 0) call.site = new CreationSite(above, call.outer);
  call.depth++;
  try {
    return body();
  } finally {
    call.depth--;
    if (call.depth === 0) call.site = null;
  }
}

/** Runs a function of the user inside of a public call: the calls that it makes have lines of their own. */
export function within_user_code<R>(body: () => R): R {
  const before = public_call.value;
  public_call.value = {depth: 0, site: null, outer: before.site ?? before.outer};
  try {
    return body();
  } finally {
    public_call.value = before;
  }
}

/** The site of the public call under way, or of the caller where there is none. */
export function current_site(above: Callable): CreationSite {
  const {site, outer} = public_call.value;
  return site ?? new CreationSite(above, outer);
}
