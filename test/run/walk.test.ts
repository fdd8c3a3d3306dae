import { expect, test } from 'vitest';
import { nextQuestion, questionAt, standings } from '../../src/run/walk.js';
import { answer, evidence, facet, item, runOf } from './facts.js';

const plan = [
  item('slow'),
  item('green'),
  item('sky', { human: true, killer: true }),
  item('used', { human: true, phase: 'after' }),
];

test('killer items come first, the others as they are written', () => {
  expect(standings(runOf(), plan).map((one) => one.item.id)).toEqual(['sky', 'slow', 'green']);
  expect(standings(runOf(), plan, 'after').map((one) => one.item.id)).toEqual(['used']);
});

test('an item that is still being gathered holds up nobody', () => {
  const run = runOf(answer('sky', 'go'), evidence('green', 'no-go'));
  expect(nextQuestion(standings(run, plan))?.key).toBe('green');
});

test('of an item with several questions the first open one is asked', () => {
  const both = evidence('slow', 'no-go', { facets: [facet('a', 'no-go'), facet('b', 'no-go')], findings: [] });
  const first = answer('slow', 'go', { facet: 'a', how: 'override', seen: 'no-go' });
  expect(nextQuestion(standings(runOf(answer('sky', 'go'), both, first), plan))?.key).toBe('slow/b');
});

test('there is nothing to ask when all is settled or waited for', () => {
  expect(nextQuestion(standings(runOf(answer('sky', 'go')), plan))).toBeUndefined();
});

test('a question is found by its key, answered or not', () => {
  expect(questionAt(standings(runOf(answer('sky', 'go')), plan), 'sky')?.answer?.event.by).toBe('Ada L.');
  expect(questionAt(standings(runOf(), plan), 'nothing')).toBeUndefined();
});
