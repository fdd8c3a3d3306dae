import { expect, test } from 'vitest';
import { previousFacet } from '../../src/checks/release-past.js';

test('a damaged log proves nothing about the last deploy, whatever it says', () => {
  const run = '20261119T084200Z-7f3a1c22d0';
  const lastAttempt = { run, commit: 'c', operator: 'Bob', at: '2026-11-19T08:42:00.000Z', outcome: 'deployed' };
  const history = { lastAttempt, sameCommit: [], damaged: { run, text: 'record 3 was changed' } };
  // Nothing of the checklist is looked at before the log is trusted.
  const found = previousFacet(history, {} as Parameters<typeof previousFacet>[1]);
  expect(found).toMatchObject({
    verdict: 'no-go',
    question: 'Is it known how the last deploy ended?',
    detail: ['record 3 was changed', 'See what is wrong with: shipit log verify'],
    findings: [{ key: `damaged:${run}` }],
  });
});
