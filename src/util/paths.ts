// Paths with `/` between their parts, as TensorFlow writes them into its own files.

/** `folder/name`, or `name` if that is absolute. */
export function join_path(folder: string, name: string): string {
  if (folder === '' || is_absolute_path(name)) return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** All before the last `/`; empty if there is none. */
export function dirname(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === 0 ? '/' : path.slice(0, Math.max(slash, 0));
}

/** All after the last `/`. */
export function basename(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function is_absolute_path(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
}

/** `path` as seen from `start`, both absolute or both relative to the same folder (`os.path.relpath`). */
export function relative_path(path: string, start: string): string {
  const [to, from] = [path_parts(path), path_parts(start)];
  let shared = 0;
  while (shared < Math.min(to.length, from.length) && to[shared] === from[shared]) shared++;
  const parts = [...from.slice(shared).map(() => '..'), ...to.slice(shared)];
  return parts.length === 0 ? '.' : parts.join('/');
}

function path_parts(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts;
}
