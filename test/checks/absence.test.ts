import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { absence } from '../../src/checks/absence.js';
import type { FacetFound, Found, GatherContext, PastAnswer, PastRun } from '../../src/checks/kind.js';
import { type Me, nothingKnown } from '../../src/world/me-model.js';
import { parseMe } from '../../src/world/me-parse.js';
import { emptyRepository, repository, type TestRepository } from '../helpers/repository.js';
import { checklist, contextIn, gather } from './gathering.js';

const calendar = { ...checklist.calendar, holidays: ['2026-11-23'] };
const leave = 'absences: [2026-11-02..2026-11-20]';

interface Written {
  /** Text of `me.yml`. */
  readonly me?: string;
  readonly options?: unknown;
  readonly changes?: Partial<GatherContext>;
  readonly in?: TestRepository;
}

/** Looks at a day, 11:42 in UTC. */
async function look(day: string, { me, options = {}, changes = {}, in: given }: Written = {}): Promise<Found> {
  const { root } = given ?? repository();
  const known: Me = me === undefined ? nothingKnown : parseMe(me, 'me.yml');
  const context = await contextIn(root, {
    checklist: { ...checklist, calendar },
    now: new Date(`${day}T11:42:00Z`),
    me: async () => known,
    ...changes,
  });
  return gather(absence, options, context);
}

const facet = ({ facets = {} }: Found, name: string): FacetFound => facets[name] ?? { verdict: 'n/a', summary: 'none' };

/** `no-go go n/a`, for away, back and inferred. */
const verdicts = (found: Found): string =>
  ['away', 'back', 'inferred'].map((name) => facet(found, name).verdict).join(' ');

const days = (...dates: readonly string[]): readonly string[] => dates.map((date) => `${date}T09:00:00Z`);
const october = days('2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30');
const lastWeek = days('2026-11-16', '2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20');

/** A repository with commits at these instants. */
function committed(instants: readonly string[], email = 'ada@x.test'): TestRepository {
  const made = emptyRepository();
  made.commit('First commit', {}, { name: 'Root', email: 'root@x.test', at: '2026-06-01T09:00:00Z' });
  for (const at of instants) {
    made.commit(`Work of ${at.slice(0, 10)}`, {}, { name: email === 'ada@x.test' ? 'Ada L.' : 'Bob', email, at });
  }
  return made;
}

test.each<[string, string, string, unknown, string]>([
  ['A1 the last day of leave', '2026-11-20', leave, {}, 'no-go n/a n/a'],
  ['A2 the first working day', '2026-11-24', leave, {}, 'go no-go n/a'],
  ['A2 the second', '2026-11-25', leave, {}, 'go go n/a'],
  ['A2 the second, with rest 2', '2026-11-25', leave, { rest: 2 }, 'go no-go n/a'],
  ['A3 two days off', '2026-11-24', 'absences: [2026-11-19..2026-11-20]', {}, 'go go n/a'],
  ['A3 two days off, with min 2', '2026-11-24', 'absences: [2026-11-19..2026-11-20]', { min: 2 }, 'go no-go n/a'],
  ['A4 two leaves', '2026-11-24', 'absences: [2026-11-02..2026-11-06, 2026-11-09..2026-11-20]', {}, 'go no-go n/a'],
  ['A5 leave in the future', '2026-11-24', 'absences: [2026-11-30..2026-12-04]', {}, 'go go n/a'],
  ['own working days', '2026-11-25', `${leave}\nwork_days: wed-thu`, {}, 'go no-go n/a'],
])('%s: %s', async (_name, day, me, options, expected) => {
  expect(verdicts(await look(day, { me, options }))).toBe(expected);
});

test.each([
  ['2026-11-20', {}, 'you are on leave until Fri 20 Nov'],
  ['2026-11-24', {}, 'first working day back after 15 working days off (2–20 Nov); wait until Wed 25 Nov'],
  ['2026-11-25', { rest: 2 }, 'second working day back after 15 working days off (2–20 Nov); wait until Thu 26 Nov'],
  ['2026-11-22', {}, 'not back at work yet after 15 working days off (2–20 Nov); wait until Wed 25 Nov'],
  ['2026-12-09', {}, 'here 12 working days, after 15 off (2–20 Nov)'],
])('the summary on %s (%j) is the value: %s', async (day, options, summary) => {
  expect((await look(day, { me: leave, options })).summary).toBe(summary);
});

