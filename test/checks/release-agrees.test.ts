import { expect, test } from 'vitest';
import type { Verdict } from '../../src/checklist/model.js';
import { agreesFacet } from '../../src/checks/release-agrees.js';
import { knownFacet } from '../../src/checks/release-known.js';
import type { PreviousFound } from '../../src/world/previous.js';
import { checklist } from './gathering.js';

const a = '8c6783b'.padEnd(40, '0');
const b = '52a3a8b'.padEnd(40, '0');
const log = { commit: a, at: '2026-11-16T10:00:00.000Z', by: 'Ada L.' };
const ref = { commit: a, ref: 'refs/shipit/deployed/production' };
const web1 = { host: 'web1', commit: a };
const web2 = { host: 'web2', commit: a };
const of = (commit: string, ...sources: readonly string[]) => ({ commit, sources });
const down = { host: 'web2', error: 'connection refused' };

type Row = [string, Partial<PreviousFound>, Verdict, string, (readonly string[])?];

test.each<Row>([
  ['log and servers agree', { previous: of(a), log, servers: [web1, web2] }, 'go', 'web1, web2 and log say 8c6783b'],
  ['two hosts and nobody else', { previous: of(a), servers: [web1, web2] }, 'go', 'web1 and web2 say 8c6783b'],
  ['one host and nobody else', { previous: of(a), servers: [web1] }, 'n/a', 'only web1 names one'],
  [
    'shortened',
    { previous: of(a), log, servers: [{ host: 'web1', commit: '8c6783b0' }] },
    'go',
    'web1 and log say 8c6783b',
  ],
  [
    'a deploy without shipit',
    {
      previous: of(b),
      log,
      servers: [
        { ...web1, commit: b },
        { ...web2, commit: b },
      ],
    },
    'no-go',
    'the log says 8c6783b (Ada L., Mon 16 Nov), web1 and web2 run 52a3a8b: somebody deployed without shipit',
    ['8c6783b>52a3a8b:web1', '8c6783b>52a3a8b:web2'],
  ],
  [
    'a roll-back that changed nothing is nobody else',
    {
      previous: of(b),
      log: { ...log, tried: { commit: b, how: 'roll-back' } },
      servers: [
        { ...web1, commit: b },
        { ...web2, commit: b },
      ],
    },
    'no-go',
    'the log says 8c6783b (Ada L., Mon 16 Nov), web1 and web2 run 52a3a8b: a roll-back of 52a3a8b did not bring 8c6783b back',
    ['8c6783b>52a3a8b:web1', '8c6783b>52a3a8b:web2'],
  ],
  [
    'half a deploy without shipit',
    { previous: of(a), log, servers: [web1, { ...web2, commit: b }] },
    'no-go',
    'the hosts do not run the same: web1 runs 8c6783b, web2 runs 52a3a8b; the log says 8c6783b (Ada L., Mon 16 Nov)',
    ['8c6783b>52a3a8b:web2'],
  ],
  [
    'many hosts, most of them alike',
    {
      previous: of(a),
      servers: ['web1', 'web2', 'web3', 'web4'].map((host) => ({ host, commit: host === 'web2' ? b : a })),
    },
    'no-go',
    'the hosts do not run the same: web1, web3 and web4 run 8c6783b, web2 runs 52a3a8b',
    ['8c6783b>52a3a8b:web2'],
  ],
  [
    'hosts that differ where nobody else knows',
    { previous: of(a), servers: [web1, { ...web2, commit: b }] },
    'no-go',
    'the hosts do not run the same: web1 runs 8c6783b, web2 runs 52a3a8b',
    ['8c6783b>52a3a8b:web2'],
  ],
  [
    'hosts of which none is the oldest',
    { previous: null, apart: true, servers: [web1, { ...web2, commit: b }] },
    'no-go',
    'the hosts do not run the same: web1 runs 8c6783b, web2 runs 52a3a8b',
    ['apart>8c6783b:web1', 'apart>52a3a8b:web2'],
  ],
  [
    'a commit on the hosts that nobody here knows',
    { previous: null, unknownCommit: b, log, servers: [{ ...web1, commit: b }] },
    'no-go',
    'the log says 8c6783b (Ada L., Mon 16 Nov), web1 runs 52a3a8b: somebody deployed without shipit',
    ['8c6783b>52a3a8b:web1'],
  ],
  [
    'a log of a deploy of which nothing is on the hosts',
    { previous: of(a), log, servers: [{ host: 'web1', nothing: 'there is no REVISION' }] },
    'no-go',
    'the log says 8c6783b (Ada L., Mon 16 Nov), but on web1 there is no REVISION',
    ['8c6783b>nothing:web1'],
  ],
  [
    'a new host',
    { previous: of(a), log, servers: [web1, { host: 'web2', nothing: 'there is no REVISION' }] },
    'no-go',
    'the hosts do not run the same: web1 runs 8c6783b, web2: there is no REVISION; the log says 8c6783b (Ada L., Mon 16 Nov)',
    ['8c6783b>nothing:web2'],
  ],
  [
    'hosts on which there is nothing yet',
    { previous: null, servers: [{ host: 'web1', nothing: 'there is no REVISION' }] },
    'n/a',
    'nobody names one',
  ],
  ['a host that could not be asked', { previous: of(a), log, servers: [web1, down] }, 'go', 'web1 and log say 8c6783b'],
  [
    'a ref that moved with the servers is one difference, not two',
    { previous: of(b), log, ref: { ...ref, commit: b }, servers: [{ ...web1, commit: b }] },
    'no-go',
    'the log says 8c6783b (Ada L., Mon 16 Nov), web1 runs 52a3a8b: somebody deployed without shipit',
    ['8c6783b>52a3a8b:web1'],
  ],
  [
    'a ref that nobody moved',
    { previous: of(a), log, ref: { ...ref, commit: b }, servers: [web1] },
    'no-go',
    'the log says 8c6783b (Ada L., Mon 16 Nov), refs/shipit/deployed/production says 52a3a8b: the ref is out of date',
    ['8c6783b>52a3a8b'],
  ],
])('agrees: %s', (_what, found, verdict, summary, keys) => {
  const facet = agreesFacet({ previous: null, serversNotAsked: false, ...found }, checklist);
  expect(facet).toMatchObject({ verdict, summary });
  expect(facet.findings?.map(({ key }) => key)).toEqual(keys);
});

