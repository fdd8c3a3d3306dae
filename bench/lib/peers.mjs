// Other programs that ask before they release, where they are installed: on the PATH, or below SHIPIT_BENCH_PEERS
// (`npm install @clack/prompts release-it np` in a directory of its own).

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Row of the targets, name, and where it is installed the command, where it starts and what its first prompt shows. */
export const peersIn = ({ folder, env }) => [
  { row: 'A9', name: '@clack/prompts', sees: 'Is it ready?', cwd: folder, command: clack(folder) },
  ...[
    { row: 'A10', name: 'release-it', sees: 'Select increment', flags: ['--no-npm'] },
    { row: 'A11', name: 'np', sees: 'Select SemVer increment', flags: ['--no-publish', '--any-branch'] },
  ].map(({ flags, ...peer }) => {
    const program = programOf(peer.name);
    return program === undefined
      ? peer
      : { ...peer, command: [process.execPath, program, ...flags], cwd: packageIn(folder, env) };
  }),
];

const peers = process.env.SHIPIT_BENCH_PEERS;

const clack = (folder) => {
  const module = join(peers ?? '', 'node_modules/@clack/prompts/dist/index.mjs');
  if (peers === undefined || !existsSync(module)) {
    return undefined;
  }
  const script = join(folder, 'clack.mjs');
  writeFileSync(
    script,
    `import { confirm } from ${JSON.stringify(module)};\nawait confirm({ message: 'Is it ready?' });\n`,
  );
  return [process.execPath, script];
};

const programOf = (name) =>
  [...(peers === undefined ? [] : [join(peers, 'node_modules/.bin')]), ...(process.env.PATH ?? '').split(delimiter)]
    .map((directory) => join(directory, name))
    .find((path) => existsSync(path));

/** A package with a remote that takes pushes: both look at that first. */
const packageIn = (folder, env) => {
  const [root, remote] = [join(folder, 'package'), join(folder, 'remote.git')];
  if (!existsSync(root)) {
    mkdirSync(root);
    const git = (...args) => execFileSync('git', args, { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
    writeFileSync(
      join(root, 'package.json'),
      '{"name":"shop","version":"1.0.0","private":true,"scripts":{"test":"true"}}\n',
    );
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Ada L.');
    git('config', 'user.email', 'ada@shop.test');
    git('add', '.');
    git('commit', '-q', '-m', 'The shop as it is');
    git('tag', 'v1.0.0');
    git('commit', '-q', '--allow-empty', '-m', 'Half a cent up');
    git('init', '-q', '--bare', remote);
    git('remote', 'add', 'origin', remote);
    git('push', '-q', '-u', '--tags', 'origin', 'main');
  }
  return root;
};
