import { expect, test } from 'vitest';
import { marksFor } from '../../src/ui/marks.js';

test.each<[Readonly<Record<string, string>>, boolean]>([
  [{ LANG: 'en_US.UTF-8' }, false],
  [{ LANG: 'C.utf8' }, false],
  [{ LC_CTYPE: 'de_DE.UTF-8', LANG: 'C' }, false],
  [{ LC_ALL: 'C', LANG: 'en_US.UTF-8' }, true],
  [{ LC_ALL: '', LANG: 'en_US.UTF-8' }, false],
  [{ LANG: 'de_DE.ISO-8859-1' }, true],
  [{}, true],
  [{ LANG: 'en_US.UTF-8', TERM: 'linux' }, true],
  [{ LANG: 'en_US.UTF-8', TERM: 'dumb' }, true],
])('%j asks for nothing but ASCII: %s', (env, ascii) => {
  expect(marksFor(env).ascii).toBe(ascii);
});

test('the marks of ASCII are ASCII', () => {
  expect(JSON.stringify(marksFor({}))).toMatch(/^[\x20-\x7e]+$/);
});
