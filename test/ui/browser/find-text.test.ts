import { expect, test } from 'vitest';
import { findText, linesWith, type Search, searchFrom } from '../../../src/ui/browser/find-text.js';
import { lineAt, type TextFile } from '../../../src/ui/browser/text-file.js';
import { textFile } from './opened-runs.js';

/** Slice after slice. @returns the line it is on, and how many slices that took */
function find(file: TextFile, search: Search): { readonly line: string | undefined; readonly slices: number } {
  let next = search;
  for (let slices = 1; ; slices += 1) {
    const found = findText(file, next);
    if ('next' in found) {
      next = found.next;
      continue;
    }

    return { line: 'at' in found ? lineAt(file, found.at)?.bytes.toString() : undefined, slices };
  }
}

const filler = 'nothing to see in this line of the output\n'.repeat(30_000);
const file = textFile(
  Buffer.from(`first ERROR\n${filler}second \u001B[31mer\u001B[0mror\n${filler}third error\r\nlast line`),
);

test.each([
  ['error', 'end', 0, 'first ERROR'],
  ['Error', 'end', 12, 'second \u001B[31mer\u001B[0mror'],
  ['third', 'end', 0, 'third error'],
  ['error', 'start', file.size(), 'third error'],
  ['error', 'start', 12, 'first ERROR'],
  ['error', 'start', 0, 'third error'],
  ['first', 'end', 12, 'first ERROR'],
  ['first', 'end', file.size(), 'first ERROR'],
  ['third', 'start', 12, 'third error'],
  ['no such thing', 'end', 12, undefined],
  ['no such thing', 'start', 12, undefined],
  ['no such thing', 'end', 0, undefined],
  ['no such thing', 'start', file.size(), undefined],
  ['last', 'end', 0, 'last line'],
] as const)('%j towards the %s from %i is found as a reader sees it', (text, towards, from, line) => {
  expect(find(file, searchFrom(text, towards, from)).line).toBe(line);
});

test('a long search comes in slices, so that keys are answered between them', () => {
  const { slices } = find(file, searchFrom('no such thing', 'end', 0));
  expect(slices).toBeGreaterThanOrEqual(Math.floor(file.size() / 262_144));
});

test('a text in a line without end for megabytes is found', () => {
  const giant = textFile(Buffer.from(`${'x'.repeat(700_000)}needle${'y'.repeat(700_000)}\n`));
  expect(find(giant, searchFrom('needle', 'end', 0)).line).toMatch(/^x{1000}/);
  expect(find(giant, searchFrom('absent', 'end', 0)).line).toBe(undefined);
});

test('a slice in which every line is a hit is read once, not line by line', () => {
  const dense = textFile(Buffer.from('9\n'.repeat(60_000)));
  expect([...linesWith(dense, 0, dense.size(), '9')].length).toBe(60_000);
  expect(dense.bytesRead()).toBeLessThan(200 * dense.size());
});
