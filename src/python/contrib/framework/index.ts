// `tf.contrib.framework`: argument scopes and variables, by their names in TensorFlow. Re-exports only.
export {smart_cond, smart_constant_value} from '../../../ops/control_flow.ts';
export {
  add_arg_scope,
  arg_scope,
  arg_scoped_arguments,
  current_arg_scope,
  has_arg_scope,
} from './arg_scope.ts';
export {
  add_model_variable,
  get_local_variables,
  get_model_variables,
  get_trainable_variables,
  get_unique_variable,
  get_variables,
  get_variables_by_name,
  get_variables_by_suffix,
  get_variables_to_restore,
  model_variable,
  variable,
} from './variables.ts';
export {convert_to_tensor_or_sparse_tensor} from '../../sparse/sparse_tensor.ts';
