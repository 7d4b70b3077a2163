// Each pass on small programs: what it changes, what it must leave, and that the program stays well formed.
import '../../src/index.ts';
import {check_program, program_faults} from '../../src/compile/check.ts';
import {decompose} from '../../src/compile/passes/decompose.ts';
import {drop_dead} from '../../src/compile/passes/drop_dead.ts';
import {fold_constants} from '../../src/compile/passes/fold_constants.ts';
import {PASSES} from '../../src/compile/passes/index.ts';
import {share_common} from '../../src/compile/passes/share_common.ts';
import {simplify} from '../../src/compile/passes/simplify.ts';
import {spread_late} from '../../src/compile/passes/spread_late.ts';
import {specialise_shapes} from '../../src/compile/passes/specialise_shapes.ts';
import {print_program} from '../../src/compile/print.ts';
import type {Pass, Program} from '../../src/compile/program.ts';
import {int32} from '../../src/types/dtypes.ts';
import {pass_context, ProgramBuilder} from './programs.ts';

function after(pass: Pass, program: Program, context = pass_context()): string {
  check_program(program, 'the start');
  const changed = pass(program, context);
  check_program(changed, 'the pass');
  return print_program(changed);
}

describe('specialise_shapes', () => {
  test('carries fed shapes on and makes constants of what they decide', () => {
    const build = new ProgramBuilder();
    const x = build.feed('x:0', 'float32', [4, 3]);
    const shape = build.step('Shape', [x], 'int32', [2], {out_type: int32});
    const y = build.step('Reshape', [build.step('Add', [x, x], 'float32', [null, 3]), shape], 'float32', [
      null,
      null,
    ]);
    const size = build.step('Prod', [shape, build.constant([0n], 'int32')], 'int32', [], {keep_dims: false});
    const flat = build.step('Fill', [size, build.constant(1)], 'float32', [null]);
    const printed = after(specialise_shapes, build.fetch(y).fetch(flat).fetch(size).program());
    expect(printed).toContain('%1: int32[2] = Const() {value: int32[2] [4,3]}');
    expect(printed).toContain('%3: float32[4,3] = Reshape(%2, %1)');
    expect(printed).toContain('%5: int32[] = Const() {value: int32[] 12}');
  });

  test('goes into branches', () => {
    const build = new ProgramBuilder();
    const p = build.feed('p:0', 'bool', []);
    const x = build.feed('x:0', 'float32', [2, 2]);
    const branch = (op: string): Program => {
      const inner = new ProgramBuilder(build.numbers);
      const a = inner.argument('float32', [null, null]);
      return inner.give(inner.step(op, [a], 'float32', null)).program();
    };
    const y = build.choose([p, x], [branch('Neg'), branch('Square')], 'float32', null);
    expect(after(specialise_shapes, build.fetch(y).program())).toMatch(/%\d+: float32\[2,2\] = if\(%0, %1\)/);
  });
});

describe('fold_constants', () => {
  test('computes what depends on constants only', () => {
    const build = new ProgramBuilder();
    const x = build.feed('x:0', 'float32', []);
    const sum = build.step('Add', [build.constant(2), build.constant(3)], 'float32', []);
    const y = build.step('Mul', [x, sum], 'float32', []);
    const printed = after(fold_constants, build.fetch(y).program());
    expect(printed).toContain('%3: float32[] = Const() {value: float32[] 5}');
    expect(printed).toContain('%4: float32[] = Mul(%0, %3)');
  });

  test('leaves what fails to the run, and what is large', () => {
    const build = new ProgramBuilder();
    const bad = build.step(
      'Reshape',
      [build.constant([1, 2]), build.constant([3n], 'int32')],
      'float32',
      [3],
    );
    const large = build.step(
      'Fill',
      [build.constant([1000n, 1000n], 'int32'), build.constant(0)],
      'float32',
      [1000, 1000],
    );
    const printed = after(fold_constants, build.fetch(bad).fetch(large).program());
    expect(printed).toContain('= Reshape(');
    expect(printed).toContain('= Fill(');
  });
});

