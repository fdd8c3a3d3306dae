import { expect, test } from 'vitest';
import type { Checklist, Target } from '../../src/checklist/model.js';
import { runCommand } from '../../src/world/commands.js';
import { openRepository } from '../../src/world/git.js';
import { findPrevious, type NamedCommit } from '../../src/world/previous.js';
import { cloneOf, repository, repositoryWithRemote } from '../helpers/repository.js';

const target: Target = { name: 'production', hosts: [], runtimes: [], units: [], revision: [], second: 'named' };
const all: Checklist['lastDeploy'] = ['revision', 'ref', 'log'];

async function ask(root: string, log?: NamedCommit, more: { sources?: Checklist['lastDeploy']; target?: Target } = {}) {
  const git = await openRepository(root, runCommand);
  return findPrevious({ git, target, sources: all, log, ...more });
}

test('nobody knows: a first deploy', async () => {
  expect(await ask(repository().root)).toEqual({ previous: null, serversNotAsked: false });
});

test('the log alone', async () => {
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

test('a revision that is a ref is asked, one on the hosts is only noted', async () => {
  const { root, git } = repository();
  const commit = git('rev-parse', 'HEAD');
  git('update-ref', 'refs/remotes/heroku/main', commit);
  const byRef = { ...target, revision: [{ ref: 'refs/remotes/heroku/main' }] };
  expect(await ask(root, undefined, { target: byRef })).toMatchObject({ previous: { commit }, serversNotAsked: false });
  const onHosts = { ...target, revision: [{ file: 'REVISION' }] };
  expect(await ask(root, undefined, { target: onHosts })).toEqual({ previous: null, serversNotAsked: true });
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
