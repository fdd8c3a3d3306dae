import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryDirectory } from '../helpers/repository.js';
import { cli } from './cli.js';

/** `shipit vacation` in a directory that is no repository, on Tuesday 24 November 2026. */
function away() {
  const { shipit, env } = cli('');
  const cwd = temporaryDirectory();
  const file = join(env['SHIPIT_CONFIG_DIR'] ?? '', 'me.yml');
  return {
    cwd,
    file,
    text: () => readFileSync(file, 'utf8'),
    write: (text: string) => {
      mkdirSync(env['SHIPIT_CONFIG_DIR'] ?? '', { recursive: true });
      writeFileSync(file, text);
    },
    vacation: (...args: readonly string[]) => {
      const now = { SHIPIT_NOW: '2026-11-24T11:42:00Z', TZ: 'UTC' };
      const { status, stdout, stderr } = shipit(['vacation', ...args], { cwd, env: now });
      return { status, stdout, stderr };
    },
  };
}

test('leave is written down, listed and taken out again, without any repository', () => {
  const { vacation, file, text } = away();
  expect(vacation()).toEqual({
    status: 0,
    stdout: `No leave is written down.\nIn ${file}, for your eyes only.\n`,
    stderr: '',
  });
  expect(existsSync(file)).toBe(false);
  expect(vacation('add', '2026-11-02..2026-11-20', '--note', 'Lisbon')).toEqual({
    status: 0,
    stdout: 'Written down: Mon 2 Nov – Fri 20 Nov, 15 working days\n',
    stderr: `${counted} In ${file}, for your eyes only.\n`,
  });
  vacation('add', '2026-11-24');
  vacation('add', '2026-12-24..2027-01-03');
  expect(vacation('list').stdout).toBe(`  1  Mon 2 Nov – Fri 20 Nov  15 working days  past  Lisbon
  2  Tue 24 Nov              1 working day    now
  3  Thu 24 Dec – Sun 3 Jan  7 working days   next

${counted} In ${file}, for your eyes only.
`);
  expect(vacation('remove', '2').stdout).toBe('Removed: Tue 24 Nov\n');
  expect(text()).toContain('absences:\n  - 2026-11-02..2026-11-20 # Lisbon\n  - 2026-12-24..2027-01-03\n');
});

const counted = 'Working days (mon tue wed thu fri; a checklist counts its own) are counted without holidays.';

test('it is said whose working days are counted', () => {
  const { vacation, write } = away();
  write('work_days: mon-sun\n');
  const { stdout, stderr } = vacation('add', '2026-11-02..2026-11-20');
  expect(stdout).toContain('19 working days');
  expect(stderr).toContain('Working days (yours: mon tue wed thu fri sat sun) are counted without holidays.');
});

test('what is there already is not written twice', () => {
  const { vacation, text } = away();
  vacation('add', '2026-11-02..2026-11-20');
  const before = text();
  expect(vacation('add', '2026-11-02..2026-11-20').stdout).toMatch(/^Written down already/);
  expect(text()).toBe(before);
});

test('leave that overlaps with other leave is written down, and it is said with which', () => {
  const { vacation, cwd, text } = away();
  vacation('add', '2026-11-02..2026-11-20');
  expect(vacation('add', '2026-11-21..2026-11-22').stdout).not.toContain('overlaps');
  expect(vacation('add', '2026-11-16..2026-12-01').stdout).toBe(`Written down: Mon 16 Nov – Tue 1 Dec, 12 working days
It overlaps with 1 (Mon 2 Nov – Fri 20 Nov), 2 (Sat 21 Nov – Sun 22 Nov); a day that stands twice counts once.
`);
  writeFileSync(join(cwd, 'leave.ics'), calendar);
  vacation('add', '2026-12-31');
  expect(vacation('import', 'leave.ics').stdout).toContain(
    'Mon 28 Dec – Fri 1 Jan, 5 working days, overlaps with 4 (Thu 31 Dec): Vacation in Lisbon',
  );
  expect(text()).toContain('- 2026-12-28..2027-01-01');
});

