// Every recorded program is built in some test, or stands here with what must come first.
import {all_recorded_ids} from '../../support/graph_programs.ts';
import {words_of_tests} from '../../support/words_of_tests.ts';

/** Programs that wait, and for what. */
const LATER: Readonly<Record<string, string>> = {
  // Their messages show Python's modules.
  arg_scope_of_unknown_function: 'never: its words are in test/python/arg_scope.test.ts',
  initializer_constant_of_tensor: 'never: its words are in test/python/initializers.test.ts',
};

test('every recorded program is built or listed', () => {
  const words = words_of_tests();
  const missing = all_recorded_ids().filter((id) => !words.has(id) && !(id in LATER));
  expect(missing).toEqual([]);
});
