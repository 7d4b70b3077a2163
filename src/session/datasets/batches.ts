/**
 * Datasets that put elements of another together, or take them apart: batches, windows.
 */
import {int64, variant, type DType} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {TensorShape, unknown_shape} from '../../types/tensor_shape.ts';
import {DataLossError} from '../../errors.ts';
import {TensorVariant} from '../../types/tensor_variant.ts';
import {row_of, shape_text} from '../queues/elements.ts';
import {batched, copy_into, filled} from './arrays.ts';
import {dataset_operations, type Call, type Made, type Maker} from './call.ts';
import {Dataset, immediate, UNKNOWN, type Item, type Items} from './dataset.ts';

/** Up to `count` elements. */
async function some(items: Items, count: number): Promise<Item[]> {
  const found: Item[] = [];
  while (found.length < count) {
    const item = await items.next();
    if (item === null) break;
    found.push(item);
  }
  return found;
}

function batches_in(size: number, batch: number, drop: boolean): number {
  return size < 0 ? size : drop ? Math.floor(size / batch) : Math.ceil(size / batch);
}

/** Groups of `batch_size` elements, each as `join` makes one of them. */
function in_batches(call: Call, drop: boolean, join: (items: readonly Item[]) => Item): Made {
  const [input, size] = [call.dataset(), call.int('batch_size')];
  if (size <= 0) throw call.invalid('Batch size must be greater than zero.');
  return {
    cardinality: () => batches_in(input.cardinality(), size, drop),
    iterate(iteration) {
      const items = input.iterate(iteration);
      let ended = false;
      return {
        async next() {
          if (ended) return null;
          const group = await some(items, size);
          ended = group.length < size;
          return group.length === 0 || (drop && ended) ? null : join(group);
        },
      };
    },
  };
}

/** The size of each axis of a padded batch: as asked for, else of the largest element. */
function padded_sizes(
  call: Call,
  wanted: readonly number[],
  rows: readonly NDArray[],
  component: number,
): number[] {
  for (const {shape} of rows) {
    if (shape.length !== wanted.length) {
      throw call.invalid(
        `All elements in a batch must have the same rank as the padded shape for component${component}: expected rank ${wanted.length} but got element with rank ${shape.length}`,
      );
    }
  }
  return wanted.map((size, axis) => {
    const largest = Math.max(...rows.map(({shape}) => shape[axis] as number));
    if (size === -1) return largest;
    if (largest > size)
      throw new DataLossError(null, null, 'Attempted to pad to a smaller size than the input element.');
    return size;
  });
}

const padded_batch = (call: Call, drop: boolean): Made => {
  const shapes = call.list('padded_shapes').map(({data}) => [...(data as BigInt64Array)].map(Number));
  const values = call.list('padding_values');
  values.forEach((value) => {
    if (value.shape.length > 0) throw call.invalid('All padding values must be scalars');
  });
  return in_batches(call, drop, (items) =>
    shapes.map((wanted, component) => {
      const rows = items.map((item) => item[component] as NDArray);
      const sizes = padded_sizes(call, wanted, rows, component);
      const {dtype} = rows[0] as NDArray;
      const batch = filled(dtype, [rows.length, ...sizes], values[component] as NDArray);
      rows.forEach((row, i) => copy_into(row, batch, i));
      return batch;
    }),
  );
};

