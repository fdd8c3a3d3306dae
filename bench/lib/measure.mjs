// Interleaved rounds: every case once a round, in an order that rotates, so that a busy neighbour hits all alike.

import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** Where these are set, `node -e 0` itself takes up to 2.4 times as long, and every ratio looks too good. */
const misleading = [
  ...['NODE_EXTRA_CA_CERTS', 'NODE_OPTIONS', 'NODE_ENV', 'NODE_COMPILE_CACHE', 'NODE_V8_COVERAGE'],
  ...['CI', 'CONTINUOUS_INTEGRATION', 'DEV', 'NO_COLOR', 'FORCE_COLOR'],
];

export const cleanEnvironment = (more = {}) => ({
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !misleading.includes(name) && !name.startsWith('SHIPIT_')),
  ),
  TERM: 'xterm-256color',
  LANG: 'C.UTF-8',
  ...more,
});

export const median = (numbers) => quantile(numbers, 0.5);

export const quantile = (numbers, q) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
};

/** A round of each case that does not count, then `rounds` that do. Cases give back their milliseconds. */
export const interleave = async (cases, rounds) => {
  const names = Object.keys(cases);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = -1; round < rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round + 1) % names.length];
      const ms = await cases[name]();
      if (round >= 0) {
        times[name].push(ms);
      }
    }
  }
  return times;
};

/** The median of the ratios of each round: steadier than the ratio of the medians. */
export const ratio = (times, base) => median(times.map((ms, round) => ms / base[round]));

/** Runs to the end without a terminal; the output goes nowhere. Milliseconds. */
export const wholeRun = (command, args, { cwd, env, exit = 0 } = {}) => {
  const begin = performance.now();
  const { status, signal, error, stderr } = spawnSync(command, args, {
    cwd,
    env: env ?? cleanEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ms = performance.now() - begin;
  if (error || status !== exit) {
    throw new Error(`${command} ${args.join(' ')}: ${error ?? `exit ${status ?? signal}`}\n${stderr ?? ''}`);
  }
  return ms;
};

export const bareNode = () => wholeRun(process.execPath, ['-e', '0']);
