/** `session.explain`: compiles a request once more, with every stage kept and checked. */
import {print_stages} from '../compile/explain.ts';
import {compile_request, type Stage} from '../compile/pipeline.ts';
import type {FedValue} from './feeds.ts';
import type {FetchList} from './fetches.ts';
import {request_of, type Executor} from './executor.ts';

/** The stages as text. */
export function explain_request(executor: Executor, fetches: FetchList, feeds: readonly FedValue[]): string {
  const stages: Stage[] = [];
  const request = request_of(executor.runtime.graph, fetches, feeds);
  const compiled = compile_request(request, executor.environment, executor.pass_context, (stage) =>
    stages.push(stage),
  );
  return print_stages(stages, compiled);
}
