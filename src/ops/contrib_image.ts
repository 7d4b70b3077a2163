/**
 * `tf.contrib.image`: colours changed in the space YIQ, matching of rows and columns, areas of one colour, stereograms.
 */
import {bool, define_op, float, int, shape, type} from '../graph/define_op.ts';
import * as dtypes from '../types/dtypes.ts';
import {TensorShape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';
import {same_as_input, with_rank, with_rank_at_least} from './shape_functions.ts';

const {bool: bool_type, string, float16, float32, float64} = dtypes;
const {int8, int16, int32, int64, uint8, uint16} = dtypes;

/** Hue turned by `delta_h` radians, saturation and value times their scales, all in the space YIQ. */
define_op('AdjustHsvInYiq', {
  inputs: {images: 'T', delta_h: 'float32', scale_s: 'float32', scale_v: 'float32'},
  outputs: {output: 'T'},
  attrs: {T: type([uint8, int8, int16, int32, int64, float16, float32, float64])},
  shape: ({shapes: [images]}) => [with_rank_at_least(images as TensorShape, 3)],
});

/** Rows matched with columns, the least distance first; -1 for what is left over. */
const BipartiteMatch = define_op('BipartiteMatch', {
  inputs: {distance_mat: 'float32', num_valid_rows: 'float32'},
  outputs: {row_to_col_match_indices: 'int32', col_to_row_match_indices: 'int32'},
  attrs: {top_k: int(-1)},
  is_stateful: true,
  shape: ({shapes: [distances]}) => {
    const matrix = with_rank(distances as TensorShape, 2);
    return [new TensorShape([matrix[0] ?? null]), new TensorShape([matrix[1] ?? null])];
  },
});
not_differentiable(BipartiteMatch);

/** For each pixel a number of the area of equal pixels that it belongs to; 0 where there is none. */
const ImageConnectedComponents = define_op('ImageConnectedComponents', {
  inputs: {image: 'dtype'},
  outputs: {components: 'int64'},
  attrs: {
    dtype: type([int64, int32, uint16, int16, uint8, int8, float16, float32, float64, bool_type, string]),
  },
  shape: same_as_input(),
});
not_differentiable(ImageConnectedComponents);

/** A picture of random dots in which two eyes see the depths [rows, columns]. */
const SingleImageRandomDotStereograms = define_op('SingleImageRandomDotStereograms', {
  inputs: {depth_values: 'T'},
  outputs: {image: 'uint8'},
  attrs: {
    T: type([float64, float32, int64, int32]),
    hidden_surface_removal: bool(true),
    convergence_dots_size: int(8),
    dots_per_inch: int(72),
    eye_separation: float(2.5),
    mu: float(0.3333),
    normalize: bool(true),
    normalize_max: float(-100),
    normalize_min: float(100),
    border_level: float(0),
    number_colors: int(256),
    output_image_shape: shape(new TensorShape([1024, 768, 1])),
    output_data_window: shape(new TensorShape([1022, 757])),
  },
  shape: ({attr}) => {
    const sizes = attr<TensorShape>('output_image_shape');
    const channels = attr<number>('number_colors') > 256 ? 3 : 1;
    return [new TensorShape([sizes[1] ?? null, sizes[0] ?? null, channels])];
  },
});
not_differentiable(SingleImageRandomDotStereograms);