/** Elements as the rows of a sparse tensor. */
const dense_to_sparse: Maker = (call) => {
  const row_shape = [...(call.array('row_shape').data as BigInt64Array)].map(Number);
  const rank = row_shape.length;
  const join = (items: readonly Item[]): Item => {
    const rows = items.map(([array]) => array as NDArray);
    const sizes = row_shape.map((size, axis) =>
      size === -1 ? Math.max(0, ...rows.map(({shape}) => shape[axis] ?? 0)) : size,
    );
    const indices: bigint[] = [];
    rows.forEach(({shape}, i) => {
      if (shape.length !== rank) {
        throw call.invalid(
          `Input element had shape (${shape_text(shape)}) that is incompatible with the row shape (${shape_text(row_shape.map((size) => size))}).`,
        );
      }
      shape.forEach((size, axis) => {
        if (row_shape[axis] !== -1 && size > (row_shape[axis] as number)) {
          throw new DataLossError(
            null,
            null,
            `Input element had shape (${shape_text(shape)}) that is incompatible with the row shape (${shape_text(row_shape)}).`,
          );
        }
      });
      for_each_place(shape, (place) => indices.push(BigInt(i), ...place.map(BigInt)));
    });
    const count = indices.length / (rank + 1);
    const {dtype} = rows[0] as NDArray;
    const values = NDArray.zeros([count], dtype);
    let at = 0;
    for (const {data} of rows)
      for (const value of data) (values.data as Record<number, unknown>)[at++] = value;
    const parts = [
      new NDArray(int64, [count, rank + 1], BigInt64Array.from(indices)),
      values,
      new NDArray(int64, [rank + 1], BigInt64Array.from([rows.length, ...sizes].map(BigInt))),
    ];
    return [
      new NDArray(
        variant,
        [3],
        parts.map((part) => new TensorVariant(part)),
      ),
    ];
  };
  return in_batches(call, false, join);
};

function for_each_place(shape: readonly number[], use: (place: readonly number[]) => void): void {
  const place = shape.map(() => 0);
  if (shape.includes(0)) return;
  for (;;) {
    use(place);
    let axis = shape.length - 1;
    for (; axis >= 0 && (place[axis] as number) + 1 === shape[axis]; axis--) place[axis] = 0;
    if (axis < 0) return;
    place[axis] = (place[axis] as number) + 1;
  }
}

/** Each row of an element as an element. */
const unbatch: Maker = (call) => {
  const input = call.dataset();
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let [current, at, count]: [Item, number, number] = [[], 0, 0];
      return {
        async next() {
          while (at === count) {
            const item = await items.next();
            if (item === null) return null;
            check_rows(call, item);
            [current, at, count] = [item, 0, item[0]?.shape[0] ?? 0];
          }
          const row = at++;
          return current.map((array) => row_of(array, row));
        },
      };
    },
  };
};

function check_rows(call: Call, item: Item): void {
  const [first] = item as readonly [NDArray];
  item.forEach(({shape}, i) => {
    if (shape.length === 0) throw call.invalid('Cannot unbatch an element with scalar components.');
    if (shape[0] !== first.shape[0]) {
      throw call.invalid(
        `Input element must have the same batch size in each component. Component 0 had size ${first.shape[0]} but component ${i} had size ${shape[0]}.`,
      );
    }
  });
}

/** Elements that are there already. */
export function dataset_of_items(
  items: readonly Item[],
  types: readonly DType[],
  shapes: readonly TensorShape[],
): Dataset {
  return new Dataset({
    op: 'WindowDataset',
    types,
    shapes,
    cardinality: () => items.length,
    iterate() {
      let next = 0;
      return immediate(() => items[next++] ?? null);
    },
  });
}

interface Windows {
  readonly size: number;
  readonly shift: number;
  readonly stride: number;
  readonly drop: boolean;
}

/** Windows of `size` elements, `stride` apart, each `shift` after the one before. */
function windows(
  items: Items,
  {size, shift, stride, drop}: Windows,
): {next(): Promise<readonly Item[] | null>} {
  const span = (size - 1) * stride + 1;
  let held: Item[] = [];
  let ended = false;
  let to_skip = 0;
  return {
    async next() {
      for (; to_skip > 0 && !ended; to_skip--) ended = (await items.next()) === null;
      while (!ended && held.length < span) {
        const item = await items.next();
        if (item === null) ended = true;
        else held.push(item);
      }
      if (held.length === 0 || (drop && held.length < span)) return null;
      const window = held.filter((_, i) => i % stride === 0 && i < span);
      to_skip = Math.max(0, shift - held.length);
      held = held.slice(shift);
      return window;
    },
  };
}

function window_count(size: number, {size: window, shift, stride, drop}: Windows): number {
  if (size < 0) return size;
  const span = (window - 1) * stride + 1;
  if (!drop) return Math.ceil(size / shift);
  return size < span ? 0 : Math.floor((size - span) / shift) + 1;
}

