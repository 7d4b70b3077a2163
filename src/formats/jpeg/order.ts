/**
 * The order in which a block's coefficients stand in a JPEG file: along diagonals, from coarse to fine.
 */

export const BLOCK = 64;

function zigzag(): Uint8Array {
  const cells = Array.from({length: BLOCK}, (_, index) => [index >> 3, index & 7] as const);
  const sorted = cells.toSorted(([row, column], [other_row, other_column]) => {
    const diagonal = row + column;
    if (diagonal !== other_row + other_column) return diagonal - other_row - other_column;
    return diagonal % 2 === 0 ? other_row - row : row - other_row;
  });
  return Uint8Array.from(sorted, ([row, column]) => row * 8 + column);
}

/** Where the coefficient at each place of the file stands in the block, row by row. */
export const NATURAL_ORDER = zigzag();
