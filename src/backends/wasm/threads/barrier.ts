// The barrier between steps that depend on each other, in generated code: who comes last lets all others go.
import {i32, instruction, load, type Expression, type Local} from '../assembler/expressions.ts';
import type {ModuleBuilder} from '../assembler/module_builder.ts';
import {WORDS} from './control.ts';

/** Looks at the word before a thread sleeps. */
const SPINS = 20_000;
/** Nanoseconds after which a sleeping thread looks whether the others still live. */
const NAP = 1e9;

/**
 * Adds the function `(threads)`, which returns when all threads have called it; or when one has not for so many seconds, after which
 * the word `failed` is not zero and no barrier holds any more.
 */
export function add_barrier(module: ModuleBuilder, most_seconds: number): number {
  const [arrived, passed, failed] = [WORDS.arrived * 4, WORDS.passed * 4, WORDS.failed * 4];
  const word = (offset: number): Expression => load('i32.atomic.load', i32.const(0), offset);
  const added = (offset: number): Expression =>
    instruction('i32.atomic.rmw.add', [i32.const(0), i32.const(1)], [offset]);
  return module.add('barrier', ['i32'], (f) => {
    const [threads] = f.parameters as [Local];
    const now = f.let(word(passed));
    const is_last = f.let(i32.eq(i32.add(added(arrived), i32.const(1)), threads));
    f.when(is_last, () => {
      f.store('i32.atomic.store', i32.const(0), i32.const(0), arrived);
      f.drop(added(passed));
      f.drop(instruction('memory.atomic.notify', [i32.const(0), i32.const(-1)], [passed]));
    });
    f.when(i32.eqz(is_last), () => {
      const spins = f.local('i32', i32.const(0));
      const naps = f.local('i32', i32.const(0));
      f.while(
        () => i32.eqz(i32.add(i32.ne(word(passed), now), i32.ne(word(failed), i32.const(0)))),
        () => {
          f.set(spins, i32.add(spins, i32.const(1)));
          f.when(i32.eq(spins, i32.const(SPINS)), () => {
            f.set(spins, i32.const(0));
            const nap = instruction('i64.const', [], [NAP]);
            const woken = instruction('memory.atomic.wait32', [i32.const(0), now, nap], [passed]);
            // 2 says that the time was up.
            f.set(naps, i32.add(naps, i32.eq(woken, i32.const(2))));
            f.when(i32.eq(naps, i32.const(most_seconds)), () => f.drop(added(failed)));
          });
        },
      );
    });
  });
}