/** Elements whose components are datasets of the elements of a window. */
const window: Maker = (call) => {
  const input = call.dataset();
  const [size, shift, stride] = ['size', 'shift', 'stride'].map((name) => call.int(name)) as [
    number,
    number,
    number,
  ];
  if (size <= 0) throw call.invalid('Window size must be greater than zero.');
  if (shift <= 0) throw call.invalid('Window shift must be greater than zero.');
  if (stride <= 0) throw call.invalid('Window stride must be greater than zero.');
  const shape = {size, shift, stride, drop: call.flag('drop_remainder')};
  return {
    types: input.types.map(() => variant),
    shapes: input.types.map(() => unknown_shape()),
    cardinality: () => window_count(input.cardinality(), shape),
    iterate(iteration) {
      const source = windows(input.iterate(iteration), shape);
      return {
        async next() {
          const items = await source.next();
          if (items === null) return null;
          return input.types.map((type, component) => {
            const own = items.map((item) => [item[component] as NDArray]);
            return dataset_of_items(own, [type], [input.shapes[component] as TensorShape]).handle();
          });
        },
      };
    },
  };
};

/** Batches of elements that are `window_stride` apart. */
const sliding_window: Maker = (call) => {
  const input = call.dataset();
  const [size, shift, stride] = ['window_size', 'window_shift', 'window_stride'].map((name) =>
    call.int(name),
  ) as [number, number, number];
  if (size <= 0) throw call.invalid('Window size must be greater than zero.');
  if (shift <= 0) throw call.invalid('Window shift must be greater than zero.');
  if (stride <= 0) throw call.invalid('window_stride must be greater than zero.');
  const shape = {size, shift, stride, drop: true};
  return {
    cardinality: () => window_count(input.cardinality(), shape),
    iterate(iteration) {
      const source = windows(input.iterate(iteration), shape);
      return {
        async next() {
          const items = await source.next();
          return items === null ? null : batched(items);
        },
      };
    },
  };
};

/** Batches of other sizes, in turn, from the rows of batches. */
const rebatch: Maker = (call) => {
  const input = call.dataset();
  const sizes = [...(call.array('batch_sizes').data as BigInt64Array)].map(Number);
  const drop = call.flag('drop_remainder');
  if (sizes.some((size) => size < 0)) throw call.invalid('`batch_sizes` must be non-negative.');
  return {
    cardinality: () => UNKNOWN,
    iterate(iteration) {
      const items = input.iterate(iteration);
      let [at, ended]: [number, boolean] = [0, false];
      let rows: Item[] = [];
      let last: Item | null = null;
      const fill = async (size: number): Promise<void> => {
        while (!ended && rows.length < size) {
          const item = await items.next();
          if (item === null) {
            ended = true;
            return;
          }
          last = item;
          check_rows(call, item);
          for (let i = 0; i < (item[0]?.shape[0] ?? 0); i++) rows.push(item.map((array) => row_of(array, i)));
        }
      };
      return {
        async next() {
          const size = sizes[at++ % sizes.length] as number;
          await fill(Math.max(size, 1));
          if (rows.length === 0 || (drop && rows.length < size)) return null;
          const [batch, rest] = [rows.slice(0, size), rows.slice(size)];
          rows = rest;
          if (batch.length > 0) return batched(batch);
          return (last ?? []).map(({dtype, shape}) => NDArray.zeros([0, ...shape.slice(1)], dtype));
        },
      };
    },
  };
};

export const BATCH_OPERATIONS = dataset_operations({
  BatchDataset: (call) => in_batches(call, false, batched),
  BatchDatasetV2: (call) => in_batches(call, call.flag('drop_remainder'), batched),
  DenseToSparseBatchDataset: dense_to_sparse,
  ExperimentalSlidingWindowDataset: sliding_window,
  PaddedBatchDataset: (call) => padded_batch(call, false),
  PaddedBatchDatasetV2: (call) => padded_batch(call, call.flag('drop_remainder')),
  ParallelBatchDataset: (call) => in_batches(call, call.flag('drop_remainder'), batched),
  RebatchDatasetV2: rebatch,
  SlidingWindowDataset: sliding_window,
  UnbatchDataset: unbatch,
  WindowDataset: window,
});
