// Mistakes with names, graphs, tensors and shapes: TensorFlow's class and words.
import * as tf from 'tf1';
import {test_mistakes, untyped} from '../support/mistakes.ts';

const graph = (): tf.Graph => tf.get_default_graph();
const named_a = (): tf.Tensor => tf.constant(1.0, {name: 'a'});

test_mistakes({
  set_shape_incompatible: () => tf.placeholder(tf.float32, [null, 3]).set_shape([2, 4]),
  shape_as_list_unknown_rank: () => tf.placeholder(tf.float32).get_shape().as_list(),
  shape_len_unknown_rank: () => tf.placeholder(tf.float32).get_shape().length,
  convert_none: () => tf.convert_to_tensor(untyped<number>(null)),
  iterate_unknown_tensor: () => [...(tf.placeholder(tf.float32, [null, 2]) as Iterable<never>)],
  iterate_scalar_tensor: () => [...(tf.constant(1n) as Iterable<never>)],
  wrong_graph_control_input: () => {
    const a = tf.Graph().as_default(() => tf.no_op({name: 'a'}));
    return tf.Graph().as_default(() => tf.control_dependencies([a], () => tf.constant(1.0)));
  },
  finalized_graph: () => {
    graph().finalize();
    return tf.constant(1.0);
  },
  reset_nested_graph: () => tf.Graph().as_default(() => tf.reset_default_graph()),
  name_of_op_invalid: () => tf.constant(1.0, {name: 'a b'}),
  name_of_op_starts_with_underscore: () => tf.constant(1.0, {name: '_a'}),
  name_scope_not_text: () => tf.name_scope(untyped<string>(3), () => null),
  get_tensor_unknown_op: () => graph().get_tensor_by_name('missing:0'),
  get_tensor_unknown_output: () => {
    named_a();
    return graph().get_tensor_by_name('a:1');
  },
  get_tensor_without_output: () => {
    named_a();
    return graph().get_tensor_by_name('a');
  },
  get_operation_unknown: () => graph().get_operation_by_name('missing'),
  get_operation_given_tensor_name: () => {
    named_a();
    return graph().get_operation_by_name('a:0');
  },
  graph_element_type: () => graph().as_graph_element(3.5),
  control_dependencies_type: () => tf.control_dependencies([1.5], () => null),
  placeholder_dtype_missing: () => tf.placeholder(untyped<tf.DType>(null)),
});

test_mistakes(
  {
    group_type: () => tf.group(untyped<tf.Tensor>(1.0)),
    int_of_tensor: () => Number(tf.constant(1n)),
  },
  'class',
);
