// `tf.audio`: sound, by its names in TensorFlow. Re-exports only.
export {decode_wav, encode_wav} from '../../ops/audio.ts';
