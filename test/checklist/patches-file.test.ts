import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readRegister } from '../../src/checklist/patches-file.js';
import { OperatorError, OperatorErrors } from '../../src/errors.js';
import { project } from './project.js';

const entry = '- {id: MP-1, title: a, hosts: web1, at: 2026-11-18, by: ada, files: a.py}\n';

const refused = async (root: string): Promise<string> => {
  const error: unknown = await readRegister(root).catch((thrown: unknown) => thrown);
  const [first] = error instanceof OperatorErrors ? error.errors : [error];
  return first instanceof OperatorError ? first.message : `not refused: ${String(first)}`;
};

test('no file, no register', async () => {
  const root = project({ 'shipit.yml': '' });
  expect(await readRegister(root)).toEqual({ file: path.join(root, 'ops/patches.yml'), list: [] });
});

test('it may be elsewhere in the project', async () => {
  const root = project({ 'deploy/monkey.yml': entry });
  const { list, content, file } = await readRegister(root, 'deploy/monkey.yml');
  expect(list).toMatchObject([{ id: 'MP-1', place: { file: 'deploy/monkey.yml', line: 1 } }]);
  expect(content).toEqual({ text: entry, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(file).toBe(path.join(root, 'deploy/monkey.yml'));
});

test.each<[string, (root: string) => void, string]>([
  ['empty', () => undefined, 'the register of patches is empty'],
  [
    'a directory',
    (root) => mkdirSync(path.join(root, 'ops/patches.yml')),
    'ops/patches.yml is a directory; a register of patches is a YAML file',
  ],
  [
    'a link to nowhere',
    (root) => symlinkSync('gone', path.join(root, 'ops/patches.yml')),
    'ops/patches.yml is a link that leads nowhere',
  ],
  [
    'a link out of the project',
    (root) => symlinkSync('/etc/hostname', path.join(root, 'ops/patches.yml')),
    'ops/patches.yml leads out of the project',
  ],
  [
    'a link into git',
    (root) => symlinkSync('../.git/config', path.join(root, 'ops/patches.yml')),
    'ops/patches.yml leads out of the project',
  ],
])('what is %s is no register', async (what, make, message) => {
  const root = project({
    '.git/config': '',
    'ops/x': '',
    ...(what === 'empty' ? { 'ops/patches.yml': '# soon\n' } : {}),
  });
  make(root);
  expect(await refused(root)).toBe(message);
});
