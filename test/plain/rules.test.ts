import { describe, expect, test } from 'vitest';
import { choosePlain } from '../../src/plain/choose.js';
import { liveChange } from '../../src/plain/live.js';
import { plainMarks, print } from '../../src/plain/paper.js';
import { createPlainOutput } from '../../src/plain/plain-output.js';
import { reminderDue } from '../../src/plain/reminders.js';

describe('line by line', () => {
  const note = { note: 'TERM=dumb: going line by line, as with --plain.' };
  test.each([
    [false, {}, undefined, undefined],
    [true, {}, undefined, {}],
    [true, { SHIPIT_PLAIN: '0' }, false, {}],
    [false, { SHIPIT_PLAIN: '1' }, false, {}],
    [false, { SHIPIT_PLAIN: 'false' }, true, undefined],
    [false, { SHIPIT_PLAIN: '' }, true, {}],
    [false, {}, true, {}],
    [false, { TERM: 'dumb' }, undefined, note],
    [false, { TERM: 'dumb' }, false, undefined],
    [false, { TERM: 'dumb', SHIPIT_PLAIN: '0' }, undefined, undefined],
    [false, { TERM: 'dumb', SHIPIT_PLAIN: '1' }, undefined, {}],
  ])('--plain %s, %j, preferences %s', (flag, env, preferred, expected) => {
    expect(choosePlain({ flag, env, preferred })).toEqual(expected);
  });

  test('a SHIPIT_PLAIN that says neither is a mistake', () => {
    expect(() => choosePlain({ flag: false, env: { SHIPIT_PLAIN: 'maybe' }, preferred: undefined })).toThrow(
      'SHIPIT_PLAIN is "maybe", which says neither yes nor no',
    );
  });
});

test.each([
  [9_999, 0, undefined],
  [10_000, 0, 10_000],
  [29_999, 10_000, undefined],
  [30_000, 10_000, 30_000],
  [59_999, 30_000, undefined],
  [60_000, 30_000, 60_000],
  [119_999, 60_000, undefined],
  [120_000, 60_000, 120_000],
  [400_000, 60_000, 360_000],
])('after %i ms, reminded at %i, the reminder is %s', (waited, reminded, due) => {
  expect(reminderDue(waited, reminded)).toBe(due);
});

describe('a page that lives', () => {
  test.each([
    ['nothing new is silent', ['ok'], ['ok'], 1e9, []],
    ['another state is news', ['web: ok'], ['web: failing'], 0, ['web: failing']],
    ['a number that runs is no news', ['48 s left'], ['47 s left'], 59_999, []],
    ['a minute less is no news', ['1 m 2 s left'], ['59 s left'], 59_999, []],
    ['once a minute it is told', ['48 s left', 'x'], ['47 s left', 'x'], 60_000, ['47 s left']],
    ['a new line is news', ['a'], ['a', 'b 1'], 0, ['b 1']],
  ])('%s', (_name, before, now, sinceMs, expected) => {
    expect(liveChange(before, now, sinceMs)).toEqual(expected);
  });
});

describe('paper', () => {
  const paper = { columns: 21, marks: plainMarks({ LANG: 'C.UTF-8' }) };
  test.each([
    ['whole lines', ['one two three four five six'], 0, ['one two three four', 'five six']],
    ['what is set in stays set in', ['  one two three four five'], 0, ['  one two three four', '  five']],
    ['and hangs', ['  one two three four five'], 2, ['  one two three four', '    five']],
    ['a word that is too long is cut', ['abcdefghijklmnopqrstuvwxyz'], 0, ['abcdefghijklmnopqrst', 'uvwxyz']],
    ['an empty line stays', [''], 0, ['']],
    ['escapes go', ['a\u001B[31mb\u001B[0m\u0008'], 0, ['ab\\u{8}']],
    ['letters stay', ['caf\u00e9'], 0, ['caf\u00e9']],
  ])('%s', (_name, texts, hang, expected) => {
    expect(print(texts, paper, hang)).toEqual(expected);
  });

  test('only ASCII where nothing else can be shown', () => {
    expect(print(['caf\u00e9 \u2192 \u2026'], { columns: 80, marks: plainMarks({}) })).toEqual(['cafe > ~']);
  });

  test('a terminal that tells no sensible width is not written to letter by letter', () => {
    expect(print(['one two'], { columns: 1, marks: plainMarks({}) })).toEqual(['one two']);
  });
});

describe('output of a command', () => {
  const all = (...chunks: readonly (string | Buffer)[]): readonly string[] => {
    const output = createPlainOutput({ ascii: false });
    return [...chunks.flatMap((chunk) => output.take(Buffer.from(chunk))), ...output.end()];
  };
  test.each([
    ['whole lines', ['a\nb', 'c\n'], ['a', 'bc']],
    ['the rest at the end', ['a\nb'], ['a', 'b']],
    ['colours go, also cut in two', ['\u001B[3', '1mred\u001B[0m\n'], ['red']],
    ['the last state of a progress bar', ['1%\r50%\r', '100%\r\n'], ['100%']],
    ['a line erased at its end', ['50%\r100%\r   \n'], ['100%']],
    ['a letter cut in two', [Buffer.from([0x63, 0xc3]), Buffer.from([0xa9, 0x0a])], ['c\u00e9']],
    ['titles and clipboards', ['\u001B]0;evil\u0007ok\n'], ['ok']],
    ['empty lines', ['a\n\nb\n'], ['a', '', 'b']],
  ])('%s', (_name, chunks, expected) => {
    expect(all(...chunks)).toEqual(expected);
  });

  test('a line that never ends is given away in pieces', () => {
    const output = createPlainOutput({ ascii: true });
    expect(output.take(Buffer.from('x'.repeat(70_000))).join('').length).toBe(70_000);
    expect(output.begun()).toBe('');
  });
});
