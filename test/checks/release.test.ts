import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { GatherContext, PastDeploy } from '../../src/checks/kind.js';
import { release } from '../../src/checks/release.js';
import { matchesGlob } from '../../src/checks/release-branch.js';
import { askLastDeploy } from '../../src/engine/ask-last-deploy.js';
import { isRunning, until } from '../helpers/deploy-story.js';
import { cloneOf, repository, repositoryWithRemote, temporaryDirectory } from '../helpers/repository.js';
import { checklist, contextIn, gather, target } from './gathering.js';

async function look(root: string, changes: Partial<GatherContext> = {}, written: object = {}) {
  const context = await contextIn(root, changes);
  const { facets = {}, ...found } = await gather(release, written, context);
  const of = Object.fromEntries(Object.entries(facets).map(([name, { verdict }]) => [name, verdict]));
  return { ...found, facets, of, why: (name: string) => facets[name]?.summary };
}

const previous = (commit: string, at = '2026-11-16T10:00:00.000Z') => ({ commit, sources: ['ref'], at });

const past = (outcome: string, commit: string): PastDeploy => ({
  run: '20261116T100000Z-0001',
  commit,
  operator: 'Bob',
  at: '2026-11-16T10:00:00.000Z',
  outcome,
});

/** Two commits by two people since the deployed one, pushed. */
function project() {
  const made = repositoryWithRemote({ 'src/cart.ts': '1', 'package-lock.json': '{}' });
  const live = made.git('rev-parse', 'HEAD');
  made.git('update-ref', 'refs/shipit/deployed/production', live);
  made.commit('Round half a cent', { 'src/cart.ts': '2', 'package-lock.json': '{"a":1}' });
  made.commit('Touch the log-in', { 'src/auth/login.ts': '1' }, { name: 'Bob', email: 'bob@x.test' });
  made.git('push', '--quiet');
  return { ...made, live };
}

test('C1: everything in order', async () => {
  const { root, live } = project();
  const found = await look(root, { previous: previous(live) }, { branch: 'main' });
  expect(found.of).toEqual({
    clean: 'go',
    pushed: 'go',
    behind: 'go',
    branch: 'go',
    known: 'go',
    agrees: 'n/a',
    backwards: 'go',
    same: 'go',
    size: 'go',
    previous: 'n/a',
    undo: 'go',
    tag: 'no-go',
  });
  expect(found.summary).toBe(`2 commits by 2 people since Mon 16 Nov ${live.slice(0, 7)} · lock file · 3 files`);
  // git takes the full stop off the end of a name.
  expect(found.detail).toEqual([
    expect.stringMatching(/^[0-9a-f]{7} \w{3} 16 Nov {2}Bob {2}Touch the log-in$/),
    expect.stringMatching(/^[0-9a-f]{7} \w{3} 16 Nov {2}Ada L {2}Round half a cent$/),
    'Authors: Bob 1 · Ada L 1',
    'Directories: . 1 · src/auth 1 · src 1',
    'Risky paths (1):',
    '  src/auth/login.ts',
  ]);
  expect(found.facts).toMatchObject({ previous: live, commits: 2, lost: 0, files: 3, risky: ['src/auth/login.ts'] });
});

test('C2: an untracked file is a note, a modified one a no-go', async () => {
  const { root, write } = project();
  write({ 'notes.txt': 'x' });
  const noted = await look(root);
  expect(noted.of['clean']).toBe('go');
  expect(noted.why('clean')).toBe('clean; 1 untracked file: notes.txt');
  write({ 'src/cart.ts': 'edited' });
  const dirty = await look(root);
  expect(dirty.of['clean']).toBe('no-go');
  expect(dirty.why('clean')).toContain('1 file changed: src/cart.ts');
});

test('F41 a locked index holds nothing up; a rebase that is going on is named, and no-go', async () => {
  const { root } = project();
  writeFileSync(join(root, '.git/index.lock'), '');
  expect((await look(root)).of).toMatchObject({ clean: 'go', pushed: 'go', size: 'go' });
  mkdirSync(join(root, '.git/rebase-merge'));
  const found = await look(root);
  expect(found.of).toMatchObject({ clean: 'no-go', pushed: 'go', size: 'go' });
  expect(found.why('clean')).toBe('a rebase is unfinished');
});

