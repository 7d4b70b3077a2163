/**
 * Datasets that take no other: tensors, their slices, ranges, random numbers, and what functions generate.
 */
import type {DType} from '../../types/dtypes.ts';
import {int64} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {storage_parts} from '../../types/ndarray_storage.ts';
import {TensorShape} from '../../types/tensor_shape.ts';
import {OutOfRangeError} from '../../errors.ts';
import {philox_state} from '../../util/philox.ts';
import {PhiloxStream} from '../../util/philox_stream.ts';
import {row_of} from '../queues/elements.ts';
import {int64_scalar} from './arrays.ts';
import {dataset_operations, type Call, type Maker} from './call.ts';
import {immediate, INFINITE, UNKNOWN, type Item, type Items, type Iteration} from './dataset.ts';

/** `count` elements by their place. */
function indexed(count: number, item: (index: number) => Item): Items {
  let next = 0;
  return immediate(() => (next < count ? item(next++) : null));
}

const tensor: Maker = (call) => {
  const item = call.list('components');
  return {cardinality: () => 1, iterate: () => indexed(1, () => item)};
};

const tensor_slice: Maker = (call) => {
  const components = call.list('components');
  const [first] = components as readonly [NDArray];
  for (const {shape} of components) {
    if (shape.length === 0) throw call.invalid('All components must be at least 1-dimensional');
    if (shape[0] !== first.shape[0])
      throw call.invalid('All components must have the same size in the 0th dimension');
  }
  const [count = 0] = first.shape;
  return {
    cardinality: () => count,
    iterate: () => indexed(count, (i) => components.map((component) => row_of(component, i))),
  };
};

/** Rows of a sparse tensor: indices, values and the shape of each. */
const sparse_tensor_slice: Maker = (call) => {
  const [indices, values, dense] = ['indices', 'values', 'dense_shape'].map((name) => call.array(name)) as [
    NDArray,
    NDArray,
    NDArray,
  ];
  const [entries = 0, rank = 0] = indices.shape;
  if (indices.shape.length !== 2)
    throw call.invalid(`Input indices should be a matrix but received shape [${indices.shape.join(',')}]`);
  if (values.shape.length !== 1)
    throw call.invalid(`Input values should be a vector but received shape [${indices.shape.join(',')}]`);
  const coordinates = indices.data as BigInt64Array;
  for (let i = 1; i < entries; i++) {
    if ((coordinates[i * rank] as bigint) < (coordinates[(i - 1) * rank] as bigint))
      throw call.invalid(
        'The input SparseTensor must be ordered in the batch dimension; handling arbitrarily ordered input is not currently supported.',
      );
  }
  const sizes = dense.data as BigInt64Array;
  const count = Number(sizes[0]);
  const row = (index: number): Item => {
    const inside: number[] = [];
    for (let i = 0; i < entries; i++) if (Number(coordinates[i * rank]) === index) inside.push(i);
    const parts = inside.flatMap((i) => [...coordinates.subarray(i * rank + 1, (i + 1) * rank)]);
    const width = storage_parts(values.dtype);
    const picked = NDArray.zeros([inside.length], values.dtype);
    inside.forEach((i, k) => {
      for (let part = 0; part < width; part++)
        (picked.data as Record<number, unknown>)[k * width + part] = values.data[i * width + part];
    });
    return [
      new NDArray(int64, [inside.length, rank - 1], BigInt64Array.from(parts)),
      picked,
      new NDArray(int64, [rank - 1], sizes.slice(1)),
    ];
  };
  const shapes = [new TensorShape([null, rank - 1]), new TensorShape([null]), new TensorShape([rank - 1])];
  return {
    types: [int64, values.dtype, int64],
    shapes,
    cardinality: () => count,
    iterate: () => indexed(count, row),
  };
};

/** An integer as a scalar of one of the dtypes that ranges have. */
function number_of(dtype: DType, value: bigint): NDArray {
  return dtype === int64 ? int64_scalar(value) : NDArray.from(Number(value), dtype);
}

const range: Maker = (call) => {
  const [start, stop, step] = ['start', 'stop', 'step'].map((name) => BigInt(call.int(name))) as [
    bigint,
    bigint,
    bigint,
  ];
  if (step === 0n) throw call.invalid('step must be a non-zero integer.');
  const [dtype] = call.types as [DType];
  const span = step > 0n ? stop - start : start - stop;
  const width = step > 0n ? step : -step;
  const count = span <= 0n ? 0 : Number((span + width - 1n) / width);
  return {
    cardinality: () => count,
    iterate: () => indexed(count, (i) => [number_of(dtype, start + BigInt(i) * step)]),
  };
};

function random(call: Call, begins_anew: boolean): ReturnType<Maker> {
  const seeds = philox_state(call.int('seed'), call.int('seed2'));
  const shared = {seeds};
  const iterate = (iteration: Iteration): Items => {
    const seed_words = iteration.once(shared, () => new PhiloxStream(seeds));
    const state = begins_anew ? seeds : philox_state(seed_words.word(), seed_words.word());
    const stream = new PhiloxStream(state);
    return immediate(() => [int64_scalar(stream.word())]);
  };
  return {cardinality: () => INFINITE, iterate};
}

/** Three functions: the first makes a state, the second elements of it until it says that the range is over. */
const generator: Maker = (call) => {
  const init = call.bound('init_func', 'init_func_other_args');
  const next = call.bound('next_func', 'next_func_other_args');
  const finalize = call.bound('finalize_func', 'finalize_func_other_args');
  const iterate = (iteration: Iteration): Items => {
    let state: Item | null = null;
    let finished = false;
    const finish = async (): Promise<void> => {
      if (finished || state === null) return;
      finished = true;
      await iteration.call(finalize, state);
    };
    return {
      async next() {
        if (finished) return null;
        if (state === null) {
          state = await iteration.call(init, []);
          iteration.at_end(finish);
        }
        try {
          return await iteration.call(next, state);
        } catch (error) {
          if (!(error instanceof OutOfRangeError)) throw error;
          await finish();
          return null;
        }
      },
    };
  };
  return {cardinality: () => UNKNOWN, iterate};
};

export const SOURCE_OPERATIONS = dataset_operations({
  GeneratorDataset: generator,
  RandomDataset: (call) => random(call, true),
  RandomDatasetV2: (call) => random(call, !call.attr<boolean>('rerandomize_each_iteration')),
  RangeDataset: range,
  SparseTensorSliceDataset: sparse_tensor_slice,
  TensorDataset: tensor,
  TensorSliceDataset: tensor_slice,
});
