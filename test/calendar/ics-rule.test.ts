import { expect, test } from 'vitest';
import { readIcs } from '../../src/calendar/ics.js';
import { calendarOf, event } from './ics-files.js';

const years = { from: '2026-01-01', to: '2028-12-31' };

const read = (text: string, days = years) => readIcs(Buffer.from(text), days, 'Europe/Istanbul');

/** The first days of what is read of one event. */
const starts = (...lines: readonly string[]): readonly string[] => {
  const { events, problems } = read(calendarOf(event(...lines)));
  return [...problems, ...events.map(({ from }) => from)];
};

test.each([
  ['FREQ=YEARLY', '20201225', ['2026-12-25', '2027-12-25', '2028-12-25']],
  ['freq=yearly', '20201225', ['2026-12-25', '2027-12-25', '2028-12-25']],
  ['FREQ=YEARLY;INTERVAL=2', '20201225', ['2026-12-25', '2028-12-25']],
  ['FREQ=YEARLY;COUNT=8', '20201225', ['2026-12-25', '2027-12-25']],
  ['FREQ=YEARLY;UNTIL=20271225', '20201225', ['2026-12-25', '2027-12-25']],
  ['FREQ=YEARLY;UNTIL=20271224', '20201225', ['2026-12-25']],
  // Midnight of the 25th in Istanbul, and the 25th as it is written: whoever wrote it, it belongs.
  ['FREQ=YEARLY;UNTIL=20271224T210000Z', '20201225', ['2026-12-25', '2027-12-25']],
  ['FREQ=YEARLY;UNTIL=20271225T000000Z', '20201225', ['2026-12-25', '2027-12-25']],
  ['FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25', '20201225', ['2026-12-25', '2027-12-25', '2028-12-25']],
  ['FREQ=YEARLY;BYMONTH=12', '20201225', ['2026-12-25', '2027-12-25', '2028-12-25']],
  ['FREQ=YEARLY;BYMONTH=5,12;COUNT=3', '20260525', ['2026-05-25', '2026-12-25', '2027-05-25']],
  ['FREQ=YEARLY;BYMONTHDAY=31;COUNT=4', '20260131', ['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '20260228', ['2026-02-28', '2027-02-28', '2028-02-29']],
  ['FREQ=YEARLY', '20240229', ['2028-02-29']],
  // Thanksgiving, the last Monday of May, the first day of school.
  ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '20201126', ['2026-11-26', '2027-11-25', '2028-11-23']],
  ['FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', '20200525', ['2026-05-25', '2027-05-31', '2028-05-29']],
  ['FREQ=YEARLY;BYDAY=1MO', '20210104', ['2026-01-05', '2027-01-04', '2028-01-03']],
  ['FREQ=YEARLY;BYDAY=53FR', '20211231', ['2027-12-31']],
  ['FREQ=YEARLY;BYMONTH=12;BYDAY=WE;COUNT=3', '20261202', ['2026-12-02', '2026-12-09', '2026-12-16']],
  ['FREQ=WEEKLY;COUNT=3', '20261230', ['2026-12-30', '2027-01-06', '2027-01-13']],
  ['FREQ=WEEKLY;BYDAY=MO,FR;COUNT=4', '20261102', ['2026-11-02', '2026-11-06', '2026-11-09', '2026-11-13']],
  ['FREQ=WEEKLY;BYDAY=FR,MO;UNTIL=20261109', '20261102', ['2026-11-02', '2026-11-06', '2026-11-09']],
  ['FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;COUNT=2;WKST=MO', '20261101', ['2026-11-01', '2026-11-15']],
  // RFC 5545, section 3.3.10: the same rule from another first day of the week is another set of days.
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO',
    '20260804',
    ['2026-08-04', '2026-08-09', '2026-08-18', '2026-08-23'],
  ],
  [
    'FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU',
    '20260804',
    ['2026-08-04', '2026-08-16', '2026-08-18', '2026-08-30'],
  ],
  ['FREQ=WEEKLY;COUNT=315', '20200101', ['2026-01-07']],
  // A start that the rule does not name is there all the same, and counts.
  ['FREQ=WEEKLY;BYDAY=MO;COUNT=3', '20261104', ['2026-11-04', '2026-11-09', '2026-11-16']],
])('%s from %s', (rule, start, expected) => {
  expect(starts(`DTSTART;VALUE=DATE:${start}`, `RRULE:${rule}`)).toEqual(expected);
});

