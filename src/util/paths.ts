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
