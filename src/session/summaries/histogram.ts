/** Histograms as summaries have them: how many values fall between limits that grow by a tenth each. Knows no ops. */
import type {Message} from '../../formats/schemas.ts';

const [FIRST, LAST, GROWTH] = [1e-12, 1e20, 1.1];

/** The upper ends of the buckets. */
function make_limits(): number[] {
  const limits: number[] = [];
  for (let limit = FIRST; limit < LAST; limit *= GROWTH) limits.push(limit);
  limits.push(Number.MAX_VALUE);
  return [...limits.map((limit) => -limit).reverse(), 0, ...limits];
}

const LIMITS: readonly number[] = make_limits();

/** The bucket of a value: the first whose limit is above it. */
function bucket_of(value: number): number {
  let [low, high] = [0, LIMITS.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((LIMITS[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Limits and counts; buckets in which nothing is, side by side, become one. */
function joined_buckets(counts: Float64Array): {readonly bucket_limit: number[]; readonly bucket: number[]} {
  const [bucket_limit, bucket]: [number[], number[]] = [[], []];
  counts.forEach((count, i) => {
    if (count > 0 || counts[i + 1] !== 0) {
      bucket_limit.push(LIMITS[i] as number);
      bucket.push(count);
    }
  });
  return {bucket_limit, bucket};
}

/** A zero without a sign, which messages do not write. */
function unsigned_zero(value: number): number {
  return value === 0 ? 0 : value;
}

/** The histogram of finite numbers. */
export function histogram_of(values: ArrayLike<number>): Message<'HistogramProto'> {
  const counts = new Float64Array(LIMITS.length);
  let [min, max, sum, sum_squares] = [Number.MAX_VALUE, -Number.MAX_VALUE, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const at = bucket_of(value);
    counts[at] = (counts[at] as number) + 1;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
    sum_squares += value * value;
  }
  return {
    min: unsigned_zero(min),
    max: unsigned_zero(max),
    num: values.length,
    sum: unsigned_zero(sum),
    sum_squares,
    ...joined_buckets(counts),
  };
}
