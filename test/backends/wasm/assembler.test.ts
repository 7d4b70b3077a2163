// The text of a module is that of its bytes, as another assembler reads it.
import make_wabt from 'wabt';
import {f32x4, i32, instruction, load, v128} from '../../../src/backends/wasm/assembler/expressions.ts';
import {ModuleBuilder} from '../../../src/backends/wasm/assembler/module_builder.ts';
import {module_text} from '../../../src/backends/wasm/assembler/print.ts';
import {add_tile_kernel} from '../../../src/backends/wasm/kernels/matmul.ts';
import {VectorMath} from '../../../src/backends/wasm/kernels/vector_math.ts';
import {add_barrier} from '../../../src/backends/wasm/threads/barrier.ts';

const PAGES = 16;
const FEATURES = {simd: true, threads: true, relaxed_simd: true};

/** Functions with all kinds of statements and immediates. */
function made(): ModuleBuilder {
  const module = new ModuleBuilder();
  add_tile_kernel(module, true);
  const barrier = add_barrier(module, 7);
  module.add('all', ['i32', 'i32'], (f) => {
    const math = new VectorMath(f, false);
    const [at, count] = f.parameters as [(typeof f.parameters)[0], (typeof f.parameters)[0]];
    const x = f.let(load('v128.load', i32.add(at, i32.const(300)), 16));
    f.comment('a comment');
    f.store('v128.store', at, math.exp(x), 1_000_000);
    f.store('v128.store64_lane', at, math.log(x), 8, 1);
    f.store('v128.store32_lane', i32.const(70_000), math.tanh(x), 0, 3);
    const index = f.local('i32', i32.const(-5));
    f.count(index, i32.mul(count, i32.const(4)), 4, () => {
      f.set(x, v128.select(x, f32x4.const(-Infinity), f32x4.lt(x, f32x4.const(NaN))));
      f.when(i32.eqz(index), () => f.call(barrier, [i32.const(2_000_000_000)]));
    });
    f.store('f32.store', at, f32x4.extract_lane(x, 2));
    f.drop(instruction('f32.const', [], [0.1]));
    f.drop(instruction('i64.const', [], [-1]));
  });
  return module;
}

test('the text says what the bytes say', async () => {
  const wabt = await make_wabt();
  const module = made();
  const bytes = module.to_bytes(PAGES);
  const plain = {foldExprs: false, inlineExport: false};
  const of_bytes = wabt.readWasm(bytes, {...FEATURES, readDebugNames: false}).toText(plain);
  const parsed = wabt.parseWat('module.wat', module_text(module, PAGES), FEATURES);
  const of_text = wabt
    .readWasm(parsed.toBinary({}).buffer, {...FEATURES, readDebugNames: false})
    .toText(plain);
  expect(of_text).toBe(of_bytes);
});
