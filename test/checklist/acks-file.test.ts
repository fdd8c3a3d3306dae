import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readAcks } from '../../src/checklist/acks-file.js';
import { OperatorError, OperatorErrors } from '../../src/errors.js';
import { project } from './project.js';

const entry = '- {key: a:b, reason: it is known, by: ada, at: 2026-11-20, until: 2026-12-20}\n';
const refused = async (root: string): Promise<string> => {
  const error: unknown = await readAcks(root).catch((thrown: unknown) => thrown);
  const [first] = error instanceof OperatorErrors ? error.errors : [error];
  return first instanceof OperatorError ? first.message : `not refused: ${String(first)}`;
};

test('no file, no acknowledgements', async () => {
  const root = project({ 'shipit.yml': '' });
  expect(await readAcks(root)).toEqual({ file: path.join(root, '.shipit/acks.yml'), list: [] });
});

test('`.shipit` that is a file holds none', async () => {
  expect((await readAcks(project({ '.shipit': '' }))).list).toEqual([]);
});

test('the bytes that were read are known by their digest', async () => {
  const { list, content } = await readAcks(project({ '.shipit/acks.yml': entry }));
  expect(list).toHaveLength(1);
  expect(content).toEqual({ text: entry, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
});

test('a file elsewhere in the project may be linked to, also by its directory', async () => {
  const root = project({ 'ops/acks.yml': entry });
  symlinkSync('ops', path.join(root, '.shipit'));
  expect((await readAcks(root)).file).toBe(path.join(root, 'ops/acks.yml'));
});

test.each<[string, (root: string, outside: string) => void]>([
  ['a file outside', (root, outside) => link(root, path.join(outside, 'acks.yml'))],
  ['its directory outside', (root, outside) => symlinkSync(outside, path.join(root, '.shipit'))],
  ['the directory of git', (root) => symlinkSync('.git', path.join(root, '.shipit'))],
])('a link to %s is refused, whatever is in there', async (_what, make) => {
  const root = project({ '.git/HEAD': '' });
  make(root, project({ 'acks.yml': entry }));
  expect(await refused(root)).toBe('.shipit/acks.yml leads out of the project');
});

test.each<[string, (file: string) => void, string]>([
  ['to nowhere', (file) => symlinkSync('gone.yml', file), '.shipit/acks.yml is a link that leads nowhere'],
  ['to itself', (file) => symlinkSync('acks.yml', file), '.shipit/acks.yml is a link that leads nowhere'],
  ['a directory', (file) => mkdirSync(file), '.shipit/acks.yml is a directory; an acknowledgement file is a YAML file'],
  [
    'a FIFO',
    (file) => void execFileSync('mkfifo', [file]),
    '.shipit/acks.yml is a FIFO; an acknowledgement file is a YAML file',
  ],
])('what is no file is refused: %s', async (_what, make, message) => {
  const root = project({ '.shipit/other': '' });
  make(path.join(root, '.shipit/acks.yml'));
  expect(await refused(root)).toBe(message);
});

test.each<[string, string | Uint8Array, RegExp]>([
  ['too large', `# ${'x'.repeat(300_000)}\n${entry}`, /is 294 KB; an acknowledgement file has at most 256 KB/],
  ['not UTF-8', new Uint8Array([0x2d, 0x20, 0xff]), /is not UTF-8 at byte 2/],
])('a file that is %s is refused', async (_what, text, message) => {
  expect(await refused(project({ '.shipit/acks.yml': text }))).toMatch(message);
});

function link(root: string, to: string): void {
  mkdirSync(path.join(root, '.shipit'));
  symlinkSync(to, path.join(root, '.shipit/acks.yml'));
}
