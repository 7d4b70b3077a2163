/**
 * The statement that defines an op type: inputs, outputs and attributes named, typed and spelled as in
 * TensorFlow's OpDef. From it come the checks, the registry entry and the types of `apply`.
 */
import {as_dtype, type DType} from '../types/dtypes.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import type {NDArray} from '../types/ndarray.ts';
import type {AttributeValue, FunctionAttribute} from './attributes.ts';
import type {
  ArgumentDefinition,
  AttributeDefinition,
  AttributeType,
  OpDefinition,
  ShapeFunction,
} from './op_definition.ts';
import {register_op_definition} from './op_definition.ts';

/** A list argument: `number` tensors of one type, or one tensor for each type of a list attribute. */
export interface ListSpec<T extends string = string, N extends string = string> {
  readonly list: true;
  readonly type: T;
  readonly number?: N;
  /** Whether each is a reference to a variable. */
  readonly is_ref?: boolean;
}
/** An argument that is a reference to a variable. */
export interface RefSpec<T extends string = string> {
  readonly ref: T;
}
/** A dtype's or type attribute's name, a list, or a reference. */
export type ArgumentSpec = string | ListSpec | RefSpec;

/** `list_of('T', 'N')`: N tensors of type T; `list_of('Tin')`: one for each type of `Tin`. */
export function list_of<const T extends string, const N extends string = never>(
  type: T,
  number?: N,
): ListSpec<T, N> {
  return number === undefined ? {list: true, type} : {list: true, type, number};
}

/** N references to variables of this type. */
export function list_of_refs<const T extends string, const N extends string>(
  type: T,
  number: N,
): ListSpec<T, N> {
  return {list: true, type, number, is_ref: true};
}

/** A reference to a variable of this dtype or type attribute. */
export function ref<const T extends string>(type: T): RefSpec<T> {
  return {ref: type};
}

/** An attribute: its type in OpDef's spelling and in TypeScript's. */
export interface AttributeSpec<T extends AttributeValue = AttributeValue, D extends boolean = boolean> {
  readonly type: AttributeType;
  readonly default_value?: AttributeValue;
  readonly has_default: D;
  readonly allowed?: readonly (DType | string)[];
  readonly minimum?: number;
  /** Never there at run time: carries the TypeScript type. */
  readonly value?: T;
}

type Limits = {readonly minimum?: number};

function attribute<T extends AttributeValue, D extends boolean>(
  type: AttributeType,
  default_value: AttributeValue | undefined,
  rest: {allowed?: readonly (DType | string)[]; minimum?: number} = {},
): AttributeSpec<T, D> {
  const spec = {type, has_default: (default_value !== undefined) as D, ...rest};
  return default_value === undefined ? spec : {...spec, default_value};
}

export function bool(): AttributeSpec<boolean, false>;
export function bool(default_value: boolean): AttributeSpec<boolean, true>;
export function bool(default_value?: boolean): AttributeSpec<boolean> {
  return attribute('bool', default_value);
}

export function int(): AttributeSpec<number, false>;
export function int(default_value: number, limits?: Limits): AttributeSpec<number, true>;
export function int(default_value: undefined, limits: Limits): AttributeSpec<number, false>;
export function int(default_value?: number, limits: Limits = {}): AttributeSpec<number> {
  return attribute('int', default_value, limits);
}

export function float(): AttributeSpec<number, false>;
export function float(default_value: number): AttributeSpec<number, true>;
export function float(default_value?: number): AttributeSpec<number> {
  return attribute('float', default_value);
}

export function string(): AttributeSpec<string, false>;
export function string(default_value: string, allowed?: readonly string[]): AttributeSpec<string, true>;
export function string(default_value: undefined, allowed: readonly string[]): AttributeSpec<string, false>;
export function string(default_value?: string, allowed?: readonly string[]): AttributeSpec<string> {
  return attribute('string', default_value, allowed ? {allowed} : {});
}

/** A type attribute; `allowed` lists dtypes, nothing means any. */
export function type(allowed?: readonly DType[] | null): AttributeSpec<DType, false>;
export function type(allowed: readonly DType[] | null, default_value: DType): AttributeSpec<DType, true>;
export function type(allowed: readonly DType[] | null = null, default_value?: DType): AttributeSpec<DType> {
  return attribute('type', default_value, allowed ? {allowed} : {});
}

export function shape(): AttributeSpec<TensorShape, false>;
export function shape(default_value: TensorShape): AttributeSpec<TensorShape, true>;
export function shape(default_value?: TensorShape): AttributeSpec<TensorShape> {
  return attribute('shape', default_value);
}

