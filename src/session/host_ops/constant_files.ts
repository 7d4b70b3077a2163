/** Host operations whose values stand in a file that an attribute names: constants, and the words of a text. */
import {InternalError, InvalidArgumentError, UnimplementedError} from '../../errors.ts';
import {array_from_bytes, byte_length} from '../../formats/tensor_bytes.ts';
import {brackets} from '../../graph/shape_inference.ts';
import {string, type DType} from '../../types/dtypes.ts';
import type {TensorShape} from '../../types/tensor_shape.ts';
import type {HostContext, HostOperations} from '../host_op.ts';
import {invalid} from '../queues/calls.ts';
import {WordPairs} from '../word_pairs.ts';

/** The words of a file and what was drawn of them so far, made at the node's first run. */
async function word_pairs({op, attrs, memory, files}: HostContext): Promise<WordPairs> {
  const known = memory.get(op.name) as WordPairs | undefined;
  if (known !== undefined) return known;
  const number = (name: string): number => Number(attrs[name]);
  const filename = String(attrs['filename']);
  const made = new WordPairs(await (await files()).read(filename), {
    filename,
    window_size: number('window_size'),
    min_count: number('min_count'),
    subsample: number('subsample'),
  });
  memory.set(op.name, made);
  return made;
}

export const CONSTANT_FILE_OPERATIONS: HostOperations = {
  ImmutableConst: {
    run: async (_, {attrs, files}) => {
      const [dtype, shape] = [attrs['dtype'] as DType, attrs['shape'] as TensorShape];
      const path = String(attrs['memory_region_name']);
      if (!dtype.is_numpy_compatible) throw invalid('Resource and variant dtypes are invalid for this op.');
      // A shape of unknown rank has no sizes: it is a scalar's.
      const sizes = shape.ndims === null ? [] : shape.as_list();
      if (sizes.includes(null)) throw invalid(`Shape ${brackets(shape)} is not fully defined`);
      const machine = await files();
      const size = await machine.size(path);
      // An empty file cannot be mapped.
      if (size === 0) throw new InvalidArgumentError(null, null, `${path}; Invalid argument`);
      if (dtype === string) {
        const text = 'Sorry, DT_STRING is not currently supported for ImmutableConstOp.';
        throw new UnimplementedError(null, null, text);
      }
      const wanted = byte_length(dtype, sizes as number[]);
      if (wanted > size) {
        throw new InternalError(
          null,
          null,
          `Readonly memory region has wrong length (${size}) when allocating ${wanted}`,
        );
      }
      return [array_from_bytes(dtype, sizes as number[], await machine.read_range(path, 0, wanted))];
    },
  },
  Skipgram: {
    run: async (_, context) => (await word_pairs(context)).batch(Number(context.attrs['batch_size'])),
  },
};
