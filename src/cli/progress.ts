/**
 * A progress bar for long work in a terminal. Where the output is no terminal it draws nothing, so that
 * logs hold results only.
 */

/** Where a bar is drawn: standard error of a process, or nothing. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

const REDRAW_MILLISECONDS = 100;
const BAR_WIDTH = 24;

export class ProgressBar {
  readonly #label: string;
  readonly #total: number;
  readonly #output: ProgressOutput;
  readonly #started = performance.now();
  #drawn = 0;

  constructor(label: string, total: number, output: ProgressOutput) {
    this.#label = label;
    this.#total = total;
    this.#output = output;
  }

  /** Items a second since the start. */
  rate(done: number): number {
    return done / Math.max(1e-3, (performance.now() - this.#started) / 1000);
  }

  /** Draws how far the work is, at most ten times a second. */
  update(done: number, note: string): void {
    const now = performance.now();
    if (!this.#output.isTTY || (now - this.#drawn < REDRAW_MILLISECONDS && done < this.#total)) return;
    this.#drawn = now;
    const filled = Math.round((done / this.#total) * BAR_WIDTH);
    const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled);
    const line = `${this.#label} ${bar} ${done}/${this.#total} ${Math.round(this.rate(done))} images/s ${note}`;
    this.#output.write(`\r${line.slice(0, (this.#output.columns ?? 100) - 1)}\u001B[K`);
  }

  /** Takes the bar away. */
  finish(): void {
    if (this.#output.isTTY) this.#output.write('\r\u001B[K');
  }
}
