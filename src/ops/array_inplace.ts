/**
 * Arrays that are changed in place, or left as the memory is: rows updated, copies, uninitialised arrays.
 */
import {apply} from '../graph/apply_op.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, list_of, ref, shape, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import {with_name_scope} from '../graph/scope_functions.ts';
import type {Tensor} from '../graph/tensor.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {expand_dims} from './array_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {merge_shapes, no_output, same_as_input, with_rank} from './shape_functions.ts';

/** Adds to rows. */
export const InplaceAdd = define_op('InplaceAdd', {
  inputs: {x: 'T', i: 'int32', v: 'T'},
  outputs: {y: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});

/** Subtracts from rows. */
export const InplaceSub = define_op('InplaceSub', {
  inputs: {x: 'T', i: 'int32', v: 'T'},
  outputs: {y: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});

/** Puts rows in the place of others. */
export const InplaceUpdate = define_op('InplaceUpdate', {
  inputs: {x: 'T', i: 'int32', v: 'T'},
  outputs: {y: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});

/** The same elements in memory of their own. */
export const DeepCopy = define_op('DeepCopy', {
  inputs: {x: 'T'},
  outputs: {y: 'T'},
  attrs: {T: type()},
  is_stateful: true,
  shape: same_as_input(),
});

/** An array of this shape: zeros with `init`, else whatever. */
export const Empty = define_op('Empty', {
  inputs: {shape: 'int32'},
  outputs: {output: 'dtype'},
  attrs: {dtype: type(), init: bool(false)},
  is_stateful: true,
  shape: ({shapes, constant_value_as_shape}) => {
    with_rank(shapes[0] as TensorShape, 1);
    return [constant_value_as_shape(0)];
  },
});

/** Arrays of one row each, one below the other. */
export const ParallelConcat = define_op('ParallelConcat', {
  inputs: {values: list_of('T', 'N')},
  outputs: {output: 'T'},
  attrs: {N: int(undefined, {minimum: 1}), T: type(), shape: shape()},
  shape: ({shapes, attr}) => {
    const given = attr<TensorShape>('shape');
    if (given.ndims === null || given.ndims === 0)
      throw new ShapeError('Shape attr must have rank at least 1');
    const row = new TensorShape([1, ...given.as_list().slice(1)]);
    for (const value of shapes) {
      if (!value.is_fully_defined()) throw new ShapeError('All input shapes must be fully defined.');
      merge_shapes(value, row);
    }
    return [given];
  },
});

/** `tf.parallel_stack(values, name)`: arrays of one shape stacked along a new first axis, which must be known. */
export const parallel_stack = signature(
  ['values', 'name'],
  function parallel_stack(values: readonly TensorLike[], name: string | null = 'parallel_stack'): Tensor {
    return with_name_scope(name, null, [], () => {
      const row_shape = to_tensor(values[0] as TensorLike).shape;
      const output_shape = new TensorShape([values.length]).concatenate(row_shape);
      const rows = values.map((value) => expand_dims(value, 0));
      return apply(ParallelConcat, {values: rows}, {shape: output_shape}, null).output;
    });
  },
);

/** Puts values in the place of a slice of a variable. */
export const StridedSliceAssign = define_op('StridedSliceAssign', {
  inputs: {ref: ref('T'), begin: 'Index', end: 'Index', strides: 'Index', value: 'T'},
  outputs: {output_ref: ref('T')},
  attrs: {
    T: type(),
    Index: type(INDICES),
    begin_mask: int(0),
    end_mask: int(0),
    ellipsis_mask: int(0),
    new_axis_mask: int(0),
    shrink_axis_mask: int(0),
  },
  shape: same_as_input(),
});

/** The same of a variable that a handle stands for. */
export const ResourceStridedSliceAssign = define_op('ResourceStridedSliceAssign', {
  inputs: {ref: 'resource', begin: 'Index', end: 'Index', strides: 'Index', value: 'T'},
  attrs: {
    T: type(),
    Index: type(INDICES),
    begin_mask: int(0),
    end_mask: int(0),
    ellipsis_mask: int(0),
    new_axis_mask: int(0),
    shrink_axis_mask: int(0),
  },
  is_stateful: true,
  shape: no_output,
});
