/**
 * Names and collections of summaries. Knows no kind of summary.
 */
import {get_default_graph} from '../../graph/default_graph.ts';
import {log} from '../../graph/logging.ts';
import {with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';

/** Keys of the collections that a summary is noted in; `null` for the usual ones. */
export type Collections = readonly string[] | null;

/** A name with underscores for what a tag cannot hold, and no slash before. */
export function clean_tag(name: string | null): string | null {
  if (name === null) return null;
  const tag = name.replace(/[^-/\p{L}\p{N}_.]/gu, '_').replace(/^\/+/, '');
  if (tag !== name) log('INFO', `Summary name ${name} is illegal; using ${tag} instead.`);
  return tag;
}

/** Notes a summary in collections, and gives it. */
export function collected(summary: Tensor, collections: Collections, usual: readonly string[]): Tensor {
  for (const key of collections ?? usual) get_default_graph().add_to_collection(key, summary);
  return summary;
}

/** Where a summary is made: its scope is also its tag, after the family. */
export function summary_scope(
  {name, family, default_name}: {name: string; family: string | null; default_name?: string},
  values: readonly unknown[],
  body: (tag: string, scope: string) => Tensor,
): Tensor {
  const [own, before] = [clean_tag(name) ?? '', clean_tag(family)];
  const base = before === null ? own : `${before}/${own}`;
  return with_name_scope(base, default_name ?? null, values, (scope) => {
    const path = scope.replace(/\/+$/, '');
    return body(before === null ? path : `${before}/${path}`, scope);
  });
}
