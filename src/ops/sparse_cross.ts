/**
 * Features crossed: of each row of several sparse and dense matrices, every choice of one element from each.
 */
import {bool, define_op, int, list, list_of, type} from '../graph/define_op.ts';
import type {ShapeFunction} from '../graph/op_definition.ts';
import {int64, string} from '../types/dtypes.ts';
import {TensorShape, unknown_shape} from '../types/tensor_shape.ts';
import {not_differentiable} from './gradient_registry.ts';

const crossed: ShapeFunction = () => [new TensorShape([null, 2]), unknown_shape(1), new TensorShape([2])];

const SPARSE_INPUTS = {
  indices: list_of('int64', 'N'),
  values: list_of('sparse_types'),
  shapes: list_of('int64', 'N'),
} as const;
const FEATURES = [int64, string];
const COUNT = {N: int(undefined, {minimum: 0})};
const HASHING = {hashed_output: bool(), num_buckets: int(undefined, {minimum: 0})};
const FEATURE_TYPES = {
  sparse_types: list(type(FEATURES), undefined, {minimum: 0}),
  dense_types: list(type(FEATURES), undefined, {minimum: 0}),
};
const RESULT_TYPES = {out_type: type(FEATURES), internal_type: type(FEATURES)};
const OUTPUTS = {output_indices: 'int64', output_values: 'out_type', output_shape: 'int64'} as const;

/** Crosses as texts joined by `_X_`, or as hashes of their features. */
export const SparseCross = define_op('SparseCross', {
  inputs: {...SPARSE_INPUTS, dense_inputs: list_of('dense_types')},
  outputs: OUTPUTS,
  attrs: {...COUNT, ...HASHING, hash_key: int(), ...FEATURE_TYPES, ...RESULT_TYPES},
  shape: crossed,
});

/** Crosses as texts joined by `sep`. */
define_op('SparseCrossV2', {
  inputs: {...SPARSE_INPUTS, dense_inputs: list_of('dense_types'), sep: 'string'},
  outputs: {...OUTPUTS, output_values: 'string'},
  attrs: {...COUNT, ...FEATURE_TYPES},
  shape: crossed,
});

/** Crosses as hashes; strong ones are SipHash with the key `salt`. */
define_op('SparseCrossHashed', {
  inputs: {
    ...SPARSE_INPUTS,
    dense_inputs: list_of('dense_types'),
    num_buckets: 'int64',
    strong_hash: 'bool',
    salt: 'int64',
  },
  outputs: {...OUTPUTS, output_values: 'int64'},
  attrs: {...COUNT, ...FEATURE_TYPES},
  shape: crossed,
});

/** What `SparseCross` was before, with another hash. */
const SparseFeatureCross = define_op('SparseFeatureCross', {
  inputs: {...SPARSE_INPUTS, dense: list_of('dense_types')},
  outputs: OUTPUTS,
  attrs: {...COUNT, ...HASHING, ...FEATURE_TYPES, ...RESULT_TYPES},
  shape: crossed,
});

const SparseFeatureCrossV2 = define_op('SparseFeatureCrossV2', {
  inputs: {...SPARSE_INPUTS, dense: list_of('dense_types')},
  outputs: OUTPUTS,
  attrs: {...COUNT, ...HASHING, hash_key: int(), ...FEATURE_TYPES, ...RESULT_TYPES},
  shape: crossed,
});
not_differentiable(SparseFeatureCross, SparseFeatureCrossV2);
