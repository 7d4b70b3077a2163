// `tf.manip`: moving elements, by their names in TensorFlow. Re-exports only.
export {gather_nd, scatter_nd} from '../../ops/array_gather.ts';
export {tile} from '../../ops/array_pad.ts';
export {roll} from '../../ops/array_roll.ts';
export {reshape} from '../../ops/array_shape.ts';
export {reverse} from '../../ops/array_transpose.ts';
