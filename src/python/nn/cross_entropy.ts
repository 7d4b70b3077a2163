/**
 * Cross entropies of labels and logits, one loss for each row.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {concat} from '../../ops/array_concat.ts';
import {zeros_like} from '../../ops/array_fill.ts';
import {stop_gradient} from '../../ops/array_identity.ts';
import {where} from '../../ops/array_select.ts';
import {rank, reshape, shape} from '../../ops/array_shape.ts';
import {slice} from '../../ops/array_slice.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {deprecated_argument} from '../../ops/deprecated.ts';
import {cast} from '../../ops/math_cast.ts';
import {range} from '../../ops/math_range.ts';
import {add, subtract} from '../../ops/math_sum.ts';
import {exp, log1p} from '../../ops/math_unary.ts';
import {cross_entropy_rows} from '../../ops/nn_softmax.ts';
import {op_scope} from '../../ops/op_scope.ts';
import {bfloat16, float16, float32} from '../../types/dtypes.ts';
import {ValueError} from '../../types/python_errors.ts';

/** Refuses positional arguments and missing ones. */
export function ensure_named(
  name: string,
  sentinel: unknown,
  labels: TensorLike | null,
  logits: TensorLike | null,
): [TensorLike, TensorLike] {
  if (sentinel !== null) {
    throw new ValueError(`Only call \`${name}\` with named arguments (labels=..., logits=..., ...)`);
  }
  if (labels === null || logits === null) throw new ValueError('Both labels and logits must be provided.');
  return [labels, logits];
}

/** `_flatten_outer_dims`: a matrix of all rows. */
function flatten_outer_dims(logits: Tensor): Tensor {
  const all = rank(logits);
  const sizes = shape(logits);
  const last_dim_size = slice(sizes, [subtract(all, 1)], [1]);
  const output = reshape(logits, concat([[-1n], last_dim_size], 0));
  const known = logits.shape.ndims === null ? null : logits.shape.as_list();
  const outer = known?.slice(0, -1) ?? [null];
  if (known && !outer.includes(null)) {
    output.set_shape([
      outer.reduce((product: number, size) => product * (size as number), 1),
      known.at(-1) ?? null,
    ]);
  }
  return output;
}

function move_dim_to_end(tensor: Tensor, axis: number, input_rank: Tensor): Tensor {
  const perm = concat([range(BigInt(axis)), range(BigInt(axis) + 1n, input_rank), [BigInt(axis)]], 0);
  return transpose(tensor, perm);
}

function cross_entropy(
  labels_like: TensorLike,
  logits_like: TensorLike,
  axis: number,
  scope: string,
): Tensor {
  const logits = to_tensor(logits_like, {name: 'logits'});
  const given_labels = to_tensor(labels_like, {name: 'labels'});
  const is_half = logits.dtype === float16 || logits.dtype === bfloat16;
  let precise_logits = is_half ? cast(logits, float32) : logits;
  let labels = cast(given_labels, precise_logits.dtype);
  const input_rank = rank(precise_logits);
  if (axis !== -1) {
    precise_logits = move_dim_to_end(precise_logits, axis, input_rank);
    labels = move_dim_to_end(labels, axis, input_rank);
  }
  const input_shape = shape(precise_logits);
  const rows = flatten_outer_dims(precise_logits);
  const costs = cross_entropy_rows(rows, flatten_outer_dims(labels), scope);
  const output_shape = slice(input_shape, [0n], [subtract(input_rank, 1)]);
  const cost = reshape(costs, output_shape);
  if (logits.shape.ndims !== null) {
    const sizes = logits.shape.as_list();
    sizes.splice(axis, 1);
    cost.set_shape(sizes);
  }
  return is_half ? cast(cost, logits.dtype) : cost;
}

/**
 * `tf.nn.softmax_cross_entropy_with_logits_v2`: the cross entropy of `labels` (probabilities) and softmax(`logits`) over `axis`. Gradients
 * flow to both.
 */
export const softmax_cross_entropy_with_logits_v2 = signature(
  ['labels', 'logits', 'axis', 'name', 'dim'],
  function softmax_cross_entropy_with_logits_v2(
    labels: TensorLike,
    logits: TensorLike,
    axis: number | null = null,
    name: string | null = null,
    dim: number | null = null,
  ): Tensor {
    const place = deprecated_argument('axis', axis, 'dim', dim) ?? -1;
    return op_scope(name, 'softmax_cross_entropy_with_logits', [logits, labels], (scope) =>
      cross_entropy(labels, logits, place, scope),
    );
  },
  {integer_parameters: ['axis', 'dim']},
);

/**
 * `tf.nn.softmax_cross_entropy_with_logits`: the same, without a gradient to `labels`. Arguments by keyword only: throws `ValueError`
 * for positional ones.
 */
export const softmax_cross_entropy_with_logits = signature(
  ['_sentinel', 'labels', 'logits', 'dim', 'name', 'axis'],
  function softmax_cross_entropy_with_logits(
    _sentinel: null = null,
    labels: TensorLike | null = null,
    logits: TensorLike | null = null,
    dim: number | null = -1,
    name: string | null = null,
    axis: number | null = null,
  ): Tensor {
    const place = deprecated_argument('axis', axis, 'dim', dim) ?? -1;
    const [given_labels, given_logits] = ensure_named(
      'softmax_cross_entropy_with_logits',
      _sentinel,
      labels,
      logits,
    );
    const stopped = op_scope(
      name,
      'softmax_cross_entropy_with_logits_sg',
      [given_logits, given_labels],
      (scope) => ({
        scope,
        labels: stop_gradient(given_labels, 'labels_stop_gradient'),
      }),
    );
    return softmax_cross_entropy_with_logits_v2(stopped.labels, given_logits, place, stopped.scope);
  },
  {integer_parameters: ['dim', 'axis']},
);

/**
 * `tf.nn.sigmoid_cross_entropy_with_logits`: the cross entropy of each element of `labels` and sigmoid(`logits`). Arguments by
 * keyword only. Throws `ValueError` where the shapes differ.
 */
export const sigmoid_cross_entropy_with_logits = signature(
  ['_sentinel', 'labels', 'logits', 'name'],
  function sigmoid_cross_entropy_with_logits(
    _sentinel: null = null,
    labels: TensorLike | null = null,
    logits: TensorLike | null = null,
    name: string | null = null,
  ): Tensor {
    const given = ensure_named('sigmoid_cross_entropy_with_logits', _sentinel, labels, logits);
    return op_scope(name, 'logistic_loss', [given[1], given[0]], (scope) => {
      const z = to_tensor(given[1], {name: 'logits'});
      const y = to_tensor(given[0], {name: 'labels'});
      if (!y.shape.is_compatible_with(z.shape)) {
        throw new ValueError(
          `logits and labels must have the same shape (${String(z.shape)} vs ${String(y.shape)})`,
        );
      }
      const zeros = zeros_like(z, z.dtype);
      const is_positive = z.greater_equal(zeros);
      const relu_logits = where(is_positive, z, zeros);
      const neg_abs_logits = where(is_positive, z.neg(), z);
      return add(relu_logits.sub(z.mul(y)), log1p(exp(neg_abs_logits)), scope);
    });
  },
);
