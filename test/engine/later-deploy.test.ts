import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readRun, toStampedEvents } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { openProject, type ProjectPaths } from '../../src/audit/state.js';
import { laterDeploy } from '../../src/engine/later-deploy.js';
import { foldRun } from '../../src/run/fold.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { started } from '../run/facts.js';

const tool = { version: '0', node: '20', git: '2' };
const first = '20261119T084200Z-1111111111';
const second = '20261119T084300Z-2222222222';

/** A run of the target that deployed, or only walked. */
async function ran(project: ProjectPaths, run: string, deployed = true, target = 'production'): Promise<void> {
  const writer = openSegment({ project, run, tool });
  const { type, ...body } = { ...started, target };
  writer.append(type, body);
  if (deployed) {
    writer.append('deploy.start', { commit: 'c', steps: [], tty: false, out: 'x.out' });
    writer.append('deploy.end', { commit: 'c', outcome: 'failed', ms: 1 });
  }

  writer.close();
  await pause(5);
}

const later = (project: ProjectPaths, run: string): string | undefined =>
  laterDeploy(project, run, foldRun(toStampedEvents(readRun(project, run).records)));

const made = (): ProjectPaths =>
  openProject({ stateDir: temporaryDirectory(), projectId: '0123456789abcdef', write: true });

test('a run is past when another has deployed to its target since, whichever was started first', async () => {
  const project = made();
  await ran(project, second);
  await ran(project, first);
  expect(later(project, first)).toBeUndefined();
  expect(later(project, second)).toBe(first);
});

test.each<[string, boolean, string]>([
  ['a run that was only walked', false, 'production'],
  ['a deploy to another target', true, 'staging'],
])('%s takes nothing from an earlier deploy', async (_what, deployed, target) => {
  const project = made();
  await ran(project, first);
  await ran(project, second, deployed, target);
  expect(later(project, first)).toBeUndefined();
});
