import { expect, test } from 'vitest';
import { printErrors } from '../../src/checklist/print-errors.js';
import { OperatorErrors } from '../../src/errors.js';
import { around, load, loadText, project } from './project.js';

const KB256 = 256 * 1024;

/**
 * Processor time in milliseconds, because other tests share the machine. What is refused before the parser sees it takes a
 * tenth of this; the rest is code that runs for the first time, and hundreds of sentences.
 */
const MS = 400;

/** The first load compiles schemas and parser: it is not what is measured here. */
await loadText(around(''));

const fill = (unit: string, bytes = KB256 - 64): string => unit.repeat(Math.floor(bytes / unit.length));

test.each([
  ['B19 brackets', fill('[')],
  ['braces', fill('{a: ')],
  ['dashes', fill('- ')],
  ['question marks', fill('? ')],
  ['deep lines', Array.from({ length: 700 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['many keys', Array.from({ length: 30_000 }, (_, n) => `k${n}: 1`).join('\n')],
  ['as many keys as are read', Array.from({ length: 1_400 }, (_, n) => `k${n}: 1`).join('\n')],
  ['one key again and again', fill('a: 1\n')],
  ['many items', fill('- a\n')],
  ['many commas', `[${fill(',')}]`],
  ['as many commas as are read', `[${fill(',', 9_500)}]`],
  ['closing brackets', fill(']')],
  ['as many closing brackets as are read', fill(']', 9_500)],
  ['quotes', fill('"')],
  ['as many quotes as are read', fill('"', 9_500)],
  ['an endless quote', `a: "${fill('x')}`],
  ['tags', fill('!a ')],
  ['anchors', fill('&a ')],
  ['aliases', `a: &a x\nb: [${fill('*a, ')}]`],
  [
    'B15 a bomb',
    ['a: &a [x,x,x,x,x,x,x,x,x]', ...'bcdefgh'].reduce(
      (text, name, n) => `${text}\n${name}: &${name} [${fill(`*${'abcdefgh'[n - 1]},`, 27)}]`,
    ),
  ],
  ['documents', fill('---\n')],
  ['directives', fill('%A b\n')],
  ['beginnings of merges', fill('<<<<<<< x\n')],
  ['comments', fill('#\n')],
  ['empty lines', fill('\n')],
  ['blanks', fill(' ')],
  ['tabs', fill('a:\n\t- b\n')],
  ['reserved characters', fill('a: @x\n')],
  ['colons', fill('a: ')],
  ['invisible characters', fill('- "\u202e"\n')],
  [
    'wrong names in hundreds of items',
    around(`checks:\n${fill('  - release:\n    when: {found: relaese-1}\n', 17_000)}`),
  ],
  [
    'mistakes in many people',
    around(
      `people:\n${Array.from({ length: 28 }, (_, n) => `  p${n}: {emails: [${fill('x, ', 190)}], left: y}\n`).join('')}`,
    ),
  ],
  ['mistakes in hundreds of items', around(`checks:\n${fill('  - tests: {rum: x, fo: y}\n    levle: q\n', 14_000)}`)],
])('%s cost little', async (_, text) => {
  const root = project({ 'shipit.yml': text });
  const start = process.cpuUsage();
  const error = await load(root).catch((thrown: unknown) => thrown);
  const { user, system } = process.cpuUsage(start);
  expect(error).toBeInstanceOf(OperatorErrors);
  expect(printErrors(error as OperatorErrors, () => text).length).toBeLessThan(20_000);
  expect((user + system) / 1000).toBeLessThan(MS);
});
