// How soon shipit is there: `--version`, `--help`, and the first frame that a person can use.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bareNode, interleave, median, ratio, wholeRun } from '../lib/measure.mjs';
import { peersIn } from '../lib/peers.mjs';
import { inProject, questions, shipit } from '../lib/project.mjs';
import { openPty, timeToSee } from '../lib/pty.mjs';

export const start = async (report, { rounds }) => {
  const told = (flag) => () => wholeRun(process.execPath, [shipit, flag]);
  const times = await interleave({ node: bareNode, version: told('--version'), help: told('--help') }, rounds);
  report.row('A1', ratio(times.version, times.node));
  report.row('A2', ratio(times.help, times.node));

  await inProject(questions(12), async (project) => {
    const frames = await framesOf(project, rounds);
    const ms = (name, base) => `${median(frames[name]).toFixed(0)} : ${median(frames[base]).toFixed(0)} ms`;
    const warm = ratio(frames.warm, frames.node);
    report.row('A4', warm, { note: ms('warm', 'node') });
    report.row('A5', warm);
    report.row('A7', ratio(frames.cold, frames.node), { note: ms('cold', 'node') });
    report.skippedRow('A8', 'run this with Node 24; then it is A4');
    for (const { row, name } of peersIn(project)) {
      if (frames[name] === undefined) {
        report.skippedRow(row, `${name} is not installed`);
      } else {
        report.row(row, ratio(frames.warm, frames[name]), { note: ms('warm', name) });
      }
    }
  });
  await inProject(questions(30), async (project) => {
    const frames = await framesOf({ ...project, few: true }, rounds);
    report.row('A6', ratio(frames.warm, frames.node), { note: `${median(frames.warm).toFixed(0)} ms` });
  });
};

/** Milliseconds to the first question, and to the first prompt of others. */
const framesOf = async ({ root, env, folder, few = false }, rounds) => {
  const state = join(folder, 'state');
  const firstFrame = async (frameEnv, stay = 0) => {
    const terminal = openPty(process.execPath, [shipit], { cwd: root, env: frameEnv });
    try {
      const ms = await terminal.see('Is part 1 of the release ready?');
      await new Promise((resolve) => setTimeout(resolve, stay));
      return ms;
    } finally {
      await terminal.kill();
      // Every start is a first run: nothing to resume, nothing to review.
      rmSync(state, { recursive: true, force: true, maxRetries: 5 });
    }
  };
  const peers = few ? [] : peersIn({ folder, env }).filter(({ command }) => command !== undefined);
  // The code cache is written two seconds after the start.
  await firstFrame(env, 2500);
  return interleave(
    {
      node: bareNode,
      warm: () => firstFrame(env),
      ...(few ? {} : { cold: () => firstFrame({ ...env, XDG_CACHE_HOME: '/dev/null' }) }),
      ...Object.fromEntries(
        peers.map(({ name, command: [program, ...args], sees, cwd }) => [
          name,
          () => timeToSee(sees, program, args, { cwd, env }),
        ]),
      ),
    },
    rounds,
  );
};
