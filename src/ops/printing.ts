/**
 * Operations that print a text and that tell the time.
 */
import {apply} from '../graph/apply_op.ts';
import {define_op, string} from '../graph/define_op.ts';
import {ShapeError} from '../graph/op_definition.ts';
import {signature} from '../graph/public.ts';
import type {Tensor} from '../graph/tensor.ts';
import {not_differentiable} from './gradient_registry.ts';
import {scalar_output} from './shape_functions.ts';

/** Writes a text, a scalar, and `end` to a stream or, after `file://`, at the end of a file. */
export const PrintV2 = define_op('PrintV2', {
  inputs: {input: 'string'},
  attrs: {output_stream: string('stderr'), end: string('\n')},
  is_stateful: true,
  shape: ({shapes: [input]}) => {
    const rank = input?.ndims ?? -1;
    if (rank !== 0) throw new ShapeError(`input must be a scalar, but has rank: ${rank}`);
    return [];
  },
});

/** The time in seconds since 1970. */
const Timestamp = define_op('Timestamp', {
  outputs: {ts: 'float64'},
  is_stateful: true,
  shape: scalar_output,
});
not_differentiable(Timestamp);

/** `tf.timestamp()`: the time in seconds since 1970, a float64, each time that it runs. */
export const timestamp = signature(['name'], function timestamp(name: string | null = null): Tensor {
  return apply(Timestamp, {}, {}, name).ts;
});
