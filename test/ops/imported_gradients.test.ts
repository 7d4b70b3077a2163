// Graphs that were imported are differentiated as in TensorFlow: the nodes that this adds, what they give, or what it says.
import {decode_graph_def} from '../../src/formats/graph_def.ts';
import * as tf from '../../src/index.ts';
import {array_differences} from '../support/comparison.ts';
import {decode_array, recorded_rows, type EncodedArray} from '../support/goldens.ts';
import {
  described_caller,
  described_function,
  plain_node,
  type DescribedFunction,
} from './described_functions.ts';
import {described_node, type DescribedNode} from './plain_attributes.ts';

interface EncodedSlices {
  readonly values: EncodedArray;
  readonly indices: EncodedArray;
  readonly dense_shape: EncodedArray | null;
}

interface Row {
  readonly id: string;
  readonly graph: string;
  readonly ys: readonly string[];
  readonly xs: readonly string[];
  readonly feed: readonly (readonly [name: string, value: EncodedArray])[];
  readonly error?: {readonly class: string; readonly text: string};
  readonly nodes?: readonly DescribedNode[];
  /** Functions that came into the library. */
  readonly functions?: readonly DescribedFunction[];
  /** Operations of before that call functions, as they are after. */
  readonly callers?: readonly unknown[];
  readonly gradients?: readonly (EncodedArray | EncodedSlices | null)[];
}

const ROWS = recorded_rows<Row>('gradients').map((row) => [row.id, row] as const);
const DIFFERENTIATED = ROWS.filter(([, {error}]) => error === undefined);
const CALLING = DIFFERENTIATED.filter(([, {functions}]) => functions !== undefined);
/** A gradient may read a variable before the program has set it: nothing was recorded then. */
const COMPUTED = DIFFERENTIATED.filter(([, {gradients}]) => gradients !== undefined);
const REFUSED = ROWS.filter(([, {error}]) => error !== undefined);

function imported({graph}: Row): tf.Graph {
  const result = tf.Graph();
  const definition = decode_graph_def(new Uint8Array(Buffer.from(graph, 'base64')));
  result.as_default(() => tf.import_graph_def(definition, {name: ''}));
  return result;
}

/** What `tf.gradients` gives in the imported graph. */
function gradients_in(graph: tf.Graph, {ys, xs}: Row): (tf.Tensor | tf.IndexedSlices | null)[] {
  const tensors = (names: readonly string[]): tf.Tensor[] =>
    names.map((name) => graph.get_tensor_by_name(name));
  return graph.as_default(() => tf.gradients(tensors(ys), tensors(xs)));
}

/** A gradient as tensors: one, those of slices, or none. */
function tensors_of(gradient: tf.Tensor | tf.IndexedSlices | null): tf.Tensor[] {
  if (!(gradient instanceof tf.IndexedSlices)) return gradient === null ? [] : [gradient];
  const {values, indices, dense_shape} = gradient;
  return [values, indices, ...(dense_shape === null ? [] : [dense_shape])];
}

function arrays_of(gradient: EncodedArray | EncodedSlices | null): EncodedArray[] {
  if (gradient === null || !('indices' in gradient)) return gradient === null ? [] : [gradient];
  const {values, indices, dense_shape} = gradient;
  return [values, indices, ...(dense_shape === null ? [] : [dense_shape])];
}

describe('The gradients of an imported graph:', () => {
  test.each(DIFFERENTIATED)('nodes of %s', (_, row) => {
    const graph = imported(row);
    const before = graph.operation_count;
    gradients_in(graph, row);
    const nodes = graph.get_operations().slice(before).map(described_node);
    expect(nodes.map(plain_node)).toEqual(row.nodes);
  });

  test.each(CALLING)('functions of %s', (_, row) => {
    const graph = imported(row);
    const [before, known] = [graph.get_operations(), new Set(graph.functions.keys())];
    gradients_in(graph, row);
    expect(before.map(described_caller).filter((each) => each !== null)).toEqual(row.callers);
    const added = [...graph.functions].filter(([name]) => !known.has(name));
    expect(added.map(([, definition]) => described_function(definition))).toEqual(row.functions);
  });

  test.each(COMPUTED)('values of %s', async (_, row) => {
    const graph = imported(row);
    const fetches = gradients_in(graph, row);
    expect(fetches.map((each) => each === null)).toEqual(row.gradients?.map((each) => each === null));
    const feeds = row.feed.map(([name, value]): [string, tf.NDArray] => [name, decode_array(value)]);
    const values = await tf
      .Session({graph, config: {backend: 'js'}})
      .use((sess) => sess.run(fetches.flatMap(tensors_of), feeds));
    const expected = row.gradients?.flatMap(arrays_of) ?? [];
    expect(
      expected.flatMap((each, i) =>
        array_differences(
          tf.NDArray.from(values[i] as tf.NDArray, each.dtype),
          decode_array(each),
          'elementary',
        ),
      ),
    ).toEqual([]);
  });

  test.each(REFUSED)('mistake of %s', (_, row) => {
    expect(() => gradients_in(imported(row), row)).toThrow(row.error?.text);
  });
});
