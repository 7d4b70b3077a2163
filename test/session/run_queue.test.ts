// The order of runs of one session, and the plans it keeps.
import {PlanCache} from '../../src/session/plan_cache.ts';
import {RunQueue} from '../../src/session/run_queue.ts';

/** A promise and its way to be resolved. */
function gate(): {promise: Promise<void>; open: () => void} {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {promise, open};
}

describe('run queue', () => {
  test('runs go one after the other in the order in which they entered', async () => {
    const queue = new RunQueue();
    const log: string[] = [];
    const run = async (name: string): Promise<void> => {
      const turn = queue.enter();
      if (turn !== null) await turn;
      log.push(`${name} begins`);
      await Promise.resolve();
      log.push(`${name} ends`);
      queue.leave();
    };
    await Promise.all([run('a'), run('b'), run('c')]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(queue.enter()).toBeNull();
  });

  test('a run that waits lets later ones go first, and goes on after them', async () => {
    const queue = new RunQueue();
    const {promise, open} = gate();
    const log: string[] = [];
    const waiting = async (): Promise<void> => {
      await queue.enter();
      log.push('waits');
      await queue.while_waiting(() => promise);
      log.push('goes on');
      queue.leave();
    };
    const other = async (): Promise<void> => {
      const turn = queue.enter();
      if (turn !== null) await turn;
      log.push('other');
      open();
      queue.leave();
    };
    await Promise.all([waiting(), other()]);
    expect(log).toEqual(['waits', 'other', 'goes on']);
  });

  test('idle waits for all that entered', async () => {
    const queue = new RunQueue();
    await queue.idle();
    void queue.enter();
    const second = queue.enter();
    let is_idle = false;
    const idle = queue.idle().then(() => (is_idle = true));
    queue.leave();
    await second;
    expect(is_idle).toBe(false);
    queue.leave();
    await idle;
    expect(is_idle).toBe(true);
  });
});

test('the least recently used plan is given up first', () => {
  const given_up: string[] = [];
  const cache = new PlanCache<string>(2, (plan) => void given_up.push(plan));
  cache.set('a', 'A');
  cache.set('b', 'B');
  expect(cache.get('a')).toBe('A');
  cache.set('c', 'C');
  expect([given_up, cache.size]).toEqual([['B'], 2]);
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', undefined, 'C']);
  cache.clear();
  expect(given_up).toEqual(['B', 'A', 'C']);
  expect(cache.get('c')).toBeUndefined();
});
