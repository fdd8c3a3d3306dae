import { expect, test } from 'vitest';
import { runCommand } from '../../src/world/commands.js';
import { type Git, openRepository } from '../../src/world/git.js';
import type { Read } from '../../src/world/git-answers.js';
import { repository } from '../helpers/repository.js';

const open = (root: string): Promise<Git> => openRepository(root, runCommand);

function value<T>(read: Read<T>): T {
  if (!read.known) {
    throw new Error(read.why);
  }
  return read.value;
}

test('the net difference has what was added, changed and removed, and not what came and went in between', async () => {
  const { root, commit, git } = repository({ 'a.txt': 'a\n', 'b.txt': 'b\n', 'c d.txt': 'c\n' });
  const from = git('rev-parse', 'HEAD');
  commit('Comes', { 'gone.txt': 'x\n', 'new\nline.txt': 'n\n', 'a.txt': 'A\n' });
  git('rm', '--quiet', 'gone.txt', 'b.txt');
  const to = commit('Goes');

  const changes = value(await (await open(root)).changes(from, to));

  expect(changes.map(({ path, status, mode }) => [path, status, mode])).toEqual([
    ['a.txt', 'M', '100644'],
    ['b.txt', 'D', '100644'],
    ['new\nline.txt', 'A', '100644'],
  ]);
  expect(changes[1]?.after).toBeUndefined();
  expect(changes[2]?.before).toBeUndefined();
});

test('commits come with the trailers of their messages, keys in lower case', async () => {
  const { root, commit, git } = repository();
  const from = git('rev-parse', 'HEAD');
  const to = commit('Uses it\n\nWhy: a body.\n\nDepends-on: schemas#12\nCo-Authored-By: Bo <bo@x.test>');

  const [only] = value(await (await open(root)).commitsBetween(from, to));

  expect(only?.subject).toBe('Uses it');
  expect(only?.trailers).toEqual([
    { key: 'depends-on', value: 'schemas#12' },
    { key: 'co-authored-by', value: 'Bo <bo@x.test>' },
  ]);
});

test('names and subjects are whole, whatever encoding the operator wants for logs', async () => {
  const { root, commit, git } = repository();
  const from = git('rev-parse', 'HEAD');
  git('config', 'i18n.logOutputEncoding', 'ISO-8859-1');
  const to = commit('Größer', {}, { name: 'Björn', email: 'b@x.test' });

  const [only] = value(await (await open(root)).commitsBetween(from, to));

  expect([only?.subject, only?.author]).toEqual(['Größer', 'Björn']);
});

test('many blobs are read at once, bytes that are no text included, and one that is not there is left out', async () => {
  const { root, git } = repository({ 'a.txt': 'ä\n', 'empty.txt': '', 'b/c.txt': 'two\nlines' });
  const opened = await open(root);
  const files = value(await opened.files(git('rev-parse', 'HEAD')));
  const nowhere = '0123456789012345678901234567890123456789';

  const blobs = value(await opened.blobs([...files.map(({ blob }) => blob), nowhere]));

  expect(files.map(({ path, blob }) => [path, blobs.get(blob)])).toEqual([
    ['a.txt', 'ä\n'],
    ['b/c.txt', 'two\nlines'],
    ['empty.txt', ''],
  ]);
  expect(blobs.has(nowhere)).toBe(false);
});

test('a commit that is not here is not known, and never an empty list', async () => {
  const { root, git } = repository();
  const opened = await open(root);
  const nowhere = '0123456789012345678901234567890123456789';

  expect((await opened.changes(nowhere, git('rev-parse', 'HEAD'))).known).toBe(false);
  expect((await opened.commitsBetween(nowhere, git('rev-parse', 'HEAD'))).known).toBe(false);
  expect((await opened.files('main')).known).toBe(false);
});
