/**
 * Values that enter a loop, leave it, and come back in its next iteration. How loops are made of them is in
 * `while_loop.ts`.
 */
import {apply} from '../graph/apply_op.ts';
import {IndexedSlices} from '../graph/indexed_slices.ts';
import {Tensor} from '../graph/tensor.ts';
import {python_type_name} from '../types/python_repr.ts';
import {
  Enter,
  Exit,
  LoopCond,
  NextIteration,
  RefEnter,
  RefExit,
  RefNextIteration,
  slices_from,
  slices_parts,
} from './control_flow_switch.ts';

/** A tensor, or several that stand for one. */
type Value = Tensor | IndexedSlices;

function each_part<T extends Value>(value: T, of_tensor: (tensor: Tensor, is_part: boolean) => Tensor): T {
  if (value instanceof Tensor) return of_tensor(value, false) as T;
  if (!(value instanceof IndexedSlices)) {
    throw new TypeError(`Type <class '${python_type_name(value)}'> not supported`);
  }
  return slices_from(slices_parts(value).map((part) => of_tensor(part, true))) as T;
}

interface EnterOptions {
  readonly is_constant?: boolean;
  /** Whether what enters has the shape of what was outside. */
  readonly use_input_shape?: boolean;
  readonly name?: string | null;
}
interface Frame {
  readonly name: string;
  readonly parallel_iterations: number;
}

/** `control_flow_ops._Enter`: `data` in the frame of a loop. */
export function enter<T extends Value>(data: T, frame: Frame, options: EnterOptions = {}): T {
  const {is_constant = false, use_input_shape = true, name = null} = options;
  const attrs = {frame_name: frame.name, is_constant, parallel_iterations: frame.parallel_iterations};
  return each_part(data, (tensor, is_part) => {
    const as_named = is_part ? null : name;
    const {output} = tensor.dtype.is_ref_dtype
      ? apply(RefEnter, {data: tensor}, attrs, as_named)
      : apply(Enter, {data: tensor}, attrs, as_named);
    if (use_input_shape) output.set_shape(tensor.shape);
    return output;
  });
}

/** `control_flow_ops.exit`: `data` outside of the loop. */
export function exit<T extends Value>(data: T, name: string | null = null): T {
  return each_part(data, (tensor, is_part) => {
    const as_named = is_part ? null : name;
    return tensor.dtype.is_ref_dtype
      ? apply(RefExit, {data: tensor}, {}, as_named).output
      : apply(Exit, {data: tensor}, {}, as_named).output;
  });
}

/** `control_flow_ops._NextIteration`: `data` in the next iteration. */
export function next_iteration<T extends Value>(data: T): T {
  return each_part(data, (tensor) =>
    tensor.dtype.is_ref_dtype
      ? apply(RefNextIteration, {data: tensor}, {}).output
      : apply(NextIteration, {data: tensor}, {}).output,
  );
}

/** `gen_control_flow_ops.loop_cond`: marks the condition of a loop. */
export function loop_cond(input: Tensor, name: string): Tensor {
  return apply(LoopCond, {input}, {}, name).output;
}
