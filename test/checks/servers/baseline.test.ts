import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { baselineOf } from '../../../src/checks/servers/baseline.js';
import { servers } from '../../../src/checks/servers/kind.js';
import { snapshotJson } from '../../../src/checks/servers/snapshot-of.js';
import type { SnapshotStore } from '../../../src/world/snapshots.js';
import { repository, temporaryDirectory } from '../../helpers/repository.js';
import { contextIn, gather } from '../gathering.js';
import { healthy, host } from './states.js';

const json = snapshotJson(healthy(host('web1')));
const ill = snapshotJson({ ...healthy(host('web1')), healthy: false });
const store = (texts: readonly string[], broken: readonly string[] = []): SnapshotStore => ({
  list: () => ({ kept: texts.map((text, index) => ({ sha256: `${index}`.repeat(64), json: text })), broken }),
  keep: () => '',
});
const request = { wanted: 'healthy', target: 'production', root: '/', looks: [] };

test('the newest healthy snapshot counts, and what cannot be read is named', () => {
  const found = baselineOf('web1', { ...request, store: store([ill, '{"v":2}', json], ['0001.json']) });
  expect(found.baseline).toMatchObject({ how: 'snapshot', sha256: '2'.repeat(64) });
  expect(found.broken).toHaveLength(2);
});

test('without one, the time of the last deploy is the beginning', () => {
  const found = baselineOf('web1', { ...request, store: store([ill]), deployedAt: '2026-11-16T10:00:00.000Z' });
  expect(found.baseline).toEqual({ how: 'history', since: Date.parse('2026-11-16T10:00:00Z') / 1000 });
});

test.each([
  [[], 'no snapshot yet: the first is kept when a deploy ends well'],
  [[ill], 'no kept snapshot is of a healthy deploy'],
])('with neither there is nothing, and it says so', (texts, why) => {
  expect(baselineOf('web1', { ...request, store: store(texts) }).baseline).toEqual({ how: 'none', why });
});

test('a file is a baseline; one that is no snapshot is none', () => {
  const root = temporaryDirectory();
  writeFileSync(join(root, 'web1.json'), json);
  writeFileSync(join(root, 'other.json'), '{"name": "shop"}');
  mkdirSync(join(root, 'folder.json'));
  const by = (wanted: string) => baselineOf('web1', { ...request, wanted, root, store: store([]) }).baseline;
  expect(by('web1.json')).toMatchObject({ how: 'snapshot', file: 'web1.json' });
  expect(by('gone.json')).toEqual({ how: 'none', why: 'gone.json is not there' });
  expect(by('folder.json')).toEqual({ how: 'none', why: 'folder.json is not a file' });
  expect(by('other.json')).toMatchObject({
    how: 'none',
    why: expect.stringMatching(/^other\.json: it is not a snapshot/),
  });
});

test('a target without hosts has nothing to look at, and says so', async () => {
  const { root } = repository();
  expect(await gather(servers, {}, await contextIn(root))).toMatchObject({
    verdict: 'n/a',
    summary: 'this target names no hosts',
  });
});

test('S7 two snapshots of images: what changed is told, without any host', async () => {
  const { root } = repository();
  const probes = (failing: readonly string[]) =>
    ({ modules: { state: 'failed', text: `${failing.length} of 208 modules`, failing } }) as const;
  writeFileSync(join(root, 'live.json'), snapshotJson(healthy(host('live'), probes(['tkinter']))));
  writeFileSync(join(root, 'next.json'), snapshotJson(healthy(host('next'), probes(['sqlite3', 'tkinter']))));
  const images = { from: 'snapshot:live.json', to: 'snapshot:next.json' };

  const { facets = {}, summary } = await gather(servers, { images }, await contextIn(root));

  expect(facets['changed']?.verdict).toBe('go');
  expect(facets['probes']).toMatchObject({
    verdict: 'no-go',
    findings: [{ key: 'modules:sqlite3:snapshot:next.json', verdict: 'no-go' }],
  });
  expect(facets['reach']?.verdict).toBe('go');
  expect(summary).toMatch(/^No — .*sqlite3/);
});

test('an image that cannot be asked is unknown, in words', async () => {
  const { root } = repository();
  const { facets = {} } = await gather(
    servers,
    { images: { from: 'snapshot:a.json', to: 'snapshot:b.json' } },
    await contextIn(root),
  );
  expect(facets['changed']?.verdict).toBe('unknown');
  expect(facets['reach']?.findings?.map(({ verdict, text }) => `${verdict} ${text}`)).toEqual([
    'unknown snapshot:b.json: b.json is not there',
    'unknown snapshot:a.json: a.json is not there',
  ]);
});
