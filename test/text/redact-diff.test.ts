import { expect, test } from 'vitest';
import { withoutKeys } from '../../src/text/redact-diff.js';

const body = Array.from(
  { length: 6 },
  (_, at) => `${at}MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj`,
);
const begin = '-----BEGIN OPENSSH PRIVATE KEY-----';
const end = '-----END OPENSSH PRIVATE KEY-----';
const all = (column: string, lines: readonly string[]): readonly string[] => lines.map((line) => `${column}${line}`);

test.each<[string, readonly string[], readonly string[]]>([
  [
    'a key that was added',
    ['@@ -0,0 +1,9 @@', '+a', ...all('+', [begin, ...body, end]), '+b'],
    ['@@ -0,0 +1,9 @@', '+a', '+[redacted]', '+b'],
  ],
  ['a key that was taken away', [...all('-', [begin, ...body, end]), ' b'], ['-[redacted]', ' b']],
  [
    'a key that another one replaces',
    ['-a', ` ${begin}`, ...all('-', body), ...all('+', body.toReversed()), ` ${end}`, '+b'],
    ['-a', ' [redacted]', '+b'],
  ],
  [
    'a key inside of a string of a program',
    [`+KEY = """${begin}`, ...all('+', body), `+${end}"""`, '+b'],
    ['+KEY = """[redacted]', '+b'],
  ],
  ['a key whose end is far away', [` ${begin}`, '-short', '+brief'], [' [redacted]']],
  [
    'a key whose beginning is far away',
    [`@@ -9,4 +9,4 @@ ${body[0]}`, ` ${body[1]}`, `-${body[2]}`, '+MIIEother', ` ${end}`, ' b'],
    ['@@ -9,4 +9,4 @@', ' [redacted]', ' b'],
  ],
  [
    'the middle of a key',
    ['@@ -5,4 +5,4 @@', ...all(' ', body.slice(0, 3)), `-${body[3]}`, `+${body[4]}`, ` ${body[5]}`],
    ['@@ -5,4 +5,4 @@', ' [redacted]'],
  ],
  [
    'a key that ends with its file, and another file',
    [`+${begin}`, ...all('+', body), 'diff --git a/b b/b', '+b'],
    ['+[redacted]', 'diff --git a/b b/b', '+b'],
  ],
])('%s is not shown, and what is around it is', (_what, lines, shown) => {
  expect(withoutKeys(lines)).toEqual(shown);
});

test('an ordinary diff stays as it is', () => {
  const lines = ['@@ -1,3 +1,3 @@ def run():', ' start_job()', '-serve()', '+serve(port)', ` ${body[0]}`, ' x'];
  expect(withoutKeys(lines)).toEqual(lines);
});
