/**
 * numpy's global generator (`np.random`), which TensorFlow's Python code seeds and draws from in a few places.
 */
import {RandomState} from '../util/mersenne_twister.ts';
import {numpy_random} from './globals.ts';

const KEY = 'RandomState';

/** The one generator behind `np.random.*`; `numpy_random_state().seed(42)` is `np.random.seed(42)`. */
export function numpy_random_state(): RandomState {
  const existing = numpy_random.value.get(KEY);
  if (existing instanceof RandomState) return existing;
  const made = new RandomState();
  numpy_random.value.set(KEY, made);
  return made;
}
