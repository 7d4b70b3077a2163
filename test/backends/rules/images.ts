// Rules of the ops of op_cases/images and op_cases/image_*.
import type {OpRules} from './op_rules_of.ts';

/** Filters whose weights are sines of single floats, as the C library of TensorFlow's machine rounds them. */
export const IMAGES_RULES: OpRules = [['reduction', 'ScaleAndTranslate ScaleAndTranslateGrad']];
