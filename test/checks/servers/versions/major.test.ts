import { expect, test } from 'vitest';
import { majorChanged } from '../../../../src/checks/servers/versions/major.js';
import type { Scheme } from '../../../../src/checks/servers/versions/order.js';

test.each<[Scheme | 'none', string, string, boolean]>([
  ['dpkg', '3.0.17-1', '3.0.19-1', false],
  ['dpkg', '1.9-1', '2.0-1', true],
  // Another epoch is another way of counting.
  ['dpkg', '1:9.2p1-2', '1:10.0p1-1', true],
  ['dpkg', '9.2p1-2', '1:9.2p1-2', true],
  ['dpkg', '0:1.2', '1.3', false],
  ['rpm', '1:1.1.1k-9.el8', '1:3.0.7-24.el9', true],
  ['rpm', '0:4.18-1', '4.19-1', false],
  ['apk', '3.1.4-r5', '3.2.0-r0', false],
  ['pep440', '1!2.0', '1!3.0', true],
  ['pep440', '1.26.18', '2.2.1', true],
  ['semver', '4.18.2', '5.0.0', true],
  ['semver', 'v4.18.2', '4.19.0', false],
  ['none', 'r12', 'r13', true],
  // Dates: no new year breaks anything.
  ['dpkg', '20230311', '20240203~deb12u1', false],
  ['dpkg', '2024a-0+deb12u1', '2025b-0+deb12u1', false],
  ['pep440', '2023.3', '2024.1', false],
  // A number that large is no date.
  ['dpkg', '1234.5', '1235.5', true],
  // Where there is no number nothing is claimed.
  ['none', 'main', 'next', false],
])('%s: from %s to %s another major: %s', (scheme, from, to, expected) => {
  expect([majorChanged(scheme, from, to), majorChanged(scheme, to, from)]).toEqual([expected, expected]);
});
