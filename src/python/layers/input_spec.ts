/**
 * `tf.layers.InputSpec`: what a layer asks of the shape and dtype of its inputs, and the check of it.
 */
import {ValueError} from '../../types/python_errors.ts';
import {as_dtype, type DTypeLike} from '../../types/dtypes.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {public_class} from '../../util/signature.ts';

type Axes = ReadonlyMap<number, number | null>;
type AxesLike = Axes | Readonly<Record<number, number | null>> | null;

/** Python's text of a list of sizes. */
function sizes_text(sizes: readonly (number | null)[]): string {
  return `[${sizes.map((size) => size ?? 'None').join(', ')}]`;
}

class InputSpecClass {
  static readonly name = 'InputSpec';
  readonly dtype: string | null;
  readonly shape: readonly (number | null)[] | null;
  readonly ndim: number | null;
  readonly max_ndim: number | null;
  readonly min_ndim: number | null;
  readonly axes: Axes;

  constructor(
    dtype: DTypeLike | null = null,
    shape: readonly (number | null)[] | null = null,
    ndim: number | null = null,
    max_ndim: number | null = null,
    min_ndim: number | null = null,
    axes: AxesLike = null,
  ) {
    this.dtype = dtype === null ? null : as_dtype(dtype).name;
    this.shape = shape;
    this.ndim = shape === null ? ndim : shape.length;
    this.max_ndim = max_ndim;
    this.min_ndim = min_ndim;
    this.axes = axes_of(axes);
    const limit = this.ndim === null ? max_ndim : this.ndim || max_ndim;
    if (this.axes.size === 0 || limit === null) return;
    const largest = Math.max(...this.axes.keys());
    if (largest > limit - 1) {
      throw new ValueError(`Axis ${largest} is greater than the maximum allowed value: ${limit - 1}`);
    }
  }

  /** `repr(spec)`. */
  repr(): string {
    const axes = [...this.axes].map(([axis, size]) => `${axis}: ${size ?? 'None'}`);
    const parts = [
      this.dtype ? `dtype=${this.dtype}` : '',
      this.shape?.length ? `shape=${sizes_text(this.shape)}` : '',
      this.ndim ? `ndim=${this.ndim}` : '',
      this.max_ndim ? `max_ndim=${this.max_ndim}` : '',
      this.min_ndim ? `min_ndim=${this.min_ndim}` : '',
      axes.length > 0 ? `axes={${axes.join(', ')}}` : '',
    ];
    return `InputSpec(${parts.filter(Boolean).join(', ')})`;
  }

  toString(): string {
    return this.repr();
  }
}

function axes_of(axes: AxesLike): Axes {
  if (axes === null || axes instanceof Map) return axes ?? new Map<number, number>();
  const entries = Object.entries(axes) as [string, number | null][];
  if (entries.some(([axis]) => !/^-?\d+$/.test(axis)))
    throw new TypeError('The keys in axes must be integers.');
  return new Map(entries.map(([axis, size]) => [Number(axis), size]));
}

/** `tf.layers.InputSpec(dtype, shape, ndim, max_ndim, min_ndim, axes)`. */
export const InputSpec = public_class(
  ['dtype', 'shape', 'ndim', 'max_ndim', 'min_ndim', 'axes'],
  InputSpecClass,
  {dictionary_parameters: ['axes']},
);
export type InputSpec = InputSpecClass;

/** One spec, one for each input, or none. */
export type InputSpecs = InputSpec | readonly (InputSpec | null)[] | null;

function check_rank(spec: InputSpec, input: Tensor, refuse: (what: string) => never): void {
  const {ndim: rank, min_ndim, max_ndim} = spec;
  if (rank === null && min_ndim === null && max_ndim === null) return;
  const {ndims} = input.shape;
  if (ndims === null) refuse('its rank is undefined, but the layer requires a defined rank.');
  const received = (): string => `Full shape received: ${sizes_text(input.shape.as_list())}`;
  if (rank !== null && ndims !== rank) refuse(`expected ndim=${rank}, found ndim=${ndims}. ${received()}`);
  if (max_ndim !== null && ndims > max_ndim) refuse(`expected max_ndim=${max_ndim}, found ndim=${ndims}`);
  if (min_ndim !== null && ndims < min_ndim) {
    refuse(`: expected min_ndim=${min_ndim}, found ndim=${ndims}. ${received()}`);
  }
}

function check_axes(spec: InputSpec, input: Tensor, refuse: (what: string) => never): void {
  if (spec.axes.size === 0) return;
  const sizes = input.shape.as_list();
  for (const [axis, size] of spec.axes) {
    const found = sizes.at(axis) ?? null;
    if (size === null || found === null || found === size) continue;
    refuse(
      `expected axis ${axis} of input shape to have value ${size} but received input with shape ${sizes_text(sizes)}`,
    );
  }
}

function check_shape(spec: InputSpec, input: Tensor, place: string, layer_name: string): void {
  if (spec.shape === null) return;
  const sizes = input.shape.as_list();
  const differs = spec.shape.some((size, i) => {
    const found = sizes[i] ?? null;
    return size !== null && found !== null && size !== found;
  });
  if (!differs) return;
  throw new ValueError(
    `${place} is incompatible with layer ${layer_name}: expected shape=${sizes_text(spec.shape)}, found shape=${sizes_text(sizes)}`,
  );
}

/** Throws `ValueError` in TensorFlow's words where an input is not what the layer asks for. */
export function assert_input_compatibility(
  input_spec: InputSpecs,
  inputs: readonly Tensor[],
  layer_name: string,
): void {
  if (input_spec === null) return;
  const specs = Array.isArray(input_spec)
    ? (input_spec as readonly (InputSpec | null)[])
    : [input_spec as InputSpec];
  if (specs.length === 0) return;
  if (inputs.length !== specs.length) {
    throw new ValueError(
      `Layer ${layer_name} expects ${specs.length} inputs, but it received ${inputs.length} input tensors. Inputs received: [${inputs.map((input) => input.repr()).join(', ')}]`,
    );
  }
  inputs.forEach((input, i) => {
    const spec = specs[i] ?? null;
    if (spec === null) return;
    const refuse = (what: string): never => {
      throw new ValueError(`Input ${i} of layer ${layer_name} is incompatible with the layer: ${what}`);
    };
    check_rank(spec, input, refuse);
    if (spec.dtype !== null && input.dtype !== as_dtype(spec.dtype)) {
      refuse(`expected dtype=${spec.dtype}, found dtype=${String(input.dtype)}`);
    }
    check_axes(spec, input, refuse);
    check_shape(spec, input, `Input ${i}`, layer_name);
  });
}
