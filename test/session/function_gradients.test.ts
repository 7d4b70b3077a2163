// `tf.gradients` through what calls functions, in graphs that TensorFlow built: the values are those of TensorFlow's own
// gradient of the same.
import * as tf from '../../src/index.ts';
import {same_attr_value, type AttrValue} from '../../src/formats/graph_def.ts';
import type {Operation} from '../../src/graph/operation.ts';
import type {Tensor} from '../../src/graph/tensor.ts';
import {NDArray} from '../../src/types/ndarray.ts';
import type {EncodedArray} from '../support/goldens.ts';
import {
  graph_of,
  Places,
  recorded_programs,
  value_differences,
  type RecordedProgram,
} from './recorded_runs.ts';

const PROGRAMS: ReadonlyMap<string, RecordedProgram> = new Map(
  recorded_programs().map((program) => [program.id, program] as const),
);

/** Programs that fetch a value and TensorFlow's gradient of it, or of what is equal to it, by `x`. */
const WITH_GRADIENT = [
  'if_gradient',
  'if_nested_gradient',
  'case_gradient',
  'partitioned_gradient',
  'while_gradient',
  'while_gradient_with_conditions',
  'while_gradient_without_counter',
];

test.each(WITH_GRADIENT)('%s', async (id) => {
  const program = PROGRAMS.get(id) as RecordedProgram;
  const graph = graph_of(program);
  const places = new Places();
  const session = tf.Session({graph, config: {backend: 'js'}});
  const gradients = new Map<string, Tensor>();
  for (const recorded of program.runs) {
    const [y, dy_dx] = recorded.fetches as readonly [string, string];
    const x = graph.get_tensor_by_name('x:0');
    const found =
      gradients.get(y) ?? graph.as_default(() => tf.gradients(graph.get_tensor_by_name(y), x)[0] as Tensor);
    gradients.set(y, found);
    const value = NDArray.from(await session.run(found, places.feeds(recorded)), x.dtype);
    expect([dy_dx, value_differences(value, recorded.values?.[1] as EncodedArray, places)]).toEqual([
      dy_dx,
      [],
    ]);
  }
  await session.close();
  places.remove();
});

test('a function that is called by its name has the gradient node that TensorFlow makes', () => {
  const graph = graph_of(PROGRAMS.get('call_gradient') as RecordedProgram);
  const of_type = (type: string): Operation[] => graph.get_operations().filter((op) => op.type === type);
  const [theirs] = of_type('SymbolicGradient') as [Operation];
  const call = theirs.inputs[2]?.op as Operation;
  const y = graph.get_operations().find((op) => graph.functions.has(op.type));
  expect(call).toBeDefined();
  const [output] = (y as Operation).outputs as [Tensor];
  graph.as_default(() => tf.gradients(output, [...(y as Operation).inputs]));
  const [, ours] = of_type('SymbolicGradient') as [Operation, Operation];
  expect([...ours.attrs.keys()].sort()).toEqual([...theirs.attrs.keys()].sort());
  for (const [name, value] of ours.attrs)
    expect([name, same_attr_value(value, theirs.attrs.get(name) as AttrValue)]).toEqual([name, true]);
  expect(ours.name.replace(/_1$/, '')).toBe(theirs.name);
  expect(ours.inputs.slice(0, 2)).toEqual(theirs.inputs.slice(0, 2));
});
