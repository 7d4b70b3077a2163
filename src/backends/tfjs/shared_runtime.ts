/**
 * One runtime for each tfjs backend in a process: its kernels keep state of their own, so that a second
 * one would take the first one's memory for its own.
 */
import {hooks} from '../../graph/globals.ts';
import {start_tfjs, type TfjsRuntime} from './tfjs_module.ts';

/** The runtime of the tfjs backend `name`, started on first use. */
export function shared_runtime(name: string, load: () => Promise<unknown>): Promise<TfjsRuntime> {
  const key = `tfjs runtime ${name}`;
  const known = hooks.value.get(key) as Promise<TfjsRuntime> | undefined;
  if (known !== undefined) return known;
  const started = start_tfjs(name, load);
  hooks.value.set(key, started);
  started.catch(() => hooks.value.delete(key));
  return started;
}
