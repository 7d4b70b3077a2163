// The form of a benchmark: `test/bench/<name>.bench.ts` has a list of workloads as its default export. How they are
// measured is the business of `npm run bench` (scripts/bench.mjs).

/** A contender that is ready to work. */
export interface Running {
  /** Does the work once; returns the milliseconds it took where it measures them itself (in another process). */
  step(): number | void | Promise<number | void>;
  stop?(): void | Promise<void>;
  /** The most memory that it held, in bytes, where it works in another process. */
  peak_memory?(): number | Promise<number>;
}

/** One of those that do the same work. */
export interface Contender {
  name: string;
  /** Why it cannot take part here (something is not installed), or null. */
  missing?(): string | null | Promise<string | null>;
  start(): Running | Promise<Running>;
}

/** A piece of work and those who do it. The first contender is the one to which the others are compared. */
export interface Workload {
  name: string;
  /** Pieces (nodes, images) that one step deals with, and what they are called; without it milliseconds are shown. */
  pieces?: {count: number; name: string};
  /** How often the contenders take turns; 10 if it is not said. */
  rounds?: number;
  /** Steps of a contender in one round; 10 if it is not said. */
  steps?: number;
  /** Steps before anything is measured; 3 if it is not said. */
  warm_up?: number;
  contenders: readonly Contender[];
}

/** One of many small pieces of work that two contenders do. */
export interface SurveyRow {
  readonly group: string;
  readonly name: string;
  /** Both, in the order of the survey's contenders. */
  start(): Promise<readonly [Running, Running]>;
}

/** Many small pieces of work, shown as one table: how long the first contender takes, measured by the second, a group a line. */
export interface Survey {
  readonly name: string;
  readonly contenders: readonly [string, string];
  /** The ratio that no group's median shall exceed. */
  readonly limit: number;
  readonly rows: readonly SurveyRow[];
}
