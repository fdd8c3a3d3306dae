import { expect, test } from 'vitest';
import type { Calendar, Checklist } from '../../src/checklist/model.js';
import type { GatherContext } from '../../src/checks/kind.js';
import { window } from '../../src/checks/window.js';
import { lookAtCalendar } from '../../src/checks/window-now.js';
import { windowDetail } from '../../src/checks/window-show.js';
import { calendar, facet, freeze, look, problems, step } from './looking.js';

test.each([
  ['W1', '2026-11-19T11:42:00+03:00', {}, {}],
  ['W2', '2026-11-20T11:42:00+03:00', {}, { last_day: 'no-go' }],
  ['W3', '2026-12-24T11:42:00+03:00', {}, { last_day: 'no-go' }],
  ['W4', '2026-05-13T11:42:00+03:00', {}, { before_day_off: 'warn' }],
  ['W4, the bridge day', '2026-05-15T11:42:00+03:00', {}, { last_day: 'no-go' }],
  ['W5', '2026-04-02T11:42:00+03:00', {}, { last_day: 'no-go' }],
  ['W5, after the break', '2026-04-07T11:42:00+03:00', {}, { after_break: 'warn' }],
  ['W6', '2026-11-19T11:42:00+03:00', { workDays: ['sun', 'mon', 'tue', 'wed', 'thu'] }, { last_day: 'no-go' }],
  ['W6, on Sunday', '2026-11-22T11:42:00+03:00', { workDays: ['sun', 'mon', 'tue', 'wed', 'thu'] }, {}],
  ['W7 in Istanbul', '2026-11-20T22:30:00Z', {}, { day: 'no-go' }],
  ['W7 in New York', '2026-11-20T22:30:00Z', { tz: 'America/New_York' }, { last_day: 'no-go', hours: 'no-go' }],
  ['W8', '2026-11-19T15:20:00+03:00', {}, { hours: 'no-go' }],
  ['W8, the hour that comes twice', '2026-10-25T01:30:00Z', { tz: 'Europe/Berlin' }, { day: 'no-go' }],
] satisfies [string, string, Partial<Calendar>, Record<string, string>][])(
  '%s: %s',
  async (_, now, changes, expected) => {
    expect(problems(await look(now, changes))).toEqual(expected);
  },
);

test('the summary is the value, never a bare tick', async () => {
  const found = await look('2026-11-19T11:42:00+03:00');
  expect(found.summary).toBe('Thu 19 Nov, next day off Sat 21 Nov · 11:42 Europe/Istanbul, latest start 15:00');
  expect((await look('2026-11-21T11:42:00+03:00')).summary).toBe(
    'Sat 21 Nov, not a working day, the next is Mon 23 Nov · 11:42 Europe/Istanbul',
  );
});

test.each([
  ['2026-11-20T11:42:00+03:00', 'last_day', 'Fri 20 Nov is the last working day before 2 days off'],
  ['2026-12-24T11:42:00+03:00', 'last_day', 'Thu 24 Dec is the last working day before 3 days off'],
  ['2026-11-21T11:42:00+03:00', 'day', 'Saturday is not a working day'],
  ['2026-12-25T11:42:00+03:00', 'day', 'Fri 25 Dec is a holiday'],
  ['2026-11-19T15:20:00+03:00', 'hours', '15:20, latest start was 15:00'],
  ['2026-11-19T15:01:00+03:00', 'hours', '15:01, latest start was 15:00'],
  ['2026-11-19T15:00:59+03:00', 'hours', '15:00, latest start 15:00'],
  ['2026-11-19T08:59:00+03:00', 'hours', '08:59, staffed hours begin at 09:00'],
  ['2026-05-13T11:42:00+03:00', 'before_day_off', 'tomorrow is a day off (1 day)'],
  ['2026-04-07T11:42:00+03:00', 'after_break', 'first working day after 4 days off'],
])('at %s, %s says: %s', async (now, name, summary) => {
  expect(facet(await look(now), name).summary).toBe(summary);
});

test('before the staffed hours the question is about them', async () => {
  const hours = facet(await look('2026-11-19T06:11:00+03:00'), 'hours');
  expect(hours).toMatchObject({ verdict: 'no-go', question: 'Is it within staffed hours (09:00–16:00)?' });
});

