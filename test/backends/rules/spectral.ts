// Rules of the ops of op_cases/spectral.
import type {OpRules} from './op_rules_of.ts';

/** Each frequency is a sum of all numbers. */
export const SPECTRAL_RULES: OpRules = [
  ['reduction', 'FFT FFT2D FFT3D IFFT IFFT2D IFFT3D RFFT RFFT2D RFFT3D IRFFT IRFFT2D IRFFT3D'],
];
