import { expect, test } from 'vitest';
import { packFacts, unpackFacts } from '../../src/audit/index-facts.js';
import type { RunEvent } from '../../src/run/events.js';
import { runFacts } from '../../src/run/run-facts.js';
import { answer, evidence, started, startMs } from './facts.js';

const factsOf = (...events: readonly RunEvent[]) =>
  runFacts([started, ...events].map((event, seq) => ({ seq, t: new Date(startMs + seq * 1000).toISOString(), event })));

const told = factsOf(
  evidence('tests', 'no-go'),
  evidence('tests', 'go'),
  answer('tests', 'go', { how: 'override', ms_on_screen: 4000 }),
  answer('people', 'stop', { facet: 'oncall' }),
  { type: 'deploy.start', commit: 'c', steps: [], tty: false, out: 'x' },
  evidence('tests', 'warn'),
  answer('watch', 'go'),
  { type: 'note', text: 'Checkout was down', by: 'Bob', incident: true },
);

test('of a run is kept what every item came to, every answer, and what only came up after the deploy', () => {
  expect(told).toEqual({
    subject: 'Round half a cent',
    items: [
      { id: 'tests', worst: 'no-go', answers: [{ answer: 'go', how: 'override', ms: 4000 }] },
      { id: 'people', worst: 'n/a', answers: [{ facet: 'oncall', answer: 'stop', how: 'human', ms: 1000 }] },
      { id: 'watch', worst: 'n/a', answers: [{ answer: 'go', how: 'human', ms: 1000 }], after: true },
    ],
    notes: [{ t: '2026-11-19T09:00:08.000Z', by: 'Bob', text: 'Checkout was down', incident: true }],
    deployStarted: '2026-11-19T09:00:05.000Z',
  });
});

test('the index holds all of it', () => {
  expect(unpackFacts(JSON.parse(JSON.stringify(packFacts(told))))).toEqual(told);
  expect(unpackFacts(JSON.parse(JSON.stringify(packFacts(factsOf()))))).toEqual(factsOf());
});
