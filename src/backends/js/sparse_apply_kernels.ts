// The updates of optimizers, of some rows of their variables. Every operation is rounded as TensorFlow rounds it; rows
// of one element have formulas of their own there, some of them in doubles.

import {sparse_apply_kernel} from './apply.ts';
import type {ApplyRule} from './apply.ts';
import {adadelta, adagrad_v2, keras_momentum} from './apply_kernels.ts';
import type {JsKernels} from './arrays.ts';

const {abs, max, min, pow, sign, sqrt} = Math;

const momentum: ApplyRule = {
  inputs: 'var accum; lr grad indices momentum',
  checks: 'same:accum vector scalar_:lr rows scalar:momentum',
  update: ({r, scalar, flag}) => {
    const [rate, mu, nesterov] = [scalar('lr'), scalar('momentum'), flag('use_nesterov')];
    const both = r(rate * mu);
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const next = r(r((a[i] as number) * mu) + g);
        const step = nesterov ? r(r(rate * g) + r(both * next)) : r(rate * next);
        a[i] = next;
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

const sparse_keras_momentum: ApplyRule = {
  inputs: 'var accum; lr grad indices momentum',
  checks: 'same:accum vector scalar_:lr rows scalar:momentum',
  update: keras_momentum.update,
};

const sparse_adadelta: ApplyRule = {
  inputs: 'var accum accum_update; lr rho epsilon grad indices',
  checks: 'same:accum=accum_grad same:accum_update vector scalar:lr scalar:rho scalar:epsilon rows',
  update: adadelta.update,
};

const adagrad: ApplyRule = {
  inputs: 'var accum; lr grad indices',
  checks: 'same:accum vector scalar:lr rows inner',
  update: ({r, scalar, flag, single}) => {
    const [rate, updates] = [scalar('lr'), flag('update_slots')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        if (updates) a[i] = r((a[i] as number) + r(g * g));
        const root = r(sqrt(a[i] as number));
        const step = single ? r(r(rate * g) / root) : r(r(rate * g) * r(1 / root));
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

const sparse_adagrad_v2: ApplyRule = {
  inputs: 'var accum; lr epsilon grad indices',
  checks: 'same:accum vector scalar:lr scalar:epsilon rows inner',
  update: adagrad_v2.update,
};

const adagrad_da: ApplyRule = {
  inputs: 'var gradient_accumulator gradient_squared_accumulator; grad indices lr l1 l2 global_step',
  checks:
    'same:gradient_accumulator=accum same:gradient_squared_accumulator=accum vector scalar:lr scalar:l1 scalar:l2 scalar:global_step rows inner',
  update: ({r, scalar, single}) => {
    const [rate, l1, l2, count] = [scalar('lr'), scalar('l1'), scalar('l2'), scalar('global_step')];
    const [least, added] = [count * l1, count * l2 * rate];
    const step = r(count);
    const scale = r(step * rate);
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const sum = r((a[i] as number) + g);
        const squares = r((b[i] as number) + (single ? g * g : r(g * g)));
        a[i] = sum;
        b[i] = squares;
        if (single) {
          const divisor = added + r(sqrt(squares));
          x[i] = r(
            l1 > 0 ? (sign(-sum) * rate * max(abs(sum) - least, 0)) / divisor : (-sum * rate) / divisor,
          );
        } else {
          const divisor = r(l2 + r(r(sqrt(squares)) / scale));
          const size = l1 > 0 ? -sign(sum) * max(r(r(abs(sum) / step) - l1), 0) : -r(sum / step);
          x[i] = r(size / divisor);
        }
      }
    };
  },
};

const proximal_gradient_descent: ApplyRule = {
  inputs: 'var; alpha l1 l2 grad indices',
  checks: 'vector scalar:alpha=lr scalar:l1 scalar:l2 rows inner',
  update: ({r, scalar, single}) => {
    const [rate, l1, l2] = [scalar('alpha'), scalar('l1'), scalar('l2')];
    const least = r(rate * l1);
    const divisor = single ? 1 + r(l2 * rate) : r(1 + r(l2 * rate));
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
  inputs: 'var accum; lr l1 l2 grad indices',
  checks: 'same:accum vector positive:lr non_negative:l1 non_negative:l2 rows inner',
  update: ({r, scalar, single}) => {
    const [rate, l1, l2] = [scalar('lr'), scalar('l1'), scalar('l2')];
    return ({x, a}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const accum = r((a[i] as number) + r(g * g));
        const root = r(sqrt(accum));
        const own = single ? r(rate / root) : r(rate * r(1 / root));
        const moved = r((x[i] as number) - r(g * own));
        const divisor = single ? 1 + r(l2 * own) : r(1 + r(l2 * own));
        a[i] = accum;
        x[i] = l1 > 0 ? r((sign(moved) * max(r(abs(moved) - r(own * l1)), 0)) / divisor) : r(moved / divisor);
      }
    };
  },
};

/** FTRL, with or without a shrinkage of the gradient. */
function ftrl(shrinks: boolean): ApplyRule {
  return {
    inputs: `var accum linear; grad indices lr l1 l2 ${shrinks ? 'l2_shrinkage ' : ''}lr_power`,
    checks: `same:accum same:linear vector positive:lr non_negative:l1 non_negative:l2 non_positive:lr_power rows inner${shrinks ? ' non_negative:l2_shrinkage' : ''}`,
    update: ({r, scalar, single}) => {
      const [rate, l1, power] = [scalar('lr'), scalar('l1'), -scalar('lr_power')];
      const added = r(2 * scalar('l2'));
      const shrinkage = shrinks ? r(2 * scalar('l2_shrinkage')) : 0;
      const root = (value: number): number => r(power === 0.5 ? sqrt(value) : pow(value, power));
      return ({x, a, b}, to, gradient, from, count) => {
        for (let k = 0; k < count; k++) {
          const i = to + k;
          const g = gradient[from + k] as number;
          const [value, accum, before] = [x[i] as number, a[i] as number, b[i] as number];
          const next = r(accum + r(g * g));
          const grown = root(next);
          const own = shrinks ? r(g + r(shrinkage * value)) : g;
          const change = r(r(r(grown - root(accum)) / rate) * value);
          const linear = single ? r(r(before + own) - change) : r(before + r(own - change));
          const clipped = max(min(linear, l1), -l1);
          b[i] = linear;
          a[i] = next;
          x[i] = r(r(clipped - linear) / r(r(grown / rate) + added));
        }
      };
    },
  };
}

const rms_prop: ApplyRule = {
  inputs: 'var ms mom; lr rho momentum epsilon grad indices',
  checks: 'scalar:lr scalar:rho scalar:momentum scalar:epsilon same:ms same:mom vector rows',
  update: ({r, scalar}) => {
    const [rate, mu, epsilon, rho] = [scalar('lr'), scalar('momentum'), scalar('epsilon'), scalar('rho')];
    const rest = r(1 - rho);
    return ({x, a, b}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const square = r(r((a[i] as number) * rho) + r(r(g * g) * rest));
        const inverse = r(1 / r(sqrt(r(square + epsilon))));
        const step = r(r((b[i] as number) * mu) + r(r(inverse * rate) * g));
        a[i] = square;
        b[i] = step;
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

const centered_rms_prop: ApplyRule = {
  inputs: 'var mg ms mom; lr rho momentum epsilon grad indices',
  checks: 'scalar:lr scalar:rho scalar:momentum scalar:epsilon same:mg same:ms same:mom vector rows',
  update: ({r, scalar}) => {
    const [rate, mu, epsilon, rho] = [scalar('lr'), scalar('momentum'), scalar('epsilon'), scalar('rho')];
    const rest = r(1 - rho);
    return ({x, a, b, c}, to, gradient, from, count) => {
      for (let k = 0; k < count; k++) {
        const i = to + k;
        const g = gradient[from + k] as number;
        const square = r(r((b[i] as number) * rho) + r(r(g * g) * rest));
        const mean = r(r((a[i] as number) * rho) + r(g * rest));
        const inverse = r(1 / r(sqrt(r(r(square + epsilon) - r(mean * mean)))));
        const step = r(r((c[i] as number) * mu) + r(r(inverse * rate) * g));
        b[i] = square;
        a[i] = mean;
        c[i] = step;
        x[i] = r((x[i] as number) - step);
      }
    };
  },
};

export const SPARSE_APPLY_KERNELS: JsKernels = {
  SparseApplyAdadelta: sparse_apply_kernel(sparse_adadelta),
  SparseApplyAdagrad: sparse_apply_kernel(adagrad),
  SparseApplyAdagradDA: sparse_apply_kernel(adagrad_da),
  SparseApplyAdagradV2: sparse_apply_kernel(sparse_adagrad_v2),
  SparseApplyCenteredRMSProp: sparse_apply_kernel(centered_rms_prop),
  SparseApplyFtrl: sparse_apply_kernel(ftrl(false)),
  SparseApplyFtrlV2: sparse_apply_kernel(ftrl(true)),
  SparseApplyKerasMomentum: sparse_apply_kernel(sparse_keras_momentum),
  SparseApplyMomentum: sparse_apply_kernel(momentum),
  SparseApplyProximalAdagrad: sparse_apply_kernel(proximal_adagrad),
  SparseApplyProximalGradientDescent: sparse_apply_kernel(proximal_gradient_descent),
  SparseApplyRMSProp: sparse_apply_kernel(rms_prop),
};
