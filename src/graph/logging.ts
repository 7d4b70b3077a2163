/**
 * What the library tells its user beside results, as `tf.logging` does: by level, on standard error.
 */
import {log_level, told_once} from './globals.ts';

/** `tf.logging`'s levels. */
const LOG_LEVELS = {DEBUG: 10, INFO: 20, WARN: 30, ERROR: 40, FATAL: 50} as const;
type LogLevel = keyof typeof LOG_LEVELS;

const NAMES = {DEBUG: 'DEBUG', INFO: 'INFO', WARN: 'WARNING', ERROR: 'ERROR', FATAL: 'CRITICAL'} as const;

/** Shows `INFO:tensorflow:text` if the level is high enough. */
export function log(level: LogLevel, text: string): void {
  if (LOG_LEVELS[level] >= log_level.value) console.error(`${NAMES[level]}:tensorflow:${text}`);
}

/** Shows a text the first time that its key comes. */
export function log_once(level: LogLevel, key: string, text: string): void {
  if (told_once.value.has(key)) return;
  told_once.value.add(key);
  log(level, text);
}
