import { expect, test } from 'vitest';
import { parseAcks } from '../../../src/checklist/acks.js';
import { keyOf } from '../../../src/checks/servers/diff-key.js';

const hostile = [
  'a b',
  'a*b',
  'a#b',
  'a: b',
  '"quoted"',
  "it's",
  '\u001b[31m',
  '\u202e',
  '{a}',
  'a\nb',
  '\ud800',
  '%2A',
  'ü',
];

test('a key can be written into the file of acknowledgements as it is, whatever a host calls its things', () => {
  for (const name of hostile) {
    const key = `servers:changed:${keyOf(['pkg', name, '1>2'], 'web1')}`;
    const text = `- key: ${key}\n  reason: it was tried\n  by: ada\n  at: 2026-11-20\n  until: 2026-12-20\n`;
    expect(parseAcks(text, 'acks.yml').map((ack) => ack.key)).toEqual([key]);
    expect(key).toMatch(/^[!-~]+$/);
    expect(key).not.toContain('*');
  }
});

test('different things have different keys', () => {
  const names = [...hostile, 'a_b', 'a%20b', 'x'.repeat(300), `${'x'.repeat(300)}y`];
  expect(new Set(names.map((name) => keyOf(['pkg', name], 'web1'))).size).toBe(names.length);
});

test('a long one fits, keeps its beginning, and ends with its host', () => {
  const key = keyOf(['pkg', 'y'.repeat(1000)], 'web1');
  expect(key).toMatch(/^pkg:y+~[0-9a-f]{12}:web1$/);
  expect(key.length).toBeLessThanOrEqual(200);
  expect(keyOf(['pkg', 'a'], 'h'.repeat(1000)).length).toBeLessThanOrEqual(200);
});

test('an ordinary one is as it is written in the documentation', () => {
  expect(keyOf(['pkg', 'openssl', '3.0.17-1~deb12u1>1:3.0.19-1+b1'], 'deploy@web1.example.org')).toBe(
    'pkg:openssl:3.0.17-1~deb12u1>1:3.0.19-1+b1:deploy@web1.example.org',
  );
});
