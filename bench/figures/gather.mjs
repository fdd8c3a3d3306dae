// All evidence at once: six checks take as long as the slowest of them.

import { interleave, median, ratio, wholeRun } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';

const sleeps = ['0.2', '0.4', '0.5', '0.6', '0.8', '1.0'];

export const gather = async (report, { rounds }) => {
  const items = sleeps.map((seconds) => `{run: "sleep ${seconds}", id: takes-${seconds.replace('.', '-')}}`);
  await inProject(checklistOf(items), async ({ root, env }) => {
    const times = await interleave(
      {
        alone: () => wholeRun('sh', ['-c', 'sleep 1.0']),
        check: () => wholeRun(process.execPath, [shipit, 'check'], { cwd: root, env }),
      },
      Math.max(3, Math.floor(rounds / 3)),
    );
    const note = `${median(times.check).toFixed(0)} ms`;
    report.figure('shipit check, 6 × sleep ≤ 1.0 : sleep 1.0', ratio(times.check, times.alone), 1.35, { note });
  });
};
