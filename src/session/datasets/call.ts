/**
 * What an op that makes a dataset is called with: inputs and attributes by name. And how a table of makers becomes host
 * operations. Knows no kinds of datasets.
 */
import type {FunctionAttribute} from '../../graph/attributes.ts';
import type {OpDefinition} from '../../graph/op_definition.ts';
import {InvalidArgumentError} from '../../errors.ts';
import {flat_types} from '../../graph/shape_inference.ts';
import type {DType} from '../../types/dtypes.ts';
import type {NDArray} from '../../types/ndarray.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext, HostOperation, HostOperations} from '../host_op.ts';
import {dataset_of, Dataset, type BoundFunction, type DatasetParts} from './dataset.ts';

const decoder = new TextDecoder();

export class Call {
  readonly context: HostContext;
  readonly #inputs = new Map<string, readonly NDArray[]>();

  constructor(inputs: readonly NDArray[], context: HostContext) {
    this.context = context;
    const {op} = context;
    let next = 0;
    for (const argument of (op.op_def as OpDefinition).inputs) {
      const count = flat_types([argument], op.attrs).length;
      this.#inputs.set(argument.name, inputs.slice(next, next + count));
      next += count;
    }
  }

  /** All arrays of a list input. */
  list(name: string): readonly NDArray[] {
    return this.#inputs.get(name) ?? [];
  }

  array(name: string): NDArray {
    return this.list(name)[0] as NDArray;
  }

  /** The scalar value of an input. */
  #scalar(name: string): NDArray['data'][number] {
    const array = this.array(name);
    if (array.shape.length > 0) throw new InvalidArgumentError(null, null, `${name} must be a scalar`);
    return array.data[0] as NDArray['data'][number];
  }

  int(name: string): number {
    return Number(this.#scalar(name));
  }

  flag(name: string): boolean {
    return this.#scalar(name) !== 0;
  }

  text(name: string): string {
    return decoder.decode(this.#scalar(name) as Uint8Array);
  }

  /** The texts of an input that is a scalar or a vector. */
  texts(name: string): string[] {
    const array = this.array(name);
    if (array.shape.length > 1)
      throw new InvalidArgumentError(null, null, `\`${name}\` must be a scalar or a vector.`);
    return (array.data as readonly Uint8Array[]).map((bytes) => decoder.decode(bytes));
  }

  dataset(name = 'input_dataset'): Dataset {
    return dataset_of(this.array(name));
  }

  attr<T>(name: string): T {
    return this.context.attrs[name] as T;
  }

  /** The function of an attribute, with the values of an input. */
  bound(name = 'f', captured = 'other_arguments'): BoundFunction {
    return {function: this.attr<FunctionAttribute>(name), captured: this.list(captured)};
  }

  get types(): readonly DType[] {
    return (
      this.attr<readonly DType[] | undefined>('output_types') ?? this.attr<readonly DType[]>('Toutput_types')
    );
  }

  get shapes(): readonly TensorShape[] {
    return this.attr<readonly TensorShape[]>('output_shapes');
  }

  invalid(text: string): InvalidArgumentError {
    return new InvalidArgumentError(null, null, text);
  }
}

/** A dataset without what its attributes tell. */
export type Made = Pick<DatasetParts, 'iterate' | 'cardinality'> & Partial<DatasetParts>;
export type Maker = (call: Call) => Made | Dataset | Promise<Made | Dataset>;

function operation(op: string, make: Maker): HostOperation {
  return {
    async run(inputs, context) {
      const call = new Call(inputs, context);
      const made = await make(call);
      if (made instanceof Dataset) return [made.handle()];
      const {types = call.types, shapes = call.shapes} = made;
      return [new Dataset({...made, op, types, shapes}).handle()];
    },
  };
}

/** Host operations of a table of makers, by op type. */
export function dataset_operations(makers: Readonly<Record<string, Maker>>): HostOperations {
  return Object.fromEntries(Object.entries(makers).map(([op, make]) => [op, operation(op, make)]));
}
