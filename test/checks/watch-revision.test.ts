import { expect, test } from 'vitest';
import type { Verdict } from '../../src/checklist/model.js';
import { revisionFacet } from '../../src/checks/watch-revision.js';
import type { Running } from '../../src/world/revision/running.js';

const release = { commit: '3f2a91c'.padEnd(40, '0'), tree: 't', subject: 's' };

test.each<[string, readonly Running[], Verdict, string]>([
  ['nobody to ask', [], 'n/a', 'the target names no `revision` to ask'],
  ['the release', [{ host: 'web1', commit: release.commit }], 'go', 'web1 runs 3f2a91c'],
  [
    'shortened',
    [
      { host: 'web1', commit: '3F2A91C' },
      { host: 'web2', commit: '3f2a91c00' },
    ],
    'go',
    '2 hosts run 3f2a91c',
  ],
  [
    'H7 web2 still on the old revision',
    [
      { host: 'web1', commit: '3f2a91c' },
      { host: 'web2', commit: '8c6783b' },
    ],
    'no-go',
    'web2 still runs 8c6783b',
  ],
  [
    'one cannot be asked',
    [
      { host: 'web1', commit: '3f2a91c' },
      { host: 'web2', error: 'no route' },
    ],
    'unknown',
    'web2: no route',
  ],
  [
    'one is wrong and one cannot be asked',
    [
      { host: 'web1', error: 'no route' },
      { host: 'web2', commit: '8c6783b' },
    ],
    'no-go',
    'web2 still runs 8c6783b',
  ],
  [
    'nothing is there',
    [
      { host: 'web1', commit: '3f2a91c' },
      { host: 'web2', nothing: 'there is no REVISION' },
    ],
    'no-go',
    'web2: there is no REVISION',
  ],
  [
    'a host and the address in front of it',
    [
      { host: 'web1', commit: '3f2a91c' },
      { host: 'shop.test', commit: '3f2a91c' },
    ],
    'go',
    '2 hosts run 3f2a91c',
  ],
  ['too short to tell', [{ host: 'web1', commit: '3f2' }], 'no-go', 'web1 still runs 3f2'],
])('facet revision: %s', (_what, running, verdict, summary) => {
  expect(revisionFacet(release, running)).toMatchObject({ verdict, summary });
});

test('every finding names its host: one that is accepted for web1 stays one on web2', () => {
  const running = [
    { host: 'web1', commit: '8c6783b' },
    { host: 'web2', nothing: 'there is no REVISION' },
    { host: 'web3', error: 'no route' },
  ];
  expect(revisionFacet(release, running).findings?.map(({ key, verdict }) => [key, verdict])).toEqual([
    ['8c6783b:web1', 'no-go'],
    ['nothing:web2', 'no-go'],
    ['unasked:web3', 'unknown'],
  ]);
});
