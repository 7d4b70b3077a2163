/** All host operations, one family a file. */
import type {HostOperations} from '../host_op.ts';
import {ACCUMULATOR_OPERATIONS} from './accumulators.ts';
import {DESTROY_OPERATIONS} from './destroy.ts';
import {BARRIER_OPERATIONS} from './barriers.ts';
import {CHECKPOINT_OPERATIONS} from './checkpoints.ts';
import {DATASET_OPERATIONS} from './datasets.ts';
import {ITERATOR_OPERATIONS} from './iterators.ts';
import {FILE_OPERATIONS} from './files.ts';
import {LOGGING_OPERATIONS} from './logging.ts';
import {QUEUE_OPERATIONS} from './queues.ts';
import {READER_OPERATIONS} from './readers.ts';
import {RECORD_OPERATIONS} from './records.ts';
import {SAMPLER_OPERATIONS} from './samplers.ts';
import {SCRIPT_OPERATIONS} from './script.ts';
import {SESSION_TENSOR_OPERATIONS} from './session_tensors.ts';
import {SLICE_FILE_OPERATIONS} from './slice_files.ts';
import {CONSTANT_FILE_OPERATIONS} from './constant_files.ts';
import {RENDEZVOUS_OPERATIONS} from './rendezvous.ts';
import {SPARSE_MAP_OPERATIONS} from './sparse_maps.ts';
import {STAGING_OPERATIONS} from './staging.ts';
import {STRING_OPERATIONS} from './strings.ts';
import {SUMMARY_OPERATIONS} from './summaries.ts';
import {TABLE_OPERATIONS} from './tables.ts';

export const HOST_OPERATIONS: HostOperations = {
  ...DESTROY_OPERATIONS,
  ...ACCUMULATOR_OPERATIONS,
  ...BARRIER_OPERATIONS,
  ...CHECKPOINT_OPERATIONS,
  ...DATASET_OPERATIONS,
  ...ITERATOR_OPERATIONS,
  ...FILE_OPERATIONS,
  ...LOGGING_OPERATIONS,
  ...QUEUE_OPERATIONS,
  ...READER_OPERATIONS,
  ...RECORD_OPERATIONS,
  ...SAMPLER_OPERATIONS,
  ...SCRIPT_OPERATIONS,
  ...SESSION_TENSOR_OPERATIONS,
  ...SLICE_FILE_OPERATIONS,
  ...CONSTANT_FILE_OPERATIONS,
  ...RENDEZVOUS_OPERATIONS,
  ...SPARSE_MAP_OPERATIONS,
  ...STAGING_OPERATIONS,
  ...STRING_OPERATIONS,
  ...SUMMARY_OPERATIONS,
  ...TABLE_OPERATIONS,
};
