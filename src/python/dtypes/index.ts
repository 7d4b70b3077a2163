// `tf.dtypes`: types of elements, by their names in TensorFlow. Re-exports only.
export {cast} from '../../ops/math_cast.ts';
export {complex} from '../../ops/math_complex.ts';
export {saturate_cast} from '../../ops/math_extreme.ts';
export * from './constants.ts';
export {as_dtype} from '../framework.ts';
