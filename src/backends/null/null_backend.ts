// The backend that plans only: compiles every program, computes none. For looking at plans and for timing what happens
// before a run.

import type {NDArray} from '../../types/ndarray.ts';
import type {Backend} from '../backend.ts';
import {unimplemented} from '../kernel_error.ts';
import {plan_slots} from '../kernel_plan.ts';

/** Supports every op; a run throws Unimplemented. */
export const null_backend: Backend<NDArray> = {
  name: 'null',
  supports: () => true,
  compile: (program) => {
    plan_slots(program, false);
    return {
      run: () => {
        throw unimplemented(
          "The backend 'null' plans programs but does not run them: choose another for values",
        );
      },
      dispose: () => undefined,
    };
  },
  upload: (value) => value,
  download: (buffer) => buffer,
  free: () => undefined,
  retain: (buffer) => buffer,
};
