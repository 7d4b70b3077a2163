/**
 * Broadcasting of shapes as the runtime does it, in plain numbers.
 */

/**
 * The axes over which the gradients of two broadcast operands are summed. Where both sizes are 1 both have the axis;
 * equal shapes have none.
 */
export function broadcast_gradient_axes(
  x: readonly number[],
  y: readonly number[],
): [x: number[], y: number[]] {
  const axes: [number[], number[]] = [[], []];
  if (x.length === y.length && x.every((size, i) => size === y[i])) return axes;
  const rank = Math.max(x.length, y.length);
  for (let axis = 0; axis < rank; axis++) {
    const x_size = x[axis - rank + x.length] ?? 1;
    const y_size = y[axis - rank + y.length] ?? 1;
    if (x_size === 1) axes[0].push(axis);
    if (y_size === 1) axes[1].push(axis);
    if (x_size !== y_size && x_size !== 1 && y_size !== 1) {
      throw new RangeError(`Incompatible shapes: [${x.join(',')}] vs. [${y.join(',')}]`);
    }
  }
  return axes;
}

/** The shape of two operands broadcast against each other; null where they do not fit. */
export function broadcast_sizes(x: readonly number[], y: readonly number[]): number[] | null {
  const rank = Math.max(x.length, y.length);
  const sizes: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const x_size = x[axis - rank + x.length] ?? 1;
    const y_size = y[axis - rank + y.length] ?? 1;
    if (x_size !== y_size && x_size !== 1 && y_size !== 1) return null;
    sizes.push(x_size === 1 ? y_size : x_size);
  }
  return sizes;
}
