import { expect, test } from 'vitest';
import type { Item } from '../../../src/checklist/model.js';
import { kinds } from '../../../src/checks/index.js';
import type { Found, GatherContext, PastRun } from '../../../src/checks/kind.js';
import { dependencyPaths, isDependencyFile } from '../../../src/checks/lane/dependencies.js';
import { lane } from '../../../src/checks/lane/kind.js';
import { calendarOf, event } from '../../calendar/ics-files.js';
import { around, load, mistakesOf, project as projectWith } from '../../checklist/project.js';
import { repository, repositoryWithRemote } from '../../helpers/repository.js';
import { checklist, contextIn, gather, optionsOf } from '../gathering.js';

const friday = new Date('2026-11-20T18:00:00Z');
const train = { days: 'tue-thu', hours: '10:00-16:00' };

/** Four commits since what runs now: a fix, a migration, a manifest, and a merge. */
function project() {
  const made = repositoryWithRemote({ 'app.py': '1\n', 'manage.py': '1\n' });
  const previous = made.git('rev-parse', 'HEAD');
  made.git('checkout', '--quiet', '-b', 'side');
  made.commit('Fix the cart', { 'app.py': '2\n' });
  made.git('checkout', '--quiet', 'main');
  made.git('merge', '--quiet', '--no-ff', '-m', 'Merge', 'side');
  made.commit('Prices', { 'shop/migrations/0042_prices.py': 'x\n', 'tests/migrations/0001_x.py': 'x\n' });
  made.commit('Upgrade', { 'web/package.json': '{}\n', 'docs/extension.json': '{}\n', 'docs/-n.md': 'x\n' });
  made.git('push', '--quiet', 'origin', 'main');
  return { ...made, previous };
}

const on = (root: string, changes: Partial<GatherContext> & { readonly since?: string }): Promise<GatherContext> =>
  contextIn(root, {
    now: friday,
    ...(changes.since === undefined ? {} : { previous: { commit: changes.since, sources: ['log'] } }),
    ...changes,
  });

const verdicts = ({ facets = {} }: Found) =>
  Object.fromEntries(Object.entries(facets).map(([name, { verdict, human }]) => [name, human ? 'human' : verdict]));

test('L1 inside the train nothing is asked, and other items are told', async () => {
  const { root, previous } = project();
  const found = await gather(
    lane,
    { train },
    await on(root, { since: previous, now: new Date('2026-11-19T11:00:00Z') }),
  );
  expect(found).toMatchObject({
    verdict: 'n/a',
    summary: 'this is the train, until Thu 19 Nov 16:00',
    facts: { lane: 'train', train: 'Tue, Wed, Thu 10:00–16:00' },
  });
  expect(new Set(Object.values(verdicts(found)))).toEqual(new Set(['n/a']));
});

test('L2 a hotfix on a Friday: what it must not touch is a no-go by name, how many commits a warning', async () => {
  const { root, git, previous, commit } = project();
  commit('Only here', { 'only.txt': '1\n' });
  const forbid = ['migrations', 'dependencies', '**/extension.json'];
  const context = await on(root, { since: previous });
  const found = await gather(lane, { train, hotfix: { forbid, max_changes: 3, main: 'main' } }, context);
  expect(verdicts(found)).toEqual({
    wait: 'human',
    reason: 'human',
    allowed: 'no-go',
    small: 'no-go',
    backported: 'no-go',
    rate: 'n/a',
  });
  expect(found).toMatchObject({
    summary: 'hotfix, 4 commits, next train Tue 24 Nov 10:00',
    facts: { lane: 'hotfix', next_train: '2026-11-24 10:00', commits: 4 },
    facets: {
      wait: {
        question: 'Can this wait for the train on Tue 24 Nov 10:00?',
        summary: 'no train now; the next leaves Tue 24 Nov 10:00',
      },
      // Accepted for this release, and not for what is added to it.
      small: {
        summary: '4 commits; 3 are the most of a hotfix',
        findings: [{ key: git('rev-parse', '--short=7', 'HEAD'), verdict: 'no-go' }],
      },
      allowed: {
        summary:
          'it changes migrations (shop/migrations/0042_prices.py) and dependencies (web/package.json) and docs/extension.json',
        findings: [
          { key: 'migrations:shop/migrations/0042_prices.py' },
          { key: 'dependencies:web/package.json' },
          { key: '**/extension.json:docs/extension.json' },
        ],
      },
      backported: { summary: `1 commit not on origin/main: ${git('rev-parse', '--short=7', 'HEAD')}` },
    },
  });
  expect(lane.facets['small']?.level).toBe('warn');
  expect(lane.facets['backported']?.level).toBe('warn');

  const plain = await gather(lane, { train, hotfix: { forbid: ['src/**'], main: 'main' } }, context);
  expect(verdicts(plain)).toMatchObject({ allowed: 'go', small: 'go' });
});