test('`--json` is for programs', () => {
  const { vacation, write, file } = away();
  write('work_days: sun-thu\nabsences: [2026-11-02..2026-11-20, "ics:https://calendar.test/private-key/a.ics"]\n');
  expect(JSON.parse(vacation('list', '--json').stdout)).toEqual({
    schema: 1,
    file,
    today: '2026-11-24',
    work_days: ['sun', 'mon', 'tue', 'wed', 'thu'],
    absences: [
      { n: 1, from: '2026-11-02', to: '2026-11-20', workdays: 14, when: 'past', note: null },
      { n: 2, ics: 'at calendar.test', all: false, note: null },
    ],
  });
  expect(vacation().stdout).not.toContain('private-key');
});

test.each([
  [['add', '2026-02-30'], 'there is no day 2026-02-30\n  → that month has 28 days'],
  [['add', '2026-13-01'], 'there is no day 2026-13-01\n  → write YEAR-MONTH-DAY: 2026-11-02'],
  [['add', '2026-11-20..2026-11-02'], 'ends before it begins\n  → did you mean 2026-11-02..2026-11-20?'],
  [['add', '2', 'weeks'], '`2 weeks` is not a range of days\n  → write the first and the last day'],
  [['add', '02.11.2026'], 'is not a range of days\n  → write the first and the last day'],
  [['add', '2026-11-02', '2026-11-20'], 'is not a range of days\n  → did you mean 2026-11-02..2026-11-20?'],
  [['add', '2026-11-2 - 2026-11-20'], 'did you mean 2026-11-02..2026-11-20?'],
  [['add', '2026-11-02..20'], 'did you mean 2026-11-02..2026-11-20?'],
  [['add', '2026-11-02..2028-11-20'], '750 days long; at most 400 are written down at once\n  → is the year right?'],
  [['add', '2062-11-02'], 'begins in 36 years\n  → is the year right?'],
  [['add', '2026-11-02', '--note', ' '], '--note is empty'],
  [['add'], "missing required argument 'range'"],
  [['2026-11-02'], 'did you mean `shipit vacation add 2026-11-02`?'],
  [['lst'], 'did you mean `shipit vacation list`?'],
  [['remove', '1'], 'there is no absence 1: no leave is written down'],
  [['import', 'not-there.ics'], 'not-there.ics does not exist'],
  [['add', '\u001b[31m2026\u202e'], 'U+001B'],
])('%j is one clear sentence, and nothing is written', (args, sentence) => {
  const { vacation, file } = away();
  const { status, stderr, stdout } = vacation(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr + stdout).not.toMatch(/[\u001b\u202e]/);
  expect(existsSync(file)).toBe(false);
});

test.each(['0', '3', '-1', 'x', '1.5', '1e0'])('there is no absence %s', (n) => {
  const { vacation, write, text } = away();
  write('absences: [2026-11-02, 2026-11-03]\n');
  const { status, stderr } = n.startsWith('-') ? vacation('remove', '--', n) : vacation('remove', n);
  expect([status, stderr]).toEqual([2, expect.stringContaining('there are 1 to 2')]);
  expect(text()).toBe('absences: [2026-11-02, 2026-11-03]\n');
});

const broken = 'absences: [monday]\nwork_day: mon\n';

