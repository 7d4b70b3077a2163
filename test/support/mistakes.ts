// Mistakes of users, and what TensorFlow says to each: class and words. Knows no single mistake.
import * as tf from 'tf1';
import {normalised} from './graph_programs.ts';
import {recorded_errors} from './recorded_errors.ts';

const RECORDED = recorded_errors();

/** A program whose last statement fails, by the id of the recorded mistake. */
export type Mistakes = Readonly<Record<string, () => unknown>>;

/** What a porter's slip looks like where TypeScript would not let it through. */
export function untyped<T>(value: unknown): T {
  return value as T;
}

interface Failure {
  exception: string;
  text: string;
  /** Type and name of the operation that failed in a run. */
  op: string;
}

async function failure_of(mistake: () => unknown): Promise<Failure | null> {
  try {
    await tf.Graph().as_default(() => ({pending: mistake()})).pending;
    return null;
  } catch (error) {
    const {name, message} = error as Error;
    const op = (error as {op?: {readonly type: string; readonly name: string} | null}).op ?? null;
    const text = normalised(message)
      .replace('on localhost.', 'on <host>.')
      .replace(/\(defined at [^)]*\)/g, '(defined at <place>)')
      .trim();
    return {exception: name, text, op: op === null ? '' : `${op.type} ${op.name}`};
  }
}

/** A test for each mistake; of some only the class counts, where the words are Python's own. */
export function test_mistakes(mistakes: Mistakes, compared: 'words' | 'class' = 'words'): void {
  for (const [id, mistake] of Object.entries(mistakes)) {
    test(id, async () => {
      const recorded = RECORDED.get(id);
      const failure = await failure_of(mistake);
      const {exception, text, op} = recorded ?? {exception: 'not recorded', text: '', op: ''};
      if (compared === 'class') expect(failure?.exception).toBe(exception);
      else expect(failure).toEqual({exception, text: text.trim(), op});
    });
  }
}
