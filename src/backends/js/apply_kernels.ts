// The updates of optimizers, of all elements of their variables. Every operation is rounded as TensorFlow rounds it.

import {apply_kernel} from './apply.ts';
import type {ApplyRule} from './apply.ts';
import type {JsKernels} from './arrays.ts';

const {abs, exp, max, pow, sign, sqrt} = Math;

const gradient_descent: ApplyRule = {
  inputs: 'var; alpha delta',
  checks: 'scalar:alpha same:delta',
  update: ({r, scalar}) => {
    const rate = scalar('alpha');
    return ({x}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        x[i] = r((x[i] as number) - r(g * rate));
      }
    };
  },
};

const momentum: ApplyRule = {
  inputs: 'var accum; lr grad momentum',
  checks: 'scalar:lr same:accum same:grad scalar:momentum',
  update: ({r, scalar, flag}) => {
    const [rate, mu, nesterov] = [scalar('lr'), scalar('momentum'), flag('use_nesterov')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const next = r(r((a[i] as number) * mu) + g);
        const step = nesterov ? r(r(g * rate) + r(r(next * mu) * rate)) : r(next * rate);
        a[i] = next;
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

export const keras_momentum: ApplyRule = {
  inputs: 'var accum; lr grad momentum',
  checks: 'scalar:lr same:accum same:grad scalar:momentum',
  update: ({r, scalar, flag}) => {
    const [rate, mu, nesterov] = [scalar('lr'), scalar('momentum'), flag('use_nesterov')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const own = r(g * rate);
        const next = r(r((a[i] as number) * mu) - own);
        a[i] = next;
        x[i] = r((x[i] as number) + (nesterov ? r(r(next * mu) - own) : next));
      }
    };
  },
};

export const adadelta: ApplyRule = {
  inputs: 'var accum accum_update; lr rho epsilon grad',
  checks: 'scalar:lr scalar:rho scalar:epsilon same:accum same:grad',
  update: ({r, scalar}) => {
    const [rate, rho, epsilon] = [scalar('lr'), scalar('rho'), scalar('epsilon')];
    const rest = r(1 - rho);
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const accum = r(r((a[i] as number) * rho) + r(r(g * g) * rest));
        const before = b[i] as number;
        const inverse = r(1 / r(sqrt(r(accum + epsilon))));
        const update = r(r(r(sqrt(r(before + epsilon))) * inverse) * g);
        a[i] = accum;
        x[i] = r((x[i] as number) - r(update * rate));
        b[i] = r(r(before * rho) + r(r(update * update) * rest));
      }
    };
  },
};

const adagrad: ApplyRule = {
  inputs: 'var accum; lr grad',
  checks: 'scalar:lr same:accum same:grad',
  update: ({r, scalar, flag}) => {
    const [rate, updates] = [scalar('lr'), flag('update_slots')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        if (updates) a[i] = r((a[i] as number) + r(g * g));
        x[i] = r((x[i] as number) - r(r(g * rate) * r(1 / r(sqrt(a[i] as number)))));
      }
    };
  },
};

export const adagrad_v2: ApplyRule = {
  inputs: 'var accum; lr epsilon grad',
  checks: 'scalar:lr scalar:epsilon same:accum same:grad',
  update: ({r, scalar, flag}) => {
    const [rate, epsilon, updates] = [scalar('lr'), scalar('epsilon'), flag('update_slots')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        if (updates) a[i] = r((a[i] as number) + r(g * g));
        x[i] = r((x[i] as number) - r(r(g * rate) / r(r(sqrt(a[i] as number)) + epsilon)));
      }
    };
  },
};

const adagrad_da: ApplyRule = {
  inputs: 'var gradient_accumulator gradient_squared_accumulator; grad lr l1 l2 global_step',
  checks:
    'same:gradient_accumulator=accum same:gradient_squared_accumulator=accum same:grad scalar:lr scalar:l1 scalar:l2 scalar:global_step',
  update: ({r, scalar}) => {
    const [rate, l1, l2] = [scalar('lr'), scalar('l1'), scalar('l2')];
    const step = Math.fround(scalar('global_step'));
    const least = r(step * l1);
    const added = r(l2 * r(step * rate));
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const sum = r((a[i] as number) + g);
        const squares = r((b[i] as number) + r(g * g));
        const divisor = r(added + r(sqrt(squares)));
        a[i] = sum;
        b[i] = squares;
        x[i] =
          l1 > 0
            ? r(r(r(-rate * sign(sum)) * max(r(abs(sum) - least), 0)) / divisor)
            : r(-r(rate * sum) / divisor);
      }
    };
  },
};

const proximal_gradient_descent: ApplyRule = {
  inputs: 'var; alpha l1 l2 delta',
  checks: 'scalar:alpha scalar:l1 scalar:l2 same:delta',
  update: ({r, scalar}) => {
    const [rate, l1, l2] = [scalar('alpha'), scalar('l1'), scalar('l2')];
    const [least, divisor] = [r(rate * l1), r(1 + r(l2 * rate))];
    return ({x}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const moved = r((x[i] as number) - r(g * rate));
        x[i] = l1 > 0 ? r((sign(moved) * max(r(abs(moved) - least), 0)) / divisor) : r(moved / divisor);
      }
    };
  },
};

