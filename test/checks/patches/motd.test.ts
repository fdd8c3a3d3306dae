import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type MotdLook, readMotd } from '../../../src/checks/patches/motd.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const script = readFileSync(new URL('../../../src/checks/patches/patches.sh', import.meta.url), 'utf8');

/** Reads files as a host would. */
function ask(how: 'named' | 'usual', files: readonly string[]): MotdLook {
  const text = execFileSync('sh', ['-c', `${script}\npatches_motd "$@"`, 'sh', how, ...files], { encoding: 'utf8' });
  return readMotd({ how: 'done', rc: 0, err: '', text });
}

test('a file that somebody named and that is not there is unknown: the name may be wrong', () => {
  const here = temporaryDirectory();
  const [there, gone] = [path.join(here, 'motd'), path.join(here, 'gone')];
  writeFileSync(there, '');
  expect(ask('named', [there])).toEqual({ known: true, markers: [] });
  expect(ask('named', [there, gone])).toEqual({
    known: false,
    why: `there is no ${gone}, where its message of the day should be`,
  });
});

test('of the usual places a host need not have all', () => {
  const here = temporaryDirectory();
  mkdirSync(path.join(here, 'motd.d'));
  writeFileSync(path.join(here, 'motd.d/50-patches'), 'shipit-patch MP-1 2026-11-18 ada\n');
  const markers = [{ id: 'MP-1', text: 'shipit-patch MP-1 2026-11-18 ada' }];
  expect(ask('usual', [path.join(here, 'motd'), path.join(here, 'motd.d')])).toEqual({ known: true, markers });
});

test('a file too long to be read to its end is unknown, whatever its beginning says', () => {
  const long = path.join(temporaryDirectory(), 'motd');
  writeFileSync(long, `${'welcome\n'.repeat(2049)}shipit-patch MP-1\n`);
  expect(ask('usual', [long])).toEqual({ known: false, why: `${long} is larger than 16 KiB` });
});

test('a directory that nobody may list is unknown', () => {
  expect(readMotd({ how: 'done', rc: 0, err: '', text: '! closed /etc/motd.d\nend\n' })).toEqual({
    known: false,
    why: 'nobody may read /etc/motd.d',
  });
});
