import { expect, test } from 'vitest';
import { readIcs } from '../../src/calendar/ics.js';
import { calendarOf, event } from './ics-files.js';

const days = { from: '2026-11-01', to: '2027-01-31' };

/** What is read of one event, in Istanbul. */
const read = (...lines: readonly string[]) =>
  readIcs(Buffer.from(calendarOf(event(...lines))), days, 'Europe/Istanbul');

/** `2026-11-02..2026-11-20`, for each event. */
const ranges = (...lines: readonly string[]): readonly string[] =>
  read(...lines).events.map(({ from, to }) => `${from}..${to}`);

test.each([
  [
    'DTEND is the first day that no longer belongs',
    ['DTSTART;VALUE=DATE:20261102', 'DTEND;VALUE=DATE:20261121'],
    '2026-11-02..2026-11-20',
  ],
  ['eight digits are a day without VALUE=DATE', ['DTSTART:20261102', 'DTEND:20261121'], '2026-11-02..2026-11-20'],
  ['no DTEND is one day', ['DTSTART;VALUE=DATE:20261224'], '2026-12-24..2026-12-24'],
  ['a day that is its own end is one day', ['DTSTART:20261224', 'DTEND:20261224'], '2026-12-24..2026-12-24'],
  ['DURATION in weeks', ['DTSTART:20261102', 'DURATION:P2W'], '2026-11-02..2026-11-15'],
  ['DURATION in days', ['DTSTART:20261102', 'DURATION:P3D'], '2026-11-02..2026-11-04'],
  ['DURATION in hours', ['DTSTART:20261102', 'DURATION:PT48H'], '2026-11-02..2026-11-03'],
  [
    'Outlook: midnight to midnight with a Windows zone',
    ['DTSTART;TZID="W. Europe Standard Time":20261102T000000', 'DTEND;TZID="W. Europe Standard Time":20261107T000000'],
    '2026-11-02..2026-11-06',
  ],
  [
    'Outlook: the zone by its description',
    [
      'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin":20261102T000000',
      'DTEND;TZID="(UTC+01:00) Amsterdam, Berlin":20261107T000000',
    ],
    '2026-11-02..2026-11-06',
  ],
  ['times without a zone', ['DTSTART:20261102T080000', 'DTEND:20261106T180000'], '2026-11-02..2026-11-06'],
  [
    'from the evening before to the morning of the return',
    ['DTSTART:20261106T170000', 'DTEND:20261116T080000'],
    '2026-11-07..2026-11-15',
  ],
  ['midnight here, written in UTC', ['DTSTART:20261101T210000Z', 'DTEND:20261106T210000Z'], '2026-11-02..2026-11-06'],
  ['midnight in UTC', ['DTSTART:20261102T000000Z', 'DTEND:20261107T000000Z'], '2026-11-02..2026-11-06'],
  [
    'midnight in a known zone',
    ['DTSTART;TZID=Europe/Berlin:20261102T000000', 'DTEND;TZID=Europe/Berlin:20261107T000000'],
    '2026-11-02..2026-11-06',
  ],
  [
    'a zone with the prefix of its maker',
    ['DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261102T000000', 'DURATION:P1D'],
    '2026-11-02..2026-11-02',
  ],
  [
    'start and end in two zones',
    ['DTSTART:20261101T210000Z', 'DTEND;TZID=Europe/Istanbul:20261107T000000'],
    '2026-11-02..2026-11-06',
  ],
  ['22 hours count', ['DTSTART:20261102T000000', 'DTEND:20261102T220000'], '2026-11-02..2026-11-02'],
  [
    '22 hours from one noon to before the next',
    ['DTSTART:20261102T123000', 'DTEND:20261103T103000'],
    '2026-11-02..2026-11-02',
  ],
  [
    'over the change of the clock',
    ['DTSTART;TZID=America/New_York:20261101T000000', 'DURATION:P1D'],
    '2026-11-01..2026-11-01',
  ],
])('%s', (_, lines, range) => {
  expect(read(...lines).problems).toEqual([]);
  expect(ranges(...lines)).toEqual([range]);
});

