import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Checklist, Item, Person } from '../../../src/checklist/model.js';
import type { Found, GatherContext } from '../../../src/checks/kind.js';
import { people } from '../../../src/checks/people/kind.js';
import { whoIsNamedIn } from '../../../src/checks/people/titles.js';
import type { Evidence } from '../../../src/run/evidence.js';
import { nothingKnown } from '../../../src/world/me-model.js';
import { calendarOf, event } from '../../calendar/ics-files.js';
import { emptyRepository, type Files, repository, repositoryAt } from '../../helpers/repository.js';
import { checklist, contextIn, gather, optionsOf } from '../gathering.js';

const person = (name: string, changes: Partial<Person> = {}): Person => ({
  name,
  emails: [`${name.toLowerCase().split(' ')[0]}@x.test`],
  roles: [],
  left: false,
  absences: [],
  ...changes,
});

const team = {
  ada: person('Ada L.'),
  bob: person('Bob M.', { roles: ['dba'], logins: ['bobm'] }),
  cem: person('Cem T.', { roles: ['dba'] }),
};

/** Friday, 15:27 in UTC; with 45 minutes to the launch, a deploy of 15, and an hour after it: until 17:30. */
const now = new Date('2026-11-20T15:27:00Z');

interface Situation extends Partial<GatherContext> {
  readonly who?: Checklist['people'];
  readonly files?: Files;
}

const [step] = checklist.deploy.steps;

