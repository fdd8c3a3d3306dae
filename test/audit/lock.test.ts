import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Locked } from '../../src/audit/error.js';
import { readLock, releaseLock, takeLock } from '../../src/audit/lock.js';
import { lockPath } from '../../src/audit/lock-file.js';
import type { ProjectPaths } from '../../src/audit/project.js';
import { sha256 } from '../../src/audit/record.js';
import { openSegment } from '../../src/audit/segment.js';
import { firstSegment, makeProject, otherRun, run, tool, writeEnded, writeRun } from './project.js';

const holder = { run, operator: 'Ada L.', commit: '3f2a91c0aaaa', since: '2026-11-19T08:42:00.000Z' };

/** Rewrites the lock as a process of this number, start and host would have left it. */
function leftBy(project: ProjectPaths, change: Readonly<Record<string, unknown>>): void {
  const path = lockPath(project, 'production');
  writeFileSync(path, `${JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change })}\n`);
}

test('the lock says who holds it, and is free again after the release', () => {
  const project = makeProject();
  const lock = takeLock(project, 'production', { ...holder, reason: 'hotfix' });
  expect(lock.stale).toBeUndefined();
  expect(readLock(project, 'production')).toMatchObject({
    ...holder,
    reason: 'hotfix',
    target: 'production',
    identity: { pid: process.pid },
  });
  lock.release();
  lock.release();
  expect(readLock(project, 'production')).toBeUndefined();
  expect(readdirSync(project.locks)).toEqual([]);
});

test('F28 who comes second is told who has what open, since when, from where and why', () => {
  const project = makeProject();
  takeLock(project, 'production', { ...holder, reason: 'hotfix for the cart\u202e' });
  const second = (): unknown => takeLock(project, 'production', { ...holder, run: otherRun });
  expect(second).toThrow(Locked);
  expect(second).toThrow(
    expect.objectContaining({
      exitCode: 17,
      message: expect.stringMatching(
        /^Ada L\. has a run of 3f2a91c for production open since 2026-11-19 08:42 UTC \(pid \d+ on .+, run 20261119T084200Z-7f3a1c22d0\): hotfix for the cart\\u\{202e\}$/,
      ),
    }),
  );
});

