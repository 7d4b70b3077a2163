/** placeholder while building */
import type {NDArray} from '../../types/ndarray.ts';
import type {FedValue} from '../feeds.ts';
import type {FetchList} from '../fetches.ts';
import type {FramePlan} from '../plan.ts';
import type {Eventually, Runtime} from '../plan_run.ts';
export class FrameRun<B> {
  constructor(_runtime: Runtime<B>, plan: FramePlan, _fetches: FetchList, _feeds: readonly FedValue[]) {
    throw new Error(plan.reason);
  }
  run(): Eventually<void> {}
  fetched(_t: string): Eventually<NDArray> {
    throw new Error();
  }
  dispose(): void {}
}
