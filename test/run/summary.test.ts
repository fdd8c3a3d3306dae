import { expect, test } from 'vitest';
import type { RunEvent, RunStarted } from '../../src/run/events.js';
import { foldRun } from '../../src/run/fold.js';
import { summarise, toRunSummary } from '../../src/run/summary.js';
import { started } from '../audit/events.js';
import { answer, evidence } from './facts.js';

const extra = { run: '20261119T084200Z-7f3a1c22d0', records: 9, head: 'f'.repeat(64), alive: false };

const minute = (n: number): string => new Date(Date.parse('2026-11-19T08:42:00.000Z') + n * 60_000).toISOString();

/** One event a minute. */
const after = (...events: RunEvent[]) =>
  foldRun([started(), ...events].map((event, seq) => ({ seq, t: minute(seq), event })));

const deployStart: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
const deployEnd: RunEvent = { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 };
const end = (outcome: 'deployed' | 'stopped' | 'dry-run', confirmed = false): RunEvent => ({
  type: 'run.end',
  outcome,
  exit: 0,
  confirmed,
  counts: { overrides: 0, byHand: 0, unknown: 0 },
});
const pause: RunEvent = { type: 'pause', by: 'Ada L.' };
const resume: RunEvent = { type: 'run.resume', operator: started().operator };
const undoStart: RunEvent = { type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'x.undo.out' };

test('a summary has exactly the fields that other programs rely on, in their order', () => {
  const summary = toRunSummary(summarise(after(deployStart, deployEnd, end('deployed', true)), extra));
  expect(Object.entries(summary)).toEqual([
    ['schema', 1],
    ['run', extra.run],
    ['app', 'shop'],
    ['target', 'production'],
    ['operator', 'Ada L.'],
    ['started', minute(0)],
    ['ended', minute(3)],
    ['from', '8c6783b0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['to', '3f2a91c0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'],
    ['outcome', 'deployed'],
    ['overrides', 0],
    ['records', 9],
    ['head', 'f'.repeat(64)],
  ]);
});

const outcomes: readonly (readonly [string, readonly RunEvent[], boolean, string])[] = [
  ['a run that somebody walks', [], true, 'running'],
  ['a run whose process died', [], false, 'interrupted'],
  ['a run that was left for now', [pause], false, 'paused'],
  ['a paused run that somebody took up again', [pause, resume], true, 'running'],
  ['a resumed run whose process died', [pause, resume], false, 'interrupted'],
  ['a deploy that runs', [deployStart], true, 'running'],
  ['a deploy that nobody saw end', [deployStart], false, 'unknown'],
  ['a deploy that is known to be lost', [deployStart, { type: 'deploy-unknown', reason: 'killed' }], false, 'unknown'],
  ['a deploy that ended, and then the process died', [deployStart, deployEnd], false, 'unconfirmed'],
  ['a deploy that ended, left for now', [deployStart, deployEnd, pause], false, 'unconfirmed'],
  [
    'a deploy that failed, and then the process died',
    [deployStart, { ...deployEnd, outcome: 'failed' }],
    false,
    'failed',
  ],
  ['an undo that nobody saw end', [deployStart, deployEnd, undoStart], false, 'unknown'],
  ['a run that ended', [end('stopped')], true, 'stopped'],
  ['a dry run', [end('dry-run')], false, 'dry-run'],
  ['a run that ended and was taken up again', [end('stopped'), resume], false, 'interrupted'],
];

test.each(outcomes)('%s: %s', (_name, events, alive, outcome) => {
  expect(summarise(after(...events), { ...extra, alive }).outcome).toBe(outcome);
});

test('a confirmed deploy tells how long it was watched', () => {
  expect(summarise(after(deployStart, deployEnd, end('deployed', true)), extra).confirmedAfterMs).toBe(60_000);
  expect(summarise(after(deployStart, deployEnd, end('deployed')), extra)).not.toHaveProperty('confirmedAfterMs');
});

test('overrides are told with their reasons and second persons', () => {
  const override: RunEvent = {
    type: 'answer',
    check: 'servers',
    facet: 'disk',
    question: 'Is there room?',
    go_answer: 'yes',
    answer: 'go',
    how: 'override',
    by: 'Ada L.',
    reason: 'probe passes by hand',
    second: { by: 'Bob', how: 'named', verified: false },
    seen: 'no-go',
    findings: [],
    ms_on_screen: 5000,
  };
  expect(summarise(after(override), extra)).toMatchObject({
    overrides: 1,
    overridden: [{ question: 'servers/disk', reason: 'probe passes by hand', second: 'Bob' }],
  });
});

test('a run of which nothing is known but its id has a summary too', () => {
  expect(summarise(foldRun([]), extra)).toMatchObject({
    app: '',
    operator: '',
    started: '',
    from: null,
    to: '',
    outcome: 'interrupted',
  });
});

const handedOver: RunEvent = {
  ...{ type: 'watch.end', check: 'watch', confirmed: false, healthy: false, watched_for: 5, handed_to: 'Bob' },
  ...{ by: 'Ada L.', probes: [] },
};

test('a deploy that was handed over tells to whom, also if shipit ended right then; rolled back, nobody has it', () => {
  expect(summarise(after(deployStart, deployEnd, handedOver), extra)).toMatchObject({ handedTo: 'Bob' });
  expect(summarise(after(deployStart, deployEnd, handedOver, undoStart), extra)).not.toHaveProperty('handedTo');
});

const asked: RunEvent = evidence('last-deploy', 'unknown', { facts: { run: 'the-one-before' } });

test.each<[string, Parameters<typeof answer>[2], Partial<RunStarted>, string | undefined]>([
  ['healthy, by hand', { how: 'by-hand' }, {}, 'the-one-before'],
  ['gone past with an override', { how: 'override', reason: 'nobody can tell any more' }, {}, undefined],
  ['healthy, in a rehearsal', { how: 'by-hand' }, { dryRun: true }, undefined],
])('the deploy before, called %s: it confirms %s', (_what, how, changes, confirms) => {
  const events = [started(changes), asked, answer('last-deploy', 'go', how)];
  const run = foldRun(events.map((event, seq) => ({ seq, t: minute(seq), event })));
  expect(summarise(run, extra).confirms).toBe(confirms);
});
