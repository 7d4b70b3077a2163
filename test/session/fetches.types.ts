// What `run` gives has the type that the fetches tell. Checked by the compiler only.
import type {Operation} from '../../src/graph/operation.ts';
import type {Tensor, Value} from '../../src/graph/tensor.ts';
import type {FetchResult, IndexedSlicesValue} from '../../src/session/fetch_types.ts';
import type {Session} from '../../src/session/session.ts';
import type {IndexedSlices} from '../../src/graph/indexed_slices.ts';

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <T extends true>(): T | undefined => undefined;

holds<Same<FetchResult<Tensor>, Value>>();
holds<Same<FetchResult<Operation>, null>>();
holds<Same<FetchResult<'x:0'>, Value | null>>();
holds<Same<FetchResult<IndexedSlices>, IndexedSlicesValue>>();
holds<Same<FetchResult<readonly [Tensor, Operation]>, [Value, null]>>();
holds<Same<FetchResult<{readonly a: Tensor; readonly b: readonly [Operation]}>, {a: Value; b: [null]}>>();
holds<Same<FetchResult<Tensor[]>, Value[]>>();
holds<Same<FetchResult<ReadonlyMap<string, Tensor>>, Map<string, Value>>>();

/** Never called: the calls below only have to type-check. */
export async function calls(session: Session, x: Tensor, op: Operation): Promise<void> {
  const [value, nothing] = await session.run([x, op]);
  holds<Same<typeof value, Value>>();
  holds<Same<typeof nothing, null>>();
  const {loss, rest} = await session.run({loss: x, rest: [op, x]}, {feed_dict: [[x, 1]]});
  holds<Same<typeof loss, Value>>();
  holds<Same<typeof rest, [null, Value]>>();
  await session.run(x, new Map([[x, [1, 2]]]));
  await session.run(x, {'x:0': 3});
}