test.each<Row>([
  ['first deploy', { previous: null }, 'n/a', 'first deploy'],
  [
    'a ref that is not here',
    { previous: null, missingRef: 'deployed/prodction' },
    'unknown',
    'there is no ref deployed/prodction here: is it misspelt or not fetched, or is this the first deploy?',
  ],
  ['nothing on any host', { servers: [{ host: 'web1', nothing: 'there is no REVISION' }] }, 'n/a', 'first deploy'],
  [
    'everybody',
    { previous: of(a, 'servers', 'log'), log, servers: [web1, web2] },
    'go',
    '8c6783b, say web1, web2 and the log',
  ],
  ['the log alone', { previous: of(a, 'log'), log }, 'go', '8c6783b, says the log'],
  [
    'a mixture, of which the oldest counts',
    { previous: of(a, 'servers'), servers: [web1, { ...web2, commit: b }] },
    'go',
    '8c6783b, the oldest of what runs: web1 runs 8c6783b, web2 runs 52a3a8b',
  ],
  [
    'one host is down',
    { previous: of(a, 'servers', 'log'), log, servers: [web1, down] },
    'unknown',
    'web2 could not be asked: connection refused; 8c6783b, say web1 and the log',
    ['unasked:web2'],
  ],
  [
    'every host is down',
    { previous: of(a, 'log'), log, servers: [{ ...down, host: 'web1' }, down] },
    'unknown',
    'web1 and web2 could not be asked: connection refused; 8c6783b, says the log',
    ['unasked:web1', 'unasked:web2'],
  ],
  [
    'every host is down, and nobody else knows: no first deploy',
    { servers: [down] },
    'unknown',
    'web2 could not be asked: connection refused; nobody else names a commit',
    ['unasked:web2'],
  ],
  [
    'nothing on one host, and another one names a commit: a disk that is not mounted, or a new host',
    { previous: of(a, 'servers'), servers: [web1, { host: 'web2', nothing: 'there is no REVISION' }] },
    'unknown',
    'web2: there is no REVISION; 8c6783b, says web1',
    ['nothing:web2'],
  ],
  [
    'nothing on any host, and the log names a commit',
    {
      previous: of(a, 'log'),
      log,
      servers: ['web1', 'web2'].map((host) => ({ host, nothing: 'there is no REVISION' })),
    },
    'unknown',
    'web1 and web2: there is no REVISION; 8c6783b, says the log',
    ['nothing:web1', 'nothing:web2'],
  ],
  [
    'nothing on one host, another one is down',
    { previous: of(a, 'log'), log, servers: [{ host: 'web1', nothing: 'there is no REVISION' }, down] },
    'unknown',
    'web2 could not be asked: connection refused; web1: there is no REVISION; 8c6783b, says the log',
    ['unasked:web2', 'nothing:web1'],
  ],
  [
    'nobody was asked',
    { previous: of(a, 'log'), log, serversNotAsked: true },
    'unknown',
    'the servers were not asked; 8c6783b, says the log',
  ],
  [
    'a commit of nobody',
    { unknownCommit: b, servers: [web1, { ...web2, commit: b }] },
    'unknown',
    `52a3a8b runs on web2 and is not in this clone; git fetch origin ${b}`,
  ],
  [
    'commits side by side',
    { apart: true, servers: [web1, { ...web2, commit: b }] },
    'unknown',
    'web1 runs 8c6783b, web2 runs 52a3a8b: no commit of these is in all the others',
  ],
])('known: %s', (_what, found, verdict, summary, keys) => {
  const all = { previous: null, serversNotAsked: false, ...found };
  const facet = knownFacet(all.previous, all, false);
  expect(facet).toMatchObject({ verdict, summary });
  expect(facet.findings?.map(({ key }) => key)).toEqual(keys);
});

test.each<[string, Partial<PreviousFound>, Verdict, string]>([
  [
    'everybody is silent now',
    { previous: null, servers: [down] },
    'unknown',
    'web2 could not be asked: connection refused; 52a3a8b as was said before',
  ],
  [
    'one is silent, the other says something else',
    { previous: of(a, 'servers'), servers: [web1, down] },
    'unknown',
    'web2 could not be asked: connection refused; 52a3a8b as was said before, now 8c6783b, says web1',
  ],
  [
    'there is nothing any more',
    { previous: null, servers: [{ host: 'web1', nothing: 'there is no REVISION' }] },
    'unknown',
    'web1: there is no REVISION; 52a3a8b as was said before',
  ],
])('known of a run about 52a3a8b: %s', (_what, found, verdict, summary) => {
  const facet = knownFacet(of(b, 'servers'), { previous: null, serversNotAsked: false, ...found }, false);
  expect(facet).toMatchObject({ verdict, summary });
});