const root = mkdtempSync(join(tmpdir(), 'shipit-test-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** One repository for all that does not hang on commits. */
let shared: Promise<GatherContext> | undefined;

async function on({ who = team, files = {}, ...changes }: Situation = {}): Promise<GatherContext> {
  const made = repositoryAt(root);
  rmSync(join(root, 'oncall.ics'), { force: true });
  shared ??= start();
  const steps = step === undefined ? [] : [{ ...step, timeoutMs: 15 * 60_000 }];
  const context = await shared;
  made.write(files);
  return { ...context, now, checklist: { ...checklist, people: who, deploy: { steps } }, ...changes };
}

function start(): Promise<GatherContext> {
  emptyRepository(root).commit('First commit', { 'a.txt': '1' });
  return contextIn(root);
}

/** Who is asked what, in few words. */
const asked = ({ facets = {} }: Found): readonly string[] =>
  Object.entries(facets).map(([name, { human, verdict, question, summary, form }]) =>
    human ? `${name} ${question}${form === undefined ? '' : ' +form'}` : `${name} ${verdict}: ${summary}`,
  );

test.each<[string, unknown, Situation, readonly string[]]>([
  [
    'Q1 who is on call is the operator, so the second is somebody else',
    { need: ['oncall', 'second'], oncall: { list: ['ada'] } },
    { who: { ada: team.ada, bob: team.bob } },
    ['oncall:ada go: you are here: on call', 'second:bob Is Bob M. (second person) at hand until 17:30?'],
  ],
  [
    'Q1 of several others one is chosen, never the operator',
    { need: ['second'] },
    {},
    ['second Is somebody else at hand until 17:30 who can deploy? +form'],
  ],
  [
    'nobody but the operator is a single point of failure',
    { need: ['second'] },
    { who: { ada: team.ada, olga: person('Olga D.', { left: true }) } },
    ['second no-go: a single point of failure: `people` names nobody but you who could take over or roll back'],
  ],
  [
    'a checklist without people has a name typed',
    { need: ['oncall', 'second'] },
    { who: {} },
    [
      'oncall Is whoever is on call at hand until 17:30? +form',
      'second Is somebody else at hand until 17:30 who can deploy? +form',
    ],
  ],
  [
    'Q3 who has left is replaced by whoever stands in, or it is a no-go',
    { need: ['oncall'], oncall: { list: ['olga', 'Zoe Z.'] } },
    {
      who: {
        ...team,
        olga: person('Olga D.', { left: true, instead: 'bob' }),
        zoe: person('Zoe Z.', { left: true }),
      },
    },
    [
      'oncall:bob Is Bob M. (on call for Olga D.) at hand until 17:30?',
      'oncall:zoe no-go: Zoe Z. (on call) has left, and nobody stands in their place',
    ],
  ],
  [
    'Q4 a command that fails leaves the name to be typed',
    { oncall: { command: 'exit 3' } },
    {},
    ['oncall Is whoever is on call at hand until 17:30? +form'],
  ],
  [
    'a command prints accounts, addresses and names',
    { oncall: { command: "printf 'bobm\\nCem <cem@x.test>\\n'" } },
    {},
    ['oncall:bob Is Bob M. (on call) at hand until 17:30?', 'oncall:cem Is Cem T. (on call) at hand until 17:30?'],
  ],
  [
    'Q4 a command that names a stranger, beside somebody who is known',
    { oncall: { command: "printf 'bob\\n\\033[31mzoe\\n'" } },
    {},
    ['oncall:bob Is Bob M. (on call) at hand until 17:30?', 'oncall Is whoever is on call at hand until 17:30? +form'],
  ],
  [
    'a role of several is one question, a role of the operator none',
    { need: ['dba', 'release'] },
    { who: { ...team, ada: person('Ada L.', { roles: ['release'] }) } },
    ['role:ada go: you are here: release', 'role:dba Is somebody at hand until 17:30 who is dba? +form'],
  ],
  [
    'who has left is replaced in a role, too, and nobody stands there twice',
    { need: ['dba', 'oncall'] },
    {
      who: {
        ada: team.ada,
        gone: person('Gone G.', { roles: ['dba', 'oncall', 'pm'], left: true, instead: 'bob' }),
        bob: person('Bob M.', { roles: ['oncall'] }),
        lost: person('Lost L.', { roles: ['dba'], left: true }),
      },
    },
    ['role:bob Is Bob M. (dba for Gone G., on call) at hand until 17:30?', 'oncall:bob n/a: Bob M.: asked as dba'],
  ],
  [
    'somebody else with the name of the operator is not the operator',
    { need: ['netops', 'second'] },
    { who: { ada: team.ada, ada2: person('Ada L.', { emails: ['ada2@x.test'], roles: ['netops'] }) } },
    ['role:ada2 Is Ada L. (netops, second person) at hand until 17:30?', 'second:ada2 n/a: Ada L.: asked as netops'],
  ],
  [
    'who could be the operator, for nobody knows their address, answers for themselves and is no second person',
    { need: ['netops', 'second'] },
    { who: { ada: person('Ada L.', { emails: [], roles: ['netops'] }) } },
    [
      'role:ada Is Ada L. (netops) at hand until 17:30?',
      'second no-go: a single point of failure: `people` names nobody but you who could take over or roll back',
    ],
  ],
  ['a role that nobody has', { need: ['pm'] }, {}, ['role:pm no-go: nobody in `people` who is still here is `pm`']],
  [
    'a person by key, and one for two reasons is asked once',
    { need: ['oncall', 'bob'], oncall: { list: ['bob', 'Bob M.'] } },
    {},
    ['oncall:bob Is Bob M. (on call, needed) at hand until 17:30?', 'role:bob n/a: Bob M.: asked as on call'],
  ],
  [
    'the end is named with its day when that is another one',
    { oncall: { list: ['bob'] }, for: '9h' },
    {},
    ['oncall:bob Is Bob M. (on call, outside working days: Sat 21 Nov UTC) at hand until Sat 21 Nov 01:30?'],
  ],
  [
    'leave and working hours stand in the question, as far as there is room',
    { oncall: { list: ['bob', 'cem', 'ada'] } },
    {
      who: {
        ada: person('Ada L.', { absences: ['2026-11-20'] }),
        bob: person('Bob M.', { absences: ['2026-11-16..2026-11-27'] }),
        cem: person('Cem T.', { tz: 'Asia/Tokyo', hours: { from: 540, to: 1020 } }),
      },
    },
    [
      'oncall:bob Is Bob M. (on call, on leave until Fri 27 Nov) at hand until 17:30?',
      'oncall:cem Is Cem T. (on call, outside working days: Sat 21 Nov Asia/Tokyo) at hand until 17:30?',
      'oncall:ada go: you are here: on call',
    ],
  ],
])('%s', async (_name, written, situation, expected) => {
  expect(asked(await gather(people, written, await on(situation)))).toEqual(expected);
});

test('Q4 why nobody is named is said, cleaned; the command is kept', async () => {
  const context = await on();
  const failed = await gather(people, { oncall: { command: 'echo no pager >&2; exit 75' } }, context);
  expect(failed.facets?.['oncall']).toMatchObject({
    summary: 'echo no pager >&2; exit 75: exit 75: it could not find out',
    form: { lines: [{ name: 'who', least: 2 }] },
  });
  expect(failed.sources).toMatchObject([{ rc: 75, tail: 'no pager' }]);
  const stranger = await gather(people, { oncall: { command: ['printf', '\\033[31mzoe\\n'] } }, context);
  expect(stranger.facets?.['oncall']?.summary).toBe('printf \\033[31mzoe\\n names zoe, who is not in `people`');
  for (const command of ['true', 'seq 1 30', 'yes bob | head -c 60000']) {
    expect((await gather(people, { oncall: { command } }, context)).facets?.['oncall']).toMatchObject({ human: true });
  }
});

test('of several others one is chosen by key, for two can have one name; that they can deploy nobody said', async () => {
  const who = { ...team, bob2: person('Bob M.', { emails: ['bob2@x.test'] }) };
  const found = await gather(people, { need: ['second'] }, await on({ who }));
  expect(found.facets?.['second']).toMatchObject({
    summary: 'besides you `people` has Bob M., Cem T., Bob M.',
    form: {
      choice: {
        options: [
          { value: 'bob', label: 'Bob M. (bob)' },
          { value: 'cem', label: 'Cem T.' },
          { value: 'bob2', label: 'Bob M. (bob2)' },
        ],
      },
    },
  });
  const typed = await gather(people, { need: ['second'] }, await on({ who: {} }));
  expect(typed.facets?.['second']?.form?.lines).toMatchObject([{ name: 'who', notOperator: true }]);
});

test('an answer is asked for again only when what was promised is no longer enough', async () => {
  const who = { ...team, bob: person('Bob M.', { hours: { from: 540, to: 900 } }) };
  const files = oncallFile(shift('Bob M.', '20T0900', '20T1600'), shift('Cem T.', '20T1600', '20T1900'));
  const context = await on({ who, files });
  const written = { need: ['oncall', 'second'], oncall: { ics: 'oncall.ics' } };
  const at = async (minutes: number, facts?: Evidence['facts'], options: object = written) =>
    gather(people, options, {
      ...context,
      now: new Date(now.getTime() + minutes * 60_000),
      ...(facts === undefined ? {} : { earlier: { facts } as Evidence }),
    });
  const first = await at(0);
  expect(asked(first).slice(0, 2)).toEqual([
    'oncall:bob Is Bob M. (on call, outside working hours: 15:27 UTC) at hand until 16:00?',
    'oncall:cem Is Cem T. (on call) at hand from 16:00 until 17:30?',
  ]);
  const earlier = first.facts;
  expect(asked(await at(16, earlier))).toEqual(asked(first));
  expect(asked(await at(32, earlier))).toEqual(asked(first));
  // From here on a deploy would not be covered until anybody looks again.
  expect(asked(await at(34, earlier))[0]).toContain('until 18:05?');
  const shorter = await at(1, earlier, { ...written, for: '30m' });
  expect(asked(shorter)[1]).toContain('until 17:00?');
  expect(asked(await at(-5, earlier))[1]).toContain('until 17:25?');
  const over = await at(33, { ...earlier, asked_until: '2026-11-20T17:35:00.000Z' });
  expect(asked(over)[0]).toBe('oncall:bob n/a: Bob M. (on call): that time is over');
});

const oncallFile = (...events: readonly string[]): Files => ({ 'oncall.ics': calendarOf(...events) });
const shift = (summary: string, from: string, to: string): string =>
  event(`SUMMARY:${summary}`, `DTSTART:202611${from}00Z`, `DTEND:202611${to}00Z`);

test.each<[string, Files, readonly string[], string?]>([
  [
    'Q2 who is on call changes while it is watched: both, each for their time',
    oncallFile(shift('On call: Bob M.', '20T0900', '20T1700'), shift('cem@x.test', '20T1700', '21T0900')),
    [
      'oncall:bob Is Bob M. (on call) at hand until 17:00?',
      'oncall:cem Is Cem T. (on call) at hand from 17:00 until 17:30?',
    ],
  ],
  [
    'an event of the whole day names two, and shifts on end are one',
    oncallFile(
      event('SUMMARY:Bob M. and Cem T.', 'DTSTART;VALUE=DATE:20261120'),
      shift('bob', '20T1600', '20T1630'),
      shift('Ada L.', '20T1730', '20T1900'),
    ),
    ['oncall:bob Is Bob M. (on call) at hand until 17:30?', 'oncall:cem Is Cem T. (on call) at hand until 17:30?'],
  ],
  [
    'a part that nobody has is asked about',
    oncallFile(shift('Bob M.', '20T0900', '20T1700')),
    ['oncall:bob Is Bob M. (on call) at hand until 17:00?', 'oncall Is whoever is on call at hand until 17:30? +form'],
    'by oncall.ics nobody is on call from Fri 20 Nov 17:00 on',
  ],
  [
    'the same person before and after somebody else',
    oncallFile(
      shift('Bob M.', '20T0900', '20T1630'),
      shift('Cem T.', '20T1630', '20T1700'),
      shift('Bob M.', '20T1700', '20T1900'),
    ),
    [
      'oncall:bob Is Bob M. (on call) at hand until 16:30?',
      'oncall:cem Is Cem T. (on call) at hand from 16:30 until 17:00?',
      'oncall:bob@17.00 Is Bob M. (on call) at hand from 17:00 until 17:30?',
    ],
  ],
  [
    'nobody at all, which is not “no one is needed”',
    oncallFile(shift('Bobby Tables', '19T0900', '19T1700')),
    ['oncall Is whoever is on call at hand until 17:30? +form'],
    'by oncall.ics nobody is on call now',
  ],
  [
    'somebody whose name only looks like one',
    oncallFile(shift('Bobby M. Tables', '20T0900', '20T1900')),
    ['oncall Is whoever is on call at hand until 17:30? +form'],
    'oncall.ics names Bobby M. Tables, who is not in `people`',
  ],
  [
    'somebody unknown who takes over for days from the afternoon on is not “nobody”',
    oncallFile(shift('On call: Bob M.', '01T0000', '20T1600'), shift('Zoe Unknown', '20T1600', '27T0000')),
    ['oncall:bob Is Bob M. (on call) at hand until 16:00?', 'oncall Is whoever is on call at hand until 17:30? +form'],
    'oncall.ics names Zoe Unknown from Fri 20 Nov 16:00 on, who is not in `people`',
  ],
  [
    'an event that cannot be understood leaves it open who else there is',
    oncallFile(shift('Bob M.', '20T0900', '20T1900'), event('SUMMARY:Cem T.', 'DTSTART:20261120T990000Z')),
    ['oncall:bob Is Bob M. (on call) at hand until 17:30?', 'oncall Is whoever is on call at hand until 17:30? +form'],
  ],
  [
    'a calendar that is not there',
    {},
    ['oncall Is whoever is on call at hand until 17:30? +form'],
    'The calendar oncall.ics does not exist.',
  ],
])('%s', async (_name, files, expected, summary) => {
  const found = await gather(people, { oncall: { ics: 'oncall.ics' } }, await on({ files }));
  expect(asked(found)).toEqual(expected);
  if (summary !== undefined) {
    expect(found.facets?.['oncall']?.summary).toBe(summary);
  }
});

const titled = {
  bob: person('Bob Miller', { logins: ['bobm'] }),
  ops: person('Omar P.'),
  cem: person('Cem T.'),
  olga: person('Olga D.', { left: true, instead: 'cem' }),
};

test.each<[string, readonly string[], (readonly string[])?]>([
  ['Bob Miller', ['Bob Miller']],
  ['bob', ['Bob Miller']],
  ['On call: Bob Miller (primary), EMEA', ['Bob Miller']],
  ['Payments Schedule - Bob Miller', ['Bob Miller']],
  ['On Call - bobm - payments', ['Bob Miller']],
  ['on-call bob, cem', ['Bob Miller', 'Cem T.']],
  ['Robert Miller <bob@x.test>', ['Bob Miller']],
  ['primary: Robert Miller <bob@x.test>', ['Bob Miller']],
  ['Week 47 Bob Miller and Cem T.', ['Bob Miller', 'Cem T.']],
  ['Bob Miller (backup: cem)', ['Bob Miller', 'Cem T.']],
  ['Shift of Olga D.', ['Cem T.']],
  ['Ops on-call: Bob Miller', ['Bob Miller']],
  ['Bob Smith (ops on-call)', []],
  ['Bob Smith (ops)', ['Omar P.'], ['Bob Smith']],
  ['Bob Smith', []],
  ['Bob Miller Smith', []],
  ['Bob Miller and Zoe Unknown', ['Bob Miller'], ['Zoe Unknown']],
  ['Bob Miller, zoe', ['Bob Miller'], ['zoe']],
  ['Ops: Zoe Unknown', ['Omar P.'], ['Zoe Unknown']],
  ['Bob Miller, please ring twice', ['Bob Miller']],
])('%j names %j', (title, known, strangers = []) => {
  const named = whoIsNamedIn(title, titled);
  expect([named.people.map(({ name }) => name), named.strangers]).toEqual([known, strangers]);
});

const laneSays = (lane: string): Partial<GatherContext> => ({
  evidenceOf: async (id) => (id === 'lane' ? ({ facts: { lane } } as unknown as Evidence) : undefined),
});

test('authors by the mailmap and `people`, most commits first; programs and the operator are not asked about', async () => {
  const made = repository({ '.mailmap': 'Bob M. <bob@x.test> Bobby <bobby@home.test>\n' });
  const previous = { commit: made.git('rev-parse', 'HEAD'), sources: ['log'] };
  const by = (name: string, email: string, count = 1) => {
    for (let n = 0; n < count; n++) {
      made.commit('Work', { [`${email}-${n}`]: '1' }, { name, email });
    }
  };
  by('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 4);
  by('Renovate Bot', 'bot@renovateapp.com');
  by('github-actions', 'github-actions@github.com');
  by('Olga D.', 'olga@x.test', 3);
  by('Bobby', 'bobby@home.test', 2);
  by('Ada', 'ada@x.test');
  by('Eve', 'eve@x.test');
  by('Jan Bot', 'jan.bot@x.test');
  const who = { ...team, olga: person('Olga D.', { left: true, instead: 'cem' }) };
  const items = [{ id: 'lane', kind: 'lane', level: 'block', facets: {} } as unknown as Item];
  const context = await contextIn(made.root, {
    now,
    previous,
    checklist: { ...checklist, people: who, checks: items },
  });
  const found = await gather(people, { need: ['author'] }, { ...context, ...laneSays('hotfix') });
  expect(asked(found)).toEqual([
    'author:cem Is Cem T. (author for Olga D.) at hand until 18:15?',
    'author:bob Is Bob M. (author) at hand until 18:15?',
    'author:jan.bot@x.test Is Jan Bot (author) at hand until 18:15?',
    'author:eve@x.test Is Eve (author) at hand until 18:15?',
    'author:ada go: you are here: author',
  ]);
  expect(found.facets?.['author:cem']?.summary).toBe('Cem T. (author for Olga D.)');
  expect(found.facets?.['author:cem']?.detail).toContain('author for Olga D., who has left, says 3 commits');
  expect(found.detail).toContain('dependabot[bot]: a program, 4 commits');
  expect(found.facets?.['author:cem']?.level).toBeUndefined();
  const train = await gather(people, { need: ['author'] }, { ...context, ...laneSays('train') });
  expect(train.facets?.['author:cem']).toMatchObject({ human: true, level: 'warn' });

  const previousFound = { previous: null, unknownCommit: 'abcdef1', serversNotAsked: false };
  const unknown = await gather(people, { need: ['author'] }, { ...context, previous: null, previousFound });
  expect(unknown.facets?.['author']).toMatchObject({ verdict: 'unknown' });
  const first = await gather(people, { need: ['author'] }, { ...context, previous: null });
  expect(asked(first)).toEqual(['author n/a: first deploy']);
});

test('whoever wrote a migration is asked about, with those who helped', async () => {
  const made = repository({ 'manage.py': '1\n' });
  const previous = { commit: made.git('rev-parse', 'HEAD'), sources: ['log'] };
  const bob = { name: 'Bob', email: 'bob@x.test' };
  const helped = ['Claude <noreply@ai.test>', 'renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>'];
  const trailers = ['Eve <eve@x.test>', ...helped].map((who) => `Co-authored-by: ${who}\n`).join('');
  made.commit(`Prices\n\n${trailers}`, { 'shop/migrations/0042_prices.py': '1\n' }, bob);
  made.commit('Other', { 'shop/views.py': '1\n' }, { name: 'Cem', email: 'cem@x.test' });
  const need = { need: ['migration-authors'] };
  const context = await contextIn(made.root, { now, previous, checklist: { ...checklist, people: team } });
  expect(asked(await gather(people, need, context)).toSorted()).toEqual([
    'migration_authors:bob Is Bob M. (wrote a migration) at hand until 18:15?',
    'migration_authors:eve@x.test Is Eve (wrote a migration) at hand until 18:15?',
  ]);
  const left = { ...team, bob: person('Bob M.', { left: true, instead: 'cem' }) };
  const instead = await gather(people, need, { ...context, checklist: { ...context.checklist, people: left } });
  expect(asked(instead)).toContain('migration_authors:cem Is Cem T. (Bob M. wrote a migration) at hand until 18:15?');
  const commit = made.git('rev-parse', 'HEAD');
  const none = await gather(people, need, { ...context, previous: { ...previous, commit } });
  expect(asked(none)).toEqual(['migration_authors n/a: no migrations in this release']);
  expect(asked(await gather(people, need, { ...context, previous: null }))).toEqual([
    'migration_authors n/a: first deploy',
  ]);
  const servers = [{ host: 'web2', error: 'no route' }];
  const doubtful = await gather(people, need, {
    ...context,
    previousFound: { previous, servers, serversNotAsked: false },
  });
  expect(doubtful.facets?.['migration_authors']).toMatchObject({ verdict: 'unknown' });
});

test('a title is nobody’s order: without `people` it is a name, cleaned and short', async () => {
  const title = `On call: \u001b[31mEvil \\n\u202e\`$(id)\` --option ${'x'.repeat(300)}`;
  const files = oncallFile(shift(title, '20T0900', '20T1900'));
  const found = await gather(people, { oncall: { ics: 'oncall.ics' } }, await on({ files, who: {} }));
  const [name = ''] = Object.keys(found.facets ?? {});
  expect(name).toMatch(/^oncall:[\w.+@-]+$/);
  expect(found.facets?.[name]?.summary).toMatch(/^Evil .{0,12}`\$\(id\)` --option x+… \(on call\)$/);
  expect(found.facets?.[name]?.question?.length).toBeLessThanOrEqual(90);
});

test('the operator is known by their own addresses, too', async () => {
  const me = async () => ({ ...nothingKnown, emails: ['BOB@x.test'] });
  const found = await gather(people, { oncall: { list: ['bob'] } }, await on({ me }));
  expect(asked(found)).toEqual(['oncall:bob go: you are here: on call']);
});

test('no question is longer than 90 columns, whatever somebody is called', async () => {
  const who = { bob: person('巴'.repeat(80), { absences: ['2026-11-20..2027-11-27'] }) };
  const found = await gather(people, { oncall: { list: ['bob'] } }, await on({ who }));
  expect(found.facets?.['oncall:bob']?.question).toMatch(/^Is 巴+… at hand until 17:30\?$/);
});

test('where a no counts less, the question is asked where it counts most', async () => {
  const options = optionsOf(people, { need: ['author', 'bob', 'oncall'], oncall: { list: ['bob'] } });
  const item = { id: 'people', kind: 'people', options, level: 'block', facets: { role: 'info' } } as unknown as Item;
  const context = await on();
  const found = await people.gather?.(options, { ...context, checklist: { ...context.checklist, checks: [item] } });
  expect(asked(found ?? { summary: '' })).toEqual([
    'role:bob n/a: Bob M.: asked as on call',
    'oncall:bob Is Bob M. (needed, on call) at hand until 17:30?',
    'author n/a: first deploy',
  ]);
});

test.each([
  [{ need: [] }, /need/],
  [{ oncall: {} }, /needs exactly one of command, ics, list/],
  [{ oncall: { list: ['a'], ics: 'b' } }, /needs exactly one of command, ics, list/],
  [{ for: '2' }, /is not a duration/],
])('%j is refused', (written, problem) => {
  expect(() => optionsOf(people, written)).toThrow(problem);
});
