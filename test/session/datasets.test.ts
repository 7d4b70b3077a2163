// Iterators among other runs: elements come in the order in which runs asked for them, and a run that looks for an element
// that never comes can be given up.
import * as tf from '../../src/index.ts';
import {apply_definition} from '../../src/graph/apply_op.ts';
import {find_op_definition, type OpDefinition} from '../../src/graph/op_definition.ts';
import type {Tensor} from '../../src/graph/tensor.ts';

const ELEMENTS = {output_types: [tf.int64], output_shapes: [new tf.TensorShape([])]};

function node(
  type: string,
  inputs: Readonly<Record<string, unknown>>,
  attrs: Readonly<Record<string, unknown>> = ELEMENTS,
): Tensor {
  const operation = apply_definition(find_op_definition(type) as OpDefinition, inputs, attrs, null);
  return operation.outputs[0] as Tensor;
}

function long(value: bigint): Tensor {
  return tf.constant(value, tf.int64);
}

/** A graph that iterates over what `make` makes of the numbers below three. */
function iterating(make: (dataset: Tensor) => Tensor): InstanceType<typeof tf.Graph> {
  const graph = new tf.Graph();
  graph.as_default(() => {
    const dataset = make(node('RangeDataset', {start: long(0n), stop: long(3n), step: long(1n)}));
    const iterator = node('IteratorV2', {}, {shared_name: '', container: '', ...ELEMENTS});
    node('MakeIterator', {dataset, iterator}, {});
    node('IteratorGetNext', {iterator});
  });
  return graph;
}

const endless = (dataset: Tensor): Tensor =>
  node('UniqueDataset', {input_dataset: node('RepeatDataset', {input_dataset: dataset, count: long(-1n)})});

test('runs that ask at once get elements in their order', async () => {
  const session = tf.Session({graph: iterating((dataset) => dataset), config: {backend: 'js'}});
  await session.run('MakeIterator');
  const runs = [0, 1, 2].map(() => session.run('IteratorGetNext:0'));
  expect(await Promise.all(runs)).toEqual([0, 1, 2]);
  await expect(session.run('IteratorGetNext:0')).rejects.toThrow(tf.errors.OutOfRangeError);
  await session.close();
});

test('a run that looks for ever ends at its time limit or by a signal, and the session goes on', async () => {
  const session = tf.Session({graph: iterating(endless), config: {backend: 'js'}});
  await session.run('MakeIterator');
  for (const expected of [0, 1, 2]) expect(await session.run('IteratorGetNext:0')).toBe(expected);
  await expect(session.run('IteratorGetNext:0', {options: {timeout_in_ms: 100}})).rejects.toThrow(
    tf.errors.DeadlineExceededError,
  );
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 100);
  await expect(session.run('IteratorGetNext:0', {options: {signal: controller.signal}})).rejects.toThrow(
    tf.errors.CancelledError,
  );
  await session.run('MakeIterator');
  expect(await session.run('IteratorGetNext:0')).toBe(0);
  await session.close();
});
