/**
 * The `tf` namespace: names, modules and spelling as in Python. Re-exports only.
 */
export * from './ops/index.ts';
export {
  AttrValue,
  Event,
  GPUOptions,
  GraphDef,
  GraphOptions,
  HistogramProto,
  LogMessage,
  MetaGraphDef,
  NameAttrList,
  NodeDef,
  OptimizerOptions,
  RunMetadata,
  RunOptions,
  SessionLog,
  Summary,
  SummaryMetadata,
  TensorInfo,
} from './formats/protos.ts';
export {AggregationMethod} from './gradients/gradient_table.ts';
export {UnconnectedGradients, gradients} from './gradients/gradients.ts';
export {hessians} from './gradients/hessians.ts';
export {GraphKeys} from './graph/collections.ts';
export {GRAPH_DEF_VERSION} from './graph/later_attributes.ts';
export {import_graph_def} from './graph/import_graph_def.ts';
export {Operation} from './graph/operation.ts';
export {
  colocate_with,
  container,
  control_dependencies,
  device,
  init_scope,
  name_scope,
} from './graph/scope_functions.ts';
export {Tensor} from './graph/tensor.ts';
export {meshgrid, sequence_mask} from './python/array_functions.ts';
export {clip_by_norm, clip_by_value} from './python/clip.ts';
export {
  assert_equal,
  assert_greater,
  assert_greater_equal,
  assert_less,
  assert_less_equal,
  assert_none_equal,
} from './python/debugging/assert_compare.ts';
export {
  assert_negative,
  assert_non_negative,
  assert_non_positive,
  assert_positive,
} from './python/debugging/assert_sign.ts';
export {custom_gradient} from './python/custom_gradient.ts';
export {grad_pass_through, recompute_grad} from './python/custom_gradient_functions.ts';
export {assert_near, verify_tensor_all_finite} from './python/debugging/assert_near.ts';
export {assert_rank, assert_rank_at_least, assert_rank_in} from './python/debugging/assert_rank.ts';
export {
  assert_integer,
  assert_proper_iterable,
  assert_same_float_dtype,
  assert_scalar,
  assert_type,
  is_numeric_tensor,
} from './python/debugging/assert_type.ts';
export {is_non_decreasing, is_strictly_increasing} from './python/debugging/monotonic.ts';
export * from './python/dtypes/constants.ts';
export {variable_scope} from './python/enter_variable_scope.ts';
export {foldl, foldr} from './python/fold.ts';
export {extract_image_patches, extract_volume_patches} from './python/image/boxes.ts';
export {random_crop} from './python/image/random_crop.ts';
export {initialize_all_tables, tables_initializer} from './python/lookup/tables_initializer.ts';
export {map_fn} from './python/map_fn.ts';
export {print} from './python/print.ts';
export {raw_ops} from './python/raw_ops.ts';
export {
  RegisterGradient,
  no_gradient,
  no_gradient as NoGradient,
  no_gradient as NotDifferentiable,
} from './python/register_gradient.ts';
export {scan} from './python/scan.ts';
export {numpy_function, py_func, py_function} from './python/script.ts';
export {OpError} from './python/errors/classes.ts';
export {
  Dimension,
  Graph,
  IndexedSlices,
  TensorShape,
  add_to_collection,
  add_to_collections,
  as_dtype,
  get_collection,
  get_collection_ref,
  get_default_graph,
  get_default_session,
  get_seed,
  newaxis,
  reset_default_graph,
  set_random_seed,
} from './python/framework.ts';
export {
  all_variables,
  global_variables,
  global_variables_initializer,
  initialize_all_variables,
  initialize_local_variables,
  initialize_variables,
  is_variable_initialized,
  local_variables,
  local_variables_initializer,
  model_variables,
  moving_average_variables,
  report_uninitialized_variables,
  trainable_variables,
  variables_initializer,
} from './python/framework_variables.ts';
export {
  disable_resource_variables,
  enable_resource_variables,
  resource_variables_enabled,
} from './python/use_resource.ts';
export {
  constant_initializer,
  glorot_normal_initializer,
  glorot_uniform_initializer,
  ones_initializer,
  orthogonal_initializer,
  random_normal_initializer,
  random_uniform_initializer,
  truncated_normal_initializer,
  uniform_unit_scaling_initializer,
  variance_scaling_initializer,
  zeros_initializer,
} from './python/initializers.ts';
export {einsum} from './python/linalg/einsum.ts';
export {norm} from './python/linalg/norm.ts';
export {trace} from './python/linalg/trace.ts';
export {
  FixedLengthRecordReader,
  IdentityReader,
  ReaderBase,
  TFRecordReader,
  TextLineReader,
  WholeFileReader,
} from './python/io/readers.ts';
export {
  FixedLenFeature,
  FixedLenSequenceFeature,
  SparseFeature,
  VarLenFeature,
} from './python/io/features.ts';
export {parse_example, parse_single_example} from './python/io/parse_example.ts';
export {parse_single_sequence_example} from './python/io/parse_sequence_example.ts';
export {
  bincount,
  histogram_fixed_width_bins,
  unsorted_segment_mean,
  unsorted_segment_sqrt_n,
} from './python/math/counting.ts';
export {confusion_matrix} from './python/math/confusion_matrix.ts';
export {count_nonzero, reduce_logsumexp} from './python/math/reductions.ts';
export {lbeta} from './python/math/special.ts';
export {reduce_join} from './python/strings/reduce_join.ts';
export {string_split} from './python/strings/split.ts';
export {
  ConditionalAccumulator,
  ConditionalAccumulatorBase,
  SparseConditionalAccumulator,
} from './python/queue/accumulators.ts';
export {QueueBase} from './python/queue/queue_base.ts';
export {FIFOQueue, PaddingFIFOQueue, PriorityQueue, RandomShuffleQueue} from './python/queue/queues.ts';
export {
  sparse_fill_empty_rows,
  sparse_mask,
  sparse_reset_shape,
  sparse_retain,
  sparse_softmax,
} from './python/sparse/change.ts';
export {sparse_add, sparse_concat, sparse_maximum, sparse_minimum} from './python/sparse/combine.ts';
export {edit_distance} from './python/sparse/edit_distance.ts';
export {abs, erf, negative, sign, sqrt, square, tanh} from './python/sparse/elementwise.ts';
export {
  sparse_merge,
  sparse_tensor_dense_matmul,
  sparse_tensor_to_dense,
  sparse_to_dense,
  sparse_to_indicator,
} from './python/sparse/make.ts';
export {
  sparse_reorder,
  sparse_reshape,
  sparse_slice,
  sparse_split,
  sparse_transpose,
} from './python/sparse/rearrange.ts';
export {
  sparse_reduce_max,
  sparse_reduce_max_sparse,
  sparse_reduce_sum,
  sparse_reduce_sum_sparse,
} from './python/sparse/reduce.ts';
export {deserialize_many_sparse, serialize_many_sparse, serialize_sparse} from './python/sparse/serialize.ts';
export {rank, shape, size} from './python/sparse/shape.ts';
export {
  SparseTensor,
  SparseTensorValue,
  convert_to_tensor_or_sparse_tensor,
  sparse_placeholder,
} from './python/sparse/sparse_tensor.ts';
export {VariableScope, get_variable, get_variable_scope, no_regularizer} from './python/variable_scope.ts';
export {AUTO_REUSE} from './python/variable_store.ts';
export {Variable, VariableAggregation, VariableSynchronization} from './python/variables.ts';
export {ConfigProto} from './session/config_proto.ts';
export {InteractiveSession, Session} from './session/session.ts';
export type {TensorHandle} from './session/tensor_handle.ts';