test('the same change on the main line counts as being there', async () => {
  const made = repositoryWithRemote({ 'app.py': '1\n' });
  made.git('branch', 'release');
  const fix = made.commit('Fix', { 'fix.py': '1\n' });
  made.commit('More', { 'more.py': '1\n' });
  made.git('push', '--quiet', 'origin', 'main');
  made.git('checkout', '--quiet', 'release');
  const previous = made.git('rev-parse', 'HEAD');
  made.git('cherry-pick', '-x', fix);
  const context = await on(made.root, { since: previous });
  const found = await gather(lane, { train, hotfix: { main: 'main' } }, context);
  expect(found.facets?.['backported']).toMatchObject({ verdict: 'go', summary: 'all on origin/main' });
  const lost = await gather(lane, { train, hotfix: { main: 'develop' } }, context);
  expect(lost.facets?.['backported']).toMatchObject({
    verdict: 'unknown',
    summary: 'the main line is not known: there is no branch develop; name it: `hotfix: {main: BRANCH}`',
  });
});

test('where a release branch is the only one that is named, it says nothing about the main line', async () => {
  const made = repositoryWithRemote({ 'app.py': '1\n' });
  const previous = made.git('rev-parse', 'HEAD');
  made.git('checkout', '--quiet', '-b', 'production');
  made.commit('Fix', { 'fix.py': '1\n' });
  made.git('push', '--quiet', 'origin', 'production');
  const backported = async (branch: string) => {
    const checks = [{ id: 'release', kind: 'release', level: 'block', facets: {}, options: { branch } }];
    const context = await on(made.root, {
      since: previous,
      checklist: { ...checklist, checks: checks as unknown as readonly Item[] },
    });
    return (await gather(lane, { train }, context)).facets?.['backported'];
  };
  made.git('remote', 'set-head', 'origin', '--delete');
  expect(await backported('production')).toMatchObject({
    verdict: 'unknown',
    summary: expect.stringContaining('name it: `hotfix: {main: BRANCH}`'),
  });
  expect(await backported('main')).toMatchObject({ verdict: 'no-go' });
  made.git('remote', 'set-head', 'origin', 'main');
  expect(await backported('production')).toMatchObject({ verdict: 'no-go' });
});

test.each([
  ...[
    'package-lock.json',
    'environment.yml',
    'Podfile.lock',
    'pubspec.lock',
    'Directory.Packages.props',
    'go.work.sum',
  ],
  ...['.tool-versions', 'deno.lock', 'flake.lock', 'Package.resolved', 'requirements/base.lock', 'build.sbt', '.nvmrc'],
  ...['.python-version', 'ios/Cartfile.resolved'],
])('%s says what a project depends on', (path) => {
  expect(isDependencyFile(path)).toBe(true);
});

test.each(['docs/flake.md', 'environment.ts', 'Dockerfile', 'src/package.py', 'locked.json'])(
  '%s alone does not',
  (path) => expect(isDependencyFile(path)).toBe(false),
);

