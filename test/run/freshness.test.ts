import { expect, test } from 'vitest';
import { expiredAnswers, toGather, withDependents } from '../../src/run/freshness.js';
import { answer, evidence, item, runOf, startMs } from './facts.js';

const at = (minutes: number): Date => new Date(startMs + minutes * 60_000);
const quarter = item('quarter', { ttlMs: 15 * 60_000 });
const forever = item('forever');
const always = item('always', { alwaysLookAgain: true });
const sky = item('sky', { human: true, ttlMs: 15 * 60_000 });
const plan = [quarter, forever, always, sky];
const run = runOf(evidence('quarter', 'go'), evidence('forever', 'go'), evidence('always', 'go'), answer('sky', 'go'));
const ids = (items: typeof plan | readonly { readonly id: string }[]) => items.map(({ id }) => id);

test('all that was never gathered is gathered; what only a person knows never is', () => {
  expect(ids(toGather(runOf(), plan, at(0), { lastLook: false }))).toEqual(['quarter', 'forever', 'always']);
});

test('a human item with a rule is looked at whenever there is a look: the rule may waive it, or not any more', () => {
  const ruled = item('ruled', { human: true, when: { days: ['fri'] } });
  expect(ids(toGather(runOf(), [ruled], at(0), { lastLook: false }))).toEqual(['ruled']);
  expect(ids(toGather(runOf(evidence('ruled', 'n/a')), [ruled], at(1), { lastLook: false }))).toEqual(['ruled']);
});

test('what a rule made n/a is looked at again; what applies is not gathered twice', () => {
  const ruled = item('ruled', { when: { days: ['fri'] } });
  const again = (verdict: 'n/a' | 'go') =>
    toGather(runOf(evidence('ruled', verdict)), [ruled], at(1), { lastLook: true });
  expect(ids(again('n/a'))).toEqual(['ruled']);
  expect(ids(again('go'))).toEqual([]);
});

test('what depends on the findings of a probe is gathered with it, over others, but never before its phase', () => {
  const probe = item('probe');
  const second = item('second', { human: true, when: { found: 'probe' } });
  const third = item('third', { when: { found: 'second' } });
  const later = item('later', { phase: 'after', when: { found: 'probe' } });
  const all = [third, later, second, probe, forever];
  expect(ids(withDependents(all, [probe]))).toEqual(['probe', 'second', 'third']);
  expect(ids(withDependents(all, [forever]))).toEqual(['forever']);
});

test.each([
  ['to the last millisecond of its time', 15, []],
  ['past its time', 15.001, ['quarter']],
  ['F31 after the clock was set back', -1, ['quarter']],
])('evidence %s', (_when, minutes, stale) => {
  expect(ids(toGather(run, plan, at(minutes), { lastLook: false }))).toEqual(stale);
});

test('the last look also gathers what can change in a minute', () => {
  expect(ids(toGather(run, plan, at(1), { lastLook: true }))).toEqual(['always']);
});

test('the last look gathers again what took little time, and leaves what is slow to its time to live', () => {
  const quick = item('quick', { alwaysLookAgain: 'if-quick' });
  const slow = item('slow', { alwaysLookAgain: 'if-quick' });
  const asked = runOf(evidence('quick', 'go'), { ...evidence('slow', 'go'), ms: 5001 });
  expect(ids(toGather(asked, [quick, slow], at(1), { lastLook: true }))).toEqual(['quick']);
  expect(toGather(asked, [quick, slow], at(1), { lastLook: false })).toEqual([]);
});

test('an answer that grew too old has to be given again', () => {
  expect(ids(expiredAnswers(run, plan, at(10)))).toEqual([]);
  expect(ids(expiredAnswers(run, plan, at(16)))).toEqual(['sky']);
});
