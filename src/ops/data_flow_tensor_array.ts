/**
 * `tf.TensorArray`: an array of tensors that a loop writes and reads, as nodes that hand a flow on. Knows nothing
 * of loops; gradients are in `data_flow_tensor_array_gradient.ts`.
 */
import {apply} from '../graph/apply_op.ts';
import {constant_value} from '../graph/constant_value.ts';
import {to_tensor} from '../graph/convert.ts';
import type {TensorLike} from '../graph/convert_types.ts';
import {get_default_graph} from '../graph/default_graph.ts';
import {within_colocation} from '../graph/graph_scopes.ts';
import {log} from '../graph/logging.ts';
import type {Operation} from '../graph/operation.ts';
import {Tensor} from '../graph/tensor.ts';
import {as_dtype, int64, type DType, type DTypeLike} from '../types/dtypes.ts';
import {ValueError} from '../types/python_errors.ts';
import {as_shape, TensorShape, type ShapeLike} from '../types/tensor_shape.ts';
import {define_methods, public_class} from '../util/signature.ts';
import type {Arguments} from '../util/signature_types.ts';
import {identity} from './array_identity.ts';
import {shape as shape_of} from './array_shape.ts';
import {cast} from './math_cast.ts';
import * as ops from './data_flow_tensor_array_ops.ts';
import {numbers_of} from './folding.ts';
import {integers} from './integers.ts';
import {range} from './math_range.ts';
import {op_scope} from './op_scope.ts';

/** Throws what TensorFlow says of arguments that do not go together. */
function check_arguments(
  handle: unknown,
  size: unknown,
  given: Readonly<Record<string, unknown>>,
  array_name: string | null,
): void {
  if (handle === null) {
    if (size === null) throw new ValueError('Size must be provided if handle is not provided');
    return;
  }
  if (array_name) throw new ValueError('Cannot construct with both handle and tensor_array_name');
  if (!(handle instanceof Tensor)) throw new TypeError('Handle must be a Tensor');
  for (const [name, value] of Object.entries({size, ...given})) {
    if (value !== null) throw new ValueError(`Cannot provide both a handle and ${name} at the same time`);
  }
}

/** What all arrays that stand for the same one share. */
interface Elements {
  shape: TensorShape;
}
interface Colocation {
  with: Tensor | null;
}

/**
 * `tf.TensorArray`: `size` elements of `dtype`. Each method that changes it gives a new object, which must be used
 * from then on. Throws `ValueError`, `TypeError` where arguments do not go together.
 */
export class TensorArrayClass {
  readonly dtype: DType;
  /** The resource that holds the elements. */
  readonly handle: Tensor;
  /** A scalar that says that everything so far is done. */
  readonly flow: Tensor;
  readonly #infer_shape: boolean;
  readonly #colocates: boolean;
  #dynamic_size: boolean;
  #elements: Elements;
  #colocation: Colocation = {with: null};

  constructor(
    dtype: DTypeLike,
    size: TensorLike | null = null,
    dynamic_size: boolean | null = null,
    clear_after_read: boolean | null = null,
    tensor_array_name: string | null = null,
    handle: Tensor | null = null,
    flow: Tensor | null = null,
    infer_shape = true,
    element_shape: ShapeLike = null,
    colocate_with_first_write_call = true,
    name: string | null = null,
  ) {
    check_arguments(handle, size, {element_shape, dynamic_size, clear_after_read}, tensor_array_name);
    this.dtype = as_dtype(dtype).base_dtype;
    this.#dynamic_size = dynamic_size ?? false;
    this.#infer_shape = infer_shape;
    this.#colocates = colocate_with_first_write_call;
    this.#elements = {shape: as_shape(element_shape)};
    const made = op_scope(name, 'TensorArray', [handle, size, flow], (scope) => {
      if (handle !== null) {
        if (flow === null) throw new ValueError('flow must not be None if handle is not None.');
        return {handle, flow};
      }
      const attrs = {
        dtype: this.dtype,
        element_shape: this.#elements.shape,
        identical_element_shapes: infer_shape,
        dynamic_size: this.#dynamic_size,
        clear_after_read: clear_after_read ?? true,
        tensor_array_name,
      };
      return this.#created(() => apply(ops.TensorArrayV3, {size: size as TensorLike}, attrs, scope));
    });
    this.handle = made.handle;
    this.flow = made.flow;
  }

  /** The array will be where its first element is. */
  #created<R>(create: () => R): R {
    if (!this.#colocates) return create();
    const graph = get_default_graph();
    return graph.device(null, () => within_colocation(graph, null, true, create));
  }

  /** What is known of the shape of each element. */
  get element_shape(): TensorShape {
    return this.#elements.shape;
  }

  /** Whether writing past the end makes the array longer. */
  get dynamic_size(): boolean {
    return this.#dynamic_size;
  }

