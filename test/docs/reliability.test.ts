import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { faults } from '../../build/docs/reliability/faults.js';
import { goals } from '../../build/docs/reliability/goals.js';
import { inputs } from '../../build/docs/reliability/inputs.js';
import { shownIn } from '../../build/docs/reliability/shown.js';

const shown = shownIn(fileURLToPath(new URL('../..', import.meta.url)));
const rows = [...faults, ...inputs, ...goals];

test('every row is there once, in order', () => {
  const numbers = (letter: string, count: number): readonly string[] =>
    Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);
  expect(rows.map(({ id }) => id)).toEqual([...numbers('F', 65), ...numbers('B', 70), ...numbers('G', 18)]);
});

test('every row is shown by a test that carries its number, or says why it is not', () => {
  expect(rows.filter(({ id, notYet }) => shown.has(id) === (notYet !== undefined)).map(({ id }) => id)).toEqual([]);
});

test('no test carries a number that is no row', () => {
  const known = new Set(rows.map(({ id }) => id));
  expect([...shown.keys()].filter((id) => !known.has(id))).toEqual([]);
});

test('what a trial tells of its counts is no test, and a name is not cut where it names a command', () => {
  const names = [...shown.values()].flat().map(({ name }) => name);
  expect(names).not.toContain('deploys');
  expect(names).toContain('kill -9 of screen and runner: `resume` says so, asks, and never runs it again');
});
