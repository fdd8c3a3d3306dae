import { describe, expect, test } from 'vitest';
import type { Ack } from '../../src/checklist/acks.js';
import type { Item } from '../../src/checklist/model.js';
import { absence } from '../../src/checks/absence.js';
import type { FacetFound, Found, Kind } from '../../src/checks/kind.js';
import { release } from '../../src/checks/release.js';
import { run } from '../../src/checks/run.js';
import { tests } from '../../src/checks/tests.js';
import { window } from '../../src/checks/window.js';
import { judge } from '../../src/engine/judge.js';
import { ownNames } from '../../src/engine/own-names.js';
import { started } from '../run/facts.js';

const itemOf = (kind: string, changes: Partial<Item> = {}): Item => ({
  id: kind,
  kind,
  options: { command: 'x', style: 'exit', min: 1 },
  killer: false,
  level: 'block',
  unknown: 'ask',
  facets: {},
  place: { file: 'shipit.yml', line: 1, col: 1 },
  ...changes,
});
const known = (key: string, changes: Partial<Ack> = {}): Ack => ({
  key,
  reason: 'it is known and harmless',
  by: 'ada',
  at: '2026-11-01',
  until: '2026-12-31',
  place: { file: 'acks.yml', line: 1, col: 1 },
  ...changes,
});
const judged = (kind: unknown, found: Found, acks: readonly Ack[], changes: Partial<Item> = {}) =>
  judge(found, {
    item: itemOf((kind as Kind).name, changes),
    kind: kind as Kind,
    facts: { release: started.release, target: 'production' },
    redact: (text) => text,
    at: '2026-11-19T09:00:00.000Z',
    ms: 1,
    acks: { list: acks, today: '2026-11-19', commits: [started.release.commit], ownNames: names },
    acksSha256: 'a'.repeat(64),
  });
const names = ownNames(started.operator, {
  lovelace: { emails: ['ADA@x.test'], roles: [], left: false, absences: [] },
});
const red: FacetFound = { verdict: 'no-go', summary: '2 failed' };

test('an item whose finding is accepted is go, and says first that it is only accepted', () => {
  const found: Found = {
    verdict: 'no-go',
    summary: 'exit 1',
    findings: [{ key: 'failed', verdict: 'no-go', text: 'exit 1' }],
  };
  expect(judged(run, found, [known('run:failed')])).toMatchObject({
    verdict: 'go',
    summary: 'acknowledged by ada until 31 Dec: exit 1',
    findings: [
      { key: 'run:failed', verdict: 'go', acked_by: 'ada', acked_until: '2026-12-31', acked_verdict: 'no-go' },
    ],
    acks: 'a'.repeat(64),
  });
});

test('a facet with everything accepted is go, beside one that is not', () => {
  const freeze: FacetFound = {
    ...red,
    summary: 'Christmas',
    findings: [{ key: 'xmas', verdict: 'no-go', text: 'Christmas' }],
  };
  const evidence = judged(window, { summary: 's', facets: { freeze, hours: { verdict: 'warn', summary: 'late' } } }, [
    known('window:freeze:xmas', { by: 'bob' }),
  ]);
  expect(evidence).toMatchObject({
    verdict: 'warn',
    // What is open: the kind's own headline may be about what is accepted.
    summary: 'late',
    facets: [
      { name: 'freeze', verdict: 'go', summary: 'Christmas (acknowledged by bob until 31 Dec)' },
      { name: 'hours', verdict: 'warn', summary: 'late' },
    ],
  });
});

test('with one finding accepted, the summary of the facet and of the item names the other', () => {
  const freeze: FacetFound = {
    ...red,
    summary: 'Christmas; and 2 more',
    findings: [
      { key: 'xmas', verdict: 'warn', text: 'Christmas' },
      { key: 'sale', verdict: 'warn', text: 'the sale' },
      { key: 'move', verdict: 'no-go', text: 'the move' },
    ],
  };
  const evidence = judged(window, { summary: 'Christmas; and 2 more', facets: { freeze } }, [
    known('window:freeze:xmas', { by: 'bob' }),
  ]);
  const summary = 'the move; and 1 more finding (1 of 3 findings acknowledged by bob until 31 Dec)';
  expect(evidence).toMatchObject({
    verdict: 'no-go',
    summary,
    facets: [{ name: 'freeze', verdict: 'no-go', summary }],
  });
});

