/**
 * Which shapes a file may give, in the words of TensorFlow's runtime. Knows no nodes.
 */
import type {TensorShapeProto} from '../formats/graph_def.ts';

const MAX_RANK = 254;
const MAX_ELEMENTS = 2n ** 63n - 1n;

function shape_text(sizes: readonly bigint[]): string {
  return `Shape [${sizes.map((size) => (size === -1n ? '?' : String(size))).join(',')}]`;
}

/** What is wrong with a shape, or null; `is_whole` if all its dimensions must be known. */
export function shape_problem({dim, unknown_rank}: TensorShapeProto, is_whole: boolean): string | null {
  if (unknown_rank) {
    return dim.length > 0 && !is_whole ? 'An unknown shape must not have any dimensions set.' : null;
  }
  const sizes = dim.map(({size}) => BigInt(size));
  if (sizes.length > MAX_RANK) return `${shape_text(sizes)} has too many dimensions`;
  let elements = 1n;
  for (const size of sizes) {
    if (is_whole && size < 0n) return `${shape_text(sizes)} is not fully defined`;
    if (size < -1n)
      return `${shape_text(sizes)} has dimensions with values below -1 (where -1 means unknown)`;
    if (size === -1n) elements = -1n;
    else if (elements >= 0n) elements *= size;
    if (elements > MAX_ELEMENTS) return `${shape_text(sizes)} is too large (more than 2**63 - 1 entries)`;
  }
  return null;
}
