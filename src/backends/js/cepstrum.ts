// The cepstral coefficients of one spectrum: how loud it is in bands of the mel scale, in logarithms, and the cosine transform of
// these. Knows no arrays of a graph.

import type {NumberData} from './arrays.ts';

/** What is asked of spectra of `width` frequencies, from 0 to half of `rate`. */
export interface CepstrumOptions {
  readonly width: number;
  readonly rate: number;
  /** How many bands of the mel scale, between `lowest` and `highest` Hertz. */
  readonly bands: number;
  /** How many coefficients. */
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
}

/** What TensorFlow takes for silence. */
const QUIETEST = 1e-12;

/** A frequency in Hertz on the mel scale. */
function mel(frequency: number): number {
  return 1127 * Math.log1p(frequency / 700);
}

/** Between which centres of bands each frequency stands, and how much of it goes to the lower one. */
interface Bank {
  readonly first: number;
  readonly last: number;
  readonly lower_band: Int32Array;
  readonly share: Float64Array;
}

function mel_bank({width, rate, bands, lowest, highest}: CepstrumOptions): Bank {
  const bottom = mel(lowest);
  const spacing = (mel(highest) - bottom) / (bands + 1);
  const centre = (band: number) => (band < 0 ? bottom : bottom + spacing * (band + 1));
  const step = (0.5 * rate) / (width - 1);
  const first = Math.trunc(1.5 + lowest / step);
  const last = Math.trunc(highest / step);
  const lower_band = new Int32Array(width);
  const share = new Float64Array(width);
  for (let index = first, next = 0; index <= Math.min(last, width - 1); index++) {
    const place = mel(index * step);
    while (next < bands && centre(next) < place) next++;
    lower_band[index] = next - 1;
    share[index] = (centre(next) - place) / (centre(next) - centre(next - 1));
  }
  return {first, last, lower_band, share};
}

/** The cosines of the transform of `bands` numbers, a row a coefficient. */
function cosine_rows(count: number, bands: number): Float64Array {
  const scale = Math.sqrt(2 / bands);
  const angle = Math.PI / bands;
  return Float64Array.from({length: count * bands}, (_, index) => {
    const row = Math.floor(index / bands);
    return scale * Math.cos(row * angle * ((index % bands) + 0.5));
  });
}

function is_possible({width, rate, bands, count, lowest, highest}: CepstrumOptions): boolean {
  const is_bank = bands >= 1 && rate > 0 && width >= 2 && lowest >= 0 && highest > lowest;
  return is_bank && count >= 1 && count <= bands;
}

/** Writes the coefficients of a spectrum of squared magnitudes; null where there is no such thing. */
export function cepstrum(
  options: CepstrumOptions,
): ((spectrum: NumberData, result: Float32Array, offset: number) => void) | null {
  if (!is_possible(options)) return null;
  const {width, bands, count} = options;
  const {first, last, lower_band, share} = mel_bank(options);
  const cosines = cosine_rows(count, bands);
  const loudness = new Float64Array(bands);
  return (spectrum, result, offset) => {
    // TensorFlow gives zeros where the limits go past the spectrum.
    if (last >= width) return;
    loudness.fill(0);
    for (let index = first; index <= last; index++) {
      const magnitude = Math.sqrt(spectrum[index]!);
      const lower = magnitude * share[index]!;
      const band = lower_band[index]!;
      if (band >= 0) loudness[band] = loudness[band]! + lower;
      if (band + 1 < bands) loudness[band + 1] = loudness[band + 1]! + magnitude - lower;
    }
    for (let band = 0; band < bands; band++) {
      const value = loudness[band]!;
      loudness[band] = Math.log(value < QUIETEST ? QUIETEST : value);
    }
    for (let row = 0; row < count; row++) {
      let sum = 0;
      for (let band = 0; band < bands; band++) sum += cosines[row * bands + band]! * loudness[band]!;
      result[offset + row] = sum;
    }
  };
}
