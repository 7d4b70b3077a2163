/**
 * The updates that optimizers make to variables, as one op each: of variables given by references, and given by
 * handles (`Resource...`). The optimizers themselves are in the library on top.
 */
import {bool, define_op, ref, type} from '../graph/define_op.ts';
import type {AttributeSpecs} from '../graph/define_op.ts';
import type {ShapeContext, ShapeFunction} from '../graph/op_definition.ts';
import type {TensorShape} from '../types/tensor_shape.ts';
import {INDICES, NUMBERS} from './dtype_lists.ts';
import {merge_shapes, with_rank} from './shape_functions.ts';
import {given_back, merge_gradient, value_shape, type VariableKind} from './variable_shape.ts';

/** What an update takes, by input name: its variables, then all else in order. */
interface UpdateInputs {
  readonly variables: readonly string[];
  readonly others: readonly string[];
}

const GRADIENTS: ReadonlySet<string> = new Set(['grad', 'delta']);

/** All variables have one shape, the gradient fits it, and all else are scalars. */
function update_shape({variables, others}: UpdateInputs, kind: VariableKind): ShapeFunction {
  const input = ({shapes}: ShapeContext, name: string): TensorShape =>
    shapes[variables.length + others.indexOf(name)] as TensorShape;
  return (context) => {
    let shape = value_shape(context, kind);
    for (const i of variables.keys()) shape = merge_shapes(shape, value_shape(context, kind, i));
    const indices = others.includes('indices') ? input(context, 'indices') : null;
    for (const name of others) {
      if (GRADIENTS.has(name)) shape = merge_gradient(shape, input(context, name), indices);
      else if (name !== 'indices') with_rank(input(context, name), 0);
    }
    return given_back(kind, shape);
  };
}

const INPUT_TYPES: Readonly<Record<string, string>> = {indices: 'Tindices', global_step: 'int64'};

function specs_of(names: readonly string[], spec: (name: string) => string): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, spec(name)]));
}

function attributes_of({others}: UpdateInputs, flags: AttributeSpecs): AttributeSpecs {
  const indices = others.includes('indices') ? {Tindices: type(INDICES)} : {};
  return {T: type(NUMBERS), ...indices, use_locking: bool(false), ...flags};
}

/** Defines an update of variables that handles stand for. */
function define_handle_update(name: string, inputs: UpdateInputs, flags: AttributeSpecs = {}): void {
  define_op(`Resource${name}`, {
    inputs: {
      ...specs_of(inputs.variables, () => 'resource'),
      ...specs_of(inputs.others, (input) => INPUT_TYPES[input] ?? 'T'),
    },
    attrs: attributes_of(inputs, flags),
    is_stateful: true,
    shape: update_shape(inputs, 'handle'),
  });
}

/** Defines an update both of references and of what handles stand for. */
function define_update(name: string, inputs: UpdateInputs, flags: AttributeSpecs = {}): void {
  define_op(name, {
    inputs: {
      ...Object.fromEntries(inputs.variables.map((variable) => [variable, ref('T')])),
      ...specs_of(inputs.others, (input) => INPUT_TYPES[input] ?? 'T'),
    },
    outputs: {out: ref('T')},
    attrs: attributes_of(inputs, flags),
    shape: update_shape(inputs, 'reference'),
  });
  define_handle_update(name, inputs, flags);
}

const words = (text: string): readonly string[] => text.split(' ');

/** `inputs_of('var accum', 'lr grad')`. */
function inputs_of(variables: string, others: string): UpdateInputs {
  return {variables: words(variables), others: words(others)};
}

const nesterov = {use_nesterov: bool(false)};
const slots = {update_slots: bool(true)};

/** var -= alpha * delta. */
export const ApplyGradientDescent = define_op('ApplyGradientDescent', {
  inputs: {var: ref('T'), alpha: 'T', delta: 'T'},
  outputs: {out: ref('T')},
  attrs: {T: type(NUMBERS), use_locking: bool(false)},
  shape: update_shape(inputs_of('var', 'alpha delta'), 'reference'),
});

