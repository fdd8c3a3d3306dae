import { expect, test } from 'vitest';
import { readIcs } from '../../src/calendar/ics.js';
import { NotACalendar } from '../../src/calendar/ics-error.js';
import { calendarOf, event } from './ics-files.js';

const days = { from: '2026-11-01', to: '2027-01-31' };
const read = (bytes: Uint8Array | string, options = {}) =>
  readIcs(Buffer.from(bytes), days, 'Europe/Istanbul', options);
const summaries = (bytes: Uint8Array | string) => read(bytes).events.map(({ summary }) => summary);

const leave = event('SUMMARY:Annual leave (Gökmen)', 'DTSTART;VALUE=DATE:20261102', 'DTEND;VALUE=DATE:20261121');

test('a line that is folded in the middle of a letter is put together before it is decoded', () => {
  const [before = '', after = ''] = calendarOf(leave).split('ö');
  const folded = Buffer.concat([
    Buffer.from(before),
    Buffer.from([0xc3]),
    Buffer.from('\r\n '),
    Buffer.from([0xb6]),
    Buffer.from(after),
  ]);
  expect(summaries(folded)).toEqual(['Annual leave (Gökmen)']);
});

test.each([
  ['spaces', '\r\n '],
  ['tabs', '\r\n\t'],
  ['without carriage returns', '\n '],
  ['with doubled carriage returns', '\r\r\n '],
])('lines are folded with %s', (_, fold) => {
  expect(summaries(calendarOf(leave).replace('Annual leave', `Annual lea${fold}ve`))).toEqual([
    'Annual leave (Gökmen)',
  ]);
});

test('lines may end in any way, begin with a byte order mark, and be written in small letters', () => {
  const text = calendarOf(leave);
  expect(summaries(text.replaceAll('\r\n', '\n'))).toHaveLength(1);
  expect(summaries(text.replaceAll('\r\n', '\r'))).toHaveLength(1);
  expect(summaries(text.replaceAll('\r\n', '\r\n\r\n'))).toHaveLength(1);
  expect(summaries(`\uFEFF${text}`)).toHaveLength(1);
  expect(summaries(text.replace('BEGIN:VEVENT', 'Begin:vEvent').replace('DTSTART', 'dtstart'))).toHaveLength(1);
});

test('what is escaped in a summary is what somebody wrote', () => {
  expect(summaries(calendarOf(event('DTSTART:20261102', 'SUMMARY:Berlin\\, then\\; home\\nc:\\\\n \\x')))).toEqual([
    'Berlin, then; home\nc:\\n \\x',
  ]);
});

test('a parameter may hold what otherwise ends it', () => {
  const lines = ['DTSTART;X-A="a:b;c,d";VALUE=DATE;X-B=1,"2:3":20261102', 'SUMMARY;LANGUAGE=en:x: y; z'];
  expect(summaries(calendarOf(event(...lines)))).toEqual(['x: y; z']);
});

test('an alarm, a zone and a to-do are no events', () => {
  const alarm = ['BEGIN:VALARM', 'DTSTART:19700101T000000', 'SUMMARY:ring', 'END:VALARM'];
  const zone =
    'BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nEND:STANDARD\r\nEND:VTIMEZONE';
  const todo = 'BEGIN:VTODO\r\nDTSTART:20261102\r\nBEGIN:VEVENT\r\nDTSTART:20261102\r\nEND:VEVENT\r\nEND:VTODO';
  const found = read(calendarOf(zone, todo, event('SUMMARY:x', ...alarm, 'DTSTART:20261102', ...alarm)));
  expect(found).toMatchObject({ events: [{ summary: 'x', from: '2026-11-02' }], problems: [] });
});

test('out of office is what the calendar says', () => {
  const busy = (status: string) => event('DTSTART:20261102', `X-MICROSOFT-CDO-BUSYSTATUS:${status}`);
  const { events } = read(calendarOf(busy('OOF'), busy('oof '), busy('BUSY'), event('DTSTART:20261102')));
  expect(events.map(({ outOfOffice }) => outOfOffice)).toEqual([true, true, false, false]);
});

test('short events come only when they are asked for, with their moments', () => {
  const text = calendarOf(event('SUMMARY:Release', 'DTSTART:20261102T080000Z', 'DURATION:PT90M'));
  expect(read(text)).toEqual({ events: [], problems: [], doubts: [] });
  const moments = { from: { date: '2026-11-02', minutes: 660 }, to: { date: '2026-11-02', minutes: 750 } };
  expect(read(text, { short: true })).toMatchObject({ events: [], short: [{ summary: 'Release', moments }] });
});

test('two calendars in one file are both read, and what follows them is not', () => {
  expect(summaries(`${calendarOf(leave)}${calendarOf(leave)}BEGIN\r\n<!-- cached -->`)).toHaveLength(2);
});

test('a calendar without events is empty; that is no mistake', () => {
  expect(read(calendarOf())).toEqual({ events: [], problems: [], doubts: [] });
});

