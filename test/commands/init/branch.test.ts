import { expect, test } from 'vitest';
import { branches } from '../../../src/commands/init/branch.js';
import type { SeenRefs } from '../../../src/commands/init/seen.js';
import { told } from './seen.js';

const refs = (given: Partial<SeenRefs>): { readonly refs: SeenRefs } => ({
  refs: { branches: [], heroku: false, ...given },
});

test.each<readonly [string, Partial<SeenRefs>, readonly string[]]>([
  [
    'the head of the remote',
    { remoteHead: 'trunk', branches: ['trunk', 'main'] },
    ['trunk · origin/HEAD', 'main · git branch'],
  ],
  ['main before master', { branches: ['feature', 'master', 'main'] }, ['main · git branch', 'master · git branch']],
  ['a configured one that is there', { configured: 'develop', branches: ['a', 'develop'] }, ['develop · git config']],
  ['a configured one that is not there', { configured: 'develop', branches: ['a', 'b'] }, []],
  ['the only branch', { current: 'live', branches: ['live'] }, ['live · git branch']],
  ['one of several is a guess', { current: 'a', branches: ['a', 'b'] }, ['a · git branch ?']],
  ['a detached head', { branches: ['a', 'b'] }, []],
  ['a name that is a glob or an option', { remoteHead: 'x*y', branches: ['-f'], current: '-f' }, []],
])('%s', (_what, given, expected) => {
  expect(branches(refs(given)).map(told)).toEqual(expected);
});
