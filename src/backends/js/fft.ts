// The discrete Fourier transform of rows of complex numbers, in doubles: by halves where the length is a power of two, else by
// way of a convolution (Bluestein). Knows no arrays.

/** exp(-2 pi i k / n) for k below n. */
function roots_of_unity(n: number): {cos: Float64Array; sin: Float64Array} {
  const [cos, sin] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n);
    sin[k] = -Math.sin((2 * Math.PI * k) / n);
  }
  return {cos, sin};
}

/** Transforms `re` and `im` in place. */
export type Transform = (re: Float64Array, im: Float64Array) => void;

function by_halves(n: number): Transform {
  const {cos, sin} = roots_of_unity(n);
  const reversed = new Uint32Array(n);
  for (let k = 1, half = n >>> 1; k < n; k++) reversed[k] = (reversed[k >>> 1]! >>> 1) | (k & 1 ? half : 0);
  return (re, im) => {
    for (let k = 0; k < n; k++) {
      const other = reversed[k]!;
      if (other <= k) continue;
      [re[k], re[other]] = [re[other]!, re[k]!];
      [im[k], im[other]] = [im[other]!, im[k]!];
    }
    for (let size = 2; size <= n; size *= 2) {
      const [half, step] = [size / 2, n / size];
      for (let start = 0; start < n; start += size) {
        for (let k = 0; k < half; k++) {
          const [low, high] = [start + k, start + k + half];
          const [c, s] = [cos[k * step]!, sin[k * step]!];
          const real = re[high]! * c - im[high]! * s;
          const imaginary = re[high]! * s + im[high]! * c;
          re[high] = re[low]! - real;
          im[high] = im[low]! - imaginary;
          re[low] = re[low]! + real;
          im[low] = im[low]! + imaginary;
        }
      }
    }
  };
}

/** Any length: a chirp times the row, convolved with the chirp's conjugate. */
function by_convolution(n: number): Transform {
  const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
  const transform = by_halves(size);
  const [cos, sin] = [new Float64Array(n), new Float64Array(n)];
  for (let k = 0; k < n; k++) {
    // The square modulo 2 n, so that the angle stays exact.
    const angle = (Math.PI * Number((BigInt(k) * BigInt(k)) % BigInt(2 * n))) / n;
    cos[k] = Math.cos(angle);
    sin[k] = Math.sin(angle);
  }
  const [kernel_re, kernel_im] = [new Float64Array(size), new Float64Array(size)];
  for (let k = 0; k < n; k++) {
    kernel_re[k] = cos[k]!;
    kernel_im[k] = sin[k]!;
    kernel_re[(size - k) % size] = cos[k]!;
    kernel_im[(size - k) % size] = sin[k]!;
  }
  transform(kernel_re, kernel_im);
  const [a, b] = [new Float64Array(size), new Float64Array(size)];
  return (re, im) => {
    a.fill(0);
    b.fill(0);
    for (let k = 0; k < n; k++) {
      a[k] = re[k]! * cos[k]! + im[k]! * sin[k]!;
      b[k] = im[k]! * cos[k]! - re[k]! * sin[k]!;
    }
    transform(a, b);
    for (let k = 0; k < size; k++) {
      const real = a[k]! * kernel_re[k]! - b[k]! * kernel_im[k]!;
      // Conjugated, so that the same transform leads back.
      b[k] = -(a[k]! * kernel_im[k]! + b[k]! * kernel_re[k]!);
      a[k] = real;
    }
    transform(a, b);
    for (let k = 0; k < n; k++) {
      const [real, imaginary] = [a[k]! / size, -b[k]! / size];
      re[k] = real * cos[k]! + imaginary * sin[k]!;
      im[k] = imaginary * cos[k]! - real * sin[k]!;
    }
  };
}

/** The transform of rows of `n` numbers, exp(-2 pi i j k / n), not scaled. */
export function fourier_transform(n: number): Transform {
  if (n <= 1) return () => undefined;
  return (n & (n - 1)) === 0 ? by_halves(n) : by_convolution(n);
}