test('what builds and starts images counts when an image or an installation changes, and not for anything else', async () => {
  const made = repository({
    'a/Dockerfile': 'FROM python:3.11\nCOPY . /app\n',
    'b/Dockerfile': 'FROM python:3.11\nCOPY . /app\n',
    'c/Containerfile.web': 'FROM a:1\nRUN apt-get install -y curl\n',
    'compose.yml': 'services:\n  db:\n    image: postgres:15\n',
  });
  const from = made.git('rev-parse', 'HEAD');
  const to = made.commit('Fix', {
    'a/Dockerfile': 'FROM python:3.12\nCOPY . /app\n',
    'b/Dockerfile': 'FROM python:3.11\nCOPY . /srv\n',
    'c/Containerfile.web': 'FROM a:1\nRUN apt-get install -y curl git\n',
    'compose.yml': 'services:\n  db:\n    image: postgres:16\n',
    'd/Dockerfile': 'FROM scratch\n',
    '.devcontainer/Dockerfile': 'FROM python:3.12\n',
    'plugins/testdata/x/go.sum': 'a\n',
  });
  const context = await on(made.root, {});
  const changes = await context.world.git.changes(from, made.git('rev-parse', to));
  const found = await dependencyPaths(changes.known ? changes.value : [], context);
  expect(found).toEqual(['a/Dockerfile', 'c/Containerfile.web', 'compose.yml']);
  const gone = [
    { path: 'Dockerfile', status: 'M', before: '1'.repeat(40), after: '2'.repeat(40), mode: '100644' },
  ] as const;
  expect(await dependencyPaths(gone, context)).toBeUndefined();
});

test('the reason is one of those named, with a sentence that --reason can give', async () => {
  const { root } = repository();
  const written = { train, hotfix: { reasons: ['outage', 'security'] } };
  const found = await gather(lane, written, await on(root, {}));
  expect(found.facets?.['reason']).toMatchObject({
    human: true,
    question: 'Is it one of these: outage, security?',
    form: {
      choice: { name: 'reason', options: [{ value: 'outage' }, { value: 'security' }] },
      lines: [
        { name: 'text', least: 15 },
        { name: 'link', least: 0, is: 'link' },
      ],
    },
  });
  const given = await gather(lane, written, await on(root, { reason: 'checkout fails for cards' }));
  expect(given.facets?.['reason']).toMatchObject({
    summary: 'given with --reason: checkout fails for cards',
    form: { choice: { name: 'reason' }, lines: [{ name: 'link' }] },
  });
  const short = await gather(lane, written, await on(root, { reason: 'typo' }));
  expect(short.facets?.['reason']?.form?.lines?.map(({ name }) => name)).toEqual(['text', 'link']);
});

test('without knowing what runs now nothing that is counted is go; a first deploy has nothing to count', async () => {
  const { root, previous } = project();
  const unknown = await gather(
    lane,
    { train },
    await on(root, { previousFound: { previous: null, unknownCommit: 'abcdef1', serversNotAsked: false } }),
  );
  expect(verdicts(unknown)).toMatchObject({ allowed: 'unknown', small: 'unknown', backported: 'unknown' });
  const first = await gather(lane, { train }, await on(root, {}));
  expect(verdicts(first)).toMatchObject({ allowed: 'n/a', small: 'n/a', backported: 'n/a', wait: 'human' });
  const servers = [{ host: 'web2', error: 'no route' }];
  const doubtful = await on(root, {
    since: previous,
    previousFound: { previous: { commit: previous, sources: ['log'] }, servers, serversNotAsked: false },
  });
  expect(verdicts(await gather(lane, { train, hotfix: { forbid: ['migrations'] } }, doubtful))).toMatchObject({
    allowed: 'no-go',
    small: 'unknown',
  });
});