test('F43 an ignored file that changes is invisible, and the page of the kind says so', async () => {
  const { root, write, commit } = project();
  commit('Ignore', { '.gitignore': '.env\n' });
  const before = await look(root);
  write({ '.env': 'changed' });
  expect((await look(root)).facets['clean']).toEqual(before.facets['clean']);
  expect(before.why('clean')).toBe('clean');
  expect(readFileSync('docs/kinds/release.md', 'utf8')).toContain('what git ignores is invisible');
});

test('C3: a commit that is not pushed', async () => {
  const { root, commit } = project();
  commit('Not pushed');
  const found = await look(root);
  expect(found.of['pushed']).toBe('no-go');
  expect(found.why('pushed')).toMatch(/^[0-9a-f]{7} is on no branch of origin: git push$/);
  expect(found.facets['pushed']?.question).toBe('Is the commit on origin/main?');
});

test('HEAD is not the release: the files that commands see are those of another commit', async () => {
  const { root, commit } = project();
  const { release: approved } = await contextIn(root);
  const newer = commit('Two', { 'src/cart.ts': '3' });
  const { of, why, facts } = await look(root, { release: approved });
  expect(of['clean']).toBe('warn');
  expect(why('clean')).toBe(
    `the files here are those of ${newer.slice(0, 7)}: commands run here see them, not ${approved.commit.slice(0, 7)}`,
  );
  expect(facts).toMatchObject({ commit: approved.commit, head: newer });
});

test('C4: a detached head on a tag that is allowed', async () => {
  const { root, git } = project();
  git('tag', 'v1.2');
  git('checkout', '--quiet', '--detach', 'v1.2');
  const found = await look(root, {}, { branch: 'v*' });
  expect(found.of).toMatchObject({ branch: 'go', pushed: 'go', tag: 'go' });
  expect(found.why('branch')).toBe('v1.2');
  expect((await look(root, {}, { branch: ['release/*'] })).of['branch']).toBe('no-go');
});

test('a branch that is not allowed', async () => {
  const { root, git } = project();
  git('checkout', '--quiet', '-b', 'feature');
  const found = await look(root, {}, { branch: ['main', 'release/*'] });
  expect(found.of['branch']).toBe('no-go');
  expect(found.why('branch')).toBe('feature is not an allowed branch (allowed: main, release/*)');
  expect((await look(root)).of['branch']).toBe('n/a');
});

test('C5: a release older than what is live loses commits', async () => {
  const { root, git, live } = project();
  const newer = git('rev-parse', 'HEAD');
  git('reset', '--quiet', '--hard', live);
  const found = await look(root, { previous: previous(newer) });
  expect(found.of['backwards']).toBe('no-go');
  expect(found.why('backwards')).toBe('2 commits that are live now are not in this release');
  expect(found.facets['backwards']?.detail).toHaveLength(2);
  expect(found.summary).toBe(`back from ${newer.slice(0, 7)} · 2 live commits lost · lock file · 3 files`);
});

test('F40 C6: a shallow clone without the previous commit is unknown, with the remedy', async () => {
  const origin = project();
  origin.git('push', '--quiet', 'origin', 'HEAD:refs/heads/other');
  const { root } = cloneOf(origin.remote, 'shallow', '--depth=1');
  const gone = '1'.repeat(40);
  const previousFound = { previous: null, log: { commit: gone }, unknownCommit: gone, serversNotAsked: false };
  const found = await look(root, { previousFound });
  expect(found.of).toMatchObject({ known: 'unknown', backwards: 'unknown', same: 'unknown', size: 'unknown' });
  expect(found.why('known')).toContain('git fetch --unshallow');
});

test('a shallow clone does not mistake its end of history for lost commits', async () => {
  const origin = project();
  const { root, git } = cloneOf(origin.remote, 'shallow', '--depth=1');
  git('fetch', '--quiet', '--depth=1', 'origin', origin.live);
  const found = await look(root, { previous: previous(origin.live) });
  expect(found.of['backwards']).toBe('unknown');
  expect(found.why('backwards')).toContain('git fetch --unshallow');
});