const proximal_adagrad: ApplyRule = {
  inputs: 'var accum; lr l1 l2 grad',
  checks: 'same:accum positive:lr non_negative:l1 non_negative:l2 same:grad',
  update: ({r, scalar}) => {
    const [rate, l1, l2] = [scalar('lr'), scalar('l1'), scalar('l2')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const accum = r((a[i] as number) + r(g * g));
        const own = r(rate * r(1 / r(sqrt(accum))));
        const moved = r((x[i] as number) - r(g * own));
        const divisor = r(1 + r(l2 * own));
        a[i] = accum;
        x[i] = l1 > 0 ? r((sign(moved) * max(r(abs(moved) - r(own * l1)), 0)) / divisor) : r(moved / divisor);
      }
    };
  },
};

/** FTRL, with or without a shrinkage of the gradient. */
function ftrl(shrinks: boolean): ApplyRule {
  return {
    inputs: `var accum linear; grad lr l1 l2 ${shrinks ? 'l2_shrinkage ' : ''}lr_power`,
    checks: `same:accum same:linear same:grad positive:lr non_negative:l1 non_negative:l2 non_positive:lr_power${shrinks ? ' non_negative:l2_shrinkage' : ''}`,
    update: ({r, scalar}) => {
      const [rate, l1, power] = [scalar('lr'), scalar('l1'), -scalar('lr_power')];
      const added = r(2 * scalar('l2'));
      const shrinkage = shrinks ? r(2 * scalar('l2_shrinkage')) : 0;
      const root = (value: number): number => r(power === 0.5 ? sqrt(value) : pow(value, power));
      return ({x, a, b}, to, gradient, from, count) => {
        for (let k = 0; k < count; k++) {
          const i = to + k;
          const g = gradient[from + k] as number;
          const [value, accum] = [x[i] as number, a[i] as number];
          const next = r(accum + r(g * g));
          const grown = root(next);
          const own = shrinks ? r(g + r(shrinkage * value)) : g;
          const change = r(own - r(r(r(grown - root(accum)) / rate) * value));
          const linear = r((b[i] as number) + change);
          b[i] = linear;
          a[i] = next;
          const quotient = r(r(r(l1 * sign(linear)) - linear) / r(r(grown / rate) + added));
          x[i] = abs(linear) > l1 ? quotient : 0;
        }
      };
    },
  };
}

const adam: ApplyRule = {
  inputs: 'var m v; beta1_power beta2_power lr beta1 beta2 epsilon grad',
  checks:
    'scalar:beta1_power scalar:beta2_power scalar_:lr scalar:beta1 scalar:beta2 scalar:epsilon same:m same:v same:grad',
  update: ({r, scalar, flag}) => {
    const [beta1, epsilon, nesterov] = [scalar('beta1'), scalar('epsilon'), flag('use_nesterov')];
    const [rest1, rest2] = [r(1 - beta1), r(1 - scalar('beta2'))];
    const root = r(sqrt(r(1 - scalar('beta2_power'))));
    const alpha = r(r(scalar('lr') * root) / r(1 - scalar('beta1_power')));
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const m = r((a[i] as number) + r(r(g - (a[i] as number)) * rest1));
        const v = r((b[i] as number) + r(r(r(g * g) - (b[i] as number)) * rest2));
        const direction = nesterov ? r(r(g * rest1) + r(beta1 * m)) : m;
        a[i] = m;
        b[i] = v;
        x[i] = r((x[i] as number) - r(r(direction * alpha) / r(r(sqrt(v)) + epsilon)));
      }
    };
  },
};

const adam_with_amsgrad: ApplyRule = {
  inputs: 'var m v vhat; beta1_power beta2_power lr beta1 beta2 epsilon grad',
  checks:
    'scalar:beta1_power scalar:beta2_power scalar_:lr scalar:beta1 scalar:beta2 scalar:epsilon same:m same:v same:grad',
  update: ({r, scalar}) => {
    const epsilon = scalar('epsilon');
    const [rest1, rest2] = [r(1 - scalar('beta1')), r(1 - scalar('beta2'))];
    const root = r(sqrt(r(1 - scalar('beta2_power'))));
    const alpha = r(r(scalar('lr') * root) / r(1 - scalar('beta1_power')));
    return ({x, a, b, c}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const m = r((a[i] as number) + r(r(g - (a[i] as number)) * rest1));
        const v = r((b[i] as number) + r(r(r(g * g) - (b[i] as number)) * rest2));
        const largest = max(c[i] as number, v);
        a[i] = m;
        b[i] = v;
        c[i] = largest;
        x[i] = r((x[i] as number) - r(r(m * alpha) / r(r(sqrt(largest)) + epsilon)));
      }
    };
  },
};

