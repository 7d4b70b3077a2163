/**
 * Datasets of the names of files that match a pattern.
 */
import {to_tensor} from '../../graph/convert.ts';
import type {TensorLike} from '../../graph/convert_types.ts';
import {control_dependencies, with_name_scope} from '../../graph/scope_functions.ts';
import type {Tensor} from '../../graph/tensor.ts';
import {identity} from '../../ops/array_identity.ts';
import {shape} from '../../ops/array_shape.ts';
import {matching_files} from '../../ops/io_files.ts';
import {Assert} from '../../ops/logging.ts';
import {greater} from '../../ops/math_compare.ts';
import {maximum} from '../../ops/math_extreme.ts';
import {add} from '../../ops/math_sum.ts';
import {int64, string} from '../../types/dtypes.ts';
import {reduce_join} from '../strings/reduce_join.ts';
import type {DatasetBase, DatasetParts} from './element_spec.ts';
import {shuffled} from './order.ts';
import {slice_dataset} from './sources.ts';

/** The names in random order unless `shuffle` is false; an error of the run where there are none. */
export function listed_files(
  file_pattern: TensorLike,
  shuffle: boolean | null,
  seed: number | bigint | null,
  make: (parts: DatasetParts) => DatasetBase,
): DatasetBase {
  return with_name_scope('list_files', null, [], () => {
    const pattern = to_tensor(file_pattern, {dtype: string, name: 'file_pattern'});
    const found = matching_files(pattern);
    const condition = greater(shape(found).getitem(0), 0n, {name: 'match_not_empty'});
    const patterns = reduce_join(pattern, {separator: ', '});
    const message = add('No files matched pattern: ', patterns, {name: 'message'});
    const check = Assert(condition, [message], {summarize: 1, name: 'assert_not_empty'});
    const files = control_dependencies([check], () => identity(found));
    const dataset = make(slice_dataset(files));
    if (shuffle === false) return dataset;
    const count: Tensor = shape(files, {out_type: int64}).getitem(0);
    return make(shuffled(dataset, maximum(count, 1n), seed, null));
  });
}
