/**
 * `tf.layers.Flatten`: all axes but the first as one.
 */
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {signature} from '../../graph/public.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {reshape, shape} from '../../ops/array_shape.ts';
import {transpose} from '../../ops/array_transpose.ts';
import {define_methods, public_class} from '../../util/signature.ts';
import {PlainLayer, type LayerKeywords, type LayerName} from './base.ts';
import {InputSpec} from './input_spec.ts';

interface FlattenClass {
  (inputs: TensorLike): Tensor;
}

class FlattenClass extends PlainLayer {
  static override readonly name: string = 'Flatten';
  readonly data_format: string;

  constructor(data_format: string | null = null, kwargs: LayerKeywords & {readonly name?: LayerName} = {}) {
    const {trainable, dtype, name, ...others} = kwargs;
    super(trainable ?? true, name ?? null, dtype ?? null, others);
    const format = (data_format ?? 'channels_last').toLowerCase();
    if (format !== 'channels_first' && format !== 'channels_last') {
      throw new ValueError(
        `The \`data_format\` argument must be one of "channels_first", "channels_last". Received: ${python_repr(data_format).replaceAll("'", '')}`,
      );
    }
    this.data_format = format;
    this.input_spec = new InputSpec({min_ndim: 1});
  }

  override call(inputs: Tensor): Tensor {
    const given = this.data_format === 'channels_first' ? channels_last(inputs) : inputs;
    const size: TensorLike = given.shape.at(0) || shape(given).getitem(0);
    const outputs = reshape(given, [size, -1]);
    outputs.set_shape(this.compute_output_shape(given.shape));
    return outputs;
  }

  /** The shape of the outputs for inputs of this shape. */
  compute_output_shape(input_shape: TensorShape): TensorShape {
    const [first, ...rest] = input_shape.as_list();
    const known = rest.filter((size) => size !== null && size > 0) as number[];
    const size = known.length === rest.length ? known.reduce((product, one) => product * one, 1) : null;
    return new TensorShape([first ?? null, size]);
  }
}
define_methods(FlattenClass, {call: ['inputs']});

function channels_last(inputs: Tensor): Tensor {
  const rank = inputs.shape.ndims;
  if (rank === null || rank <= 1) return inputs;
  const middle = Array.from({length: rank - 2}, (_, i) => i + 2);
  return transpose(inputs, [0, ...middle, 1]);
}

/** `tf.layers.Flatten(data_format)`. */
export const Flatten = public_class(['data_format', 'kwargs'], FlattenClass, {keywords: 'kwargs'});
export type Flatten = FlattenClass;

/** `tf.layers.flatten(inputs, name, data_format)`: [n, ...] -> [n, product of the others]. */
export const flatten = signature(
  ['inputs', 'name', 'data_format'],
  function flatten(inputs: TensorLike, name: LayerName = null, data_format = 'channels_last'): Tensor {
    return new FlattenClass(data_format, {name}).apply(inputs);
  },
);
