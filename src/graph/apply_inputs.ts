/**
 * The inputs of a node that is about to be made: converted to tensors in order, with the attributes
 * that they tell inferred and checked. Messages are those of TensorFlow's `op_def_library`.
 */
import {ValueError} from '../types/python_errors.ts';
import type {DType} from '../types/dtypes.ts';
import {check_type_constraint} from './attribute_values.ts';
import type {AttributeValue} from './attributes.ts';
import {is_graph_value, to_tensor, to_tensors} from './convert.ts';
import type {TensorLike} from './convert_types.ts';
import {python_repr, python_type_name} from '../types/python_repr.ts';
import type {ArgumentDefinition, AttributeDefinition, OpDefinition} from './op_definition.ts';
import {Operation} from './operation.ts';
import {Tensor} from './tensor.ts';

/** The tensors and operations among arguments, for the graph that they belong to. */
export function collect_elements(inputs: Readonly<Record<string, unknown>>): (Tensor | Operation)[] {
  const elements: (Tensor | Operation)[] = [];
  const collect = (value: unknown): void => {
    if (value instanceof Tensor || value instanceof Operation) elements.push(value);
    else if (Array.isArray(value)) value.forEach(collect);
    else if (is_graph_value(value)) {
      const element = (value as {as_graph_element?: () => Tensor | Operation}).as_graph_element?.();
      if (element) elements.push(element);
    }
  };
  for (const name in inputs) collect(inputs[name]);
  return elements;
}

/** True for values that take the dtype of what they stand beside: JavaScript numbers and arrays of them. */
function is_untyped_number(value: unknown): boolean {
  return (
    typeof value === 'number' || (Array.isArray(value) && value.length > 0 && value.every(is_untyped_number))
  );
}

function dtype_of(value: unknown): DType | null {
  if (value instanceof Tensor) return value.dtype.base_dtype;
  const dtype = (value as {dtype?: DType} | null)?.dtype;
  return is_graph_value(value) && dtype ? dtype.base_dtype : null;
}

/** Binds the arguments of one call, one after the other. */
export class InputBinder {
  readonly attrs = new Map<string, AttributeValue>();
  readonly inputs: Tensor[] = [];
  readonly input_types: DType[] = [];
  readonly #definition: OpDefinition;
  readonly #inferred_from = new Map<string, string>();
  readonly #given: Readonly<Record<string, unknown>>;

  constructor(definition: OpDefinition, given: Readonly<Record<string, unknown>> = {}) {
    this.#definition = definition;
    this.#given = given;
  }

  /** Converts one argument, infers from it and checks it. */
  bind(argument: ArgumentDefinition, value: unknown): void {
    if (value === undefined) throw new TypeError(`No argument for input ${argument.name}`);
    const is_list = argument.number_attr !== undefined || argument.type_list_attr !== undefined;
    const tensors = is_list ? this.#convert_list(argument, value) : [this.#convert_one(argument, value)];
    this.inputs.push(...tensors);
    const types = tensors.map((tensor) => tensor.dtype);
    const base_types = types.map((dtype) => dtype.base_dtype);
    if (argument.number_attr !== undefined) this.#infer_number(argument, base_types);
    else if (argument.type_attr !== undefined) this.#infer_type(argument, base_types[0] as DType);
    else if (argument.type_list_attr !== undefined) this.#infer_type_list(argument, base_types);
    if (argument.is_ref && !types.every((dtype) => dtype.is_ref_dtype)) {
      throw new TypeError(
        `'${this.#definition.name}' Op requires that input '${argument.name}' be a mutable tensor (e.g.: a tf.Variable)`,
      );
    }
    this.input_types.push(...(argument.is_ref ? types : base_types));
  }

