// The machine's files, through Node. The only module here that needs Node; loaded by `machine_files`.

import {constants} from 'node:fs';
import {access, appendFile, mkdir, open, readFile, readdir, rename, rm, rmdir, stat} from 'node:fs/promises';
import {hostname} from 'node:os';

import {
  AlreadyExistsError,
  FailedPreconditionError,
  NotFoundError,
  PermissionDeniedError,
  ResourceExhaustedError,
  UnknownError,
} from '../errors.ts';
import type {OpError} from '../errors.ts';
import {file_content_chunks, temporary_path} from './files.ts';
import type {FileContent, Files} from './files.ts';

type FileErrorClass = new (node_def: unknown, op: null, message: string) => OpError;

/** What the system's error codes are in TensorFlow: class and text. */
const ERRORS: Readonly<Record<string, readonly [FileErrorClass, string]>> = {
  ENOENT: [NotFoundError, 'No such file or directory'],
  EACCES: [PermissionDeniedError, 'Permission denied'],
  EPERM: [PermissionDeniedError, 'Operation not permitted'],
  EROFS: [PermissionDeniedError, 'Read-only file system'],
  EEXIST: [AlreadyExistsError, 'File exists'],
  EISDIR: [FailedPreconditionError, 'Is a directory'],
  ENOTDIR: [FailedPreconditionError, 'Not a directory'],
  ENOTEMPTY: [FailedPreconditionError, 'Directory not empty'],
  EBUSY: [FailedPreconditionError, 'Device or resource busy'],
  ENOSPC: [ResourceExhaustedError, 'No space left on device'],
  EMFILE: [ResourceExhaustedError, 'Too many open files'],
};

function error_code(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

async function naming<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error_code(error);
    const known = ERRORS[code];
    if (known !== undefined) throw new known[0](null, null, `${path}; ${known[1]}`);
    if (code !== '') throw new UnknownError(null, null, `${path}; ${code}`);
    throw error;
  }
}

async function write_all(path: string, content: FileContent): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const chunk of file_content_chunks(content)) await file.writeFile(chunk);
    // What is renamed over a good file must be on the disk before the name is.
    await file.sync();
  } finally {
    await file.close();
  }
}

async function read_some(path: string, offset: number, length: number): Promise<Uint8Array> {
  const file = await open(path, 'r');
  try {
    const {size} = await file.stat();
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    let filled = 0;
    while (filled < bytes.length) {
      const {bytesRead} = await file.read(bytes, filled, bytes.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await file.close();
  }
}

export class NodeFiles implements Files {
  read(path: string): Promise<Uint8Array> {
    return naming(path, () => readFile(path));
  }

  read_range(path: string, offset: number, length: number): Promise<Uint8Array> {
    return naming(path, () => read_some(path, offset, length));
  }

  size(path: string): Promise<number> {
    return naming(path, async () => (await stat(path)).size);
  }

  modification_time(path: string): Promise<number> {
    return naming(path, async () => (await stat(path)).mtimeMs / 1000);
  }

  write(path: string, content: FileContent): Promise<void> {
    return naming(path, () => write_all(path, content));
  }

  write_atomically(path: string, content: FileContent): Promise<void> {
    return naming(path, async () => {
      const temporary = temporary_path(path);
      try {
        await write_all(temporary, content);
        await rename(temporary, path);
      } catch (error) {
        await rm(temporary, {force: true});
        throw error;
      }
    });
  }

  append(path: string, content: FileContent): Promise<void> {
    return naming(path, async () => {
      for (const chunk of file_content_chunks(content)) await appendFile(path, chunk);
    });
  }

  async exists(path: string): Promise<boolean> {
    try {
      await access(path, constants.F_OK);
      return true;
    } catch {
      return false;
    }
  }

  async is_directory(path: string): Promise<boolean> {
    try {
      return (await stat(path)).isDirectory();
    } catch {
      return false;
    }
  }

  list(path: string): Promise<string[]> {
    return naming(path, async () => (await readdir(path)).sort());
  }

  delete(path: string): Promise<void> {
    return naming(path, async () => {
      if ((await stat(path)).isDirectory()) await rmdir(path);
      else await rm(path);
    });
  }

  async make_directories(path: string): Promise<void> {
    await naming(path, () => mkdir(path, {recursive: true}));
  }

  rename(from: string, to: string): Promise<void> {
    return naming(from, () => rename(from, to));
  }
}

/** The name of the machine in its network. */
export function node_host_name(): string {
  return hostname();
}