test.each([
  ['nothing', '', 'is empty'],
  ['blank lines', '\r\n \r\n\t', 'is empty'],
  [
    'a login page',
    '<!DOCTYPE html><html><title>Sign in</title></html>',
    'is a web page, not a calendar (a page to log in, perhaps)',
  ],
  ['a page with blank lines above', '\n\n  <html>', 'is a web page, not a calendar (a page to log in, perhaps)'],
  ['JSON', '{"error":"token expired"}', 'is no calendar: it does not begin with BEGIN:VCALENDAR'],
  ['a single event', event('DTSTART:20261102'), 'is no calendar: it does not begin with BEGIN:VCALENDAR'],
  ['a contact', 'BEGIN:VCARD\r\nEND:VCARD', 'is no calendar: it does not begin with BEGIN:VCALENDAR'],
  [
    'a calendar in a page',
    `<pre>${calendarOf(leave)}</pre>`,
    'is a web page, not a calendar (a page to log in, perhaps)',
  ],
  [
    'one that is cut off between events',
    calendarOf(leave).replace('END:VCALENDAR\r\n', ''),
    'is cut off: it has no END:VCALENDAR',
  ],
  ['one that is cut off in an event', calendarOf(leave).slice(0, 120), 'is cut off: it has no END:VCALENDAR'],
  ['a second one that is cut off', `${calendarOf(leave)}BEGIN:VCALENDAR\r\n`, 'is cut off: it has no END:VCALENDAR'],
  [
    'parts that cross',
    calendarOf('BEGIN:VEVENT', 'BEGIN:VALARM', 'END:VEVENT', 'END:VALARM'),
    'is broken in line 6: END:VEVENT ends nothing that began',
  ],
  [
    'an event that never ends',
    calendarOf('BEGIN:VEVENT', 'DTSTART:20261102'),
    'is broken in line 6: END:VCALENDAR ends nothing that began',
  ],
  ['a calendar in a calendar', calendarOf(calendarOf()), 'is broken in line 4: BEGIN:VCALENDAR does not belong there'],
  ['UTF-16', Buffer.from(`\uFEFF${calendarOf(leave)}`, 'utf16le'), 'has text in line 1 that is not UTF-8'],
  ['Latin-1', Buffer.from(calendarOf(leave), 'latin1'), 'has text in line 5 that is not UTF-8'],
  ['more than 5 MB', Buffer.alloc(5_000_001, 10), 'is larger than 5 MB'],
  [
    'more than 20 000 events',
    calendarOf(...Array.from({ length: 20_001 }, () => event())),
    'has more than 20000 events',
  ],
])('%s is not a calendar', (_, bytes, reason) => {
  expect(() => read(bytes)).toThrow(new NotACalendar(reason));
});

/** Whatever somebody puts into a calendar, a question waits for it: a bound far above what it takes. */
test.each([
  ['five million blank lines', `BEGIN:VCALENDAR${'\n'.repeat(4_999_900)}END:VCALENDAR`],
  ['one line of five million folds', `BEGIN:VCALENDAR\r\nX:${'\r\n '.repeat(1_600_000)}\r\nEND:VCALENDAR`],
  [
    'a parameter that is never closed',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;X="${'a'.repeat(4_900_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  ],
  [
    'a million parameters',
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART${';A=B'.repeat(1_200_000)}\nEND:VEVENT\nEND:VCALENDAR`,
  ],
  [
    '20 000 events that repeat',
    calendarOf(...Array.from({ length: 20_000 }, () => event('DTSTART:10000101', 'RRULE:FREQ=WEEKLY'))),
  ],
  [
    '20 000 rules that name no day',
    calendarOf(
      ...Array.from({ length: 20_000 }, () =>
        event('DTSTART:10000101', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9'),
      ),
    ),
  ],
  [
    '20 000 times in another zone',
    calendarOf(
      ...Array.from({ length: 20_000 }, () => event('DTSTART;TZID=America/New_York:20261102T000000', 'DURATION:P1D')),
    ),
  ],
  [
    '20 000 zones that nobody knows',
    calendarOf(
      ...Array.from({ length: 20_000 }, (_, n) => event(`DTSTART;TZID=Z${n}:20261102T000000`, 'DURATION:P1D')),
    ),
  ],
  [
    'many exceptions of many dates',
    calendarOf(
      event(
        'DTSTART:20261102',
        'RRULE:FREQ=WEEKLY',
        `EXDATE:${'20261103,'.repeat(200_000)}`,
        `RDATE:${'20261104,'.repeat(200_000)}`,
      ),
    ),
  ],
  [
    '20 000 that replace one',
    calendarOf(...Array.from({ length: 20_000 }, () => event('UID:1', 'DTSTART:20261102', 'RECURRENCE-ID:20261102'))),
  ],
  ['a deep nest', calendarOf('BEGIN:X\r\n'.repeat(200_000), 'END:X\r\n'.repeat(200_000))],
])('%s hang nothing', (_, text) => {
  const started = performance.now();
  try {
    read(text, { short: true });
  } catch (error) {
    expect(error).toBeInstanceOf(NotACalendar);
  }
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('many problems are told in few sentences, and none is forgotten', () => {
  const { problems, doubts } = read(calendarOf(...Array.from({ length: 100 }, () => event('DTSTART:soon'))));
  expect(doubts).toHaveLength(100);
  expect(problems).toHaveLength(21);
  expect(problems.at(-1)).toBe('80 more of its events cannot be understood.');
});
