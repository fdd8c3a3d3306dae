import { expect, test } from 'vitest';
import { readLock, takeLock } from '../../src/audit/lock.js';
import { opened, run, settled, since } from './opened.js';

test('F15 F29 a laptop that slept: the jump is on record, and then it is looked whether HEAD moved', async () => {
  const { session, records, types, sleep, commit } = await opened();
  await session.watchHead();
  expect(types()).not.toContain('clock');
  const head = commit('Second', { 'a.txt': 'a' });
  sleep(3 * 3_600_000);
  await session.watchHead();
  expect(types().slice(-2)).toEqual(['clock', 'notice']);
  expect(records().find(({ type }) => type === 'clock')).toMatchObject({ jumpMs: 3 * 3_600_000 - 1 });
  expect(session.situation().run.notices).toMatchObject([{ notice: 'head-moved', to: head }]);
  session.close();
});

test('F31 a clock that is set back: the jump is on record, and the records keep their order', async () => {
  const { session, records, sleep } = await opened();
  sleep(-3_600_000);
  await session.watchHead();
  session.record({ type: 'pause', by: 'Ada L.' });
  session.close();
  const found = records();
  expect(found.map(({ seq }) => seq)).toEqual(found.map((_one, index) => index));
  const [before, jump, pause] = ['lock', 'clock', 'pause'].map((type) => found.find((one) => one.type === type));
  expect(jump).toMatchObject({ jumpMs: -3_600_001 });
  expect((pause?.t ?? '') < (before?.t ?? '')).toBe(true);
  expect(pause?.m).toBeGreaterThanOrEqual(before?.m ?? 1);
});

test('the lock goes with the session, and both are on record', async () => {
  const { session, types, lockFree } = await opened();
  expect(types()).toEqual(['segment', 'run.start', 'lock']);
  expect(lockFree()).toBe(false);
  session.close();
  session.close();
  expect(lockFree()).toBe(true);
  expect(types()).toEqual(['segment', 'run.start', 'lock', 'lock', 'segment.end']);
});

test('while a runner has the log, the lock stays', async () => {
  const { session, types, lockFree } = await opened();
  session.letGoOfLog();
  expect(session.inBackground()).toBe(true);
  session.close();
  expect(lockFree()).toBe(false);
  expect(types()).toEqual(['segment', 'run.start', 'lock', 'segment.end']);
});

test('taken back from a runner that never came, its number is ours and it can claim nothing any more', async () => {
  const { session, types } = await opened();
  const gen = session.nextGen();
  session.letGoOfLog();
  session.takeUpLog(gen);
  expect(session.inBackground()).toBe(false);
  expect(session.nextGen()).toBe(gen + 1);
  session.record({ type: 'pause', by: 'Ada L.' });
  session.close();
  expect(types().slice(-4)).toEqual(['segment', 'pause', 'lock', 'segment.end']);
});

test('a window that closed while the operator typed: the last look goes back to that question', async () => {
  const { session, sleep, types } = await opened('window: {hours: 08:00-09:00, finish: 1m}');
  session.gatherMissing();
  await settled(session);
  const [window] = session.situation().before;
  expect(window?.verdict).toBe('go');
  const question = window?.questions[0];
  session.record({
    type: 'answer',
    check: 'window',
    question: question?.text ?? '',
    go_answer: 'yes',
    answer: 'go',
    how: 'auto',
    by: 'shipit',
    seen: 'go',
    findings: [],
    ms_on_screen: 0,
  });
  expect(session.situation().stage).toBe('launch');
  sleep(20 * 60_000);
  expect(await session.decide('production')).toBe('back');
  expect(types()).not.toContain('decision');
  expect(session.situation().stage).toBe('walk');
  expect(session.situation().message).toContain('window');
  session.close();
});

test('`resume` finds the target taken: it lets go of the run, and the lock stays whose it is', async () => {
  const { session, project, resumed, types } = await opened();
  session.close();
  const other = `${run.slice(0, -1)}9`;
  takeLock(project, 'production', { run: other, operator: 'Bob', commit: 'c', since });
  expect(() => resumed()).toThrow('Bob has a run of c for production open');
  expect(types().slice(-2)).toEqual(['segment', 'segment.end']);
  expect(readLock(project, 'production')?.run).toBe(other);
});
