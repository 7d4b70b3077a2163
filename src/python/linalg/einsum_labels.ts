/**
 * The equations of `tf.einsum`: what labels each operand and the result have. Knows shapes, and no graph.
 */
import type {TensorShape} from '../../types/tensor_shape.ts';
import {ValueError} from '../../types/python_errors.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ELLIPSIS = '...';

export interface EinsumLabels {
  /** A letter for each axis of each operand. */
  readonly inputs: readonly string[];
  readonly output: string;
}

/** The labels of an operand with letters for the axes under its ellipsis: the last of those that are not used. */
function without_ellipsis(
  labels: string,
  shape: TensorShape,
  unused: string,
): {labels: string; axes: string} {
  const parts = labels.split(ELLIPSIS);
  if (parts.length !== 2) throw new ValueError('Unable to resolve ellipsis. Excess number found.');
  if (shape.ndims === null) throw new ValueError('Unable to statically infer ellipsis axes.');
  const count = shape.ndims - parts.join('').length;
  if (count < 0) throw new ValueError('Ellipses lengths do not match.');
  if (unused.length < count) throw new ValueError('Unable to resolve ellipsis, too many distinct labels.');
  const axes = count > 0 ? unused.slice(-count) : '';
  return {labels: labels.replace(ELLIPSIS, axes), axes};
}

function check_periods(labels: string): void {
  if (labels.includes('.')) throw new ValueError('period "." found outside of ellipsis');
}

/** The labels of `equation` for operands of these shapes. Throws `ValueError` in TensorFlow's words. */
export function resolve_equation(equation: string, shapes: readonly TensorShape[]): EinsumLabels {
  const text = equation.replaceAll(' ', '');
  const match = /^([a-zA-Z,.]+)(->[a-zA-Z.]*)?$/.exec(text);
  if (match === null) throw new ValueError(`Indices have incorrect format: ${text}`);
  const written = (match[1] as string).split(',');
  if (written.length !== shapes.length) {
    throw new ValueError(
      `Got ${shapes.length} arguments for equation "${text}", expecting ${written.length}`,
    );
  }
  const has_ellipsis = text.includes(ELLIPSIS);
  const unused = LETTERS.split('')
    .filter((letter) => !written.join('').includes(letter))
    .join('');
  let widest = '';
  const inputs = written.map((labels, operand) => {
    if (!labels.includes(ELLIPSIS)) return labels;
    const found = without_ellipsis(labels, shapes[operand] as TensorShape, unused);
    if (found.axes.length > widest.length) widest = found.axes;
    return found.labels;
  });
  if (has_ellipsis) inputs.forEach(check_periods);
  if (match[2] !== undefined) {
    const output = has_ellipsis ? match[2].slice(2).replaceAll(ELLIPSIS, widest) : match[2].slice(2);
    if (has_ellipsis) check_periods(output);
    return {inputs, output};
  }
  const all = inputs.join('');
  const once = [...new Set(all)].filter(
    (label) => !widest.includes(label) && all.indexOf(label) === all.lastIndexOf(label),
  );
  return {inputs, output: widest + once.sort().join('')};
}
