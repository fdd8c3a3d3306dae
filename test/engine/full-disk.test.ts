import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from '../../src/audit/lock.js';
import { outputFile } from '../../src/audit/outputs.js';
import { readRun } from '../../src/audit/read.js';
import { openSegment } from '../../src/audit/segment.js';
import { openProject } from '../../src/audit/state.js';
import { verifyProject } from '../../src/audit/verify.js';
import type { RunnerOrder } from '../../src/engine/order.js';
import { repository, temporaryDirectory } from '../helpers/repository.js';

/** Own mounts that vanish with their process; not everywhere allowed. */
const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

test.skipIf(!canMount)('F62 a deploy that fills the disk of the log goes on, and how it ended is on record', () => {
  const { root, git } = repository();
  const [stateDir, copy, after] = [temporaryDirectory(), temporaryDirectory(), temporaryDirectory()];
  const commit = git('rev-parse', 'HEAD');
  const run = '20261119T084200Z-7f3a000000';
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const tool = { version, node: process.version, git: '2' };
  const project = openProject({ stateDir, projectId: '0123456789abcdef', write: true });
  takeLock(project, 'production', { run, operator: 'Ada L.', commit, since: '2026-11-19T08:42:00Z' });
  openSegment({ project, run, tool }).close();
  const rest = Array.from({ length: 20 }, (_, at) => ({ name: `ring ${at}`, command: 'true' }));
  const path = outputFile(project, run, 'deploy');
  const order: RunnerOrder = {
    what: 'deploy',
    project,
    run,
    gen: 2,
    tool,
    target: 'production',
    commit,
    live: commit,
    by: 'Ada L.',
    // The block of the log that is written to has room for some records: there have to be more than that.
    steps: [{ name: 'fill', command: 'yes || yes || printf x || true' }, ...rest, { name: 'last', command: 'exit 7' }],
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '' },
    out: { path, name: relative(project.root, path) },
  };

  const script = `cp -a '${stateDir}/.' '${copy}' && mount -t tmpfs -o size=1m,mode=700 none '${stateDir}' || exit 99
    cp -a '${copy}/.' '${stateDir}' && "$@" && cp -r '${stateDir}/.' '${after}'`;
  const runner = ['unshare', '-rm', 'sh', '-c', script, 'sh', process.execPath, 'bin/runner.cjs'] as const;
  const [command, ...args] = runner;
  const { status, stderr } = spawnSync(command, args, { input: JSON.stringify(order), encoding: 'utf8' });

  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const kept = openProject({ stateDir: after, projectId: '0123456789abcdef', write: false });
  const { records } = readRun(kept, run);
  expect(records.filter(({ type }) => type === 'step.end').map(({ rc }) => rc)).toEqual([...Array(21).fill(0), 7]);
  expect(records.find(({ type }) => type === 'deploy.end')).toMatchObject({ outcome: 'failed' });
  expect(verifyProject(kept).faults).toEqual([]);
});
