import { expect, test } from 'vitest';
import { readIcs } from '../../src/calendar/ics.js';
import { calendarOf, event } from './ics-files.js';

const days = { from: '2026-11-01', to: '2027-01-31' };
const read = (...events: readonly string[]) => readIcs(Buffer.from(calendarOf(...events)), days, 'UTC');
const berlin = ['DTSTART;TZID=Europe/Berlin:20261102T000000', 'DTEND;TZID=Europe/Berlin:20261104T000000'];

test('a calendar of 500 KB in which everything has one UID does not freeze the walk: it is not understood', () => {
  const pair = [
    event('UID:1', 'RECURRENCE-ID:20261102T000000Z', 'DTSTART;VALUE=DATE:20261102'),
    event('UID:1', ...berlin),
  ];
  const began = performance.now();
  const { problems } = read(...Array.from({ length: 2500 }, () => pair).flat());
  expect(performance.now() - began).toBeLessThan(4000);
  expect(problems[0]).toContain('cannot be understood: another one has its UID, and part of one of them is replaced');
});

test.each(['EXDATE', 'RDATE'])('a list of 400 000 days (%s) is not followed to its end', (name) => {
  const { events, problems } = read(
    event('UID:1', 'DTSTART;VALUE=DATE:20261102', 'RRULE:FREQ=WEEKLY', `${name};VALUE=DATE:${'20210101,'.repeat(4e5)}`),
  );
  expect(events).toEqual([]);
  expect(problems).toEqual(['The event in line 4 repeats too often to be followed.']);
});

test('an event of which too many days are replaced is not followed', () => {
  const standIn = event('UID:1', ...Array.from({ length: 50_001 }, () => 'RECURRENCE-ID:20261102T000000Z'));
  expect(read(event('UID:1', ...berlin), standIn).problems[0]).toBe(
    'The event in line 4 repeats too often to be followed.',
  );
});

test('leave without a UID is not taken away by what replaces an event that it does not name', () => {
  const day = ['DTSTART;VALUE=DATE:20261102'];
  const { events } = read(event(...day), event(...day, 'RECURRENCE-ID;VALUE=DATE:20261102', 'STATUS:CANCELLED'));
  expect(events.map(({ from }) => from)).toEqual(['2026-11-02']);
});

test('events that carelessly share a UID are understood as long as none of them is replaced', () => {
  const { events, problems } = read(event('UID:1', ...berlin), event('UID:1', 'DTSTART;VALUE=DATE:20261110'));
  expect([events.length, problems]).toEqual([2, []]);
});
