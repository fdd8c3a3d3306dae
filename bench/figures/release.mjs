// What a release holds: the evidence of release, migrations, pins and order about 300 commits and 2,000 changed files of a
// long history, against the git commands it takes, run at once by hand. The number of git processes is told.

import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { importHistory, sizes } from '../lib/history.mjs';
import { interleave, median, ratio } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';

const items = ['release: {branch: main, max_commits: 500}', 'migrations', 'pins', 'order'];

export const release = async (report, { rounds }) => {
  await inProject(checklistOf(items), async ({ folder, root, env }) => {
    const runs = importHistory(root, env);
    const name = `evidence of ${sizes.range} commits, ${sizes.changed} files`;
    const whole = [];
    const times = await interleave(
      {
        byHand: () => atOnce(root, env, runs),
        shipit: () => {
          const begin = performance.now();
          const { items: found } = check(root, env);
          whole.push(performance.now() - begin);
          return Math.max(...found.map(({ ms }) => ms));
        },
      },
      Math.max(3, Math.floor(rounds / 3)),
    );
    const [git, ours] = [median(times.byHand), median(times.shipit)].map((ms) => `${ms.toFixed(0)} ms`);
    const note = `${ours} : ${git}, whole check ${median(whole).toFixed(0)} ms`;
    report.figure(`${name} : git at once by hand`, ratio(times.shipit, times.byHand), 3, { note });
    const count = countGit(folder, root, env);
    report.figure(`${name}, git processes`, count.all, 40, { unit: 'git', note: count.verbs });
  });
};

/** A check that finds something ends with 11. */
const check = (root, env) => {
  const { stdout, stderr, error } = spawnSync(process.execPath, [shipit, 'check', '--json'], {
    ...{ cwd: root, env, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error || !stdout.startsWith('{')) {
    throw new Error(`shipit check --json: ${error ?? stderr}`);
  }
  const answer = JSON.parse(stdout);
  if (answer.items.length < items.length || answer.previous === null) {
    throw new Error(`there are ${answer.items.length} items, and what runs is ${answer.previous?.commit}`);
  }
  return answer;
};

/** Net changes, commits, both trees, and the contents of what changed and is read. Milliseconds. */
const atOnce = async (root, env, runs) => {
  const begin = performance.now();
  const format = '--format=%H%x00%P%x00%aN%x00%aE%x00%cI%x00%s%x00%b%x00%(trailers:only=true,unfold=true)';
  const read = ['package.json', 'package-lock.json', 'requirements.txt', 'Dockerfile'];
  const migrations = Array.from({ length: sizes.range / 20 }, (_none, at) => {
    return `HEAD:shop/migrations/${String(at * 20).padStart(4, '0')}_change.py`;
  });
  const blobs = [...read.flatMap((path) => [`HEAD:${path}`, `${runs}:${path}`]), ...migrations];
  await Promise.all([
    gitOf(root, env, ['diff', '--raw', '-z', '--no-abbrev', '--no-renames', runs, 'HEAD']),
    gitOf(root, env, ['log', '-z', '--use-mailmap', format, 'HEAD', `^${runs}`]),
    gitOf(root, env, ['ls-tree', '-r', '-z', '--full-tree', 'HEAD']),
    gitOf(root, env, ['ls-tree', '-r', '-z', '--full-tree', runs]),
    gitOf(root, env, ['cat-file', '--batch'], `${blobs.join('\n')}\n`),
    gitOf(root, env, ['status', '--porcelain=v2', '-z', '--branch']),
  ]);
  return performance.now() - begin;
};

const gitOf = (cwd, env, args, input = '') =>
  new Promise((resolve, reject) => {
    const child = spawn('git', ['--no-optional-locks', ...args], { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
    child.stdout.resume();
    child.stdin.end(input);
    child.once('close', (code) => (code === 0 ? resolve() : reject(new Error(`git ${args[0]}: exit ${code}`))));
  });

/** One check with a git on the PATH that writes down what it is asked. */
const countGit = (folder, root, env) => {
  const [bin, log] = [join(folder, 'counting'), join(folder, 'git.log')];
  const real = spawnSync('sh', ['-c', 'command -v git'], { env, encoding: 'utf8' }).stdout.trim();
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho "$*" >> '${log}'\nexec '${real}' "$@"\n`);
  chmodSync(join(bin, 'git'), 0o755);
  check(root, { ...env, PATH: `${bin}${delimiter}${env.PATH}` });
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  const verbs = new Map();
  for (const line of lines) {
    const verb =
      line.split(' ').find((word, at, words) => /^[a-z][a-z-]+$/.test(word) && words[at - 1] !== '-c') ?? '?';
    verbs.set(verb, (verbs.get(verb) ?? 0) + 1);
  }
  return { all: lines.length, verbs: [...verbs].map(([verb, count]) => `${verb} ${count}`).join(', ') };
};
