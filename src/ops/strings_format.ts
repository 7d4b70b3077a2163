/**
 * Tensors written into a text: the definition of StringFormat and `tf.strings.format`.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list, list_of, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeContext} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {Tensor} from '../graph/tensor.ts';
import {ValueError} from '../types/python_errors.ts';
import {scalar_output} from './shape_functions.ts';

/** Refuses a template with another number of places than there are tensors. */
function check_template({attr, shapes}: ShapeContext): void {
  const [template, placeholder] = ['template', 'placeholder'].map((name) => attr<string | Uint8Array>(name));
  // Bytes that are no text: the run tells.
  if (typeof template !== 'string' || typeof placeholder !== 'string') return;
  const places = template.split(placeholder).length - 1;
  if (places !== shapes.length) {
    throw new ShapeError(
      `num placeholders in template and num inputs must match: ${places} vs. ${shapes.length}`,
    );
  }
}

/** A text with tensors in the places of a placeholder. */
const StringFormat = define_op('StringFormat', {
  inputs: {inputs: list_of('T')},
  outputs: {output: 'string'},
  attrs: {
    T: list(type(), undefined, {minimum: 0}),
    template: string('%s'),
    placeholder: string('%s'),
    summarize: int(3),
  },
  shape: (context) => {
    check_template(context);
    return scalar_output(context);
  },
});

/**
 * `tf.strings.format(template, inputs)`: the text `template` with the tensors `inputs` (or one) in the places of `placeholder`, of each the first
 * and last `summarize` parts along each axis (-1: all). ValueError where their numbers differ.
 */
export const string_format = signature(
  ['template', 'inputs', 'placeholder', 'summarize', 'name'],
  function string_format(
    template: string,
    inputs: Tensor | readonly TensorLike[],
    placeholder = '{}',
    summarize = 3,
    name: string | null = null,
  ): Tensor {
    const tensors: readonly TensorLike[] = inputs instanceof Tensor ? [inputs] : inputs;
    const places = template.split(placeholder).length - 1;
    if (places !== tensors.length) {
      throw new ValueError(
        `${places} placeholder(s) in template does not match ${tensors.length} tensor(s) provided as input`,
      );
    }
    const attrs = {template, placeholder, summarize};
    return apply(StringFormat, {inputs: tensors}, attrs, name).output;
  },
);
