import { expect, test } from 'vitest';
import { previousFacet } from '../../src/checks/release-past.js';

const now = new Date('2026-11-20T10:00:00.000Z');

test('a damaged log proves nothing about the last deploy, whatever it says', () => {
  const run = '20261119T084200Z-7f3a1c22d0';
  const lastAttempt = { run, commit: 'c', operator: 'Bob', at: '2026-11-19T08:42:00.000Z', outcome: 'deployed' };
  const history = { lastAttempt, sameCommit: [], damaged: { run, text: 'record 3 was changed' } };
  // Nothing of the checklist is looked at before the log is trusted.
  const found = previousFacet(history, {} as Parameters<typeof previousFacet>[1], now);
  expect(found).toMatchObject({
    verdict: 'no-go',
    question: 'Is it known how the last deploy ended?',
    detail: ['record 3 was changed', 'See what is wrong with: shipit log verify'],
    findings: [{ key: `damaged:${run}` }],
  });
});

const calendar = { calendar: { tz: 'UTC' }, checks: [] } as unknown as Parameters<typeof previousFacet>[1];

test.each([
  ['deployed', 1, 'unknown', 'deployed: ccccccc on Thu 19 Nov by Bob, with an incident noted since', 'incident'],
  [
    'unconfirmed',
    1,
    'unknown',
    'never confirmed: ccccccc on Thu 19 Nov by Bob, with an incident noted since',
    'incident',
  ],
  // Whoever accepted one incident has not accepted the next.
  ['deployed', 2, 'unknown', 'deployed: ccccccc on Thu 19 Nov by Bob, with 2 incidents noted since', 'incident-2'],
  ['failed', 1, 'unknown', 'failed: ccccccc on Thu 19 Nov by Bob, with an incident noted since', 'failed'],
  ['deployed', 0, 'go', 'deployed: ccccccc on Thu 19 Nov by Bob', undefined],
])('a last deploy that is %s with %i incidents is %s', (outcome, incidents, verdict, summary, key) => {
  const run = '20261119T084200Z-7f3a1c22d0';
  const lastAttempt = {
    run,
    commit: 'c'.repeat(40),
    operator: 'Bob',
    at: '2026-11-19T08:42:00.000Z',
    outcome,
    incidents,
  };
  expect(previousFacet({ lastAttempt, sameCommit: [] }, calendar, now)).toMatchObject({
    verdict,
    summary,
    ...(key === undefined ? {} : { findings: [{ key: `${key}:${run}` }] }),
  });
});

test.each([
  ['2026-11-20T10:04:00.000Z', 'go'],
  ['2026-11-20T13:00:00.000Z', 'unknown'],
])(
  'F31 with a run that began at %s by a clock that was set back since, how the last deploy ended is %s',
  (started, verdict) => {
    const run = '20261120T130000Z-7f3a1c22d0';
    const last = { run, commit: 'c'.repeat(40), operator: 'Bob', at: started, outcome: 'deployed' };
    const history = {
      lastAttempt: last,
      sameCommit: [],
      runs: [{ ...last, target: 'production', started, tried: true }],
    };
    const found = previousFacet(history, calendar, now);
    expect(found.verdict).toBe(verdict);
    expect(found.findings?.map(({ key }) => key)).toEqual(verdict === 'go' ? undefined : [`clock:${run}`]);
  },
);
