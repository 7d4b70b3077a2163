// The reference backend with a count of the buffers that its user holds, so that one that is forgotten is seen.
import type {Backend} from '../../src/backends/backend.ts';
import {make_js_backend} from '../../src/backends/js/index.ts';
import type {NDArray} from '../../src/types/ndarray.ts';

/** A backend and the number of buffers that it gave out and that were not given back. */
export function counting_backend(): {backend: Backend<NDArray>; held: () => number} {
  const js = make_js_backend();
  let held = 0;
  const backend: Backend<NDArray> = {
    ...js,
    upload: (value) => {
      held++;
      return js.upload(value);
    },
    retain: (buffer) => {
      held++;
      return js.retain(buffer);
    },
    free: (buffer) => {
      held--;
      js.free(buffer);
    },
    compile: async (program) => {
      const executable = await js.compile(program);
      const given_up = program.parameters.filter(({donated}) => donated).length;
      return {
        dispose: () => executable.dispose(),
        run: async (inputs) => {
          held -= given_up;
          const results = await executable.run(inputs);
          held += results.length;
          return results;
        },
      };
    },
  };
  return {backend, held: () => held};
}
