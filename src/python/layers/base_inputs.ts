/**
 * What layers are given: their keywords, their inputs as tensors, and the loss of their outputs.
 */
import {UnimplementedError} from '../../errors.ts';
import {AttributeError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import type {DTypeLike} from '../../types/dtypes.ts';
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {Tensor} from '../../graph/tensor.ts';
import {cast} from '../../ops/math_cast.ts';
import {shape} from '../../ops/array_shape.ts';
import {is_record} from '../../util/records.ts';
import type {VariableScope} from '../variable_scope.ts';
import type {Reuse} from '../variable_store.ts';

/** One input, or a list of them. */
export type LayerInputs = TensorLike;

/** `activity_regularizer(outputs)`: a loss of a layer's outputs. */
export type ActivityRegularizer = (outputs: Tensor) => Tensor | null;

/** The keywords that every layer takes beside its own parameters. */
export interface LayerKeywords {
  readonly trainable?: boolean | undefined;
  readonly dtype?: DTypeLike | null | undefined;
  readonly activity_regularizer?: ActivityRegularizer | null | undefined;
  /** The scope of the variables, where it is not to be found by name. */
  readonly _scope?: string | VariableScope | null | undefined;
  /** Whether the variables are shared with an earlier layer of this name. */
  readonly _reuse?: Reuse | undefined;
}

const KNOWN_KEYWORDS = new Set([
  'activity_regularizer',
  'autocast',
  'batch_input_shape',
  'batch_size',
  'input_shape',
]);

/** The keywords as they are. Throws `TypeError` for one that no layer knows. */
export function checked_keywords(kwargs: LayerKeywords): LayerKeywords {
  for (const name of Object.keys(kwargs)) {
    if (name === '_scope' || name === '_reuse' || KNOWN_KEYWORDS.has(name)) continue;
    if (name === 'weights') {
      throw new UnimplementedError(
        null,
        null,
        'Layers take no initial weights yet: give an initializer for each variable, for example tf.constant_initializer(values).',
      );
    }
    throw new TypeError(`('Keyword argument not understood:', ${python_repr(name)})`);
  }
  return kwargs;
}

function is_list_of_inputs(inputs: LayerInputs): inputs is readonly TensorLike[] {
  return Array.isArray(inputs) && inputs.some((input) => typeof input === 'object' && !Array.isArray(input));
}

/** The inputs as tensors, as they were given and as a list. */
export function layer_inputs(inputs: LayerInputs): {
  inputs: Tensor | readonly Tensor[];
  flat: readonly Tensor[];
} {
  if (inputs instanceof Tensor) return {inputs, flat: [inputs]};
  if (is_list_of_inputs(inputs)) {
    const tensors = inputs.map((input) => to_tensor(input));
    return {inputs: tensors, flat: tensors};
  }
  const tensor = to_tensor(inputs);
  return {inputs: tensor, flat: [tensor]};
}

/** The loss of an output for one row of it, so that it does not grow with the batch. */
export function activity_loss(loss: Tensor | null, output: Tensor): Tensor {
  if (loss === null) throw new AttributeError("'NoneType' object has no attribute 'dtype'");
  const batch_size = cast(shape(output).getitem(0), loss.dtype);
  return loss.truediv(batch_size);
}

/** Takes the keyword `scope` off the arguments of a call. */
export function without_scope(args: readonly unknown[]): {
  scope: string | VariableScope | null;
  rest: readonly unknown[];
} {
  const last = args.at(-1);
  if (!is_record(last) || !('scope' in last)) return {scope: null, rest: args};
  const {scope, ...others} = last;
  const before = args.slice(0, -1);
  return {
    scope: scope as string | VariableScope | null,
    rest: Object.keys(others).length > 0 ? [...before, others] : before,
  };
}
