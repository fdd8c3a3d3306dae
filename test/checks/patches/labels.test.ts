import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { patches } from '../../../src/checks/patches/kind.js';
import { lookAtLabels } from '../../../src/checks/patches/labels.js';
import type { CommandRunner } from '../../../src/world/commands.js';
import { runCommand } from '../../../src/world/commands.js';
import { repository, temporaryDirectory } from '../../helpers/repository.js';
import { contextIn, gather } from '../gathering.js';

/** Commands on a machine whose `gh` and `glab` are these scripts. */
function machine(programs: Readonly<Record<string, string>>): CommandRunner {
  const bin = path.join(temporaryDirectory(), 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(path.join(bin, name), script);
    chmodSync(path.join(bin, name), 0o755);
  }

  // Wherever the tests run, there may be a real one.
  const others = Object.keys(programs).length === 0 ? bin : `${bin}:/usr/bin:/bin`;
  return (request) => runCommand({ ...request, env: { ...request.env, PATH: others } });
}

const said = (value: unknown): string => `#!/bin/sh\ncat <<'END'\n${JSON.stringify(value)}\nEND\n`;

async function look(commands: CommandRunner, forge: 'github' | 'gitlab' = 'github') {
  const { world, signal } = await contextIn(repository().root);
  return lookAtLabels({ forge, label: 'Monkey Patched' }, { world: { ...world, commands }, signal, timeoutMs: 10_000 });
}

test('gh is asked for pull requests of the label, whatever became of them', async () => {
  const commands = machine({ gh: '#!/bin/sh\nprintf "%s|" "$@" >&2\necho "[]"\n' });
  expect(await look(commands)).toMatchObject({
    state: 'known',
    list: [],
    source: {
      cmd: expect.stringContaining('gh pr list --label=Monkey Patched --state all -L 100 --json number,title'),
    },
  });
});

test('GitLab says the same in other words', async () => {
  const commit = 'a'.repeat(40);
  const list = [
    {
      iid: 7,
      title: 'x',
      state: 'merged',
      merge_commit_sha: null,
      squash_commit_sha: commit,
      author: { username: 'ada' },
    },
  ];
  expect(await look(machine({ glab: said(list) }), 'gitlab')).toMatchObject({
    state: 'known',
    list: [{ number: 7, title: 'x', state: 'merged', commit, author: 'ada' }],
  });
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['is not installed', {}, 'gh is needed to ask, and gh was not found'],
  ['is not logged in', { gh: '#!/bin/sh\nexit 4\n' }, 'gh is not logged in: gh auth login'],
  ['fails', { gh: '#!/bin/sh\nexit 1\n' }, 'gh ended with exit 1'],
  ['says something else', { gh: said({ message: 'Not Found' }) }, 'what gh said is not what was asked for'],
  ['says half of it', { gh: '#!/bin/sh\necho "[{"\n' }, 'what gh said is not what was asked for'],
  [
    'has too many',
    { gh: said(Array.from({ length: 100 }, (_, at) => ({ number: at + 1, title: 'x', state: 'OPEN' }))) },
    '100 pull requests or more carry the label Monkey Patched: take it off old ones',
  ],
])('a gh that %s leaves the labels unknown, in words', async (_what, programs, why) => {
  const commands = machine(programs);
  expect(await look(commands)).toMatchObject({ state: 'unknown', why });
});

test('a labelled pull request counts as included by its merge commit; an open one that nobody registered is a no-go', async () => {
  const made = repository();
  const merged = made.commit('The fix', { 'a.py': '1\n' });
  made.git('checkout', '--quiet', '-b', 'later');
  const later = made.commit('Later', { 'b.py': '1\n' });
  made.git('checkout', '--quiet', 'main');
  const commands = machine({
    gh: said([
      { number: 1, title: 'the fix', state: 'MERGED', mergeCommit: { oid: merged } },
      { number: 2, title: 'a later one', state: 'MERGED', mergeCommit: { oid: later } },
      { number: 3, title: 'an open one', state: 'OPEN' },
      { number: 4, title: 'a closed one', state: 'CLOSED' },
      { number: 5, title: 'elsewhere', state: 'MERGED', mergeCommit: { oid: 'b'.repeat(40) } },
    ]),
  });
  const context = await contextIn(made.root);
  const found = await gather(patches, { labels: 'github' }, { ...context, world: { ...context.world, commands } });
  expect(found.facets?.['overwritten']?.findings).toEqual([
    {
      key: 'label:2',
      verdict: 'no-go',
      text: 'pull request 2 "a later one" is merged, and not in this release; nobody registered its diff',
    },
    {
      key: 'label:3',
      verdict: 'no-go',
      text: 'pull request 3 "an open one" is not merged; nobody registered its diff',
    },
    { key: 'label:5', verdict: 'unknown', text: 'the merge of pull request 5 "elsewhere" is not in this clone' },
  ]);
  expect(found.facets?.['disagree']?.findings).toMatchObject([{ key: 'closed:4', verdict: 'warn' }]);
});

test('a patch that is nothing but a pull request is included by its merge, else nobody can put it back', async () => {
  const made = repository();
  const merged = made.commit('The fix', { 'a.py': '1\n' });
  const register = [1, 2]
    .map((pr) => `- {id: MP-${pr}, title: x, hosts: web1, at: 2026-11-18, by: ada, pr: ${pr}}\n`)
    .join('');
  made.write({ 'ops/patches.yml': register });
  const commands = machine({
    gh: said([
      { number: 1, title: 'the fix', state: 'MERGED', mergeCommit: { oid: merged } },
      { number: 2, title: 'open', state: 'OPEN' },
    ]),
  });
  const context = await contextIn(made.root);
  const asked = { ...context, target: { ...context.target, hosts: ['web1'] } };
  const options = { tree: false, motd: false };
  const found = await gather(
    patches,
    { ...options, labels: 'github' },
    { ...asked, world: { ...context.world, commands } },
  );
  expect(found.facets?.['overwritten']?.findings).toEqual([
    {
      key: 'MP-2:conflict:web1',
      verdict: 'no-go',
      text: 'MP-2 "x" (ada, 1 day) cannot be put back on #2: the pull request is not in this release, and nobody registered its diff (web1)',
    },
  ]);
  const without = await gather(patches, options, asked);
  expect(without.facets?.['overwritten']?.verdict).toBe('unknown');
});
