/**
 * The collections of a graph: named lists, some by the keys of `tf.GraphKeys`. Knows nothing of what
 * the items are beyond a name.
 */

/** `tf.GraphKeys`: the names of the collections that TensorFlow itself uses. */
export const GraphKeys = {
  GLOBAL_VARIABLES: 'variables',
  LOCAL_VARIABLES: 'local_variables',
  METRIC_VARIABLES: 'metric_variables',
  MODEL_VARIABLES: 'model_variables',
  TRAINABLE_VARIABLES: 'trainable_variables',
  SUMMARIES: 'summaries',
  QUEUE_RUNNERS: 'queue_runners',
  TABLE_INITIALIZERS: 'table_initializer',
  ASSET_FILEPATHS: 'asset_filepaths',
  MOVING_AVERAGE_VARIABLES: 'moving_average_variables',
  REGULARIZATION_LOSSES: 'regularization_losses',
  CONCATENATED_VARIABLES: 'concatenated_variables',
  SAVERS: 'savers',
  WEIGHTS: 'weights',
  BIASES: 'biases',
  ACTIVATIONS: 'activations',
  UPDATE_OPS: 'update_ops',
  LOSSES: 'losses',
  SAVEABLE_OBJECTS: 'saveable_objects',
  RESOURCES: 'resources',
  LOCAL_RESOURCES: 'local_resources',
  TRAINABLE_RESOURCE_VARIABLES: 'trainable_resource_variables',
  INIT_OP: 'init_op',
  LOCAL_INIT_OP: 'local_init_op',
  READY_OP: 'ready_op',
  READY_FOR_LOCAL_INIT_OP: 'ready_for_local_init_op',
  SUMMARY_OP: 'summary_op',
  GLOBAL_STEP: 'global_step',
  EVAL_STEP: 'eval_step',
  TRAIN_OP: 'train_op',
  COND_CONTEXT: 'cond_context',
  WHILE_CONTEXT: 'while_context',
  VARIABLES: 'variables',
} as const;

/** A collection's key: a text, or any object for private ones. */
export type CollectionKey = string | object;

/** `re.match` of a scope: a text is anchored at its start, a RegExp is taken as it is. */
function scope_filter(scope: string | RegExp): (item: unknown) => boolean {
  const pattern = typeof scope === 'string' ? new RegExp(`^(?:${scope})`) : scope;
  return (item) => {
    const name = (item as {name?: unknown} | null)?.name;
    return typeof name === 'string' && pattern.test(name);
  };
}

/** The named lists of one graph. */
export class Collections {
  readonly #lists = new Map<CollectionKey, unknown[]>();

  keys(): CollectionKey[] {
    return [...this.#lists.keys()];
  }

  /** The list itself, made if it is not there. */
  reference(key: CollectionKey): unknown[] {
    let list = this.#lists.get(key);
    if (list === undefined) this.#lists.set(key, (list = []));
    return list;
  }

  add(key: CollectionKey, value: unknown): void {
    this.reference(key).push(value);
  }

  items(key: CollectionKey, scope: string | RegExp | null): unknown[] {
    const list = this.#lists.get(key) ?? [];
    return scope === null || scope === '' ? [...list] : list.filter(scope_filter(scope));
  }

  clear(key: CollectionKey): void {
    this.#lists.delete(key);
  }
}
