/**
 * Elements by their order: the n-th, nearly the largest, the nearest falling sequence. And what data formats do to axes.
 */
import {apply} from '../graph/apply_op.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, float, int, string, type} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {bfloat16, float16, float32, int32} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import type {OpBuilders} from './builders.ts';
import {FLOATS, INDICES, REAL_NUMBERS} from './dtype_lists.ts';
import {gradient} from './gradient_registry.ts';
import {same_as_input, with_rank, with_rank_at_least} from './shape_functions.ts';

/** The n-th smallest of each row, or with `reverse` the n-th largest; the first is number 0. */
export const NthElement = define_op('NthElement', {
  inputs: {input: 'T', n: 'int32'},
  outputs: {values: 'T'},
  attrs: {reverse: bool(false), T: type(REAL_NUMBERS)},
  shape: ({shapes, constant_value}) => {
    const input = with_rank_at_least(shapes[0] as TensorShape, 1);
    with_rank(shapes[1] as TensorShape, 0);
    const value = constant_value(1);
    const n = value === null ? null : Number(value.item());
    if (n !== null && n < 0) {
      throw new ShapeError(`Dimension size, given by scalar input 1, must be non-negative but is ${n}`);
    }
    if (input.ndims === null) return [unknown_shape()];
    const last = input[input.ndims - 1] ?? null;
    if (last !== null && n !== null && last <= n)
      throw new ShapeError(`Input must have last dimension > n = ${n} but is ${last}`);
    return [input.slice(0, -1)];
  },
});
gradient(NthElement, (tf, op, dy) => {
  const [input, output] = [op.inputs[0] as Tensor, op.outputs[0] as Tensor];
  const indicators = tf.cast(tf.equal(tf.expand_dims(output, -1), input), dy.dtype);
  const change = tf.expand_dims(dy, -1);
  const selected = tf.expand_dims(tf.reduce_sum(indicators, -1), -1);
  return [tf.div(indicators, selected).mul(change), null];
});

/** `tf.nn.nth_element`: the `n`-th smallest of each row (or largest, with `reverse`), counted from 0. */
export const nth_element = signature(
  ['input', 'n', 'reverse', 'name'],
  function nth_element(
    input: TensorLike,
    n: TensorLike,
    reverse = false,
    name: string | null = null,
  ): Tensor {
    return apply(NthElement, {input, n}, {reverse}, name).values;
  },
  {integer_parameters: ['n']},
);

/** The largest (or smallest) elements along a dimension, some of which may be missed, and their indices. */
export const ApproxTopK = define_op('ApproxTopK', {
  inputs: {input: 'T'},
  outputs: {values: 'T', indices: 'int32'},
  attrs: {
    k: int(undefined, {minimum: 0}),
    reduction_dimension: int(-1),
    recall_target: float(0.95),
    is_max_k: bool(true),
    reduction_input_size_override: int(-1),
    aggregate_to_topk: bool(true),
    T: type([float16, bfloat16, float32]),
  },
  shape: ({shapes: [shape], attr}) => {
    const input = shape as TensorShape;
    if (input.ndims === null) return [unknown_shape(), unknown_shape()];
    const given = attr<number>('reduction_dimension');
    const axis = given < 0 ? given + input.ndims : given;
    if (axis < 0 || axis >= input.ndims) {
      throw new ShapeError(
        `reduction_dimension must be in range [${-input.ndims}, ${input.ndims}), but got ${given}`,
      );
    }
    const k = attr<number>('k');
    const size = input[axis] ?? null;
    if (size !== null && size < k)
      throw new ShapeError(`input must have last dimension >= k = ${k} but was ${size}`);
    const output = new TensorShape(input.as_list().map((each, i) => (i === axis ? k : each)));
    return [output, output];
  },
});
gradient(ApproxTopK, (tf, op, dy) => {
  const [input, indices] = [op.inputs[0] as Tensor, op.outputs[1] as Tensor];
  const sizes = indices.shape.as_list() as number[];
  const lifted = [...sizes, 1].map(BigInt);
  const given = op.get_attr<number>('reduction_dimension');
  const axis = given < 0 ? given + sizes.length : given;
  const parts = sizes.map((size, dimension) => {
    if (dimension === axis) return tf.reshape(indices, lifted);
    const shape = lifted.map((_, index) => (index === dimension ? BigInt(size) : 1n));
    return tf.broadcast_to(tf.reshape(tf.range(BigInt(size)), shape), lifted);
  });
  const rank = BigInt(sizes.length);
  const count = sizes.reduce((product, size) => product * BigInt(size), 1n);
  const flat = tf.reshape(tf.concat(parts, sizes.length), [count, rank]);
  const change = tf.reshape(dy, [count]);
  return [tf.scatter_nd(flat, change, (input.shape.as_list() as number[]).map(BigInt))];
});

/** The falling sequence nearest to each row, and which elements are made equal. */
export const IsotonicRegression = define_op('IsotonicRegression', {
  inputs: {input: 'T'},
  outputs: {output: 'output_dtype', segments: 'int32'},
  attrs: {T: type(REAL_NUMBERS), output_dtype: type(FLOATS, float32)},
  shape: same_as_input(),
});

/** The mean of a row's elements for each of its segments. */
function mean_of_segments(tf: OpBuilders, inputs: Tensor, segments: Tensor): Tensor {
  const classes = inputs.shape.as_list().at(-1) as number;
  const flat = tf.reshape(segments, [-1n, BigInt(classes)]);
  const batches = tf.shape(flat).getitem(0);
  const offsets = tf.expand_dims(tf.range(batches).mul(BigInt(classes)), 1);
  const numbered = tf.reshape(flat.add(offsets), [-1n]);
  const means = tf.segment_mean(tf.reshape(inputs, [-1n]), numbered);
  return tf.reshape(tf.gather(means, numbered), tf.shape(inputs));
}
gradient(IsotonicRegression, (tf, op, dy) => [mean_of_segments(tf, dy, op.outputs[1] as Tensor)]);

const format_attrs = {
  T: type(INDICES, int32),
  src_format: string('NHWC'),
  dst_format: string('NCHW'),
};

/** Which axis of the one data format is that axis of the other. */
export const DataFormatDimMap = define_op('DataFormatDimMap', {
  inputs: {x: 'T'},
  outputs: {y: 'T'},
  attrs: format_attrs,
  shape: same_as_input(),
});

/** Sizes (or pairs of them) in the order of the other data format. */
export const DataFormatVecPermute = define_op('DataFormatVecPermute', {
  inputs: {x: 'T'},
  outputs: {y: 'T'},
  attrs: format_attrs,
  shape: same_as_input(),
});