test.each([
  ['a timed event of less than 22 hours', ['DTSTART:20261102T000000', 'DTEND:20261102T215900']],
  [
    'a dentist in a zone that nobody knows',
    ['DTSTART;TZID=Mars/Base:20261102T100000', 'DTEND;TZID=Mars/Base:20261102T110000'],
  ],
  ['a moment', ['DTSTART:20261102T100000Z']],
  ['what was cancelled', ['DTSTART:20261102', 'STATUS:CANCELLED']],
  ['another time', ['DTSTART:20250102']],
  ['a date that does not exist, in what was cancelled', ['DTSTART:20260230', 'STATUS:CANCELLED']],
  ['a rule that is not understood, but ended long ago', ['DTSTART:20190102', 'RRULE:FREQ=MONTHLY;UNTIL=20191231']],
  ['a rule that is not understood, but begins later', ['DTSTART:20280102', 'RRULE:FREQ=MONTHLY']],
  ['an unknown zone years ago', ['DTSTART;TZID=Mars/Base:20200102T000000', 'DTEND;TZID=Mars/Base:20200105T000000']],
])('%s is neither a day off nor a problem', (_, lines) => {
  expect(read(...lines)).toEqual({ events: [], problems: [], doubts: [] });
});

test.each([
  ['no start', ['SUMMARY:x'], 'has no start'],
  [
    'a day that does not exist',
    ['DTSTART;VALUE=DATE:20261131'],
    'cannot be understood: its start is no date that exists',
  ],
  ['words for a date', ['DTSTART:next Monday'], 'cannot be understood: its start is no date that exists'],
  ['25 hours', ['DTSTART:20261102T250000'], 'cannot be understood: its start is no date that exists'],
  [
    'a day that has a time',
    ['DTSTART;VALUE=DATE:20261102T000000'],
    'cannot be understood: its start is no date that exists',
  ],
  ['a broken end', ['DTSTART:20261102', 'DTEND:2026-11-21'], 'cannot be understood: its end is no date that exists'],
  ['an end before the start', ['DTSTART:20261121', 'DTEND:20261102'], 'cannot be understood: it ends before it starts'],
  [
    'a day with a time for its end',
    ['DTSTART:20261102', 'DTEND:20261121T000000'],
    'cannot be understood: only one of its start and its end has a time',
  ],
  ['a duration backwards', ['DTSTART:20261102', 'DURATION:-P1D'], 'cannot be understood: its duration is none'],
  ['an empty duration', ['DTSTART:20261102', 'DURATION:P'], 'cannot be understood: its duration is none'],
  ['two starts', ['DTSTART:20261102', 'DTSTART:20261103'], 'cannot be understood: it has DTSTART more than once'],
  [
    'a line without a colon',
    ['DTSTART;VALUE=DATE 20261102'],
    'cannot be understood: its DTSTART is no line of a calendar',
  ],
  [
    'an unknown zone',
    ['DTSTART;TZID=Middle-earth/Shire:20261102T000000', 'DTEND;TZID=Middle-earth/Shire:20261107T000000'],
    'cannot be understood: its start is in a time zone that is not known',
  ],
  [
    'an unknown zone at the end only',
    ['DTSTART:20261102T000000Z', 'DTEND;TZID=Middle-earth/Shire:20261102T010000'],
    'cannot be understood: its end is in a time zone that is not known',
  ],
  ['a thousand years', ['DTSTART:10000101', 'DTEND:99991231'], 'lasts more than a hundred years'],
  ['a rule by months', ['DTSTART:20261102', 'RRULE:FREQ=MONTHLY'], 'repeats by a rule that is not understood'],
  ['a rule by days', ['DTSTART:20261102', 'RRULE:FREQ=DAILY;COUNT=3'], 'repeats by a rule that is not understood'],
  [
    'a part of a rule',
    ['DTSTART:20261102', 'RRULE:FREQ=YEARLY;BYSETPOS=1'],
    'repeats by a rule that is not understood',
  ],
  ['an empty rule', ['DTSTART:20261102', 'RRULE:'], 'repeats by a rule that is not understood'],
  [
    'two rules',
    ['DTSTART:20261102', 'RRULE:FREQ=YEARLY', 'RRULE:FREQ=WEEKLY'],
    'cannot be understood: it has RRULE more than once',
  ],
  [
    'a broken exception',
    ['DTSTART:20261102', 'RRULE:FREQ=YEARLY', 'EXDATE:soon'],
    'cannot be understood: one of its excepted dates is no date that exists',
  ],
  [
    'a further date as a period',
    ['DTSTART:20261102', 'RDATE;VALUE=PERIOD:20261103T000000Z/P1D'],
    'cannot be understood: one of its further dates is no date that exists',
  ],
  [
    'all that follow',
    ['UID:1', 'DTSTART:20261102', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20261102'],
    'cannot be understood: it replaces all that follow, too',
  ],
  [
    'nobody knows what',
    ['DTSTART:20261102', 'RECURRENCE-ID:20261102'],
    'cannot be understood: it replaces an event that it does not name',
  ],
])('%s is a problem, never nothing', (_, lines, problem) => {
  expect(read(...lines)).toMatchObject({ events: [], problems: [`The event in line 4 ${problem}.`] });
});
