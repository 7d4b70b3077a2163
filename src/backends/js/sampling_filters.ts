// Filters by which images are read between their pixels, and how much of each pixel a place takes. Knows no op.

const {fround} = Math;

/** How much a pixel counts at a distance that is not negative. */
interface Filter {
  readonly radius: number;
  readonly weight: (distance: number) => number;
}

const PI = fround(Math.PI);

function lanczos(radius: number): Filter {
  const weight = (x: number): number => {
    if (x > radius) return 0;
    if (x <= fround(1e-3)) return 1;
    const angle = fround(PI * x);
    const waves = fround(fround(radius * fround(Math.sin(angle))) * fround(Math.sin(fround(angle / radius))));
    return fround(waves / fround(fround(fround(PI * PI) * x) * x));
  };
  return {radius, weight};
}

/** A polynomial of the third degree in Horner's form, each step a single float. */
function cubic(x: number, coefficients: readonly [number, number, number, number]): number {
  const [a, b, c, d] = coefficients;
  return fround(fround(fround(fround(fround(fround(a * x) + b) * x) + c) * x) + d);
}

const MITCHELL_FAR = [fround(-7 / 18), 2, fround(-10 / 3), fround(16 / 9)] as const;
const MITCHELL_NEAR = [fround(7 / 6), -2, 0, fround(8 / 9)] as const;

/** Filters by TensorFlow's names. */
export const FILTERS: Readonly<Record<string, Filter>> = {
  lanczos1: lanczos(1),
  lanczos3: lanczos(3),
  lanczos5: lanczos(5),
  gaussian: {
    radius: 1.5,
    weight: (x) => (x >= 1.5 ? 0 : fround(Math.exp(fround(-x * x) / (2 * 0.5 * 0.5)))),
  },
  box: {
    radius: 1,
    weight: (x) => {
      if (x === 0.5) return 0.5;
      return x < 0.5 ? 1 : 0;
    },
  },
  triangle: {radius: 1, weight: (x) => (x < 1 ? fround(1 - x) : 0)},
  keyscubic: {
    radius: 2,
    weight: (x) => {
      if (x >= 2) return 0;
      return x >= 1 ? cubic(x, [-0.5, 2.5, -4, 2]) : cubic(x, [1.5, -2.5, 0, 1]);
    },
  },
  mitchellcubic: {
    radius: 2,
    weight: (x) => {
      if (x >= 2) return 0;
      return x >= 1 ? cubic(x, MITCHELL_FAR) : cubic(x, MITCHELL_NEAR);
    },
  },
};

/** For each place of an axis the elements that it is made of: from `starts` on `length` of them, with their weights. */
export interface Spans {
  readonly length: number;
  readonly starts: Int32Array;
  readonly weights: Float32Array;
}

/** How an axis is scaled, moved and filtered. */
export interface Sampling {
  readonly filter: Filter;
  readonly antialias: boolean;
  readonly scale: number;
  readonly translation: number;
}

/** Weights below this sum are none. */
const LEAST_SUM = fround(1000 * 1.1754943508222875e-38);

function clamped(index: number, size: number): number {
  return Math.min(Math.max(index, 0), size - 1);
}

/** What each of `size` places takes of `old_size` elements. */
export function spans_of(size: number, old_size: number, sampling: Sampling): Spans {
  const {radius, weight} = sampling.filter;
  const step = fround(1 / sampling.scale);
  const shift = fround(-step * sampling.translation);
  const stretch = sampling.antialias ? Math.max(step, 1) : 1;
  const reach = fround(radius * stretch);
  const shrink = fround(1 / stretch);
  const length = Math.min(2 * Math.ceil(reach) + 1, old_size);
  const [starts, weights] = [new Int32Array(size), new Float32Array(size * length)];
  for (let index = 0; index < size; index++) {
    const place = fround(fround(fround(index + 0.5) * step) + shift);
    if (place < 0 || place > old_size) continue;
    const start = clamped(Math.ceil(fround(fround(place - reach) - 0.5)), old_size);
    const end = clamped(Math.floor(fround(fround(place + reach) - 0.5)), old_size) + 1;
    let sum = 0;
    const own = Array.from({length: end - start}, (_, at) => {
      const distance = fround(fround(start + at + 0.5) - place);
      const share = weight(Math.abs(fround(distance * shrink)));
      sum = fround(sum + share);
      return share;
    });
    starts[index] = start;
    if (Math.abs(sum) < LEAST_SUM) continue;
    const scale = fround(1 / sum);
    own.forEach((share, at) => (weights[index * length + at] = share * scale));
  }
  return {length, starts, weights};
}

/** For each of `old_size` elements which places take it, and how much. */
export function spans_back({length, starts, weights}: Spans, old_size: number): Spans {
  const users: {place: number; share: number}[][] = Array.from({length: old_size}, () => []);
  starts.forEach((start, place) => {
    for (let at = 0; at < length; at++) {
      const share = weights[place * length + at]!;
      if (share !== 0) users[start + at]?.push({place, share});
    }
  });
  const widths = users.map((own) => (own.length === 0 ? 0 : own.at(-1)!.place - own[0]!.place + 1));
  const most = Math.max(0, ...widths);
  const [back_starts, back] = [new Int32Array(old_size), new Float32Array(old_size * most)];
  users.forEach((own, index) => {
    const first = own[0]?.place ?? 0;
    back_starts[index] = first;
    for (const {place, share} of own) back[index * most + place - first]! += share;
  });
  return {length: most, starts: back_starts, weights: back};
}
