// Every recorded mistake is either made in some test, or stands here with what must come first.
import {recorded_errors} from '../support/recorded_errors.ts';
import {words_of_tests} from '../support/words_of_tests.ts';

/** What comes first, and the mistakes that wait for it. */
const LATER: Readonly<Record<string, string>> = {
  'layers of convolutions and pooling': `conv2d_layer_rank conv2d_layer_padding conv2d_layer_kernel_size max_pooling_layer_rank contrib_conv2d_rank`,
  'losses and metrics': 'losses_shapes loss_reduction loss_weights metric_uninitialized',
  templates: 'template_creates_new_variable',
  'learning rate schedules, clipping by norms, freezing': `piecewise_constant_counts exponential_decay_without_step
    clip_by_global_norm_type freeze_missing_output contrib_optimize_loss_optimizer`,
  'recurrent networks': `dynamic_rnn_without_dtype dynamic_rnn_rank static_rnn_not_a_list static_rnn_empty rnn_not_a_cell
    multi_rnn_cell_not_a_list multi_rnn_same_cell_twice contrib_output_projection_not_a_cell
    contrib_static_rnn_not_a_list contrib_embedding_rnn_seq2seq_no_inputs`,
  'estimators, servers': `estimator_model_fn_missing contrib_dnn_classifier_without_columns cluster_spec_type
    server_without_job`,
  'no mistake to TensorFlow, which only records what it does': `constant_wrong_count constant_integer_too_large
    operation_changed_after_run feed_float_for_int feed_none`,
  'JavaScript has no such question, or another answer': `convert_object bool_of_tensor numpy_of_tensor tensor_attribute
    tensor_len int_of_unknown_dimension feed_key_list session_config_type collection_name_of_variables`,
};

test('every recorded mistake is made or listed', () => {
  const words = words_of_tests();
  const later = Object.values(LATER).flatMap((ids) => ids.split(/\s+/));
  const ids = [...recorded_errors().keys()];
  const waiting = ids.filter((id) => !words.has(id));
  expect(waiting.sort()).toEqual(later.filter((id) => !words.has(id)).sort());
  expect(later.filter((id) => !ids.includes(id))).toEqual([]);
});
