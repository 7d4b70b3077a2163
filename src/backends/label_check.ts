// Labels that name no class: TensorFlow's words for them, on every backend.
import {invalid_argument} from './kernel_error.ts';

/** Refuses labels outside of [0, classes). */
export function check_labels(labels: readonly number[], classes: number): void {
  const wrong = labels.find((label) => label < 0 || label >= classes);
  if (wrong === undefined) return;
  throw invalid_argument(
    `Received a label value of ${wrong} which is outside the valid range of [0, ${classes}).  ` +
      `Label values: ${labels.join(' ')}`,
  );
}
