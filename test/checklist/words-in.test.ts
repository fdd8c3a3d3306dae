import { expect, test } from 'vitest';
import type { Tree } from '../../src/checklist/tree.js';
import { wordsIn } from '../../src/checklist/words-in.js';

const place = { file: 'shipit.yml', line: 1, col: 1 };
const text = (value: string): Tree => ({ type: 'scalar', value, source: value, place });

test('the words of a checklist are its keys and its texts, at any depth', () => {
  const item: Tree = { type: 'dict', entries: new Map([['servers', { key: place, value: text('each') }]]), place };
  expect([...wordsIn({ type: 'list', items: [text('window'), item], place })].sort()).toEqual([
    'each',
    'servers',
    'window',
  ]);
});