test('A5 nothing declared, fifteen working days without a commit: commits of today do not hide them', async () => {
  const found = await look('2026-11-23', {
    in: committed([...october, '2026-11-23T08:00:00Z']),
    changes: { checklist },
  });
  expect(verdicts(found)).toBe('go go unknown');
  expect(absence.facets['inferred']?.level).toBe('warn');
  expect(facet(found, 'inferred')).toMatchObject({
    summary: 'no trace of you on the last 15 working days (2–20 Nov)',
    question: 'You seem to have been away since 30 Oct. Is today your first day back?',
  });
  expect(found.detail).toContain(
    'If you were away, stop here and write it down: shipit vacation add 2026-11-02..2026-11-20',
  );
  expect(found.facts).toMatchObject({
    state: 'inferred',
    source: 'git',
    absence: null,
    inferred: { last_active: '2026-10-30', missed: 15 },
  });
});

test('A5 who committed until Friday was here', async () => {
  expect(verdicts(await look('2026-11-24', { in: committed(lastWeek) }))).toBe('go go go');
});

test('A5 leave in the future explains no gap', async () => {
  const found = await look('2026-11-24', {
    me: 'absences: [2026-11-30..2026-12-04]',
    in: committed(october),
  });
  expect(facet(found, 'inferred').verdict).toBe('unknown');
});

test('A2 on the second day back the days of leave are not missed again', async () => {
  expect(verdicts(await look('2026-11-25', { me: leave, in: committed(october) }))).toBe('go go go');
});

test.each([
  ['the commits of somebody else', 'bob@x.test', undefined, 'n/a n/a n/a'],
  ['an address of `me.yml`, whatever its capitals', 'ada@home.test', 'emails: [ADA@home.test]', 'go go unknown'],
  ['the address of git, when `me.yml` names others', 'ada@x.test', 'emails: [ada@home.test]', 'n/a n/a n/a'],
])('commits of %s', async (_name, email, me, expected) => {
  const made = committed(october, email);
  expect(verdicts(await look('2026-11-24', { in: made, ...(me === undefined ? {} : { me }) }))).toBe(expected);
});

test('a mailmap tells which address is whose', async () => {
  const made = committed(october, 'ada@old.test');
  made.write({ '.mailmap': 'Ada L. <ada@x.test> <ada@old.test>\n' });
  expect(facet(await look('2026-11-24', { in: made }), 'inferred').verdict).toBe('unknown');
});

test('commits on other branches count', async () => {
  const made = committed(october);
  made.git('switch', '--quiet', '--create', 'other');
  made.commit('Elsewhere', {}, { at: '2026-11-20T09:00:00Z' });
  made.git('switch', '--quiet', 'main');
  expect(facet(await look('2026-11-24', { in: made }), 'inferred').verdict).toBe('go');
});

test('nothing written down and too little history is nobody’s business, and says so', async () => {
  const found = await look('2026-11-24');
  expect(verdicts(found)).toBe('n/a n/a n/a');
  expect(found.summary).toBe('not known: no leave is written down');
  expect(facet(found, 'inferred').summary).toMatch(/^too little history/);
});

const run = (started: string, changes: Partial<PastRun> = {}): PastRun => ({
  run: '20261101T090000Z-0001',
  commit: '3f2a91c000000000000000000000000000000000',
  operator: 'Ada L.',
  started,
  at: started,
  outcome: 'stopped',
  target: 'production',
  tried: false,
  ...changes,
});

const history = (runs: readonly PastRun[], answers: readonly PastAnswer[] = []) => ({
  history: {
    sameCommit: [],
    runs,
    answersTo: (_facet: string, since: string) => answers.filter(({ at }) => at >= since),
  },
});

test('own runs are traces, too; those of others are not', async () => {
  const seen = await look('2026-11-24', { changes: history(lastWeek.map((at) => run(at))) });
  expect(verdicts(seen)).toBe('go go go');
  expect(seen.facts).toMatchObject({ source: 'log' });
  const others = lastWeek.map((at) => run(at, { operator: 'Bob' }));
  expect(verdicts(await look('2026-11-24', { changes: history(others) }))).toBe('n/a n/a n/a');
});

