/**
 * The subpath `tf1/numpy_random`, numpy's seeded `np.random` for people who port scripts: `import * as random from
 * 'tf1/numpy_random'`. The functions draw from the one generator that TensorFlow's own code draws from too.
 */
import {numpy_random_state} from '../../graph/numpy_random.ts';
import type {RandomState as State} from './random_state.ts';
import {RandomState} from './random_state.ts';

export {RandomState};

/** The one generator behind the functions of this module. */
const shared = (): State => RandomState(null, numpy_random_state());

type Method =
  | 'seed'
  | 'rand'
  | 'randn'
  | 'random_sample'
  | 'standard_normal'
  | 'normal'
  | 'uniform'
  | 'randint'
  | 'permutation'
  | 'shuffle'
  | 'choice'
  | 'bytes';

/** A method of the shared generator as a function. */
function function_of<M extends Method>(method: M): State[M] {
  const call = (...args: unknown[]): unknown => Reflect.apply(shared()[method], shared(), args);
  return call as State[M];
}

/** `np.random.seed`. */
export const seed = function_of('seed');
/** `np.random.rand`. */
export const rand = function_of('rand');
/** `np.random.randn`. */
export const randn = function_of('randn');
/** `np.random.random_sample`. */
export const random_sample = function_of('random_sample');
/** `np.random.standard_normal`. */
export const standard_normal = function_of('standard_normal');
/** `np.random.normal`. */
export const normal = function_of('normal');
/** `np.random.uniform`. */
export const uniform = function_of('uniform');
/** `np.random.randint`. */
export const randint = function_of('randint');
/** `np.random.permutation`. */
export const permutation = function_of('permutation');
/** `np.random.shuffle`. */
export const shuffle = function_of('shuffle');
/** `np.random.choice`. */
export const choice = function_of('choice');
/** `np.random.bytes`. */
export const bytes = function_of('bytes');
