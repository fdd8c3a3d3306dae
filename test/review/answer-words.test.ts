import { expect, test } from 'vitest';
import { tell } from '../../src/review/told.js';
import { answer } from '../run/facts.js';

const places = { evidence: (sha: string) => sha, output: (path: string) => path };
const unusual = { question: 'Has anyone announced unusual traffic for today?', go_answer: 'no' } as const;
const green = { question: 'Are the tests green?', go_answer: 'yes' } as const;
const goMeans = 'What go means here: No, it has not';

test.each([
  ['a person, go is no', answer('a', 'go', { ...unusual, seen: 'unknown' }), 'GO: No, it has not, by Ada L. (asked)'],
  ['their no-go', answer('a', 'no-go', { ...unusual, seen: 'unknown' }), 'NO-GO: Yes, it has, by Ada L. (asked)'],
  ['by hand', answer('a', 'go', { ...green, how: 'by-hand' }), 'GO: Yes, they are, by Ada L. (by hand)'],
])('a reader is told what an answer said: %s', (_name, event, words) => {
  const { what, details } = tell(event, places);
  expect(what).toBe(`answered ${words}`);
  expect(details.join()).not.toContain('What go means here');
});

test.each([
  ['an override', answer('a', 'go', { ...unusual, how: 'override' }), goMeans],
  ['an accepted warning', answer('a', 'go', { ...unusual, how: 'accepted-warning', seen: 'warn' }), goMeans],
  ['an objection', answer('a', 'no-go', { ...unusual, seen: 'go' }), goMeans],
  ['what passed by itself, go is no', answer('a', 'go', { ...unusual, how: 'auto', seen: 'go' }), goMeans],
])('where the screen had other words, what go means stands below: %s', (_name, event, words) => {
  const { what, details } = tell(event, places);
  expect(what).not.toContain('it has');
  expect(details).toContain(words);
});

test.each([
  ['n/a', answer('a', 'n/a', { ...unusual })],
  ['a stop', answer('a', 'stop', { ...unusual })],
  ['what passed by itself, go is yes', answer('a', 'go', { ...green, how: 'auto', seen: 'go' })],
  ['a record of another shape', answer('a', 'go', JSON.parse('{"question":7,"go_answer":"perhaps"}'))],
])('nothing is made up for %s', (_name, event) => {
  const { what, details } = tell(event, places);
  expect([what, ...details].join()).not.toMatch(/it has|they are|What go means/);
});
