/**
 * The edit distance of sequences that stand in the last axis of sparse tensors.
 */
import {bool, define_op, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {with_sparse_parts} from './shape_functions.ts';

/** How many elements of each hypothesis must be inserted, left out or replaced to make its truth of it. */
export const EditDistance = define_op('EditDistance', {
  inputs: {
    hypothesis_indices: 'int64',
    hypothesis_values: 'T',
    hypothesis_shape: 'int64',
    truth_indices: 'int64',
    truth_values: 'T',
    truth_shape: 'int64',
  },
  outputs: {output: 'float32'},
  attrs: {normalize: bool(true), T: type()},
  shape: ({shapes, constant_value}) => {
    with_sparse_parts(shapes.slice(0, 3));
    with_sparse_parts(shapes.slice(3));
    const [hypothesis, truth] = [constant_value(2), constant_value(5)];
    if (hypothesis === null || truth === null) return [unknown_shape()];
    const [own, other] = [hypothesis, truth].map(({data}) => Array.from(data as BigInt64Array, Number)) as [
      number[],
      number[],
    ];
    if (own.length !== other.length) {
      throw new ShapeError(
        `Num elements of hypothesis_shape does not match truth_shape: ${own.length} vs. ${other.length}`,
      );
    }
    return [new TensorShape(own.slice(0, -1).map((size, axis) => Math.max(size, other[axis] as number)))];
  },
});
not_differentiable(EditDistance);
