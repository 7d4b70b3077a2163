/**
 * What a saver saves that is no variable: tensors by their names in a checkpoint, and the operation that restores them.
 */
import type {Operation} from '../../graph/operation.ts';
import type {Tensor} from '../../graph/tensor.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';

/** A tensor of a checkpoint. */
export interface SaveSpec {
  readonly name: string;
  readonly tensor: Tensor;
}

/** One thing of a checkpoint. `name` decides the order of all. */
export abstract class SaveableObject {
  readonly name: string;
  readonly specs: readonly SaveSpec[];

  constructor(name: string, specs: readonly SaveSpec[]) {
    this.name = name;
    this.specs = specs;
  }

  toString(): string {
    return this.name;
  }

  /** The node that restores it; with `shapes`, what was read is to have these. */
  abstract restore(restored: readonly Tensor[], shapes: readonly (TensorShape | Tensor)[] | null): Operation;
}