export function tensor(): AttributeSpec<NDArray, false>;
export function tensor(default_value: NDArray): AttributeSpec<NDArray, true>;
export function tensor(default_value?: NDArray): AttributeSpec<NDArray> {
  return attribute('tensor', default_value);
}

/** A function of the graph's library: its name and attributes; callers may give the name alone. */
export function func(): AttributeSpec<FunctionAttribute | string, false> {
  return attribute('func', undefined);
}

type ElementOf<S> =
  S extends AttributeSpec<infer T> ? Extract<T, Exclude<AttributeValue, readonly unknown[]>> : never;

/** A list of the given attribute; `minimum` is of its length. */
export function list<S extends AttributeSpec>(
  element: S,
  default_value?: undefined,
  limits?: Limits,
): AttributeSpec<readonly ElementOf<S>[], false>;
export function list<S extends AttributeSpec>(
  element: S,
  default_value: readonly ElementOf<S>[],
  limits?: Limits,
): AttributeSpec<readonly ElementOf<S>[], true>;
export function list<S extends AttributeSpec>(
  element: S,
  default_value?: readonly ElementOf<S>[],
  limits: Limits = {},
): AttributeSpec<readonly ElementOf<S>[]> {
  const allowed = element.allowed ? {allowed: element.allowed} : {};
  return attribute(`list(${element.type})` as AttributeType, default_value, {...allowed, ...limits});
}

export type ArgumentSpecs = Readonly<Record<string, ArgumentSpec>>;
export type AttributeSpecs = Readonly<Record<string, AttributeSpec>>;

/** A defined op type, with its arguments' names and types for `apply`. */
export interface Op<
  I extends ArgumentSpecs = ArgumentSpecs,
  O extends ArgumentSpecs = ArgumentSpecs,
  A extends AttributeSpecs = AttributeSpecs,
> extends OpDefinition {
  readonly input_specs: I;
  readonly output_specs: O;
  readonly attribute_specs: A;
}

interface OpSpec<I, O, A> {
  readonly inputs?: I;
  readonly outputs?: O;
  readonly attrs?: A;
  readonly shape?: ShapeFunction;
  readonly is_stateful?: boolean;
  readonly is_commutative?: boolean;
  readonly is_aggregate?: boolean;
  readonly allows_uninitialized_input?: boolean;
}

function argument_definition(name: string, spec: ArgumentSpec, attrs: AttributeSpecs): ArgumentDefinition {
  const is_list = typeof spec !== 'string' && 'list' in spec;
  const is_ref = typeof spec !== 'string' && ('ref' in spec || spec.is_ref === true);
  const type_name = typeof spec === 'string' ? spec : 'ref' in spec ? spec.ref : spec.type;
  const by_attr = type_name in attrs;
  if (is_list && spec.number === undefined) return {name, type_list_attr: type_name};
  return {
    name,
    ...(by_attr ? {type_attr: type_name} : {type: as_dtype(type_name)}),
    ...(is_list ? {number_attr: spec.number as string} : {}),
    ...(is_ref ? {is_ref: true} : {}),
  };
}

function attribute_definition(name: string, spec: AttributeSpec): AttributeDefinition {
  const {type: attribute_type, default_value, allowed, minimum} = spec;
  return {
    name,
    type: attribute_type,
    ...(default_value === undefined ? {} : {default_value}),
    ...(allowed === undefined ? {} : {allowed}),
    ...(minimum === undefined ? {} : {minimum}),
  };
}

/** Defines and registers an op type. Attributes stand in the order of TensorFlow's OpDef. */
export function define_op<
  const I extends ArgumentSpecs = Record<never, never>,
  const O extends ArgumentSpecs = Record<never, never>,
  const A extends AttributeSpecs = Record<never, never>,
>(name: string, spec: OpSpec<I, O, A>): Op<I, O, A> {
  const input_specs = (spec.inputs ?? {}) as I;
  const output_specs = (spec.outputs ?? {}) as O;
  const attribute_specs = (spec.attrs ?? {}) as A;
  const op: Op<I, O, A> = {
    name,
    input_specs,
    output_specs,
    attribute_specs,
    inputs: Object.entries(input_specs).map(([key, value]) =>
      argument_definition(key, value, attribute_specs),
    ),
    outputs: Object.entries(output_specs).map(([key, value]) =>
      argument_definition(key, value, attribute_specs),
    ),
    attrs: Object.entries(attribute_specs).map(([key, value]) => attribute_definition(key, value)),
    is_stateful: spec.is_stateful ?? false,
    is_commutative: spec.is_commutative ?? false,
    is_aggregate: spec.is_aggregate ?? false,
    allows_uninitialized_input: spec.allows_uninitialized_input ?? false,
    shape: spec.shape ?? null,
  };
  register_op_definition(op);
  return op;
}
