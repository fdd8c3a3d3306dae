// The output of a deploy, followed in full on the operator's terminal and kept with the run, against `cat | tee log`.

import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { median, ratio } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';
import { openPty } from '../lib/pty.mjs';

const line = `${'an ordinary line of the output of a deploy, neither short nor long '.repeat(1).padEnd(79, '.')}\n`;
const patience = { timeoutMs: 180_000 };

export const output = async (report, options) => {
  const plain = await figuresOf('sh ../deploy.sh', 'sh ../deploy.sh | tee ../log', options);
  report.row('B5', ratio(plain.reference, plain.deploy), { note: notes(plain, options) });
  const { idle, peak } = plain.memory;
  if (Number.isNaN(peak)) {
    report.skippedRow('B8', '/proc is not there');
  } else {
    const note = `${peak.toFixed(0)} : ${idle.toFixed(0)} MB`;
    report.row('B8', peak / idle, { note, of: `${options.megabytes} MB` });
  }
  if (spawnSync('script', ['--version']).error !== undefined) {
    report.skippedRow('B7', 'script is not installed');
    return;
  }
  const fewer = { ...options, megabytes: Math.ceil(options.megabytes / 10) };
  const tty = await figuresOf('{run: sh ../deploy.sh, tty: true}', 'script -qec "sh ../deploy.sh" ../log', fewer);
  report.row('B7', ratio(tty.reference, tty.deploy), { note: notes(tty, fewer), of: `${fewer.megabytes} MB` });
};

const notes = (times, { megabytes }) => {
  const speed = (name) => `${(megabytes / (median(times[name]) / 1000)).toFixed(0)} MB/s`;
  return `${speed('deploy')}, reference ${speed('reference')}`;
};

/** Milliseconds of the deploy on a terminal and of the same by hand; megabytes of the screen before and after it. */
const figuresOf = (deploys, byHand, { rounds, megabytes }) =>
  inProject(
    checklistOf(['{ask: "Is it ready?", id: ready}']).replace('deploy: "true"', `deploy: ${deploys}`),
    async ({ root, env, folder, commit }) => {
      const big = join(folder, 'big.txt');
      writeLines(big, megabytes * 1e6);
      // The markers are put together by the shell, so that no screen shows them before.
      writeFileSync(join(folder, 'deploy.sh'), 'echo "BEGIN""MARK"; cat ../big.txt; echo "END""MARK"\n');
      const memory = { idle: 0, peak: 0 };

      const reference = async () => betweenMarks(openPty('sh', ['-c', byHand], { cwd: root, env }), megabytes);
      const deploy = async () => {
        const terminal = openPty(process.execPath, [shipit], { cwd: root, env });
        try {
          await terminal.see('Is it ready?');
          await pause(1000);
          terminal.write('g');
          await terminal.see('To launch, type');
          await pause(1000);
          memory.idle = peakOf(terminal.pid);
          for (const key of `production ${commit.slice(0, 7)}`) {
            terminal.write(key);
            await pause(15);
          }
          terminal.write('\r');
          const ms = await betweenMarks(terminal, megabytes);
          memory.peak = Math.max(memory.peak, peakOf(terminal.pid));
          return ms;
        } finally {
          await terminal.kill();
          await pause(200);
          rmSync(env.SHIPIT_STATE_DIR, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
        }
      };
      const times = { reference: [], deploy: [] };
      for (let round = 0; round < Math.max(2, Math.floor(rounds / 5)); round++) {
        times.reference.push(await reference());
        times.deploy.push(await deploy());
      }
      return { ...times, memory };
    },
  );

/** Megabytes of resident memory at most until now, of a process that lives. */
const peakOf = (pid) => {
  const status = existsSync('/proc/self/status') ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
};

const betweenMarks = async (terminal, megabytes) => {
  await terminal.see('BEGINMARK', patience);
  const [since, from] = [performance.now(), terminal.count()];
  const ms = await terminal.see('ENDMARK', { ...patience, since });
  if (terminal.count() - from < megabytes * 0.98e6) {
    throw new Error(`only ${terminal.count() - from} bytes of ${megabytes} MB reached the terminal`);
  }
  return ms;
};

const writeLines = (file, size) => {
  const block = Buffer.from(line.repeat(12_800));
  const fd = openSync(file, 'w');
  for (let written = 0; written < size; written += block.length) {
    writeSync(fd, block);
  }
  closeSync(fd);
};
