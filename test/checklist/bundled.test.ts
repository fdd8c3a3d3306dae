import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { bundledDir } from '../../src/checklist/bundled.js';
import { commonKeys, topKeys } from '../../src/checklist/grammar.js';
import { loadChecklist } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';

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
