/**
 * Variables that count: each run gets the next number, up to a limit.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, int, ref, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import type {DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {INDICES} from './dtype_lists.ts';
import {handle_of_variable, type VariableLike} from './handle_variable.ts';
import {with_rank} from './shape_functions.ts';
import {value_shape} from './variable_shape.ts';

/** The value of a variable, which then is one more; refuses to go beyond `limit`. */
export const CountUpTo = define_op('CountUpTo', {
  inputs: {ref: ref('T')},
  outputs: {output: 'T'},
  attrs: {limit: int(), T: type(INDICES)},
  shape: ({shapes: [variable]}) => [with_rank(variable as TensorShape, 0)],
});

/** The same of a variable that a handle stands for. */
export const ResourceCountUpTo = define_op('ResourceCountUpTo', {
  inputs: {resource: 'resource'},
  outputs: {output: 'T'},
  attrs: {limit: int(), T: type(INDICES)},
  is_stateful: true,
  shape: (context) => {
    if (context.handle_data(0) === null) throw new ShapeError('Handle has no shape/type information.');
    return [with_rank(value_shape(context, 'handle'), 0)];
  },
});

/** `tf.count_up_to(ref, limit, name)`: the value of a scalar variable, which then is one more; an `OutOfRangeError` at `limit`. */
export const count_up_to = signature(
  ['ref', 'limit', 'name'],
  function count_up_to(variable: VariableLike, limit: number, name: string | null = null): Tensor {
    const handle = handle_of_variable(variable);
    if (handle === null) return apply(CountUpTo, {ref: variable}, {limit}, name).output;
    const {dtype} = variable as {readonly dtype: DType};
    return apply(ResourceCountUpTo, {resource: handle}, {limit, T: dtype}, name).output;
  },
);
