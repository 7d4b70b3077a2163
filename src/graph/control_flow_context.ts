/**
 * What a graph needs to know of the control-flow context that nodes are created in (`tf.cond`,
 * `tf.while_loop`). The contexts themselves are built by the control-flow ops.
 */
import type {Operation} from './operation.ts';
import type {Tensor} from './tensor.ts';

export interface ControlFlowContext {
  readonly name: string | null;
  readonly outer_context: ControlFlowContext | null;
  /** Takes a node that was just created into the context; may change its inputs. */
  add_op(op: Operation): void;
  /** The tensor as it is known inside this context. */
  add_value(value: Tensor): Tensor;
  /** For gradients: tells the context of a colocation with an operation outside of it. */
  enter_gradient_colocation(op: Operation, gradient_uid: string): void;
  exit_gradient_colocation(op: Operation, gradient_uid: string): void;
  is_while_context(): boolean;
  is_cond_context(): boolean;
}
