/** The host operation that gives records of several files in any order. */
import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import type {HostOperations} from '../host_op.ts';
import {RecordYielder} from '../record_yielder.ts';
import {resource_place} from '../resources.ts';

export const RECORD_OPERATIONS: HostOperations = {
  RecordInput: {
    run: async (_, context) => {
      const {attrs, resources} = context;
      const {container, name} = resource_place(context, true);
      const make = (): RecordYielder =>
        new RecordYielder({
          file_pattern: String(attrs['file_pattern']),
          seed: Number(attrs['file_random_seed']),
          buffer_size: Number(attrs['file_buffer_size']),
          shift_ratio: Number(attrs['file_shuffle_shift_ratio']),
          compression_type: String(attrs['compression_type']),
        });
      const yielder = resources.lookup_or_create(RecordYielder, container, name, make);
      const records = await yielder.take(Number(attrs['batch_size']), await context.files());
      return [new NDArray(string, [records.length], records)];
    },
  },
};
