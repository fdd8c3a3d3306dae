import { expect, test } from 'vitest';
import { createRunId, isRunId, runIdTime } from '../../src/audit/run-id.js';

test('a run id is the second it began and ten random digits', () => {
  const id = createRunId(new Date('2026-07-27T10:15:00.987Z'), () => '8f3a1c22d0ffff');
  expect(id).toBe('20260727T101500Z-8f3a1c22d0');
  expect(isRunId(id)).toBe(true);
  expect(runIdTime(id)).toBe('2026-07-27T10:15:00Z');
});

test('a source of randomness that gives too little is a bug', () => {
  expect(() => createRunId(new Date(0), () => '123')).toThrow(RangeError);
  expect(() => createRunId(new Date(0), () => 'XXXXXXXXXX')).toThrow(RangeError);
});

test.each([
  '',
  '../../x',
  '20260727T101500Z',
  '20260727T101500Z-8f3a1c22d',
  '20260727T101500Z-8F3A1C22D0',
  '20260727T101500Z-8f3a1c22d0/..',
  '20260727T101500Z-8f3a1c22d0\n',
])('%j is no run id', (text) => {
  expect(isRunId(text)).toBe(false);
});
