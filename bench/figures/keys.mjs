// From a key to the frame that shows it: while nothing goes on, and while a check floods its output.

import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';
import { openPty } from '../lib/pty.mjs';

const presses = 150;
const first = '{ask: "Is the first part ready?", id: first}';
const flood = `{run: "yes 'a line of the output of a check that has a lot to say'", id: flood, timeout: 2m}`;

export const keys = async (report) => {
  const idle = await latencies([first]);
  const flooded = await latencies([first, flood]);
  const at = (q) => `idle ${quantile(idle, q).toFixed(1)} ms, flood ${quantile(flooded, q).toFixed(1)} ms`;
  report.figure('key to frame, idle, p50', quantile(idle, 0.5), 33, { unit: 'ms' });
  report.figure('key to frame, idle, p99', quantile(idle, 0.99), 33, { unit: 'ms' });
  report.figure('key to frame under flood, p99', quantile(flooded, 0.99), 33, { unit: 'ms' });
  report.figure('key to frame, flood : idle, p50', quantile(flooded, 0.5) / quantile(idle, 0.5), 1.3, {
    note: at(0.5),
  });
  report.figure('key to frame, flood : idle, p99', quantile(flooded, 0.99) / quantile(idle, 0.99), 1.5, {
    note: at(0.99),
  });
};

/** Milliseconds of each press. Without colours, so that the mark and the label of the chosen row stand side by side. */
const latencies = (items) =>
  inProject(checklistOf(items), async ({ root, env }) => {
    const terminal = openPty(process.execPath, [shipit], { cwd: root, env: { ...env, NO_COLOR: '1' } });
    try {
      await terminal.see('Is the first part ready?');
      // Keys right after a question appears are dropped on purpose.
      await pause(1000);
      const times = [];
      for (let i = 0; i < presses; i++) {
        await pause(30 + ((i * 7919) % 31));
        const [key, shows] = i % 2 === 0 ? ['\u001B[B', '▸ g  Yes'] : ['\u001B[A', '▸    Look at'];
        const from = terminal.count();
        const since = performance.now();
        terminal.write(key);
        times.push(await terminal.see(shows, { from, since, timeoutMs: 5000 }));
      }
      return times;
    } finally {
      await terminal.kill();
    }
  });
