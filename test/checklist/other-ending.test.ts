import path from 'node:path';
import { expect, test } from 'vitest';
import { readAcks } from '../../src/checklist/acks-file.js';
import { readRegister } from '../../src/checklist/patches-file.js';
import { readMe } from '../../src/world/me.js';
import { project } from './project.js';

test.each([
  [
    '.shipit/acks.yaml',
    (root: string) => readAcks(root),
    '.shipit/acks.yaml is read by nobody → rename it to acks.yml',
  ],
  [
    'ops/patches.yaml',
    (root: string) => readRegister(root),
    'ops/patches.yaml is read by nobody → rename it to patches.yml',
  ],
  ['p.yml', (root: string) => readRegister(root, 'p.yaml'), 'p.yml is read by nobody → rename it to p.yaml'],
  ['me.yaml', (root: string) => readMe({ SHIPIT_CONFIG_DIR: root }), 'me.yaml is read by nobody → rename it to me.yml'],
])('%s, which nobody would read, is no silence', async (file, read, words) => {
  const root = project({ [file]: '[]\n' });
  const error = await read(root).catch((thrown: unknown) => thrown);
  const said = error instanceof Error ? `${error.message} → ${Reflect.get(error, 'hint')}` : '';
  expect(said.replace(`${root}${path.sep}`, '')).toContain(words);
});
