import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quoteWord } from '../../../src/world/ssh/quote.js';
import { temporaryDirectory } from '../../helpers/repository.js';

const hostile = [
  '',
  ' ',
  "'",
  "''",
  '"',
  '\\',
  '\n',
  '\t\r\n',
  '$HOME',
  '$(touch canary)',
  '`touch canary`',
  '; touch canary',
  "'; touch canary; '",
  "'\\''; touch canary #",
  '| touch canary',
  '&& touch canary',
  '> canary',
  '*',
  '~',
  '-n',
  '--',
  '!!',
  '{a,b}',
  'ünïcödé ☃ 😀',
  '\u001b[31m',
  '\u0001\u007f',
  ...Array.from({ length: 200 }, (_, seed) => scrambled(seed)),
];

const shells = [['dash'], ['bash'], ['busybox', 'sh'], ['bash', '--posix']] as const;

for (const [shell, ...args] of shells) {
  const isThere = ['/bin', '/usr/bin'].some((directory) => existsSync(`${directory}/${shell}`));
  test.skipIf(!isThere)(`every text reaches ${[shell, ...args].join(' ')} as it is, and starts nothing`, () => {
    const cwd = temporaryDirectory();
    const script = hostile.map((text) => `printf '%s\\000' ${quoteWord(text)}\n`).join('');

    const said = execFileSync(shell, [...args, '-s'], { cwd, input: script, encoding: 'utf8' });

    expect(said.split('\0').slice(0, -1)).toEqual(hostile);
    expect(readdirSync(cwd)).toEqual([]);
  });
}

test('a text with NUL is no word', () => {
  expect(() => quoteWord('a\0b')).toThrow('NUL');
});

/** The characters that mean something to a shell, in an order of their own. */
function scrambled(seed: number): string {
  const letters = '\'"\\$`();|&<>*?[]{}~#!= \n\tab-';
  return Array.from(
    { length: 24 },
    (_, index) => letters[(seed * 7919 + index * index * 31 + index * seed) % letters.length],
  ).join('');
}
