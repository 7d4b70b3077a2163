// Every word that a test says: what is recorded stands in a test under its name, or in a list of what waits.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {PROJECT} from './project.ts';

/** The files that hold the lists of what waits. */
const LISTS = 'coverage.test.ts';

function test_texts(folder: string): string[] {
  return readdirSync(folder, {withFileTypes: true}).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return test_texts(path);
    return entry.name.endsWith('.test.ts') && entry.name !== LISTS ? [readFileSync(path, 'utf8')] : [];
  });
}

/** The words of all tests but those that list what waits. */
export function words_of_tests(): Set<string> {
  return new Set(test_texts(join(PROJECT, 'test')).flatMap((text) => text.match(/\w+/g) ?? []));
}
