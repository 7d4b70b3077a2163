/**
 * Python's subscripts on tensors: `t.getitem(':', '1:-1', 3, null, '...')` as one strided slice.
 */
import {constant_of} from '../graph/convert.ts';
import type {SliceArgument} from '../graph/operators.ts';
import {Tensor} from '../graph/tensor.ts';
import {bool, int32, int64} from '../types/dtypes.ts';
import {NDArray} from '../types/ndarray.ts';
import {python_repr} from '../types/python_repr.ts';
import {parse_subscript} from '../types/slices.ts';
import {stack} from './array_concat.ts';
import {boolean_mask} from './array_mask.ts';
import {strided_slice} from './array_slice.ts';
import {cast} from './math_cast.ts';
import {op_scope} from './op_scope.ts';

type Part = number | bigint | Tensor;

/** The subscripts as a strided slice takes them. */
class Subscripts {
  readonly begin: Part[] = [];
  readonly end: Part[] = [];
  readonly strides: Part[] = [];
  readonly masks = {begin: 0, end: 0, ellipsis: 0, new_axis: 0, shrink_axis: 0};

  #add(begin: Part, end: Part, stride: Part): number {
    this.begin.push(begin);
    this.end.push(end);
    this.strides.push(stride);
    return 1 << (this.begin.length - 1);
  }

  ellipsis(): void {
    this.masks.ellipsis |= this.#add(0, 0, 1);
  }

  new_axis(): void {
    this.masks.new_axis |= this.#add(0, 0, 1);
  }

  index(at: Part): void {
    this.masks.shrink_axis |= this.#add(at, at instanceof Tensor ? at.add(1) : Number(at) + 1, 1);
  }

  stretch(start: Part | null, stop: Part | null, step: Part | null): void {
    const bit = this.#add(start ?? 0, stop ?? 0, step ?? 1);
    if (start === null) this.masks.begin |= bit;
    if (stop === null) this.masks.end |= bit;
  }
}

function check_part(part: unknown): Part {
  const fits =
    typeof part === 'bigint' ||
    (typeof part === 'number' && Number.isInteger(part)) ||
    (part instanceof Tensor &&
      (part.dtype.base_dtype === int32 || part.dtype.base_dtype === int64) &&
      part.shape.ndims !== 1);
  if (fits) return part;
  throw new TypeError(
    `Only integers, slices (\`:\`), ellipsis (\`...\`), tf.newaxis (\`None\`) and scalar tf.int32/tf.int64 tensors are valid indices, got ${python_repr(part)}`,
  );
}

function optional_part(part: unknown): Part | null {
  return part === null || part === undefined ? null : check_part(part);
}

function read_subscript(subscripts: Subscripts, argument: SliceArgument): void {
  if (argument === null) subscripts.new_axis();
  else if (typeof argument === 'string') {
    const parsed = parse_subscript(argument);
    if (parsed.kind === 'slice') subscripts.stretch(parsed.slice.start, parsed.slice.stop, parsed.slice.step);
    else subscripts.ellipsis();
  } else if (Array.isArray(argument)) {
    const [start, stop, step] = argument as readonly unknown[];
    subscripts.stretch(optional_part(start), optional_part(stop), optional_part(step));
  } else subscripts.index(check_part(argument));
}

/** Begin, end and strides as vectors of one dtype. */
function vectors(subscripts: Subscripts): [Tensor, Tensor, Tensor] {
  const {begin, end, strides} = subscripts;
  if (begin.length === 0) {
    const empty = constant_of(NDArray.zeros([0], int32), 'Const');
    return [empty, empty, empty];
  }
  const as_ints = (parts: readonly Part[]): (bigint | Tensor)[] =>
    parts.map((part) => (part instanceof Tensor ? part : BigInt(part)));
  const stacked = [begin, end, strides].map((parts) => stack(as_ints(parts)));
  const has_int64 = stacked.some(({dtype}) => dtype.base_dtype === int64);
  return stacked.map((vector) => (has_int64 ? cast(vector, int64) : vector)) as [Tensor, Tensor, Tensor];
}

/** `tensor[...]` of Python, one subscript a dimension; one tensor of booleans is a mask. */
export function getitem(tensor: Tensor, slices: readonly SliceArgument[]): Tensor {
  const [first] = slices;
  if (slices.length === 1 && first instanceof Tensor && first.dtype.base_dtype === bool)
    return boolean_mask(tensor, first);
  const subscripts = new Subscripts();
  for (const argument of slices) read_subscript(subscripts, argument);
  const {begin, end, strides, masks} = subscripts;
  return op_scope(null, 'strided_slice', [tensor, ...begin, ...end, ...strides], (scope) => {
    const [first_places, last_places, steps] = vectors(subscripts);
    return strided_slice(
      tensor,
      first_places,
      last_places,
      steps,
      masks.begin,
      masks.end,
      masks.ellipsis,
      masks.new_axis,
      masks.shrink_axis,
      null,
      scope,
    );
  });
}
