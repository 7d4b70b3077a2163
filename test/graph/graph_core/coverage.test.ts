// Every recorded program is built in some test, or stands here with what must come first.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {all_recorded_ids} from '../../support/graph_programs.ts';
import {PROJECT} from '../../support/project.ts';

/** Programs that wait, and for what. */
const LATER: Readonly<Record<string, string>> = {
  // Their messages show Python's modules.
  arg_scope_of_unknown_function: 'never: its words are in test/python/arg_scope.test.ts',
  initializer_constant_of_tensor: 'never: its words are in test/python/initializers.test.ts',
  while_loop: 'tf.while_loop',
  while_loop_captures: 'tf.while_loop',
  while_loop_never: 'tf.while_loop',
  while_loop_nested: 'tf.while_loop',
  while_loop_with_cond: 'tf.while_loop',
  while_loop_in_cond: 'tf.while_loop',
};

const OWN_FILE = 'coverage.test.ts';

function test_texts(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return test_texts(path);
    return entry.name.endsWith('.test.ts') && entry.name !== OWN_FILE ? [readFileSync(path, 'utf8')] : [];
  });
}

test('every recorded program is built or listed', () => {
  const words = new Set(test_texts(join(PROJECT, 'test')).flatMap((text) => text.match(/\w+/g) ?? []));
  const missing = all_recorded_ids().filter((id) => !words.has(id) && !(id in LATER));
  expect(missing).toEqual([]);
});
