// Which elements a reduction brings together: runs of places, group by group. Knows nothing of what is done with them.

import {row_major_strides} from '../../types/ndarray_storage.ts';

interface Axis {
  readonly size: number;
  readonly stride: number;
}

export interface AxisGroups {
  /** Axes that stay, outermost first. */
  readonly kept: readonly Axis[];
  /** Axes that go, outermost first; the last of them is the run. */
  readonly reduced: readonly Axis[];
}

/** The groups of `shape` when `axes` go. Neighbouring axes of one kind are taken as one. */
export function axis_groups(shape: readonly number[], axes: readonly number[]): AxisGroups {
  const strides = row_major_strides(shape);
  const kept: Axis[] = [];
  const reduced: Axis[] = [];
  let last: Axis[] | null = null;
  shape.forEach((size, axis) => {
    if (size === 1) return;
    const list = axes.includes(axis) ? reduced : kept;
    const stride = strides[axis] ?? 1;
    const outer = list === last ? list.pop() : undefined;
    list.push({size: size * (outer?.size ?? 1), stride});
    last = list;
  });
  return {kept, reduced};
}

/** The places of all combinations of `axes`, in order. */
function places_of(axes: readonly Axis[]): Int32Array {
  let places = new Int32Array(1);
  for (const {size, stride} of axes) {
    const wider = new Int32Array(places.length * size);
    for (let outer = 0, next = 0; outer < places.length; outer++) {
      for (let index = 0; index < size; index++) wider[next++] = (places[outer] as number) + index * stride;
    }
    places = wider;
  }
  return places;
}

/**
 * Visits the elements of each group, in order, as runs: `count` places from `start` in steps of `stride`.
 * A group is visited as often as it has runs.
 */
export function for_each_group(
  {kept, reduced}: AxisGroups,
  visit: (group: number, start: number, stride: number, count: number) => void,
): void {
  const run = reduced.at(-1) ?? {size: 1, stride: 1};
  const starts = places_of(kept);
  const outer = places_of(reduced.slice(0, -1));
  for (let group = 0; group < starts.length; group++) {
    for (let index = 0; index < outer.length; index++) {
      visit(group, (starts[group] as number) + (outer[index] as number), run.stride, run.size);
    }
  }
}
