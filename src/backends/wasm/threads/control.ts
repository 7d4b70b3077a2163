// The first words of the shared memory, by which threads tell each other what to do. All are 32 bits wide, each in a line of the cache
// of its own, so that who waits for one does not disturb who writes another.

const LINE = 16;

/** Indices of words. */
export const WORDS = {
  /** Counts commands; workers wait for it to change. */
  command_count: 0,
  command: LINE,
  /** What a command is about: the number of a module, where its bytes begin, and how many they are. */
  module: 2 * LINE,
  address: 2 * LINE + 1,
  length: 2 * LINE + 2,
  /** Workers that have done the last command. */
  done: 3 * LINE,
  /** Workers that have started. */
  ready: 4 * LINE,
  /** Workers in which a command went wrong. */
  failed: 5 * LINE,
  /** Threads that have arrived at a barrier, and how often all have. */
  arrived: 6 * LINE,
  passed: 7 * LINE,
} as const;

/** Bytes of all words. */
export const CONTROL_BYTES = 8 * LINE * 4;

export const COMMANDS = {load: 1, run: 2, forget: 3} as const;
