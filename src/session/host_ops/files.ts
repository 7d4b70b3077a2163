/** Host operations that read, write and find files. */
import {string} from '../../types/dtypes.ts';
import {NDArray} from '../../types/ndarray.ts';
import {matching_paths} from '../../util/glob.ts';
import {dirname} from '../../util/paths.ts';
import type {HostOperations} from '../host_op.ts';
import {invalid} from '../queues/calls.ts';
import {shape_text} from '../queues/elements.ts';

const decoder = new TextDecoder();

/** The bytes of the scalar that an argument must be. */
function scalar(said: string, array: NDArray | undefined): Uint8Array {
  if (array?.shape.length !== 0)
    throw invalid(`${said} tensor must be scalar, but had shape: ${shape_text(array?.shape ?? [])}`);
  return array.data[0] as Uint8Array;
}

export const FILE_OPERATIONS: HostOperations = {
  ReadFile: {
    run: async ([filename], {files}) => {
      const path = decoder.decode(scalar('Input filename', filename));
      return [new NDArray(string, [], [await (await files()).read(path)])];
    },
  },
  WriteFile: {
    run: async ([filename, contents], {files}) => {
      const path = decoder.decode(scalar('Input filename', filename));
      const bytes = scalar('Contents', contents);
      const machine = await files();
      const folder = dirname(path);
      if (folder !== '' && !(await machine.exists(folder))) await machine.make_directories(folder);
      await machine.write(path, bytes);
      return [];
    },
  },
  MatchingFiles: {
    run: async ([pattern], {files}) => {
      const patterns = pattern as NDArray;
      if (patterns.shape.length > 1) {
        throw invalid(
          `Input patterns tensor must be scalar or vector, but had shape: ${shape_text(patterns.shape)}`,
        );
      }
      const machine = await files();
      const found: string[] = [];
      for (const item of patterns.data as readonly Uint8Array[])
        found.push(...(await matching_paths(machine, decoder.decode(item))));
      return [new NDArray(string, [found.length], found.sort())];
    },
  },
};