test('an item that a person answers in any case says it at the end', () => {
  const found: Found = { summary: '42 commits', facets: { clean: { verdict: 'no-go', summary: '1 file changed' } } };
  expect(judged(release, found, [known('release:clean')])).toMatchObject({
    verdict: 'go',
    summary: '42 commits (acknowledged by ada until 31 Dec)',
  });
});

test('after its last day a finding is back, and says since when', () => {
  const found: Found = {
    verdict: 'no-go',
    summary: 'exit 1',
    findings: [{ key: 'failed', verdict: 'no-go', text: 'it failed' }],
  };
  expect(judged(run, found, [known('run:failed', { until: '2026-11-16' })])).toMatchObject({
    verdict: 'no-go',
    summary: 'exit 1 (acknowledgement ended 3 days ago)',
    findings: [{ text: 'it failed (acknowledgement ended 3 days ago)', ack_ended: '2026-11-16' }],
  });
});

describe('never accepted', () => {
  test.each<[string, unknown, Found, readonly Ack[], Partial<Item>]>([
    ['red tests', tests, { summary: 'red', facets: { green: red } }, [known('tests:green'), known('tests:*')], {}],
    [
      'red tests under another name',
      tests,
      { summary: 'red', facets: { green: red } },
      [known('unit:*')],
      { id: 'unit' },
    ],
    [
      'red tests whose findings have keys of their own',
      tests,
      { summary: 'red', facets: { green: { ...red, findings: [{ key: 'cart', verdict: 'no-go', text: 'cart' }] } } },
      [known('tests:green:cart')],
      {},
    ],
    [
      "the operator's own leave",
      absence,
      { summary: 'away', facets: { away: { verdict: 'no-go', summary: 'you are on leave until Fri' } } },
      [known('absence:away'), known('absence:*')],
      {},
    ],
    [
      'a facet as a whole, by a star: whatever is wrong with it has that key',
      release,
      { summary: 's', facets: { clean: { verdict: 'no-go', summary: '1 file changed' } } },
      [known('release:*'), known('release:clean*'), known('release:cl*n')],
      {},
    ],
    [
      'the lock',
      { ...(run as Kind), name: 'lock' },
      { verdict: 'no-go', summary: 'locked', findings: [{ key: 'bob', verdict: 'no-go', text: 'bob deploys' }] },
      [known('lock:*')],
      {},
    ],
  ])('%s', (_what, kind, found, acks, changes) => {
    const evidence = judged(kind, found, acks, changes);
    expect(evidence.verdict).toBe('no-go');
    expect(evidence.findings.filter((finding) => finding.acked_by !== undefined)).toEqual([]);
  });

  test.each<[string, Partial<Item>, string]>([
    ['asked', {}, 'unknown'],
    ['a warning', { unknown: 'warn' }, 'warn'],
    ['a block', { unknown: 'block' }, 'unknown'],
  ])('what could not be looked at, where unknown is %s', (_what, changes, verdict) => {
    const unknown: Found = {
      verdict: 'unknown',
      summary: 'no answer',
      findings: [{ key: 'x', verdict: 'unknown', text: 'no answer' }],
    };
    expect(judged(run, unknown, [known('run:*')], changes).verdict).toBe(verdict);
    const facets = { hours: { verdict: 'unknown', summary: 'no answer' } } as const;
    expect(judged(window, { summary: 's', facets }, [known('window:*')], changes).facets[0]?.verdict).not.toBe('go');
  });
});

test.each<[string, Partial<Item>, string]>([
  ['a warning', { level: 'warn' }, 'acknowledged by ada until 31 Dec: exit 1'],
  ['information', { level: 'info' }, 'exit 1'],
])('where the item is only %s, so is what was accepted', (_what, changes, summary) => {
  const found: Found = {
    verdict: 'no-go',
    summary: 'exit 1',
    findings: [{ key: 'failed', verdict: 'no-go', text: 'exit 1' }],
  };
  expect(judged(run, found, [known('run:failed')], changes)).toMatchObject({ verdict: 'go', summary });
});

