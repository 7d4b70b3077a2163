/**
 * The definitions of ops that call functions of the program's own. Which function a token stands for is remembered by who
 * made the node; the session calls it.
 */
import {UnimplementedError} from '../errors.ts';
import {bool, define_op, list, list_of, string, type} from '../graph/define_op.ts';
import {gradient, not_differentiable} from './gradient_registry.ts';
import {unknown_output} from './shape_functions.ts';

const TYPES = {Tin: list(type(), undefined, {minimum: 0}), Tout: list(type(), undefined, {minimum: 0})};

/** Calls a function with arrays, for its results or for what else it does. */
export const PyFunc = define_op('PyFunc', {
  inputs: {input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: {token: string(), ...TYPES},
  is_stateful: true,
  shape: unknown_output,
});

/** The same of a function that gives for equal arrays equal results and does nothing else. */
export const PyFuncStateless = define_op('PyFuncStateless', {
  inputs: {input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: {token: string(), ...TYPES},
  shape: unknown_output,
});
not_differentiable(PyFunc, PyFuncStateless);

/** Calls a function that TensorFlow runs eagerly, and here with arrays. */
export const EagerPyFunc = define_op('EagerPyFunc', {
  inputs: {input: list_of('Tin')},
  outputs: {output: list_of('Tout')},
  attrs: {token: string(), is_async: bool(false), ...TYPES},
  is_stateful: true,
  shape: unknown_output,
});
gradient(EagerPyFunc, (_tf, op) => {
  throw new UnimplementedError(
    null,
    op,
    `The function of '${op.name}' computes with arrays, which are not differentiated: write it with graph operations, or give its gradient with tf.custom_gradient.`,
  );
});
