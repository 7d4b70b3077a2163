/**
 * The types of what `run` takes and gives back: the same structure, with values in the place of tensors.
 */
import type {GraphElementLike} from '../graph/graph_element.ts';
import type {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor, Value} from '../graph/tensor.ts';
import type {FetchedSparseTensor, SparseTensor} from '../ops/sparse_tensor.ts';

/** Rows of a tensor as a run gives them (`tf.IndexedSlicesValue`). */
export interface IndexedSlicesValue {
  readonly values: Value;
  readonly indices: Value;
  readonly dense_shape: Value | null;
}

/** What a fetch of type `F` gives. */
export type FetchResult<F> = F extends Tensor
  ? Value
  : F extends Operation
    ? null
    : F extends string
      ? Value | null
      : F extends IndexedSlices
        ? IndexedSlicesValue
        : F extends SparseTensor
          ? FetchedSparseTensor
          : F extends GraphElementLike
            ? ReturnType<F['as_graph_element']> extends Tensor
              ? Value
              : Value | null
            : F extends ReadonlyMap<infer K, infer V>
              ? Map<K, FetchResult<V>>
              : F extends readonly unknown[]
                ? {-readonly [I in keyof F]: FetchResult<F[I]>}
                : F extends object
                  ? {-readonly [K in keyof F]: FetchResult<F[K]>}
                  : unknown;

/** A value that can be fed. */
export type FeedValue = unknown;
/** All forms of `feed_dict`: pairs, a `Map`, or a record by tensor name, with its colon. */
export type FeedDict =
  | ReadonlyMap<unknown, FeedValue>
  | readonly (readonly [unknown, FeedValue])[]
  | Readonly<Record<`${string}:${string}`, FeedValue>>;
