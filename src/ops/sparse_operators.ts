/**
 * The operators of sparse tensors: times and over a dense tensor, which is broadcast.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {within_public_call} from '../graph/creation_site.ts';
import type {Tensor} from '../graph/tensor.ts';
import {quotient_operands} from './math_product.ts';
import {op_scope} from './op_scope.ts';
import {SparseDenseCwiseDiv, SparseDenseCwiseMul} from './sparse_elementwise.ts';
import {SparseTensor} from './sparse_tensor.ts';

/** The new values. */
type Combine = (sparse: SparseTensor, dense: Tensor, scope: string) => Tensor;

function combined(
  op: typeof SparseDenseCwiseMul,
  {indices, dense_shape}: SparseTensor,
  values: Tensor,
  dense: Tensor,
  scope: string | null,
): Tensor {
  const inputs = {sp_indices: indices, sp_values: values, sp_shape: dense_shape, dense};
  return apply(op, inputs, {}, scope).output;
}

/** `_sparse_dense_truediv`. */
const quotient: Combine = (sparse, dense, scope) =>
  op_scope(scope, 'truediv', [sparse, dense], () => {
    const [dividend, divisor] = quotient_operands(sparse.values, dense);
    return combined(SparseDenseCwiseDiv, sparse, dividend, divisor, scope);
  });

const OPERATORS: Readonly<Record<'div' | 'mul' | 'truediv', Combine>> = {
  div: (sparse, dense, scope) => combined(SparseDenseCwiseDiv, sparse, sparse.values, dense, scope),
  mul: (sparse, dense, scope) => combined(SparseDenseCwiseMul, sparse, sparse.values, dense, scope),
  truediv: quotient,
};

for (const [name, combine] of Object.entries(OPERATORS)) {
  const value = function (this: SparseTensor, y: TensorLike): SparseTensor {
    return within_public_call(value, () =>
      op_scope(null, name, [this, y], (scope) => {
        const dense = to_tensor(y, {dtype: this.dtype.base_dtype, name: 'y'});
        return new SparseTensor(this.indices, combine(this, dense, scope), this.dense_shape);
      }),
    );
  };
  Object.defineProperty(SparseTensor.prototype, name, {value, writable: true, configurable: true});
}

/** `x * y` of a dense and a sparse tensor. */
export function multiply_by_sparse(x: Tensor, y: SparseTensor, scope: string): SparseTensor {
  return new SparseTensor(y.indices, combined(SparseDenseCwiseMul, y, y.values, x, scope), y.dense_shape);
}
