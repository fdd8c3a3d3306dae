import { expect, test } from 'vitest';
import { closing, welcome } from '../../../src/commands/demo/words.js';

test('the first and the last words of the demo fit a terminal of 80 columns, so that none breaks within a word', () => {
  const place = { project: '/tmp/shipit-demo-abcdef/shop' } as Parameters<typeof welcome>[0];
  const lines = [...welcome(place, 'http://127.0.0.1:43183/'), ...closing];
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
});