  #attribute(name: string): AttributeDefinition {
    return this.#definition.attrs.find((attr) => attr.name === name) as AttributeDefinition;
  }

  #default_type(type_attr: string | undefined): DType | null {
    if (type_attr === undefined) return null;
    return (this.#attribute(type_attr).default_value as DType | undefined) ?? null;
  }

  /** The dtype that a later tensor of the same call will bind `type_attr` to. */
  #type_of_siblings(argument: ArgumentDefinition): DType | null {
    for (const sibling of this.#definition.inputs) {
      if (sibling === argument || sibling.type_attr !== argument.type_attr) continue;
      const value = this.#given[sibling.name];
      const dtype = Array.isArray(value) ? (value.map(dtype_of).find(Boolean) ?? null) : dtype_of(value);
      if (dtype !== null) return dtype;
    }
    return null;
  }

  #wanted_type(argument: ArgumentDefinition, value: unknown): DType | null {
    if (argument.type !== undefined) return argument.is_ref ? argument.type.as_ref : argument.type;
    const bound = this.attrs.get(argument.type_attr as string) as DType | undefined;
    if (bound !== undefined) return argument.is_ref ? bound.as_ref : bound;
    return is_untyped_number(value) ? this.#type_of_siblings(argument) : null;
  }

  #convert_one(argument: ArgumentDefinition, value: unknown): Tensor {
    const dtype = this.#wanted_type(argument, value);
    try {
      return to_tensor(value as TensorLike, {
        dtype: argument.is_ref ? (dtype?.base_dtype ?? null) : dtype,
        name: argument.name,
        as_ref: argument.is_ref ?? false,
        preferred_dtype: this.#default_type(argument.type_attr),
      });
    } catch (error) {
      if (error instanceof ValueError) return this.#refuse_input(argument, value);
      if (!(error instanceof TypeError) || dtype === null) throw error;
      throw new TypeError(
        `Expected ${dtype.name} passed to parameter '${argument.name}' of op '${this.#definition.name}', got ${python_repr(value)} of type '${python_type_name(value)}' instead. Error: ${error.message}`,
        {cause: error},
      );
    }
  }

  /** The words for an input whose own dtype is another than the one that is needed. */
  #refuse_input(argument: ArgumentDefinition, value: unknown): never {
    const {name} = argument;
    let observed: string;
    try {
      observed = to_tensor(value as TensorLike, {as_ref: argument.is_ref ?? false}).dtype.name;
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      throw new ValueError(`Tried to convert '${name}' to a tensor and failed. Error: ${error.message}`);
    }
    const prefix = `Input '${name}' of '${this.#definition.name}' Op has type ${observed} that does not match`;
    if (argument.type !== undefined) throw new TypeError(`${prefix} expected type of ${argument.type.name}.`);
    const type_attr = argument.type_attr as string;
    const bound = (this.attrs.get(type_attr) as DType | undefined) ?? this.#default_type(type_attr);
    const from = this.#inferred_from.get(type_attr) ?? 'Default in OpDef';
    throw new TypeError(`${prefix} type ${bound?.name} of argument '${from}'.`);
  }

  #list_type(argument: ArgumentDefinition, values: readonly unknown[]): DType | null {
    if (argument.type !== undefined) return argument.type;
    if (argument.number_attr === undefined) return null;
    const bound = this.attrs.get(argument.type_attr as string) as DType | undefined;
    return bound ?? values.map(dtype_of).find((dtype) => dtype !== null) ?? null;
  }

  #convert_list(argument: ArgumentDefinition, value: unknown): Tensor[] {
    if (!Array.isArray(value)) {
      throw new TypeError(
        `Expected list for '${argument.name}' argument to '${this.#definition.name}' Op, not ${python_repr(value)}.`,
      );
    }
    const dtype = this.#list_type(argument, value);
    const as_ref = argument.is_ref ?? false;
    const preferred_dtype = dtype === null ? this.#default_type(argument.type_attr) : null;
    try {
      const tensors = to_tensors(value as TensorLike[], {
        dtype,
        name: argument.name,
        as_ref,
        preferred_dtype,
      });
      const first = tensors[0]?.dtype.base_dtype;
      if (argument.number_attr === undefined || tensors.every((tensor) => tensor.dtype.base_dtype === first))
        return tensors;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof ValueError)) throw error;
    }
    return this.#refuse_list(argument, value, dtype, as_ref);
  }

  #refuse_list(
    argument: ArgumentDefinition,
    values: readonly unknown[],
    dtype: DType | null,
    as_ref: boolean,
  ): never {
    const observed = values.map((item) => {
      try {
        return to_tensor(item as TensorLike, {as_ref}).dtype.base_dtype.name;
      } catch {
        return '<NOT CONVERTIBLE TO TENSOR>';
      }
    });
    const prefix = `Tensors in list passed to '${argument.name}' of '${this.#definition.name}' Op have types [${observed.join(', ')}]`;
    if (argument.number_attr === undefined) {
      throw new TypeError(`${prefix} that are invalid. Tensors: ${python_repr(values)}`);
    }
    if (argument.type !== undefined)
      throw new TypeError(`${prefix} that do not match expected type ${dtype?.name}.`);
    if (this.attrs.has(argument.type_attr as string)) {
      throw new TypeError(`${prefix} that do not match type ${dtype?.name} inferred from earlier arguments.`);
    }
    throw new TypeError(`${prefix} that don't all match.`);
  }

  #infer(attr: string, value: AttributeValue, argument: ArgumentDefinition): void {
    this.attrs.set(attr, value);
    this.#inferred_from.set(attr, argument.name);
  }

  #infer_number(argument: ArgumentDefinition, base_types: readonly DType[]): void {
    const number_attr = argument.number_attr as string;
    const op_name = this.#definition.name;
    const known = this.attrs.get(number_attr);
    const count = base_types.length;
    if (known !== undefined) {
      if (count !== known) {
        throw new ValueError(
          `List argument '${argument.name}' to '${op_name}' Op with length ${count} must match length ${String(known)} of argument '${this.#inferred_from.get(number_attr)}'.`,
        );
      }
    } else {
      this.#infer(number_attr, count, argument);
      const {minimum} = this.#attribute(number_attr);
      if (minimum !== undefined && count < minimum) {
        throw new ValueError(
          `List argument '${argument.name}' to '${op_name}' Op with length ${count} shorter than minimum length ${minimum}.`,
        );
      }
    }
    if (argument.type_attr === undefined || this.attrs.has(argument.type_attr)) return;
    const [first] = base_types;
    if (first === undefined) {
      throw new TypeError(
        `Don't know how to infer type variable from empty input list passed to input '${argument.name}' of '${op_name}' Op.`,
      );
    }
    this.#infer(argument.type_attr, first, argument);
    check_type_constraint(first, this.#attribute(argument.type_attr), argument.name);
  }

  #infer_type(argument: ArgumentDefinition, dtype: DType): void {
    const type_attr = argument.type_attr as string;
    const known = this.attrs.get(type_attr) as DType | undefined;
    if (known === undefined) {
      check_type_constraint(dtype, this.#attribute(type_attr), argument.name);
      this.#infer(type_attr, dtype, argument);
    } else if (known !== dtype) {
      throw new TypeError(
        `Input '${argument.name}' of '${this.#definition.name}' Op has type ${dtype.name} that does not match type ${known.name} of argument '${this.#inferred_from.get(type_attr)}'.`,
      );
    }
  }

  #infer_type_list(argument: ArgumentDefinition, types: readonly DType[]): void {
    const attr = argument.type_list_attr as string;
    const known = this.attrs.get(attr) as readonly DType[] | undefined;
    if (known === undefined) {
      for (const dtype of types) check_type_constraint(dtype, this.#attribute(attr), argument.name);
      this.#infer(attr, types, argument);
    } else if (known.length !== types.length || known.some((dtype, i) => dtype !== types[i])) {
      const names = (list: readonly DType[]): string => list.map((dtype) => dtype.name).join(', ');
      throw new TypeError(
        `Input '${argument.name}' of '${this.#definition.name}' Op has type list of ${names(types)} that does not match type list ${names(known)} of argument '${this.#inferred_from.get(attr)}'.`,
      );
    }
  }
}
