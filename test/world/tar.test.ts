import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readTar } from '../../src/world/tar.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';

function archive(files: Readonly<Record<string, string>>, more: (root: string) => void = () => undefined): string {
  const { root, commit } = repository(files);
  more(root);
  commit('More');
  const file = path.join(temporaryDirectory(), 'a.tar');
  execFileSync('git', ['archive', '--format=tar', `--output=${file}`, 'HEAD'], { cwd: root });
  return file;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

test('files, modes, links and names of any length are read as git writes them', async () => {
  const long = `${'a-long-directory-name/'.repeat(12)}${'n'.repeat(120)}.py`;
  const files = {
    'a.py': 'a\n',
    'run.sh': '#!/bin/sh\n',
    [long]: 'x'.repeat(5000),
    'ü\nb "c"': '',
    'big.bin': 'y'.repeat(3_000_000),
  };
  const entries = await readTar(
    archive(files, (root) => {
      symlinkSync('a.py', path.join(root, 'short'));
      symlinkSync(long, path.join(root, 'far'));
    }),
  );
  expect(Object.fromEntries(entries.map(({ path: name, ...rest }) => [name, rest]))).toEqual({
    ...Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, { sha256: sha256(text), executable: name === 'run.sh' }]),
    ),
    short: { link: 'a.py', executable: false },
    far: { link: long, executable: false },
  });
});

test.each([
  [700, 'the archive ends in the middle'],
  [100, 'the archive ends in the middle'],
])('an archive cut at %i bytes is none', async (bytes, why) => {
  const file = archive({ 'a.py': 'a\n' });
  truncateSync(file, bytes);
  await expect(readTar(file)).rejects.toThrow(why);
});
