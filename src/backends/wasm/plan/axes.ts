// The axes over which a step sums up, where the program itself says so.
import type {ProgramValue, Step} from '../../../compile/program.ts';
import type {NDArray} from '../../../types/ndarray.ts';

/** The axes of a reduction, counted from 0; null where they are known to a run only. */
export function reduced_axes(
  {op, inputs, attrs}: Step,
  constants: ReadonlyMap<number, NDArray>,
): ReadonlySet<number> | null {
  const [input, axes] = inputs as [ProgramValue, ProgramValue?];
  const rank = input.shape.ndims ?? 0;
  if (op === 'BiasAddGrad') {
    const channels = attrs['data_format'] === 'NCHW' ? 1 : rank - 1;
    return new Set(Array.from({length: rank}, (_, axis) => axis).filter((axis) => axis !== channels));
  }
  const array = axes === undefined ? undefined : constants.get(axes.id);
  if (array === undefined) return null;
  const list = Array.from(array.data as ArrayLike<number | bigint>, Number);
  if (list.some((axis) => axis < -rank || axis >= rank)) return null;
  return new Set(list.map((axis) => (axis < 0 ? axis + rank : axis)));
}
