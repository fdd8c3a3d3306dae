import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Calendar } from '../../src/checklist/model.js';
import { window } from '../../src/checks/window.js';
import type { Calendars } from '../../src/world/calendars.js';
import { calendarOf, event } from '../calendar/ics-files.js';
import { calendarsIn } from '../helpers/calendars.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { closedPort, webServer } from '../helpers/web.js';
import { facet, freeze, look, problems, step } from './looking.js';

const thursday = '2026-11-19T11:42:00+03:00';
const written = { holidays: ['ics:ops/calendar.ics'] };

/** Looks with a calendar of these events in `ops/calendar.ics`. */
function lookWith(
  events: readonly string[],
  now = thursday,
  changes: Partial<Calendar> = written,
  options: unknown = {},
) {
  const root = temporaryDirectory();
  mkdirSync(join(root, 'ops'));
  writeFileSync(join(root, 'ops/calendar.ics'), calendarOf(...events));
  return look(now, changes, options, [step], calendarsIn(root));
}

const lookThrough = (calendars: Calendars, changes: Partial<Calendar>, now = thursday) =>
  look(now, changes, {}, [step], calendars);

const allUnknown = { last_day: 'unknown', day: 'unknown', before_day_off: 'unknown', after_break: 'unknown' };

test('all-day events are days off', async () => {
  const found = await lookWith([event('SUMMARY:Town day', 'DTSTART;VALUE=DATE:20261120')]);
  expect(problems(found)).toEqual({ last_day: 'no-go' });
  expect(found.summary).toMatch(/^Thu 19 Nov, next day off Fri 20 Nov/);
  expect(facet(found, 'last_day').summary).toBe('Thu 19 Nov is the last working day before 3 days off');
  expect(found.facts).toMatchObject({
    next_good: '2026-11-23 09:00',
    calendars: [{ name: 'ops/calendar.ics', read: true, copy_days: null, not_understood: 0 }],
  });
});

test('a calendar and written dates are taken together', async () => {
  const changes = { holidays: ['2026-11-19', 'ics:ops/calendar.ics'] };
  const found = await lookWith([event('DTSTART:20261120')], thursday, changes);
  expect(facet(found, 'day').summary).toBe('Thu 19 Nov is a holiday');
  expect(found.detail?.[1]).toMatch(/^19 Nov: Thu–Fri holiday, Sat–Sun off/);
});

test('a holiday that comes every year, and meetings that are none', async () => {
  const events = [
    event('SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY'),
    event('SUMMARY:Planning', 'DTSTART:20261124T100000Z', 'DTEND:20261124T120000Z'),
  ];
  expect(problems(await lookWith(events, '2026-12-24T11:42:00+03:00'))).toEqual({ last_day: 'no-go' });
  expect(problems(await lookWith(events, '2026-11-24T11:42:00+03:00'))).toEqual({});
});

test.each([
  ['a day', ['DTSTART;VALUE=DATE:20261119'], 'Code freeze until Fri 20 Nov 00:00'],
  ['three days', ['DTSTART;VALUE=DATE:20261118', 'DTEND;VALUE=DATE:20261121'], 'Code freeze until Sat 21 Nov 00:00'],
  ['some hours', ['DTSTART:20261119T080000Z', 'DTEND:20261119T100000Z'], 'Code freeze until Thu 19 Nov 13:00'],
  ['a night and a day', ['DTSTART:20261118T180000Z', 'DTEND:20261119T190000Z'], 'Code freeze until Thu 19 Nov 22:00'],
  ['every week', ['DTSTART:20260101', 'RRULE:FREQ=WEEKLY;BYDAY=TH'], 'Code freeze until Fri 20 Nov 00:00'],
])('an event of %s freezes just that', async (_, lines, summary) => {
  const freezes = [freeze('ics:ops/calendar.ics', { override: 'no' })];
  const found = await lookWith([event('SUMMARY:Code freeze', ...lines)], thursday, { freezes });
  expect(facet(found, 'freeze')).toMatchObject({
    verdict: 'no-go',
    summary,
    override: 'no',
    findings: [{ key: 'Code freeze' }],
  });
});

test.each([
  ['before', ['DTSTART:20261119T050000Z', 'DTEND:20261119T080000Z']],
  ['after', ['DTSTART:20261119T120000Z', 'DTEND:20261119T130000Z']],
  ['tomorrow', ['DTSTART;VALUE=DATE:20261120']],
])('a freeze that is %s now does not block now', async (_, lines) => {
  const found = await lookWith([event(...lines)], thursday, { freezes: [freeze('ics:ops/calendar.ics')] });
  expect(facet(found, 'freeze')).toMatchObject({ verdict: 'go', summary: 'no freeze in force' });
});

