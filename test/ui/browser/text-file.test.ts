import { expect, test } from 'vitest';
import {
  lastPage,
  lineAt,
  lineBefore,
  lineStart,
  pieceBytes,
  type TextFile,
} from '../../../src/ui/browser/text-file.js';
import { textFile } from './opened-runs.js';

const startsOf = (file: TextFile): readonly number[] => {
  const starts: number[] = [];
  for (let line = lineAt(file, 0); line !== undefined; line = lineAt(file, line.end)) {
    starts.push(line.start);
  }

  return starts;
};

const textsOf = (text: string): readonly string[] => {
  const file = textFile(Buffer.from(text));
  return startsOf(file).map((start) => lineAt(file, start)?.bytes.toString() ?? '?');
};

test.each([
  ['', []],
  ['one', ['one']],
  ['one\n', ['one']],
  ['one\ntwo', ['one', 'two']],
  ['one\r\ntwo\r\n', ['one', 'two']],
  ['10 %\r20 %\r30 %\ndone', ['10 %', '20 %', '30 %', 'done']],
  ['\n\nx', ['', '', 'x']],
  ['one\r', ['one']],
  ['\r\r\n', ['', '']],
])('%j has the lines that a terminal shows', (text, lines) => {
  expect(textsOf(text)).toEqual(lines);
});

const long = pieceBytes + 5000;
const contents: readonly (readonly [string, string])[] = [
  ['short lines', 'line of a log\n'.repeat(20_000)],
  ['lines of the size of a block', `${'x'.repeat(4095)}\n${'y'.repeat(4096)}\n${'z'.repeat(4097)}\r\n`.repeat(40)],
  ['a line without an end', 'x'.repeat(5 * pieceBytes + 17)],
  ['giants among dwarfs', `a\n${'x'.repeat(long)}\nb\n${'y'.repeat(3 * long)}\r\nc\rd\n`],
  [
    'ends of line around a cut',
    `${'x'.repeat(pieceBytes - 1)}\n${'y'.repeat(pieceBytes)}\r\n${'z'.repeat(pieceBytes - 2)}\r`,
  ],
  ['nothing but ends', '\r\n\r\r\n\n'.repeat(6_000)],
];

test.each(contents)(
  '%s: upwards the lines are those of downwards, from wherever one comes',
  (_name, text) => {
    const file = textFile(Buffer.from(text));
    const starts = startsOf(file);
    const upwards: number[] = [];
    for (let start = file.size(); start > 0 && upwards.length <= starts.length; ) {
      start = lineBefore(file, start);
      upwards.unshift(start);
    }

    expect(upwards).toEqual(starts);
    const known = new Set(starts);
    for (let place = 0; place < text.length; place += 7919) {
      const start = lineStart(file, place);
      expect(known.has(start) && start <= place && (lineAt(file, start)?.end ?? 0) > place).toBe(true);
    }
  },
  20_000,
);

test('the end of 40 gigabytes is there at once: little of the file is read', () => {
  const line = Buffer.from('2026-11-19 worker 2 says hello again\n');
  const size = 40e9 - (40e9 % line.length);
  let bytes = 0;
  const file: TextFile = {
    size: () => size,
    read(position, length) {
      const most = Math.min(length, size - position);
      bytes += most;
      return Buffer.from(Array.from({ length: most }, (_, n) => line[(position + n) % line.length] ?? 0));
    },
  };
  const top = lastPage(file, 40);
  expect(top).toBe(size - 40 * line.length);
  expect(lineStart(file, 20e9 + 5)).toBe(20e9 - (20e9 % line.length));
  expect(bytes).toBeLessThan(500_000);
});
