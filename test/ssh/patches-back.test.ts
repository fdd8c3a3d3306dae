import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { GatherContext } from '../../src/checks/kind.js';
import { patchesBack } from '../../src/checks/patches/patches-back.js';
import { reapplyFacts } from '../../src/checks/patches/reapply-facts.js';
import { planReapply } from '../../src/checks/patches/reapply-plan.js';
import { openRepository } from '../../src/world/git.js';
import { createWorld } from '../../src/world/world.js';
import { calendarsIn } from '../helpers/calendars.js';
import { repository } from '../helpers/repository.js';
import { hosts, testSsh } from '../helpers/sshd.js';

const register = 'ops/patches.yml';
const lines = (change: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: 20 }, (_, index) => change[index + 1] ?? `line ${index + 1}`)
    .join('\n')
    .concat('\n');

/** Two hosts that have the release with MP-12 and MP-13 on top of it, and the question whether they have. */
async function deployed() {
  const made = repository({ 'app/jobs.py': lines() });
  const diffTo = (text: string): string => {
    made.write({ 'app/jobs.py': text });
    return `${made.git('diff')}\n`;
  };
  const first = diffTo(lines({ 3: 'off' }));
  const second = diffTo(lines({ 17: 'slow' }));
  made.git('checkout', '--', '.');
  const entry = (id: string): string =>
    `- {id: ${id}, title: stop it, hosts: [web1, web2], at: 2026-11-18, by: ada, patch: ops/${id}.patch}\n`;
  made.commit('Registered', {
    [register]: entry('MP-12') + entry('MP-13'),
    'ops/MP-12.patch': first,
    'ops/MP-13.patch': second,
  });
  const files = { 'shop/app/jobs.py': lines({ 3: 'off', 17: 'slow' }) };
  const net = await hosts({ web1: { files }, web2: { files } });
  const git = await openRepository(made.root, net.commands);
  const world = createWorld(git, calendarsIn(git.root), net.commands);
  const release = await git.resolve('HEAD');
  const target = { name: 'production', hosts: ['web1', 'web2'], path: '~/shop' };
  const signal = AbortSignal.timeout(30_000);
  const context = { world, target, release, previous: null, signal, timeoutMs: 20_000, progress: () => undefined };
  const plan = await planReapply(register, context as never);
  const facts = { reapply: reapplyFacts(plan) };
  const found = async (known: object) => {
    const evidenceOf = async () => ({ facts: known }) as never;
    return patchesBack.gather?.({ asked: 'patches', register }, {
      ...context,
      evidenceOf,
    } as unknown as GatherContext);
  };
  const ask = async (known: object = facts) => (await found(known))?.facets?.['reapply'];
  return { ...made, net, ask, found, jobs: (host: 'web1' | 'web2') => join(net.at(host).home, 'shop/app/jobs.py') };
}

testSsh('M8 every patch is on every host, one on top of the other', async () => {
  const { ask } = await deployed();
  expect(await ask()).toMatchObject({
    verdict: 'go',
    question: 'Have MP-12, MP-13 been put back on every host?',
    summary: 'MP-12, MP-13: there on web1, web2',
    findings: [],
  });
});

testSsh('one is missing on one host: no-go, with a key that names both', async () => {
  const { ask, jobs } = await deployed();
  writeFileSync(jobs('web2'), lines({ 17: 'slow' }));
  const found = await ask();
  expect(found).toMatchObject({ verdict: 'no-go', summary: expect.stringMatching(/^MP-12 on web2: is not there/) });
  expect(found?.findings?.map(({ key, verdict }) => [key, verdict])).toEqual([
    ['absent:MP-12:web2', 'no-go'],
    ['other:MP-13:web2', 'warn'],
  ]);
});

testSsh('they are there beside something else: a warning', async () => {
  const { ask, jobs } = await deployed();
  writeFileSync(jobs('web1'), lines({ 3: 'off', 10: 'mine', 17: 'slow' }));
  expect(await ask()).toMatchObject({ verdict: 'warn', summary: expect.stringContaining('other changes, too') });
});

testSsh('a host that is down, and a tree that is not there, are unknown, not absent', async () => {
  const { ask, net } = await deployed();
  await net.at('web1').stop();
  rmSync(join(net.at('web2').home, 'shop'), { recursive: true });
  const found = await ask();
  expect(found?.verdict).toBe('unknown');
  expect(found?.findings?.map(({ key }) => key).toSorted()).toEqual([
    'unasked:MP-12:web1',
    'unasked:MP-12:web2',
    'unasked:MP-13:web1',
    'unasked:MP-13:web2',
  ]);
});

testSsh('the register was changed since: nobody knows', async () => {
  const { ask, write } = await deployed();
  write({ [register]: '[]\n' });
  expect(await ask()).toMatchObject({ verdict: 'unknown', summary: expect.stringContaining('was changed since') });
});

testSsh('nothing had to be put back: that does not apply, and nobody is asked', async () => {
  const { found } = await deployed();
  expect(await found({ reapply: [] })).toMatchObject({ verdict: 'n/a', summary: 'nothing had to be put back' });
  expect(await found({})).toMatchObject({ verdict: 'unknown', summary: expect.stringContaining('never found out') });
});
