import { expect, test } from 'vitest';
import { decodeRecord, encodeRecord, maxRecordBytes, safeJson, zeroHash } from '../../src/audit/record.js';

const head = {
  prev: zeroHash,
  v: 1,
  run: '20261119T084200Z-7f3a1c22d0',
  seq: 0,
  t: '2026-11-19T08:42:00.000Z',
  m: 0,
  type: 'pause',
} as const;

const decode = (text: string): unknown => decodeRecord(Buffer.from(text));

test('a line begins with the hash of the line before it, and keeps the order of its keys', () => {
  expect(encodeRecord(head, { by: 'ada', at: 1 }).toString()).toBe(
    `{"prev":"${zeroHash}","v":1,"run":"20261119T084200Z-7f3a1c22d0","seq":0,"t":"2026-11-19T08:42:00.000Z","m":0,"type":"pause","by":"ada","at":1}\n`,
  );
});

test.each([
  ['a line feed', 'a\nb'],
  ['a colour', '\u001b[31mred'],
  ['DEL', 'a\u007f'],
  ['a C1 control', '\u009b31m'],
  ['a direction override', 'ok\u202etxt.exe'],
  ['a zero-width space', 'zero\u200bwidth'],
  ['a byte order mark', '\ufeffx'],
  ['line separators', '\u2028\u2029'],
  ['half a character', 'x\ud800y'],
  ['an invisible tag beyond the basic plane', 'a\u{e0041}b'],
  ['an emoji of several characters', '👩‍👩‍👧 ok'],
])('%s survives the log and does nothing to a terminal that shows it', (_name, text) => {
  const line = encodeRecord(head, { by: text });
  expect(line.subarray(0, -1).toString()).toMatch(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]*$/u);
  expect(decodeRecord(line.subarray(0, -1))).toMatchObject({ by: text });
});

test('a record that is too large is refused, and belongs into the evidence store', () => {
  const room = maxRecordBytes - encodeRecord(head, { by: '' }).length;
  expect(encodeRecord(head, { by: 'x'.repeat(room) }).length).toBe(65_536);
  expect(() => encodeRecord(head, { by: 'x'.repeat(room + 1) })).toThrow(RangeError);
});

test.each(['prev', 'v', 'run', 'seq', 't', 'm', '0'])('a body cannot pretend to be the head: %s', (name) => {
  expect(() => encodeRecord(head, { [name]: 'x' })).toThrow(TypeError);
});

test('a body may carry the same type again, as events do', () => {
  expect(decodeRecord(encodeRecord(head, { type: 'pause', by: 'ada' }).subarray(0, -1))).toMatchObject({
    type: 'pause',
  });
  expect(() => encodeRecord(head, { type: 'halt' })).toThrow(TypeError);
});

test.each([
  ['nothing', '', 'is not JSON in UTF-8'],
  ['no JSON', '{"prev":', 'is not JSON in UTF-8'],
  ['zeros', '\0\0\0', 'is not JSON in UTF-8'],
  ['a list', '[]', 'is not a JSON object'],
  ['null', 'null', 'is not a JSON object'],
  ['no head', '{}', 'does not begin with prev, v, run, seq, t, m and type'],
  [
    'a hash that is none',
    JSON.stringify({ ...head, prev: 'x' }),
    'does not begin with prev, v, run, seq, t, m and type',
  ],
  [
    'a time that is none',
    JSON.stringify({ ...head, t: 'now' }),
    'does not begin with prev, v, run, seq, t, m and type',
  ],
  [
    'a number that is none',
    JSON.stringify({ ...head, seq: 1.5 }),
    'does not begin with prev, v, run, seq, t, m and type',
  ],
  [
    'a later format',
    JSON.stringify({ ...head, v: 9 }),
    'is of format 9: a newer shipit wrote it, and only a newer one can read it',
  ],
])('a line with %s is told apart', (_name, text, problem) => {
  expect(decode(text)).toBe(problem);
});

test('bytes that are no UTF-8 are not a record, wherever they stand', () => {
  const line = Buffer.from(JSON.stringify({ ...head, by: 'ada' }));
  line[line.length - 3] = 0xe9;
  expect(decodeRecord(line)).toBe('is not JSON in UTF-8');
});

test('machine output hides nothing either', () => {
  expect(safeJson({ a: '\u202e' })).toBe('{"a":"\\u202e"}');
});
