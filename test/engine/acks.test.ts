import { describe, expect, test } from 'vitest';
import type { Ack } from '../../src/checklist/acks.js';
import { type AcksInForce, ackOf, matchesKey, mayBeAcknowledged } from '../../src/engine/acks.js';
import { weighAcks } from '../../src/engine/weigh-acks.js';
import type { Finding } from '../../src/run/evidence.js';

const ack = (changes: Partial<Ack> = {}): Ack => ({
  key: 'servers:twice:*',
  reason: 'it is known and harmless',
  by: 'ada',
  at: '2026-11-20',
  until: '2026-12-20',
  place: { file: 'acks.yml', line: 1, col: 1 },
  ...changes,
});
const on = (today: string, ...list: readonly Ack[]): AcksInForce => ({
  list,
  today,
  ownNames: ['ada l.'],
  commits: ['3f2a91c'.padEnd(40, '0'), '8c6783b'.padEnd(40, '0')],
});
const finding = (key: string, verdict: Finding['verdict'] = 'no-go'): Finding => ({
  key,
  verdict,
  text: `about ${key}`,
});

describe('a key', () => {
  test.each<[string, string, boolean]>([
    ['a:b', 'a:b', true],
    ['a:b', 'a:bc', false],
    ['a:b', 'A:b', false],
    ['a:*', 'a:', true],
    ['a:*', 'a:anything:at>all~1', true],
    ['a:*', 'ab:c', false],
    ['a:*c', 'a:bc', true],
    ['a:*c', 'a:c', true],
    ['a:*c', 'a:cb', false],
    ['a:b*b', 'a:b', false],
    ['a:b*b', 'a:bb', true],
    ['a:*b*', 'a:xbx', true],
    ['a:*b*c', 'a:xcb', false],
    ['a:*b*b', 'a:b', false],
    ['a:**', 'a:x', true],
    ['a:.b', 'a:xb', false],
    ['a:[x]*', 'a:[x]y', true],
  ])('%s against %s: %s', (pattern, key, matches) => {
    expect(matchesKey(pattern, key)).toBe(matches);
  });

  test('full of stars costs little', () => {
    const { user } = process.cpuUsage();
    expect(matchesKey(`a:${'*x'.repeat(149)}`, `a:${'x'.repeat(298)}y`)).toBe(false);
    expect(process.cpuUsage().user - user).toBeLessThan(50_000);
  });
});

describe('an acknowledgement', () => {
  test.each<[string, AcksInForce, Finding, string | undefined]>([
    ['counts', on('2026-12-01', ack()), finding('servers:twice:libssl'), 'active'],
    ['counts on its last day', on('2026-12-20', ack()), finding('servers:twice:libssl'), 'active'],
    ['has ended the day after', on('2026-12-21', ack()), finding('servers:twice:libssl'), 'ended'],
    ['counts on its first day', on('2026-11-20', ack()), finding('servers:twice:libssl'), 'active'],
    ['does not count before', on('2026-11-19', ack()), finding('servers:twice:libssl'), undefined],
    ['is about other findings', on('2026-12-01', ack()), finding('servers:once:libssl'), undefined],
    ['never counts for unknown', on('2026-12-01', ack()), finding('servers:twice:libssl', 'unknown'), undefined],
    ['counts for a warning', on('2026-12-01', ack()), finding('servers:twice:libssl', 'warn'), 'active'],
    [
      'counts while its commit is the release',
      on('2026-12-01', ack({ commit: '3f2a91c' })),
      finding('servers:twice:x'),
      'active',
    ],
    [
      'counts while its commit runs there',
      on('2026-12-01', ack({ commit: '8c6783b' })),
      finding('servers:twice:x'),
      'active',
    ],
    [
      'does not count for another commit',
      on('2026-12-01', ack({ commit: '1234567' })),
      finding('servers:twice:x'),
      undefined,
    ],
    [
      'counts although an older one has ended',
      on('2026-12-01', ack({ until: '2026-11-25' }), ack()),
      finding('servers:twice:x'),
      'active',
    ],
    ['is none in an empty file', on('2026-12-01'), finding('servers:twice:x'), undefined],
  ])('%s', (_what, acks, found, is) => {
    expect(ackOf(found, acks)?.is).toBe(is);
  });

  test.each<[string, string | undefined, boolean]>([
    ['tests', 'green', false],
    ['tests', undefined, false],
    ['tests', 'counted', true],
    ['lock', undefined, false],
    ['lock', 'anything', false],
    ['absence', 'away', false],
    ['absence', 'back', false],
    ['absence', undefined, false],
    ['signoff', 'given', false],
    ['signoff', undefined, false],
    ['signoff', 'same_commit', true],
    ['window', 'freeze', true],
    ['run', undefined, true],
  ])('of %s.%s can count: %s', (kind, facet, may) => {
    expect(mayBeAcknowledged(kind, facet)).toBe(may);
  });
});

