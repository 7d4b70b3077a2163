/** Host operations that make datasets, one kind a file of `datasets/`. */
import {BATCH_OPERATIONS} from '../datasets/batches.ts';
import {CSV_OPERATIONS} from '../datasets/csv.ts';
import {EXAMPLE_OPERATIONS} from '../datasets/examples.ts';
import {FILE_OPERATIONS} from '../datasets/files.ts';
import {GROUP_OPERATIONS} from '../datasets/groups.ts';
import {JOINED_OPERATIONS} from '../datasets/joined.ts';
import {MAP_OPERATIONS} from '../datasets/mapped.ts';
import {ORDER_OPERATIONS} from '../datasets/order.ts';
import {SHUFFLE_OPERATIONS} from '../datasets/shuffle.ts';
import {SOURCE_OPERATIONS} from '../datasets/sources.ts';
import type {HostOperations} from '../host_op.ts';

export const DATASET_OPERATIONS: HostOperations = {
  ...BATCH_OPERATIONS,
  ...CSV_OPERATIONS,
  ...EXAMPLE_OPERATIONS,
  ...FILE_OPERATIONS,
  ...GROUP_OPERATIONS,
  ...JOINED_OPERATIONS,
  ...MAP_OPERATIONS,
  ...ORDER_OPERATIONS,
  ...SHUFFLE_OPERATIONS,
  ...SOURCE_OPERATIONS,
};