test.each([
  'FREQ=MONTHLY',
  'FREQ=DAILY',
  'FREQ=HOURLY',
  'FREQ=SOMETIMES',
  'FREQ=YEARLY;INTERVAL=0',
  'FREQ=YEARLY;INTERVAL=1.5',
  'FREQ=YEARLY;COUNT=0',
  'FREQ=YEARLY;COUNT=-1',
  'FREQ=YEARLY;COUNT=3;UNTIL=20271231',
  'FREQ=YEARLY;UNTIL=soon',
  'FREQ=YEARLY;BYSETPOS=1',
  'FREQ=YEARLY;BYWEEKNO=20',
  'FREQ=YEARLY;BYYEARDAY=100',
  'FREQ=YEARLY;BYMONTH=13',
  'FREQ=YEARLY;BYMONTHDAY=0',
  'FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR',
  'FREQ=YEARLY;BYDAY=XX',
  'FREQ=YEARLY;RSCALE=CHINESE',
  'FREQ=YEARLY;FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=1MO',
  'FREQ=WEEKLY;BYMONTH=12',
  'FREQ=WEEKLY;BYDAY=',
  'INTERVAL=2',
])('the rule %s is a problem', (rule) => {
  expect(starts('DTSTART;VALUE=DATE:20261102', `RRULE:${rule}`)).toEqual([
    'The event in line 4 repeats by a rule that is not understood.',
  ]);
});

test.each([
  ['EXDATE;VALUE=DATE:20271225', ['2026-12-25', '2028-12-25']],
  ['EXDATE;VALUE=DATE:20261225,20271225', ['2028-12-25']],
  ['EXDATE;VALUE=DATE:20261225\r\nEXDATE;VALUE=DATE:20281225', ['2027-12-25']],
  ['EXDATE:20271225T000000Z', ['2026-12-25', '2028-12-25']],
  ['RDATE;VALUE=DATE:20270501,20270502', ['2026-12-25', '2027-12-25', '2028-12-25', '2027-05-01', '2027-05-02']],
  ['RDATE;VALUE=DATE:20261225', ['2026-12-25', '2027-12-25', '2028-12-25']],
])('%s changes what a rule gives', (line, expected) => {
  expect(starts('DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY', line)).toEqual(expected);
});

test('exceptions count as repetitions', () => {
  const lines = ['DTSTART:20251225', 'RRULE:FREQ=YEARLY;COUNT=3', 'EXDATE:20261225'];
  expect(starts(...lines)).toEqual(['2027-12-25']);
});

test('exceptions of timed events are the same moment in any zone', () => {
  const lines = ['DTSTART;TZID=Europe/Istanbul:20261102T000000', 'DURATION:P1D', 'RRULE:FREQ=WEEKLY;COUNT=3'];
  expect(starts(...lines, 'EXDATE:20261108T210000Z')).toEqual(['2026-11-02', '2026-11-16']);
  expect(starts(...lines, 'EXDATE;TZID=Mars/Base:20261108T210000')).toEqual([
    'The event in line 4 cannot be understood: one of its excepted dates is in a time zone that is not known.',
  ]);
});

test('an event that stands in for an occurrence replaces it, also when it is cancelled', () => {
  const master = event('UID:1', 'DTSTART:20251225', 'RRULE:FREQ=YEARLY');
  const moved = event('UID:1', 'RECURRENCE-ID;VALUE=DATE:20261225', 'DTSTART:20261228');
  const cancelled = event('UID:1', 'RECURRENCE-ID:20271225', 'DTSTART:20271225', 'STATUS:CANCELLED');
  const other = event('UID:2', 'DTSTART:20281225');
  const { events, problems } = read(calendarOf(moved, master, cancelled, other));
  expect(problems).toEqual([]);
  expect(events.map(({ from }) => from)).toEqual(['2026-12-28', '2028-12-25', '2028-12-25']);
});

test('long repetitions that began before the days asked about reach into them', () => {
  const lines = ['DTSTART:20241220', 'DTEND:20250105', 'RRULE:FREQ=YEARLY'];
  const { events } = read(calendarOf(event(...lines)), { from: '2027-01-03', to: '2027-01-10' });
  expect(events).toMatchObject([{ from: '2026-12-20', to: '2027-01-04' }]);
});
