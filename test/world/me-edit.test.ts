import { expect, test } from 'vitest';
import { notesIn, withAbsence, withoutAbsence } from '../../src/world/me-edit.js';
import type { MyLeave } from '../../src/world/me-model.js';

const leave: MyLeave = { type: 'dates', from: '2026-11-02', to: '2026-11-20' };
const add = (text: string | undefined, note?: string): string => withAbsence(text, leave, 'me.yml', note);

const byHand = `# mine

emails: [ada@x.test]   # at work

# the year
absences:
  # summer
  - 2026-07-06..2026-07-24   # Lisbon

  # the calendar of the office
  - ics:~/leave.ics
work_days: mon-thu
`;

test('a new file says what it is', () => {
  expect(add(undefined)).toMatch(
    /^# About you, for shipit\. Private[\s\S]*\nabsences:\n {2}- 2026-11-02\.\.2026-11-20\n$/,
  );
});

test('what was written by hand stays as it is, with its comments and its order', () => {
  expect(add(byHand, 'three weeks')).toBe(
    byHand
      .replace('work_days', '  - 2026-11-02..2026-11-20 # three weeks\nwork_days')
      .replace('[ada@x.test]   #', '[ ada@x.test ] #')
      .replace('24   #', '24 #'),
  );
});

test.each([
  ['on one line', 'absences: [2026-12-24]\n', 'absences: [ 2026-12-24, 2026-11-02..2026-11-20 ]\n'],
  ['empty', 'absences: []\n', 'absences:\n  - 2026-11-02..2026-11-20\n'],
  ['with nothing after its key', 'absences:\n', 'absences:\n  - 2026-11-02..2026-11-20\n'],
  ['a single one', 'absences: 2026-12-24\n', 'absences:\n  - 2026-12-24\n  - 2026-11-02..2026-11-20\n'],
  ['not there', 'emails: a@x.test\n', 'emails: a@x.test\nabsences:\n  - 2026-11-02..2026-11-20\n'],
  ['in a file of comments', '# mine\n', '# mine\n\nabsences:\n  - 2026-11-02..2026-11-20\n'],
  [
    'with Windows line ends',
    'absences:\r\n  - 2026-12-24\r\n',
    'absences:\r\n  - 2026-12-24\r\n  - 2026-11-02..2026-11-20\r\n',
  ],
])('a list %s gets one more', (_name, before, after) => {
  expect(add(before)).toBe(after);
});

test('calendars are written as they are read', () => {
  const address = 'https://calendar.test/leave.ics';
  expect(withAbsence('absences: []\n', { type: 'ics', address, all: false }, 'me.yml')).toBe(
    `absences:\n  - ics:${address}\n`,
  );
  expect(withAbsence('absences: []\n', { type: 'ics', address, all: true }, 'me.yml')).toBe(
    `absences:\n  - { ics: ${address}, all: true }\n`,
  );
});

test('what is taken out takes its note along, and nothing else', () => {
  expect(withoutAbsence(byHand, 0, 'me.yml')).toContain('# the year\nabsences:\n');
  expect(withoutAbsence(byHand, 0, 'me.yml')).toMatch(/# summer[\s\S]*# the calendar of the office\n {2}- ics:/);
  expect(withoutAbsence(byHand, 0, 'me.yml')).not.toContain('Lisbon');
  expect(withoutAbsence(byHand, 1, 'me.yml')).toMatch(/2026-07-24 # Lisbon\n[\s\S]*# the calendar of the office/);
  expect(withoutAbsence('absences:\n  - 2026-12-24\n', 0, 'me.yml')).toBe('absences: []\n');
});

test('notes are the comments beside the absences', () => {
  expect(notesIn(byHand)).toEqual(['Lisbon', undefined]);
});

test('an invalid file is not touched', () => {
  expect(() => add('absences: [monday]\n')).toThrow(/neither a date nor a calendar/);
});
