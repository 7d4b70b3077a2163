/**
 * Ops that give what they get, and differ in what gradients do there.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {define_op, list, list_of, ref, string, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {LookupError} from '../types/python_errors.ts';
import {python_bytes} from '../types/python_repr.ts';
import {encode_text} from '../types/text.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {same_as_input, same_as_inputs} from './shape_functions.ts';

export const Identity = define_op('Identity', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});
gradient(Identity, (_tf, _op, dy) => [dy]);
constant_rules('Identity', {folded: (op, of) => of(op.inputs[0] as Tensor)});

/** A reference to the same variable. */
export const RefIdentity = define_op('RefIdentity', {
  inputs: {input: ref('T')},
  outputs: {output: ref('T')},
  attrs: {T: type()},
  allows_uninitialized_input: true,
  shape: same_as_input(),
});
gradient(RefIdentity, (_tf, _op, dy) => [dy]);

export const IdentityN = define_op('IdentityN', {
  inputs: {input: list_of('T')},
  outputs: {output: list_of('T')},
  attrs: {T: list(type(), undefined, {minimum: 1})},
  shape: same_as_inputs,
});
gradient(IdentityN, (_tf, _op, ...dys) => dys);

/** Gives its input, and no gradient to it. */
export const StopGradient = define_op('StopGradient', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});
not_differentiable(StopGradient);

/** Gives its input, and an error to who asks for its gradient. */
export const PreventGradient = define_op('PreventGradient', {
  inputs: {input: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type(), message: string('')},
  shape: same_as_input(),
});
gradient(PreventGradient, (_tf, op) => {
  const reason = python_bytes(encode_text(op.get_attr<string>('message')));
  throw new LookupError(`Gradient explicitly disabled. Reason: ${reason}`);
});

/** `tf.identity`: a tensor of its own with the value of `input`. */
export const identity = signature(
  ['input', 'name'],
  function identity(input: TensorLike, name: string | null = null): Tensor {
    return apply(Identity, {input}, {}, name).output;
  },
);

/** `tf.identity_n`: the same tensors, each available when all are. */
export const identity_n = signature(
  ['input', 'name'],
  function identity_n(input: readonly TensorLike[], name: string | null = null): Tensor[] {
    return apply(IdentityN, {input}, {}, name).output;
  },
);

/** `tf.stop_gradient`: `input`, to which no gradient flows. */
export const stop_gradient = signature(
  ['input', 'name'],
  function stop_gradient(input: TensorLike, name: string | null = null): Tensor {
    return apply(StopGradient, {input}, {}, name).output;
  },
);

/** `gen_array_ops.prevent_gradient`: `input`, whose gradient is an error that says `message`. */
export function prevent_gradient(input: TensorLike, message = '', name: string | null = null): Tensor {
  return apply(PreventGradient, {input}, {message}, name).output;
}
