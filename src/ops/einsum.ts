/**
 * Sums of products by an equation, in one op, as later graphs have it. `tf.einsum` of TensorFlow 1 is made of other ops and stands
 * in `python/einsum.ts`.
 */
import {define_op, int, list_of, string, type} from '../graph/define_op.ts';
import {ShapeError, type ShapeFunction} from '../graph/op_definition.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {parse_einsum, with_ellipsis} from '../util/einsum_equation.ts';
import {merge_size, with_rank, with_rank_at_least} from './shape_functions.ts';

type Size = number | null;

const ELLIPSIS = '...';

/** The shape of an operand, its rank checked against its labels; the sizes under its ellipsis have labels of their own. */
function labelled(shape: TensorShape, labels: readonly string[]): {labels: string[]; shape: TensorShape} {
  const count = labels.filter((label) => label !== ELLIPSIS).length;
  if (count === labels.length) return {labels: [...labels], shape: with_rank(shape, count)};
  with_rank_at_least(shape, count);
  return {labels: with_ellipsis(labels, (shape.ndims ?? count) - count), shape};
}

/** What is under an ellipsis broadcasts. */
function merged(label: string, known: Size, size: Size): Size {
  if (!label.startsWith(ELLIPSIS)) return merge_size(known, size);
  if (known === 1) return size;
  return size === 1 ? known : merge_size(known, size);
}

const einsum_shape: ShapeFunction = ({shapes, attr}) => {
  const equation = parse_einsum(attr<string>('equation'));
  const sizes = new Map<string, Size>();
  let widest: number | null = 0;
  shapes.forEach((own, operand) => {
    const written = equation.inputs[operand] ?? [];
    let input: ReturnType<typeof labelled>;
    try {
      input = labelled(own, written);
    } catch (error) {
      const {message} = error as Error;
      const place = `\n\t for ${operand}th input and equation: ${attr<string>('equation')}`;
      throw new ShapeError(`${message}${place}`);
    }
    if (written.includes(ELLIPSIS)) {
      const {ndims} = own;
      if (ndims === null || widest === null) widest = null;
      else widest = Math.max(widest, ndims - written.length + 1);
    }
    if (input.shape.ndims === null) return;
    input.shape.as_list().forEach((size, axis) => {
      const label = input.labels[axis] as string;
      sizes.set(label, sizes.has(label) ? merged(label, sizes.get(label) ?? null, size) : size);
    });
  });
  if (widest === null && equation.output.includes(ELLIPSIS)) return [unknown_shape()];
  const labels = with_ellipsis(equation.output, widest ?? 0);
  return [new TensorShape(labels.map((label) => sizes.get(label) ?? null))];
};

/** Sums over all labels that the result does not have of products of what the operands have at the same labels. */
define_op('Einsum', {
  inputs: {inputs: list_of('T', 'N')},
  outputs: {output: 'T'},
  attrs: {equation: string(), N: int(undefined, {minimum: 1}), T: type()},
  shape: einsum_shape,
});
