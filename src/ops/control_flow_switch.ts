/**
 * The nodes of control flow: values that go one of two ways (`Switch`), come from one of several
 * (`Merge`), and enter and leave the frames of loops. How conditionals use them is in `control_flow.ts`.
 */
import {apply} from '../graph/apply_op.ts';
import {is_graph_value, to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {bool, define_op, int, list_of, list_of_refs, ref, string, type} from '../graph/define_op.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {Tensor} from '../graph/tensor.ts';
import type {DTypeLike} from '../types/dtypes.ts';
import {python_repr} from '../types/python_repr.ts';
import {ValueError} from '../types/python_errors.ts';
import {scalar_shape, TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {shape_internal} from './array_shape.ts';
import {range} from './math_range.ts';
import {op_scope} from './op_scope.ts';
import {no_output, pass_handle_data, same_as_input, with_rank} from './shape_functions.ts';

const switched: ShapeFunction = (context) => {
  const [data, pred] = context.shapes;
  with_rank(pred as TensorShape, 0);
  pass_handle_data(context);
  return [data as TensorShape, data as TensorShape];
};

/** What all inputs have in common, without merging what only some know. */
const merged: ShapeFunction = ({shapes}) => {
  const [first] = shapes as readonly [TensorShape];
  if (shapes.some((shape) => shape.ndims === null || shape.ndims !== first.ndims))
    return [unknown_shape(), scalar_shape()];
  const sizes = first.as_list().map((size, i) => (shapes.every((shape) => shape[i] === size) ? size : null));
  return [new TensorShape(sizes), scalar_shape()];
};

/** Gives `data` to the first output if `pred` is false, else to the second; the other is dead. */
export const Switch = define_op('Switch', {
  inputs: {data: 'T', pred: 'bool'},
  outputs: {output_false: 'T', output_true: 'T'},
  attrs: {T: type()},
  shape: switched,
});

export const RefSwitch = define_op('RefSwitch', {
  inputs: {data: ref('T'), pred: 'bool'},
  outputs: {output_false: ref('T'), output_true: ref('T')},
  attrs: {T: type()},
  allows_uninitialized_input: true,
  shape: switched,
});

/** Gives that one of `inputs` that is not dead, and its index. */
export const Merge = define_op('Merge', {
  inputs: {inputs: list_of('T', 'N')},
  outputs: {output: 'T', value_index: 'int32'},
  attrs: {T: type(), N: int(undefined, {minimum: 1})},
  shape: merged,
});

export const RefMerge = define_op('RefMerge', {
  inputs: {inputs: list_of_refs('T', 'N')},
  outputs: {output: ref('T'), value_index: 'int32'},
  attrs: {T: type(), N: int(undefined, {minimum: 1})},
  shape: merged,
});

/** The one of several references at `index`. */
define_op('RefSelect', {
  inputs: {index: 'int32', inputs: list_of_refs('T', 'N')},
  outputs: {output: ref('T')},
  attrs: {T: type(), N: int(undefined, {minimum: 1})},
  shape: ({shapes: [index, first, ...others]}) => {
    with_rank(index as TensorShape, 0);
    const is_first = (shape: TensorShape): boolean =>
      shape.is_fully_defined() && shape.equals(first as TensorShape);
    return [[first as TensorShape, ...others].every(is_first) ? (first as TensorShape) : unknown_shape()];
  },
});

const entered: ShapeFunction = (context) => {
  const [data] = context.shapes as [TensorShape];
  pass_handle_data(context);
  return [context.attr<boolean>('is_constant') ? data : unknown_shape()];
};
const frame_attrs = {T: type(), frame_name: string(), is_constant: bool(false), parallel_iterations: int(10)};

/** Gives `data` to the frame of a loop. */
export const Enter = define_op('Enter', {
  inputs: {data: 'T'},
  outputs: {output: 'T'},
  attrs: frame_attrs,
  shape: entered,
});
export const RefEnter = define_op('RefEnter', {
  inputs: {data: ref('T')},
  outputs: {output: ref('T')},
  attrs: frame_attrs,
  shape: same_as_input(),
});

/** Gives `data` from the frame of a loop to the one outside of it. */
export const Exit = define_op('Exit', {
  inputs: {data: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});
export const RefExit = define_op('RefExit', {
  inputs: {data: ref('T')},
  outputs: {output: ref('T')},
  attrs: {T: type()},
  shape: same_as_input(),
});

/** Gives `data` to the next iteration. */
export const NextIteration = define_op('NextIteration', {
  inputs: {data: 'T'},
  outputs: {output: 'T'},
  attrs: {T: type()},
  shape: same_as_input(),
});
export const RefNextIteration = define_op('RefNextIteration', {
  inputs: {data: ref('T')},
  outputs: {output: ref('T')},
  attrs: {T: type()},
  shape: same_as_input(),
});

/** Marks the condition of a loop. */
export const LoopCond = define_op('LoopCond', {
  inputs: {input: 'bool'},
  outputs: {output: 'bool'},
  shape: ({shapes: [input]}) => [with_rank(input as TensorShape, 0)],
});

/** Does nothing, once its control inputs are there, dead or not. */
export const ControlTrigger = define_op('ControlTrigger', {shape: no_output});

/** Ends the run with an AbortedError that says `error_msg`, where TensorFlow ends the process. */
export const Abort = define_op('Abort', {
  attrs: {error_msg: string(''), exit_without_error: bool(false)},
  shape: no_output,
});

/** A value as a tensor; a variable as its reference. */
function to_reference(value: TensorLike, dtype: DTypeLike | null = null, name: string | null = null): Tensor {
  return to_tensor(value, {dtype, name, as_ref: is_graph_value(value)});
}

/** The parts of slices in TensorFlow's order. */
export function slices_parts({values, indices, dense_shape}: IndexedSlices): Tensor[] {
  return dense_shape === null ? [values, indices] : [values, indices, dense_shape];
}

/** Slices of the given parts. */
export function slices_from([values, indices, dense_shape]: readonly Tensor[]): IndexedSlices {
  return new IndexedSlices(values as Tensor, indices as Tensor, dense_shape ?? null);
}

/** `control_flow_ops.switch`: `[output_false, output_true]` of `data`. */
function switch_<T extends Tensor | IndexedSlices>(
  data: T,
  pred: TensorLike,
  dtype?: DTypeLike | null,
  name?: string | null,
): [T, T];
function switch_(
  data: TensorLike,
  pred: TensorLike,
  dtype?: DTypeLike | null,
  name?: string | null,
): [Tensor, Tensor];
function switch_(
  data: TensorLike | IndexedSlices,
  pred: TensorLike,
  dtype: DTypeLike | null = null,
  name: string | null = null,
): [Tensor, Tensor] | [IndexedSlices, IndexedSlices] {
  return op_scope(name, 'Switch', [data, pred], (scope) => {
    if (data instanceof IndexedSlices) {
      const chosen = to_tensor(pred, {name: 'pred'});
      const ways = slices_parts(data).map((part) => apply(Switch, {data: part, pred: chosen}, {}));
      return [
        slices_from(ways.map((way) => way.output_false)),
        slices_from(ways.map((way) => way.output_true)),
      ];
    }
    const tensor = to_reference(data, dtype, 'data');
    const {output_false, output_true} = apply(
      Switch,
      {data: tensor, pred: to_tensor(pred, {name: 'pred'})},
      {},
      scope,
    );
    return [output_false, output_true];
  });
}
export {switch_ as switch};

/** `control_flow_ops._SwitchRefOrTensor`: a switch beside its data; of a reference, a `RefSwitch`. */
export function switch_ref_or_tensor<T extends Tensor | IndexedSlices>(
  data: T,
  pred: Tensor,
  name = 'Switch',
): [T, T] {
  return within_colocation(data.graph, data, true, () => {
    if (!(data instanceof Tensor) || !data.dtype.is_ref_dtype) return switch_<T>(data, pred, null, name);
    const {output_false, output_true} = apply(RefSwitch, {data, pred}, {}, name);
    return [output_false, output_true] as [T, T];
  });
}

/** `control_flow_ops.merge`: the one of `inputs` that is there, and its index. Slices give slices. */
export function merge(inputs: readonly IndexedSlices[], name?: string | null): [IndexedSlices, Tensor];
export function merge(inputs: readonly TensorLike[], name?: string | null): [Tensor, Tensor];
export function merge(
  inputs: readonly (TensorLike | IndexedSlices)[],
  name?: string | null,
): [Tensor | IndexedSlices, Tensor];
export function merge(
  inputs: readonly (TensorLike | IndexedSlices)[],
  name: string | null = null,
): [Tensor | IndexedSlices, Tensor] {
  if (inputs.some((input) => input === null)) {
    throw new ValueError(`At least one of the merge inputs is None: ${python_repr(inputs)}`);
  }
  return op_scope(name, 'Merge', inputs, (scope) => {
    if (inputs.some((input) => input instanceof IndexedSlices)) return merged_slices(inputs);
    const tensors = inputs.map((input) => to_reference(input as TensorLike));
    const are_references = tensors.every((tensor) => tensor.dtype.is_ref_dtype);
    const {output, value_index} = are_references
      ? apply(RefMerge, {inputs: tensors}, {}, scope)
      : apply(Merge, {inputs: tensors}, {}, scope);
    return [output, value_index];
  });
}

/** Merges slices part by part; a tensor becomes slices of all its rows. */
function merged_slices(inputs: readonly (TensorLike | IndexedSlices)[]): [IndexedSlices, Tensor] {
  const parts = inputs.map((input) => slices_parts(as_indexed_slices(input)));
  const [first] = parts as [Tensor[]];
  const merges = first.map((_, i) =>
    apply(Merge, {inputs: parts.map((of_input) => of_input[i] as Tensor)}, {}),
  );
  return [slices_from(merges.map(({output}) => output)), (merges[0] as {value_index: Tensor}).value_index];
}

/** `math_ops._as_indexed_slices`: a tensor as slices of all its rows. */
export function as_indexed_slices(input: TensorLike | IndexedSlices, optimize = false): IndexedSlices {
  if (input instanceof IndexedSlices) return input;
  const tensor = to_reference(input);
  const sizes = shape_internal(tensor, null, optimize);
  return new IndexedSlices(tensor, range(0, sizes.getitem(0)), sizes);
}
