import { expect, test } from 'vitest';
import { crashSigns } from '../../../src/checks/probe/crash-signs.js';
import { matchLines, searchHere } from '../../../src/checks/probe/line-matches.js';

const crashesIn = async (...chunks: readonly (string | Buffer)[]) => {
  const matches = matchLines(searchHere(crashSigns));
  for (const chunk of chunks) {
    await matches.add(Buffer.from(chunk));
  }

  return matches;
};

test.each([
  'Segmentation fault (core dumped)',
  '!!! uWSGI process 31 got Segmentation Fault !!!',
  'DAMN ! worker 1 (pid: 31) died, killed by signal 11 :( trying respawn ...',
  'kernel: Out of memory: Killed process 4711 (ruby)',
  'kernel: OOM killer',
  'Traceback (most recent call last):',
  '2026-11-19 FATAL: the database system is starting up',
  'panic: runtime error: index out of range',
])('the sign of a crash: %s', async (line) => {
  expect((await crashesIn(`${line}\n`)).count()).toBe(1);
});

test.each(['GET /rooms 200', 'worker 3 spawned', 'not fatal at all', 'BOOM', 'don’t panic'])(
  'no sign of one: %s',
  async (line) => {
    expect((await crashesIn(`${line}\n`)).count()).toBe(0);
  },
);

test('a line that comes in pieces counts once, and so does one that matches twice', async () => {
  expect((await crashesIn('panic: FA', 'TAL FATAL\nall is well\nFAT', 'AL')).count()).toBe(2);
});

test('what stands across two pieces of a line without end is seen, in memory that does not grow', async () => {
  const matches = matchLines(searchHere(crashSigns));
  await matches.add(Buffer.from('x'.repeat(16 * 1024 - 3)));
  await matches.add(Buffer.from('panic: it is over'));
  const flood = Buffer.alloc(1024 * 1024, 'y');
  for (let part = 0; part < 32; part += 1) {
    await matches.add(flood);
  }

  expect(matches.count()).toBe(1);
  expect(matches.first()?.length).toBeLessThanOrEqual(500);
  expect(matches.first()).toContain('panic: it is over');
});

test('binary, and a letter cut in two, are no trouble', async () => {
  const letters = Buffer.from('Über FATAL\n');
  expect((await crashesIn(Buffer.from([0, 255, 254, 10]), letters.subarray(0, 1), letters.subarray(1))).first()).toBe(
    'Über FATAL',
  );
});

test('the half line at the end of one file is not joined with the start of another', async () => {
  const matches = matchLines(searchHere(crashSigns));
  await matches.add(Buffer.from('FAT'));
  matches.endLine();
  await matches.add(Buffer.from('AL\n'));
  expect(matches.count()).toBe(0);
});

test('our own signs take no time on 256 KiB of lines that were made to take some', async () => {
  const size = 256 * 1024;
  const texts = [
    'worker 1 ',
    'worker 1',
    '1',
    'worker ',
    'o',
    'out of ',
    'segmentation ',
    ' OO',
    '\u0130',
    'worker 1 die ',
  ];
  for (const text of texts) {
    const began = performance.now();
    const matches = matchLines(searchHere(crashSigns));
    await matches.add(Buffer.from(text.repeat(size / text.length)));
    expect(performance.now() - began, text).toBeLessThan(2000);
    expect(matches.count(), text).toBe(0);
  }
});
