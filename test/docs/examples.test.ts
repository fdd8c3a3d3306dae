import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { optionsIn, wholeChecklist, yamlBlocks } from '../../build/docs/examples.js';
import { advise } from '../../src/checklist/advice.js';
import { loadWithTree } from '../../src/checklist/load.js';
import { kinds } from '../../src/checks/index.js';
import { project } from '../checklist/project.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const part = (name: string): string => readFileSync(path.join(root, 'docs', name), 'utf8');

const parts = ['parts/checklist.md', ...kinds.map(({ name }) => `kinds/parts/${name}.md`)];

test.each(kinds.map(({ name }) => name))('the page of %s has an example of it', (name) => {
  const examples = yamlBlocks(part(`kinds/parts/${name}.md`));
  expect(examples.some((example) => optionsIn(example, name) !== undefined)).toBe(true);
});

test.each(parts.flatMap((name) => yamlBlocks(part(name)).map((block) => [name, block] as const)))(
  'an example of %s can be used as it stands, and has good words',
  async (_name, block) => {
    const directory = project({ 'shipit.yml': wholeChecklist(block) });
    const file = path.join(directory, 'shipit.yml');
    const loaded = await loadWithTree({ file, shown: 'shipit.yml', root: directory, kinds });
    const fragmentary = [
      'no-undo',
      'no-after',
      'by-nobody',
      'no-second',
      'no-why',
      'no-id',
      'unread',
      'signoff-staging',
      'signoff-nobody',
    ];
    const advice = advise({ ...loaded, kinds, today: '2026-07-01' });
    expect(advice.filter(({ rule }) => !fragmentary.includes(rule))).toEqual([]);
  },
);

test('the checklist of the README gets no advice', async () => {
  const [block = ''] = yamlBlocks(readFileSync(path.join(root, 'README.md'), 'utf8'));
  const directory = project({ 'shipit.yml': block });
  const file = path.join(directory, 'shipit.yml');
  const loaded = await loadWithTree({ file, shown: 'shipit.yml', root: directory, kinds });
  expect(advise({ ...loaded, kinds, today: '2026-07-01' })).toEqual([]);
});
