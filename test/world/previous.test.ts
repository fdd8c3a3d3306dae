import { expect, test } from 'vitest';
import type { Checklist, Target } from '../../src/checklist/model.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { findPrevious, isCertain, type NamedCommit, type PreviousQuestion, unasked } from '../../src/world/previous.js';
import { cloneOf, repository, repositoryWithRemote } from '../helpers/repository.js';

const target: Target = { name: 'production', hosts: [], runtimes: [], units: [], revision: [], second: 'named' };
const all: Checklist['lastDeploy'] = ['revision', 'ref', 'log'];

const onHosts: Target = { ...target, revision: [{ file: 'REVISION' }] };

async function ask(root: string, log?: NamedCommit, more: Partial<PreviousQuestion> = {}) {
  const git = await openRepository(root, runCommand);
  return findPrevious({ git, target, sources: all, log, ...more });
}

test('a ref that the target names and that is not here is told: a misspelt one makes no first deploy', async () => {
  const { root, git } = repository();
  const byRef = { ...target, revision: [{ ref: 'deployed/prodction' }] };
  expect(await ask(root, undefined, { target: byRef })).toMatchObject({
    previous: null,
    missingRef: 'deployed/prodction',
  });
  const log = { commit: git('rev-parse', 'HEAD') };
  expect(await ask(root, log, { target: byRef })).not.toHaveProperty('missingRef');
});

test('nobody knows: a first deploy', async () => {
  expect(await ask(repository().root)).toEqual({ previous: null, serversNotAsked: false });
});

test('where no ref says anything, the log alone says what runs, and only if it is asked', async () => {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  const log = { commit, at: '2026-11-16T10:00:00.000Z' };
  expect(await ask(root, log)).toEqual({
    previous: { commit, sources: ['log'], at: log.at },
    log,
    serversNotAsked: false,
  });
  expect((await ask(root, log, { sources: ['ref'] })).previous).toBeNull();
});

test('the ref is believed before the log, and both are told', async () => {
  const { root, git, commit } = repository();
  const first = git('rev-parse', 'HEAD');
  const second = commit('Second');
  git('update-ref', 'refs/shipit/deployed/production', second);
  const found = await ask(root, { commit: first });
  expect(found.previous).toMatchObject({ commit: second, sources: ['ref'] });
  expect(found).toMatchObject({ ref: { commit: second }, log: { commit: first } });
  expect((await ask(root, { commit: second })).previous?.sources).toEqual(['ref', 'log']);
});

test('a short id of the log is completed', async () => {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  expect((await ask(root, { commit: commit.slice(0, 10) })).previous).toMatchObject({ commit, sources: ['log'] });
});

test('a revision that is a ref is asked; one on the hosts counts when they were asked', async () => {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/remotes/heroku/main', commit);
  const byRef = { ...target, revision: [{ ref: 'refs/remotes/heroku/main' }] };
  expect(await ask(root, undefined, { target: byRef })).toMatchObject({ previous: { commit }, serversNotAsked: false });
  expect(await ask(root, undefined, { target: onHosts })).toEqual({ previous: null, serversNotAsked: true });
  const asked = { target: onHosts, servers: [{ host: 'web1', commit: commit.slice(0, 7) }] };
  expect(await ask(root, undefined, asked)).toEqual({
    previous: { commit, sources: ['servers'] },
    servers: [{ host: 'web1', commit }],
    serversNotAsked: false,
  });
  // What `last_deploy` leaves out is not asked, whatever was said.
  expect(await ask(root, undefined, { ...asked, sources: ['ref', 'log'] })).toEqual({
    previous: null,
    serversNotAsked: false,
  });
});

/** Three commits in a row, and one beside them. */
function history() {
  const made = repository();
  const first = made.git('rev-parse', 'HEAD');
  const second = made.commit('Second');
  const third = made.commit('Third');
  made.git('checkout', '--quiet', '-b', 'beside', first);
  const beside = made.commit('Beside');
  return { ...made, first, second, third, beside };
}