test.each<[string, readonly string[], string]>([
  ['walking', [], 'Ada L. has a run of 3f2a91c for production open since 2026-11-19 08:42 UTC'],
  ['deploying', ['deploy.start'], 'Ada L. is deploying 3f2a91c to production since 20'],
  ['deployed', ['deploy.start', 'deploy.end'], 'Ada L. has a run of 3f2a91c for production open since'],
  ['rolling back', ['deploy.start', 'deploy.end', 'undo.start'], 'Ada L. is rolling back 3f2a91c on production since'],
])('who holds the lock is only said to deploy while a command runs: %s', (_name, types, words) => {
  const project = makeProject();
  takeLock(project, 'production', holder);
  const writer = openSegment({ project, run, tool });
  const bodies: Readonly<Record<string, object>> = {
    'deploy.start': { commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
    'deploy.end': { commit: 'c', outcome: 'ok', ms: 1 },
    'undo.start': { steps: ['deploy'], by: 'Ada L.', out: 'x.undo.out' },
  };
  for (const type of types) {
    writer.append(type, { ...bodies[type] });
  }

  onTestFinished(() => writer.close());
  expect(() => takeLock(project, 'production', { ...holder, run: otherRun })).toThrow(words);
});

test('every target has its own lock', () => {
  const project = makeProject();
  for (const target of ['production', 'staging', '../escape', 'ünï/cödé', '..', 'x'.repeat(300)]) {
    takeLock(project, target, holder);
  }
  expect(readdirSync(project.locks)).toHaveLength(6);
  expect(existsSync(join(project.root, 'escape.lock'))).toBe(false);
});

test('the lock of a dead process and a dead run is taken over, and its holder is named', () => {
  const project = makeProject();
  writeEnded(project, 1);
  takeLock(project, 'production', holder);
  leftBy(project, { start: '1' });
  const lock = takeLock(project, 'production', { ...holder, run: otherRun });
  expect(lock.stale).toMatchObject({ run, operator: 'Ada L.' });
  expect(readLock(project, 'production')).toMatchObject({ run: otherRun });
  expect(readdirSync(project.locks)).toEqual(['production.lock']);
});

test('while the run of a dead screen still deploys, its lock holds', () => {
  const project = makeProject();
  writeRun(project, 1);
  takeLock(project, 'production', holder);
  leftBy(project, { start: '1' });
  expect(() => takeLock(project, 'production', { ...holder, run: otherRun })).toThrow(Locked);
});

test('a run that is taken up again gets its own lock back', () => {
  const project = makeProject();
  writeRun(project, 1);
  takeLock(project, 'production', holder);
  leftBy(project, { start: '1' });
  expect(takeLock(project, 'production', holder).stale).toMatchObject({ run });
});

test('a lock of another host holds, and says how to remove it', () => {
  const project = makeProject();
  takeLock(project, 'production', holder);
  leftBy(project, { host: 'elsewhere', start: '1' });
  expect(() => takeLock(project, 'production', { ...holder, run: otherRun })).toThrow(
    expect.objectContaining({ hint: expect.stringContaining(`rm '${lockPath(project, 'production')}'`) }),
  );
});

test('a lock whose run was on another host last holds too', () => {
  const project = makeProject();
  writeRun(project, 1);
  const file = firstSegment(project);
  writeFileSync(
    file,
    readFileSync(file, 'utf8')
      .split('\n')[0]
      ?.replace(/"host":"[^"]*"/, '"host":"elsewhere"')
      .concat('\n') ?? '',
  );
  takeLock(project, 'production', holder);
  leftBy(project, { start: '1' });
  expect(() => takeLock(project, 'production', { ...holder, run: otherRun })).toThrow(Locked);
});

test.each([
  ['empty', ''],
  ['cut', '{"v":1,"target":"prod'],
  ['of another kind', '[]'],
  ['without a holder', '{"v":1,"pid":1}'],
  ['escape codes', '\u001b[2J'],
])('B68 a lock that is %s is never free', (_name, content) => {
  const project = makeProject();
  writeFileSync(lockPath(project, 'production'), content);
  expect(() => takeLock(project, 'production', holder)).toThrow(/cannot be read, so somebody may be deploying/);
  expect(() => readLock(project, 'production')).toThrow(Locked);
});

test('B68 a link in place of a lock is not followed, and not free', () => {
  const project = makeProject();
  symlinkSync('/nonexistent', lockPath(project, 'production'));
  expect(() => takeLock(project, 'production', holder)).toThrow(Locked);
});

test('who lost the lock does not give away the lock of the next', () => {
  const project = makeProject();
  const first = takeLock(project, 'production', holder);
  leftBy(project, { start: '1' });
  takeLock(project, 'production', { ...holder, run: otherRun });
  first.release();
  expect(readLock(project, 'production')).toMatchObject({ run: otherRun });
});

test('a run gives its lock free from whichever process, and only its own', () => {
  const project = makeProject();
  takeLock(project, 'production', holder);
  expect(releaseLock(project, 'production', otherRun)).toBe(false);
  expect(releaseLock(project, 'production', run)).toBe(true);
  expect(releaseLock(project, 'production', run)).toBe(false);
});

test('a claim that a dead process left behind does not block the lock for ever', () => {
  const project = makeProject();
  takeLock(project, 'production', holder);
  leftBy(project, { start: '1' });
  const path = lockPath(project, 'production');
  // As if the one who took over had died between its two steps.
  const dead = readFileSync(path, 'utf8');
  writeFileSync(`${path}.${sha256(dead).slice(0, 16)}.claim`, dead.replace(run, otherRun));
  expect(takeLock(project, 'production', { ...holder, run: otherRun }).stale).toMatchObject({ run });
  expect(readdirSync(project.locks)).toEqual(['production.lock']);
});
