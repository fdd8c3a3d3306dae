import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { advise } from '../../src/checklist/advice.js';
import { bundledDir } from '../../src/checklist/bundled.js';
import { commonKeys, topKeys } from '../../src/checklist/grammar.js';
import { loadChecklist, loadWithTree } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { checklist as demo } from '../../src/commands/demo/checklist.js';
import { project } from './project.js';

const directory = bundledDir();

test.each(readdirSync(directory))('%s is a valid checklist for the kinds there are', async (file) => {
  const checklist = await loadChecklist({ file: path.join(directory, file), shown: file, root: directory, kinds });
  expect(checklist.checks.length).toBeGreaterThan(0);
});

test('the default says of every item which failure it comes from', async () => {
  const file = path.join(directory, 'default.yml');
  const { checks, after } = await loadChecklist({ file, shown: file, root: directory, kinds });
  expect([...checks, ...after].filter(({ why }) => why === undefined)).toEqual([]);
});

test('the example shows every key and every kind', () => {
  const text = readFileSync(path.join(directory, 'example.yml'), 'utf8');
  const missing = [...topKeys, ...commonKeys, ...kinds.map(({ name }) => name)].filter(
    (key) => !new RegExp(`^[ {-]*${key}:`, 'm').test(text),
  );
  expect(missing).toEqual([]);
});

test.each(readdirSync(directory))('%s follows the advice of lint', async (file) => {
  const loaded = await loadWithTree({ file: path.join(directory, file), shown: file, root: directory, kinds });
  const advice = advise({ ...loaded, kinds, today: '2026-07-01' });
  // The example shows every key, also those that only a later version reads.
  expect(advice.filter(({ rule }) => !(file === 'example.yml' && rule === 'unread'))).toEqual([]);
});

test('the checklist of the demo follows the advice of lint', async () => {
  const root = project({ 'shipit.yml': demo('http://127.0.0.1:8080/') });
  const loaded = await loadWithTree({ file: path.join(root, 'shipit.yml'), shown: 'shipit.yml', root, kinds });
  expect(advise({ ...loaded, kinds, today: '2026-07-01' })).toEqual([]);
});