describe('simplify', () => {
  const result_of = (make: (build: ProgramBuilder) => ReturnType<ProgramBuilder['constant']>): string => {
    const build = new ProgramBuilder();
    return (
      after(simplify, build.fetch(make(build)).program())
        .split('\n')
        .at(-1) ?? ''
    );
  };
  const x = (build: ProgramBuilder, dtype = 'float32') => build.feed('x:0', dtype, [2]);

  test.each<[string, (build: ProgramBuilder) => ReturnType<ProgramBuilder['constant']>]>([
    ['Identity', (build) => build.step('Identity', [x(build)], 'float32', [2])],
    ['x * 1', (build) => build.step('Mul', [x(build), build.constant(1)], 'float32', [2])],
    ['x / 1', (build) => build.step('RealDiv', [x(build), build.constant([1, 1])], 'float32', [2])],
    ['x - 0', (build) => build.step('Sub', [x(build), build.constant(0)], 'float32', [2])],
    [
      'integers + 0',
      (build) => build.step('Add', [x(build, 'int32'), build.constant(0n, 'int32')], 'int32', [2]),
    ],
    [
      'Reshape to the same',
      (build) => build.step('Reshape', [x(build), build.constant([2n], 'int32')], 'float32', [2]),
    ],
    [
      'Sum over no axis',
      (build) => build.step('Sum', [x(build), build.constant([], 'int32')], 'float32', [2]),
    ],
  ])('%s is its input', (_, make) => expect(result_of(make)).toMatch(/^%0 ->/));

  test.each<[string, (build: ProgramBuilder) => ReturnType<ProgramBuilder['constant']>]>([
    [
      'floats + 0, which makes 0 of -0',
      (build) => build.step('Add', [x(build), build.constant(0)], 'float32', [2]),
    ],
    ['0 - x', (build) => build.step('Sub', [build.constant([0, 0]), x(build)], 'float32', [2])],
    ['x - (-0)', (build) => build.step('Sub', [x(build), build.constant(-0)], 'float32', [2])],
    ['1 / x', (build) => build.step('RealDiv', [build.constant([1, 1]), x(build)], 'float32', [2])],
    [
      'x * 1 of a larger shape',
      (build) =>
        build.step(
          'Mul',
          [
            x(build),
            build.constant([
              [1, 1],
              [1, 1],
            ]),
          ],
          'float32',
          [2, 2],
        ),
    ],
    [
      'Reshape to another',
      (build) => build.step('Reshape', [x(build), build.constant([1n, 2n], 'int32')], 'float32', [1, 2]),
    ],
  ])('%s stays', (_, make) => expect(result_of(make)).not.toMatch(/^%0 ->/));

  test('an if of a known predicate is its branch', () => {
    const build = new ProgramBuilder();
    const a = build.feed('a:0', 'float32', []);
    const branch = (op: string): Program => {
      const inner = new ProgramBuilder(build.numbers);
      return inner.give(inner.step(op, [inner.argument('float32', [])], 'float32', [])).program();
    };
    const y = build.choose(
      [build.constant(true, 'bool'), a],
      [branch('Neg'), branch('Square')],
      'float32',
      [],
    );
    const printed = after(simplify, build.fetch(build.step('Exp', [y], 'float32', [])).program());
    expect(printed).toMatch(/Square\(%0\)/);
    expect(printed).not.toMatch(/if\(|Neg/);
  });
});

test('an if of a known predicate gives what its branch passes on', () => {
  const build = new ProgramBuilder();
  const x = build.feed('x:0', 'float32', []);
  const branch = (): Program => {
    const inner = new ProgramBuilder(build.numbers);
    const a = inner.argument('float32', []);
    return inner
      .give(inner.step('Identity', [inner.step('Identity', [a], 'float32', [])], 'float32', []))
      .program();
  };
  const y = build.choose([build.constant(false, 'bool'), x], [branch(), branch()], 'float32', []);
  const printed = after(
    simplify,
    build
      .fetch(build.step('Neg', [y], 'float32', []))
      .fetch(y)
      .program(),
  );
  expect(printed).toContain('Neg(%0)');
  expect(printed).toContain(`%0 -> fetch t${y.id}:0`);
});

describe('share_common', () => {
  test('computes equal steps once', () => {
    const build = new ProgramBuilder();
    const x = build.feed('x:0', 'float32', [2, 2]);
    const product = (transpose_a: boolean) =>
      build.step('MatMul', [x, x], 'float32', [2, 2], {transpose_a, transpose_b: false});
    const [a, b, c] = [product(false), product(false), product(true)];
    const printed = after(share_common, build.fetch(a).fetch(b).fetch(c).program());
    expect(printed.match(/MatMul\(/g)).toHaveLength(2);
    expect(printed.split('\n').slice(-3)).toEqual([
      '%1 -> fetch t1:0',
      '%1 -> fetch t2:0',
      '%3 -> fetch t3:0',
    ]);
  });

  test('tells constants apart by their bits', () => {
    const build = new ProgramBuilder();
    for (const value of [0, -0, 1, 1]) build.fetch(build.constant(value));
    expect(after(share_common, build.program()).match(/Const\(/g)).toHaveLength(3);
  });

  test('never joins random steps', () => {
    const build = new ProgramBuilder();
    const shape = build.constant([2n], 'int32');
    const [a, b] = ['a', 'b'].map((name) => build.feed(name, 'uint32', [6]));
    for (const counter of [a, b]) {
      if (counter)
        build.fetch(build.step('RandomUniform', [shape, counter], 'float32', [2], {seed: 1, seed2: 2}));
    }
    expect(after(share_common, build.program()).match(/RandomUniform\(/g)).toHaveLength(2);
  });
});

describe('decompose', () => {
  const build_update = (): Program => {
    const build = new ProgramBuilder();
    const [v, rate, delta] = [
      build.feed('v', 'float32', [2]),
      build.constant(0.5),
      build.feed('d', 'float32', [2]),
    ];
    return build.fetch(build.step('ApplyGradientDescent', [v, rate, delta], 'float32', [2])).program();
  };

  test('writes a step that the backend lacks as others', () => {
    const printed = after(decompose, build_update(), pass_context('ApplyGradientDescent'));
    expect(printed).toContain('%4: float32[2] = Mul(%2, %1)');
    expect(printed).toContain('%3: float32[2] = Sub(%0, %4)');
  });

  test('leaves what the backend has', () => {
    expect(after(decompose, build_update())).toContain('ApplyGradientDescent(');
  });
});

describe('spread_late', () => {
  const tiled = (build: ProgramBuilder) => {
    const row = build.feed('row:0', 'float32', [1, 2]);
    return build.step('Tile', [row, build.constant([3n, 1n], 'int32')], 'float32', [3, 2]);
  };

  test('computes on the row and lets broadcasting repeat it', () => {
    const build = new ProgramBuilder();
    const tile = tiled(build);
    const half = build.step('RealDiv', [tile, build.constant(2)], 'float32', [3, 2]);
    const x = build.feed('x:0', 'float32', [3, 2]);
    const printed = after(
      spread_late,
      build.fetch(build.step('Mul', [x, half], 'float32', [3, 2])).program(),
    );
    expect(printed).toContain('%7: float32[1,2] = RealDiv(%0, %3)');
    expect(printed).toContain('%6: float32[3,2] = Mul(%5, %7)');
  });

  test('repeats at the end where that is asked for', () => {
    const build = new ProgramBuilder();
    const printed = after(
      spread_late,
      build.fetch(build.step('Neg', [tiled(build)], 'float32', [3, 2])).program(),
    );
    expect(printed).toContain('%4: float32[1,2] = Neg(%0)');
    expect(printed).toContain('%3: float32[3,2] = Tile(%4, %1)');
  });

  test('adds a repeated term without repeating it', () => {
    const build = new ProgramBuilder();
    const tile = tiled(build);
    const [x, y] = [build.feed('x:0', 'float32', [3, 2]), build.feed('y:0', 'float32', [3, 2])];
    const printed = after(
      spread_late,
      build.fetch(build.step('AddN', [x, y, tile], 'float32', [3, 2])).program(),
    );
    expect(printed).toContain('%6: float32[3,2] = AddV2(%3, %4)');
    expect(printed).toContain('%5: float32[3,2] = AddV2(%6, %0)');
  });

  test('leaves repetitions that are no broadcasting', () => {
    const build = new ProgramBuilder();
    const x = build.feed('x:0', 'float32', [2]);
    const tile = build.step('Tile', [x, build.constant([2n], 'int32')], 'float32', [4]);
    const printed = after(spread_late, build.fetch(build.step('Neg', [tile], 'float32', [4])).program());
    expect(printed).toContain('%3: float32[4] = Neg(%2)');
  });
});

describe('drop_dead', () => {
  test('drops what nothing uses, but nothing that may refuse its inputs', () => {
    const build = new ProgramBuilder();
    const [x, y] = [build.feed('x:0', 'float32', []), build.feed('y:0', 'float32', [])];
    build.step('Exp', [build.step('Neg', [y], 'float32', [])], 'float32', []);
    build.step('CheckNumerics', [x], 'float32', [], {message: 'm'});
    const printed = after(drop_dead, build.fetch(build.step('Square', [x], 'float32', [])).program());
    expect(printed).toContain('CheckNumerics');
    expect(printed).not.toMatch(/Exp|Neg|y:0/);
  });

  test('drops a division of floats, but none of integers', () => {
    const build = new ProgramBuilder();
    const [x, n] = [build.feed('x:0', 'float32', []), build.feed('n:0', 'int32', [])];
    build.step('FloorDiv', [x, x], 'float32', []);
    build.step('FloorMod', [n, n], 'int32', []);
    const printed = after(drop_dead, build.fetch(build.step('Square', [x], 'float32', [])).program());
    expect(printed).toContain('FloorMod');
    expect(printed).not.toContain('FloorDiv');
  });

  test('trims the results and arguments of an if', () => {
    const build = new ProgramBuilder();
    const p = build.feed('p:0', 'bool', []);
    const [a, b] = [build.feed('a:0', 'float32', []), build.feed('b:0', 'float32', [])];
    const branch = (): Program => {
      const inner = new ProgramBuilder(build.numbers);
      const [first, second] = [inner.argument('float32', []), inner.argument('float32', [])];
      return inner
        .give(inner.step('Neg', [first], 'float32', []))
        .give(inner.step('Exp', [second], 'float32', []))
        .program();
    };
    const programs: [Program, Program] = [branch(), branch()];
    const used = build.choose([p, a, b], programs, 'float32', []);
    const step = build.program().steps[0];
    const unused = {...used, id: build.numbers.next++};
    const whole = {
      ...build.fetch(used).program(),
      steps: [{...step, outputs: [used, unused]} as NonNullable<typeof step>],
    };
    const printed = after(drop_dead, whole);
    expect(printed).toMatch(/if\(%0, %1\)/);
    expect(printed).not.toMatch(/Exp|b:0/);
  });
});

test('check tells what is wrong', () => {
  const build = new ProgramBuilder();
  const x = build.feed('x:0', 'float32', []);
  const stranger = {...x, id: 99};
  const bad = build.fetch(build.step('Neg', [stranger], 'float32', [])).program();
  expect(program_faults(bad)).toEqual(['Neg_1: %99 is used before it is defined']);
  expect(program_faults({...bad, parameters: [...bad.parameters, ...bad.parameters]})).toContain(
    'parameter: %0 is defined twice',
  );
});

test('the passes are a list of names', () => {
  expect(PASSES.map(([name]) => name)).toEqual([
    'specialise_shapes',
    'fold_constants',
    'simplify',
    'share_common',
    'decompose',
    'spread_late',
    'drop_dead',
  ]);
});
