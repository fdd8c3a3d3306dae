// The output of a deploy, followed in full on the operator's terminal and kept with the run, against `cat | tee log`.

import { closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { median, ratio } from '../lib/measure.mjs';
import { checklistOf, inProject, shipit } from '../lib/project.mjs';
import { openPty } from '../lib/pty.mjs';

const line = `${'an ordinary line of the output of a deploy, neither short nor long '.repeat(1).padEnd(79, '.')}\n`;
const patience = { timeoutMs: 180_000 };

export const output = async (report, { rounds, megabytes }) => {
  await inProject(
    checklistOf(['{ask: "Is it ready?", id: ready}'], 'sh ../deploy.sh'),
    async ({ root, env, folder, commit }) => {
      const big = join(folder, 'big.txt');
      writeLines(big, megabytes * 1e6);
      // The markers are put together by the shell, so that no screen shows them before.
      writeFileSync(join(folder, 'deploy.sh'), 'echo "BEGIN""MARK"; cat ../big.txt; echo "END""MARK"\n');

      const reference = async () => {
        const terminal = openPty('sh', ['-c', 'sh ../deploy.sh | tee ../log'], { cwd: root, env });
        return betweenMarks(terminal, megabytes);
      };
      const deploy = async () => {
        const terminal = openPty(process.execPath, [shipit], { cwd: root, env });
        try {
          await terminal.see('Is it ready?');
          await pause(1000);
          terminal.write('g');
          await terminal.see('To launch, type');
          await pause(1000);
          for (const key of `production ${commit.slice(0, 7)}`) {
            terminal.write(key);
            await pause(15);
          }
          terminal.write('\r');
          return await betweenMarks(terminal, megabytes);
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
      const speed = (name) => `${(megabytes / (median(times[name]) / 1000)).toFixed(0)} MB/s`;
      report.figure(
        `deploy output, ${megabytes} MB on a terminal : cat | tee log`,
        ratio(times.reference, times.deploy),
        1,
        {
          atLeast: true,
          note: `${speed('deploy')}, reference ${speed('reference')}`,
        },
      );
    },
  );
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
