/**
 * `tf.test.compute_gradient` and its error: whether gradients are the derivatives that they should be.
 */
import {numpy_random_state} from '../../graph/numpy_random.ts';
import type {Operation} from '../../graph/operation.ts';
import {signature} from '../../graph/public.ts';
import {Tensor} from '../../graph/tensor.ts';
import {gradients} from '../../gradients/gradients.ts';
import {constant} from '../../ops/array_constant.ts';
import {identity} from '../../ops/array_identity.ts';
import type {Gradient} from '../../ops/gradient_registry.ts';
import type {FeedDict} from '../../session/fetch_types.ts';
import {NDArray, type NestedValue} from '../../types/ndarray.ts';
import {element_count, storage_parts} from '../../types/ndarray_storage.ts';
import {AssertionError} from '../../types/python_errors.ts';
import {is_map} from '../../util/records.ts';
import {array_of, Jacobian, numbers_of, type Feeds, type Sizes} from './jacobian.ts';

/** The derivatives of all elements of y (columns) by all of x (rows): by gradients, and by differences. */
type Jacobians = [theoretical: NDArray, numeric: NDArray];
/** A gradient, and the tensor that comes in there. */
type GradientNodes = readonly [Gradient, Tensor];

/** What both functions take by keyword. */
interface Options {
  readonly x_init_value?: unknown;
  readonly delta?: number;
  readonly init_targets?: readonly Operation[] | null;
  readonly extra_feed_dict?: FeedDict | null;
}
type One = readonly [x: Tensor, x_shape: Sizes, y: Tensor, y_shape: Sizes];
type Several = readonly [x: readonly Tensor[], x_shape: readonly Sizes[], y: Tensor, y_shape: Sizes];

interface ComputeGradient {
  (...args: [...One, options?: Options]): Promise<Jacobians>;
  (...args: [...Several, options?: Options]): Promise<Jacobians[]>;
}
interface ComputeError {
  (...args: [...One, options?: Options]): Promise<number>;
  (...args: [...Several, options?: Options]): Promise<number>;
}

const NAMES = ['x', 'x_shape', 'y', 'y_shape', 'x_init_value', 'delta', 'init_targets', 'extra_feed_dict'];
const TYPES = ['float16', 'bfloat16', 'float32', 'float64', 'complex64', 'complex128'];

function check_type(tensor: Tensor, name: string): void {
  if (TYPES.includes(tensor.dtype.base_name)) return;
  throw new AssertionError(`Don't support type ${tensor.dtype.name} for ${name}`);
}

/** The value to begin with: what is given, else uniform numbers of [0, 1) as numpy draws them. */
function initial_value(x: Tensor, shape: Sizes, given: NestedValue | null): NDArray {
  const {dtype} = x;
  if (given === null) {
    const generator = numpy_random_state();
    const count = element_count(shape);
    const draw = (): number[] => Array.from({length: count}, () => generator.random_sample());
    const parts = Array.from({length: storage_parts(dtype)}, draw);
    const numbers = Array.from({length: count}, (_, i) => parts.map((part) => part[i] ?? 0)).flat();
    return array_of(dtype, shape, numbers);
  }
  const value = NDArray.from(given, dtype);
  if (value.shape.join() === shape.join()) return value;
  throw new AssertionError(`x_shape = [${shape.join(', ')}], init_data shape = [${value.shape.join(', ')}]`);
}

/** The gradient of y by x, and the tensor that it comes from, which can be fed. */
function gradient_nodes(x: Tensor, y: Tensor, y_shape: Sizes): GradientNodes {
  const [incoming, dy] = x.graph.as_default(() => {
    const ones = constant(1, y.dtype, y_shape);
    return [ones, identity(ones)] as const;
  });
  const [dx] = gradients(y, x, dy);
  if (dx === null || dx === undefined) throw new AssertionError('dx = None');
  return [dx, incoming];
}

function pairs_of(feeds: FeedDict | null): Feeds {
  if (feeds === null) return [];
  if (is_map(feeds)) return [...feeds];
  return Array.isArray(feeds) ? (feeds as Feeds) : Object.entries(feeds);
}

interface Request {
  readonly y: Tensor;
  readonly y_shape: Sizes;
  readonly delta: number;
  readonly feeds: Feeds;
}

async function jacobians(
  x: Tensor,
  value: NDArray,
  [dx, dy]: GradientNodes,
  {y, y_shape, delta, feeds}: Request,
): Promise<Jacobians> {
  check_type(x, 'x');
  check_type(y, 'y');
  const jacobian = new Jacobian(x, value, y, y_shape, feeds);
  return [await jacobian.theoretical(dx, dy), await jacobian.numeric(delta)];
}

function largest_difference(left: NDArray, right: NDArray): number {
  const [own, other] = [numbers_of(left), numbers_of(right)];
  return own.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (other[i] ?? 0))), 0);
}

/**
 * `tf.test.compute_gradient`: the Jacobian of `y` by `x`, by `tf.gradients` and by differences of two steps of `delta`, in the default session. Each
 * has a row for each element of `x` and a column for each of `y`; of complex tensors the real and the imaginary part count as two. A list
 * of tensors gives a list. `x_init_value` is where (uniform numbers if none is given), `extra_feed_dict` what else is fed.
 */
export const compute_gradient = signature<ComputeGradient>(
  NAMES,
  async function compute_gradient(
    x: Tensor | readonly Tensor[],
    x_shape: Sizes | readonly Sizes[],
    y: Tensor,
    y_shape: Sizes,
    x_init_value: unknown = null,
    delta = 1e-3,
    init_targets: readonly Operation[] | null = null,
    extra_feed_dict: FeedDict | null = null,
  ): Promise<Jacobians | Jacobians[]> {
    const is_one = x instanceof Tensor;
    const xs = is_one ? [x] : x;
    const shapes = (is_one ? [x_shape] : x_shape) as readonly Sizes[];
    const values = (is_one ? [x_init_value] : (x_init_value ?? [])) as readonly NestedValue[];
    const nodes = xs.map((each) => gradient_nodes(each, y, y_shape));
    for (const target of init_targets ?? []) await target.run();
    const request = {y, y_shape, delta, feeds: pairs_of(extra_feed_dict)};
    const found: Jacobians[] = [];
    for (const [i, each] of xs.entries()) {
      const value = initial_value(each, shapes[i] ?? [], values[i] ?? null);
      found.push(await jacobians(each, value, nodes[i] as GradientNodes, request));
    }
    return is_one ? (found[0] as Jacobians) : found;
  },
  {dictionary_parameters: ['extra_feed_dict']},
);

/** `tf.test.compute_gradient_error`: the largest difference between the two Jacobians of `tf.test.compute_gradient`. */
export const compute_gradient_error = signature<ComputeError>(
  NAMES,
  async function compute_gradient_error(
    x: Tensor,
    x_shape: Sizes,
    y: Tensor,
    y_shape: Sizes,
    ...options: readonly unknown[]
  ): Promise<number> {
    const more = options as readonly [Options];
    const found: Jacobians | readonly Jacobians[] = await compute_gradient(x, x_shape, y, y_shape, ...more);
    const pairs = (found[0] instanceof NDArray ? [found] : found) as readonly Jacobians[];
    return Math.max(0, ...pairs.map(([theoretical, numeric]) => largest_difference(theoretical, numeric)));
  },
  {dictionary_parameters: ['extra_feed_dict']},
);