const said = (at: string, changes: Partial<PastAnswer> = {}): PastAnswer => ({
  by: 'Ada L.',
  answer: 'go',
  how: 'accepted-warning',
  at,
  ...changes,
});

test.each<[string, string, PastAnswer, string]>([
  ['of today', '2026-11-24', said('2026-11-24T08:00:00Z'), 'go'],
  ['of last week', '2026-11-24', said('2026-11-18T08:00:00Z'), 'go'],
  [
    'of last week, when the same number of days has passed again',
    '2026-11-27',
    said('2026-11-18T08:00:00Z'),
    'unknown',
  ],
  ['by hand', '2026-11-24', said('2026-11-24T08:00:00Z', { how: 'by-hand' }), 'go'],
  ['of somebody else', '2026-11-24', said('2026-11-24T08:00:00Z', { by: 'Bob' }), 'unknown'],
  ['that was an override', '2026-11-24', said('2026-11-24T08:00:00Z', { how: 'override' }), 'unknown'],
  ['that was a yes', '2026-11-24', said('2026-11-24T08:00:00Z', { answer: 'no-go' }), 'unknown'],
])('a "No, I was here" %s: %s', async (_name, day, answer, expected) => {
  const found = await look(day, { in: committed(october), changes: history([], [answer]), options: { gap: 5 } });
  expect(facet(found, 'inferred').verdict).toBe(expected);
});

test('what changed meanwhile is the point: commits and deploys of others, newest first', async () => {
  const made = committed(october);
  made.commit('Before the leave', {}, { name: 'Bob', email: 'bob@x.test', at: '2026-10-30T12:00:00Z' });
  made.commit('Upgrade the library', {}, { name: 'Bob', email: 'bob@x.test', at: '2026-11-03T12:00:00Z' });
  made.commit('Own, from the beach', {}, { at: '2026-11-05T12:00:00Z' });
  made.commit('Move the table', {}, { name: 'Cleo', email: 'cleo@x.test', at: '2026-11-19T12:00:00Z' });
  const by = (operator: string, at: string) => run(at, { operator, tried: true, outcome: 'deployed' });
  const found = await look('2026-11-24', {
    me: leave,
    in: made,
    changes: history([
      by('Bob', '2026-11-19T13:00:00Z'),
      by('Ada L.', '2026-11-10T13:00:00Z'),
      run('2026-11-09T13:00:00Z', { operator: 'Bob' }),
      by('Cleo', '2026-11-02T13:00:00Z'),
      by('Bob', '2026-10-30T13:00:00Z'),
    ]),
  });
  const text = (found.detail ?? []).map((line) => line.replace(/^ {4}[0-9a-f]{7} /, '    ')).join('\n');
  expect(text).toContain(`While you were away, since Mon 2 Nov:
  2 commits by 2 people, newest first:
    Thu 19 Nov  Cleo  Move the table
    Tue 3 Nov  Bob  Upgrade the library
  2 deploys by others, newest first:`);
  expect(text).toMatch(/ {4}Thu 19 Nov {2}Bob {2}production 3f2a91c {2}deployed\n {4}Mon 2 Nov {2}Cleo/);
  expect(found.facts).toMatchObject({
    state: 'back',
    source: 'manual',
    absence: { from: '2026-11-02', to: '2026-11-20', workdays: 15 },
    day_back: 1,
    rest: 1,
    changes: { since: '2026-11-02', commits: 2, people: 2, deploys: 2 },
  });
});

test('on a day that is go nobody has to read a list', async () => {
  expect((await look('2026-12-09', { me: leave })).facts).toMatchObject({ state: 'here', day_back: 12, changes: null });
});

const person = { emails: ['ada@x.test'], roles: [], left: false };

