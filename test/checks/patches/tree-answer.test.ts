import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readTree } from '../../../src/checks/patches/tree-answer.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const script = ['../../../src/world/ssh/frame.sh', '../../../src/checks/patches/patches.sh']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

/** Looks at a tree of a file and a link as a host would, whose find(1) stops where `stops` says. */
function look(stops: string) {
  const [tree, bin, own] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
  writeFileSync(path.join(tree, 'a'), 'a\n');
  symlinkSync('a', path.join(tree, 'b'));
  const find = `#!/bin/sh\nPATH=\${PATH#*:}\ncase " $* " in *" ${stops} "*) exit 124 ;; *) exec find "$@" ;; esac\n`;
  writeFileSync(path.join(bin, 'find'), find, { mode: 0o755 });
  const text = execFileSync('sh', ['-c', `${script}\nshipit_seconds=20\npatches_tree "$1" 100`, 'sh', tree], {
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env['PATH']}`, LC_ALL: 'C', T: own },
  });
  return readTree({ how: 'done', rc: 0, err: '', text });
}

test('a tree whose files, links and modes were all looked at has nothing that could not be read', () => {
  expect(look('nothing')).toMatchObject({ how: 'sums', links: new Map([['b', 'a']]), blind: [] });
});

test.each([
  ['files', '-type f'],
  ['links', '-type l'],
  ['modes', '-perm -100'],
])('a tree whose %s were not looked at to the end says so', (_what, stops) => {
  expect(look(stops)).toMatchObject({ how: 'sums', blind: ['find did not come to its end'] });
});

test('a file that only the index of a host has is no difference', () => {
  const zeros = '0'.repeat(40);
  const text = `git\ns # branch.oid ${zeros}\ns 1 AD N... 000000 100644 000000 ${zeros} ${zeros} x\nend\n`;
  expect(readTree({ how: 'done', rc: 0, err: '', text })).toMatchObject({ how: 'git', changed: [] });
});