test('a freeze of the checklist can be a calendar, too; its name stands before that of the event', async () => {
  const options = { freezes: [{ when: 'ics:ops/calendar.ics', name: 'Shop' }] };
  const found = await lookWith([event('SUMMARY:Year end', 'DTSTART:20261119')], thursday, {}, options);
  expect(facet(found, 'freeze').summary).toBe('Shop (Year end) until Fri 20 Nov 00:00');
});

test('an unread calendar is never an empty one', async () => {
  const found = await look(thursday, { holidays: ['ics:ops/holidays.ics'] });
  expect(problems(found)).toEqual(allUnknown);
  expect(facet(found, 'last_day').summary).toBe(
    'The holidays are not known: the calendar ops/holidays.ics does not exist.',
  );
  expect(found.facts).toMatchObject({ working: null, off_after: null, next_good: null });
  expect(found.facts).toMatchObject({ calendars: [{ name: 'ops/holidays.ics', read: false }] });
  expect(found.summary).toContain('a day off on Sat 21 Nov or before');
  expect(found.detail?.[0]).toBe('next good moment: not known');
});

test('what is bad without a calendar stays bad', async () => {
  const found = await look('2026-11-20T11:42:00+03:00', { holidays: ['ics:ops/holidays.ics'] });
  expect(problems(found)).toMatchObject({ last_day: 'no-go', day: 'unknown' });
});

test('unread freezes leave the freeze unknown, and the key of a private calendar unseen', async () => {
  const url = `ics:http://127.0.0.1:${await closedPort()}/private-5f3c/basic.ics?key=s3cret`;
  const found = await look(thursday, { freezes: [freeze(url)] });
  expect(problems(found)).toEqual({ freeze: 'unknown' });
  expect(facet(found, 'freeze').summary).toMatch(
    /^The freezes are not known: the calendar at 127\.0\.0\.1:\d+ refused the connection\.$/,
  );
  expect(JSON.stringify(found)).not.toMatch(/5f3c|s3cret/);
});

test('a freeze by workdays needs the holidays, other freezes do not', async () => {
  const holidays = ['ics:ops/holidays.ics'];
  const byWorkdays = await look(thursday, { holidays, freezes: [freeze('monthly last 2 workdays')] });
  expect(facet(byWorkdays, 'freeze').verdict).toBe('unknown');
  const byClock = await look(thursday, { holidays, freezes: [freeze('daily 22:00..06:00')] });
  expect(facet(byClock, 'freeze').verdict).toBe('go');
});

const unclear = (...lines: readonly string[]): string => event('SUMMARY:Secret party', ...lines, 'DTEND:soon');

test.each([
  [
    'any day',
    ['DTSTART:some day', 'SUMMARY:x'],
    'In ops/calendar.ics, the event in line 4 cannot be understood: its start is no date that exists.',
  ],
  [
    'every month',
    ['DTSTART:20200101', 'RRULE:FREQ=MONTHLY'],
    'In ops/calendar.ics, the event in line 4 repeats by a rule that is not understood.',
  ],
  [
    'an unknown zone tomorrow',
    ['DTSTART;TZID=Mars/Base:20261120T000000', 'DTEND;TZID=Mars/Base:20261121T000000'],
    'In ops/calendar.ics, the event in line 4 cannot be understood: its start is in a time zone that is not known.',
  ],
])('an event that could be a day off by now (%s) makes the days unknown', async (_, lines, summary) => {
  const found = await lookWith([event(...lines)]);
  expect(problems(found)).toEqual(allUnknown);
  expect(facet(found, 'last_day').summary).toBe(summary);
  expect(found.detail).toContain(summary);
});

test('an event that cannot be a day off by now is a warning, and what hangs on it is not known', async () => {
  const lines = ['DTSTART;TZID=Mars/Base:20261203T000000', 'DTEND;TZID=Mars/Base:20261204T000000'];
  const found = await lookWith([event('SUMMARY:Secret party', ...lines)]);
  expect(problems(found)).toEqual({ day: 'warn' });
  expect(facet(found, 'day')).toMatchObject({
    summary: 'Thursday is a deploy day, as far as understood',
    findings: [
      {
        key: 'not-understood:ops/calendar.ics',
        verdict: 'warn',
        text: 'In ops/calendar.ics, the event in line 4 cannot be understood: its start is in a time zone that is not known.',
      },
    ],
  });
  expect(found.detail?.[0]).toBe('next good moment: now');
  expect(JSON.stringify(found)).not.toContain('Secret');

  const before = await lookWith([event(...lines)], '2026-11-27T17:42:00+03:00');
  expect(before.facts).toMatchObject({ next_good: '2026-11-30 09:00' });
  const justBefore = await lookWith([event(...lines)], '2026-11-30T17:42:00+03:00');
  expect(justBefore.facts).toMatchObject({ next_good: null });
  expect(justBefore.detail?.[0]).toBe('next good moment: not known');
});