export * as audio from './python/audio/index.ts';
export * as bitwise from './python/bitwise/index.ts';
export * as contrib from './python/contrib/index.ts';
export * as data from './python/data/index.ts';
export * as debugging from './python/debugging/index.ts';
export * as dtypes from './python/dtypes/index.ts';
export * as errors from './python/errors/index.ts';
export * as graph_util from './python/graph_util/index.ts';
export * as image from './python/image/index.ts';
export * as initializers from './python/initializers/index.ts';
export * as io from './python/io/index.ts';
export * as keras from './python/keras/index.ts';
export * as layers from './python/layers/index.ts';
export * as linalg from './python/linalg/index.ts';
export * as logging from './python/logging/index.ts';
export * as lookup from './python/lookup/index.ts';
export * as losses from './python/losses/index.ts';
export * as manip from './python/manip/index.ts';
export * as math from './python/math/index.ts';
export * as nn from './python/nn/index.ts';
export * as quantization from './python/quantization/index.ts';
export * as queue from './python/queue/index.ts';
export * as random from './python/random/index.ts';
export * as sets from './python/sets/index.ts';
export * as signal from './python/signal/index.ts';
export * as sparse from './python/sparse/index.ts';
export * as spectral from './python/spectral/index.ts';
export * as strings from './python/strings/index.ts';
export * as summary from './python/summary/index.ts';
export * as test from './python/test/index.ts';
export * as train from './python/train/index.ts';

export {NDArray} from './python/framework.ts';
export {partial, kwargs} from './util/signature.ts';
export {signature} from './graph/public.ts';
export type {TensorLike} from './graph/convert_types.ts';
export type {Value} from './graph/tensor.ts';
export type {Scope} from './graph/scopes.ts';
export type {CollectionKey} from './graph/collections.ts';
export type {DTypeLike} from './types/dtypes.ts';
export type {ShapeLike} from './types/tensor_shape.ts';
export type {FeedDict, FeedValue, FetchResult, IndexedSlicesValue} from './session/fetch_types.ts';
export type {Activation} from './python/layers/identifiers.ts';
export type {ActivityRegularizer} from './python/layers/base_inputs.ts';
export type {NormalizerFunction} from './python/contrib/layers/fully_connected.ts';
export type {Initializer, Regularizer, CustomGetter, Partitioner} from './python/variable_store.ts';
export type {Constraint} from './python/variables.ts';
