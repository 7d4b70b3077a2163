// The machine's files and those in memory behave alike.

import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {MemoryFiles, machine_files} from '../../src/util/files.ts';
import type {Files} from '../../src/util/files.ts';
import {basename, dirname, join_path, relative_path} from '../../src/util/paths.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = (content: Uint8Array) => new TextDecoder().decode(content);

let machine_folder = '';
beforeAll(async () => {
  machine_folder = await mkdtemp(join(tmpdir(), 'files-'));
});
afterAll(async () => {
  await rm(machine_folder, {recursive: true});
});

const places: [string, () => Promise<[Files, string]>][] = [
  ['memory', async () => [new MemoryFiles(), '']],
  ['machine', async () => [await machine_files(), machine_folder]],
];

describe.each(places)('files of %s', (_, place) => {
  test('are written, read, listed, moved and deleted', async () => {
    const [files, root] = await place();
    const folder = join_path(`${root}/`, 'a/b');
    await files.make_directories(folder);
    await files.make_directories(folder);
    await files.write_atomically(`${folder}/one`, [bytes('first'), bytes(' half')]);
    await files.write(`${folder}/two`, bytes('2'));
    await files.append(`${folder}/two`, bytes('3'));
    expect(text(await files.read(`${folder}/one`))).toBe('first half');
    expect(text(await files.read_range(`${folder}/one`, 6, 100))).toBe('half');
    expect(text(await files.read_range(`${folder}/one`, 100, 5))).toBe('');
    expect(await files.size(`${folder}/two`)).toBe(2);
    expect(await files.list(folder)).toEqual(['one', 'two']);
    expect(await files.list(`${root}/a`)).toEqual(['b']);
    await files.rename(`${folder}/one`, `${folder}/two`);
    expect(await files.list(folder)).toEqual(['two']);
    expect(text(await files.read(`${folder}/two`))).toBe('first half');
    expect([await files.exists(folder), await files.is_directory(folder)]).toEqual([true, true]);
    await files.delete(`${folder}/two`);
    await files.delete(folder);
    expect([await files.exists(folder), await files.is_directory(folder)]).toEqual([false, false]);
  });

  test('that are missing are not found', async () => {
    const [files, root] = await place();
    const path = `${root}/none/file`;
    const missing = {name: 'NotFoundError', message: `${path}; No such file or directory`};
    await expect(files.read(path)).rejects.toMatchObject(missing);
    await expect(files.read_range(path, 0, 1)).rejects.toMatchObject(missing);
    await expect(files.size(path)).rejects.toMatchObject(missing);
    await expect(files.write(path, bytes('x'))).rejects.toMatchObject(missing);
    await expect(files.write_atomically(path, bytes('x'))).rejects.toMatchObject(missing);
    await expect(files.delete(path)).rejects.toMatchObject(missing);
    await expect(files.rename(path, `${root}/x`)).rejects.toMatchObject(missing);
    await expect(files.list(path)).rejects.toMatchObject(missing);
  });
});

test('paths', () => {
  expect(join_path('a', 'b')).toBe('a/b');
  expect(join_path('a/', 'b')).toBe('a/b');
  expect(join_path('a', '/b')).toBe('/b');
  expect([dirname('/a/b'), dirname('/a'), dirname('a'), basename('/a/b'), basename('a')]).toEqual([
    '/a',
    '/',
    '',
    'b',
    'a',
  ]);
  expect(relative_path('logs/run/model-1', 'logs')).toBe('run/model-1');
  expect(relative_path('./model', 'logs/run')).toBe('../../model');
  expect(relative_path('logs', 'logs/')).toBe('.');
});
