import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import type * as Stale from '../../src/audit/lock-stale.js';
import { makeProject, otherRun, run, tool } from './project.js';
import { makeWorkers } from './workers.js';

/** What happens right after a taker found the lock dead. */
const between: { happens?: () => void } = {};
vi.mock('../../src/audit/lock-stale.js', async (original) => {
  const real = await original<typeof Stale>();
  return {
    ...real,
    isStale: (...args: Parameters<typeof real.isStale>) => {
      const stale = real.isStale(...args);
      const { happens } = between;
      delete between.happens;
      happens?.();
      return stale;
    },
  };
});
// Test files of one process share their modules: this one needs its own, and leaves none to the next.
vi.resetModules();
afterAll(() => {
  vi.resetModules();
});
const { Locked } = await import('../../src/audit/error.js');
const { readLock, takeLock } = await import('../../src/audit/lock.js');
const { lockPath } = await import('../../src/audit/lock-file.js');
const { openSegment } = await import('../../src/audit/segment.js');
const startWorker = makeWorkers();
const holder = { run, operator: 'Ada L.', commit: '3f2a91c0aaaa', since: '2026-11-19T08:42:00.000Z' };

test('a runner starts while its dead screen’s lock is taken over: the lock goes back, and nobody else deploys', () => {
  const project = makeProject();
  takeLock(project, 'production', holder);
  const path = lockPath(project, 'production');
  const old = `${JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), start: '1' })}\n`;
  writeFileSync(path, old);
  openSegment({ project, run, tool }).close();
  between.happens = () => {
    openSegment({ project, run, tool, gen: 2 });
  };
  expect(() => takeLock(project, 'production', { ...holder, run: otherRun })).toThrow(Locked);
  expect(readLock(project, 'production')?.run).toBe(run);
  expect(readFileSync(path, 'utf8')).toBe(old);
});

test('`resume` while another process has the run: its lock holds, although the screen that took it is dead', async () => {
  const project = makeProject();
  takeLock(project, 'production', holder);
  const path = lockPath(project, 'production');
  writeFileSync(path, `${JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), start: '1' })}\n`);
  const worker = startWorker(['append', project.root.replace(/\/v1\/.*$/, ''), run]);
  await worker.says('open');
  expect(() => takeLock(project, 'production', holder)).toThrow(Locked);
  expect(readLock(project, 'production')).toMatchObject({ run });
});
