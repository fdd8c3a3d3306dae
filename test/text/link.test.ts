import { expect, test } from 'vitest';
import { isLink } from '../../src/text/link.js';

test.each([
  ['https://issues.test/1', true],
  ['HTTPS://issues.test/1?a=b#c', true],
  ['http://issues.test/1', false],
  ['https://ada:hunter2@issues.test/1', false],
  ['https://ada@issues.test/1', false],
  ['https://issues.test/1 and more', false],
  ['https://', false],
  ['issues.test/1', false],
  ['javascript:alert(1)', false],
  [`https://issues.test/${'x'.repeat(2000)}`, false],
  ['', false],
])('%s is a link: %s', (text, expected) => {
  expect(isLink(text)).toBe(expected);
});