  /** The same array after what `flow` stands for. */
  with_flow(flow: Tensor): TensorArrayClass {
    const {dtype, handle} = this;
    const [infer, colocates] = [this.#infer_shape, this.#colocates];
    const array = new TensorArrayClass(dtype, null, null, null, null, handle, flow, infer, null, colocates);
    array.#dynamic_size = this.#dynamic_size;
    array.#colocation = this.#colocation;
    array.#elements = this.#elements;
    return array;
  }

  #check_element_shape(shape: TensorShape): void {
    const known = this.#elements.shape;
    if (!shape.is_compatible_with(known)) {
      throw new ValueError(`Inconsistent shapes: saw ${String(shape)} but expected ${String(known)} `);
    }
    if (this.#infer_shape) this.#elements.shape = known.merge_with(shape);
  }

  #beside_first<R>(value: Tensor, body: () => R): R {
    if (!this.#colocates) return body();
    this.#colocation.with ??= value;
    return within_colocation(value.graph, this.#colocation.with, false, body);
  }

  #element(value: TensorLike): Tensor {
    const tensor = to_tensor(value, {preferred_dtype: this.dtype, name: 'value'});
    if (tensor.dtype.base_dtype !== this.dtype) {
      log(
        'ERROR',
        `Error: Input value ${String(tensor)} has dtype ${tensor.dtype.repr()}, but expected dtype ${this.dtype.repr()}.  This leads to undefined behavior and will be an error in future versions of TensorFlow.`,
      );
    }
    return tensor;
  }

  /** The same array after what the open scopes wait for. */
  identity(): TensorArrayClass {
    return this.with_flow(identity(this.flow));
  }

  /** The array of gradients of this one's elements; `source` names the call of `tf.gradients`. */
  grad(
    ...args: Arguments<
      ['source', 'flow', 'name'],
      [source: string, flow?: Tensor | null, name?: string | null]
    >
  ): TensorArrayClass;
  grad(source: string, flow: Tensor | null = null, name: string | null = null): TensorArrayClass {
    const {handle, dtype} = this;
    return op_scope(name, 'TensorArrayGrad', [handle], () =>
      within_colocation(handle.graph, handle, false, () => {
        const flow_in = flow ?? this.flow;
        const {grad_handle} = apply(ops.TensorArrayGradV3, {handle, flow_in}, {source}, name);
        const flow_out = grad_handle.graph.control_dependencies([grad_handle], () =>
          identity(flow_in, 'gradient_flow'),
        );
        const infer = this.#infer_shape;
        const array = new TensorArrayClass(
          dtype,
          null,
          null,
          null,
          null,
          grad_handle,
          flow_out,
          infer,
          null,
          false,
        );
        array.#elements = this.#elements;
        return array;
      }),
    );
  }

  /** The element at `index`. */
  read(...args: Arguments<['index', 'name'], [index: TensorLike, name?: string | null]>): Tensor;
  read(index: TensorLike, name: string | null = null): Tensor {
    const inputs = {handle: this.handle, index, flow_in: this.flow};
    const {value} = apply(ops.TensorArrayReadV3, inputs, {dtype: this.dtype}, name);
    value.set_shape(this.element_shape);
    return value;
  }

  /** The array with `value` at `index`. Throws `ValueError` where the shape is not that of the others. */
  write(
    ...args: Arguments<
      ['index', 'value', 'name'],
      [index: TensorLike, value: TensorLike, name?: string | null]
    >
  ): TensorArrayClass;
  write(index: TensorLike, value: TensorLike, name: string | null = null): TensorArrayClass {
    const {handle, flow: flow_in} = this;
    return op_scope(name, 'TensorArrayWrite', [handle, index, value], () => {
      const element = this.#element(value);
      this.#check_element_shape(element.shape);
      const inputs = {handle, index, value: element, flow_in};
      return this.with_flow(
        this.#beside_first(element, () => apply(ops.TensorArrayWriteV3, inputs, {}, name).flow_out),
      );
    });
  }

  /** All elements, one above the other. */
  stack(...args: Arguments<['name'], [name?: string | null]>): Tensor;
  stack(name: string | null = null): Tensor {
    const {handle} = this;
    return within_colocation(handle.graph, handle, false, () =>
      op_scope(name, 'TensorArrayStack', [handle], () => this.gather(range(0, this.size()), name)),
    );
  }

  /** The elements at `indices`, one above the other. */
  gather(...args: Arguments<['indices', 'name'], [indices: TensorLike, name?: string | null]>): Tensor;
  gather(indices: TensorLike, name: string | null = null): Tensor {
    const {element_shape} = this;
    const inputs = {handle: this.handle, indices, flow_in: this.flow};
    const {value} = apply(ops.TensorArrayGatherV3, inputs, {dtype: this.dtype, element_shape}, name);
    if (element_shape.sizes !== null) value.set_shape([null, ...element_shape.sizes]);
    return value;
  }

  /** The elements one after the other along their first axis. */
  concat(...args: Arguments<['name'], [name?: string | null]>): Tensor;
  concat(name: string | null = null): Tensor {
    const {element_shape} = this;
    const element_shape_except0 = element_shape.ndims === null ? element_shape : element_shape.slice(1);
    const inputs = {handle: this.handle, flow_in: this.flow};
    const {value} = apply(ops.TensorArrayConcatV3, inputs, {dtype: this.dtype, element_shape_except0}, name);
    if (element_shape.sizes !== null) value.set_shape([null, ...element_shape.sizes.slice(1)]);
    return value;
  }

  /** The array with the rows of `value` as its elements. */
  unstack(...args: Arguments<['value', 'name'], [value: TensorLike, name?: string | null]>): TensorArrayClass;
  unstack(value: TensorLike, name: string | null = null): TensorArrayClass {
    return op_scope(name, 'TensorArrayUnstack', [this.handle, value], () => {
      const count = shape_of(value).getitem(0);
      return this.scatter(range(0, count), value, name);
    });
  }

  /** The array with the rows of `value` at `indices`. */
  scatter(
    ...args: Arguments<
      ['indices', 'value', 'name'],
      [indices: TensorLike, value: TensorLike, name?: string | null]
    >
  ): TensorArrayClass;
  scatter(indices: TensorLike, value: TensorLike, name: string | null = null): TensorArrayClass {
    const {handle, flow: flow_in} = this;
    return op_scope(name, 'TensorArrayScatter', [handle, value, indices], () => {
      const rows = this.#element(value);
      this.#check_element_shape(rows.shape.ndims === null ? rows.shape : rows.shape.slice(1));
      const inputs = {handle, indices, value: rows, flow_in};
      return this.with_flow(
        this.#beside_first(rows, () => apply(ops.TensorArrayScatterV3, inputs, {}, name).flow_out),
      );
    });
  }

  /** The array with pieces of `value` as its elements, of the given lengths along the first axis. */
  split(
    ...args: Arguments<
      ['value', 'lengths', 'name'],
      [value: TensorLike, lengths: TensorLike, name?: string | null]
    >
  ): TensorArrayClass;
  split(value: TensorLike, lengths: TensorLike, name: string | null = null): TensorArrayClass {
    const {handle, flow: flow_in} = this;
    return op_scope(name, 'TensorArraySplit', [handle, value, lengths], () => {
      const whole = to_tensor(value, {dtype: this.dtype, name: 'value'});
      const flow_out = this.#beside_first(whole, () => {
        const lengths_64 = cast(integers(lengths), int64);
        this.#check_pieces(whole, lengths_64);
        return apply(ops.TensorArraySplitV3, {handle, value: whole, lengths: lengths_64, flow_in}, {}, name)
          .flow_out;
      });
      return this.with_flow(flow_out);
    });
  }

  /** Pieces of one known length all have one shape. */
  #check_pieces(whole: Tensor, lengths: Tensor): void {
    const known = constant_value(lengths);
    if (whole.shape.ndims === null || known === null || known.shape.length === 0) return;
    const sizes = numbers_of(known);
    const [first] = sizes;
    if (first === undefined || sizes.some((size) => size !== first)) return;
    this.#check_element_shape(new TensorShape([first]).concatenate(whole.shape.slice(1)));
  }

  /** How many elements there are. */
  size(...args: Arguments<['name'], [name?: string | null]>): Tensor;
  size(name: string | null = null): Tensor {
    return apply(ops.TensorArraySizeV3, {handle: this.handle, flow_in: this.flow}, {}, name).size;
  }

  /** An operation that forgets the elements. */
  close(...args: Arguments<['name'], [name?: string | null]>): Operation;
  close(name: string | null = null): Operation {
    return apply(ops.TensorArrayCloseV3, {handle: this.handle}, {}, name).operation;
  }
}
define_methods(TensorArrayClass, {
  grad: ['source', 'flow', 'name'],
  read: ['index', 'name'],
  write: ['index', 'value', 'name'],
  stack: ['name'],
  gather: ['indices', 'name'],
  concat: ['name'],
  unstack: ['value', 'name'],
  scatter: ['indices', 'value', 'name'],
  split: ['value', 'lengths', 'name'],
  size: ['name'],
  close: ['name'],
});

export interface TensorArray extends TensorArrayClass {}
/** `tf.TensorArray`. */
export const TensorArray = public_class(
  [
    'dtype',
    'size',
    'dynamic_size',
    'clear_after_read',
    'tensor_array_name',
    'handle',
    'flow',
    'infer_shape',
    'element_shape',
    'colocate_with_first_write_call',
    'name',
  ],
  TensorArrayClass,
);

/** `_convert_tensorarray_to_flow`: the flow of a tensor array, anything else as it is. */
export function flow_of(value: unknown): unknown {
  return value instanceof TensorArrayClass ? value.flow : value;
}

/** `_convert_flows_to_tensorarrays`: arrays with these flows where there were arrays, else the tensors. */
export function with_flows(values: readonly unknown[], flows: readonly Tensor[]): (Tensor | TensorArray)[] {
  if (values.length !== flows.length) {
    throw new ValueError(
      `Lengths of original Tensor list and new list do not match: ${values.length} vs. ${flows.length}`,
    );
  }
  return flows.map((flow, i) => {
    const value = values[i];
    return value instanceof TensorArrayClass ? value.with_flow(flow) : flow;
  });
}
