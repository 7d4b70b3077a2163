// Rules of the ops of op_cases/audio.
import type {OpRules} from './op_rules_of.ts';

/** Each number is a sum over a window or over all bands. */
export const AUDIO_RULES: OpRules = [['reduction', 'AudioSpectrogram Mfcc']];
