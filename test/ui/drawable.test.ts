import { expect, test } from 'vitest';
import { width } from '../../src/text/width.js';
import { drawable } from '../../src/ui/drawable.js';

test.each([
  ['plain', 'plain'],
  ['Thu 19 Nov · 11:42 → 12:42…', 'Thu 19 Nov | 11:42 > 12:42~'],
  ['cart › rounds', 'cart > rounds'],
  ['José Ñandú', 'Jose Nandu'],
  ['Jose\u0301', 'Jose'],
  ['Владимир', '????????'],
  ['日本', '????'],
  ['👩‍🚀!', '??!'],
  ['ﬁnal', '?nal'],
])('a terminal of ASCII sees %s as %s, equally wide', (text, expected) => {
  const drawn = drawable(text, { ascii: true });
  expect(drawn).toBe(expected);
  expect(width(drawn)).toBe(width(text));
});

test.each([true, false])('what nobody made harmless before is made harmless here (ASCII: %s)', (ascii) => {
  const hostile = 'a\u001B[2Jb\u001B]52;c;eA==\u0007c\rd\u202Ee\u0085';
  expect(drawable(hostile, { ascii })).toMatch(/^[\x20-\x7e]+$/);
});

test('a terminal of Unicode sees what it is given', () => {
  expect(drawable('✔ José → 日本 👩‍🚀', { ascii: false })).toBe('✔ José → 日本 👩‍🚀');
});
