import { expect, test } from 'vitest';
import { tell } from '../../src/review/told.js';
import { answer, evidence, facet } from '../run/facts.js';

const places = { evidence: (sha: string) => sha, output: (path: string) => path };

test('what was told with a go stands below the answer, word for word', () => {
  const told = { reason: 'regression', link: 'https://issues.test/1' };
  expect(JSON.stringify(tell(answer('lane', 'go', { facet: 'reason', told }), places))).toMatch(
    /"Told, reason: regression","Told, link: https:\/\/issues\.test\/1"/,
  );
});

test('evidence that only asks is not called unknown', () => {
  const asked = { ...facet('oncall:bob', 'unknown'), human: true as const };
  const words = JSON.stringify(tell(evidence('people', 'unknown', { facets: [asked], findings: [] }), places));
  expect(words).toContain('ASK  people says unknown');
  expect(words).toContain('oncall:bob: ASK ');
  expect(words).not.toContain('UNKNOWN');
});
