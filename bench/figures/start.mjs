// How soon shipit is there: `--version`, and the first frame that a person can use.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bareNode, interleave, median, ratio, wholeRun } from '../lib/measure.mjs';
import { inProject, shipit, twelveQuestions } from '../lib/project.mjs';
import { openPty } from '../lib/pty.mjs';

export const start = async (report, { rounds }) => {
  const times = await interleave(
    { node: bareNode, version: () => wholeRun(process.execPath, [shipit, '--version']) },
    rounds,
  );
  report.figure('--version : node -e 0', ratio(times.version, times.node), 1.2);

  await inProject(twelveQuestions, async ({ root, env, folder }) => {
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
    // The code cache is written two seconds after the start.
    await firstFrame(env, 2500);
    const frames = await interleave(
      {
        node: bareNode,
        warm: () => firstFrame(env),
        cold: () => firstFrame({ ...env, XDG_CACHE_HOME: '/dev/null' }),
      },
      rounds,
    );
    const ms = (name) => `${median(frames[name]).toFixed(0)} ms, node -e 0 ${median(frames.node).toFixed(0)} ms`;
    report.figure('first usable frame, 12 items : node -e 0', ratio(frames.warm, frames.node), 4, { note: ms('warm') });
    report.figure('the same without a code cache', ratio(frames.cold, frames.node), 6, { note: ms('cold') });
  });
};