test('the servers are believed before ref and log, and the time is that of who says the same', async () => {
  const { root, git, first, second } = history();
  git('update-ref', 'refs/shipit/deployed/production', first);
  const log = { commit: second, at: '2026-11-16T10:00:00.000Z', by: 'Ada L.' };
  const servers = [{ host: 'web1', commit: second }];
  expect((await ask(root, log, { target: onHosts, servers })).previous).toEqual({
    commit: second,
    sources: ['servers', 'log'],
    at: log.at,
  });
});

test('servers that run several commits count as the oldest of them, which is part of all the others', async () => {
  const { root, first, second, third } = history();
  const running = (...commits: readonly string[]) => commits.map((commit, index) => ({ host: `web${index}`, commit }));
  for (const order of [
    [third, first, second],
    [first, third, second],
    [second, third, first],
  ]) {
    const found = await ask(root, undefined, { target: onHosts, servers: running(...order) });
    expect(found.previous?.commit).toBe(first);
  }
});

test('commits side by side have no oldest: that is not known, and nothing of the log takes its place', async () => {
  const { root, second, beside } = history();
  const servers = [
    { host: 'web1', commit: second },
    { host: 'web2', commit: beside },
  ];
  expect(await ask(root, { commit: second }, { target: onHosts, servers })).toMatchObject({
    previous: null,
    apart: true,
  });
});

test('a host with a commit of nobody makes all of it unknown', async () => {
  const { root, second } = history();
  const gone = '1'.repeat(40);
  const servers = [
    { host: 'web1', commit: second },
    { host: 'web2', commit: gone },
  ];
  expect(await ask(root, { commit: second }, { target: onHosts, servers })).toMatchObject({
    previous: null,
    unknownCommit: gone,
  });
});

test('hosts that could not be asked, or have nothing, leave what ref and log say; and they are told', async () => {
  const { root, second } = history();
  const down = { host: 'web1', error: 'connection refused' };
  const found = await ask(root, { commit: second }, { target: onHosts, servers: [down] });
  expect(found.previous).toEqual({ commit: second, sources: ['log'] });
  expect(unasked(found)).toEqual([down]);
  const empty = await ask(root, undefined, { target: onHosts, servers: [{ host: 'web1', nothing: 'no file' }] });
  expect(empty.previous).toBeNull();
  expect(unasked(empty)).toEqual([]);
  expect([isCertain(found), isCertain(empty)]).toEqual([false, true]);
  const nothing = { host: 'web1', nothing: 'no file' };
  const logged = await ask(root, { commit: second }, { target: onHosts, servers: [nothing] });
  const beside = await ask(root, undefined, { target: onHosts, servers: [nothing, { host: 'web2', commit: second }] });
  expect([logged, beside].map(({ previous }) => previous?.commit)).toEqual([second, second]);
  expect([isCertain(logged), isCertain(beside)]).toEqual([false, false]);
});

test('a branch with the name of a commit is not what a host means', async () => {
  const { root, git, second, third } = history();
  git('branch', second.slice(0, 8), third);
  const servers = [{ host: 'web1', commit: second.slice(0, 8) }];
  const found = await ask(root, undefined, { target: onHosts, servers });
  expect(found.previous?.commit).not.toBe(third);
});

test('a commit that is not here is fetched; one that is nowhere is named', async () => {
  const origin = repositoryWithRemote();
  const old = origin.git('rev-parse', 'HEAD');
  origin.commit('Second');
  origin.git('push', '--quiet');
  const { root } = cloneOf(origin.remote, 'shallow', '--depth=1');
  expect((await ask(root, { commit: old })).previous?.commit).toBe(old);
  const gone = '1'.repeat(40);
  expect(await ask(root, { commit: gone })).toMatchObject({ previous: null, unknownCommit: gone });
});
