/**
 * Sums and differences, elementwise.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_rules} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {define_op, int, list_of, shape, type} from '../graph/define_op.ts';
import {signature} from '../graph/public.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {Tensor} from '../graph/tensor.ts';
import {as_dtype, string, variant, type DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {as_shape, type ShapeLike, type TensorShape} from '../types/tensor_shape.ts';
import {identity} from './array_identity.ts';
import {reduced_if_needed, shapes_are_equal, smart_reductions} from './broadcast_gradient.ts';
import {NUMBERS, SIGNED, SUMMANDS, FACTORS} from './dtype_lists.ts';
import {binary_function, define_binary, define_unary, unary_function} from './elementwise.ts';
import {folded_binary} from './folding.ts';
import {gradient} from './gradient_registry.ts';
import {merge_all} from './shape_functions.ts';

export const Add = define_binary('Add', [...SUMMANDS, string]);
/** The sum that `+` makes: its order does not matter. */
export const AddV2 = define_binary('AddV2', SUMMANDS, {is_commutative: true, is_aggregate: true});
gradient([Add, AddV2], (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  if (shapes_are_equal(x, y, dy)) return [dy, dy];
  const [x_reduction, y_reduction] = smart_reductions(tf, x, y, dy);
  return [reduced_if_needed(tf, dy, x_reduction), reduced_if_needed(tf, dy, y_reduction)];
});
for (const {name} of [Add, AddV2])
  constant_rules(
    name,
    folded_binary((x, y) => x + y),
  );

export const Sub = define_binary('Sub', FACTORS);
gradient(Sub, (tf, op, dy) => {
  const [x, y] = op.inputs as [Tensor, Tensor];
  if (shapes_are_equal(x, y, dy)) return [dy, dy.neg()];
  const [x_reduction, y_reduction] = smart_reductions(tf, x, y, dy);
  const dx = reduced_if_needed(tf, dy, x_reduction);
  return [dx, reduced_if_needed(tf, dy.neg(), y_reduction)];
});
constant_rules(
  'Sub',
  folded_binary((x, y) => x - y),
);

export const Neg = define_unary('Neg', SIGNED);
gradient(Neg, (_tf, _op, dy) => [dy.neg()]);

/** The sum of any number of tensors of one shape. */
export const AddN = define_op('AddN', {
  inputs: {inputs: list_of('T', 'N')},
  outputs: {sum: 'T'},
  attrs: {N: int(undefined, {minimum: 1}), T: type([...NUMBERS, variant])},
  is_commutative: true,
  is_aggregate: true,
  shape: ({shapes}) => [merge_all(shapes)],
});

/** The sum of any number of tensors, in any order of arrival. */
export const AccumulateNV2 = define_op('AccumulateNV2', {
  inputs: {inputs: list_of('T', 'N')},
  outputs: {sum: 'T'},
  attrs: {N: int(undefined, {minimum: 1}), T: type(NUMBERS), shape: shape()},
  is_commutative: true,
  is_aggregate: true,
  shape: ({attr}) => [attr<TensorShape>('shape')],
});
gradient([AddN, AccumulateNV2], (_tf, op, dy) => op.inputs.map(() => dy));

/** `tf.add`: `x + y`, elementwise. Supports broadcasting, and strings, which it concatenates. */
export const add = binary_function(Add, 'add');
/** `gen_math_ops.add_v2`: what `+` builds. */
export const add_v2 = binary_function(AddV2, 'add_v2');
/** `tf.subtract`: `x - y`, elementwise. */
export const subtract = binary_function(Sub, 'subtract');
/** `tf.negative`: `-x`, elementwise. */
export const negative = unary_function(Neg, 'negative');

/** Whether there is anything to add. */
function is_filled_list(inputs: unknown): boolean {
  return Array.isArray(inputs) && inputs.length > 0;
}

function refuse_inputs(): never {
  throw new ValueError(
    'inputs must be a list of at least one Tensor/IndexedSlices with the same dtype and shape',
  );
}

/** `tf.add_n`: the sum of tensors of one dtype and shape. Throws `ValueError` without any. */
export const add_n = signature(
  ['inputs', 'name'],
  function add_n(inputs: readonly (TensorLike | IndexedSlices)[], name: string | null = null): Tensor {
    if (!is_filled_list(inputs)) refuse_inputs();
    const summands = inputs.map((input) => (input instanceof IndexedSlices ? input : to_tensor(input)));
    if (summands.length > 1) return apply(AddN, {inputs: summands as TensorLike[]}, {}, name).sum;
    const only = to_tensor(summands[0] as TensorLike);
    return name ? identity(only, name) : only;
  },
);

/** `tf.accumulate_n`: the sum of tensors of one dtype and shape, in any order. */
export const accumulate_n = signature(
  ['inputs', 'shape', 'tensor_dtype', 'name'],
  function accumulate_n(
    inputs: readonly TensorLike[],
    shape: ShapeLike = null,
    tensor_dtype: DTypeLike | null = null,
    name: string | null = null,
  ): Tensor {
    const message = 'inputs must be a list of at least one Tensor with the same dtype and shape';
    if (!is_filled_list(inputs)) throw new ValueError(message);
    const summands = inputs.map((input) => to_tensor(input));
    const [first] = summands as [Tensor];
    if (summands.some(({dtype}) => dtype !== first.dtype)) throw new ValueError(message);
    const merged = summands.reduce((sizes, summand) => sizes.merge_with(summand.shape), as_shape(shape));
    if (tensor_dtype !== null && as_dtype(tensor_dtype) !== first.dtype) {
      throw new TypeError(`tensor_dtype is ${as_dtype(tensor_dtype)}, but input is of type ${first.dtype}`);
    }
    if (summands.length > 1) return apply(AccumulateNV2, {inputs: summands}, {shape: merged}, name).sum;
    return name === null ? first : identity(first, name);
  },
  {integer_parameters: ['shape']},
);
