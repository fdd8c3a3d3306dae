import { expect, test } from 'vitest';
import type { ProbeChanged, RunEvent } from '../../src/run/events.js';
import { questionsOf, standing } from '../../src/run/questions.js';
import { excused, left, waited, waitsLeft } from '../../src/run/watch-answers.js';
import { answer, evidence, item, runOf, startMs } from './facts.js';

const watchItem = item('watch', {
  kind: 'watch',
  phase: 'after',
  watch: {
    ...{ forMs: 1_800_000, everyMs: 15_000, fail: 3, askAt: [0, 'end'] },
    probes: [
      { name: 'home', host: 'local' },
      { name: 'crashes', host: 'local' },
    ],
    levels: { probes: 'block', human: 'block' },
  },
});

const start: RunEvent = { type: 'watch.start', check: 'watch', for_ms: 1, every_ms: 1, fail: 3, by: 'Ada L.' };
const after: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1000 },
  evidence('watch', 'go'),
];
const changed = (name: string, from: ProbeChanged['from'], to: ProbeChanged['to']): RunEvent => ({
  ...{ type: 'probe', check: 'watch', name, host: 'local', from, to, text: `${name} is ${to}` },
});
const ask = (facet: string): RunEvent => ({ type: 'watch.ask', check: 'watch', facet });
const wait: RunEvent = { type: 'watch.wait', check: 'watch', probes: ['home'], until: 'x', by: 'Ada L.' };
const excuse: RunEvent = {
  type: 'watch.excused',
  check: 'watch',
  probes: ['home'],
  reason: 'a cron job',
  by: 'Ada L.',
};
const homeFails = changed('home', 'unknown', 'failing');
const yes = (facet: string) => answer('watch', 'go', { facet });

const open = (...events: readonly RunEvent[]): readonly (string | undefined)[] =>
  questionsOf(runOf(...after, start, ...events), watchItem)
    .filter((question) => question.answer === undefined)
    .map(({ facet }) => facet);

test.each<[string, readonly RunEvent[], readonly string[]]>([
  ['nothing, at first', [], []],
  ['what was opened', [ask('human@0m')], ['human@0m']],
  ['not what was answered', [ask('human@0m'), yes('human@0m')], []],
  ['the way back before everything else', [ask('human@0m'), homeFails], ['probes', 'human@0m']],
  ['not while it waits', [homeFails, wait], []],
  [
    'at once about another one, though it waits',
    [homeFails, wait, changed('crashes', 'unknown', 'failing')],
    ['probes'],
  ],
  ['again when the wait is over', [homeFails, wait, ask('probes')], ['probes']],
  ['not once it was not caused by this', [homeFails, excuse], []],
  [
    'again when it was well and fails once more',
    [homeFails, excuse, changed('home', 'failing', 'ok'), changed('home', 'ok', 'failing')],
    ['probes'],
  ],
  ['not when it is well again', [homeFails, changed('home', 'failing', 'ok')], []],
  ['finished no more, when something fails after all', [ask('finished'), homeFails], ['probes']],
  [
    'finished anew, though it was answered before that',
    [ask('finished'), yes('finished'), homeFails, changed('home', 'failing', 'ok'), ask('finished')],
    ['finished'],
  ],
  [
    'what somebody saw stays seen, finished is asked anew after a resume',
    [ask('human@0m'), yes('human@0m'), ask('finished'), start],
    [],
  ],
])('open questions of a watch: %s', (_what, events, facets) => {
  expect(open(...events)).toEqual(facets);
});

test('a probe that was failing before the deploy asks nothing until it was well once, and proves nothing', () => {
  const before: RunEvent = {
    type: 'watch.baseline',
    check: 'watch',
    probes: [{ name: 'home', host: 'local', samples: 1, failing: true, summary: 'status 500' }],
  };
  const events = (...more: readonly RunEvent[]) => runOf(before, ...after, start, homeFails, ...more);
  expect(questionsOf(events(), watchItem)).toEqual([]);
  const well = [changed('home', 'failing', 'ok'), changed('crashes', 'unknown', 'ok'), ask('finished')];
  expect(questionsOf(events(...well), watchItem).at(-1)).toMatchObject({
    verdict: 'warn',
    detail: ['home was failing before the deploy'],
  });
  const again = [changed('home', 'failing', 'ok'), changed('home', 'ok', 'failing')];
  expect(questionsOf(events(...again), watchItem)[0]).toMatchObject({ facet: 'probes', text: 'Roll back to 8c6783b?' });
});

