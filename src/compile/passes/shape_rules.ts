/**
 * Shapes of steps, by the shape functions of the op definitions; and the ops whose value a shape tells. The
 * one place where passes ask what an op type means.
 */
import type {AttributeValue} from '../../graph/attributes.ts';
import {find_op_definition, ShapeError, type ShapeContext} from '../../graph/op_definition.ts';
import {int32, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../../types/tensor_shape.ts';
import {ValueError} from '../../types/python_errors.ts';
import type {Attributes, ProgramValue, Step} from '../program.ts';
import {threaded_state} from '../state_rules.ts';

/** What a step's inputs are known to hold. */
export type KnownValues = ReadonlyMap<number, NDArray>;

function integers(dtype: DType, shape: readonly number[], values: readonly number[]): NDArray {
  const data = dtype === int32 ? Int32Array.from(values) : BigInt64Array.from(values, BigInt);
  return new NDArray(dtype, shape, data);
}

function out_type(attrs: Attributes): DType {
  return (attrs['out_type'] as DType | undefined) ?? int32;
}

type ShapeValue = (shapes: readonly number[][], attrs: Attributes) => readonly NDArray[];

/** Ops whose outputs depend on the shapes of their inputs alone. */
const VALUE_OF_SHAPES: Readonly<Record<string, ShapeValue>> = {
  Shape: ([shape], attrs) => [integers(out_type(attrs), [(shape as number[]).length], shape as number[])],
  ShapeN: (shapes, attrs) => shapes.map((shape) => integers(out_type(attrs), [shape.length], shape)),
  Size: ([shape], attrs) => [integers(out_type(attrs), [], [(shape as number[]).reduce((a, b) => a * b, 1)])],
  Rank: ([shape]) => [integers(int32, [], [(shape as number[]).length])],
};

/** The outputs of a step that shapes alone decide, or `null`. */
export function value_of_shapes(step: Step): readonly NDArray[] | null {
  const rule = VALUE_OF_SHAPES[step.op];
  if (rule === undefined) return null;
  if (step.op === 'Rank' && step.inputs[0]?.shape.ndims !== null) {
    return [integers(int32, [], [step.inputs[0]?.shape.ndims as number])];
  }
  if (!step.inputs.every((input) => input.shape.is_fully_defined())) return null;
  return rule(
    step.inputs.map((input) => input.shape.as_list() as number[]),
    step.attrs,
  );
}

function sizes_in(value: NDArray): TensorShape {
  if (value.shape.length === 0) return unknown_shape();
  return new TensorShape(
    Array.from(value.data as ArrayLike<number | bigint>, (size) => (Number(size) < 0 ? null : Number(size))),
  );
}

function context_of(
  step: Step,
  inputs: readonly ProgramValue[],
  known: KnownValues,
  output_count: number,
): ShapeContext {
  const definition = find_op_definition(step.op);
  const constant = (index: number): NDArray | null => known.get(inputs[index]?.id ?? -1) ?? null;
  return {
    shapes: inputs.map((input) => input.shape),
    output_count,
    attr<T extends AttributeValue>(name: string): T {
      const value = step.attrs[name] ?? definition?.attrs.find((attr) => attr.name === name)?.default_value;
      return value as T;
    },
    tensor_shape: (name) => new TensorShape((step.attrs[name] as NDArray).shape),
    constant_value: constant,
    // Programs carry no handles' shapes: what was inferred from them stands in the values' types.
    handle_data: () => null,
    set_handle_data() {},
    constant_value_as_shape(index: number): TensorShape {
      const value = constant(index);
      if (value !== null) return sizes_in(value);
      const shape = inputs[index]?.shape;
      return shape?.ndims === 1 ? unknown_shape(shape[0] ?? null) : unknown_shape();
    },
  };
}

function combined(inferred: TensorShape, before: TensorShape): TensorShape {
  return inferred.is_compatible_with(before) ? inferred.merge_with(before) : inferred;
}

/** Shapes of a step's outputs from those of its inputs; what was known before is kept. */
export function output_shapes(step: Step, known: KnownValues): readonly TensorShape[] {
  const before = step.outputs.map((output) => output.shape);
  const shape_function = find_op_definition(step.op)?.shape;
  if (!shape_function || step.op === 'Const') return before;
  const threaded = threaded_state(step.op) === null ? 0 : 1;
  const inputs = step.inputs.slice(0, step.inputs.length - threaded);
  const count = step.outputs.length - threaded;
  try {
    const shapes = shape_function(context_of(step, inputs, known, count));
    return before.map((shape, i) => (i < count && shapes[i] ? combined(shapes[i], shape) : shape));
  } catch (error) {
    // The step will refuse its inputs when it runs, in the words of the runtime.
    if (error instanceof ShapeError || error instanceof ValueError) return before;
    throw error;
  }
}
