// A jest reporter whose last line is `N passed, N failed`, in tests; a file that could not run counts as one failure.
import {writeSync} from 'node:fs';

export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const line = `${results.numPassedTests} passed, ${failed} failed\n`;
    // Jest adds its own summary after all reporters; only the exit comes later still.
    process.once('exit', () => writeSync(1, line));
  }
}