test.each([[['list']], [['add', '2026-12-24']], [['remove', '1']]])(
  'with mistakes in the file, %j tells all of them and changes nothing',
  (args) => {
    const { vacation, write, text, file } = away();
    write(broken);
    const { status, stderr } = vacation(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(`${file}:1:12 \`absences\` is neither a date nor a calendar`);
    expect(stderr).toContain(`${file}:2:1 unknown key \`work_day\``);
    expect(stderr).toContain('did you mean `work_days`?');
    expect(text()).toBe(broken);
  },
);

test('a link is read, and not written to', () => {
  const { vacation, write, file, cwd } = away();
  const elsewhere = join(cwd, 'elsewhere.yml');
  writeFileSync(elsewhere, 'absences: [2026-11-02]\n');
  write('');
  rmSync(file);
  symlinkSync(elsewhere, file);
  expect(vacation('list').stdout).toContain('Mon 2 Nov');
  const { status, stderr } = vacation('add', '2026-12-24');
  expect([status, stderr]).toEqual([2, expect.stringContaining('is a symbolic link, and shipit writes to no link')]);
  expect(readFileSync(elsewhere, 'utf8')).toBe('absences: [2026-11-02]\n');
});

const calendar = `BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Vacation in Lisbon
DTSTART;VALUE=DATE:20261228
DTEND;VALUE=DATE:20270102
END:VEVENT
BEGIN:VEVENT
UID:2
SUMMARY:Conference
DTSTART;VALUE=DATE:20261201
DTEND;VALUE=DATE:20261203
END:VEVENT
BEGIN:VEVENT
UID:3
SUMMARY:Leave
DTSTART;VALUE=DATE:20260101
RRULE:FREQ=MONTHLY;BYSETPOS=1;BYDAY=MO
END:VEVENT
END:VCALENDAR
`;

test('a calendar is taken over once, and what was not understood is said', () => {
  const { vacation, cwd, text } = away();
  writeFileSync(join(cwd, 'leave.ics'), calendar);
  const { status, stdout, stderr } = vacation('import', 'leave.ics');
  expect([status, stdout]).toEqual([
    0,
    `  Mon 28 Dec – Fri 1 Jan, 5 working days: Vacation in Lisbon
1 leave, read once.
Is one no leave? \`shipit vacation\` has the number of each for \`shipit vacation remove\`.
`,
  ]);
  expect(stderr).toContain('1 other event of whole days: not leave by the title');
  expect(stderr).toContain('Not understood, so not among them: The event in line 15');
  expect(text()).toContain('absences:\n  - 2026-12-28..2027-01-01\n');
  expect(vacation('import', 'leave.ics').stdout).toContain('5 working days, written down already');
  vacation('import', 'leave.ics', '--all');
  expect(text()).toContain('- 2026-12-01..2026-12-02\n');
  expect(text()).not.toMatch(/Lisbon|Conference/);
});

test('what was taken for leave is shown with its title, made harmless', () => {
  const { vacation, cwd } = away();
  const holiday = (title: string): string =>
    `BEGIN:VEVENT\nUID:${title.length}\nSUMMARY:${title}\nDTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261203\nEND:VEVENT\n`;
  const events = `${holiday('Holiday campaign')}${holiday('Holiday \u001b[31m\u202e!')}`;
  writeFileSync(join(cwd, 'leave.ics'), `BEGIN:VCALENDAR\nVERSION:2.0\n${events}END:VCALENDAR\n`);
  expect(vacation('import', 'leave.ics').stdout).toContain(
    '  Tue 1 Dec – Wed 2 Dec, 2 working days: Holiday campaign, Holiday \\u{202e}!\n',
  );
});

test('a calendar can be kept, to be read at every run', () => {
  const { vacation, cwd, text } = away();
  writeFileSync(join(cwd, 'leave.ics'), calendar);
  const { stdout } = vacation('import', 'leave.ics', '--keep');
  expect(stdout).toContain(`Added: the calendar ${join(cwd, 'leave.ics')}`);
  expect(stdout).toContain('It is read anew at every run; now it has 1 leave.');
  vacation('import', 'ics:leave.ics', '--keep', '--all');
  expect(text()).toContain(
    `absences:\n  - ics:${join(cwd, 'leave.ics')}\n  - { ics: ${join(cwd, 'leave.ics')}, all: true }\n`,
  );
  expect(vacation('import', 'leave.ics', '--keep').stdout).toContain('There already: the calendar');
});
