// The space that a kernel goes over: rows and columns of a shape that is cut in two, and how other shapes lie in it.

/** How a value varies: with both, with the columns (one row of it), with the rows (one column of it), or not at all. */
export type Extent = 'full' | 'row' | 'column' | 'scalar';

/** A shape, cut before the dimension `split`; null as long as nothing asks for a cut. */
export interface Space {
  readonly shape: readonly number[];
  readonly split: number | null;
}

export function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}

/** Rows and columns; without a cut all is one row. */
export function extents_of({shape, split}: Space): {rows: number; columns: number} {
  return {rows: product(shape.slice(0, split ?? 0)), columns: product(shape.slice(split ?? 0))};
}

function is_ones(sizes: readonly number[]): boolean {
  return sizes.every((size) => size === 1);
}

function is_same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}

/** Where the dimensions that are 1 do not matter, what is left of a shape. */
export function squeezed(shape: readonly number[]): readonly number[] {
  return shape.filter((size) => size !== 1);
}

/** Whether two shapes differ in dimensions of size 1 only. */
export function is_alike(a: readonly number[], b: readonly number[]): boolean {
  return is_same(squeezed(a), squeezed(b));
}

/** How `shape` is broadcast to the space cut at `split`, or null where it is neither a row nor a column of it. */
function extent_at(shape: readonly number[], full: readonly number[], split: number): Extent | null {
  if (is_ones(shape)) return 'scalar';
  const padded = [...full.slice(shape.length).map(() => 1), ...shape];
  if (padded.length !== full.length) return null;
  const [above, below] = [padded.slice(0, split), padded.slice(split)];
  if (is_ones(above) && is_same(below, full.slice(split))) return 'row';
  return is_ones(below) && is_same(above, full.slice(0, split)) ? 'column' : null;
}

/** A value in a space, which may have to be cut for it. */
export interface Fit {
  readonly extent: Extent;
  readonly space: Space;
}

/** How `shape` lies in `space`; null if it does not, whatever the cut. */
export function fit(shape: readonly number[], space: Space): Fit | null {
  if (is_same(shape, space.shape)) return {extent: 'full', space};
  if (is_ones(shape)) return {extent: 'scalar', space};
  const splits = space.split === null ? space.shape.map((_, i) => i).slice(1) : [space.split];
  for (const split of splits) {
    const extent = extent_at(shape, space.shape, split);
    if (extent !== null) return {extent, space: {shape: space.shape, split}};
  }
  return null;
}

/** What is reduced: what stands in one row (`rows` remain), or in one column. */
export type Direction = 'rows' | 'columns';

/** The cut and direction of a reduction of `shape` over `axes`; null where axes that remain stand between those that do not. */
export function reduction_of(
  shape: readonly number[],
  axes: ReadonlySet<number>,
): {readonly split: number; readonly direction: Direction} | null {
  const wide = shape.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const is_reduced = (axis: number): boolean => axes.has(axis);
  for (let split = 0; split <= shape.length; split++) {
    const above = wide.filter((axis) => axis < split);
    const below = wide.filter((axis) => axis >= split);
    if (!above.some(is_reduced) && below.every(is_reduced)) return {split, direction: 'rows'};
    if (above.every(is_reduced) && !below.some(is_reduced) && above.length > 0)
      return {split, direction: 'columns'};
  }
  return null;
}