/** The same of a variable that a handle stands for. */
export const ResourceApplyGradientDescent = define_op('ResourceApplyGradientDescent', {
  inputs: {var: 'resource', alpha: 'T', delta: 'T'},
  attrs: {T: type(NUMBERS), use_locking: bool(false)},
  is_stateful: true,
  shape: update_shape(inputs_of('var', 'alpha delta'), 'handle'),
});

// With the squares of gradients: Adadelta, Adagrad and its kinds.
define_update('ApplyAdadelta', inputs_of('var accum accum_update', 'lr rho epsilon grad'));
define_update('SparseApplyAdadelta', inputs_of('var accum accum_update', 'lr rho epsilon grad indices'));
define_update('ApplyAdagrad', inputs_of('var accum', 'lr grad'), slots);
define_update('SparseApplyAdagrad', inputs_of('var accum', 'lr grad indices'), slots);
define_update('ApplyAdagradV2', inputs_of('var accum', 'lr epsilon grad'), slots);
define_update('SparseApplyAdagradV2', inputs_of('var accum', 'lr epsilon grad indices'), slots);
define_update(
  'ApplyAdagradDA',
  inputs_of('var gradient_accumulator gradient_squared_accumulator', 'grad lr l1 l2 global_step'),
);
define_update(
  'SparseApplyAdagradDA',
  inputs_of('var gradient_accumulator gradient_squared_accumulator', 'grad indices lr l1 l2 global_step'),
);

// With a step towards few weights: proximal updates and FTRL.
define_update('ApplyProximalGradientDescent', inputs_of('var', 'alpha l1 l2 delta'));
define_update('SparseApplyProximalGradientDescent', inputs_of('var', 'alpha l1 l2 grad indices'));
define_update('ApplyProximalAdagrad', inputs_of('var accum', 'lr l1 l2 grad'));
define_update('SparseApplyProximalAdagrad', inputs_of('var accum', 'lr l1 l2 grad indices'));
define_update('ApplyFtrl', inputs_of('var accum linear', 'grad lr l1 l2 lr_power'));
define_update('SparseApplyFtrl', inputs_of('var accum linear', 'grad indices lr l1 l2 lr_power'));
define_update('ApplyFtrlV2', inputs_of('var accum linear', 'grad lr l1 l2 l2_shrinkage lr_power'));
define_update(
  'SparseApplyFtrlV2',
  inputs_of('var accum linear', 'grad indices lr l1 l2 l2_shrinkage lr_power'),
);

// With momentum.
define_update('ApplyMomentum', inputs_of('var accum', 'lr grad momentum'), nesterov);
define_update('SparseApplyMomentum', inputs_of('var accum', 'lr grad indices momentum'), nesterov);
define_handle_update('ApplyKerasMomentum', inputs_of('var accum', 'lr grad momentum'), nesterov);
define_handle_update(
  'SparseApplyKerasMomentum',
  inputs_of('var accum', 'lr grad indices momentum'),
  nesterov,
);

// With moments: Adam and its kinds, RMSProp.
define_update(
  'ApplyAdam',
  inputs_of('var m v', 'beta1_power beta2_power lr beta1 beta2 epsilon grad'),
  nesterov,
);
define_handle_update(
  'ApplyAdamWithAmsgrad',
  inputs_of('var m v vhat', 'beta1_power beta2_power lr beta1 beta2 epsilon grad'),
);
define_update('ApplyAdaMax', inputs_of('var m v', 'beta1_power lr beta1 beta2 epsilon grad'));
define_update('ApplyRMSProp', inputs_of('var ms mom', 'lr rho momentum epsilon grad'));
define_update('SparseApplyRMSProp', inputs_of('var ms mom', 'lr rho momentum epsilon grad indices'));
define_update('ApplyCenteredRMSProp', inputs_of('var mg ms mom', 'lr rho momentum epsilon grad'));
define_update(
  'SparseApplyCenteredRMSProp',
  inputs_of('var mg ms mom', 'lr rho momentum epsilon grad indices'),
);

// By signs.
define_update('ApplyAddSign', inputs_of('var m', 'lr alpha sign_decay beta grad'));
define_update('ApplyPowerSign', inputs_of('var m', 'lr logbase sign_decay beta grad'));
