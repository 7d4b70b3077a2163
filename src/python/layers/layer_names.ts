/**
 * Default names of layers: the class name in snake case, numbered in each graph. Knows no scopes.
 */
import {get_default_graph} from '../../graph/default_graph.ts';

/** `BatchNormalization` as `batch_normalization`. */
export function to_snake_case(name: string): string {
  const words = name.replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2').replace(/([a-z])([A-Z])/g, '$1_$2');
  const snake = words.toLowerCase();
  return snake.startsWith('_') ? `private${snake}` : snake;
}

/** Key of the collection that holds how often each name was given out in a graph; no text, so that nobody sees it. */
const NAME_COUNTS_KEY = Object.freeze(['__layer_name_counts']);

/** `dense_1`, then `dense_2`, ... in the default graph. */
export function unique_object_name(name: string): string {
  const graph = get_default_graph();
  const found = graph.get_collection_ref<Map<string, number>>(NAME_COUNTS_KEY);
  if (found.length === 0) found.push(new Map());
  const counts = found[0] as Map<string, number>;
  const number = (counts.get(name) ?? 0) + 1;
  counts.set(name, number);
  return `${name}_${number}`;
}
