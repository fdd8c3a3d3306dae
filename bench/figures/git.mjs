// git as the walk asks it, in a history of 10,000 commits, 300 of them in the release: log, diff and status at once from a
// shell are the floor.

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { importHistory, sizes } from '../lib/history.mjs';
import { interleave, median, ratio, wholeRun } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';
import { openPty } from '../lib/pty.mjs';

const items = ['{ask: "Is it ready?", id: ready}', 'release: {branch: main, max_commits: 500}'];

export const git = async (report, { rounds }) => {
  await inProject(checklistOf(items), async ({ root, env }) => {
    const runs = importHistory(root, env);
    const three = ['log --format=%H%x09%s', 'diff --name-only', 'status --porcelain=v2 --branch'].map((args, at) =>
      at < 2 ? `git ${args} ${runs}..HEAD` : `git ${args}`,
    );
    const shell = `${three.map((one) => `${one} >/dev/null &`).join(' ')} wait`;
    const frames = { first: [], shown: [] };
    const times = await interleave(
      {
        sh: () => wholeRun('sh', ['-c', shell], { cwd: root, env }),
        check: () => msOfRelease(root, env),
        screen: async () => {
          const { first, shown } = await screen(root, env);
          frames.first.push(first);
          frames.shown.push(shown);
          return shown;
        },
      },
      Math.max(3, Math.floor(rounds / 3)),
    );
    const note = `${median(times.check).toFixed(0)} : ${median(times.sh).toFixed(0)} ms`;
    report.row('E1', ratio(times.check, times.sh), { note });
    // The round that does not count is the first one.
    const floor = frames.first.slice(1).map((ms, round) => ms + times.sh[round]);
    report.row('E2', ratio(frames.shown.slice(1), floor), {
      note: `${median(frames.shown).toFixed(0)} : ${median(frames.first).toFixed(0)} + ${median(times.sh).toFixed(0)} ms`,
    });
  });
};

/** Milliseconds that the item took, as it says itself. */
const msOfRelease = (cwd, env) => {
  const { stdout } = spawnSync(process.execPath, [shipit, 'check', '--json'], { cwd, env, encoding: 'utf8' });
  return JSON.parse(stdout).items.find(({ id }) => id === 'release').ms;
};

/** Milliseconds to the first question, and until the commits are on screen. */
const screen = async (cwd, env) => {
  const terminal = openPty(process.execPath, [shipit], { cwd, env });
  try {
    return {
      first: await terminal.see('Is it ready?'),
      shown: await terminal.see(`${sizes.range} commits`),
    };
  } finally {
    await terminal.kill();
    rmSync(env.SHIPIT_STATE_DIR, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
};
