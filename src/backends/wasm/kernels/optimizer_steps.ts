// Steps of optimizers, four elements at a time: the new variable, then its new slots. Each operation is rounded as TensorFlow rounds it.
import {f32x4, type Expression} from '../assembler/expressions.ts';
import {constant, type Map4, type Maps} from './maps.ts';

const {add, div, mul, sqrt, sub} = f32x4;

type Five = [Expression, Expression, Expression, Expression, Expression];
type Eight = [...Five, Expression, Expression, Expression];

const five = (inputs: readonly Expression[]): Five => inputs as Five;
const eight = (inputs: readonly Expression[]): Eight => inputs as Eight;

/** `old` moved towards `target` by a share of the way. */
const moved = (old: Expression, target: Expression, share: Expression): Expression =>
  add(old, mul(sub(target, old), share));

const gradient_descent: Map4 = (_, inputs) => {
  const [variable, rate, gradient] = inputs as [Expression, Expression, Expression];
  return [sub(variable, mul(gradient, rate))];
};

const momentum: Map4 = ({f}, inputs, attrs) => {
  const [variable, accumulator, rate, gradient, factor] = five(inputs);
  const sum = f.let(add(mul(accumulator, factor), gradient));
  const step =
    attrs['use_nesterov'] === true ? add(mul(gradient, rate), mul(mul(sum, factor), rate)) : mul(sum, rate);
  return [sub(variable, step), sum];
};

const adagrad: Map4 = ({f}, inputs, attrs) => {
  const [variable, accumulator, rate, gradient] = inputs as [Expression, Expression, Expression, Expression];
  const is_updated = attrs['update_slots'] !== false;
  const sum = f.let(is_updated ? add(accumulator, mul(gradient, gradient)) : accumulator);
  return [sub(variable, mul(mul(gradient, rate), div(constant(1), sqrt(sum)))), sum];
};

const rms_prop: Map4 = ({f}, inputs) => {
  const [variable, square, momentum_of, rate, rho, factor, epsilon, gradient] = eight(inputs);
  const mean = f.let(moved(square, mul(gradient, gradient), sub(constant(1), rho)));
  const step = f.let(add(mul(momentum_of, factor), div(mul(gradient, rate), sqrt(add(mean, epsilon)))));
  return [sub(variable, step), mean, step];
};

/** The step of Adam, whose rate is corrected beforehand. */
const adam: Map4 = ({f}, inputs, attrs) => {
  const [variable, m, v, rate, beta1, beta2, epsilon, gradient] = eight(inputs);
  const rest = f.let(sub(constant(1), beta1));
  const mean = f.let(moved(m, gradient, rest));
  const square = f.let(moved(v, mul(gradient, gradient), sub(constant(1), beta2)));
  const direction = attrs['use_nesterov'] === true ? add(mul(gradient, rest), mul(beta1, mean)) : mean;
  return [sub(variable, div(mul(direction, rate), add(sqrt(square), epsilon))), mean, square];
};

export const OPTIMIZER_STEPS: Maps = {
  AdamStep: adam,
  ApplyAdagrad: adagrad,
  ApplyGradientDescent: gradient_descent,
  ApplyMomentum: momentum,
  ApplyRMSProp: rms_prop,
};

/** The shapes of the inputs: `v` that of the variable, `s` a scalar. Others are refused where TensorFlow's words for it are. */
const INPUT_SHAPES: Readonly<Record<string, string>> = {
  ApplyAdagrad: 'vvsv',
  ApplyAdam: 'vvvssssssv',
  ApplyGradientDescent: 'vsv',
  ApplyMomentum: 'vvsvs',
  ApplyRMSProp: 'vvvssssv',
};

/** Whether the inputs of an optimizer's step have the shapes that they must have; of another op, whatever they are. */
export function has_step_shapes(op: string, shapes: readonly (readonly number[])[]): boolean {
  const wanted = INPUT_SHAPES[op];
  const [variable = []] = shapes;
  const is_same = (shape: readonly number[]): boolean =>
    shape.length === variable.length && shape.every((size, i) => size === variable[i]);
  if (wanted === undefined) return true;
  return shapes.every((shape, i) => (wanted[i] === 's' ? shape.length === 0 : is_same(shape)));
}
