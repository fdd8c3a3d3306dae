// What is asked of a made-up log, with the answers that are known, and the programs that it is measured against.

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { wholeRun } from './measure.mjs';
import { shipit } from './project.mjs';

/** An operator, a rare text and a week in the middle of what was written: arguments, and how many runs they find. */
export const searchesIn = ({ each }) => {
  const middle = new Date(each[each.length >> 1].started);
  middle.setUTCDate(middle.getUTCDate() - middle.getUTCDay() + 1);
  const day = (more) => new Date(middle.getTime() + more * 86_400_000).toISOString().slice(0, 10);
  const count = (matches) => each.filter(matches).length;
  return {
    operator: { args: ['--operator', 'grace'], hits: count(({ operator }) => operator === 'grace') },
    text: { args: ['--text', 'half a cent up for MÜLLER'], hits: count(({ subject }) => subject.includes('Müller')) },
    week: {
      args: ['--since', `${day(0)}T00:00:00Z`, '--until', `${day(5)}T00:00:00Z`],
      hits: count(({ started }) => started >= day(0) && started < day(5)),
    },
  };
};

/** A figure is worth nothing if the answer is wrong. */
export const checkAnswers = (written, searches, { root, env }) => {
  const run = (...args) => spawnSync(process.execPath, [shipit, 'log', ...args], { cwd: root, env, ...readable });
  const lines = (...args) =>
    run(...args)
      .stdout.trimEnd()
      .split('\n');
  const [newest] = lines('list', '--json', '--limit', '20').map((line) => JSON.parse(line));
  const verified = JSON.parse(run('verify', '--json').stdout);
  const wrong = [
    ...(newest.run === written.last && newest.head === written.head ? [] : [`list begins with ${newest.run}`]),
    ...(verified.ok && verified.runs === written.runs && verified.records === written.records
      ? []
      : [`verified ${JSON.stringify({ ...verified, faults: verified.faults.slice(0, 3) })}`]),
    ...Object.values(searches).flatMap(({ args, hits }) => {
      const found = lines('list', '--json', ...args).filter((line) => line !== '').length;
      return found === hits && hits > 0 ? [] : [`${args.join(' ')} finds ${found} runs of ${hits}`];
    }),
    ...(flippedBitIsFound(written.files[written.files.length >> 1], run) ? [] : ['verify did not find a flipped bit']),
  ];
  if (wrong.length > 0) {
    throw new Error(`wrong answers: ${wrong.join('; ')}`);
  }
};

const readable = { encoding: 'utf8', maxBuffer: 1 << 28 };

const flippedBitIsFound = (file, run) => {
  const bytes = readFileSync(file);
  const flipped = Buffer.from(bytes);
  flipped[bytes.length >> 1] ^= 1;
  writeFileSync(file, flipped);
  const { status } = run('verify', '--json');
  writeFileSync(file, bytes);
  return status === 16;
};

/** `json.loads` of every line, as a script of ten lines would do it. */
export const pythonLoads = `import json, sys
names = open(sys.argv[1], 'rb').read().split(b'\\0')
print(sum(1 for name in names for line in open(name, 'rb') if json.loads(line)))`;

export const isThere = (command, version = '--version') => spawnSync(command, [version]).error === undefined;

/** Peak of the resident memory of a whole run with one thread, in megabytes; undefined without GNU time. */
export const peakMegabytes = (args, { root, env }) => {
  const time = '/usr/bin/time';
  if (!isThere(time)) {
    return undefined;
  }
  const oneCore = isThere('taskset') ? ['taskset', '-c', '0'] : [];
  const { stderr } = spawnSync(time, ['-f', '%M', ...oneCore, process.execPath, shipit, 'log', ...args], {
    ...{ cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  });
  return Number(stderr.trim().split('\n').at(-1)) / 1024;
};

/** The same files for another program, through a pipe as its output would go: alone, grep stops at the first match. */
export const overFiles = (names, command) => () =>
  wholeRun('sh', ['-c', `xargs -0 ${command} <'${names}' | cat >/dev/null`]);
