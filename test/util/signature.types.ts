// Type tests of the calling convention: compiled by `tsc --noEmit`, never run.
import {define_methods, kwargs, partial, public_class, signature} from '../../src/util/signature.ts';
import type {Arguments} from '../../src/util/signature.ts';

declare class Tensor {
  readonly op: string;
}
declare const X: Tensor;
type TensorLike = Tensor | number | readonly number[];
type Activation = (x: Tensor) => Tensor;

export function equal_types<A, B>(
  ...same: (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? [] : [different: [A, B]]
): void {
  void same;
}

const dense = signature(
  ['inputs', 'units', 'activation', 'use_bias', 'name'],
  function dense(
    inputs: TensorLike,
    units: number,
    activation: Activation | null = null,
    use_bias = true,
    name: string | null = null,
  ): Tensor {
    void [inputs, units, activation, use_bias, name];
    return X;
  },
);

// Any split between positional and keyword arguments.
equal_types<ReturnType<typeof dense>, Tensor>();
dense(X, 300);
dense(X, 300, null, false, 'h1');
dense(X, 300, (x) => x);
dense(X, 300, {activation: (x) => x, name: 'h1'});
dense(X, 300, undefined, {name: 'h1'});
dense(X, {units: 300});
dense({units: 300, inputs: X});
dense({units: 300, inputs: X, name: null});
dense({units: 300, inputs: X, name: undefined});
dense(X, kwargs({units: 300, name: 'h1'}));
// @ts-expect-error missing units
dense(X);
// @ts-expect-error missing units
dense(X, {name: 'h1'});
// @ts-expect-error missing inputs
dense({units: 300});
// @ts-expect-error nothing given
dense();
// @ts-expect-error unknown keyword
dense(X, 300, {nmae: 'h1'});
// @ts-expect-error doubled: inputs are given by position
dense(X, 300, {inputs: X});
// @ts-expect-error doubled
dense(X, 300, null, {activation: null});
// @ts-expect-error wrong type
dense(X, 300, {name: 3});
// @ts-expect-error wrong type by position
dense(X, '300');
// @ts-expect-error too many
dense(X, 300, null, true, 'h1', 5);
// @ts-expect-error keywords come last
dense({inputs: X}, 300);
// @ts-expect-error missing units among marked ones
dense(X, kwargs({name: 'h1'}));

// @ts-expect-error as many names as parameters
signature(['a'], (a: number, b: number) => a + b);
// @ts-expect-error as many names as parameters
signature(['a', 'b', 'c'], (a: number, b: number) => a + b);

// Generic functions keep a call type of their own.
interface NameScope {
  <const T>(name: string, body: (scope: string) => T): T;
  (name: string): {readonly value: string};
}
const name_scope = signature<NameScope>(['name', 'body'], (name: string, body: (scope: string) => unknown) =>
  body(name),
);
const pair = name_scope('dnn', (scope) => [scope, 1]);
equal_types<typeof pair, readonly [string, 1]>();

// *args, keyword-only parameters and **kwargs.
const map = signature(
  ['f', 'args', 'name', 'kwargs'],
  (f: Activation, args: readonly TensorLike[] = [], name = '', kwargs: Record<string, unknown> = {}) =>
    [f, args, name, kwargs].length,
  {rest: 'args', keywords: 'kwargs'},
);
map((x) => x);
map((x) => x, X, 3, X);
map((x) => x, X, 3, X, kwargs({name: 'm'}));
map((x) => x, {name: 'm'});
map((x) => x, X, {name: 'm'});
map({f: (x) => x, name: 'm'});
// @ts-expect-error not a tensor
map((x) => x, 'm');
// @ts-expect-error missing f
map({name: 'm'});

const clip = signature(['x', 'low', 'high'], (x: number, low = 0, high = 1) => x + low + high, {
  keyword_only: ['high'],
});
clip(1, 2, {high: 3});
clip(1, 2);
// @ts-expect-error high is given by keyword only
clip(1, 2, 3);

const collect = signature(['x', 'kwargs'], (x: number, kwargs: Record<string, unknown> = {}) => [x, kwargs], {
  keywords: 'kwargs',
});
collect(1, {anything: true});
// @ts-expect-error **kwargs have no place
collect(1, 2);

// functools.partial
const my_dense = partial(dense, {activation: (x: Tensor) => x, use_bias: false});
equal_types<ReturnType<typeof my_dense>, Tensor>();
my_dense(X, 300);
my_dense(X, 300, {name: 'h1'});
my_dense(X, 300, {name: 'h1', use_bias: true});
my_dense({inputs: X, units: 3});
// @ts-expect-error activation is given by keyword already
my_dense(X, 300, null);
// @ts-expect-error unknown keyword
my_dense(X, 300, {nmae: 'h1'});
// @ts-expect-error units are missing
my_dense(X);
// @ts-expect-error unknown keyword of partial
partial(dense, {nmae: 'h1'});
const on_x = partial(dense, X);
on_x(300);
on_x(300, {name: 'h1'});
on_x({units: 300});
// @ts-expect-error inputs are given already
on_x(300, {inputs: X});
const on_x_named = partial(dense, X, {name: 'h1'});
on_x_named(300, null);
const with_units = partial(dense, {units: 300});
with_units(X);
with_units({inputs: X});
const plain = partial((a: number, b: string) => `${a}${b}`, 1);
plain('b');

// Classes and methods.
class GraphClass {
  readonly seed: number | null;
  constructor(name: string, seed: number | null = null) {
    this.seed = seed;
    void name;
  }
  static made = 3;
  get_collection(...args: Arguments<['name', 'scope'], [name: string, scope?: string | null]>): unknown[];
  get_collection(name: string, scope: string | null = null): unknown[] {
    return [name, scope, this.seed];
  }
}
define_methods(GraphClass, {get_collection: ['name', 'scope']});
// @ts-expect-error no such method
define_methods(GraphClass, {get_collections: ['name']});

const Graph = public_class(['name', 'seed'], GraphClass);
type Graph = GraphClass;
const graph: Graph = Graph('g', {seed: 3});
equal_types<typeof graph, GraphClass>();
new Graph({name: 'g'});
Graph.made.toFixed();
graph.get_collection('a', {scope: 'b'});
graph.get_collection({name: 'a'});
// @ts-expect-error missing
graph.get_collection({scope: 'a'});
// @ts-expect-error unknown keyword
Graph('g', {sede: 3});

class MyGraph extends Graph {
  readonly mine: number;
  constructor(mine: number) {
    super('mine', {seed: mine});
    this.mine = mine;
  }
  override get_collection(
    ...args: Arguments<['name', 'scope'], [name: string, scope?: string | null]>
  ): unknown[] {
    return super.get_collection(...args);
  }
}
new MyGraph(3).get_collection('a');
const as_graph: Graph = new MyGraph(3);
void as_graph;