test('open findings are kept where there is no room for all', () => {
  const many = Array.from({ length: 300 }, (_, n) => ({
    key: `k${n}`,
    verdict: 'no-go' as const,
    text: `finding ${n}`,
  }));
  const evidence = judged(
    run,
    { verdict: 'no-go', summary: 's', findings: [...many, { ...many[0], key: 'open', verdict: 'no-go', text: 'o' }] },
    [known('run:k*')],
  );
  expect(evidence).toMatchObject({
    verdict: 'no-go',
    summary: 'o (300 of 301 findings acknowledged by ada until 31 Dec)',
  });
  expect(evidence.findings[0]?.key).toBe('run:open');
});

describe('an acknowledgement is no way round the rule for overrides', () => {
  const failed: Found = {
    verdict: 'no-go',
    summary: 'exit 1',
    findings: [{ key: 'failed', verdict: 'no-go', text: 'exit 1' }],
  };
  const alone = 'not accepted: this needs a second person';
  test.each<[string, Partial<Item>, string, string | undefined]>([
    ['one that takes a reason, by the operator', { override: 'reason' }, 'Ada L.', undefined],
    ['one that takes two, by somebody else', { override: 'second' }, 'Bob K.', undefined],
    ['one that takes two, by the operator', { override: 'second' }, 'Ada L.', alone],
    ['one that takes two, by their name in capitals', { override: 'second' }, ' ADA  l. ', alone],
    ['one that takes two, by their e-mail', { override: 'second' }, 'Ada@X.test', alone],
    ['one that takes two, by name and e-mail', { override: 'second' }, 'Somebody <ada@x.test>', alone],
    ['one that takes two, by their login', { override: 'second' }, 'ada', alone],
    ['one that takes two, by their entry in `people`', { override: 'second' }, 'Lovelace', alone],
    ['one that there is not, by anybody', { override: 'no' }, 'Bob K.', 'not accepted: nothing goes past this'],
    ['a killer item, by anybody', { killer: true }, 'Bob K.', 'not accepted: a killer item is looked at in every run'],
  ])('%s', (_what, changes, by, refused) => {
    const evidence = judged(run, failed, [known('run:*', { by })], changes);
    expect([evidence.verdict, evidence.summary]).toEqual(
      refused === undefined ? ['go', `acknowledged by ${by} until 31 Dec: exit 1`] : ['no-go', `exit 1 (${refused})`],
    );
    expect(evidence.findings[0]?.text).toContain(refused ?? 'acknowledged by');
  });

  test('a freeze that its operator accepted alone still stops the deploy, and says why', () => {
    const found = { ...red, summary: 'Christmas', findings: [{ key: 'xmas', verdict: 'no-go', text: 'C' }] } as const;
    const entry = known('window:freeze:xmas');
    expect(judged(window, { summary: 's', facets: { freeze: found } }, [entry]).facets[0]).toMatchObject({
      verdict: 'no-go',
      summary: `Christmas (${alone})`,
    });
    const strict = { summary: 's', facets: { freeze: { ...found, override: 'no' } } } as const;
    expect(judged(window, strict, [{ ...entry, by: 'bob' }]).verdict).toBe('no-go');
  });

  test('somebody else accepted it, too, and for less long: that counts', () => {
    const acks = [known('run:failed'), known('run:failed', { by: 'bob', until: '2026-11-30' })];
    expect(judged(run, failed, acks, { override: 'second' }).summary).toMatch(/^acknowledged by bob until 30 Nov/);
  });
});

test('two findings whose long keys begin alike have different keys, so that accepting one is not accepting the other', () => {
  const keyed = (end: string): Found => ({
    verdict: 'no-go',
    summary: 's',
    findings: [{ key: `${'é'.repeat(320)}${end}`, verdict: 'no-go', text: end }],
  });
  const [a = '', b = '', again = ''] = ['a', 'b', 'a'].map((end) => judged(run, keyed(end), []).findings[0]?.key);
  expect([a === again, a === b, a.length <= 300]).toEqual([true, false, true]);
  expect(a).toMatch(/^run:é+…[0-9a-f]{12}$/);
  expect(judged(run, keyed('a'), [known(a)]).verdict).toBe('go');
  expect(judged(run, keyed('b'), [known(a)]).verdict).toBe('no-go');
});
