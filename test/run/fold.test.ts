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
const undoUnknown: RunEvent = { type: 'undo-unknown', reason: 'nobody saw it end' };
const undoJudged = (outcome: 'ok' | 'failed'): RunEvent => ({
  type: 'undo.judged',
  outcome,
  by: 'Ada L.',
  reason: 'seen',
});
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

const lost: readonly RunEvent[] = [deployStart, unknown];
const undoing: readonly RunEvent[] = [deployStart, deployEnd('failed'), undoStart];

test.each<[string, readonly RunEvent[], string, string]>([
  ['nothing', [], 'walking', 'walking'],
  ['a launch nobody began', [decision], 'decided', 'walking'],
  ['a deploy under way', [deployStart], 'deploying', 'deploying'],
  ['a deploy on record as lost', lost, 'deploying', 'deploying'],
  ['a lost deploy left unknown', [...lost, end], 'ended', 'deploying'],
  ['a lost deploy judged well', [...lost, judged('ok')], 'deployed', 'deployed'],
  ['a lost deploy judged failed', [...lost, judged('failed')], 'failed', 'failed'],
  ['a good deploy', [deployStart, deployEnd('ok')], 'deployed', 'deployed'],
  ['a failed deploy', [deployStart, deployEnd('failed')], 'failed', 'failed'],
  ['a stopped deploy', [deployStart, deployEnd('stopped')], 'failed', 'failed'],
  ['a roll-back under way', undoing, 'undoing', 'undoing'],
  ['a roll-back on record as lost', [...undoing, undoUnknown], 'undoing', 'undoing'],
  ['a lost roll-back left unknown', [...undoing, undoUnknown, end], 'ended', 'undoing'],
  ['a lost roll-back judged well', [...undoing, undoUnknown, undoJudged('ok')], 'undone', 'undone'],
  ['a lost roll-back judged failed', [...undoing, undoUnknown, undoJudged('failed')], 'failed', 'failed'],
  ['a roll-back of a good deploy', [deployStart, deployEnd('ok'), undoStart], 'undoing', 'undoing'],
  ['a good roll-back', [...undoing, undoEnd('ok')], 'undone', 'undone'],
  ['a failed roll-back', [...undoing, undoEnd('failed')], 'failed', 'failed'],
  ['a roll-back begun again after a failed one', [...undoing, undoEnd('failed'), undoStart], 'undoing', 'undoing'],
])('after %s `resume` stands where the run stood', (_name, events, phase, resumed) => {
  expect(runOf(...events).phase).toBe(phase);
  expect(runOf(...events, resume).phase).toBe(resumed);
});

test('what a person says about a roll-back says nothing about the deploy', () => {
  const run = runOf(...undoing, undoUnknown, undoJudged('ok'));
  expect(run.deploy?.outcome).toBe('failed');
  expect(run.undo?.outcome).toBe('ok');
});

test('a command that was started and has no end may still run, also for the next process', () => {
  const process = { pid: 7, start: '1', boot: 'b', host: 'h', uid: 0 };
  const begun: RunEvent = { type: 'step.start', step: 'deploy', host: 'local', cmd: 'make', pid: 7, process };
  const over: RunEvent = { type: 'step.end', step: 'deploy', host: 'local', rc: 0, ms: 5 };
  expect(runOf(deployStart, begun, unknown, resume).deploy?.running).toEqual(process);
  expect(runOf(deployStart, begun, over).deploy?.running).toBeUndefined();
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

  test('HEAD that moves back to what was kept before a restart is news again', () => {
    const restart = { type: 'restart', why: 'head-moved', release: started.release, previous: null } as const;
    const kept: RunEvent = { type: 'notice.kept', notice: 'checklist-edited', to: 'd', by: 'Ada L.' };
    const run = runOf({ type: 'notice.kept', notice: 'head-moved', to: 'b', by: 'Ada L.' }, kept, {
      ...restart,
      keeps: [],
      by: 'Ada L.',
    });
    expect(run.kept).toEqual({ 'checklist-edited': 'd' });
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
