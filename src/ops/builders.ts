/**
 * The table of op builders that gradients get: every function of every family, by TensorFlow's name.
 * The only file that imports all families; it is given to gradients, never imported by a family at run time.
 */
import * as math_matmul from './math_matmul.ts';

/** All op builders, flat. */
export const op_builders = {...math_matmul};
export type OpBuilders = typeof op_builders & {conj(x: import('../graph/tensor.ts').Tensor): import('../graph/tensor.ts').Tensor};