test.each([
  ['unconfirmed', 'unknown', 'Was the last deploy ever seen to work?'],
  ['failed', 'unknown', 'Is the cause of the failed deploy understood?'],
  ['rolled-back', 'unknown', 'Is the cause of the rollback understood?'],
  ['unknown', 'unknown', 'Is it known how the last deploy ended?'],
  ['deployed', 'go', undefined],
])('C7: the previous deploy ended %s: %s', async (outcome, verdict, question) => {
  const { root, live } = project();
  const found = await look(root, { history: { lastAttempt: past(outcome, live), sameCommit: [] } });
  expect(found.of['previous']).toBe(verdict);
  expect(found.facets['previous']?.question).toBe(question);
});

test('C7: what is a question of its own is not asked twice', async () => {
  const { root, live } = project();
  const last = past('unconfirmed', live);
  const asked = askLastDeploy(checklist, last, new Date('2026-11-19T08:42:00Z'));
  const found = await look(root, { checklist: asked, history: { lastAttempt: last, sameCommit: [] } });
  expect(found.of['previous']).toBe('n/a');
});

test('a commit that was rolled back is a no-go, whatever was deployed after it, until it was deployed well', async () => {
  const { root, git, live } = project();
  const sameCommit = [past('rolled-back', git('rev-parse', 'HEAD'))];
  const found = await look(root, { history: { lastAttempt: past('deployed', live), sameCommit } });
  expect(found.of['previous']).toBe('no-go');
  expect(found.why('previous')).toBe('this very commit was rolled back on Mon 16 Nov by Bob');
  expect(found.facets['previous']?.question).toBe('Did this commit end well when it was last deployed?');
  const again = [past('deployed', git('rev-parse', 'HEAD')), ...sameCommit];
  expect(
    (await look(root, { history: { lastAttempt: past('deployed', live), sameCommit: again } })).of['previous'],
  ).toBe('go');
});

test('C8: control characters and separators in names and subjects do not shift the list', async () => {
  const { root, commit, live } = project();
  commit('Evil \u001b[2J\u001f\u001e subject', {}, { name: 'Eve\u001f\u001e', email: 'eve@x.test' });
  const found = await look(root, { previous: previous(live) });
  expect(found.facts).toMatchObject({ commits: 3 });
  expect(found.detail?.[0]).toContain('subject');
  expect(found.detail?.[1]).toContain('Touch the log-in');
});

test('somebody deployed without shipit: ref and log differ', async () => {
  const { root, git, live } = project();
  const head = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/shipit/deployed/production', head);
  const found = await look(root, { history: { lastAttempt: past('deployed', live), sameCommit: [] } });
  expect(found.of).toMatchObject({ agrees: 'no-go', same: 'warn' });
  expect(found.why('agrees')).toContain('somebody deployed without shipit');
  expect(found.summary).toBe(`${head.slice(0, 7)} is already live`);
});

test('a first deploy has no range', async () => {
  const { root } = repository();
  const found = await look(root);
  expect(found.of).toMatchObject({
    known: 'n/a',
    agrees: 'n/a',
    backwards: 'n/a',
    same: 'n/a',
    size: 'n/a',
    previous: 'n/a',
  });
  expect(found.why('backwards')).toBe('first deploy');
  expect(found.summary).toMatch(/^first deploy to production: [0-9a-f]{7} First commit$/);
});

test('servers that nobody can ask do not make it a first deploy', async () => {
  const { root } = repository();
  const found = await look(root, { target: { ...target, revision: [{ file: 'REVISION' }] } });
  expect(found.of).toMatchObject({ known: 'unknown', backwards: 'unknown' });
});

test('F40 without a remote there is nothing to push to', async () => {
  const { root } = repository();
  const found = await look(root);
  expect(found.of).toMatchObject({ pushed: 'n/a', behind: 'n/a' });
  expect(found.why('pushed')).toBe('this repository has no remote');
});

test('F32 a remote that cannot be reached leaves pushed and behind unknown; without fetching the last news count', async () => {
  const { root, git } = project();
  git('remote', 'set-url', 'origin', '/no/such/place.git');
  const found = await look(root);
  expect(found.of).toMatchObject({ pushed: 'unknown', behind: 'unknown', clean: 'go' });
  expect(found.why('pushed')).toMatch(/^origin could not be asked: /);
  const offline = await look(root, {}, { fetch: false });
  expect(offline.of).toMatchObject({ pushed: 'go', behind: 'go' });
  expect(offline.why('pushed')).toBe('on origin/main (as of the last fetch)');
});