test('trains of a calendar; one that cannot be read leaves the lane unknown, and asks as for a hotfix', async () => {
  const { root, write } = repository();
  write({ 'trains.ics': calendarOf(event('SUMMARY:Train', 'DTSTART:20261120T170000Z', 'DTEND:20261120T190000Z')) });
  const now = await gather(lane, { train: { when: 'ics:trains.ics' } }, await on(root, {}));
  expect(now).toMatchObject({ verdict: 'n/a', summary: 'this is the train, until Fri 20 Nov 19:00' });
  const before = await gather(
    lane,
    { train: { when: 'ics:trains.ics' } },
    await on(root, { now: new Date('2026-11-20T16:00:00Z') }),
  );
  expect(before.facets?.['wait']).toMatchObject({ question: 'Can this wait for the train on Fri 20 Nov 17:00?' });
  const unread = await gather(lane, { train: { when: 'ics:missing.ics' } }, await on(root, {}));
  expect(unread).toMatchObject({
    summary: 'train or hotfix, which is not known',
    facts: { lane: null },
    facets: {
      wait: {
        human: true,
        summary: 'whether this is the train is not known: The calendar missing.ics does not exist.',
      },
    },
  });
  write({ 'half.ics': calendarOf(event('SUMMARY:Train', 'DTSTART:20261120T999999Z')) });
  const doubtful = await gather(lane, { train: { when: 'ics:half.ics' } }, await on(root, {}));
  expect(doubtful.facts).toMatchObject({ lane: null });
  const calendar = { ...checklist.calendar, holidays: ['ics:missing.ics'] };
  const holidays = await gather(
    lane,
    { train },
    await on(root, { now: new Date('2026-11-19T11:00:00Z'), checklist: { ...checklist, calendar } }),
  );
  expect(holidays.facts).toMatchObject({ lane: null });
});

test('the log tells how deploys past the train went, and how the trains did', async () => {
  const past = (started: string, outcome: string, target = 'production'): PastRun => ({
    run: started,
    commit: 'x',
    operator: 'Ada L.',
    at: started,
    started,
    target,
    tried: true,
    outcome,
  });
  const runs = [
    past('2026-11-19T18:00:00Z', 'rolled-back'),
    past('2026-11-18T11:00:00Z', 'rolled-back'),
    past('2026-11-17T11:00:00Z', 'deployed'),
    past('2026-11-16T11:00:00Z', 'deployed'),
    past('2026-11-15T11:00:00Z', 'deployed', 'staging'),
    past('2026-09-18T11:00:00Z', 'deployed'),
    past('2026-05-18T11:00:00Z', 'rolled-back'),
  ];
  const { root } = repository();
  const found = await gather(lane, { train }, await on(root, { history: { sameCommit: [], runs } }));
  expect(found.facets?.['rate']).toMatchObject({
    verdict: 'go',
    summary: '2 out-of-train deploys in 30 days; 1 of the last 3 was followed by a roll-back, 1 of 2 trains was',
  });
  expect(found.facts?.['rate']).toMatchObject({ out_of_train_30d: 2, trains_rolled_back: 1 });
});

test.each([
  [{}, /train/],
  [{ train: { hours: '10:00-16:00' } }, /needs `days` or `when`/],
  [{ train: { days: 'tue', when: 'ics:x.ics' } }, /takes `when`, or `days` and `hours`; not both/],
  [{ train: { when: 'weekly tue' } }, /is not a calendar/],
  [{ train: 'tue', hotfix: { main: '--upload-pack=x' } }, /is not the name of a branch/],
  [{ train: 'tue', hotfix: { reasons: [] } }, /reasons/],
])('%j is refused', (written, problem) => {
  expect(() => optionsOf(lane, written)).toThrow(problem);
});

test.each([
  ['checks: [window, {lane: {train: tue}}]\nafter: [{lane: {train: tue}}]', '`lane` belongs under `checks`'],
  ['checks: [{lane: {train: tue}}, {lane: {train: wed}}]', 'a second `lane`'],
])('one lane, and before the deploy: %s', async (text, problem) => {
  const root = projectWith({ 'shipit.yml': around(`${text}\n`) });
  expect(await mistakesOf(load(root, 'shipit.yml', kinds))).toEqual([expect.stringContaining(problem)]);
});
