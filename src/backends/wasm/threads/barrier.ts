// The barrier between steps that depend on each other, in generated code: who comes last lets all others go.
import {i32, instruction, load, type Local} from '../assembler/expressions.ts';
import type {ModuleBuilder} from '../assembler/module_builder.ts';
import {WORDS} from './control.ts';

/** Looks at the word before a thread sleeps. */
const SPINS = 20_000;

/** Adds the function `(threads)`, which returns when all threads have called it. */
export function add_barrier(module: ModuleBuilder): number {
  const [arrived, passed] = [WORDS.arrived * 4, WORDS.passed * 4];
  return module.add('barrier', ['i32'], (f) => {
    const [threads] = f.parameters as [Local];
    const now = f.let(load('i32.atomic.load', i32.const(0), passed));
    const before = f.let(instruction('i32.atomic.rmw.add', [i32.const(0), i32.const(1)], [arrived]));
    const is_last = f.let(i32.eq(i32.add(before, i32.const(1)), threads));
    f.when(is_last, () => {
      f.store('i32.atomic.store', i32.const(0), i32.const(0), arrived);
      f.drop(instruction('i32.atomic.rmw.add', [i32.const(0), i32.const(1)], [passed]));
      f.drop(instruction('memory.atomic.notify', [i32.const(0), i32.const(-1)], [passed]));
    });
    f.when(i32.eqz(is_last), () => {
      const spins = f.local('i32', i32.const(0));
      f.while(
        () => i32.eq(load('i32.atomic.load', i32.const(0), passed), now),
        () => {
          f.set(spins, i32.add(spins, i32.const(1)));
          f.when(i32.eq(spins, i32.const(SPINS)), () => {
            f.set(spins, i32.const(0));
            const forever = instruction('i64.const', [], [-1]);
            f.drop(instruction('memory.atomic.wait32', [i32.const(0), now, forever], [passed]));
          });
        },
      );
    });
  });
}