test.each([
  ['a day off', '2026-11-21T06:11:00+03:00', {}, {}],
  ['a holiday', '2026-12-25T06:11:00+03:00', {}, {}],
  [
    'no deploy day',
    '2026-11-20T17:11:00+03:00',
    { workDays: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
    { days: 'mon-thu' },
  ],
] satisfies [string, string, Partial<Calendar>, unknown][])(
  'on %s only `day` speaks',
  async (_, now, changes, options) => {
    const found = await look(now, changes, options);
    expect(problems(found)).toEqual({ day: 'no-go' });
    expect(facet(found, 'hours').verdict).toBe('n/a');
    expect(found.summary).not.toContain('latest start');
  },
);

test('questions name what they ask about', async () => {
  const found = await look('2026-11-20T11:42:00+03:00');
  expect(facet(found, 'hours').question).toBe('Can this deploy end before 16:00?');
  expect(facet(found, 'day').question).toBe('Is Friday one of our deploy days?');
});

test('deploy days of the checklist win over work days, also on a weekend', async () => {
  const friday = await look('2026-11-20T11:42:00+03:00', {}, { days: 'mon-thu' });
  expect(facet(friday, 'day')).toMatchObject({
    verdict: 'no-go',
    summary: 'Friday is not one of the deploy days (Mon, Tue, Wed, Thu)',
  });
  const saturday = await look('2026-11-21T11:42:00+03:00', {}, { days: ['sat'] });
  expect(problems(saturday)).toEqual({});
});

test.each([
  ['the option', { finish: '2h' }, [step], '14:00'],
  [
    'the time limits of the steps',
    {},
    [
      { ...step, timeoutMs: 20 * 60_000 },
      { ...step, timeoutMs: 10 * 60_000 },
    ],
    '15:30',
  ],
  ['an hour without them', {}, [step], '15:00'],
  ['no less than an hour if a step has none', {}, [{ ...step, timeoutMs: 20 * 60_000 }, step], '15:00'],
  ['more if one step alone takes longer', {}, [{ ...step, timeoutMs: 90 * 60_000 }, step], '14:30'],
])('the latest start comes from %s', async (_, options, steps, latest) => {
  const found = await look('2026-11-19T11:42:00+03:00', {}, options, steps);
  expect(found.facts?.['latest_start']).toBe(latest);
});

test('a deploy longer than the day never fits', async () => {
  const found = await look('2026-11-19T11:42:00+03:00', {}, { finish: '9h' });
  expect(facet(found, 'hours')).toMatchObject({ verdict: 'no-go', summary: 'it may take 9 h, staffed hours are 7 h' });
  expect(found.facts?.['next_good']).toBeNull();
});

test('without staffed hours there is no question about them', async () => {
  const { hours: _, ...rest } = calendar;
  const checklist = { calendar: rest, deploy: { steps: [step] } } as unknown as Checklist;
  const context = { checklist, now: new Date('2026-11-20T23:00:00+03:00') } as unknown as GatherContext;
  const found = await window.gather?.(window.options.parse({}), context);
  expect(facet(found ?? { summary: '' }, 'hours').verdict).toBe('n/a');
  expect(found?.detail?.[0]).toBe('next good moment: Mon 23 Nov');
});

test('a freeze blocks until it ends, and takes a second person', async () => {
  const found = await look('2026-12-21T11:42:00+03:00', {
    freezes: [freeze('yearly 12-18..01-03', { name: 'year end' })],
  });
  expect(facet(found, 'freeze')).toMatchObject({
    verdict: 'no-go',
    summary: 'year end until Mon 4 Jan 00:00',
    override: 'second',
    findings: [{ key: 'year end', verdict: 'no-go' }],
  });
  expect(found.facts?.['freeze']).toEqual({ name: 'year end', until: '2027-01-04 00:00', allow: [] });
  expect(found.facts?.['next_good']).toBe('2027-01-04 09:00');
});

test('a freeze that lets hotfixes pass still blocks, and says so', async () => {
  const found = await look('2026-11-19T11:42:00+03:00', { freezes: [freeze('2026-11-19', { allow: ['hotfix'] })] });
  expect(facet(found, 'freeze')).toMatchObject({
    verdict: 'no-go',
    summary:
      'freeze 2026-11-19 until Fri 20 Nov 00:00 (it lets hotfix pass, but no item `lane` says which lane this is)',
  });
});

test.each([
  [[freeze('2026-11-19', { override: 'reason' })], 'reason'],
  [[freeze('2026-11-19', { override: 'reason' }), freeze('daily 11:00..12:00')], 'second'],
  [[freeze('2026-11-19'), freeze('daily 11:00..12:00', { override: 'no' })], 'no'],
])('of several freezes the strictest override counts', async (freezes, override) => {
  expect(facet(await look('2026-11-19T11:42:00+03:00', { freezes }), 'freeze').override).toBe(override);
});

test('freezes of the checklist come on top of those of the calendar', async () => {
  const found = await look(
    '2026-11-19T11:42:00+03:00',
    {},
    { freezes: [{ when: 'daily 11:00..12:00', name: 'noon' }] },
  );
  expect(facet(found, 'freeze').summary).toBe('noon until Thu 19 Nov 12:00');
  expect(found.detail?.[0]).toBe('next good moment: Thu 19 Nov 12:00');
});

test('two weeks are shown in words', async () => {
  const found = await look(
    '2026-12-21T11:42:00+03:00',
    { freezes: [freeze('2026-12-29..2026-12-30')] },
    { days: 'mon-wed' },
  );
  expect(found.detail?.slice(0, 3)).toEqual([
    'next good moment: now',
    '21 Dec: Mon–Wed work, Thu last, Fri holiday, Sat–Sun off',
    '28 Dec: Mon work, Tue–Wed freeze, Thu last, Fri holiday, Sat–Sun off',
  ]);
});

test('what is logged is the zone, and the day and hour there', async () => {
  expect((await look('2026-05-15T11:42:00+03:00')).facts).toEqual({
    tz: 'Europe/Istanbul',
    civil: '2026-05-15 11:42',
    weekday: 'fri',
    working: true,
    off_after: 2,
    off_before: 1,
    holidays_hit: ['2026-05-14'],
    freeze: null,
    latest_start: '15:00',
    next_good: '2026-05-18 09:00',
    clock_skew: null,
  });
});

test('a team that never works and a holiday of a thousand years hang nothing', async () => {
  expect(problems(await look('2026-11-19T11:42:00+03:00', { workDays: [] }))).toEqual({ day: 'no-go' });
  const found = await look('2026-11-19T11:42:00+03:00', { holidays: ['1900-01-01..9999-12-31'] });
  expect(facet(found, 'day').summary).toBe('Thu 19 Nov is a holiday');
  expect(found.detail?.[0]).toBe('next good moment: none in the next 60 days');
});

test('options read from a checklist come back from JSON as they were', () => {
  const options = window.options.parse({
    days: 'mon-thu',
    hours: '10:00-16:00',
    finish: '45m',
    break_days: 5,
    freezes: [{ when: 'weekly fri 12:00..mon 08:00', override: 'reason' }],
  });
  expect(options).toEqual({
    days: ['mon', 'tue', 'wed', 'thu'],
    hours: { from: 600, to: 960 },
    finish: 2_700_000,
    break_days: 5,
    freezes: [{ when: 'weekly fri 12:00..mon 08:00', allow: [], override: 'reason' }],
  });
  expect(JSON.parse(JSON.stringify(options))).toEqual(options);
});

test.each([
  { day: 'mon' },
  { days: 'someday' },
  { hours: '16:00-10:00' },
  { finish: '1 hour' },
  { finish: '0m' },
  { break_days: 1 },
  { freezes: [{ when: 'whenever' }] },
  { freezes: ['weekly fri 12:00..mon 08:00'] },
])('%j is refused', (options) => {
  expect(window.options.safeParse(options).success).toBe(false);
});

test.each([
  ['Europe/London', '08:42 where you are (Europe/London)'],
  ['Pacific/Kiritimati', '22:42 where you are (Pacific/Kiritimati)'],
  ['Pacific/Honolulu', 'Wed 18 Nov 22:42 where you are (Pacific/Honolulu)'],
])('an operator in %s sees both clocks', (zone, line) => {
  const options = window.options.parse({});
  const look = lookAtCalendar(options, { calendar, deploy: { steps: [step] } }, new Date('2026-11-19T08:42:00Z'), zone);
  expect(windowDetail(look)).toContain(line);
});

test('a calendar without a zone is the operator’s', () => {
  const { tz: _, ...nowhere } = calendar;
  const options = window.options.parse({});
  const written = { calendar: nowhere, deploy: { steps: [step] } };
  const look = lookAtCalendar(options, written, new Date('2026-11-19T08:42:00Z'), 'Pacific/Honolulu');
  expect(look).toMatchObject({ tz: 'Pacific/Honolulu', now: { date: '2026-11-18' }, elsewhere: undefined });
});