test.each<[string, readonly RunEvent[], string, string]>([
  ['waits between its questions', [], 'waiting', 'unknown'],
  ['is open while one is', [ask('human@0m')], 'open', 'unknown'],
  ['blocks while a probe is failing', [homeFails], 'open', 'no-go'],
  ['waits on, though all was answered', [ask('human@0m'), yes('human@0m')], 'waiting', 'unknown'],
  [
    'is settled once it is finished',
    [changed('home', 'unknown', 'ok'), changed('crashes', 'unknown', 'ok'), ask('finished'), yes('finished')],
    'settled',
    'go',
  ],
  [
    'is settled with a warning while a probe is unknown',
    [changed('home', 'unknown', 'ok'), ask('finished'), { ...yes('finished'), seen: 'warn' }],
    'settled',
    'warn',
  ],
  ['is not settled by a no', [ask('finished'), { ...yes('finished'), answer: 'no-go' }], 'open', 'no-go'],
])('a watch %s', (_what, events, state, verdict) => {
  expect(standing(runOf(...after, start, ...events), watchItem)).toMatchObject({ state, verdict });
});

test('where its `when` does not hold nobody watches', () => {
  const run = runOf(...after.slice(0, 2), evidence('watch', 'n/a'));
  expect(standing(run, watchItem)).toMatchObject({ state: 'open', questions: [{ mode: 'passing', verdict: 'n/a' }] });
});

const now = new Date(startMs + 100_000).toISOString();
const from = (...events: readonly RunEvent[]) => ({
  run: runOf(...after, start, ...events),
  check: 'watch',
  by: 'Ada L.',
});

test('the operator may wait twice in one run, two minutes each, for what is failing now', () => {
  expect(waited(from(homeFails), now)).toMatchObject({ probes: ['home'], until: '2026-11-19T09:03:40.000Z' });
  expect(waited(from(), now)).toBeUndefined();
  const twice = from(homeFails, wait, ask('probes'), wait, ask('probes'));
  expect(waitsLeft(twice)).toBe(0);
  expect(waited(twice, now)).toBeUndefined();
  expect(excused(twice, 'a cron job that fails')).toMatchObject({ probes: ['home'], reason: 'a cron job that fails' });
});

test('who leaves hands over or says why; without a watch the first open item after the deploy is named', () => {
  const parts = { run: from().run, after: [watchItem], by: 'Ada L.', now, probes: [] };
  expect(left(parts, { handedTo: 'Bob' })).toEqual({
    ...{ type: 'watch.end', check: 'watch', confirmed: false, healthy: false, watched_for: 96_000 },
    ...{ handed_to: 'Bob', by: 'Ada L.', probes: [] },
  });
  const unwatched = {
    ...parts,
    run: runOf(...after.slice(0, 2)),
    after: [item('tracker', { human: true, phase: 'after' })],
  };
  expect(left(unwatched, { reason: 'dinner is ready now' })).toMatchObject({
    check: 'tracker',
    left_because: 'dinner is ready now',
    watched_for: 98_000,
  });
});

test('who leaves a later question open, once the watch is confirmed, leaves that one, and the watch stays confirmed', () => {
  const end: RunEvent = {
    ...{ type: 'watch.end', check: 'watch', confirmed: true, healthy: true, watched_for: 1, by: 'Ada L.', probes: [] },
  };
  const tracker = item('tracker', { human: true, phase: 'after' });
  const parts = {
    run: from(ask('finished'), yes('finished'), end).run,
    after: [watchItem, tracker],
    by: 'Ada L.',
    now,
    probes: [],
  };
  expect(left(parts, { reason: 'dinner is ready now' })).toMatchObject({ check: 'tracker', confirmed: false });
});
