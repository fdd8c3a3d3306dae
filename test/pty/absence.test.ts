import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { addDays, civil } from '../../src/calendar/civil.js';
import { temporaryDirectory } from '../helpers/repository.js';
import { answer, launch, read, type Story, story, tap, type } from '../helpers/story.js';
import { keys } from '../helpers/terminal.js';

/** A zone in which it is about noon, whenever this runs: no story may see the day change. */
const tz = zoneAtNoon(new Date());
const today = civil(new Date(), tz).date;
const daysAgo = (days: number): string => addDays(today, -days);
const noonOf = (date: string): string => `${date}T12:00:00${offsetOf(tz)}`;

const bob = { name: 'Bob', email: 'bob@x.test' };

/** A project whose team works on all days, three weeks of changes by Bob, and what the operator keeps about themselves. */
function back(me: string) {
  const config = temporaryDirectory();
  writeFileSync(join(config, 'me.yml'), me, { mode: 0o600 });
  const made = story(['absence', '{ask: "Is the sky clear?", id: sky}'], `calendar: {tz: ${tz}, work_days: mon-sun}\n`);
  made.commit('Upgrade the tls library', {}, { ...bob, at: noonOf(daysAgo(20)) });
  const head = made.commit('Move orders into another table', {}, { ...bob, at: noonOf(daysAgo(2)) });
  return {
    ...made,
    commitId: head,
    phrase: `production ${head.slice(0, 7)}`,
    open: (options: Parameters<Story['open']>[0] = {}) =>
      made.open({ rows: 40, columns: 120, ...options, env: { SHIPIT_CONFIG_DIR: config, ...options.env } }),
    me: () => readFileSync(join(config, 'me.yml'), 'utf8'),
  };
}

const leave = `absences: [${daysAgo(21)}..${daysAgo(1)}]\n`;
const headline = 'Is today your first day back after time off?';

test('the first day back from three weeks of leave is a no-go with the list of what changed; it stops, and the log says why', async () => {
  const project = back(leave);
  await using terminal = project.open();
  const screen = await read(terminal, headline);
  expect(screen).toMatch(/NO-GO {2}first working day back after 21 working days off/);
  expect(screen).toContain('While you were away');
  expect(screen).toMatch(
    /2 commits by 1 person, newest first:[\s\S]*Move orders into another table[\s\S]*Upgrade the tls/,
  );
  terminal.press('s');
  expect((await terminal.exited).exitCode).toBe(10);
  expect(project.deployed()).toBeUndefined();
  expect(project.answers()).toEqual(['absence/back stop human']);
  expect(project.records().find(({ type: name }) => name === 'evidence')).toMatchObject({
    check: 'absence',
    verdict: 'no-go',
    facts: {
      state: 'back',
      source: 'manual',
      absence: { from: daysAgo(21), to: daysAgo(1), workdays: 21 },
      day_back: 1,
      rest: 1,
      changes: { commits: 2, people: 1, deploys: 0 },
    },
  });
});

test('whoever has read the list can go on, with a reason', async () => {
  const project = back(leave);
  await using terminal = project.open();
  await answer(terminal, headline, 'o');
  await terminal.see('Why go on despite this no-go?');
  await type(terminal, 'read the list with Bob beside me');
  await terminal.see('Have you read the list of changes?');
  await type(terminal, 'no');
  await terminal.see('Then look at it first');
  terminal.press(keys.home);
  await tap(terminal, keys.delete, keys.delete);
  await type(terminal, 'yes');
  await answer(terminal, 'Is the sky clear?', 'g');
  expect(await read(terminal, 'To launch, type')).toContain('OVERRIDDEN: read the list with Bob beside me');
  await launch(terminal, project);
  expect((await terminal.exited).exitCode).toBe(0);
  expect(project.deployed()).toBe(project.commitId);
  expect(project.records().find(({ how }) => how === 'override')).toMatchObject({
    check: 'absence',
    facet: 'back',
    question: headline,
    reason: 'read the list with Bob beside me',
    follow_up: { question: 'Have you read the list of changes?', answer: 'yes' },
    findings: ['absence:back'],
  });
});

test('three weeks without a trace are asked about once: "No, I was here" is remembered', async () => {
  const project = back('emails: [ada@home.test]\n');
  for (const days of [34, 33, 32, 31, 30]) {
    project.commit(`Own work`, {}, { email: 'ada@home.test', at: noonOf(daysAgo(days)) });
  }
  {
    await using terminal = project.open();
    const screen = await read(terminal, 'You seem to have been away since');
    expect(screen).toMatch(/WARN {2}no trace of you on the last 29 working days/);
    expect(screen.replace(/\s*\n[^│]*│\s*/g, ' ')).toContain(`shipit vacation add ${daysAgo(29)}..${daysAgo(1)}`);
    terminal.press('g');
    await answer(terminal, 'Is the sky clear?', 's');
    expect((await terminal.exited).exitCode).toBe(10);
  }
  expect(project.answers()).toEqual(['absence/inferred go accepted-warning', 'sky stop human']);
  await using again = project.open();
  await answer(again, 'Is the sky clear?', 's');
  await again.exited;
  expect(project.answers()).toEqual(['absence go auto', 'sky stop human']);
});

test('a private file with a mistake stops before the first question', async () => {
  const project = back('absences: [monday]\n');
  await using terminal = project.open();
  const { exitCode } = await terminal.exited;
  expect(exitCode).toBe(2);
  expect(terminal.screen()).toMatch(/me\.yml:1:12 `absences` is neither a date nor a calendar/);
});

function zoneAtNoon(now: Date): string {
  const hours = 12 - now.getUTCHours();
  return hours === 0 ? 'UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}

/** POSIX turns the sign round. */
function offsetOf(zone: string): string {
  const [, sign = '', hours = '0'] = /GMT([-+])(\d+)/.exec(zone) ?? [];
  return `${sign === '-' ? '+' : '-'}${hours.padStart(2, '0')}:00`.replace('-00:00', '+00:00');
}