describe('what was found comes to', () => {
  const [a, b] = [finding('a:x'), finding('a:y')];
  const known = ack({ key: 'a:x' });
  test.each<[string, Finding['verdict'], readonly Finding[], readonly Ack[], Finding['verdict'], string | undefined]>([
    ['no-go without acknowledgements', 'no-go', [a], [], 'no-go', undefined],
    ['go with the only finding accepted', 'no-go', [a], [known], 'go', 'acknowledged by ada until 20 Dec'],
    [
      'no-go with one of two open',
      'no-go',
      [a, b],
      [known],
      'no-go',
      '1 of 2 findings acknowledged by ada until 20 Dec',
    ],
    [
      'a warning with only a warning open',
      'no-go',
      [a, finding('a:y', 'warn')],
      [known],
      'warn',
      '1 of 2 findings acknowledged by ada until 20 Dec',
    ],
    [
      'unknown with something unknown open',
      'no-go',
      [a, finding('a:y', 'unknown')],
      [known],
      'unknown',
      '1 of 2 findings acknowledged by ada until 20 Dec',
    ],
    ['unknown where the whole is', 'unknown', [a], [known], 'unknown', undefined],
    ['unknown, whatever is accepted', 'unknown', [finding('a:x', 'unknown')], [known], 'unknown', undefined],
    ['no-go where no finding explains it', 'no-go', [finding('a:x', 'warn')], [known], 'no-go', undefined],
    ['no-go without any finding', 'no-go', [], [known], 'no-go', undefined],
    ['go as before', 'go', [finding('a:x', 'go')], [known], 'go', undefined],
    ['n/a as before', 'n/a', [a], [known], 'n/a', 'acknowledged by ada until 20 Dec'],
    [
      'go with several accepted',
      'no-go',
      [a, b],
      [known, ack({ key: 'a:y', by: 'bob', until: '2026-12-10' })],
      'go',
      'acknowledged by ada, bob until 10 Dec',
    ],
    [
      'no-go after the last day',
      'no-go',
      [a],
      [ack({ key: 'a:x', until: '2026-11-28' })],
      'no-go',
      'acknowledgement ended 3 days ago',
    ],
    [
      'no-go the day after',
      'no-go',
      [a],
      [ack({ key: 'a:x', until: '2026-11-30' })],
      'no-go',
      'acknowledgement ended yesterday',
    ],
    [
      'no-go where one has ended beside another',
      'no-go',
      [a, b],
      [known, ack({ key: 'a:y', until: '2026-11-30' })],
      'no-go',
      '1 of 2 findings acknowledged by ada until 20 Dec; acknowledgement ended yesterday',
    ],
  ])('%s', (_what, verdict, findings, acks, becomes, words) => {
    const weighed = weighAcks(verdict, findings, on('2026-12-01', ...acks));
    expect([weighed.verdict, weighed.accepted ?? weighed.note]).toEqual([becomes, words]);
  });

  test('findings that say who accepted them, the open ones first', () => {
    expect(weighAcks('no-go', [a, b], on('2026-12-01', known)).findings).toEqual([
      b,
      {
        key: 'a:x',
        verdict: 'go',
        text: 'about a:x (acknowledged by ada until 20 Dec)',
        acked_by: 'ada',
        acked_until: '2026-12-20',
        acked_verdict: 'no-go',
      },
    ]);
  });

  test('open findings, if a check says of itself that it was acknowledged', () => {
    const lying: Finding = { ...a, acked_by: 'me', acked_until: '2030-01-01', acked_verdict: 'no-go' };
    expect(weighAcks('no-go', [lying], on('2026-12-01'))).toEqual({ verdict: 'no-go', findings: [a] });
  });
});