const ada_max: ApplyRule = {
  inputs: 'var m v; beta1_power lr beta1 beta2 epsilon grad',
  checks: 'scalar:beta1_power scalar_:lr scalar:beta1 scalar:beta2 scalar:epsilon same:m same:v same:grad',
  update: ({r, scalar}) => {
    const [beta2, epsilon, rest] = [scalar('beta2'), scalar('epsilon'), r(1 - scalar('beta1'))];
    const alpha = r(scalar('lr') / r(1 - scalar('beta1_power')));
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const m = r((a[i] as number) + r(r(g - (a[i] as number)) * rest));
        const v = max(r(beta2 * (b[i] as number)), abs(g));
        a[i] = m;
        b[i] = v;
        x[i] = r((x[i] as number) - r(alpha * r(m / r(v + epsilon))));
      }
    };
  },
};

const rms_prop: ApplyRule = {
  inputs: 'var ms mom; lr rho momentum epsilon grad',
  checks: 'scalar_:lr scalar:rho scalar:momentum scalar:epsilon same:ms same:mom same:grad',
  update: ({r, scalar}) => {
    const [rate, mu, epsilon] = [scalar('lr'), scalar('momentum'), scalar('epsilon')];
    const rest = r(1 - scalar('rho'));
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const square = r((a[i] as number) + r(r(r(g * g) - (a[i] as number)) * rest));
        const step = r(r((b[i] as number) * mu) + r(r(g * rate) / r(sqrt(r(square + epsilon)))));
        a[i] = square;
        b[i] = step;
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

const centered_rms_prop: ApplyRule = {
  inputs: 'var mg ms mom; lr rho momentum epsilon grad',
  checks: 'scalar_:lr scalar:rho scalar:momentum scalar:epsilon same_mean:mg same:ms same:mom same:grad',
  update: ({r, scalar}) => {
    const [rate, mu, epsilon] = [scalar('lr'), scalar('momentum'), scalar('epsilon')];
    const rest = r(1 - scalar('rho'));
    return ({x, a, b, c}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const square = r((b[i] as number) + r(r(r(g * g) - (b[i] as number)) * rest));
        const mean = r((a[i] as number) + r(r(g - (a[i] as number)) * rest));
        const divisor = r(r(square - r(mean * mean)) + epsilon);
        const step = r(r((c[i] as number) * mu) + r(r(g * rate) / r(sqrt(divisor))));
        b[i] = square;
        a[i] = mean;
        c[i] = step;
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

const add_sign: ApplyRule = {
  inputs: 'var m; lr alpha sign_decay beta grad',
  checks: 'scalar:lr scalar:alpha scalar:sign_decay scalar:beta same:m same:grad',
  update: ({r, scalar}) => {
    const [rate, alpha, decay, beta] = [scalar('lr'), scalar('alpha'), scalar('sign_decay'), scalar('beta')];
    const rest = r(1 - beta);
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const m = r(r((a[i] as number) * beta) + r(g * rest));
        a[i] = m;
        x[i] = r((x[i] as number) - r(r(rate * r(alpha + r(decay * (sign(g) * sign(m))))) * g));
      }
    };
  },
};

const power_sign: ApplyRule = {
  inputs: 'var m; lr logbase sign_decay beta grad',
  checks: 'scalar:lr scalar:logbase scalar:sign_decay scalar:beta same:m same:grad',
  update: ({r, scalar}) => {
    const [rate, beta] = [scalar('lr'), scalar('beta')];
    const [base, rest] = [r(scalar('logbase') * scalar('sign_decay')), r(1 - beta)];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const m = r(r((a[i] as number) * beta) + r(g * rest));
        a[i] = m;
        x[i] = r((x[i] as number) - r(r(rate * r(exp(base * (sign(g) * sign(m))))) * g));
      }
    };
  },
};

export const APPLY_KERNELS: JsKernels = {
  ApplyAdaMax: apply_kernel(ada_max),
  ApplyAdadelta: apply_kernel(adadelta),
  ApplyAdagrad: apply_kernel(adagrad),
  ApplyAdagradDA: apply_kernel(adagrad_da),
  ApplyAdagradV2: apply_kernel(adagrad_v2),
  ApplyAdam: apply_kernel(adam),
  ApplyAdamWithAmsgrad: apply_kernel(adam_with_amsgrad),
  ApplyAddSign: apply_kernel(add_sign),
  ApplyCenteredRMSProp: apply_kernel(centered_rms_prop),
  ApplyFtrl: apply_kernel(ftrl(false)),
  ApplyFtrlV2: apply_kernel(ftrl(true)),
  ApplyGradientDescent: apply_kernel(gradient_descent),
  ApplyKerasMomentum: apply_kernel(keras_momentum),
  ApplyMomentum: apply_kernel(momentum),
  ApplyPowerSign: apply_kernel(power_sign),
  ApplyProximalAdagrad: apply_kernel(proximal_adagrad),
  ApplyProximalGradientDescent: apply_kernel(proximal_gradient_descent),
  ApplyRMSProp: apply_kernel(rms_prop),
};
