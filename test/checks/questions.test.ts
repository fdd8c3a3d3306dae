import { expect, test } from 'vitest';
import { faultOfWords } from '../../src/checklist/advice-words.js';
import { kinds } from '../../src/checks/index.js';

const release = { commit: '3f2a91c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6', tree: '0'.repeat(40), subject: '' };
const facts = { release, target: 't'.repeat(40) };

/** Every question a kind can ask by itself; kinds whose options cannot be left out get the ones named here. */
const samples: Readonly<Record<string, unknown>> = {
  ask: 'Is it safe?',
  run: 'make look',
  tests: { run: 'make test' },
  lane: { train: 'tue-thu' },
  people: { need: ['second'] },
};
const questions = kinds.flatMap((kind) => {
  const options = kind.options.parse(samples[kind.name] ?? {});
  return [kind, ...Object.values(kind.facets)].map(({ question }) => question(facts, options));
});

test.each([...new Set(questions)])('%s is closed, short, and about one fact', (question) => {
  expect(question).toMatch(/^\S.*\?$/);
  expect(question.length).toBeLessThanOrEqual(90);
  expect(faultOfWords(question)).toBeUndefined();
});
