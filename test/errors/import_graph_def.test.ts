// GraphDefs that cannot be imported: TensorFlow's class and words.
import * as tf from 'tf1';
import type {MessageInit} from '../../src/formats/schemas.ts';
import {test_mistakes, untyped} from '../support/mistakes.ts';

type NodeInit = MessageInit<'NodeDef'>;
type Attr = NonNullable<NodeInit['attr']>;

const type_of = (dtype: tf.DType): {type: number} => ({type: dtype.as_datatype_enum});
const dtype = (of: tf.DType): Attr => new Map([['dtype', type_of(of)]]);
const type_t = (of: tf.DType): Attr => new Map([['T', type_of(of)]]);
const placeholder = (name: string, of: tf.DType): NodeInit => ({name, op: 'Placeholder', attr: dtype(of)});
const neg = (name: string, input: string[]): NodeInit => ({name, op: 'Neg', input, attr: type_t(tf.float32)});

function imported(...node: NodeInit[]): unknown {
  return tf.import_graph_def(tf.GraphDef({node}));
}

const NO_OP: NodeInit = {name: 'a', op: 'NoOp'};

test_mistakes({
  import_unknown_op: () => imported({name: 'a', op: 'Missing'}),
  import_missing_input: () => imported(neg('a', ['b'])),
  import_missing_attr: () => imported({name: 'a', op: 'Placeholder'}),
  import_bad_attr_type: () => imported({name: 'a', op: 'Placeholder', attr: new Map([['dtype', {i: 3}]])}),
  import_unknown_attr: () =>
    imported({
      name: 'a',
      op: 'Placeholder',
      attr: new Map<string, object>([
        ['dtype', type_of(tf.float32)],
        ['colour', {i: 3}],
      ]),
    }),
  import_attr_not_allowed: () =>
    imported(placeholder('x', tf.string), {name: 'a', op: 'Neg', input: ['x'], attr: type_t(tf.string)}),
  import_input_dtype: () => imported(placeholder('x', tf.int32), neg('a', ['x'])),
  import_too_few_inputs: () => imported({name: 'a', op: 'Neg', attr: type_t(tf.float32)}),
  import_output_out_of_range: () => imported(placeholder('x', tf.float32), neg('a', ['x:1'])),
  import_duplicate_name: () => imported(NO_OP, NO_OP),
  import_cycle: () => imported(neg('x', ['y']), neg('y', ['x'])),
  import_input_map_unknown: () =>
    tf.import_graph_def(tf.GraphDef({node: [NO_OP]}), {
      input_map: new Map([['x:0', tf.constant(1.0)]]),
    }),
  import_return_elements_unknown: () =>
    tf.import_graph_def(tf.GraphDef({node: [NO_OP]}), {return_elements: ['b:0']}),
  import_version_too_new: () =>
    tf.import_graph_def(tf.GraphDef({versions: {producer: 99999, min_consumer: 99999}})),
  import_type: () => tf.import_graph_def(untyped<tf.GraphDef>('graph')),
});
