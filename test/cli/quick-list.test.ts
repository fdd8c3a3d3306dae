import { expect, test } from 'vitest';
import { plainFlags } from '../../src/cli/quick-list.js';

test.each<[string, ReturnType<typeof plainFlags>]>([
  ['log list', {}],
  ['log list --json --limit 20', { json: true, limit: '20' }],
  ['log list --plain', { plain: true }],
  ['log list --limit 20 --override --item tests', { limit: '20', override: true, item: 'tests' }],
  ['log list --since 2026-11-01 --until 2026-11 --text x', { since: '2026-11-01', until: '2026-11', text: 'x' }],
  ['log', undefined],
  ['log show', undefined],
  ['log list --help', undefined],
  ['log list --limt 3', undefined],
  ['log list --limit', undefined],
  ['log list --limit -3', undefined],
  ['log list --limit=3', undefined],
  ['log list --operator --json', undefined],
  ['log list --operator ada --operator per', undefined],
  ['log list surplus', undefined],
  ['log list -- --json', undefined],
  ['-C .. log list', undefined],
])('`shipit %s`: what is plain is taken at once, and all else is left to the full parser', (line, expected) => {
  expect(plainFlags(line.split(' '))).toEqual(expected);
});

test('an empty value is left to the full parser, too', () => {
  expect(plainFlags(['log', 'list', '--text', ''])).toBeUndefined();
});
