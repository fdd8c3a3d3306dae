// From a key to the frame that shows it: while nothing goes on, and while a check floods its output.

import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { quantile } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';
import { openPty } from '../lib/pty.mjs';

const presses = 150;
const first = '{ask: "Is the first part ready?", id: first}';
const flood = (before) =>
  `{run: "${before}yes 'a line of the output of a check that has a lot to say'", id: flood, timeout: 2m}`;

export const keys = async (report) => {
  const idle = await latencies([first]);
  const flooded = await latencies([first, flood('')]);
  const at = (q) => `idle ${quantile(idle, q).toFixed(1)} ms, flood ${quantile(flooded, q).toFixed(1)} ms`;
  report.row('B1', quantile(flooded, 0.5) / quantile(idle, 0.5), { note: at(0.5) });
  report.row('B2', quantile(flooded, 0.99) / quantile(idle, 0.99), { note: at(0.99) });
  report.row('B3', quantile(flooded, 0.99));
  if (withPriority(process.pid, ['-f', '-p', '10'])) {
    try {
      report.row('B4', quantile(await latencies([first, flood('chrt -o 0 ')], ['chrt', '-f', '10']), 0.99));
    } finally {
      withPriority(process.pid, ['-o', '-p', '0']);
    }
  } else {
    report.skippedRow('B4', 'chrt is not installed, or may not set a priority');
  }
};

/** Without it the p99 of a busy machine measures the scheduler. */
const withPriority = (pid, args) => spawnSync('chrt', [...args, String(pid)]).status === 0;

/** Milliseconds of each press. Without colours, so that the mark and the label of the chosen row stand side by side. */
const latencies = (items, before = []) =>
  inProject(checklistOf(items), async ({ root, env }) => {
    const [program, ...args] = [...before, process.execPath, shipit];
    const terminal = openPty(program, args, { cwd: root, env: { ...env, NO_COLOR: '1' } });
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
