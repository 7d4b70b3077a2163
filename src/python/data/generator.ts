/**
 * Datasets of what a generator of the program gives, called by the session while it runs.
 */
import type {TensorLike} from '../../graph/convert_types.ts';
import {to_tensors} from '../../graph/convert.ts';
import {Tensor} from '../../graph/tensor.ts';
import {int64, type DType} from '../../types/dtypes.ts';
import {NDArray, type NestedValue} from '../../types/ndarray.ts';
import {is_whole_array} from '../../types/ndarray_from.ts';
import {ValueError} from '../../types/python_errors.ts';
import {python_repr} from '../../types/python_repr.ts';
import {pack_sequence_as} from '../../util/nest.ts';
import {numpy_function} from '../script.ts';
import {operation_of} from './dataset_ops.ts';
import {
  element_attrs,
  flat_specs,
  TensorSpec,
  type DatasetBase,
  type DatasetParts,
  type ElementSpec,
} from './element_spec.ts';
import {spec_of_types, type ShapeStructure, type TypeStructure} from './iterator.ts';
import {given_for} from './padded.ts';
import {structured_function} from './structured_function.ts';

/** Gives the elements, nested as the types are; it may wait for each. */
export type Generator = (...args: NDArray[]) => Iterable<unknown> | AsyncIterable<unknown>;

type Items = Iterator<unknown> | AsyncIterator<unknown>;

/** The iterations that are under way, by the numbers that the graph knows them by. */
class Iterations {
  readonly #generator: Generator;
  readonly #arguments = new Map<bigint, readonly NDArray[]>();
  readonly #items = new Map<bigint, Items>();
  #next = 0n;

  constructor(generator: Generator) {
    this.#generator = generator;
  }

  begin(args: readonly NDArray[]): bigint {
    this.#arguments.set(this.#next, args);
    return this.#next++;
  }

  items(id: bigint): Items {
    const known = this.#items.get(id);
    if (known !== undefined) return known;
    const iterable = this.#generator(...(this.#arguments.get(id) ?? []));
    this.#arguments.delete(id);
    const items =
      Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    this.#items.set(id, items);
    return items;
  }

  end(id: bigint): void {
    this.#items.delete(id);
  }
}

/** The end, as the session tells it apart from a failure. */
function stop_iteration(): Error {
  return Object.assign(new Error('The generator is exhausted.'), {name: 'StopIteration'});
}

function id_of(array: NDArray | undefined): bigint {
  return array?.data[0] as bigint;
}

function as_array(value: unknown, dtype: DType): NDArray {
  try {
    const array = value as NestedValue;
    return is_whole_array(value) ? NDArray.from(array) : NDArray.from(array, dtype);
  } catch (error) {
    throw new TypeError(
      `\`generator\` yielded an element that could not be converted to the expected type. The expected type was ${dtype.name}, ` +
        `but the yielded element was ${python_repr(value)}.`,
      {cause: error},
    );
  }
}

/** An element as the arrays of its components. Throws `TypeError`, `ValueError` for one that does not fit. */
function arrays_of(value: unknown, spec: ElementSpec): NDArray[] {
  const specs = flat_specs(spec);
  let given: unknown[];
  try {
    given = given_for(spec, value);
  } catch (error) {
    const types = python_repr(
      pack_sequence_as(
        spec,
        specs.map(({dtype}) => dtype),
      ),
    );
    throw new TypeError(
      '`generator` yielded an element that did not match the expected structure. ' +
        `The expected structure was ${types}, but the yielded element was ${python_repr(value)}.`,
      {cause: error},
    );
  }
  return given.map((item, i) => {
    const {dtype, shape} = specs[i] as TensorSpec;
    const array = as_array(item, dtype);
    if (array.dtype !== dtype) {
      throw new TypeError(
        `\`generator\` yielded an element of type ${array.dtype.name} where an element of type ${dtype.name} was expected.`,
      );
    }
    if (!shape.is_compatible_with([...array.shape])) {
      throw new ValueError(
        `\`generator\` yielded an element of shape (${array.shape.join(', ')}) where an element of shape ${shape} was expected.`,
      );
    }
    return array;
  });
}

function read_next(items: Items, spec: ElementSpec): NDArray[] | Promise<NDArray[]> {
  const arrays = ({done, value}: IteratorResult<unknown>): NDArray[] => {
    if (done === true) throw stop_iteration();
    return arrays_of(value, spec);
  };
  const result = items.next();
  return result instanceof Promise ? result.then(arrays) : arrays(result);
}

/** `flat_map` of a dataset of one number, which `start` gives: each iteration has a generator of its own. */
export function generated(
  start: () => DatasetBase & {flat_map(map_func: (dummy: Tensor) => DatasetBase): DatasetBase},
  generator: Generator,
  output_types: TypeStructure,
  output_shapes: ShapeStructure | null,
  args: readonly TensorLike[] | null,
): DatasetBase {
  if (typeof generator !== 'function') throw new TypeError('`generator` must be callable.');
  const spec = spec_of_types(output_types, output_shapes);
  const inputs = args === null ? [] : to_tensors(args, {name: 'args'});
  const iterations = new Iterations(generator);
  const specs = flat_specs(spec);
  const types = specs.map(({dtype}) => dtype);

  function get_iterator_id_fn(): Tensor {
    return numpy_function(
      (...arrays: NDArray[]) => NDArray.from(iterations.begin(arrays), int64),
      inputs,
      int64,
    );
  }
  function generator_next_fn(iterator_id: Tensor): unknown {
    const next = (id: NDArray): unknown => read_next(iterations.items(id_of(id)), spec);
    const tensors = numpy_function(next, [iterator_id], types);
    tensors.forEach((tensor, i) => tensor.set_shape((specs[i] as TensorSpec).shape));
    return pack_sequence_as(spec, tensors);
  }
  function finalize_fn(iterator_id: Tensor): Tensor {
    const end = (id: NDArray): NDArray => {
      iterations.end(id_of(id));
      return NDArray.from(0, int64);
    };
    return numpy_function(end, [iterator_id], int64);
  }
  const one = start();
  return one.flat_map(function flat_map_fn(dummy: Tensor) {
    return one.made_of(generator_dataset(one, dummy, [get_iterator_id_fn, generator_next_fn, finalize_fn]));
  });
}

type Functions = readonly [
  init: (dummy: Tensor) => Tensor,
  next: (id: Tensor) => unknown,
  finalize: (id: Tensor) => Tensor,
];

function generator_dataset(
  owner: DatasetBase,
  dummy: Tensor,
  [init, next, finalize]: Functions,
): DatasetParts {
  const words = 'Dataset.from_generator()';
  const given = new TensorSpec(dummy.dtype, dummy.shape);
  const init_func = structured_function(init, words, given, owner).add();
  const next_func = structured_function(next, words, init_func.output, owner).add();
  const finalize_func = structured_function(finalize, words, init_func.output, owner).add();
  const inputs = {
    init_func_other_args: [dummy, ...init_func.captured],
    next_func_other_args: next_func.captured,
    finalize_func_other_args: finalize_func.captured,
  };
  const attrs = {
    init_func: init_func.attribute,
    next_func: next_func.attribute,
    finalize_func: finalize_func.attribute,
    ...element_attrs(next_func.output),
  };
  const variant = operation_of('GeneratorDataset', inputs, attrs).outputs[0] as Tensor;
  return {variant, element_spec: next_func.output, inputs: []};
}
