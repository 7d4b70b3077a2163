/**
 * Functions on elements of datasets, traced into functions of the graph's library. Knows no kinds of datasets.
 */
import {get_default_graph} from '../../graph/default_graph.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {FunctionAttribute} from '../../graph/attributes.ts';
import {trace_function, type TracedFunction} from '../../ops/trace_function.ts';
import {python_repr} from '../../types/python_repr.ts';
import {ValueError} from '../../types/python_errors.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import {flatten, pack_sequence_as} from '../../util/nest.ts';
import {
  DatasetSpec,
  element_of,
  flat_specs,
  returned_element,
  spec_of,
  tensors_of,
  TensorSpec,
  unpacked,
  type DatasetBase,
  type ElementSpec,
} from './element_spec.ts';

/** A function of the program: it is called with the components of a tuple, or with the element. */
export type ElementFunction = (...components: never[]) => unknown;

/** A traced function and what it returns. */
export class StructuredFunction {
  readonly traced: TracedFunction;
  readonly output: ElementSpec;

  constructor(traced: TracedFunction, output: ElementSpec) {
    this.traced = traced;
    this.output = output;
  }

  get captured(): readonly Tensor[] {
    return this.traced.captured;
  }

  get attribute(): FunctionAttribute {
    return this.traced.attribute;
  }

  /** Puts the function into the library of the default graph. */
  add(): this {
    this.traced.add_to(get_default_graph());
    return this;
  }
}

/** As Python names a function: an arrow that has no name is a lambda. */
function function_name(func: {readonly name: string}): string {
  return func.name === '' ? '<lambda>' : func.name;
}

/**
 * `StructuredFunctionWrapper`: traces `func`, given to the transformation of that name (`Dataset.map()`), on elements of `input`.
 * It is not in any library yet. Throws `TypeError` for what is no function, or returns no element.
 */
export function structured_function(
  func: ElementFunction,
  transformation: string,
  input: ElementSpec,
  owner: DatasetBase,
): StructuredFunction {
  if (typeof func !== 'function') throw new TypeError(`${python_repr(func)} is not a callable object`);
  const readable = transformation.replaceAll('.', '_').slice(0, -2);
  const outputs: ElementSpec[] = [];
  const traced = trace_function(`${readable}_${function_name(func)}`, flat_specs(input), (...given) => {
    const result = func(...(unpacked(element_of(input, given, owner)) as never[]));
    try {
      const element = returned_element(result);
      outputs.push(spec_of(element));
      return tensors_of(element);
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof ValueError)) throw error;
      throw new TypeError(
        `Unsupported return value from function passed to ${transformation}: ${python_repr(result)}.`,
        {cause: error},
      );
    }
  });
  return new StructuredFunction(traced, outputs[0] as ElementSpec);
}

/** The specification of the elements of the dataset that a function returns. Throws `TypeError` where it returns none. */
export function returned_dataset(func: StructuredFunction, words: string): ElementSpec {
  if (func.output instanceof DatasetSpec) return func.output.element_spec;
  throw new TypeError(words);
}

/** A component with a shape that fits what was and what is. */
function weakened(original: TensorSpec, next: TensorSpec): TensorShape {
  return original.shape.most_specific_compatible_shape(next.shape);
}

function is_weaker(original: TensorShape, shape: TensorShape): boolean {
  return original.ndims !== null && String(original) !== String(shape);
}

/**
 * Traces a function that takes a state and gives the next one, again and again until the shapes of the state hold. `next_state` tells
 * which part of the output that is. Throws `TypeError` where types differ.
 */
export function stateful_function(
  trace: (state: ElementSpec) => StructuredFunction,
  initial: ElementSpec,
  next_state: (output: ElementSpec) => ElementSpec,
): {readonly func: StructuredFunction; readonly state: ElementSpec} {
  let state = initial;
  for (;;) {
    const func = trace(state);
    const before = flatten(state) as TensorSpec[];
    const after = flatten(next_state(func.output)) as TensorSpec[];
    if (before.length !== after.length || before.some(({dtype}, i) => dtype !== after[i]?.dtype)) {
      const types = (specs: readonly TensorSpec[], like: ElementSpec): string =>
        python_repr(
          pack_sequence_as(
            like,
            specs.map(({dtype}) => dtype),
          ),
        );
      throw new TypeError(
        'The element types for the new state must match the initial state. ' +
          `Expected ${types(before, state)}; got ${types(after, next_state(func.output))}.`,
      );
    }
    const shapes = before.map((spec, i) => weakened(spec, after[i] as TensorSpec));
    if (!before.some((spec, i) => is_weaker(spec.shape, shapes[i] as TensorShape))) return {func, state};
    const specs = before.map(({dtype}, i) => new TensorSpec(dtype, shapes[i] as TensorShape));
    state = pack_sequence_as(state, specs) as ElementSpec;
  }
}
