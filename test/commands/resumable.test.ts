import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { systemClock } from '../../src/audit/clock.js';
import { createRunId } from '../../src/audit/run-id.js';
import { openSegment } from '../../src/audit/segment.js';
import { segmentNames } from '../../src/audit/segment-files.js';
import type { ProjectPaths } from '../../src/audit/state.js';
import { readListed } from '../../src/audit/summaries.js';
import { refuseOvertaken, runToResume } from '../../src/commands/resumable.js';
import { unfinishedRuns } from '../../src/commands/status-runs.js';
import { statusTargets } from '../../src/commands/status-targets.js';
import type { RunEvent } from '../../src/run/events.js';
import { started } from '../audit/events.js';
import { makeProject, tool } from '../audit/project.js';

const startMs = Date.now() - 3_600_000;
let runs = 0;

/** One minute after the other, all within the last hour or so. */
function recorded(project: ProjectPaths, ...events: readonly RunEvent[]): string {
  runs += 1;
  const at = new Date(startMs + runs * 60_000);
  const id = createRunId(at, () => '7f3a1c22d0');
  const writer = openSegment({ project, run: id, tool, clock: { ...systemClock, now: () => at } });
  for (const { type, ...body } of [started(), ...events]) {
    writer.append(type, body);
  }

  writer.close();
  return id;
}

const paused: RunEvent = { type: 'pause', by: 'Ada L.' };
const deployed: readonly RunEvent[] = [
  { type: 'deploy.start', commit: 'c', steps: ['deploy'], tty: false, out: 'x.out' },
  { type: 'deploy.end', commit: 'c', outcome: 'ok', ms: 1 },
];
const end = (outcome: 'deployed' | 'stopped', reason?: string): RunEvent => ({
  type: 'run.end',
  outcome,
  exit: 0,
  confirmed: outcome === 'deployed',
  counts: { overrides: 0, byHand: 0, unknown: 0 },
  ...(reason === undefined ? {} : { reason }),
});
const { operator, release } = started();
const bare = (project: ProjectPaths): Promise<string> =>
  runToResume(project, { operator, commit: release.commit, now: new Date() });

test('without a name the operator goes on with the newest walk of theirs', async () => {
  const project = makeProject();
  recorded(project, paused);
  const second = recorded(project, paused);
  expect(await bare(project)).toBe(second);
});

test.each([
  ['was stopped', end('stopped')],
  ['was replaced', end('stopped', 'Ada L. started run X instead')],
])('a walk that %s is not taken up without a name', async (_name, event) => {
  const project = makeProject();
  recorded(project, event);
  await expect(bare(project)).rejects.toThrow('there is no unfinished run to go on with');
});

test('F1 a run that died before its first record is nothing to go on with, and no deploy that nobody saw end', async () => {
  const project = makeProject();
  const run = createRunId(new Date(startMs), () => '7f3a1c22d0');
  openSegment({ project, run, tool }).close();
  await expect(bare(project)).rejects.toThrow('there is no unfinished run to go on with');
  expect(statusTargets(project)).toEqual([]);
  expect(readListed(project, run).digest.outcome).toBe('interrupted');
});

test('F19 a run whose beginning is damaged is told, and is no deploy to a target without a name', async () => {
  const project = makeProject();
  const run = recorded(project, paused);
  const [segment] = segmentNames(project, run);
  const path = segment?.path ?? '';
  writeFileSync(path, readFileSync(path, 'utf8').replace('"v":1', '"v":"x"'));
  const [found] = await unfinishedRuns(project, new Date());
  expect(found).toMatchObject({ id: run, damaged: true, run: { startedAt: expect.stringMatching(/^20/) } });
  expect(statusTargets(project)).toEqual([]);
  recorded(project, ...deployed, end('deployed'));
  expect(await unfinishedRuns(project, new Date())).toEqual([]);
});

test('F19 without a name nobody is told that there is nothing to go on with where the log of a run is damaged', async () => {
  const project = makeProject();
  const run = recorded(project, paused);
  const [segment] = segmentNames(project, run);
  const path = segment?.path ?? '';
  writeFileSync(path, readFileSync(path, 'utf8').replace('"pause"', '"Pause"'));
  await expect(bare(project)).rejects.toMatchObject({
    message: `run ${run} is damaged and cannot go on`,
    exitCode: 16,
    hint: expect.stringContaining(`shipit log verify ${run}`),
  });
});

test('a walk that its operator stopped may be named; one that was replaced may not', async () => {
  const project = makeProject();
  await expect(refuseOvertaken(project, recorded(project, end('stopped')))).resolves.toBeUndefined();
  const replaced = recorded(project, end('stopped', 'Ada L. started run X instead'));
  await expect(refuseOvertaken(project, replaced)).rejects.toThrow('has ended: Ada L. started run X instead');
});

test.each([
  ['a walk', [paused]],
  ['a stopped walk', [end('stopped')]],
  ['an unconfirmed deploy', deployed],
])('%s that another run deployed over is taken up neither way', async (_name, events) => {
  const project = makeProject();
  const over = recorded(project, ...events);
  const later = recorded(project, ...deployed, end('deployed'));
  await expect(bare(project)).rejects.toThrow('there is no unfinished run');
  await expect(refuseOvertaken(project, over)).rejects.toThrow(`run ${later} deployed to production since`);
});
