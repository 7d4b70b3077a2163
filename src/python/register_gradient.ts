/**
 * Gradients of op types that users give: `tf.RegisterGradient`, `tf.NoGradient`. The registry itself is beside
 * the ops.
 */
import {within_user_code} from '../graph/creation_site.ts';
import type {Operation} from '../graph/operation.ts';
import {refuse_promise} from '../graph/scopes.ts';
import type {Tensor} from '../graph/tensor.ts';
import {signature} from '../graph/public.ts';
import {register_gradient, type Gradient} from '../ops/gradient_registry.ts';
import {CallableObject, define_methods, public_class} from '../util/signature.ts';

/** Gradients of an operation's inputs: one, or one for each, `null` where there is none. */
type InputGradients = Gradient | null | readonly (Gradient | null)[];

/** The gradient of an op type: from an operation and the gradients of its outputs to those of its inputs. */
export type OpGradient = (op: Operation, ...grads: Tensor[]) => InputGradients;

function check_op_type(op_type: unknown): void {
  if (typeof op_type !== 'string') throw new TypeError('op_type must be a string');
}

function is_list(results: InputGradients): results is readonly (Gradient | null)[] {
  return Array.isArray(results);
}

interface RegisterGradientClass {
  <F extends OpGradient>(f: F): F;
}

class RegisterGradientClass extends CallableObject {
  readonly #op_type: string;

  constructor(op_type: string) {
    super();
    check_op_type(op_type);
    this.#op_type = op_type;
  }

  /** Registers `f` and gives it back. */
  __call__<F extends OpGradient>(f: F): F {
    register_gradient(this.#op_type, (_tf, op, ...grads) => {
      const results = within_user_code(() => f(op, ...grads));
      refuse_promise('RegisterGradient', results);
      return is_list(results) ? results : [results];
    });
    return f;
  }
}

define_methods(RegisterGradientClass, {__call__: ['f']});

/**
 * `tf.RegisterGradient(op_type)(f)`: `f(op, ...grads)` builds the gradients of the inputs of operations of type `op_type`, or of those
 * that `graph.gradient_override_map` gives that name. Throws `TypeError` for a type that is no text, `KeyError` for one that has a gradient.
 */
export const RegisterGradient = public_class(['op_type'], RegisterGradientClass);

/** `tf.no_gradient(op_type)`: no gradient flows through operations of this type. Throws `TypeError`, `KeyError` as above. */
export const no_gradient = signature(['op_type'], function no_gradient(op_type: string): void {
  check_op_type(op_type);
  register_gradient(op_type, null);
});
