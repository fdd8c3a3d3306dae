import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { RevisionSource, Target } from '../../src/checklist/model.js';
import { lookAtRevision } from '../../src/checks/watch-revision.js';
import { askRunning } from '../../src/world/revision/ask-running.js';
import { createSsh } from '../../src/world/ssh/ssh.js';
import { contextIn } from '../checks/gathering.js';
import { repository } from '../helpers/repository.js';
import { hosts, type TestHosts, testSsh } from '../helpers/sshd.js';

const a = '3f2a91c'.padEnd(40, '0');
const b = '8c6783b'.padEnd(40, '1');

function ask<Name extends string>(
  net: TestHosts<Name>,
  revision: readonly RevisionSource[],
  more: Partial<Target> = {},
) {
  const progress: string[] = [];
  const target: Target = {
    name: 'production',
    hosts: net.names,
    runtimes: [],
    units: [],
    revision,
    second: 'named',
    ...more,
  };
  const running = askRunning({
    ssh: createSsh(net.commands, '/'),
    target,
    timeoutMs: 20_000,
    signal: new AbortController().signal,
    progress: (text) => progress.push(text),
  });
  return { running, progress };
}

testSsh(
  'the first line of the file below `~/` and a path with blanks, of every host; progress says how far it is',
  async () => {
    const file = 'my apps/cur rent/RE VISION';
    const net = await hosts({ web1: { files: { [file]: `${a}\nby ada\n` } }, web2: { files: { [file]: '8C6783B' } } });
    const { running, progress } = ask(net, [{ file: 'RE VISION' }], { path: '~/my apps/cur rent' });
    expect(await running).toEqual([
      { host: 'web1', commit: a },
      { host: 'web2', commit: '8c6783b' },
    ]);
    expect(progress[0]).toBe('0 of 2 hosts said what runs');
    expect(progress.at(-1)).toBe('2 of 2 hosts said what runs');
  },
);

testSsh('what is no commit, is no file, may not be read or is not there is told apart', async () => {
  const as = 'plain';
  const net = await hosts({
    login: { as, files: { 'app/REVISION': '<!doctype html>' } },
    fifo: { as, files: { 'app/x': '' } },
    secret: { as, files: { 'app/x': '' } },
    closed: { as, files: { 'app/REVISION': a } },
    dangling: { as, files: { 'releases/x': '' } },
    first: { as },
  });
  mkdirSync(join(net.at('fifo').home, 'app/REVISION'));
  writeFileSync(join(net.at('secret').home, 'app/REVISION'), a, { mode: 0o600 });
  chmodSync(join(net.at('secret').home, 'app/REVISION'), 0);
  chmodSync(join(net.at('closed').home, 'app'), 0);
  symlinkSync('releases/gone', join(net.at('dangling').home, 'app'));
  const found = await ask(net, [{ file: 'REVISION' }], { path: '~/app' }).running;
  chmodSync(join(net.at('closed').home, 'app'), 0o755);
  expect(found).toEqual([
    { host: 'login', error: 'there is no commit in what it says' },
    { host: 'fifo', error: 'what should be a file is none' },
    { host: 'secret', error: 'REVISION may not be read' },
    { host: 'closed', error: 'REVISION may not be read' },
    { host: 'dangling', error: 'the way to REVISION is a link to nothing' },
    { host: 'first', nothing: 'there is no REVISION' },
  ]);
});

testSsh.each<[string, RevisionSource, object]>([
  ['in the deployed tree', { command: 'cat ./REVISION' }, { host: 'web1', commit: a }],
  [
    'as a list of words, none of which a shell sees',
    { command: ['printf', '%s', '$(id)'] },
    { host: 'web1', error: 'there is no commit in what it says' },
  ],
  [
    'that fails, whatever it printed',
    { command: `echo ${a}; echo no git here >&2; exit 3` },
    { host: 'web1', error: 'the command ended with exit 3: no git here' },
  ],
  ['that dies', { command: 'kill -SEGV $$' }, { host: 'web1', error: 'the command died with SIGSEGV' }],
  [
    'that is not there',
    { command: ['no-such-program'] },
    { host: 'web1', error: expect.stringMatching(/^the command ended with exit 12[67]/) },
  ],
  [
    'that prints for ever',
    { command: 'yes' },
    { host: 'web1', error: expect.stringMatching(/^the command (died with SIGPIPE|ended with exit 1)|no commit/) },
  ],
])('a command %s', async (_what, source, expected) => {
  const net = await hosts({ web1: { files: { 'app/REVISION': `${a}\n` } } });
  expect(await ask(net, [source], { path: '~/app' }).running).toEqual([expected]);
});

testSsh('a command where nothing is deployed yet says so', async () => {
  const net = await hosts({ web1: {} });
  expect(await ask(net, [{ command: 'git rev-parse HEAD' }], { path: '~/app' }).running).toEqual([
    { host: 'web1', nothing: 'nothing is deployed there' },
  ]);
});

testSsh('several ways to one answer: one that knows is enough, two that differ both count', async () => {
  const files = { 'app/REVISION': a };
  const net = await hosts({ web1: { files }, web2: { files: { 'app/x': '' } }, web3: { files } });
  const sources = [{ file: 'REVISION' }, { command: `case $HOME in *web3*) echo ${b} ;; *) echo 3f2a91c ;; esac` }];
  expect(await ask(net, sources, { path: '~/app' }).running).toEqual([
    { host: 'web1', commit: a },
    { host: 'web2', commit: '3f2a91c' },
    { host: 'web3', commit: a },
    { host: 'web3', commit: b },
  ]);
});

testSsh('a host that is down is told in words, the others still count', async () => {
  const files = { 'app/REVISION': a };
  const net = await hosts({ web1: { files }, web2: { files } });
  await net.at('web2').stop();
  expect(await ask(net, [{ file: 'REVISION' }], { path: '~/app' }).running).toEqual([
    { host: 'web1', commit: a },
    { host: 'web2', error: expect.stringMatching(/refused/) },
  ]);
});

testSsh('H7: after the deploy every host is asked, and one that still runs the old commit is named', async () => {
  const { root, git, commit } = repository();
  const old = git('rev-parse', 'HEAD');
  const now = commit('Second');
  const net = await hosts({
    web1: { files: { 'app/REVISION': now } },
    web2: { files: { 'app/REVISION': old } },
    web3: { files: { 'app/x': '' } },
  });
  const context = await contextIn(root, { timeoutMs: 10_000 });
  const target = { ...context.target, hosts: net.names, path: '~/app', revision: [{ file: 'REVISION' }] };
  const world = { ...context.world, ssh: createSsh(net.commands, root) };
  const { revision } = await lookAtRevision({ ...context, target, world });
  expect(revision).toMatchObject({
    verdict: 'no-go',
    summary: `web2 still runs ${old.slice(0, 7)}, web3: there is no REVISION`,
    findings: [{ key: `${old.slice(0, 7)}:web2` }, { key: 'nothing:web3' }],
  });
});