test('the working days of the month count where a freeze counts them', async () => {
  const lines = ['DTSTART;TZID=Mars/Base:20261127T000000', 'DTEND;TZID=Mars/Base:20261128T000000'];
  const freezes = [freeze('monthly last 2 workdays')];
  const found = await lookWith([event(...lines)], '2026-11-17T11:42:00+03:00', { ...written, freezes });
  expect(facet(found, 'freeze').verdict).toBe('unknown');
});

test('a freeze that is not understood is unknown today, and a warning later', async () => {
  const freezes = [freeze('ics:ops/calendar.ics')];
  const of = (date: string) =>
    lookWith([event(`DTSTART;TZID=Mars/Base:${date}T100000`, 'DURATION:PT2H')], thursday, { freezes });
  expect(problems(await of('20261119'))).toEqual({ freeze: 'unknown' });
  expect(problems(await of('20261125'))).toEqual({ freeze: 'warn' });
  expect(problems(await of('20270625'))).toEqual({});
});

test('an event whose end is broken could still last', async () => {
  expect(problems(await lookWith([unclear('DTSTART:20260101')]))).toEqual(allUnknown);
});

test('of a calendar that cannot be read now the copy is used, with a warning', async () => {
  let answer = calendarOf(event('DTSTART:20261120'));
  let time = Date.parse('2026-11-16T08:42:00Z');
  const server = await webServer((_, response) => response.writeHead(answer === '' ? 503 : 200).end(answer));
  const calendars = calendarsIn('/nowhere', { now: () => new Date(time) });
  const source = `ics:${server}/private-5f3c/basic.ics`;
  const { host } = new URL(server);
  expect(problems(await lookThrough(calendars, { holidays: [source] }))).toEqual({ last_day: 'no-go' });

  answer = '';
  time += 3 * 24 * 3_600_000;
  const found = await lookThrough(calendars, { holidays: [source], freezes: [freeze(source)] });
  expect(problems(found)).toEqual({ last_day: 'no-go', day: 'warn', freeze: 'warn' });
  const why = `The calendar at ${host} answered with status 503; its copy of 3 days ago is used.`;
  expect(facet(found, 'day')).toMatchObject({
    summary: 'Thursday is a deploy day, by a calendar that is 3 days old',
    findings: [{ key: `old-copy:${host}`, verdict: 'warn', text: `calendar is 3 days old: ${why}` }],
  });
  expect(found.detail?.filter((line) => line === why)).toHaveLength(1);
  expect(JSON.stringify(found)).not.toContain('5f3c');

  time += 40 * 24 * 3_600_000;
  expect(problems(await lookThrough(calendars, { holidays: [source] }))).toEqual(allUnknown);
});

test('a login page with status 200 is unknown, never an empty calendar', async () => {
  const server = await webServer((_, response) => response.end('<!doctype html><form>password</form>'));
  const found = await lookThrough(calendarsIn('/nowhere'), { holidays: [`ics:${server}/x.ics`] });
  expect(problems(found)).toEqual(allUnknown);
  expect(facet(found, 'day').summary).toContain('is a web page, not a calendar (a page to log in, perhaps)');
});

test('a holiday calendar is asked for once, whatever it is used for', async () => {
  let asked = 0;
  const server = await webServer((_, response) => {
    asked++;
    response.end(calendarOf(event('DTSTART:20261120')));
  });
  const source = `ics:${server}/x.ics`;
  await lookThrough(calendarsIn('/nowhere'), { holidays: [source, source], freezes: [freeze(source)] });
  expect(asked).toBe(1);
});

test('thousands of freezes hang nothing: they are more than can be looked at', async () => {
  const events = Array.from({ length: 600 }, (_, n) =>
    event(`DTSTART:20261201T${String(n % 24).padStart(2, '0')}0000Z`, 'DURATION:PT1M'),
  );
  const found = await lookWith(events, thursday, { freezes: [freeze('ics:ops/calendar.ics')] });
  expect(facet(found, 'freeze')).toMatchObject({
    verdict: 'unknown',
    summary: 'There are more than 500 freezes, which is more than can be looked at.',
  });
});

test('the time limit leaves room for what a calendar of the web may take', () => {
  expect(window.timeoutMs).toBeGreaterThan(5_500);
});

test("a calendar whose last holiday is long past warns: last year's file is never a year without holidays", async () => {
  const old = await lookWith([event('SUMMARY:New year', 'DTSTART;VALUE=DATE:20260101')]);
  expect(problems(old)).toMatchObject({ day: 'warn' });
  expect(facet(old, 'day').findings).toEqual([
    {
      key: 'ran-out:ops/calendar.ics',
      verdict: 'warn',
      text: 'ops/calendar.ics has no day from two weeks ago on: it seems to have run out',
    },
  ]);
  const kept = [event('DTSTART;VALUE=DATE:20260101'), event('DTSTART;VALUE=DATE:20270101')];
  expect(problems(await lookWith(kept))).toEqual({});
});