test('leave in the checklist counts for the person it belongs to', async () => {
  const people = (email: string) => ({
    checklist: {
      ...checklist,
      calendar,
      people: { ada: { ...person, emails: [email], absences: ['2026-11-02..2026-11-20'] } },
    },
  });
  const mine = await look('2026-11-24', { changes: people('Ada@x.test') });
  expect(verdicts(mine)).toBe('go no-go n/a');
  expect(mine.detail).toContain('people.ada: 2–20 Nov');
  expect(verdicts(await look('2026-11-24', { changes: people('bob@x.test') }))).toBe('n/a n/a n/a');
  expect(verdicts(await look('2026-11-24', { me: 'emails: [bob@x.test]', changes: people('bob@x.test') }))).toBe(
    'go no-go n/a',
  );
});

const ics = (...events: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events, 'END:VCALENDAR', ''].join('\r\n');

const event = (summary: string, from: string, end: string, ...more: readonly string[]): string =>
  [
    'BEGIN:VEVENT',
    `UID:${summary}-${from}@x.test`,
    `SUMMARY:${summary}`,
    `DTSTART;VALUE=DATE:${from}`,
    `DTEND;VALUE=DATE:${end}`,
    ...more,
    'END:VEVENT',
  ].join('\r\n');

test.each<[string, string, unknown, string, string]>([
  ['a title that is leave', event('Vacation in Lisbon', '20261102', '20261121'), {}, '', 'go no-go n/a'],
  ['Urlaub', event('Resturlaub', '20261102', '20261121'), {}, '', 'go no-go n/a'],
  ['izin, with capitals', event('YILLIK İZİN', '20261102', '20261121'), {}, '', 'go no-go n/a'],
  ['a title that only sounds like it', event('Crypto magazine', '20261102', '20261121'), {}, '', 'go go n/a'],
  ['another title', event('Conference', '20261102', '20261121'), {}, '', 'go go n/a'],
  [
    'another title, with a pattern of your own',
    event('Conference', '20261102', '20261121'),
    { match: '^conf' },
    '',
    'go no-go n/a',
  ],
  ['another title in a calendar of leave', event('Conference', '20261102', '20261121'), {}, 'all', 'go no-go n/a'],
  [
    'out of office, whatever its title',
    event('Busy', '20261102', '20261121', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'),
    {},
    '',
    'go no-go n/a',
  ],
  ['a leave that was cancelled', event('Vacation', '20261102', '20261121', 'STATUS:CANCELLED'), {}, '', 'go go n/a'],
])('a calendar: %s', async (_name, text, options, all, expected) => {
  const made = repository({ 'leave.ics': ics(text) });
  const me = all === '' ? 'absences: ["ics:leave.ics"]' : 'absences: [{ics: leave.ics, all: true}]';
  const found = await look('2026-11-24', { me, options, in: made });
  expect(verdicts(found)).toBe(expected);
  expect(JSON.stringify(found)).not.toMatch(/Lisbon|Busy/);
});

test('A4 half in me.yml and half in a calendar is one absence', async () => {
  const made = repository({ 'leave.ics': ics(event('Vacation', '20261109', '20261121')) });
  const found = await look('2026-11-24', { me: 'absences: [2026-11-02..2026-11-06, "ics:leave.ics"]', in: made });
  expect(found.summary).toContain('after 15 working days off (2–20 Nov)');
  expect(found.facts).toMatchObject({ source: 'manual' });
});

test('A6 a calendar that does not answer, and no copy of it: asked by hand, and its key is nowhere', async () => {
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((done) => server.once('listening', done));
  const { port } = server.address() as { readonly port: number };
  const me = `absences: ["ics:http://127.0.0.1:${port}/private-key/leave.ics"]`;
  const found = await look('2026-11-24', { me, in: committed(lastWeek) });
  expect(verdicts(found)).toBe('unknown unknown go');
  expect(
    absence.facets['back']?.question({ release: { commit: '', tree: '', subject: '' }, target: '' }, {} as never),
  ).toBe('Is today your first day back after time off?');
  expect(facet(found, 'back').summary).toMatch(/calendar at 127\.0\.0\.1/);
  expect(JSON.stringify(found)).not.toContain('private-key');
}, 20_000);

test('`match` that takes for ever on a title: the calendar is not searched, which is said, and the keys go on', async () => {
  const title = `${'a'.repeat(40)}!`;
  const made = repository({ 'leave.ics': ics(event(title, '20261102', '20261121')) });
  const found = await look('2026-11-24', {
    me: 'absences: ["ics:leave.ics"]',
    options: { match: '^(\\w+\\s?)*leave$' },
    in: made,
  });
  expect(facet(found, 'away').verdict).toBe('unknown');
  expect(JSON.stringify(found)).toContain(
    'The calendar leave.ics could not be searched for leave: the pattern takes too long on this text.',
  );
});

test('A6 what is written down decides all the same', async () => {
  const me = 'absences: [2026-11-02..2026-11-20, "ics:not-there.ics"]';
  expect(verdicts(await look('2026-11-24', { me }))).toBe('unknown no-go n/a');
  expect(verdicts(await look('2026-11-20', { me }))).toBe('no-go n/a n/a');
});

test('a rule of a calendar that is not understood is a warning, never silence', async () => {
  const text = ics(event('Vacation', '20260102', '20260103', 'RRULE:FREQ=MONTHLY;BYSETPOS=2;BYDAY=MO,TU'));
  const found = await look('2026-11-24', { me: 'absences: ["ics:leave.ics"]', in: repository({ 'leave.ics': text }) });
  expect(facet(found, 'back')).toMatchObject({ verdict: 'warn', findings: [{ verdict: 'warn' }] });
});

test('holidays that cannot be read leave open which day back it is', async () => {
  const unread = { checklist: { ...checklist, calendar: { ...calendar, holidays: ['ics:not-there.ics'] } } };
  expect(verdicts(await look('2026-11-25', { me: leave, changes: unread }))).toBe('go unknown n/a');
  expect(verdicts(await look('2026-11-25', { me: 'absences: [2026-12-24]', changes: unread }))).toBe('go go n/a');
});

test.each<[string, readonly string[], string]>([
  ['manual', ['git', 'log'], 'n/a n/a n/a'],
  ['git', ['manual', 'log'], 'go no-go n/a'],
])('a source that is left out (%s) is not asked', async (_name, sources, expected) => {
  expect(verdicts(await look('2026-11-24', { me: leave, options: { sources } }))).toBe(expected);
});

test('a private file that cannot be read is never no leave', async () => {
  const changes = { me: () => Promise.reject(new Error('me.yml cannot be read')) };
  await expect(look('2026-11-24', { changes })).rejects.toThrow('me.yml cannot be read');
});

test('the day is that of the checklist’s zone', async () => {
  const { root } = repository();
  const late = (tz: string) =>
    contextIn(root, {
      checklist: { ...checklist, calendar: { ...calendar, tz } },
      now: new Date('2026-11-24T22:30:00Z'),
      me: async () => parseMe(leave, 'me.yml'),
    }).then((context) => gather(absence, {}, context));
  expect(verdicts(await late('Europe/Istanbul'))).toBe('go go n/a');
  expect(verdicts(await late('America/New_York'))).toBe('go no-go n/a');
});

test('a hundred commits are counted on screen and kept whole', async () => {
  const made = committed([]);
  for (let n = 0; n < 90; n++) {
    made.commit(`Change ${n}`, {}, { name: 'Bob', email: 'bob@x.test', at: '2026-11-10T12:00:00Z' });
  }
  const found = await look('2026-11-24', { me: leave, in: made });
  expect(found.detail).toContain('    … and 10 more');
  expect(found.text?.match(/Change \d+/g)).toHaveLength(90);
});

test('git that cannot be asked is not silence', async () => {
  const made = committed(october);
  writeFileSync(join(made.root, '.git', 'HEAD'), 'broken\n');
  const context = await contextIn(committed(october).root, { now: new Date('2026-11-24T11:42:00Z') });
  const broken = { ...context.world.git, run: (await contextInBroken(made)).run };
  const found = await gather(absence, {}, { ...context, world: { ...context.world, git: broken } });
  expect(facet(found, 'inferred').verdict).toBe('unknown');
  expect(facet(found, 'inferred').summary).toMatch(/^git could not tell your commits/);
});

/** Git in a repository that has come to harm. */
async function contextInBroken({ root }: TestRepository) {
  const { gitIn } = await import('../../src/world/git-process.js');
  const { runCommand } = await import('../../src/world/commands.js');
  return { run: gitIn(root, runCommand) };
}
