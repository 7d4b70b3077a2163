/**
 * The table of op builders that gradients get: every function of every family, by TensorFlow's name.
 * The only file that imports all families; it is given to gradients, never imported by a family at run time.
 */
import * as array_constant from './array_constant.ts';
import * as array_fill from './array_fill.ts';
import * as array_identity from './array_identity.ts';
import * as array_shape from './array_shape.ts';
import * as control_flow from './control_flow.ts';
import * as control_flow_switch from './control_flow_switch.ts';
import * as grouping from './grouping.ts';
import * as math_cast from './math_cast.ts';
import * as math_compare from './math_compare.ts';
import * as math_complex from './math_complex.ts';
import * as math_extreme from './math_extreme.ts';
import * as math_matmul from './math_matmul.ts';
import * as math_product from './math_product.ts';
import * as math_sum from './math_sum.ts';
import * as math_unary from './math_unary.ts';
import * as state from './state.ts';
import * as training from './training.ts';

/** All op builders, flat. */
export const op_builders = {
  ...array_constant,
  ...array_fill,
  ...array_identity,
  ...array_shape,
  ...control_flow,
  ...control_flow_switch,
  ...grouping,
  ...math_cast,
  ...math_compare,
  ...math_complex,
  ...math_extreme,
  ...math_matmul,
  ...math_product,
  ...math_sum,
  ...math_unary,
  ...state,
  ...training,
};
export type OpBuilders = typeof op_builders;
