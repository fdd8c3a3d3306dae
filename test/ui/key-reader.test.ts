import { describe, expect, test } from 'vitest';
import { createKeyReader } from '../../src/ui/key-reader.js';
import type { Key } from '../../src/ui/keys.js';

const keysOf = (...chunks: readonly string[]): readonly string[] => {
  const reader = createKeyReader();
  return [...chunks.flatMap((chunk) => reader.read(chunk)), ...reader.flush()].map(inWords);
};

const inWords = (key: Key): string =>
  key.name === 'char'
    ? key.char
    : key.name === 'text' || key.name === 'paste'
      ? `${key.name} ${JSON.stringify(key.text)}`
      : key.name;

test.each<[string, readonly string[]]>([
  ['g', ['g']],
  ['é', ['é']],
  ['\r', ['enter']],
  ['\n', ['enter']],
  ['\u0003', ['ctrl-c']],
  ['\u001B[A', ['up']],
  ['\u001BOB', ['down']],
  ['\u001B[Z', ['shift-tab']],
  ['\u001B[6~', ['page-down']],
  ['\u001B[B\r', ['down', 'enter']],
  ['\u001B[B\u001B[A\r', ['down', 'up', 'enter']],
  ['\u007F', ['backspace']],
])('%j is %j', (chunk, keys) => {
  expect(keysOf(chunk)).toEqual(keys);
});

describe('what answers nothing', () => {
  test.each<[string, string, readonly string[]]>([
    ['several letters in one read', 'gggg', ['text "gggg"']],
    ['a letter and a line break in one read', 'g\n', ['text "g"', 'enter']],
    ['a letter in one read with the beginning of a key', 'g\u001B[', ['text "g"', 'unknown']],
    ['letters between keys in one read', 'g\u001B[Bx\r', ['text "g"', 'down', 'text "x"', 'enter']],
    ['NUL', '\u0000', ['unknown']],
    ['Alt and a letter', '\u001Bg', ['unknown']],
    ['a function key', '\u001B[15~', ['unknown']],
    ['a modified arrow', '\u001B[1;5B', ['unknown']],
    ['a key of the kitty protocol', '\u001B[103;5u', ['unknown']],
    ['a mouse report', '\u001B[<0;12;7M', ['unknown']],
    ['a focus report', '\u001B[I', ['unknown']],
    ['the colour of the background', '\u001B]11;rgb:1d1d/1f1f/2121\u0007', ['unknown']],
    ['the name of the terminal', '\u001BP>|xterm(390)\u001B\\', ['unknown']],
  ])('%s', (_name, chunk, keys) => {
    expect(keysOf(chunk)).toEqual(keys);
  });
});

describe('what a slow line cuts in two', () => {
  test.each([
    [['\u001B', '[B'], ['down']],
    [['\u001B[', 'B'], ['down']],
    [['\u001BO', 'S'], ['unknown']],
    [['\u001B[1;', '5S'], ['unknown']],
    [['\u001B[20', '0~g\u001B[201~'], ['paste "g"']],
    [
      ['\u001B[200~g', '\n', 'x\u001B[20', '1~', 'y'],
      ['paste "g\\nx"', 'y'],
    ],
  ])('%j is %j', (chunks, keys) => {
    expect(keysOf(...chunks)).toEqual(keys);
  });

  test('a lone ESC is the Escape key once nothing follows', () => {
    const reader = createKeyReader();
    expect(reader.read('\u001B')).toEqual([]);
    expect(reader.holds()).toBe('escape');
    expect(reader.flush()).toEqual([{ name: 'escape' }]);
    expect(reader.holds()).toBe('nothing');
  });

  test('a letter in one read with the beginning of a paste is none that was pressed', () => {
    expect(createKeyReader().read('g\u001B[200~x')).toEqual([{ name: 'text', text: 'g' }]);
  });

  test('what has begun as a sequence is waited for longer', () => {
    const reader = createKeyReader();
    reader.read('\u001BO');
    expect(reader.holds()).toBe('sequence');
  });
});

describe('a paste', () => {
  test('is one key, whatever is in it', () => {
    expect(keysOf('\u001B[200~g\n\u001B[B\r\u0003\u001B[201~')).toEqual([String.raw`paste "g\n\u001b[B\r\u0003"`]);
  });

  test('of megabytes is read to its end, and no line of it becomes a key', () => {
    const chunk = 'g\n'.repeat(2048);
    const reader = createKeyReader();
    const keys = ['\u001B[200~', ...Array<string>(700).fill(chunk), '\u001B[201~'].flatMap((one) => reader.read(one));
    expect(keys.map((key) => key.name)).toEqual(['paste']);
    expect(JSON.stringify(keys).length).toBeLessThan(300_000);
    expect(reader.read('g')).toEqual([{ name: 'char', char: 'g' }]);
  });

  test('whose end never comes holds the keyboard no longer than until Ctrl-C', () => {
    expect(keysOf('\u001B[200~half', 'g', '\u0003', 'g')).toEqual(['ctrl-c', 'g']);
  });
});
