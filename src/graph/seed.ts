/**
 * TensorFlow's seed rule: two numbers for an op from the graph's seed, the op's own and the number of
 * nodes so far.
 */
import {get_default_graph} from './default_graph.ts';

type Seed = number | bigint;
/** The seed of the graph where only an op's seed is given. */
const DEFAULT_GRAPH_SEED = 87654321;
const MAX_INT32 = 2n ** 31n - 1n;

/** `tf.get_seed(op_seed)`: the graph seed and op seed of an op, both null for entropy. */
export function get_seed(op_seed: Seed | null): [Seed | null, Seed | null] {
  const graph = get_default_graph();
  if (graph.seed === null) {
    return op_seed === null ? [null, null] : [DEFAULT_GRAPH_SEED, truncate(op_seed)];
  }
  const seeds: [Seed, Seed] = [truncate(graph.seed), truncate(op_seed ?? graph.last_id)];
  // Both zero means entropy to the kernels, so that pair stands for another.
  return Number(seeds[0]) === 0 && Number(seeds[1]) === 0 ? [0, Number(MAX_INT32)] : seeds;
}

/** `_truncate_seed`: the seed as TensorFlow passes it to an op. */
function truncate(seed: Seed): Seed {
  const modulus = MAX_INT32;
  const value = BigInt(seed) % modulus;
  return Number(value < 0n ? value + modulus : value);
}

/** `tf.set_random_seed(seed)`: the seed of the default graph. */
export function set_random_seed(seed: Seed | null): void {
  get_default_graph().seed = seed;
}
