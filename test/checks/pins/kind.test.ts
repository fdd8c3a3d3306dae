import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pins } from '../../../src/checks/pins/kind.js';
import { repository } from '../../helpers/repository.js';
import { contextIn, gather } from '../gathering.js';
import { hosts, kept, look } from './looking.js';
import { snapshot } from './snapshot.js';

const celery = { 'requirements.txt': 'celery==4.1.0\n' };
const running = { celery: '4.1.0', kombu: '4.1.0' };

test('without a manifest there is nothing to ask about', async () => {
  expect(await look({ 'README.md': 'x' }, {})).toMatchObject({ verdict: 'n/a', verdicts: { ranges: 'n/a' } });
});

test('what an image installs is said beside the rest, never in its place', async () => {
  const install = 'RUN apt-get install -y git\n';
  const fine = await look({ Dockerfile: `FROM python:3.11.4-slim\n${install}` }, {});
  expect(fine.summary).toBe('python:3.11.4-slim; Dockerfile:2 installs git (apt) without a version');
  const ranged = await look({ Dockerfile: `FROM python:3\n${install}` }, {});
  expect(ranged.summary).toBe('Dockerfile:1 python:3 is the newest of many versions; name a version or a digest');
});

describe('I3: celery is pinned, and what it needs itself is not', () => {
  const now = { ...hosts, snapshots: kept(snapshot(running)) };

  test('what runs says so, offline: a warning, and a no-go where servers come by themselves', async () => {
    const found = await look(celery, {}, now);
    expect(found.verdicts).toMatchObject({ ranges: 'go', transitive: 'warn', diff: 'n/a' });
    expect(found.facet('transitive').summary).toBe('kombu 4.1.0 is not pinned');
    expect(found.keys).toEqual(['transitive:py:kombu']);
    const scaled = await look(celery, {}, { ...now, target: { ...now.target, autoscale: true } });
    expect(scaled.verdicts['transitive']).toBe('no-go');
  });

  test('named, or ignored, it is go, and what the deploy will change is told', async () => {
    const found = await look({ 'requirements.txt': 'celery==4.2.0\nkombu==4.1.0\n' }, {}, now);
    expect(found.facet('transitive')).toMatchObject({
      verdict: 'go',
      detail: ['celery is pinned to 4.2.0, 4.1.0 runs: the deploy changes it'],
    });
    expect((await look(celery, { ignore: ['Kombu'] }, now)).verdicts['transitive']).toBe('go');
  });

  test('without a snapshot nobody knows, and it says so; a lock names them all', async () => {
    const found = await look(celery, {}, hosts);
    expect(found.facet('transitive').summary).toContain('there is no snapshot of web1 yet');
    expect(found.verdicts['transitive']).toBe('warn');
    const locked = { ...celery, 'requirements.txt': 'celery==4.1.0 --hash=sha256:00\n' };
    expect((await look(locked, {}, hosts)).verdicts['transitive']).toBe('go');
    expect((await look(celery, {}, { ...hosts, snapshots: kept('{"v": 1}') })).verdicts['transitive']).toBe('warn');
  });
});

test('the files of the release count, not those of the work tree; a file that is named has to be there', async () => {
  const { root, write } = repository(celery);
  write({ 'requirements.txt': 'celery\n' });
  expect((await gather(pins, {}, await contextIn(root))).facets?.['ranges']).toMatchObject({ verdict: 'go' });
  const missing = await gather(pins, { files: 'requirements-prod.txt' }, await contextIn(root));
  expect(missing.facets?.['ranges']).toMatchObject({ verdict: 'no-go' });
});

test('what changed since the previous commit; an unknown one is never “nothing changed”', async () => {
  const { root, commit, git } = repository(celery);
  const commitId = git('rev-parse', 'HEAD');
  commit('Newer celery', { 'requirements.txt': 'celery==4.2.0\n' });
  const previous = { commit: commitId, sources: ['log'] };
  const found = { previous, serversNotAsked: false };
  const changed = await gather(pins, {}, await contextIn(root, { learnPrevious: async () => ({ previous, found }) }));
  expect(changed.facets?.['diff']).toMatchObject({ verdict: 'warn' });
  expect(changed.facets?.['diff']?.summary).toContain('celery 4.1.0 → 4.2.0');
  const lost = { previous: null, unknownCommit: 'b'.repeat(40), serversNotAsked: false };
  const unknown = await gather(
    pins,
    {},
    await contextIn(root, { learnPrevious: async () => ({ previous: null, found: lost }) }),
  );
  expect(unknown.facets?.['diff']).toMatchObject({ verdict: 'unknown' });
});

test('what `files` names and nobody here reads is unknown, never left out', async () => {
  const files = { ...celery, 'requirements.lock': 'django\n', 'app/versions.cfg': 'django = 4\n' };
  const { root } = repository(files);
  const ranges = async (...named: readonly string[]) =>
    (await gather(pins, { files: named }, await contextIn(root))).facets?.['ranges'];
  expect(await ranges('requirements.lock')).toMatchObject({ verdict: 'no-go', findings: [{ key: 'py:django' }] });
  expect(await ranges('requirements.txt', 'app/versions.cfg')).toMatchObject({
    verdict: 'unknown',
    summary: 'app/versions.cfg is named in `files`, and nobody here reads such a file',
  });
});

test('a link inside the release is the file it leads to, and told once; one that leads out of it is unknown', async () => {
  const { root, commit } = repository({ 'ops/base.in': 'django\n', 'web/requirements.txt': 'flask\n', 'x/a': '' });
  const ranges = async () => (await gather(pins, {}, await contextIn(root))).facets?.['ranges'];
  const link = (to: string, path: string) => symlinkSync(to, join(root, path));
  link('ops/current.in', 'requirements.txt');
  link('base.in', 'ops/current.in');
  link('../web/requirements.txt', 'x/requirements.txt');
  commit('Links');
  expect((await ranges())?.findings?.map(({ text }) => text)).toEqual([
    'django in requirements.txt:1 is not pinned: any version may come',
    'flask in web/requirements.txt:1 is not pinned: any version may come',
  ]);
  const files = ['x/requirements.txt', 'web/requirements.txt'];
  expect((await gather(pins, { files }, await contextIn(root))).facets?.['ranges']).toMatchObject({
    findings: [{ key: 'py:flask' }],
  });
  commit('It is taken in', { 'all/requirements.txt': '-r ../x/requirements.txt\n' });
  expect((await ranges())?.findings?.map(({ key }) => key)).toEqual(['py:flask', 'py:django']);
  rmSync(join(root, 'ops/current.in'));
  link('../../base.in', 'ops/current.in');
  rmSync(join(root, 'web/requirements.txt'));
  commit('It leads out');
  expect((await ranges())?.findings?.map(({ key, verdict }) => `${verdict} ${key}`)).toEqual([
    'unknown py:unread:x/requirements.txt',
    'unknown py:unread:requirements.txt',
  ]);
});

const hostile = '\u001b]0;x\u0007 $(touch /tmp/pwned)';

test('hostile file names and lines are read, and never run', async () => {
  const found = await look(
    { [`requirements-${hostile.slice(0, 4)}.txt`]: 'a\n', 'requirements.txt': `${hostile}\n` },
    {},
  );
  expect(found.verdicts['ranges']).not.toBe('go');
});
