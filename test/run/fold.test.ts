import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../src/run/events.js';
import { questionKey } from '../../src/run/fold.js';
import { emptyRun } from '../../src/run/run.js';
import { answer, evidence, runOf, started } from './facts.js';

const deployStart: RunEvent = { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' };
const deployEnd = (outcome: 'ok' | 'failed' | 'stopped'): RunEvent => ({
  type: 'deploy.end',
  commit: 'c',
  outcome,
  ms: 5,
});
const unknown: RunEvent = { type: 'deploy-unknown', reason: 'nobody saw it end' };
const undoStart: RunEvent = { type: 'undo.start', steps: ['undo'], by: 'Ada L.', out: 'x.undo.out' };
const undoEnd = (outcome: 'ok' | 'failed'): RunEvent => ({ type: 'undo.end', outcome, ms: 5 });
const decision: RunEvent = {
  type: 'decision',
  go: true,
  commit: 'c',
  typed: 'production c',
  by: 'Ada L.',
  answers: '',
};
const resume: RunEvent = { type: 'run.resume', operator: { ...started.operator, name: 'Bob K.' } };
const judged = (outcome: 'ok' | 'failed'): RunEvent => ({
  type: 'deploy.judged',
  outcome,
  by: 'Ada L.',
  reason: 'seen',
});
const end: RunEvent = {
  type: 'run.end',
  outcome: 'stopped',
  exit: 10,
  confirmed: false,
  counts: { overrides: 0, byHand: 0, unknown: 0 },
};

test.each<[string, readonly RunEvent[], string]>([
  ['started', [], 'walking'],
  ['decided', [decision], 'decided'],
  ['deploying', [decision, deployStart], 'deploying'],
  ['deployed', [decision, deployStart, deployEnd('ok')], 'deployed'],
  ['failed', [decision, deployStart, deployEnd('failed')], 'failed'],
  ['stopped while deploying', [decision, deployStart, deployEnd('stopped')], 'failed'],
  ['lost', [decision, deployStart, unknown], 'deploying'],
  ['lost, and judged well', [decision, deployStart, unknown, judged('ok')], 'deployed'],
  ['lost, and judged failed', [decision, deployStart, unknown, judged('failed')], 'failed'],
  ['rolling back', [deployStart, deployEnd('failed'), undoStart], 'undoing'],
  ['rolled back', [deployStart, deployEnd('failed'), undoStart, undoEnd('ok')], 'undone'],
  ['not even rolled back', [deployStart, deployEnd('failed'), undoStart, undoEnd('failed')], 'failed'],
  ['ended', [end], 'ended'],
  ['stopped and resumed', [end, resume], 'walking'],
  ['decided, never started, resumed', [decision, resume], 'walking'],
  ['left unconfirmed and resumed', [deployStart, deployEnd('ok'), end, resume], 'deployed'],
  ['resumed while rolling back', [deployStart, deployEnd('failed'), undoStart, resume], 'undoing'],
])('a run that is %s is in its phase', (_name, events, phase) => {
  expect(runOf(...events).phase).toBe(phase);
});

test('of several answers and evidences to one item the newest counts', () => {
  const run = runOf(evidence('green', 'no-go'), evidence('green', 'go'), answer('sky', 'no-go'), answer('sky', 'go'));
  expect(run.evidence['green']?.event.verdict).toBe('go');
  expect(run.answers['sky']).toMatchObject({ seq: 4, event: { answer: 'go' } });
});

test('overrides are counted even when they count no longer', () => {
  const over = answer('green', 'go', { how: 'override' });
  expect(runOf(over, { type: 'reopened', check: 'green', why: 'look-again' }, over).overrides).toBe(2);
});

test('everybody who walked a run is named once, in order', () => {
  expect(runOf(resume, { type: 'run.resume', operator: started.operator }).operators).toEqual(['Ada L.', 'Bob K.']);
});

test('a pause and a signal are what the last process left behind, until somebody takes the run up', () => {
  expect(runOf({ type: 'pause', by: 'Ada L.' }).left).toBe('paused');
  expect(runOf({ type: 'interrupted', signal: 'SIGHUP' }).left).toBe('interrupted');
  expect(runOf({ type: 'halt', error: 'ENOSPC' }).left).toBe('interrupted');
  expect(runOf({ type: 'pause', by: 'Ada L.' }, resume).left).toBeUndefined();
});

describe('notices', () => {
  const moved = (to: string): RunEvent => ({
    type: 'notice',
    notice: 'head-moved',
    text: `HEAD is ${to}`,
    from: 'a',
    to,
  });

  test('a later notice of a kind replaces the earlier one', () => {
    expect(runOf(moved('b'), moved('c')).notices).toMatchObject([{ to: 'c' }]);
  });

  test('a notice that the operator goes on despite is closed and remembered', () => {
    const run = runOf(moved('b'), { type: 'notice.kept', notice: 'head-moved', to: 'b', by: 'Ada L.' });
    expect(run).toMatchObject({ notices: [], kept: { 'head-moved': 'b' } });
  });

  test('a restart keeps what it names, facets included, and nothing else', () => {
    const run = runOf(
      evidence('window', 'go'),
      evidence('green', 'go'),
      answer('window', 'go', { facet: 'hours' }),
      answer('green', 'go'),
      moved('b'),
      {
        type: 'restart',
        why: 'head-moved',
        release: { commit: 'b', tree: 't', subject: 'newer' },
        previous: null,
        keeps: ['window'],
        by: 'Ada L.',
      },
    );
    expect(Object.keys(run.evidence)).toEqual(['window']);
    expect(Object.keys(run.answers)).toEqual([questionKey('window', 'hours')]);
    expect(run).toMatchObject({ notices: [], previous: null, release: { commit: 'b' }, phase: 'walking' });
  });
});

test('the fold changes nothing it was given', () => {
  const before = structuredClone(emptyRun);
  runOf(evidence('green', 'go'), answer('green', 'go'), deployStart, deployEnd('ok'));
  expect(emptyRun).toEqual(before);
});
