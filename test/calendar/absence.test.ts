import { expect, test } from 'vitest';
import { type LeaveRules, leaveState } from '../../src/calendar/absence.js';
import { addDays, type CivilDate, parseDateRange } from '../../src/calendar/civil.js';
import { parseDays } from '../../src/calendar/days.js';

interface Written {
  readonly leave?: readonly string[];
  readonly days?: string;
  readonly holidays?: readonly string[];
  readonly min?: number;
  readonly rest?: number;
}

/** Three weeks of leave, and a holiday on the Monday after it. */
const rules = ({ leave = ['2026-11-02..2026-11-20'], days, holidays, min, rest }: Written = {}): LeaveRules => ({
  leaves: leave.flatMap((text) => parseDateRange(text) ?? []),
  calendar: { workDays: parseDays(days ?? 'mon-fri') ?? [], holidays: new Set(holidays ?? ['2026-11-23']) },
  min: min ?? 3,
  rest: rest ?? 1,
});

/** `back, day 1 after 15 (2026-11-02..2026-11-20), wait until 2026-11-25` */
function told(today: CivilDate, written?: Written): string {
  const state = leaveState(today, rules(written));
  if (state.state === 'here') {
    return `here${state.absence === undefined ? '' : `, day ${state.dayBack} after ${state.absence.workdays}`}`;
  }
  const { from, to, workdays } = state.absence;
  const leave = `${workdays} (${from}..${to})`;
  return state.state === 'away'
    ? `away ${leave}`
    : `back, day ${state.dayBack} after ${leave}, wait until ${state.waitUntil}`;
}

const threeWeeks = '15 (2026-11-02..2026-11-20)';

test.each<[string, CivilDate, Written, string]>([
  ['A1 the last day of leave', '2026-11-20', {}, `away ${threeWeeks}`],
  ['the Sunday after it', '2026-11-22', {}, `back, day 0 after ${threeWeeks}, wait until 2026-11-25`],
  ['the holiday after it', '2026-11-23', {}, `back, day 0 after ${threeWeeks}, wait until 2026-11-25`],
  ['A2 the first working day', '2026-11-24', {}, `back, day 1 after ${threeWeeks}, wait until 2026-11-25`],
  ['A2 the second', '2026-11-25', {}, 'here, day 2 after 15'],
  ['A2 the second, with rest 2', '2026-11-25', { rest: 2 }, `back, day 2 after ${threeWeeks}, wait until 2026-11-26`],
  ['A3 two days off', '2026-11-24', { leave: ['2026-11-19..2026-11-20'] }, 'here, day 1 after 2'],
  [
    'A4 two leaves over a weekend',
    '2026-11-24',
    { leave: ['2026-11-02..2026-11-06', '2026-11-09..2026-11-20'] },
    `back, day 1 after ${threeWeeks}, wait until 2026-11-25`,
  ],
  [
    'three days off',
    '2026-11-24',
    { leave: ['2026-11-18..2026-11-20'] },
    'back, day 1 after 3 (2026-11-18..2026-11-20), wait until 2026-11-25',
  ],
  ['no leave', '2026-11-24', { leave: [] }, 'here'],
  ['A5 leave in the future', '2026-11-24', { leave: ['2026-11-30..2026-12-04'] }, 'here'],
])('%s: %s', (_name, today, written, expected) => {
  expect(told(today, written)).toBe(expected);
});

