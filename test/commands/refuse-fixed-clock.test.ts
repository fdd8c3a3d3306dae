import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { emptyRepository } from '../helpers/repository.js';
import { checklistWith } from './cli.js';
import { programInProcess } from './in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'shipit-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { root, commit } = emptyRepository(join(folder, 'project'));
commit('Checklist', { 'shipit.yml': checklistWith(['patches', '{signoff: {role: pm, env: staging}}']) });
const dirs = { HOME: folder, SHIPIT_STATE_DIR: join(folder, 'state'), SHIPIT_CONFIG_DIR: join(folder, 'config') };
const env = { ...dirs, SHIPIT_NOW: '2026-11-19T08:42:00Z' };

test.each([
  [[], 'nothing is deployed'],
  [['ack', 'it:x', '--until', '30d', '--reason', 'known since the spring'], 'nothing is accepted'],
  [['signoff'], 'nothing is signed off'],
  [['patch', 'add'], 'nothing is registered'],
  [['patch', 'resolve', 'P-1', '--commit', 'HEAD'], 'nothing is registered'],
  [['log', 'note', '20261119', 'a note'], 'nothing is noted'],
])('with a fixed clock nothing is written that others rely on: shipit %j', async (args, what) => {
  const { status, stderr } = await programInProcess({ root, env }, args);
  expect([status, stderr]).toEqual([
    2,
    expect.stringMatching(`^shipit: SHIPIT_NOW is set: with a fixed clock ${what}\n  → unset it`),
  ]);
  expect(readdirSync(root).sort()).toEqual(['.git', 'shipit.yml']);
});
