// `tf.logging`: levels of messages. Re-exports only.
export {DEBUG, ERROR, FATAL, INFO, WARN, get_verbosity, set_verbosity} from './verbosity.ts';