test.each<[string, CivilDate, Written, string]>([
  [
    'A4 also in the order they were not taken in, and when they overlap',
    '2026-11-24',
    { leave: ['2026-11-09..2026-11-20', '2026-11-02..2026-11-10'] },
    `back, day 1 after ${threeWeeks}, wait until 2026-11-25`,
  ],
  [
    'A4 over a holiday Monday',
    '2026-12-01',
    { leave: ['2026-11-18..2026-11-20', '2026-11-24..2026-11-30'] },
    'back, day 1 after 8 (2026-11-18..2026-11-30), wait until 2026-12-02',
  ],
  [
    'a working day between two leaves parts them',
    '2026-11-24',
    { leave: ['2026-11-02..2026-11-18', '2026-11-20'] },
    'here, day 2 after 13',
  ],
  [
    'the weekend between two weeks of leave is leave',
    '2026-11-07',
    { leave: ['2026-11-02..2026-11-06', '2026-11-09..2026-11-20'] },
    `away ${threeWeeks}`,
  ],
  ['the weekend before a leave is none', '2026-10-31', {}, 'here'],
  [
    'leave written from Saturday to Sunday is measured in working days',
    '2026-11-24',
    { leave: ['2026-10-31..2026-11-22'] },
    'back, day 1 after 15 (2026-10-31..2026-11-22), wait until 2026-11-25',
  ],
  [
    'on a Saturday of it one is on leave',
    '2026-11-21',
    { leave: ['2026-10-31..2026-11-22'] },
    'away 15 (2026-10-31..2026-11-22)',
  ],
  [
    'A2 the weekend after a first day on Friday still waits for Monday',
    '2026-11-28',
    { leave: ['2026-11-02..2026-11-26'] },
    'back, day 1 after 18 (2026-11-02..2026-11-26), wait until 2026-11-30',
  ],
  [
    'work on two days a week: the first of them',
    '2026-11-25',
    { days: 'tue-wed', leave: ['2026-11-02..2026-11-24'] },
    'back, day 1 after 7 (2026-11-02..2026-11-24), wait until 2026-12-01',
  ],
  [
    'work on two days a week: leave between them is none',
    '2026-11-24',
    { days: 'tue-wed', leave: ['2026-11-19..2026-11-23'] },
    'here',
  ],
  [
    'a week that begins on Sunday: the first day',
    '2026-11-22',
    { days: 'sun-thu', leave: ['2026-11-08..2026-11-19'] },
    'back, day 1 after 10 (2026-11-08..2026-11-19), wait until 2026-11-24',
  ],
  [
    'a week that begins on Sunday: its Friday is no working day',
    '2026-11-20',
    { days: 'sun-thu', leave: ['2026-11-08..2026-11-19'], holidays: [] },
    'back, day 0 after 10 (2026-11-08..2026-11-19), wait until 2026-11-23',
  ],
  [
    'ill on the first day back: the next one is the first',
    '2026-11-26',
    { leave: ['2026-11-02..2026-11-20', '2026-11-25'], rest: 2 },
    `back, day 2 after ${threeWeeks}, wait until 2026-11-27`,
  ],
  [
    'another leave right after the first day back is waited for, too',
    '2026-11-24',
    { leave: ['2026-11-02..2026-11-20', '2026-11-25..2026-11-27'] },
    `back, day 1 after ${threeWeeks}, wait until 2026-12-01`,
  ],
  [
    'a leave that ends on New Year’s Eve is bridged over New Year',
    '2027-01-04',
    { leave: ['2026-12-21..2026-12-31'], holidays: ['2026-12-25', '2027-01-01'] },
    'back, day 1 after 8 (2026-12-21..2026-12-31), wait until 2027-01-05',
  ],
  [
    'without any working day nobody comes back, and nothing hangs',
    '2026-11-24',
    { days: 'mon', holidays: everyMonday(), min: 1, leave: ['2026-11-02..2026-11-20'] },
    'here',
  ],
])('%s: %s', (_name, today, written, expected) => {
  expect(told(today, written)).toBe(expected);
});

test('a leave of two years is one', () => {
  expect(told('2026-11-24', { leave: ['2024-11-25..2026-11-20'], holidays: [] })).toBe('here, day 2 after 520');
});

test('rest 0 asks only on leave', () => {
  expect(told('2026-11-24', { rest: 0 })).toBe('here, day 1 after 15');
  expect(told('2026-11-20', { rest: 0 })).toBe(`away ${threeWeeks}`);
});

function everyMonday(): readonly string[] {
  return Array.from({ length: 300 }, (_, week) => addDays('2023-01-02', week * 7));
}
