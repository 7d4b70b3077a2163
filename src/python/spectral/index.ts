// `tf.spectral`: Fourier transforms under their older names. Re-exports only.
export {
  fft,
  fft2d,
  fft3d,
  ifft,
  ifft2d,
  ifft3d,
  irfft,
  irfft2d,
  irfft3d,
  rfft,
  rfft2d,
  rfft3d,
} from '../../ops/spectral.ts';