test('F33 a remote that accepts and never answers is not waited for, and nothing of git and ssh goes on', async () => {
  const { root, git } = project();
  const pids = join(temporaryDirectory(), 'pids');
  git('remote', 'set-url', 'origin', 'ssh://nobody@host.test/project.git');
  git('config', 'core.sshCommand', `sleep 60 & echo $$ $! > ${pids}; wait #`);
  const started = performance.now();
  const found = await look(root, { timeoutMs: 1000 });
  expect(performance.now() - started).toBeLessThan(10_000);
  expect(found.of).toMatchObject({ pushed: 'unknown', behind: 'unknown' });
  expect(found.why('pushed')).toBe('origin could not be asked: no answer in 1 s');
  const [ssh, itsChild] = readFileSync(pids, 'utf8').trim().split(' ');
  // Those that do not heed the first signal get the last one a second later.
  await until('ssh and its child are gone', () => !isRunning(ssh) && !isRunning(itsChild));
});

test('work of others on the remote is seen, and told while it is fetched', async () => {
  const { root, remote } = project();
  const other = cloneOf(remote, 'other');
  other.commit('By somebody else');
  other.git('push', '--quiet');
  const lines: string[] = [];
  const found = await look(root, { progress: (line) => lines.push(line) });
  expect(found.of).toMatchObject({ behind: 'warn', pushed: 'go' });
  expect(found.why('behind')).toBe('origin/main has 1 more commit');
  expect(lines).toEqual(['fetching origin']);
});

test('a large or an old release is a warning that names its limits', async () => {
  const { root, live } = project();
  const many = await look(root, { previous: previous(live) }, { max_commits: 1 });
  expect(many.of['size']).toBe('warn');
  expect(many.why('size')).toBe('2 commits, 2 days since the last deploy');
  expect(many.facets['size']?.question).toBe('More than 1 commit or 14 days?');
  const old = await look(root, { previous: previous(live, '2026-10-01T00:00:00.000Z') });
  expect(old.of['size']).toBe('warn');
});

test('a commit that is taken back in the same release is named', async () => {
  const { root, git, live } = project();
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@x.test', 'revert', '--no-edit', 'HEAD');
  const found = await look(root, { previous: previous(live) });
  expect(found.detail).toContain('Made and taken back in this range: Touch the log-in');
});

test.each([
  [{ undo: 'make rollback' }, {}, 'go'],
  [{}, {}, 'no-go'],
  [{ undo: 'make rollback' }, { undo_check: 'exit 1' }, 'no-go'],
  [{}, { undo_check: 'test -n "$SHIPIT_TARGET"' }, 'go'],
])('the way back with %j and %j is %s', async (deploy, written, verdict) => {
  const { root } = repository();
  const changed = { ...checklist, deploy: { steps: checklist.deploy.steps, ...deploy } };
  expect((await look(root, { checklist: changed }, written)).of['undo']).toBe(verdict);
});

test.each([
  ['main', 'main', true],
  ['main', 'maintenance', false],
  ['v*', 'v1.2', true],
  ['wmf/*', 'wmf/1.43', true],
  ['release/*', 'release/a/b', false],
  ['release/**', 'release/a/b', true],
  ['v?.0', 'v1.0', true],
  ['v1.0', 'v1x0', false],
  ['toString', 'toString', true],
])('the glob %s and the branch %s: %s', (glob, name, fits) => {
  expect(matchesGlob(glob, name)).toBe(fits);
});

test('B38 forty stars in the glob of a branch are answered at once', () => {
  expect(matchesGlob(`${'*a'.repeat(40)}b`, 'a'.repeat(240))).toBe(false);
});

test('unknown options are refused; what was read survives JSON', () => {
  expect(release.options.safeParse({ brunch: 'main' }).success).toBe(false);
  const options = release.options.parse({ branch: 'main', max_age: '7d' });
  expect(options).toMatchObject({ branch: ['main'], max_commits: 50, max_age: 7 * 86_400_000, fetch: true });
  expect(JSON.parse(JSON.stringify(options))).toEqual(options);
});
