// Reading the audit log: the newest runs, one run, and the proof that nothing was changed.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateLog } from '../gen-log.mjs';
import { bareNode, interleave, median, ratio, wholeRun } from '../lib/measure.mjs';
import { inProject, shipit, twelveQuestions } from '../lib/project.mjs';

export const log = async (report, { rounds, runs }) => {
  await inProject(twelveQuestions, async ({ root, env, folder }) => {
    // As src/audit/state.ts names a project without a remote.
    const projectId = createHash('sha256')
      .update(realpathSync(join(root, '.git')))
      .digest('hex')
      .slice(0, 16);
    const written = generateLog(env.SHIPIT_STATE_DIR, projectId, runs);
    const all = join(folder, 'all-runs');
    writeFileSync(all, Buffer.concat(written.files.map((file) => readFileSync(file))));
    const names = join(folder, 'names');
    writeFileSync(names, written.files.join('\0'));

    const shipitRun = (...args) => wholeRun(process.execPath, [shipit, 'log', ...args], { cwd: root, env });
    checkAnswers(written, { root, env });
    const times = await interleave(
      {
        node: bareNode,
        list: () => shipitRun('list', '--json', '--limit', '20'),
        show: () => shipitRun('show', written.last, '--json'),
        verify: () => shipitRun('verify', '--json'),
        sha256sum: () => wholeRun('sha256sum', [all]),
        files: () => wholeRun('sh', ['-c', `xargs -0 cat <'${names}' | sha256sum`]),
      },
      Math.max(5, Math.floor(rounds / 2)),
    );
    const note = (name) => `${median(times[name]).toFixed(0)} ms`;
    report.figure(`log list, 20 of ${runs} runs : node -e 0`, ratio(times.list, times.node), 1.25, {
      note: note('list'),
    });
    report.figure('log show, one run : node -e 0', ratio(times.show, times.node), 1.25, { note: note('show') });
    const megabytes = (written.bytes / 1e6).toFixed(1);
    report.figure(`log verify, ${megabytes} MB : sha256sum of the same files`, ratio(times.verify, times.files), 0.9, {
      note: `${note('verify')}, one file of all ${note('sha256sum')}`,
    });
  });
};

/** A figure is worth nothing if the answer is wrong. */
const checkAnswers = (written, { root, env }) => {
  const run = (...args) => spawnSync(process.execPath, [shipit, 'log', ...args], { cwd: root, env, encoding: 'utf8' });
  const list = run('list', '--json', '--limit', '20')
    .stdout.trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const verified = JSON.parse(run('verify', '--json').stdout);
  const right =
    list.length === 20 &&
    list[0].run === written.last &&
    list[0].head === written.head &&
    verified.ok === true &&
    verified.runs === written.runs &&
    verified.records === written.records;
  if (!right) {
    throw new Error(
      `wrong answers: ${JSON.stringify({ first: list[0], verified: { ...verified, faults: verified.faults?.slice(0, 3) } })}`,
    );
  }
  const [file] = written.files;
  const bytes = readFileSync(file);
  const flipped = Buffer.from(bytes);
  flipped[Math.floor(bytes.length / 2)] ^= 1;
  writeFileSync(file, flipped);
  const found = JSON.parse(run('verify', '--json').stdout).ok === false;
  writeFileSync(file, bytes);
  if (!found) {
    throw new Error('verify did not find a flipped bit');
  }
};
