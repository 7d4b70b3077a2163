// The files that a program reads and writes, behind one small interface: the machine's, or some in memory (browsers,
// tests). Errors are TensorFlow's (`NotFoundError` and its like), with its texts.

import {NotFoundError} from '../errors.ts';
import {concatenate_bytes} from './bytes.ts';
import {dirname} from './paths.ts';

/** Bytes to be written, in one piece or several. */
export type FileContent = Uint8Array | readonly Uint8Array[];

export interface Files {
  /** All bytes of a file. NotFoundError if there is none. */
  read(path: string): Promise<Uint8Array>;
  /** `length` bytes from `offset` on; fewer where the file ends before. */
  read_range(path: string, offset: number, length: number): Promise<Uint8Array>;
  /** The number of bytes of a file. */
  size(path: string): Promise<number>;
  /** When a file was last written, in seconds. */
  modification_time(path: string): Promise<number>;
  /** Writes a file in place of what was there. */
  write(path: string, content: FileContent): Promise<void>;
  /** As `write`, but under another name first, so that at each moment either the old or the new file is there, whole. */
  write_atomically(path: string, content: FileContent): Promise<void>;
  /** Writes at the end of a file, which is made if there is none. */
  append(path: string, content: FileContent): Promise<void>;
  /** Whether there is a file or folder. */
  exists(path: string): Promise<boolean>;
  is_directory(path: string): Promise<boolean>;
  /** The names in a folder, sorted. */
  list(path: string): Promise<string[]>;
  /** Removes a file or an empty folder. */
  delete(path: string): Promise<void>;
  /** Makes a folder and those above it, where they are missing. */
  make_directories(path: string): Promise<void>;
  /** Moves a file, in place of what is at `to`. */
  rename(from: string, to: string): Promise<void>;
}

/** A name beside `path` that nothing else uses, for what is being written. */
export function temporary_path(path: string): string {
  const random = crypto.getRandomValues(new BigUint64Array(1))[0] ?? 0n;
  return `${path}.tempstate${random}`;
}

/** The files of the machine. Loaded when asked for, so that a browser bundle has no part in them. */
export async function machine_files(): Promise<Files> {
  const {NodeFiles} = await import('./node_files.ts');
  return new NodeFiles();
}

/** The name of the machine in its network. */
export async function machine_host_name(): Promise<string> {
  const {node_host_name} = await import('./node_files.ts');
  return node_host_name();
}

export function file_content_chunks(content: FileContent): readonly Uint8Array[] {
  return ArrayBuffer.isView(content) ? [content] : content;
}

function not_found(path: string): NotFoundError {
  return new NotFoundError(null, null, `${path}; No such file or directory`);
}

function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Files that live as long as this object. Relative paths start at `/`. */
export class MemoryFiles implements Files {
  readonly #files = new Map<string, Uint8Array>();
  readonly #times = new Map<string, number>();
  readonly #folders = new Set<string>(['/']);

  async read(path: string): Promise<Uint8Array> {
    const bytes = this.#files.get(normalized(path));
    if (bytes === undefined) throw not_found(path);
    return bytes.slice();
  }

  async read_range(path: string, offset: number, length: number): Promise<Uint8Array> {
    const bytes = this.#files.get(normalized(path));
    if (bytes === undefined) throw not_found(path);
    return bytes.slice(offset, offset + length);
  }

  async size(path: string): Promise<number> {
    const bytes = this.#files.get(normalized(path));
    if (bytes === undefined) throw not_found(path);
    return bytes.length;
  }

  async modification_time(path: string): Promise<number> {
    const time = this.#times.get(normalized(path));
    if (time === undefined) throw not_found(path);
    return time;
  }

  async write(path: string, content: FileContent): Promise<void> {
    const name = normalized(path);
    if (!this.#folders.has(dirname(name))) throw not_found(path);
    this.#files.set(name, concatenate_bytes(file_content_chunks(content)));
    this.#times.set(name, Date.now() / 1000);
  }

  async write_atomically(path: string, content: FileContent): Promise<void> {
    await this.write(path, content);
  }

  async append(path: string, content: FileContent): Promise<void> {
    const before = this.#files.get(normalized(path)) ?? new Uint8Array(0);
    await this.write(path, [before, ...file_content_chunks(content)]);
  }

  async exists(path: string): Promise<boolean> {
    const name = normalized(path);
    return this.#files.has(name) || this.#folders.has(name);
  }

  async is_directory(path: string): Promise<boolean> {
    return this.#folders.has(normalized(path));
  }

  async list(path: string): Promise<string[]> {
    const folder = normalized(path);
    if (!this.#folders.has(folder)) throw not_found(path);
    const prefix = folder === '/' ? '/' : `${folder}/`;
    return [...this.#files.keys(), ...this.#folders]
      .filter(
        (name) => name !== folder && name.startsWith(prefix) && !name.slice(prefix.length).includes('/'),
      )
      .map((name) => name.slice(prefix.length))
      .sort();
  }

  async delete(path: string): Promise<void> {
    const name = normalized(path);
    if (!this.#files.delete(name) && !this.#folders.delete(name)) throw not_found(path);
    this.#times.delete(name);
  }

  async make_directories(path: string): Promise<void> {
    for (let name = normalized(path); name !== '/'; name = dirname(name)) this.#folders.add(name);
  }

  async rename(from: string, to: string): Promise<void> {
    const bytes = this.#files.get(normalized(from));
    if (bytes === undefined) throw not_found(from);
    await this.write(to, bytes);
    this.#files.delete(normalized(from));
  }
}
