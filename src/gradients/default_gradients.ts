/**
 * The gradients that are not computed: ones at the ys (or what the caller gave), and zeros for outputs
 * that the ys do not depend on.
 */
import {ValueError} from '../types/python_errors.ts';
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Operation} from '../graph/operation.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {OpBuilders} from '../ops/builders.ts';
import {VariableShape} from '../ops/resource_variable.ts';
import {float32, resource, variant, type DType} from '../types/dtypes.ts';
import type {Gradient} from '../ops/gradient_registry.ts';

function check_given(y: Tensor, gradient: Gradient): void {
  const {dtype} = gradient;
  const real = (type: Tensor['dtype']): boolean => type.is_floating || type.is_integer;
  if (real(y.dtype)) {
    if (!real(dtype)) {
      throw new TypeError(
        `Gradient type ${dtype.name} generated for real or integer-valued tensor ${String(y)} with type ${y.dtype.name} must be real or integer`,
      );
    }
  } else if (y.dtype.is_complex) {
    if (!dtype.is_complex) {
      throw new TypeError(
        `Gradient type ${dtype.name} generated for complex-valued tensor ${String(y)} with type ${y.dtype.name} must be real`,
      );
    }
  } else if (y.dtype === variant) {
    if (dtype !== variant) {
      throw new TypeError(
        `Gradient type ${dtype.name} generated for variant tensor ${String(y)} with type ${y.dtype.name} must be variant`,
      );
    }
  } else if (y.dtype === resource) {
    if (dtype === resource) {
      throw new TypeError(
        `Input gradient ${String(gradient)} for resource tensor ${String(y)} should not be a resource`,
      );
    }
  } else {
    throw new TypeError(
      `Tensor ${String(y)} with type ${y.dtype.name} must be numeric to obtain a default gradient`,
    );
  }
}

function given_gradient(tf: OpBuilders, y: Tensor, gradient: Gradient, i: number): Gradient {
  check_given(y, gradient);
  if (!(gradient instanceof IndexedSlices)) return tf.identity(gradient, `grad_ys_${i}`);
  const {indices, values, dense_shape} = gradient;
  return new IndexedSlices(
    tf.identity(values, `grad_ys_${i}_values`),
    tf.identity(indices, `grad_ys_${i}_indices`),
    dense_shape === null ? null : tf.identity(dense_shape, `grad_ys_${i}_shape`),
  );
}

function default_gradient(tf: OpBuilders, y: Tensor, i: number): Tensor {
  if (y.dtype.is_complex) {
    throw new TypeError(`Gradients of complex tensors must set grad_ys (y.dtype = ${y.dtype.repr()})`);
  }
  return tf.fill(
    tf.shape(y),
    tf.constant(y.dtype.is_floating ? 1 : 1n, y.dtype.base_dtype, null, `grad_ys_${i}`),
  );
}

/** The gradients that the walk starts with: `given`, or ones, in the scope of the call. */
export function ones_of(
  tf: OpBuilders,
  request: {readonly ys: readonly Tensor[]; readonly colocate: boolean},
  given: readonly (TensorLike | IndexedSlices | null)[],
): Gradient[] {
  const {ys, colocate} = request;
  if (given.length !== ys.length) throw new ValueError(`Passed ${given.length} grad_ys for ${ys.length} ys`);
  const converted = given.map((value, i) =>
    value === null || value instanceof IndexedSlices ? value : to_tensor(value, {name: `grad_y_${i}`}),
  );
  return ys.map((y, i) => {
    const gradient = converted[i] ?? null;
    const build = (): Gradient =>
      gradient === null ? default_gradient(tf, y, i) : given_gradient(tf, y, gradient, i);
    return colocate ? within_colocation(y.graph, y.op, false, build) : build();
  });
}

/** A conditional context as far as zeros need it. */
interface Conditional {
  readonly pred: Tensor;
  readonly branch: 0 | 1;
}

/** Zeros for output `index` of `op`, made only where the output exists (`ZerosLikeOutsideLoop`). */
export function zeros_for_output(tf: OpBuilders, op: Operation, index: number): Tensor {
  const output = op.outputs[index] as Tensor;
  const context = op.control_flow_context;
  const is_switch = op.type === 'Switch' || op.type === 'RefSwitch';
  const zeros_of = (value: Tensor): Tensor => tf.zeros(measured(tf, value), handled_dtype(output));
  if (!is_switch || context === null || !context.is_cond_context())
    return output.dtype === resource ? zeros_of(output) : tf.zeros_like(output, null, null, false);
  const {pred, branch} = context as typeof context & Conditional;
  const taken = tf.switch(op.inputs[0] as Tensor, pred)[1 - branch] as Tensor;
  // Control dependencies are on whole operations, so that an identity stands for the branch.
  const pivot = tf.identity(taken);
  if (output.dtype === resource) return op.graph.control_dependencies([pivot], () => zeros_of(taken));
  const shape = measured(tf, taken);
  return op.graph.control_dependencies([pivot], () => tf.zeros(shape, output.dtype));
}

/** Zeros for an x that nothing depends on: in the shape of the variable if it is the handle of one. */
export function zeros_for_input(tf: OpBuilders, x: Tensor): Tensor {
  return x.dtype === resource ? tf.zeros(measured(tf, x), handled_dtype(x)) : tf.zeros_like(x);
}

/** The shape of a tensor, or of the variable behind a handle. */
function measured(tf: OpBuilders, value: Tensor): Tensor {
  if (value.dtype === resource) return apply(VariableShape, {input: value}, {}).output;
  return tf.shape_internal(value, null, false);
}

/** `default_gradient.get_zeros_dtype`: the dtype of gradients by a tensor, or by the variable behind a handle. */
function handled_dtype({dtype, handle_data}: Tensor): DType {
  if (dtype !== resource) return dtype;
  return handle_data?.length === 1 ? (handle_data[0]?.dtype ?? float32) : float32;
}
