/**
 * `tf.train.GradientDescentOptimizer`: each variable less the learning rate times its gradient.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {apply} from '../../graph/apply_op.ts';
import {IndexedSlices} from '../../graph/indexed_slices.ts';
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {cast} from '../../ops/math_cast.ts';
import {ResourceScatterAdd} from '../../ops/state_scatter.ts';
import {ApplyGradientDescent, ResourceApplyGradientDescent} from '../../ops/training.ts';
import {handle_of_variable} from '../../ops/handle_variable.ts';
import {public_class} from '../../util/signature.ts';
import type {Variable} from '../variables.ts';
import {Optimizer} from './optimizer.ts';

class GradientDescentOptimizerClass extends Optimizer {
  readonly #learning_rate: TensorLike | (() => TensorLike);
  #learning_rate_tensor: Tensor | null = null;

  constructor(learning_rate: TensorLike | (() => TensorLike), use_locking = false, name = 'GradientDescent') {
    super(use_locking, name);
    this.#learning_rate = learning_rate;
  }

  override _prepare(): void {
    const rate = typeof this.#learning_rate === 'function' ? this.#learning_rate() : this.#learning_rate;
    this.#learning_rate_tensor = to_tensor(rate, {name: 'learning_rate'});
  }

  override _apply_dense(gradient: Tensor, variable: Variable): Operation {
    const alpha = cast(this.#learning_rate_tensor as Tensor, variable.dtype.base_dtype);
    const {use_locking} = this;
    const handle = handle_of_variable(variable);
    if (handle !== null)
      return apply(ResourceApplyGradientDescent, {var: handle, alpha, delta: gradient}, {use_locking})
        .operation;
    return apply(ApplyGradientDescent, {var: variable, alpha, delta: gradient}, {use_locking}).operation;
  }

  override _apply_sparse_duplicate_indices(gradient: IndexedSlices, variable: Variable): Operation {
    const handle = handle_of_variable(variable);
    if (handle !== null) {
      const {values, indices} = gradient;
      const updates = values.neg().mul(this.#learning_rate as TensorLike);
      return apply(ResourceScatterAdd, {resource: handle, indices, updates}, {}).operation;
    }
    const rate = cast(this.#learning_rate_tensor as Tensor, variable.dtype.base_dtype);
    const delta = new IndexedSlices(gradient.values.mul(rate), gradient.indices, gradient.dense_shape);
    return variable.scatter_sub(delta, {use_locking: this.use_locking}).op;
  }
}

/** `tf.train.GradientDescentOptimizer(learning_rate, use_locking, name)`. */
export const GradientDescentOptimizer = public_class(
  ['learning_rate', 'use_locking', 'name'],
  GradientDescentOptimizerClass,
);
export type GradientDescentOptimizer = GradientDescentOptimizerClass;
